"""When a statement was said, as far as is known."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.analysis.days import RECALLED, day_of
from sayso.statement import Statement


def statement(said: str | None) -> Statement:
    return Statement((0, 1), (), (), ((0, 1),), said=said)


@pytest.mark.parametrize(
    ("said", "published", "day", "recalled"),
    [
        (None, "2025-05-20", "2025-05-20", False),
        (None, None, None, False),
        ("2025-05-19", "2025-05-20", "2025-05-19", False),
        ("2025-05-13", "2025-05-20", "2025-05-13", False),
        ("2025-05-12", "2025-05-20", "2025-05-12", True),
        ("2025-03", "2025-05-20", "2025-03-31", True),
        ("2025-05", "2025-05-20", "2025-05-20", False),
        ("2024-02", None, "2024-02-29", False),
        ("2024", "2025-05-20", "2024-12-31", True),
        ("2025", "2025-05-20", "2025-05-20", False),
        ("2025-06-01", "2025-05-20", "2025-05-20", False),  # nobody reports what is said tomorrow
        ("2025-06", "2025-05-20", "2025-05-20", False),
    ],
)
def test_the_day(said: str | None, published: str | None, day: str | None, recalled: bool) -> None:
    found = day_of(statement(said), datetime.date.fromisoformat(published) if published else None)
    assert (found.day and found.day.isoformat(), found.recalled) == (day, recalled)


@given(st.dates(), st.sampled_from((4, 7, 10)), st.none() | st.dates())
def test_nothing_is_said_after_it_was_reported(
    said: datetime.date, length: int, published: datetime.date | None
) -> None:
    found = day_of(statement(said.isoformat()[:length]), published)
    assert found.day is not None
    if published:
        assert found.day <= published
        assert found.recalled == (published - found.day > RECALLED)
