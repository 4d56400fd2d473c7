"""Stretches of calendar days, the arithmetic on them, and the templates that find English words for them."""

from __future__ import annotations

import contextlib
import datetime
import functools
import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

import numpy
from dateutil.relativedelta import relativedelta

from sayso.reading.holidays import holiday_names
from sayso.vocabulary import load


class Grain(StrEnum):
    """How exact a period is."""

    DAY = "day"
    WEEK = "week"
    WEEKEND = "weekend"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    YEAR = "year"
    SPAN = "span"


MONTHS = {Grain.YEAR: 12, Grain.QUARTER: 3}
NOUGHT, THIRD, HALF, WHOLE = Fraction(0), Fraction(1, 3), Fraction(1, 2), Fraction(1)
# Where parts of a period begin and end.
PARTS = {
    "early": (NOUGHT, THIRD),
    "start": (NOUGHT, THIRD),
    "middle": (THIRD, 2 * THIRD),
    "late": (2 * THIRD, WHOLE),
    "end": (2 * THIRD, WHOLE),
    "first_half": (NOUGHT, HALF),
    "second_half": (HALF, WHOLE),
}


class Leaning(StrEnum):
    """Where to look for a day that recurs, such as "Friday" or "June"."""

    PAST = "past"
    FUTURE = "future"
    NEAREST = "nearest"


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `start` to `end`, both counted in."""

    start: datetime.date
    end: datetime.date
    grain: Grain


@dataclass(frozen=True, slots=True)
class Frame:
    """What words of time are resolved against: the day they were written, None where unknown, and a leaning."""

    anchor: datetime.date | None
    leaning: Leaning = Leaning.NEAREST


def step(day: datetime.date, unit: str, count: int) -> datetime.date | None:
    """`day` moved by `count` of `unit`; None beyond the calendar. Hours are counted up to whole days."""
    return _moved(day, load("times")["units"][unit], count)


def half_step(day: datetime.date, unit: str, direction: int) -> datetime.date | None:
    """`day` moved by half of `unit`, ahead or back."""
    return _moved(day, load("times")["halves"][unit], direction)


def singular(unit: str) -> str:
    """The unit of time that `unit` names one or several of."""
    word = unit.casefold()
    return "century" if word == "centuries" else word.removesuffix("s")


def vague_step(day: datetime.date, unit: str, direction: int = 1) -> datetime.date | None:
    """`day` moved by as long as an unnumbered "days" or "weeks" is taken for."""
    return _moved(day, load("times")["unnumbered"][unit], direction)


def calendar_unit(day: datetime.date, unit: str) -> Period:
    """The calendar unit that holds `day`: a week from Monday, a weekend, a month, a quarter, a year."""
    monday = day - datetime.timedelta(days=day.weekday())
    quarter = datetime.date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)
    periods: dict[str, Callable[[], Period]] = {
        "day": lambda: one_day(day),
        "week": lambda: Period(monday, monday + datetime.timedelta(days=6), Grain.WEEK),
        "weekend": lambda: Period(
            monday + datetime.timedelta(days=5), monday + datetime.timedelta(days=6), Grain.WEEKEND
        ),
        "month": lambda: months_from(day.replace(day=1), 1, Grain.MONTH),
        "quarter": lambda: months_from(quarter, 3, Grain.QUARTER),
        "year": lambda: whole_year(day.year),
        "decade": lambda: months_from(datetime.date(day.year // 10 * 10, 1, 1), 120, Grain.SPAN),
        "century": lambda: months_from(datetime.date(day.year // 100 * 100, 1, 1), 1200, Grain.SPAN),
    }
    return periods[unit]()


def working_days(day: datetime.date, count: int) -> datetime.date:
    """The working day, Monday to Friday, that is `count` of them after `day`, or before it if `count` is negative."""
    moved = numpy.busday_offset(numpy.datetime64(day), count, roll="backward" if count > 0 else "forward")
    return datetime.date.fromisoformat(str(moved))


def part_of(period: Period, part: str) -> Period:
    """The `part` of the period: a third ("early", "start", "middle", "late", "end"), a half, or the week it is in.

    Years and quarters are parted by months, others by days; the middle of a month is from its tenth to its twentieth.
    """
    if part == "week":
        return calendar_unit(period.start, "week")
    if part == "middle" and period.grain is Grain.MONTH:
        return Period(period.start.replace(day=10), period.start.replace(day=20), Grain.SPAN)
    first, last = PARTS[part]
    return _whole_months(period, first, last) or _days_between(period, first, last)


def _whole_months(period: Period, first: Fraction, last: Fraction) -> Period | None:
    """The months of a year or quarter from one share of it to another; None where those are no whole months."""
    months = MONTHS.get(period.grain, 0)
    begin, stop = first * months, last * months
    if not months or begin.denominator != 1 or stop.denominator != 1:
        return None
    return months_from(period.start + relativedelta(months=int(begin)), int(stop - begin), Grain.SPAN)


def _days_between(period: Period, first: Fraction, last: Fraction) -> Period:
    length, day = (period.end - period.start).days + 1, datetime.timedelta(days=1)
    begin, stop = math.floor(first * length), math.floor(last * length)
    grain = Grain.DAY if period.grain is Grain.DAY else Grain.SPAN
    return Period(period.start + begin * day, period.start + max(stop - 1, begin) * day, grain)


def number(words: str) -> int | None:
    """The value of digits or number words, the upper one of "two or three"; None where they are none."""
    upper = re.split(r"\s(?:to|or)\s|(?<=\d)[-–](?=\d)", words.strip().casefold())[-1]
    listed: dict[str, int] = load("times")["numbers"]
    parts = [" ".join(upper.split())] if upper in listed else re.split(r"[-\s]+", upper)
    values = [int(part) if part.isdecimal() else listed.get(part) for part in parts]
    return sum(value for value in values if value) if all(values) else None


@functools.cache
def pattern(template: str) -> re.Pattern[str]:
    """The compiled form of `template`.

    A space is any white space, ` ?` perhaps one, `@name` a named group of that vocabulary. A digit after the name keeps
    two groups of one vocabulary apart.
    """
    spaced = template.replace(" ?", r"\s{0,3}").replace(" ", r"\s{1,3}")
    filled = re.sub(r"@([a-z_]+)(\d?)", lambda slot: f"(?P<{slot[1]}{slot[2]}>{_fragments()[slot[1]]})", spaced)
    return re.compile(rf"(?<![\w@#/])(?:{filled})(?!\w)", re.IGNORECASE)


def any_of(words: Iterable[str]) -> str:
    """A regular expression for any of `words`, the longest first."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s{1,3}") for word in ordered)


