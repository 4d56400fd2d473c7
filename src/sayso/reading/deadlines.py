"""By when what a statement asks or expects is due.

A time inside the content belongs to what is said; it is a deadline where it lies ahead of the saying, and the act or
the words before it look ahead. "By then" and "before the deadline" mean the term that was named last before them.
"""

from __future__ import annotations

import datetime
import functools
import re
from dataclasses import replace

from sayso.reading.draft import Draft, Finding, Reason
from sayso.reading.expressions import Kind, TimeExpression
from sayso.reading.periods import Leaning, any_of
from sayso.reading.sentences import sentence_at, sentences_of
from sayso.reading.times import find_times
from sayso.report import Report, Span, Spans
from sayso.statement import Act, Deadline
from sayso.vocabulary import load

WIDEST = 600  # characters of one content that are looked at for times
BACK = 400  # how many characters before "by then" the term that it means may be named
REFERS = re.compile(r"\b(?:then|(?:the|that|this|its) (?:deadline|date))\Z", re.IGNORECASE)
TREATY = re.compile(r"\s(?:[A-Z]|accord|agreement|deal|pact)")
THE = re.compile(r"the\s", re.IGNORECASE)
NOUN = re.compile(r"\s(?!(?:and|as|at|but|by|for|if|in|on|or|that|to|until|when|with)\b)[a-z]")
CLAUSE_END = re.compile(r"[,;:–—]|\bthen\b")
SUPPOSING = re.compile(r"\b(?:if|should)\b", re.IGNORECASE)
LACKING = re.compile(r"\b(?:no|not|none|nothing|nobody|unless|without|fails?|still|never)\b|n['’]t\b", re.IGNORECASE)
FIRM_TERMS = frozenset({Kind.BY, Kind.UNTIL, Kind.BEFORE, Kind.WITHIN})
DUE = (
    Kind.BY,
    Kind.UNTIL,
    Kind.BEFORE,
    Kind.WITHIN,
    Kind.FROM,
    Kind.POINT,
    Kind.BETWEEN,
    Kind.IMMEDIATELY,
    Kind.SOON,
)
LOOKS_BACK = frozenset({Act.ASSESS, Act.DENY})
LOOKS_AHEAD = frozenset({Act.DEMAND, Act.OFFER, Act.THREATEN, Act.WARN, Act.PREDICT, Act.ACCEPT})
URGED = frozenset({Act.DEMAND, Act.OFFER})


def deadline_of(
    report: Report, draft: Draft, act: Act, said: datetime.date | None = None, within: Spans = ()
) -> Finding[Deadline | None]:
    """By when what the statement asks or expects is due; None where no time is named, or none ahead.

    Relative times are reckoned from the day it was `said`, or else from the day of the report. `within` are the
    contents of the statements that this one passes on; where it only states that they were made, their terms are not
    its own.
    """
    anchor = said or report.published
    times = [(span, time) for span in draft.content for time in _content_times(report, span, anchor)]
    due = [time for span, time in times if _is_due(report, span, time, act, anchor)]
    if act is Act.STATE:
        due = [time for time in due if not any(start <= time.span[0] < end for start, end in within)]
    if not due:
        return Finding(None, Reason("no time ahead", candidates=tuple(time.text for _, time in times)))
    first = min(due, key=lambda time: DUE.index(time.kind))
    deadline = Deadline(first.text, *_term(first, anchor))
    return Finding(deadline, Reason(f"time ahead: {first.rule}", first.text, tuple(time.text for time in due)))


def _term(time: TimeExpression, anchor: datetime.date | None) -> tuple[str | None, str | None]:
    """The interval of a deadline: what begins on a day is due that day, and nothing is due before it was said."""
    if time.kind is Kind.FROM:
        return time.start, time.start
    if time.start is None or anchor is None:
        return time.start, time.end
    return max(time.start, anchor.isoformat()), time.end


def _content_times(report: Report, span: Span, anchor: datetime.date | None) -> list[TimeExpression]:
    times = find_times(report.text, anchor, span[0], min(span[1], span[0] + WIDEST), Leaning.FUTURE)
    return [_referred(report, time, anchor) for time in times]


def _referred(report: Report, time: TimeExpression, anchor: datetime.date | None) -> TimeExpression:
    """The time itself, or if it is only referred to ("by then"), with the end of what was named last before it."""
    if anchor is None or time.kind not in FIRM_TERMS or time.end or not REFERS.search(time.text):
        return time
    begin = time.span[0]
    before = find_times(report.text, anchor, max(0, begin - BACK), begin, Leaning.FUTURE)
    ends = [named.end for named in before if named.kind in DUE and named.end and named.end >= anchor.isoformat()]
    return replace(time, start=anchor.isoformat(), end=ends[-1], rule="term named before") if ends else time


