"""The days of holidays."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.reading.holidays import holiday_days, holiday_names, nth_weekday

# Easter after the tables of the US Census Bureau; the Islamic days after the Umm al-Qura calendar of Saudi Arabia.
HOLIDAYS = [
    ("christmas", 2025, "2025-12-25..2025-12-25"),
    ("easter", 2024, "2024-03-31..2024-03-31"),
    ("good friday", 2025, "2025-04-18..2025-04-18"),
    ("orthodox easter", 2024, "2024-05-05..2024-05-05"),
    ("thanksgiving", 2025, "2025-11-27..2025-11-27"),
    ("black friday", 2010, "2010-11-26..2010-11-26"),
    ("advent", 2025, "2025-11-30..2025-11-30"),
    ("memorial day", 2025, "2025-05-26..2025-05-26"),
    ("ramadan", 2024, "2024-03-11..2024-04-09"),
    ("eid al-adha", 2025, "2025-06-06..2025-06-06"),
    ("ashura", 2025, "2025-07-05..2025-07-05"),
]


@pytest.mark.parametrize(("name", "year", "days"), HOLIDAYS)
def test_a_holiday_has_its_days(name: str, year: int, days: str) -> None:
    first, last = holiday_days(name, year)
    assert f"{first}..{last}" == days


@given(st.sampled_from(sorted(holiday_names())), st.integers(1925, 2076))
def test_every_holiday_begins_once_a_year_and_lasts_a_month_at_most(name: str, year: int) -> None:
    first, last = holiday_days(name, year)
    assert first.year == year
    assert datetime.timedelta(0) <= last - first < datetime.timedelta(days=30)


def test_islamic_days_are_unknown_before_the_calendar_begins() -> None:
    with pytest.raises(OverflowError):
        holiday_days("ramadan", 1900)


@given(st.dates(), st.integers(0, 6), st.sampled_from([1, 2, 3, 4, -1, -2, -3, -4]))
def test_the_nth_weekday_is_that_weekday_of_the_month(day: datetime.date, weekday: int, which: int) -> None:
    found = nth_weekday(day.replace(day=1), weekday, which)
    assert (found.year, found.month, found.weekday()) == (day.year, day.month, weekday)
