"""Whose turn it is where a report prints a conversation: paragraphs that open with "A:", "KOLAR:" or a dash."""

from __future__ import annotations

import re

from sayso.reading.gazetteer import Kind
from sayso.reading.mentions import Cast
from sayso.reading.titles import without_titles
from sayso.report import Span

QUESTION, ANSWERS = "Q", ("A", "Answer")
ASIDE = r"(?: \([^()\n]{1,60}\))?"
LABEL = re.compile(
    rf"^[ \t]*(?:([AQ]|Answer|Question){ASIDE}[.:]|(—)|([A-Z][A-Z.'-]+(?: [A-Z][A-Z.'-]+)*){ASIDE}:) ", re.MULTILINE
)
BYLINE = re.compile(r"[ \t]*(?:By|Interview by|Reporting by|Words by) ", re.IGNORECASE)
LEAST_DASHES = 4  # paragraphs with a dash that make a conversation


def speaking_at(position: int, cast: Cast) -> str | None:
    """The person whose turn the paragraph at `position` is, by the label or dash that opens it."""
    found = _label_at(position, cast)
    if found is None:
        return None
    if found[1] or found[2]:
        return _answering(cast) if _is_answer(found, cast) else None
    called = cast.called(without_titles(found[3].title()))
    return called[0] if len(called) == 1 else None


def answers_at(position: int, cast: Cast) -> bool:
    """Whether the paragraph at `position` is an answer of an interview."""
    found = _label_at(position, cast)
    return found is not None and bool(found[1] or found[2]) and _is_answer(found, cast)


def _label_at(position: int, cast: Cast) -> re.Match[str] | None:
    return LABEL.match(cast.text, cast.text.rfind("\n", 0, position) + 1)


def opens_turn(span: Span, text: str) -> bool:
    """Whether a source is the label that opens a turn."""
    found = LABEL.match(text, text.rfind("\n", 0, span[0]) + 1)
    return found is not None and span[1] < found.end()


def _answering(cast: Cast) -> str | None:
    """Who gives the answers of an interview: the first person named up to the end of the first question who does not
    sign the report."""
    first = next((found for found in LABEL.finditer(cast.text) if is_question(found) or found[2]), None)
    end = cast.text.find("\n", first.end()) if first else 0
    people = [each for each in cast.mentions_in((0, end)) if each.kind is Kind.PERSON]
    told = (each.name for each in people if not BYLINE.match(cast.text, cast.text.rfind("\n", 0, each.span[0]) + 1))
    return next(told, None)


def is_question(label: re.Match[str]) -> bool:
    """Whether a label says that what follows is a question."""
    return (label[1] or "").startswith(QUESTION)


def _is_answer(label: re.Match[str], cast: Cast) -> bool:
    """Whether a paragraph answers: by its letter, or as every second one of those with a dash."""
    if label[1]:
        return not is_question(label)
    dashes = [found.start() for found in LABEL.finditer(cast.text) if found[2]]
    return len(dashes) >= LEAST_DASHES and dashes.index(label.start()) % 2 == 1