@functools.cache
def _fragments() -> dict[str, str]:
    words = load("times")
    tens = any_of(word for word, value in words["numbers"].items() if value >= 20 and " " not in word)
    ones = any_of(word for word, value in words["numbers"].items() if value < 10 and " " not in word)
    numbers = rf"(?:\d{{1,4}}|(?:{tens})[-\s](?:{ones})|{any_of(words['numbers'])})"
    exact = [word for word in words["numbers"] if " " not in word and word not in words["vague_numbers"]]
    cardinal = rf"(?:{tens})[-\s](?:{ones})|{any_of(exact)}"
    written = any_of(words["ordinals"]).replace(r"\-", r"[-\s]")
    ordinals = rf"\d{{1,2}}\s?(?:st|nd|rd|th)|{written}"
    return {
        "month": _months_written(words["months"]),
        "weekday": any_of(words["weekdays"]),
        "ordinal": ordinals,
        "day": rf"(?<![\d.,:])(?:{ordinals}|\d{{1,2}}(?!\d|[.,:]\d))",
        "year": r"(?:19|20|21)\d\d(?![\d%]|[.,]\d)",
        "which": any_of(words["which"]),
        "cardinal": cardinal,
        "spoken_year": rf"(?:two\sthousand(?:\sand)?|nineteen|twenty)[-\s](?:{cardinal})",
        "unit": any_of(words["units"]),
        "units": rf"(?:{any_of(words['units'])})(?:s|(?<=centur)ies)?",
        "count": rf"(?<!\d[.,]){numbers}(?:(?:\s(?:to|or)\s|[-–]){numbers})?",
        "season": any_of(words["seasons"]),
        "holiday": any_of(holiday_names()),
        "relative": any_of(words["relative_days"]),
    }


def _months_written(months: Iterable[str]) -> str:
    """Months in full, and short ones with or without their full stop."""
    short = [month for month in months if len(month) <= 4 and month not in {"may", "june", "july"}]
    full = [month for month in months if month not in short]
    return rf"(?:{any_of(full)})\b|(?:{any_of(short)})\b\.?"


def _moved(day: datetime.date, unit: Mapping[str, int], count: int) -> datetime.date | None:
    amounts = {name: amount * count for name, amount in unit.items()}
    hours = amounts.pop("hours", 0)
    amounts.pop("minutes", 0)
    if hours:
        amounts["days"] = -(-hours // 24) if hours > 0 else hours // 24
    try:
        return day + relativedelta(**amounts)  # type: ignore[arg-type]
    except (ValueError, OverflowError):
        return None


def one_day(day: datetime.date) -> Period:
    """The period of one day."""
    return Period(day, day, Grain.DAY)


def _to(start: datetime.date, after: datetime.date, grain: Grain) -> Period:
    return Period(start, after - datetime.timedelta(days=1), grain)


def whole_year(year: int) -> Period:
    """The period of a calendar year."""
    return Period(datetime.date(year, 1, 1), datetime.date(year, 12, 31), Grain.YEAR)


def months_from(start: datetime.date, count: int, grain: Grain) -> Period:
    """The period of so many months from a day on."""
    return _to(start, start + relativedelta(months=count), grain)


def recurring(make: Callable[[int], Period], frame: Frame) -> Period | None:
    """That one of the periods made for each year which the leaning points at; None without a day to look from."""
    return None if frame.anchor is None else pointed_at(in_years_around(make, frame.anchor.year), frame)


def pointed_at(candidates: Iterable[Period], frame: Frame) -> Period | None:
    """That one of the periods which the leaning points at, None where there is none."""
    if frame.anchor is None:
        return None
    anchor = frame.anchor
    if frame.leaning is Leaning.PAST:
        return max((period for period in candidates if period.start <= anchor), key=first_day, default=None)
    if frame.leaning is Leaning.FUTURE:
        return min((period for period in candidates if period.end >= anchor), key=first_day, default=None)
    return min(candidates, key=lambda period: _distance(period, anchor), default=None)


def first_day(period: Period) -> datetime.date:
    """The key to sort periods by."""
    return period.start


def in_years_around(make: Callable[[int], Period], year: int) -> Iterator[Period]:
    """The period in each year near enough for a leap day to come round."""
    for near in range(year - 8, year + 9):
        with contextlib.suppress(ValueError, OverflowError):
            yield make(near)


def _distance(period: Period, day: datetime.date) -> int:
    """Days between the period and the day, none where the day is within it."""
    return max((period.start - day).days, (day - period.end).days, 0)
