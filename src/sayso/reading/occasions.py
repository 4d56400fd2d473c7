"""The days on which a statement may have been said, each with the clues for and against it."""

from __future__ import annotations

import bisect
import functools
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sayso.reading.expressions import Kind, TimeExpression
from sayso.reading.periods import Leaning
from sayso.reading.sayings import Saying
from sayso.reading.sentences import sentences_of
from sayso.reading.times import find_times
from sayso.report import Report
from sayso.vocabulary import load

LONGEST = 2000  # characters of a sentence that are looked at for dates
AROUND = 16  # statements before and after one that are looked at
# What follows the date of a dateline, or of a picture, and what stands before a dateline's.
DATELINE = re.compile(r"\s{0,3}(?:\([^)]{1,40}\)\s{0,3})?[-–—]\s|\.?\s{0,2}/[^/\n]{1,40}/")
PLACE_LINE = re.compile(r"(?:^|\n)[^\na-z]{0,40}[^\n.:;]{0,40}\Z")
PICTURE = re.compile(r"\.?\s{0,3}\((?:photo )?credit", re.IGNORECASE)
POSSESSIVE = re.compile(r"['’]s?\s")
BARE = re.compile(r"[A-Z\d]")
# How many characters of an ISO date a length of time before now can tell, by what it is counted in.
AS_EXACT = {"day": 10, "weeks": 7, "fortnight": 7, "month": 7, "quarter": 7, "year": 4, "decade": 4, "centur": 4}
SAID_ON = frozenset({Kind.POINT, Kind.BETWEEN})


@dataclass(frozen=True, slots=True)
class Occasion:
    """A day, month or year on which something may have been said.

    `origin` says where it was found, `words` are those of the text that name it, `rule` is what read them, and `clues`
    are the names of what speaks for and against it.
    """

    date: str
    origin: str
    words: str
    rule: str
    clues: tuple[str, ...]

    @classmethod
    def named(cls, origin: str, date: TimeExpression, clues: Iterable[str]) -> Occasion:
        """The occasion that a date in the text names."""
        day = day_of(date)
        return cls(day, origin, date.text, date.rule, _listed(origin, day, clues))

    @classmethod
    def on(cls, day: str, origin: str, clues: Iterable[str]) -> Occasion:
        """An occasion on a day that no words of the text name."""
        return cls(day, origin, day, "day of the report", _listed(origin, day, clues))

    def with_clues(self, clues: Iterable[str]) -> Occasion:
        """The occasion with more clues."""
        return replace(self, clues=(*self.clues, *(f"{self.origin}: {clue}" for clue in clues)))

    def handed_on(self, origin: str, clues: Iterable[str]) -> Occasion:
        """The same day for another statement."""
        return Occasion(self.date, origin, self.words, self.rule, _listed(origin, self.date, clues))


def _listed(origin: str, day: str, clues: Iterable[str]) -> tuple[str, ...]:
    grain = {10: "day", 7: "month", 4: "year"}[len(day)]
    return (origin, *(f"{origin}: {clue}" for clue in (f"a {grain}", *clues)))


@dataclass(frozen=True, slots=True)
class Telling:
    """A report's statements in text order with the dates that it names."""

    report: Report
    sayings: Sequence[Saying]
    dates: Sequence[TimeExpression]
    loose: Sequence[TimeExpression]  # those that stand in no statement

    @classmethod
    def of(cls, report: Report, sayings: Sequence[Saying]) -> Telling:
        """The statements with those dates of the report that something can have been said on."""
        dates = _past_dates(report)
        taken = _ends_by_start(sayings)
        loose = [date for date in dates if not _is_taken(date.span[0], taken)]
        return cls(report, sayings, dates, loose)

    def dates_in(self, start: int, end: int) -> Sequence[TimeExpression]:
        """The dates that begin in that stretch of the text."""
        first, last = (bisect.bisect_left(self.dates, place, key=lambda date: date.span[0]) for place in (start, end))
        return self.dates[first:last]

    def around(self, index: int) -> Iterator[Saying]:
        """The sayings shortly before and after one."""
        first = max(0, index - AROUND)
        near = enumerate(self.sayings[first : index + AROUND + 1], first)
        return (saying for place, saying in near if place != index)


