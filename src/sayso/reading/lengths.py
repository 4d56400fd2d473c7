"""Lengths of time that tell when: "within 48 hours", "three weeks ago", "gave them 60 days to reply"."""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Iterator

from sayso.reading.expressions import REACH, Interval, Kind, TimeExpression, expression, match_before
from sayso.reading.periods import (
    any_of,
    calendar_unit,
    half_step,
    number,
    pattern,
    singular,
    step,
    vague_step,
    working_days,
)
from sayso.vocabulary import load

EXACT = re.compile(r"\d+|(?!few|several|a\sfew|a\scouple|couple)[a-z\s-]+", re.IGNORECASE)
MEASURE = re.compile(r"(?:['’]s?)?\s{0,3}(?:of|old|long|since)\b|-")
SUPERLATIVE = re.compile(r"\b(?:first|only|most|least|\w{2,}est|worst|best)\b[^.;:!?]{0,40}\Z", re.IGNORECASE)
FIRST_TIME = re.compile(r"\b(?:time|first)\Z")
PARTS = (2, 3)  # numbers of the further parts of a length: "two years, one month and ten days"


def find_lengths(text: str, anchor: datetime.date | None, start: int, end: int) -> Iterator[TimeExpression]:
    """Lengths that run from the anchor, ahead or back, or that something lasts."""
    for match in _length_pattern().finditer(text, start, end):
        kind = _length_kind(match)
        if kind is not None and not _belongs_to_noun(text, match, end):
            yield expression(text, match.span(), kind[0], _length_interval(kind, match, anchor), f"length {kind[1]}")


def find_allowances(text: str, anchor: datetime.date | None, start: int, end: int) -> Iterator[TimeExpression]:
    """How long somebody is given: "gave them 60 days to reply", "a two-week ultimatum", "give it two months"."""
    for match in _allowance_pattern().finditer(text, start, end):
        grants = _grant_pattern() if match["purpose"] else _whole_grant_pattern()
        if match["notice"] or match_before(grants, text, max(0, match.start() - REACH), match.start()):
            yield expression(text, match.span("length"), Kind.WITHIN, _allowed(match, anchor), "length allowed")


def _allowed(match: re.Match[str], anchor: datetime.date | None) -> Interval:
    count = number(match["count"])
    if anchor is None or count is None:
        return Interval()
    return Interval(anchor, step(anchor, singular(match["units"]), count))


@functools.cache
def _allowance_pattern() -> re.Pattern[str]:
    notice = rf"(?P<notice> (?:{any_of(load('times')['notices'])}))"
    return pattern(
        rf"(?P<length>@count[-\s]@units)(?:{notice}|(?P<purpose> (?:in which )?to(?= [a-z]))|(?= ?[,.;:!?”\"’]| ?$))"
    )


@functools.cache
def _grant_pattern() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{any_of(load('times')['grants'])})\s(?:[^\s.;:!?]{{1,20}}\s){{0,8}}\Z", re.IGNORECASE)


@functools.cache
def _whole_grant_pattern() -> re.Pattern[str]:
    """Words of giving with no more than a pronoun after them, which need not tell what the time is given for."""
    return re.compile(rf"\b(?:{any_of(load('times')['gives'])})\s(?:it|them|him|her|us|me|you)\s\Z", re.IGNORECASE)


def _length_kind(match: re.Match[str]) -> tuple[Kind, str] | None:
    """The kind of a length of time and which way it runs; None where it is not a time but an amount."""
    words = load("times")["lengths"]
    head = " ".join((match["head"] or "").casefold().split())
    if singular(match["units"]) == "minute" and not match["count"]:
        return None
    if match["behind"] or head in words["behind"]:
        return (Kind.POINT, "ago") if match["behind"] else (Kind.BETWEEN, "behind")
    if match["ahead"] or match["coming"]:
        return Kind.WITHIN, "ahead"
    if head in words["within"]:
        return (Kind.WITHIN, "ahead") if match["count"] or head not in {"next", "coming", "upcoming", "only"} else None
    if head in words["ahead"] and (match["count"]):
        return (Kind.AFTER if head.startswith("after") else Kind.WITHIN), "ahead"
    return (Kind.DURATION, "lasting") if head and match["count"] else None


