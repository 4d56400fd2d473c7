"""Quotations that quote, each to be looked at by itself: what somebody says in it is told by who is quoted."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from sayso.reading.draft import Draft, overlap, size
from sayso.reading.lexicon import words
from sayso.reading.pieces import QUOTATION, Pieces, quoted
from sayso.reading.quotations import quotations
from sayso.report import Span, Spans
from sayso.vocabulary import load

LEAST = 3  # words of an inner quotation that can be a statement
THAT = "that "
OTHERS = frozenset(("it", "they"))
MOSTLY = 0.5  # share of a content that lies in inner quotations, or of one of these that is the content


@dataclass(frozen=True, slots=True)
class View:
    """The words of a quotation in `text`, looked at as if they were all of it.

    `first` is the number of their first piece in the text, `inner` are the quotations among them, a "that" before
    each included; offsets count into `text`.
    """

    text: str
    pieces: Pieces
    first: int
    inner: Spans

    def told(self, draft: Draft) -> Draft | None:
        """What a draft has of an inner quotation; None where it has little, or no cue beside somebody who says it."""
        span = next((span for span in self.inner if _is_mostly(draft.content, span)), None)
        if span is None or not _names_somebody(self.text, draft.source) or not _beside(self.text, draft, span):
            return None
        return replace(draft, content=_within(draft.content, span))


def views(text: str, pieces: Pieces) -> Iterator[View]:
    """A view of each quotation in `text` that quotes what somebody says, and of each such quotation inside it."""
    return (view for quotation in quotations(text) for view in _views(text, pieces, quotation))


def _views(text: str, pieces: Pieces, quotation: Span) -> Iterator[View]:
    inside = quotation[0] + 1, quotation[1] - 1
    found = (_shifted(span, inside[0]) for span in quotations(text[slice(*inside)]))
    inner = [span for span in found if _says_something(text, inside[0], span)]
    if inner:
        yield _view(text, pieces, inside, tuple(_with_that(text, span) for span in inner))
    for span in inner:
        yield from _views(text, pieces, span)


def _says_something(text: str, start: int, inner: Span) -> bool:
    """Whether an inner quotation is what somebody says, not words set apart: it has a few, and a lead to it."""
    return len(text[slice(*inner)].split()) >= LEAST and _lead().search(text, start, inner[0]) is not None


def _with_that(text: str, inner: Span) -> Span:
    start = inner[0] - len(THAT)
    return (start, inner[1]) if start >= 0 and text.startswith(THAT, start) else inner


def _view(text: str, pieces: Pieces, inside: Span, inner: Spans) -> View:
    first = int(np.searchsorted(pieces.starts, inside[0]))
    last = int(np.searchsorted(pieces.ends, inside[1], "right"))
    chosen = slice(first, last)
    features = pieces.features[chosen].copy()
    features[:, QUOTATION] = quoted(text[slice(*inside)], pieces.starts[chosen] - inside[0])
    cut = Pieces(pieces.ids[chosen], pieces.starts[chosen], pieces.ends[chosen], pieces.words[chosen], features)
    return View(text, cut, first, inner)


def _shifted(span: Span, shift: int) -> Span:
    return span[0] + shift, span[1] + shift


def _names_somebody(text: str, source: Spans) -> bool:
    """Whether a source says of itself who it is, as "he" does not among the words of somebody else."""
    return any(
        text[slice(*span)].lower() not in words("male_pronouns") | words("female_pronouns") | OTHERS for span in source
    )


def _beside(text: str, draft: Draft, inner: Span) -> bool:
    """Whether the cue speaks, and stands on the same side of an inner quotation as the source."""
    sides = {start < inner[0] for start, _ in (*draft.source, *draft.cue)}
    return len(sides) == 1 and any(_verb().search(text[slice(*span)]) for span in draft.cue)


def _within(content: Spans, inner: Span) -> Spans:
    """The part of a content that an inner quotation has."""
    cut = ((max(start, inner[0]), min(end, inner[1])) for start, end in content)
    return tuple((start, end) for start, end in cut if start < end)


def _is_mostly(content: Spans, inner: Span) -> bool:
    return overlap(content, (inner,)) >= MOSTLY * min(size(content), size((inner,)))


@functools.cache
def _verb() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(load('typesetting')['speaking'])})\b", re.IGNORECASE)


@functools.cache
def _lead() -> re.Pattern[str]:
    """What leads to what is said: a colon, a comma, "that" or a verb of speaking."""
    return re.compile(rf"(?:[:,]|\bthat|{_verb().pattern}) ?\Z")
