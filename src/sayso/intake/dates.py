"""The day that a report was published, from however its source writes it."""

from __future__ import annotations

import datetime
import re

from dateutil import parser

YEAR = re.compile(r"(?<!\d)[12]\d{3}(?!\d)")
YEAR_FIRST = re.compile(r"\s*([12]\d{3})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
LONGEST = 100
# Two days that differ in year, month and day: what a reading takes from them was not in the text.
DEFAULTS = (datetime.datetime(2000, 1, 1), datetime.datetime(2003, 2, 2))


def published_on(value: object) -> datetime.date | None:
    """The day that `value` names, as its writer counted it, or None.

    Takes dates, ISO 8601, RFC 2822 and the common English and numeric ways of writing. None for a day without its year,
    for a month without its day, for two-digit years and for "03/04/2025", whose order of month and day is not known.
    """
    found = _day(value)
    return found if found and YEAR.match(found.isoformat()) else None


def _day(value: object) -> datetime.date | None:
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    if not isinstance(value, str) or len(value) > LONGEST:
        return None
    return _iso(value.strip()) or _year_first(value) or _written(value)


def _iso(text: str) -> datetime.date | None:
    try:
        return datetime.datetime.fromisoformat(text).date()
    except ValueError:
        return None


def _year_first(text: str) -> datetime.date | None:
    match = YEAR_FIRST.match(text)
    try:
        return match and datetime.date(*map(int, match.groups()))
    except ValueError:
        return None


def _written(text: str) -> datetime.date | None:
    if not YEAR.search(text) or YEAR_FIRST.match(text):
        return None
    days = {_parsed(text, default, dayfirst) for default in DEFAULTS for dayfirst in (False, True)}
    return days.pop() if len(days) == 1 else None


def _parsed(text: str, default: datetime.datetime, dayfirst: bool) -> datetime.date | None:
    try:
        return parser.parse(text, default=default, dayfirst=dayfirst, ignoretz=True).date()
    except (ValueError, OverflowError):
        return None
