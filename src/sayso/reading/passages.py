"""Passages: a statement as the judge reads it, with the title and some words before and after it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sayso.reading.draft import Draft
from sayso.reading.pieces import Integers, Pieces
from sayso.report import Spans

TITLE, BEFORE, EVIDENCE, AFTER = 12, 28, 80, 8  # pieces at most
OUTSIDE, SOURCE, CUE, CONTENT = range(4)
ROLES = (("source", SOURCE), ("cue", CUE), ("content", CONTENT))


@dataclass(frozen=True, slots=True)
class Passage:
    """Piece ids and their features (n x 4: case, quotation, paragraph, role)."""

    ids: Integers
    features: Integers


@dataclass(frozen=True, slots=True)
class Passages:
    """Passages made equally long with padding: `ids` and `mask` are passages x pieces, `features` has a third axis."""

    ids: Integers
    features: Integers
    mask: Integers


def passage(title: Pieces, pieces: Pieces, draft: Draft, ends: tuple[int, int]) -> Passage:
    """The passage of one draft; a long one keeps its beginning and the pieces of its source and cue."""
    ((first, last),) = covered((draft.evidence,), pieces)
    roles = roles_of(pieces, draft, first, last)
    before = np.arange(max(0, first - BEFORE), first)
    after = np.arange(last, min(len(pieces), last + AFTER))
    kept = _kept(roles)
    chosen = np.concatenate([before, first + kept, after]).astype(np.int64)
    head, (opening, closing) = title.ids[:TITLE], ends
    body = slice(len(head) + 2, len(head) + 2 + len(chosen))
    features = np.zeros((body.stop + 1, 4), dtype=np.int64)
    features[1 : len(head) + 1, :3] = title.features[:TITLE]
    features[body, :3] = pieces.features[chosen]
    features[body, 3][len(before) : len(before) + len(kept)] = roles[kept]
    ids = np.concatenate([[opening], head, [closing], pieces.ids[chosen], [closing]]).astype(np.int64)
    return Passage(ids, features)


def _kept(roles: Integers) -> Integers:
    """The numbers of the pieces that fit: source and cue before content, the beginning before the end."""
    order = np.lexsort((np.arange(len(roles)), ~np.isin(roles, (SOURCE, CUE))))
    return np.sort(order[:EVIDENCE])


def roles_of(pieces: Pieces, draft: Draft, first: int, last: int) -> Integers:
    """The role in `draft` of each piece from `first` to `last`; where spans meet in a piece, source wins, then cue."""
    roles = np.zeros(last - first, dtype=np.int64)
    for name, number in reversed(ROLES):
        for start, stop in covered(getattr(draft, name), pieces):
            roles[max(start - first, 0) : max(stop - first, 0)] = number
    return roles


def covered(spans: Spans, pieces: Pieces) -> list[tuple[int, int]]:
    """The half-open ranges of pieces that `spans` touch."""
    return [
        (int(np.searchsorted(pieces.ends, start, "right")), int(np.searchsorted(pieces.starts, end, "left")))
        for start, end in spans
    ]


def pack(passages: Sequence[Passage]) -> Passages:
    """The passages as one batch."""
    shape = len(passages), max(len(passage.ids) for passage in passages)
    ids, mask = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
    features = np.zeros((*shape, 4), dtype=np.int64)
    for row, passage in enumerate(passages):
        count = len(passage.ids)
        ids[row, :count], features[row, :count], mask[row, :count] = passage.ids, passage.features, 1
    return Passages(ids, features, mask)
