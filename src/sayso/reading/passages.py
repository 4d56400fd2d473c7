"""Passages: a statement as the judge reads it, with the title and some words before and after it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sayso.reading.draft import Draft
from sayso.reading.pieces import Integers, Pieces
from sayso.report import Spans

TITLE, BEFORE, EVIDENCE, AFTER = 12, 14, 80, 4  # pieces at most
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
    """The passage of one draft; a long one keeps its beginning and the pieces around its source and cue."""
    roles = roles_of(pieces, draft)
    inside = np.flatnonzero(roles)
    first, last = (int(inside[0]), int(inside[-1]) + 1) if len(inside) else (0, min(len(pieces), EVIDENCE))
    kept = _shortened(first, last, roles)
    chosen = np.concatenate(
        [np.arange(max(0, first - BEFORE), first), kept, np.arange(last, min(len(pieces), last + AFTER))]
    ).astype(np.int64)
    head = title.ids[:TITLE]
    opening, closing = ends
    features = np.zeros((len(head) + len(chosen) + 3, 4), dtype=np.int64)
    features[1 : len(head) + 1, :3] = title.features[:TITLE]
    features[len(head) + 2 : -1, :3] = pieces.features[chosen]
    features[len(head) + 2 : -1, 3] = roles[chosen]
    ids = np.concatenate([[opening], head, [closing], pieces.ids[chosen], [closing]]).astype(np.int64)
    return Passage(ids, features)


def _shortened(first: int, last: int, roles: Integers) -> Integers:
    """The pieces of `first` to `last` that fit: source and cue before content, the beginning before the end."""
    span = np.arange(first, last)
    if len(span) <= EVIDENCE:
        return span
    weight = np.isin(roles[span], (SOURCE, CUE))
    order = np.lexsort((span, ~weight))
    return np.sort(span[order[:EVIDENCE]])


def roles_of(pieces: Pieces, draft: Draft) -> Integers:
    """The role of every piece of the text in `draft`; where spans meet in one piece, the source wins, then the cue."""
    roles = np.zeros(len(pieces), dtype=np.int64)
    for name, number in reversed(ROLES):
        for start, stop in covered(getattr(draft, name), pieces):
            roles[start:stop] = number
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
