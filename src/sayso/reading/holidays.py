"""The days of holidays by name and year, from the holidays in `vocabulary/times.yml`."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from typing import Any

from dateutil.easter import EASTER_ORTHODOX, easter
from dateutil.relativedelta import relativedelta
from hijridate import Gregorian, Hijri

from sayso.reading.expressions import DAY
from sayso.vocabulary import load

Days = tuple[datetime.date, datetime.date]


def holiday_names() -> Iterator[str]:
    """The holidays that are known, in lower case."""
    for group in load("times")["holidays"].values():
        yield from group


def holiday_days(name: str, year: int) -> Days:
    """The first and the last day of a holiday in a year; raises ValueError where it has none in that year.

    Islamic ones follow the Umm al-Qura calendar, as `hijridate` tables it for the years from 1924 to 2077; where the
    moon is sighted they may begin a day off. OverflowError is raised for other years.
    """
    groups = load("times")["holidays"]
    kind = next(kind for kind, names in groups.items() if name in names)
    return KINDS[kind](groups[kind][name], year)


def nth_weekday(month: datetime.date, weekday: int, which: int) -> datetime.date:
    """The first, second ... of a weekday (Monday is 0) from the first of a month on, or counted back from its end."""
    if which < 0:
        last = month + relativedelta(day=31)
        return last - datetime.timedelta(days=(last.weekday() - weekday) % 7 + 7 * (-which - 1))
    return month + datetime.timedelta(days=(weekday - month.weekday()) % 7 + 7 * (which - 1))


def _fixed(day: list[int], year: int) -> Days:
    date = datetime.date(year, *day)
    return date, date


def _after_easter(days: int, year: int) -> Days:
    date = easter(year) + days * DAY
    return date, date


def _after_orthodox_easter(days: int, year: int) -> Days:
    date = easter(year, EASTER_ORTHODOX) + days * DAY
    return date, date


def _nth(rule: list[int], year: int) -> Days:
    month, weekday, which, *later = rule
    date = nth_weekday(datetime.date(year, month, 1), weekday, which) + sum(later) * DAY
    return date, date


def _islamic(day: list[int], year: int) -> Days:
    """A month where no day of it is told; the first one of two that begin in the year."""
    first = Gregorian(year, 1, 1).to_hijri().year
    starts = (_gregorian(Hijri(hijri, day[0], *(day[1:] or [1]))) for hijri in (first, first + 1))
    start = next(start for start in starts if start.year == year)
    return start, start if day[1:] else start + (_length_of_month(start) - 1) * DAY


def _gregorian(day: Hijri) -> datetime.date:
    return datetime.date.fromisoformat(day.to_gregorian().isoformat())


def _length_of_month(start: datetime.date) -> int:
    return Gregorian.fromdate(start).to_hijri().month_length()


KINDS: dict[str, Callable[[Any, int], Days]] = {
    "fixed": _fixed,
    "easter": _after_easter,
    "orthodox_easter": _after_orthodox_easter,
    "nth": _nth,
    "islamic": _islamic,
}
