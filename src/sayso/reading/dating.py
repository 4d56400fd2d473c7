"""When a statement was made, and by when what it asks or expects is due.

A date belongs to the saying where it stands outside the content, next to the words that say who speaks: "told Radio 4
on Thursday", "On Monday, the minister refused". Where no date is told, that of the holder's last words is carried on to
sentences that go on with "he" or with nothing; else the day is unknown. The day of publication is never taken for it,
since reports often tell what was said before. A time inside the content belongs to what is said; it is a deadline
where it lies ahead of the saying, and the act or the words before it look ahead.
"""

from __future__ import annotations

import bisect
import datetime
import functools
import re
from collections.abc import Iterator, Sequence

from sayso.reading.draft import Draft, Finding, Reason
from sayso.reading.periods import Leaning, any_of
from sayso.reading.sentences import sentence_at, sentences_of, sentences_over
from sayso.reading.times import Kind, TimeExpression, find_times
from sayso.report import Report, Span, Spans
from sayso.statement import UNKNOWN, Act, Deadline, hull
from sayso.vocabulary import load

WIDEST = 600  # characters of one sentence, or of one content, that are looked at for times
NEAR = 6  # words that may stand between a date and the words that it dates
AROUND = 16  # statements before and after one that may share its sentence
CARRY = 2  # sentences over which a speaker's date is carried on
DATELINE_END = re.compile(r"\s{0,3}(?:\([^)]{1,40}\)\s{0,3})?[-–—]\s")
FIRM_TERMS = frozenset({Kind.BY, Kind.UNTIL, Kind.BEFORE, Kind.WITHIN})
CLAUSE_MARK = re.compile(r"[,.;:—–“”\"()]")
OTHER_TENSE = re.compile(r"(?:has|have|had|is|are|will|would|can|\w+(?<!\bwa)(?<![as])s)\b", re.IGNORECASE)
SAYING = frozenset({Kind.POINT, Kind.BETWEEN})
DUE = (Kind.BY, Kind.UNTIL, Kind.BEFORE, Kind.WITHIN, Kind.FROM, Kind.POINT, Kind.BETWEEN, Kind.IMMEDIATELY)
LOOKS_AHEAD = frozenset({Act.DEMAND, Act.OFFER, Act.THREATEN, Act.WARN, Act.PREDICT, Act.ACCEPT})


def said_on(report: Report, draft: Draft) -> Finding[str | None]:
    """The ISO date of the saying, of day, month or year precision, from its own sentence; None where it is not told."""
    return _dated(report, draft, [draft])


def said_dates(report: Report, drafts: Sequence[Draft], holders: Sequence[str]) -> list[Finding[str | None]]:
    """`said_on` for the statements of one report in text order, a holder's date carried on through his next sentences.

    `holders` are the resolved holders, one a draft; an unknown one carries nothing. A date goes to the statement whose
    words it stands nearest to, so that of "X told Reuters on Monday that Y had agreed" only the telling is dated.
    """
    spans = sentences_of(report)
    last: dict[str, tuple[int, str]] = {}
    findings = []
    for index, (draft, holder) in enumerate(zip(drafts, holders, strict=True)):
        place = bisect.bisect_right(spans, draft.evidence[0], key=lambda span: span[0])
        around = drafts[max(0, index - AROUND) : index + AROUND + 1]
        finding = _dated(report, draft, around)
        if finding.value is None and holder != UNKNOWN and _goes_on(report, draft, around):
            finding = _carried(finding, last.get(holder), place)
        if finding.value is not None:
            last[holder] = (place, finding.value)
        elif holder in last:
            last[holder] = (place, last[holder][1])
        findings.append(finding)
    return findings


def _dated(report: Report, draft: Draft, drafts: Sequence[Draft]) -> Finding[str | None]:
    framing = draft.cue or draft.source
    if not framing:
        return Finding(None, Reason("no words for the saying"))
    dates = [time for time in _times_beside(report, draft, framing) if _dates_saying(report, draft, time)]
    others = _rivals(report, draft, drafts, framing)
    distances = {time: _distance(report, draft, time.span) for time in dates}
    kept = [time for time in dates if distances[time] <= min(NEAR, _nearest(report, others, time))]
    words = tuple(time.text for time in kept or dates)
    if not kept:
        return Finding(None, Reason("no date beside the saying", candidates=words))
    nearest = min(kept, key=lambda time: (distances[time], time.span))
    return Finding(nearest.date, Reason(f"date beside the saying: {nearest.rule}", nearest.text, words))


def _dates_saying(report: Report, draft: Draft, time: TimeExpression) -> bool:
    return _past_date(report, time) and not _in_clause(report, draft, time)


def _rivals(report: Report, draft: Draft, drafts: Sequence[Draft], framing: Spans) -> list[Draft]:
    """The other statements of the sentence, save those under the same cue, which the same date dates."""
    sentence = _sentence(report, framing)
    return [rival for rival in drafts if rival.cue and rival.cue != draft.cue and _overlap(rival.evidence, sentence)]


