"""The finder: from the pieces of a text to drafts, with the probabilities that each rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from sayso.reading.draft import Draft
from sayso.reading.model import Floats, Model
from sayso.reading.passages import CONTENT, CUE, SOURCE
from sayso.reading.pieces import PARAGRAPH, Integers, Pieces
from sayso.reading.prepared import Prepared
from sayso.reading.windows import Window, pack, windows
from sayso.report import Span, Spans
from sayso.statement import hull

BATCH = 8  # windows at once
NEAR = 2000  # characters: twins begin no further apart
TWINS = 0.8  # overlap of two contents (intersection over union) from which two drafts are one


@dataclass(frozen=True, slots=True)
class Candidate:
    """A statement as the model sees it in one window: its probability, its anchor, and the role of each piece.

    `roles` is pieces x roles over the pieces `start` to `start + len(roles)` of the text.
    """

    score: float
    anchor: int
    start: int
    roles: Floats


@dataclass(frozen=True, slots=True)
class Found:
    """A draft and the candidate that it was read from."""

    draft: Draft
    candidate: Candidate


def find(prepared: Sequence[Prepared], model: Model, guideline: str) -> list[list[Found]]:
    """What is stated in each of several texts, in text order."""
    found: list[list[Found]] = [[] for _ in prepared]
    for index, candidate in candidates([each.pieces for each in prepared], model, guideline):
        each = prepared[index]
        draft = decode(each.report.text, each.pieces, candidate)
        if draft:
            found[index].append(Found(draft, candidate))
    return [sorted(distinct(group), key=_place) for group in found]


def _place(found: Found) -> tuple[Span, Spans]:
    return found.draft.evidence, found.draft.content


def candidates(texts: Sequence[Pieces], model: Model, guideline: str) -> Iterator[tuple[int, Candidate]]:
    """What the model takes for statements, with the number of its text; windows of like length go together."""
    cuts = [(index, cut) for index, pieces in enumerate(texts) if len(pieces) for cut in windows(len(pieces))]
    cuts.sort(key=lambda pair: pair[1].start - pair[1].stop)
    for begin in range(0, len(cuts), BATCH):
        yield from _in_windows(texts, cuts[begin : begin + BATCH], model, guideline)


def _in_windows(
    texts: Sequence[Pieces], cuts: Sequence[tuple[int, Window]], model: Model, guideline: str
) -> Iterator[tuple[int, Candidate]]:
    number = model.manifest.guidelines.index(guideline)
    parts = [(texts[index], cut.start, cut.stop) for index, cut in cuts]
    batch = pack(parts, *model.ends, [number] * len(cuts))
    states, scores = model.find(batch.ids, batch.features, batch.mask)
    rows, anchors = np.nonzero(_own(scores, [cut for _, cut in cuts]) >= model.manifest.anchor)
    if not len(rows):
        return
    roles = model.roles(states, rows, anchors)
    for row, anchor, table in zip(rows.tolist(), anchors.tolist(), roles, strict=True):
        index, cut = cuts[row]
        inside = table[1 : cut.stop - cut.start + 1]
        yield index, Candidate(float(scores[row, anchor]), cut.start + anchor - 1, cut.start, inside)


def _own(scores: Floats, cuts: Sequence[Window]) -> Floats:
    """The scores of the pieces that are each window's own; zero elsewhere."""
    kept = np.zeros_like(scores)
    for row, cut in enumerate(cuts):
        own = slice(cut.first - cut.start + 1, cut.last - cut.start + 1)
        kept[row, own] = scores[row, own]
    return kept


def decode(text: str, pieces: Pieces, found: Candidate) -> Draft | None:
    """The draft of a candidate: each word takes its likeliest role; None where nothing is said."""
    inside = slice(found.start, found.start + len(found.roles))
    labels = _by_word(found.roles, pieces.words[inside])
    paragraphs = np.cumsum(pieces.features[inside, PARAGRAPH])
    own = paragraphs == paragraphs[found.anchor - found.start]
    chosen = (_beside(labels == SOURCE, own), _beside(labels == CUE, own), labels == CONTENT)
    source, cue, content = (_spans(text, role, pieces, found.start) for role in chosen)
    return Draft(source, cue, content, found.score) if content else None


def _beside(chosen: NDArray[np.bool_], own: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """What is chosen in the anchor's own paragraph, if anything is: a heading is no part of a source below it."""
    beside: NDArray[np.bool_] = chosen & own
    return beside if beside.any() else chosen


def _by_word(roles: Floats, words: Integers) -> Integers:
    """The role of each piece: that with the largest sum over its word."""
    numbers = words - words[0]
    sums = np.zeros((int(numbers[-1]) + 1, roles.shape[1]), dtype=np.float64)
    np.add.at(sums, numbers, roles)
    chosen: Integers = sums.argmax(axis=1)[numbers]
    return chosen


def _spans(text: str, chosen: NDArray[np.bool_], pieces: Pieces, shift: int) -> Spans:
    """The stretches of chosen pieces; one without a letter or digit is none."""
    runs = [list(run) for taken, run in groupby(range(len(chosen)), key=lambda i: bool(chosen[i])) if taken]
    spans = [(int(pieces.starts[shift + run[0]]), int(pieces.ends[shift + run[-1]])) for run in runs]
    return tuple(span for span in spans if any(map(str.isalnum, text[slice(*span)])))


def distinct(found: Sequence[Found]) -> list[Found]:
    """The finds without those that repeat a likelier one: the same content of the same source."""
    kept: dict[int, list[Found]] = {}
    for each in sorted(found, key=lambda each: -each.candidate.score):
        first, last = (offset // NEAR for offset in hull(each.draft.content))
        near = [other for place in range(first - 1, last + 2) for other in kept.get(place, ())]
        if not any(_twins(each.draft, other.draft) for other in near):
            kept.setdefault(first, []).append(each)
    return [each for group in kept.values() for each in group]


def _twins(one: Draft, other: Draft) -> bool:
    """Whether two drafts say the same, by the same source or one by none."""
    if one.source and other.source and not overlap(one.source, other.source):
        return False
    shared = overlap(one.content, other.content)
    return shared > TWINS * (_size(one.content) + _size(other.content) - shared)


def overlap(some: Spans, others: Spans) -> int:
    """The number of characters that both groups cover."""
    return sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in some for b in others)


def _size(spans: Spans) -> int:
    return sum(end - start for start, end in spans)