def _is_due(report: Report, span: Span, time: TimeExpression, act: Act, anchor: datetime.date | None) -> bool:
    if time.kind not in DUE or time.rule in {"length ago", "length behind"} or act in LOOKS_BACK:
        return False
    if _is_denied(report, span, time):
        return False
    if anchor is not None and (time.end or time.start or "9999") < anchor.isoformat():
        return False
    if time.kind in {Kind.IMMEDIATELY, Kind.SOON}:
        return act in URGED and not _tells_how(report, time)
    if time.start is None and time.end is None:
        return time.kind in FIRM_TERMS and act in LOOKS_AHEAD
    before = _before(report, span, time)
    if time.kind in FIRM_TERMS or time.kind is Kind.FROM:
        return act in LOOKS_AHEAD or not _is_behind(before)
    return _looks_ahead(report, before, time, act) or (act in LOOKS_AHEAD and _is_ahead(report, before, time, anchor))


def _is_ahead(report: Report, before: str, time: TimeExpression, anchor: datetime.date | None) -> bool:
    """Whether a bare date lies ahead of the saying however it is read, and is not the name of something."""
    if anchor is None or time.start is None or _is_apart(report, before, time):
        return False
    readings = find_times(report.text, anchor, *time.span, Leaning.PAST)
    return time.start > anchor.isoformat() and [reading.start for reading in readings] == [time.start]


def _is_apart(report: Report, before: str, time: TimeExpression) -> bool:
    """Whether a bare date is part of a name, of what has happened or of a mere case: "if they meet in June"."""
    return _names_something(report, before, time) or _is_behind(before) or _is_supposed(before)


def _is_supposed(before: str) -> bool:
    """Whether a date stands in a clause that supposes something; what must not be lacking by then is due."""
    clause = CLAUSE_END.split(before)[-1]
    return SUPPOSING.search(clause) is not None and LACKING.search(clause) is None


def _before(report: Report, span: Span, time: TimeExpression) -> str:
    """What stands before the time in its sentence, as far as it is content."""
    sentence = sentence_at(sentences_of(report), time.span[0]) or span
    return report.text[max(span[0], sentence[0]) : time.span[0]]


def _looks_ahead(report: Report, before: str, time: TimeExpression, act: Act) -> bool:
    """Whether the words before a bare date put it ahead, or the act does and they do not put it behind."""
    if _is_apart(report, before, time):
        return False
    ahead, behind = _last_match(_tense_pattern("ahead"), before), _last_match(_tense_pattern("behind"), before)
    due = time.text.casefold().startswith("due")
    return due or ahead > behind or (ahead == behind and act in LOOKS_AHEAD)


def _is_denied(report: Report, span: Span, time: TimeExpression) -> bool:
    """ "Not in January", "worse than today" and "back in November" set no term."""
    before = report.text[max(span[0], time.span[0] - 6) : time.span[0]].casefold().split()
    return before[-1:] in (["not"], ["than"]) or time.text.casefold().startswith("back ")


def _tells_how(report: Report, time: TimeExpression) -> bool:
    """Whether the word goes with the verb after it: "to immediately release them", not "to leave immediately on"."""
    return time.text.endswith("ly") and _verb_pattern().match(report.text, time.span[1]) is not None


@functools.cache
def _verb_pattern() -> re.Pattern[str]:
    return re.compile(rf"\s(?!(?:{any_of(load('times')['after_adverbs'])})\b)[a-z]")


def _is_behind(before: str) -> bool:
    """Whether the verb right before a date tells what has happened: "accepted on July 2", but not "be signed on"."""
    return bool(_past_verb_pattern().search(before)) and not _last_words_ahead_pattern().search(before)


@functools.cache
def _past_verb_pattern() -> re.Pattern[str]:
    return re.compile(rf"\b(?:\w{{2,}}ed|{any_of(load('sayings')['tenses']['past'])})\s\Z", re.IGNORECASE)


@functools.cache
def _last_words_ahead_pattern() -> re.Pattern[str]:
    words = load("times")
    return re.compile(rf"\b(?:{any_of([*words['ahead'], *words['passive']])})\s(?:\w+\s)?(?:\w+\s)?\Z", re.IGNORECASE)


def _names_something(report: Report, before: str, time: TimeExpression) -> bool:
    """Whether it is part of a name: "the talks of 8 July", "Sunday's vote", "the July date", "the Easter accord"."""
    possessive = re.match(r"['’]s\b", report.text[time.span[1] : time.span[1] + 3])
    if time.rule == "holiday" and TREATY.match(report.text, time.span[1]):
        return True
    if time.rule in {"month", "weekday"} and THE.match(time.text) and NOUN.match(report.text, time.span[1]):
        return True
    words = before.casefold().rstrip()
    return bool(possessive) or (words.endswith(" of") and not words.endswith(tuple(load("times")["due_of"])))


def _last_match(rule: re.Pattern[str], text: str) -> int:
    return max((match.start() for match in rule.finditer(text)), default=-1)


@functools.cache
def _tense_pattern(tense: str) -> re.Pattern[str]:
    words = load("times")
    listed = rf"(?<!\w)(?:{any_of(words[tense])})\b"
    verb = rf"(?<!\w)to\s(?!(?:{any_of(words['never_verbs'])})\b)(?-i:[a-z])|(?<=\w['’])(?:ll|d)\b"
    return re.compile(f"{listed}|{verb}" if tense == "ahead" else listed, re.IGNORECASE)
