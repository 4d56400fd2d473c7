"""Statements in sentences so plain that they are read by their words, where the model sees none."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

from sayso.reading.draft import Draft
from sayso.reading.letters import CAPITAL
from sayso.reading.phrases import phrases
from sayso.reading.sentences import sentences, sentences_over
from sayso.report import Span
from sayso.vocabulary import load

DATELINE = re.compile(r"[A-Z][A-Z ,.]+(?:\([^()]{1,20}\) )?[-–—]+ ")
MARKS = re.compile(r"[,;:()“”\"?!]")
LONGEST = 12  # words of a subject
SAID = re.compile(r"\s*([^\s.!?].*?)[\s.!]*\Z", re.DOTALL)


def plainly_told(text: str, found: Sequence[Draft]) -> Iterator[Draft]:
    """What sentences in which nothing was found say of whoever they begin with: "Oslo will not lift the ban"."""
    spans = sentences(text)
    taken = {span for draft in found for span in sentences_over(spans, draft.evidence)}
    for span in spans:
        if span not in taken:
            yield from _told(text, *span)


def _told(text: str, start: int, end: int) -> Iterator[Draft]:
    dateline = DATELINE.match(text, start, end)
    first = dateline.end() if dateline else start
    verb = phrases("plain", "doing").first(text, (first, end))
    said = SAID.match(text, verb.span[1], end) if verb else None
    if verb and said:
        between = _between(text, first, verb.span[0])
        if _is_subject(text[first : between[0]]):
            yield Draft(((first, between[0]),), ((between[1], verb.span[1]),), (said.span(1),))


def _between(text: str, start: int, verb: int) -> Span:
    """Where the subject before a verb ends, and where the words begin that stand between them, or the verb does."""
    subject = _adverbs().sub("", text[start:verb])
    gap = text[start + len(subject) : verb]
    return start + len(subject), start + len(subject) + len(gap) - len(gap.lstrip())


def _is_subject(words: str) -> bool:
    """Whether words can be all of a subject: few, with a name or a capital at their beginning, and no other clause."""
    named = re.search(f"[{CAPITAL}]", words) is not None
    plain = MARKS.search(words) is None and phrases("plain", "not_in_a_subject").first(words) is None
    return named and plain and len(words.split()) <= LONGEST


@functools.cache
def _adverbs() -> re.Pattern[str]:
    return re.compile(rf"(?:\s+(?:{'|'.join(load('plain')['between'])}))*\s*\Z", re.IGNORECASE)
