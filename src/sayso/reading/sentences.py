"""Where the sentences of a report begin and end."""

from __future__ import annotations

import bisect
import functools
import re
from collections.abc import Iterator, Sequence

from sayso.report import Report, Span
from sayso.vocabulary import load

# Possessive, and without a condition on what follows, so that a long run of stops is passed over once.
PARAGRAPH_END = re.compile(r"\n\s*\n|\u2029|\n(?=[ \t]{0,8}[•●▪‣*–—-][ \t])")
STOP = re.compile(r"[.!?…]++[\"”’'»)\]]*+(?:[ \u00a0\u202f]»)?+")
LAST_WORD = re.compile(r"[^\W\d_](?:[\w’'.-]*[^\W_])?\Z")
NEXT_WORD = re.compile(r"\s*+([\"“‘'«(\[]*+)([\w$€£]*)")
INITIALS = re.compile(r"(?:[A-Z]\.)*[A-Z]")
LONGEST_ABBREVIATION = 16


def sentences(text: str) -> list[Span]:
    """The sentences of `text` as half-open code point offsets, in order and without the white space between them.

    They share no character and leave out none but white space. A blank line always ends a sentence; a single line break
    does so only before a list item. Closing quotation marks and brackets stay with the sentence that they close. Takes
    time linear in the length of the text: call it once a text, or `sentences_of`, then look up with `sentence_at`.
    """
    return [span for start, end in _paragraphs(text) for span in _split(text, start, end)]


@functools.lru_cache(maxsize=4)
def sentences_of(report: Report) -> tuple[Span, ...]:
    """The sentences of a report, split once for the steps that look at it in turn."""
    return tuple(sentences(report.text))


def sentence_at(spans: Sequence[Span], offset: int) -> Span | None:
    """The sentence that holds `offset`, or the last one that begins before it; None before the first."""
    index = bisect.bisect_right(spans, offset, key=lambda span: span[0])
    return spans[index - 1] if index else None


def sentences_over(spans: Sequence[Span], stretch: Span) -> list[Span]:
    """The sentences that share a character with `stretch`, in order."""
    first = bisect.bisect_right(spans, stretch[0], key=lambda span: span[1])
    last = bisect.bisect_left(spans, stretch[1], key=lambda span: span[0])
    return list(spans[first:last])


def _paragraphs(text: str) -> Iterator[Span]:
    start = 0
    for gap in PARAGRAPH_END.finditer(text):
        yield start, gap.start()
        start = gap.end()
    yield start, len(text)


def _split(text: str, start: int, end: int) -> Iterator[Span]:
    first = start
    for stop in STOP.finditer(text, start, end):
        if _ends_sentence(text, stop, end):
            yield from _trimmed(text, first, stop.end())
            first = stop.end()
    yield from _trimmed(text, first, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


def _ends_sentence(text: str, stop: re.Match[str], end: int) -> bool:
    if stop.end() >= end or not text[stop.end()].isspace():
        return False
    following = NEXT_WORD.match(text, stop.end(), end)
    word = following[2] if following else ""
    if word[:1].islower() or _goes_on(text, following):
        return False
    return stop[0] != "." or not _abbreviates(text, stop.start(), word)


def _goes_on(text: str, following: re.Match[str] | None) -> bool:
    """Whether what follows is a dash or a comma, which no sentence begins with."""
    if following is None or following[1] or following[2]:
        return False
    return text[following.end() : following.end() + 1] in {",", ";", ":", "–", "—", "-"}


def _abbreviates(text: str, stop: int, following: str) -> bool:
    """Whether the full stop at `stop` belongs to an abbreviation that the sentence goes on after."""
    word = LAST_WORD.search(text[max(0, stop - LONGEST_ABBREVIATION) : stop])
    if word is None:
        return False
    if _listed_in("before_a_name", word[0]):
        return True
    if _listed_in("before_a_number", word[0]) and following[:1].isdigit():
        return True
    if _listed_in("anywhere", word[0]) or INITIALS.fullmatch(word[0]):
        return not _listed_in("openers", following)
    return False


def _listed_in(kind: str, word: str) -> bool:
    return word in _listed(kind) or word.casefold() in _listed(kind)


@functools.cache
def _listed(kind: str) -> frozenset[str]:
    return frozenset(load("abbreviations")[kind])
