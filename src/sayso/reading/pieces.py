"""A text as the model sees it: word pieces with their offsets, their words and what their letters look like."""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from tokenizers import Encoding, Tokenizer

from sayso.reading.quotations import quotations

Integers = NDArray[np.int64]

BLOCK = re.compile(r"[^\n]+")
LOWER, CAPITALISED, CAPITALS = range(3)
OUTSIDE, INSIDE = range(2)
CONTINUES, STARTS = range(2)
FEATURE_SIZES = (3, 2, 2)  # of case, quotation, paragraph
QUOTATION, PARAGRAPH = 1, 2  # the numbers of these features


@dataclass(frozen=True, slots=True)
class Pieces:
    """The word pieces of one text, all arrays of one length n.

    `starts` and `ends` are code point offsets into the text, `words` numbers the word that a piece belongs to, and
    `features` (n x 3) holds case (lower, capitalised, capitals), quotation (outside, inside) and paragraph
    (continues, starts).
    """

    ids: Integers
    starts: Integers
    ends: Integers
    words: Integers
    features: Integers

    def __len__(self) -> int:
        return len(self.ids)


def ends(tokenizer: Tokenizer) -> tuple[int, int]:
    """The special pieces that open and close what the model reads. Raises ValueError where they are missing."""
    opening, closing = tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")
    if opening is None or closing is None:
        raise ValueError("the tokenizer has no [CLS] and [SEP]")
    return opening, closing


def split(text: str, tokenizer: Tokenizer) -> Pieces:
    """The word pieces of `text`, paragraph by paragraph, without special pieces."""
    blocks = list(BLOCK.finditer(text))
    encoded = tokenizer.encode_batch([block.group() for block in blocks], add_special_tokens=False)
    rows = [_rows(encoding, block.start()) for encoding, block in zip(encoded, blocks, strict=True)]
    table = np.concatenate(rows) if rows else np.zeros((0, 5), dtype=np.int64)
    ids, starts, ends, opens, first = table.T
    features = np.stack([_cases(text, starts, ends), quoted(text, starts), first], axis=1)
    return Pieces(ids, starts, ends, np.cumsum(opens), features.astype(np.int64))


def _rows(encoding: Encoding, shift: int) -> Integers:
    """One row per piece: id, start, end, whether it opens a word, whether it opens the paragraph."""
    words = encoding.word_ids
    opens = [True, *(a != b for a, b in pairwise(words))][: len(words)]
    rows = [
        (piece, start + shift, end + shift, opening, number == 0)
        for number, (piece, (start, end), opening) in enumerate(zip(encoding.ids, encoding.offsets, opens, strict=True))
    ]
    return np.array(rows, dtype=np.int64).reshape(-1, 5)


def _cases(text: str, starts: Integers, ends: Integers) -> Integers:
    return np.array([_case(text[a:b]) for a, b in zip(starts, ends, strict=True)], dtype=np.int64)


def _case(piece: str) -> int:
    if not piece[:1].isupper():
        return LOWER
    return CAPITALS if len(piece) > 1 and piece.isupper() else CAPITALISED


def quoted(text: str, starts: Integers) -> Integers:
    """Whether each piece that starts at one of `starts` stands inside a quotation of `text`, its marks included."""
    spans = quotations(text)
    openings = [start for start, _ in spans]
    found = np.zeros(len(starts), dtype=np.int64)
    for index, start in enumerate(starts.tolist()):
        number = bisect.bisect_right(openings, start) - 1
        found[index] = INSIDE if number >= 0 and start < spans[number][1] else OUTSIDE
    return found