def _belongs_to_noun(text: str, match: re.Match[str], end: int) -> bool:
    """Whether the length measures something: "in two days of talks", "five-year terms", "the worst drought in years".

    So does one whose number is none of those that are counted: "1,200 days ago", "2.5 years ago".
    """
    before = text[max(0, match.start() - 12) : match.start()].casefold().rstrip()
    uncounted = not match["head"] and not match["count"] and before[-1:].isdecimal()
    looked_back = (match["head"] or "").casefold() == "in" and SUPERLATIVE.search(
        text, max(0, match.start() - REACH), match.start()
    )
    return (
        uncounted
        or bool(looked_back)
        or FIRST_TIME.search(before) is not None
        or MEASURE.match(text, match.end(), end) is not None
    )


def _length_interval(kind: tuple[Kind, str], match: re.Match[str], anchor: datetime.date | None) -> Interval:
    if anchor is None or kind[0] is Kind.DURATION:
        return Interval()
    far = _far_end(match, anchor, -1 if kind[1] in {"ago", "behind"} else 1)
    if far is None:
        return Interval()
    if kind[1] == "ago":
        return _ago(match, far, anchor)
    if kind[0] is Kind.AFTER:
        return Interval(far)
    return Interval(min(far, anchor), max(far, anchor))


def _far_end(match: re.Match[str], anchor: datetime.date, direction: int) -> datetime.date | None:
    if not match["count"]:
        return _uncounted(anchor, match["units"], direction)
    day = counted_length(match, anchor, direction)
    return _quarters_end(day, direction) if day and singular(match["units"]) == "quarter" else day


def counted_length(match: re.Match[str], start: datetime.date, direction: int) -> datetime.date | None:
    """The day that lies the length matched by `length_template` after `start`, before it if `direction` is negative.

    None where a number is none that is known, or the day would be beyond the calendar.
    """
    unit, whole = singular(match["units"]), number(match["count"])
    if match["working"] and unit == "day":
        return working_days(start, direction * whole) if whole else None
    day: datetime.date | None = start
    for part in ("", *PARTS):
        count = number(match[f"count{part}"] or "")
        if day is not None and match[f"units{part}"]:
            day = None if count is None else step(day, singular(match[f"units{part}"]), direction * count)
    return half_step(day, unit, direction) if day and (match["half"] or match["and_half"]) else day


def _uncounted(anchor: datetime.date, units: str, direction: int) -> datetime.date | None:
    """ "The past day" is one day, "the past days" are several."""
    unit = singular(units)
    return step(anchor, unit, direction) if unit == units.casefold() else vague_step(anchor, unit, direction)


def _quarters_end(day: datetime.date, direction: int) -> datetime.date:
    """Quarters are counted by the calendar: the next two end with the second one."""
    quarter = calendar_unit(day, "quarter")
    return quarter.end if direction > 0 else quarter.start


def _ago(match: re.Match[str], far: datetime.date, anchor: datetime.date) -> Interval:
    """A day where days are counted out; else from there to now, since "a few days ago" is no day."""
    return Interval(far, far if EXACT.fullmatch(match["count"] or "") else anchor)


@functools.cache
def _length_pattern() -> re.Pattern[str]:
    words = load("times")
    heads = any_of(dict.fromkeys(word for kind in words["lengths"].values() for word in kind))
    around = any_of(words["around"])
    after = rf"(?: (?:(?P<ahead>{any_of(words['ahead_after'])})|(?P<behind>{any_of(words['behind_after'])})))?"
    head = rf"(?:(?P<head>{heads}) )?(?:(?:{around}|at least|at most|just|only) )?"
    apart = r"(?(head)(?! (?:ago|later|earlier|before|after)\b))"  # "for the last month and two days ago" is two times
    kinds = r"(?:more|further|full|calendar|(?P<working>working|business)|(?P<coming>next|coming))"
    return pattern(rf"{head}(?:{_counted_by(kinds)})?{_units(apart)}{after}")


def length_template() -> str:
    """A counted length, for `pattern`: "ten working days", "two and a half years", "two years and ten days"."""
    return _counted_by("(?:more|further|full|(?P<working>working|business))") + _units()


def _counted_by(kinds: str) -> str:
    return rf"@count(?P<half> and (?:a )?half)?(?:-| (?:{kinds} )?)"


def _units(apart: str = "") -> str:
    more = "".join(rf"(?:,? (?:and )?@count{part} @units{part}{apart})?" for part in PARTS)
    return rf"@units(?P<and_half> and a half)?{more}"
