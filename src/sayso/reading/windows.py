"""Windows: the stretches of a text that the model reads at once, each overlapping the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from sayso.reading.pieces import Integers, Pieces

LENGTH = 256  # pieces, the two special ones included
STRIDE = 160  # pieces between the starts of two windows


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces `start` to `stop` of a text; an anchor is taken from the window only if it lies in `first` to `last`."""

    start: int
    stop: int
    first: int
    last: int


def windows(length: int) -> list[Window]:
    """Windows over `length` pieces such that every piece is the own piece of exactly one, as central as can be."""
    room = LENGTH - 2
    starts = list(range(0, max(length - room, 0) + STRIDE, STRIDE)) if length > room else [0]
    starts = sorted({min(start, max(length - room, 0)) for start in starts})
    borders = [0, *((a + room + b) // 2 for a, b in pairwise(starts)), length]
    return [
        Window(start, min(start + room, length), first, last)
        for start, first, last in zip(starts, borders[:-1], borders[1:], strict=True)
    ]


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows made equally long with padding: `ids` and `mask` are windows x pieces, `features` has a third axis."""

    ids: Integers
    features: Integers
    mask: Integers


def pack(parts: Sequence[tuple[Pieces, int, int]], first: int, last: int, guidelines: Sequence[int]) -> Batch:
    """One row per (pieces, start, stop), between the special pieces `first` and `last`.

    The fourth feature of every piece is its row's number in `guidelines`.
    """
    length = max(stop - start for _, start, stop in parts) + 2
    ids = np.zeros((len(parts), length), dtype=np.int64)
    features = np.zeros((len(parts), length, 4), dtype=np.int64)
    mask = np.zeros((len(parts), length), dtype=np.int64)
    for row, ((pieces, start, stop), guideline) in enumerate(zip(parts, guidelines, strict=True)):
        count = stop - start
        ids[row, : count + 2] = [first, *pieces.ids[start:stop], last]
        features[row, 1 : count + 1, :3] = pieces.features[start:stop]
        features[row, :, 3] = guideline
        mask[row, : count + 2] = 1
    return Batch(ids, features, mask)