def _in_clause(report: Report, draft: Draft, time: TimeExpression) -> bool:
    """Whether the time belongs to a clause of its own: "outvoted after the session on Friday, X has demanded ..."."""
    marks = draft.cue + draft.source
    begin = max((span[1] for span in marks if span[1] <= time.span[0]), default=0)
    stop = min((span[0] for span in marks if span[0] >= time.span[1]), default=time.span[1])
    before = CLAUSE_MARK.split(report.text[max(begin, time.span[0] - WIDEST) : time.span[0]])[-1]
    after = report.text[time.span[1] : min(stop, time.span[1] + WIDEST)] if begin == 0 else ""
    return any(_clause_pattern().search(words) for words in (before, after))


@functools.cache
def _clause_pattern() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{any_of(load('times')['clause_openers'])})\b", re.IGNORECASE)


def _nearest(report: Report, drafts: Sequence[Draft], time: TimeExpression) -> int:
    return min((_distance(report, draft, time.span) for draft in drafts), default=NEAR)


def _overlap(first: Span, second: Span) -> bool:
    return first[0] < second[1] and second[0] < first[1]


def _sentence(report: Report, framing: Spans) -> Span:
    """From the beginning of the first sentence that the framing words stand in to the end of the last."""
    return hull((hull(framing), *sentences_over(sentences_of(report), hull(framing))))


def _carried(finding: Finding[str | None], last: tuple[int, str] | None, place: int) -> Finding[str | None]:
    if last is None or place - last[0] > CARRY or said_day(last[1]) is None:
        return finding
    return Finding(last[1], Reason("date carried on from the same holder's last sentence", last[1]))


def _goes_on(report: Report, draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether the draft goes on with its holder's last words: no name, past tense, and not told by somebody else."""
    if report.quote(draft.source).casefold() not in load("times")["same_speaker"]:
        return False
    other_tense = OTHER_TENSE.match(report.quote(draft.cue))
    contents = [span for other in drafts if other is not draft for span in other.content]
    return not other_tense and not any(_within(draft.evidence, span) for span in contents)


def _within(inner: Span, outer: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def said_day(said: str | None) -> datetime.date | None:
    """The day of a date of day precision; None for others."""
    return datetime.date.fromisoformat(said) if said and len(said) == 10 else None


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
    if time.kind not in DUE or time.rule in {"length ago", "length behind"}:
        return False
    if anchor is not None and (time.end or time.start or "9999") < anchor.isoformat():
        return False
    if time.start is None and time.end is None:
        return time.kind in FIRM_TERMS and act in LOOKS_AHEAD
    if time.kind is Kind.IMMEDIATELY:
        return act is Act.DEMAND
    firm = time.kind in FIRM_TERMS or (time.kind is Kind.FROM and act in LOOKS_AHEAD)
    return firm or _looks_ahead(report, span, time, act)


def _looks_ahead(report: Report, span: Span, time: TimeExpression, act: Act) -> bool:
    """Whether the words before a bare date put it ahead, or the act does and they do not put it behind."""
    sentence = sentence_at(sentences_of(report), time.span[0]) or span
    before = report.text[max(span[0], sentence[0]) : time.span[0]]
    if _names_something(report, before, time):
        return False
    ahead, behind = _last_match(_tense_pattern("ahead"), before), _last_match(_tense_pattern("behind"), before)
    return ahead > behind or (ahead == behind and act in LOOKS_AHEAD)


def _names_something(report: Report, before: str, time: TimeExpression) -> bool:
    """Whether the time is but part of a name: "the talks of 8 July", "Sunday's vote"."""
    possessive = re.match(r"['’]s\b", report.text[time.span[1] : time.span[1] + 3])
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


def _times_beside(report: Report, draft: Draft, framing: Spans) -> Iterator[TimeExpression]:
    """The times in the sentence of the framing words and outside the content."""
    first, last = _sentence(report, framing)
    start, end = hull(framing)
    window = max(first, start - WIDEST), min(last, end + WIDEST)
    for time in find_times(report.text, report.published, *window, Leaning.PAST):
        if not any(_overlap(span, time.span) for span in draft.content):
            yield time


def _past_date(report: Report, time: TimeExpression) -> bool:
    ahead = report.published is not None and time.start is not None and time.start > report.published.isoformat()
    dateline = re.match(DATELINE_END, report.text[time.span[1] : time.span[1] + 48])
    return time.kind in SAYING and time.date is not None and not ahead and not dateline


def _distance(report: Report, draft: Draft, span: Span) -> int:
    """How many words that are not the draft's own stand between the time and the words of the saying."""
    return min(_words_between(report, draft, span, mark) for mark in draft.cue + draft.source)


def _words_between(report: Report, draft: Draft, span: Span, mark: Span) -> int:
    start, end = min(span[1], mark[1]), max(span[0], mark[0])
    pieces, position = [], start
    for a, b in sorted(draft.content):
        if position < end and a < end and b > position:
            pieces.append(report.text[position:a])
            position = b
    pieces.append(report.text[position:end])
    return sum(len(re.findall(r"\w+", piece)) for piece in pieces)