@dataclass(frozen=True, slots=True)
class Weights:
    """What each clue weighs, how likely a date must be to be given, and one beside the saying to count as its own."""

    clues: Mapping[str, float]
    certainty: float
    own: float

    def likeliest(self, occasions: Sequence[Occasion]) -> tuple[Occasion | None, float]:
        """The best occasion of the likeliest date, and how likely that date is against all others and none at all."""
        odds = [math.exp(self.sum(occasion)) for occasion in occasions]
        by_date: dict[str, float] = {}
        for occasion, odd in zip(occasions, odds, strict=True):
            by_date[occasion.date] = by_date.get(occasion.date, 0.0) + odd
        if not by_date:
            return None, 0.0
        date = max(by_date, key=lambda date: by_date[date])
        best = max(
            (pair for pair in zip(odds, occasions, strict=True) if pair[1].date == date), key=lambda pair: pair[0]
        )
        return best[1], by_date[date] / (1 + sum(odds))

    def sum(self, occasion: Occasion) -> float:
        """The weights of the clues, added up."""
        return sum(self.clues.get(clue, 0.0) for clue in occasion.clues)

    def strongest(self, occasion: Occasion) -> str:
        """The clue that speaks for the occasion most, without the origin before it."""
        best = max(occasion.clues[1:], key=lambda clue: self.clues.get(clue, 0.0))
        return best.removeprefix(f"{occasion.origin}: ")


@functools.cache
def weights() -> Weights:
    """The weights in the vocabulary."""
    content = load("occasions")
    return Weights(content["clues"], content["certainty"], content["own"])


def day_of(date: TimeExpression) -> str:
    """The ISO date, as exact as its words: "three weeks ago" tells a month, "two years ago" a year.

    Of a week that runs into another year it is the month that it begins in.
    """
    day, words = date.date or "", date.text.casefold()
    if date.rule == "length ago":
        return day[: next((size for unit, size in AS_EXACT.items() if unit in words), 10)]
    return (date.start or "")[:7] if len(day) == 4 and "week" in words else day


def step(count: int, steps: Sequence[int]) -> str:
    """Which of the steps a count reaches: "at most 2", or "more"."""
    return next((f"at most {reached}" for reached in steps if count <= reached), "more")


@functools.lru_cache(maxsize=4)
def _past_dates(report: Report) -> tuple[TimeExpression, ...]:
    found = (
        find_times(report.text, report.published, start, min(end, start + LONGEST), Leaning.PAST)
        for start, end in sentences_of(report)
    )
    times = (_occasion_itself(report, time) for times in found for time in times)
    return tuple(time for time in times if _is_past(report, time))


def _occasion_itself(report: Report, time: TimeExpression) -> TimeExpression:
    """Of "after Friday's talks" that Friday: what is said after an occasion is mostly said on its day."""
    if time.kind is not Kind.AFTER or not POSSESSIVE.match(report.text, time.span[1]):
        return time
    start = time.span[0] + len(time.text.split()[0])
    return next(iter(find_times(report.text, report.published, start, time.span[1], Leaning.PAST)), time)


def _is_past(report: Report, time: TimeExpression) -> bool:
    ahead = report.published is not None and time.start is not None and time.start > report.published.isoformat()
    return time.kind in SAID_ON and time.date is not None and not ahead and not _is_apart(report.text, time)


def _is_apart(text: str, time: TimeExpression) -> bool:
    """Whether the date is that of a dateline or of a picture, on which nothing need have been said."""
    start, end = time.span
    dateline = BARE.match(time.text) and PLACE_LINE.search(text, max(0, start - 80), start)
    return bool((dateline and DATELINE.match(text, end)) or PICTURE.match(text, end))


def _ends_by_start(sayings: Sequence[Saying]) -> tuple[list[int], list[int]]:
    """Where statements begin, and how far those that begin no later reach."""
    evidence = sorted(saying.draft.evidence for saying in sayings)
    reach: list[int] = []
    for _, end in evidence:
        reach.append(max(end, reach[-1] if reach else 0))
    return [start for start, _ in evidence], reach


def _is_taken(place: int, taken: tuple[list[int], list[int]]) -> bool:
    starts, reach = taken
    before = bisect.bisect_right(starts, place)
    return before > 0 and place < reach[before - 1]
