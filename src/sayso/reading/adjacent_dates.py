"""Dates in the sentence of a saying: "told Radio 4 on Thursday", "On Monday, the minister refused"."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from sayso.reading.expressions import Kind, TimeExpression
from sayso.reading.occasions import Occasion, Telling, step
from sayso.reading.periods import any_of
from sayso.reading.sayings import Saying, overlap
from sayso.report import Report, Span
from sayso.vocabulary import load

CLAUSE_MARK = re.compile(r"[,.;:—–“”\"()]")


def dates_beside(telling: Telling, index: int) -> list[Occasion]:
    """The dates in the saying's own sentence and outside what is said."""
    saying = telling.sayings[index]
    dates = telling.dates_in(*saying.sentence) if saying.has_words else ()
    own = [date for date in dates if not any(overlap(span, date.span) for span in saying.draft.content)]
    return [Occasion.named("beside", date, _clues(telling, index, date)) for date in own]


def _clues(telling: Telling, index: int, date: TimeExpression) -> Iterator[str]:
    report, saying = telling.report, telling.sayings[index]
    marks = saying.draft.cue + saying.draft.source
    nearest = min(marks, key=lambda mark: _words_between(report, saying, date.span, mark))
    distance = _words_between(report, saying, date.span, nearest)
    yield f"{step(distance, (0, 1, 2, 4, 7, 12))} words away"
    yield "before the words" if date.span[0] < nearest[0] else "after the words"
    yield from _rival_clues(telling, index, date, distance)
    yield from _place_clues(report, saying, date, nearest)
    yield f"tense {saying.tense}"
    yield "told by another" if saying.within_another else "told by the report"
    yield saying.source


def _rival_clues(telling: Telling, index: int, date: TimeExpression, distance: int) -> Iterator[str]:
    """Whether the date stands nearer to the words of another statement, or in what another one says."""
    saying, others = telling.sayings[index], list(telling.around(index))
    rivals = [
        other
        for other in others
        if other.draft.cue and other.draft.cue != saying.draft.cue and overlap(other.draft.evidence, saying.sentence)
    ]
    near = min((_distance(telling.report, rival, date.span) for rival in rivals), default=distance + 1)
    if near <= distance:
        yield "another saying nearer" if near < distance else "another saying as near"
    if any(overlap(span, date.span) for other in others for span in other.draft.content):
        yield "in what another says"


def _place_clues(report: Report, saying: Saying, date: TimeExpression, mark: Span) -> Iterator[str]:
    between = report.text[min(date.span[1], mark[1]) : max(date.span[0], mark[0])]
    if _in_clause(report, saying, date):
        yield "in a clause of its own"
    opens = date.span[0] - saying.sentence[0] < 4
    if opens:
        yield "opens the sentence"
    if CLAUSE_MARK.search(between.removeprefix(",") if opens else between):  # "On Monday, he said"
        yield "behind a mark"
    if report.text[date.span[1] : date.span[1] + 1] in {"'", "’", "-"}:
        yield "of something"
    if date.kind is Kind.BETWEEN:
        yield "a stretch"


def _in_clause(report: Report, saying: Saying, date: TimeExpression) -> bool:
    """Whether the date belongs to a clause of its own: "outvoted after the session on Friday, X has demanded ..."."""
    marks = saying.draft.cue + saying.draft.source
    begin = max((span[1] for span in marks if span[1] <= date.span[0]), default=saying.sentence[0])
    stop = min((span[0] for span in marks if span[0] >= date.span[1]), default=date.span[1])
    before = CLAUSE_MARK.split(report.text[begin : date.span[0]])[-1]
    after = report.text[date.span[1] : stop] if begin == saying.sentence[0] else ""
    return any(_clause_pattern().search(words) for words in (before, after))


@functools.cache
def _clause_pattern() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{any_of(load('times')['clause_openers'])})\b", re.IGNORECASE)


def _distance(report: Report, saying: Saying, span: Span) -> int:
    """How many words that are not the statement's own stand between the date and the words of the saying."""
    return min(_words_between(report, saying, span, mark) for mark in saying.draft.cue + saying.draft.source)


def _words_between(report: Report, saying: Saying, span: Span, mark: Span) -> int:
    start, end = min(span[1], mark[1]), max(span[0], mark[0])
    pieces, position = [], start
    for a, b in sorted(saying.draft.content):
        if position < end and a < end and b > position:
            pieces.append(report.text[position:a])
            position = b
    pieces.append(report.text[position:end])
    return sum(len(re.findall(r"\w+", piece)) for piece in pieces)
