"""When a statement was made, and by when what it asks or expects is due.

A date belongs to the saying where it stands outside the content, next to the words that say who speaks: "told Radio 4
on Thursday", "On Monday, the minister refused". Where none does, the date of the holder's last words is carried on, or
that of an occasion told before; several may compete, and whether any holds is a matter of degree. So each is given
clues that a reader can check, and what these weigh was counted in annotated reports (`vocabulary/occasions.yml`); a
date that is not likely enough stays unknown. The day of publication is never taken for it but in live reports, since
reports often tell what was said before. A time inside the content belongs to what is said; it is a deadline
where it lies ahead of the saying, and the act or the words before it look ahead.
"""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Sequence

from sayso.reading.adjacent_dates import dates_beside
from sayso.reading.distant_dates import dates_elsewhere
from sayso.reading.draft import Draft, Finding, Reason
from sayso.reading.occasions import Occasion, Telling, Weights, weights
from sayso.reading.periods import Leaning, any_of
from sayso.reading.sayings import sayings_of
from sayso.reading.sentences import sentence_at, sentences_of
from sayso.reading.times import Kind, TimeExpression, find_times
from sayso.report import Report, Span
from sayso.statement import UNKNOWN, Act, Deadline
from sayso.vocabulary import load

WIDEST = 600  # characters of one content that are looked at for times
TREATY = re.compile(r"\s(?:[A-Z]|accord|agreement|deal|pact)")
FIRM_TERMS = frozenset({Kind.BY, Kind.UNTIL, Kind.BEFORE, Kind.WITHIN})
RULES = {
    "beside": "date beside the saying",
    "carried": "date carried on from the holder's last dated words",
    "shared": "date shared with the statement before",
    "told before": "date told in the sentences before",
    "counted": "day counted from one told before",
    "report day": "day of the report",
}
DUE = (Kind.BY, Kind.UNTIL, Kind.BEFORE, Kind.WITHIN, Kind.FROM, Kind.POINT, Kind.BETWEEN, Kind.IMMEDIATELY)
LOOKS_BACK = frozenset({Act.ASSESS, Act.DENY})
LOOKS_AHEAD = frozenset({Act.DEMAND, Act.OFFER, Act.THREATEN, Act.WARN, Act.PREDICT, Act.ACCEPT})


def said_on(report: Report, draft: Draft) -> Finding[str | None]:
    """The ISO date of one saying by itself, of day, month or year precision; None where it is not told."""
    return said_dates(report, [draft], [UNKNOWN])[0]


def said_dates(report: Report, drafts: Sequence[Draft], holders: Sequence[str]) -> list[Finding[str | None]]:
    """When each of a report's statements, in text order, was said; `holders` are the resolved ones, one a draft."""
    told = occasions_of(report, drafts, holders, weights())
    return [_chosen(occasions, weights()) for occasions in told]


def occasions_of(
    report: Report, drafts: Sequence[Draft], holders: Sequence[str], weights: Weights
) -> list[list[Occasion]]:
    """For each statement the dates on which it may have been said."""
    telling = Telling.of(report, sayings_of(report, drafts, holders))
    beside = [dates_beside(telling, index) for index in range(len(drafts))]
    anchors = [occasion if likely >= weights.own else None for occasion, likely in map(weights.likeliest, beside)]
    elsewhere = dates_elsewhere(telling, anchors, beside)
    return [[*near, *far] for near, far in zip(beside, elsewhere, strict=True)]


def _chosen(occasions: Sequence[Occasion], weights: Weights) -> Finding[str | None]:
    words = tuple(dict.fromkeys(occasion.words for occasion in occasions))
    occasion, likely = weights.likeliest(occasions)
    if occasion is None or likely < weights.certainty:
        return Finding(None, Reason("no date that is likely enough", candidates=words, score=likely))
    rule = f"{RULES[occasion.origin]}: {occasion.rule}, {weights.strongest(occasion)}"
    return Finding(occasion.date, Reason(rule, occasion.words, words, likely))


def said_day(said: str | None) -> datetime.date | None:
    """The first day that a date of day, month or year precision may mean."""
    return datetime.date.fromisoformat(f"{said}-01-01"[:10]) if said else None


def deadline_of(report: Report, draft: Draft, act: Act, said: datetime.date | None = None) -> Finding[Deadline | None]:
    """By when what the statement asks or expects is due; None where no time is named, or none ahead.

    Relative times are reckoned from the day it was `said`, or else from the day of the report.
    """
    anchor = said or report.published
    times = [(span, time) for span in draft.content for time in _content_times(report, span, anchor)]
    due = [time for span, time in times if _is_due(report, span, time, act, anchor)]
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
    return find_times(report.text, anchor, span[0], min(span[1], span[0] + WIDEST), Leaning.FUTURE)


def _is_due(report: Report, span: Span, time: TimeExpression, act: Act, anchor: datetime.date | None) -> bool:
    if time.kind not in DUE or time.rule in {"length ago", "length behind"} or act in LOOKS_BACK:
        return False
    if _is_denied(report, span, time):
        return False
    if anchor is not None and (time.end or time.start or "9999") < anchor.isoformat():
        return False
    if time.start is None and time.end is None:
        return time.kind in FIRM_TERMS and act in LOOKS_AHEAD
    if time.kind is Kind.IMMEDIATELY:
        return act in {Act.DEMAND, Act.OFFER}
    firm = time.kind in FIRM_TERMS or (time.kind is Kind.FROM and act in LOOKS_AHEAD)
    return firm or _looks_ahead(report, span, time, act)


def _looks_ahead(report: Report, span: Span, time: TimeExpression, act: Act) -> bool:
    """Whether the words before a bare date put it ahead, or the act does and they do not put it behind."""
    sentence = sentence_at(sentences_of(report), time.span[0]) or span
    before = report.text[max(span[0], sentence[0]) : time.span[0]]
    if _names_something(report, before, time) or _is_behind(before):
        return False
    ahead, behind = _last_match(_tense_pattern("ahead"), before), _last_match(_tense_pattern("behind"), before)
    return ahead > behind or (ahead == behind and act in LOOKS_AHEAD)


def _is_denied(report: Report, span: Span, time: TimeExpression) -> bool:
    """ "Not in January" and "back in November" set no term."""
    before = report.text[max(span[0], time.span[0] - 4) : time.span[0]].casefold().strip()
    return before == "not" or time.text.casefold().startswith("back ")


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
    """Whether the time is but part of a name: "the talks of 8 July", "Sunday's vote", "the Good Friday accord"."""
    possessive = re.match(r"['’]s\b", report.text[time.span[1] : time.span[1] + 3])
    if time.rule == "holiday" and TREATY.match(report.text, time.span[1]):
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
