"""Lessons: windows of annotated text with the labels that the finder should give them."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from sayso.reading.draft import Draft
from sayso.reading.passages import roles_of
from sayso.reading.pieces import CAPITALS, LOWER, OUTSIDE, Integers, Pieces, split
from sayso.reading.windows import LENGTH, pack
from training.corpora import Example
from training.finder import GUIDELINES

FORGOTTEN = 0.3  # share of windows that do not tell the model whose guidelines they follow
PLAIN, SHOUTED, UNQUOTED = 0.05, 0.02, 0.05  # shares of windows read without capitals, in capitals, without quotations


@dataclass(frozen=True, slots=True)
class Lesson:
    """An annotated report in pieces: `anchors` holds a piece per statement, `roles` statements x pieces."""

    pieces: Pieces
    anchors: Integers
    roles: Integers
    guideline: int


@dataclass(frozen=True, slots=True)
class Exercise:
    """A batch of windows as tensors: inputs, and what is expected.

    `anchored` and `flat` are windows x pieces (x roles); `rows` and `anchors` place each statement, and `roles` is
    statements x pieces.
    """

    ids: Tensor
    features: Tensor
    mask: Tensor
    anchored: Tensor
    flat: Tensor
    rows: Tensor
    anchors: Tensor
    roles: Tensor

    def on(self, device: torch.device) -> Exercise:
        """The same exercise on `device`."""
        return Exercise(*(getattr(self, field.name).to(device) for field in fields(self)))


def lesson(example: Example, tokenizer: Tokenizer) -> Lesson:
    """The lesson that an annotated report gives."""
    pieces = split(example.text, tokenizer)
    roles = [roles_of(pieces, draft, 0, len(pieces)) for draft in example.drafts]
    table = np.array(roles, dtype=np.int64).reshape(-1, len(pieces))
    return Lesson(pieces, _anchors(example.drafts, pieces), table, GUIDELINES.index(example.guideline))


def _anchors(drafts: Sequence[Draft], pieces: Pieces) -> Integers:
    """The anchor of each draft; of two with one cue, the second is anchored at its content."""
    taken: set[int] = set()
    anchors = []
    for draft in drafts:
        starts = [group[0][0] for group in (draft.cue, draft.content) if group]
        places = [int(np.searchsorted(pieces.ends, start, "right")) for start in starts]
        anchor = next((place for place in places if place not in taken), places[-1])
        taken.add(anchor)
        anchors.append(min(anchor, len(pieces) - 1))
    return np.array(anchors, dtype=np.int64)


def exercises(lessons: Sequence[Lesson], size: int, ends: tuple[int, int], seed: int) -> Iterator[Exercise]:
    """One pass over the lessons in a random order, cut at random places, windows of like length together."""
    chance = random.Random(seed)
    cuts = [(lesson, start, stop) for lesson in lessons for start, stop in _cuts(len(lesson.pieces), chance)]
    chance.shuffle(cuts)
    pools = [sorted(cuts[i : i + 32 * size], key=lambda cut: cut[2] - cut[1]) for i in range(0, len(cuts), 32 * size)]
    batches = [pool[i : i + size] for pool in pools for i in range(0, len(pool), size)]
    chance.shuffle(batches)
    for batch in batches:
        yield exercise(batch, ends, chance)


def _cuts(length: int, chance: random.Random) -> Iterator[tuple[int, int]]:
    room = LENGTH - 2
    first = chance.randint(room // 3, room)
    starts = [0, *range(first, length, room)]
    for start, stop in zip(starts, [*starts[1:], length], strict=True):
        if stop - start > 8:
            yield start, stop


def exercise(cuts: Sequence[tuple[Lesson, int, int]], ends: tuple[int, int], chance: random.Random) -> Exercise:
    """The tensors of one batch of windows, between the special pieces `ends`."""
    guidelines = [0 if chance.random() < FORGOTTEN else lesson.guideline for lesson, _, _ in cuts]
    batch = pack([(lesson.pieces, start, stop) for lesson, start, stop in cuts], *ends, guidelines)
    for row in range(len(cuts)):
        _disturb(batch.features[row], chance)
    shape = batch.ids.shape
    anchored, flat = np.zeros(shape, dtype=np.float32), np.zeros((*shape, 3), dtype=np.float32)
    rows, anchors, roles = [], [], []
    for row, (lesson, start, stop) in enumerate(cuts):
        for anchor, role in zip(lesson.anchors, lesson.roles, strict=True):
            inside = role[start:stop]
            for number in range(3):
                flat[row, 1 : stop - start + 1, number] += inside == number + 1
            if start <= anchor < stop:
                place = int(anchor) - start + 1
                anchored[row, place] = 1
                rows.append(row)
                anchors.append(place)
                roles.append(np.pad(inside, (1, shape[1] - (stop - start) - 1)))
    return Exercise(
        ids=torch.from_numpy(batch.ids),
        features=torch.from_numpy(batch.features),
        mask=torch.from_numpy(batch.mask),
        anchored=torch.from_numpy(anchored),
        flat=torch.from_numpy(flat.clip(0, 1)),
        rows=torch.tensor(rows, dtype=torch.int64),
        anchors=torch.tensor(anchors, dtype=torch.int64),
        roles=torch.from_numpy(np.array(roles, dtype=np.int64).reshape(-1, shape[1])),
    )


def _disturb(features: Integers, chance: random.Random) -> None:
    """Now and then take letter case or quotations from a window, as headlines, chats and scraped pages do."""
    case = chance.random()
    if case < PLAIN:
        features[:, 0] = LOWER
    elif case < PLAIN + SHOUTED:
        features[:, 0] = CAPITALS
    if chance.random() < UNQUOTED:
        features[:, 1] = OUTSIDE
