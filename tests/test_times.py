"""Words of time, in [ ], and the days they mean to a reader of Wednesday 21 May 2025."""

from __future__ import annotations

import datetime
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.reading.expressions import Kind, TimeExpression
from sayso.reading.periods import Leaning, number
from sayso.reading.times import find_times

WEDNESDAY = datetime.date(2025, 5, 21)


def only(text: str, anchor: datetime.date | None = WEDNESDAY, leaning: Leaning = Leaning.NEAREST) -> TimeExpression:
    (time,) = find_times(text, anchor, leaning=leaning)
    return time


def days(time: TimeExpression) -> str:
    return f"{time.start or ''}..{time.end or ''}"


AHEAD = [
    ("They must leave [by the end of June].", Kind.BY, "2025-05-21..2025-06-30"),
    ("They must leave [by August].", Kind.BY, "2025-05-21..2025-08-31"),
    ("They must leave [by the start of August].", Kind.BY, "2025-05-21..2025-08-01"),
    ("They must leave [by the autumn].", Kind.BY, "2025-05-21..2025-09-22"),
    ("They must leave [by 2030].", Kind.BY, "2025-05-21..2030-12-31"),
    ("They must leave [no later than 3 June].", Kind.BY, "2025-05-21..2025-06-03"),
    ("They must leave [by six o'clock on Sunday evening].", Kind.BY, "2025-05-21..2025-05-25"),
    ("They must leave [by Easter 2026].", Kind.BY, "2025-05-21..2026-04-05"),
    ("It holds [until 1 September].", Kind.UNTIL, "2025-05-21..2025-09-01"),
    ("It holds [until the twenty-third].", Kind.UNTIL, "2025-05-21..2025-05-23"),
    ("It holds [until March 2026].", Kind.UNTIL, "2025-05-21..2026-03-01"),
    ("It holds for terms [ending in March 2026].", Kind.UNTIL, "2025-05-21..2026-03-31"),
    ("It holds [until the autumn].", Kind.UNTIL, "2025-05-21..2025-09-22"),
    ("They must leave [by the weekend].", Kind.BY, "2025-05-21..2025-05-24"),
    ("They must leave [by morning].", Kind.BY, "2025-05-21..2025-05-22"),
    ("They must agree [by the Vilnius summit in July].", Kind.BY, "2025-05-21..2025-07-31"),
    ("It holds [until 2030].", Kind.UNTIL, "2025-05-21..2029-12-31"),
    ("It holds [until the end of August at the latest].", Kind.UNTIL, "2025-05-21..2025-08-31"),
    ("A vote [before Christmas].", Kind.BEFORE, "2025-05-21..2025-12-24"),
    ("A vote [before the end of July].", Kind.BEFORE, "2025-05-21..2025-07-31"),
    ("A vote [before the month is out].", Kind.BEFORE, "2025-05-21..2025-05-31"),
    ("A vote [before the summit on June 24].", Kind.BEFORE, "2025-05-21..2025-06-24"),
    ("A reply [within two weeks and three days].", Kind.WITHIN, "2025-05-21..2025-06-07"),
    ("It holds [until mid-December].", Kind.UNTIL, "2025-05-21..2025-12-15"),
    ("It holds [through August].", Kind.UNTIL, "2025-05-21..2025-08-31"),
    ("A reply [within 48 hours].", Kind.WITHIN, "2025-05-21..2025-05-23"),
    ("A reply [within days].", Kind.WITHIN, "2025-05-21..2025-05-28"),
    ("A reply [within weeks].", Kind.WITHIN, "2025-05-21..2025-06-18"),
    ("A reply [in the coming weeks].", Kind.WITHIN, "2025-05-21..2025-06-18"),
    ("A reply [within a fortnight].", Kind.WITHIN, "2025-05-21..2025-06-04"),
    ("A reply [in ninety days].", Kind.WITHIN, "2025-05-21..2025-08-19"),
    ("A reply [over the next two weeks].", Kind.WITHIN, "2025-05-21..2025-06-04"),
    ("Peace is [a matter of months].", Kind.WITHIN, "2025-05-21..2025-11-21"),
    ("Peace is [two to three weeks away].", Kind.WITHIN, "2025-05-21..2025-06-11"),
    ("A reply [within two and a half weeks].", Kind.WITHIN, "2025-05-21..2025-06-07"),
    ("Peace is [a year and a half away].", Kind.WITHIN, "2025-05-21..2026-11-21"),
    ("A reply [within the first two weeks after 6 June 2025].", Kind.WITHIN, "2025-06-06..2025-06-20"),
    ("A reply may come [as late as Friday].", Kind.BY, "2025-05-21..2025-05-23"),
    ("They must leave [by early 2026].", Kind.BY, "2025-05-21..2026-04-30"),
    ("Duties [from November 1].", Kind.FROM, "2025-11-01.."),
    ("A truce [starting on 3 June].", Kind.FROM, "2025-06-03.."),
    ("Nothing [after the start of August 2025].", Kind.AFTER, "2025-08-01.."),
    ("It held [since the end of 2023].", Kind.SINCE, "2023-09-01.."),
    ("Every budget of a [year later than 2026].", Kind.AFTER, "2027-01-01.."),
    ("Nothing [after 2026].", Kind.AFTER, "2027-01-01.."),
    ("It holds [earlier than or on 3 June].", Kind.BY, "2025-05-21..2025-06-03"),
    ("It holds for a term [ending on 3 June].", Kind.UNTIL, "2025-05-21..2025-06-03"),
    ("Duties [later than or on 3 June].", Kind.FROM, "2025-06-03.."),
    ("A reply [within ten working days].", Kind.WITHIN, "2025-05-21..2025-06-04"),
    ("Sales grow [for the next two quarters].", Kind.WITHIN, "2025-05-21..2025-12-31"),
    ("A vote [within two weeks after Friday 6 June 2025].", Kind.WITHIN, "2025-06-06..2025-06-20"),
    ("A vote [less than two weeks from today].", Kind.WITHIN, "2025-05-21..2025-06-03"),
    ("A vote [more than two weeks after 6 June 2025].", Kind.AFTER, "2025-06-20.."),
    ("A vote [more than two weeks before 6 June 2025].", Kind.BEFORE, "..2025-05-22"),
    ("A [sixty-day truce starting on 3 June].", Kind.BETWEEN, "2025-06-03..2025-08-01"),
    ("A halt [for three days from 3 June].", Kind.BETWEEN, "2025-06-03..2025-06-05"),
    ("It holds [until Advent].", Kind.UNTIL, "2025-05-21..2025-11-30"),
    ("Leave [at once]!", Kind.IMMEDIATELY, "2025-05-21..2025-05-21"),
]

POINTS = [
    ("It began [since 2022].", Kind.SINCE, "2022-01-01.."),
    ("They met [yesterday].", Kind.POINT, "2025-05-20..2025-05-20"),
    ("They met [the day before yesterday].", Kind.POINT, "2025-05-19..2025-05-19"),
    ("They met [last Wednesday].", Kind.POINT, "2025-05-14..2025-05-14"),
    ("They meet [this Friday].", Kind.POINT, "2025-05-23..2025-05-23"),
    ("They meet [next Friday].", Kind.POINT, "2025-05-30..2025-05-30"),
    ("They meet [on Friday next week].", Kind.POINT, "2025-05-30..2025-05-30"),
    ("They meet [on Friday 23rd May].", Kind.POINT, "2025-05-23..2025-05-23"),
    ("They meet [this Friday, May 23,] here.", Kind.POINT, "2025-05-23..2025-05-23"),
    ("They meet [on 5 May 2026].", Kind.POINT, "2026-05-05..2026-05-05"),
    ("They meet [on Sept. 5, 2026].", Kind.POINT, "2026-09-05..2026-09-05"),
    ("They meet [on 2025-06-07].", Kind.POINT, "2025-06-07..2025-06-07"),
    ("They meet [on 23.06.2025].", Kind.POINT, "2025-06-23..2025-06-23"),
    ("They meet [next month].", Kind.POINT, "2025-06-01..2025-06-30"),
    ("They meet [next week].", Kind.POINT, "2025-05-26..2025-06-01"),
    ("They met [one month, two weeks and two days ago].", Kind.POINT, "2025-04-05..2025-04-05"),
    ("They met [three weeks ago].", Kind.POINT, "2025-04-30..2025-04-30"),
    ("They met [a few days ago].", Kind.POINT, "2025-05-18..2025-05-21"),
    ("They met [in recent days].", Kind.BETWEEN, "2025-05-14..2025-05-21"),
    ("They meet [two days before Christmas].", Kind.POINT, "2025-12-23..2025-12-23"),
    ("They meet [in early June].", Kind.POINT, "2025-06-01..2025-06-10"),
    ("They meet [in mid-June].", Kind.POINT, "2025-06-10..2025-06-20"),
    ("They meet [in the first ten days of June].", Kind.POINT, "2025-06-01..2025-06-10"),
    ("They meet [in the last week of June 2025].", Kind.POINT, "2025-06-23..2025-06-29"),
    ("They meet [on the first Monday of June].", Kind.POINT, "2025-06-02..2025-06-02"),
    ("They meet [in the third quarter of 2026].", Kind.POINT, "2026-07-01..2026-09-30"),
    ("They meet [in the second half of 2026].", Kind.POINT, "2026-07-01..2026-12-31"),
    ("They meet [in spring 2026].", Kind.POINT, "2026-03-01..2026-05-31"),
    ("They meet [on the November 27] date.", Kind.POINT, "2025-11-27..2025-11-27"),
    ("They meet [in late 2025].", Kind.POINT, "2025-09-01..2025-12-31"),
    ("They meet [in the middle of the third quarter of 2025].", Kind.POINT, "2025-08-01..2025-08-31"),
    ("They meet [in the second half of the third quarter of 2025].", Kind.POINT, "2025-08-16..2025-09-30"),
    ("They meet [on Monday, June two, twenty twenty-five].", Kind.POINT, "2025-06-02..2025-06-02"),
    ("They met [on June thirty, two thousand and nine].", Kind.POINT, "2009-06-30..2009-06-30"),
    ("They meet [later this month].", Kind.POINT, "2025-05-21..2025-05-31"),
    ("They meet [from May 25 to 30].", Kind.BETWEEN, "2025-05-25..2025-05-30"),
    ("They meet [between 3 and 12 September].", Kind.BETWEEN, "2025-09-03..2025-09-12"),
    ("They meet [from November to February 2026].", Kind.BETWEEN, "2025-11-01..2026-02-28"),
    ("They meet [on Thanksgiving 2025].", Kind.POINT, "2025-11-27..2025-11-27"),
]


@pytest.mark.parametrize(("marked", "kind", "expected"), AHEAD + POINTS)
def test_words_of_time_mean_their_days(marked: str, kind: Kind, expected: str) -> None:
    time = only(marked.replace("[", "").replace("]", ""), leaning=Leaning.FUTURE if "meet " in marked else Leaning.PAST)
    words = marked[marked.index("[") + 1 : marked.index("]")]
    assert (time.text, time.kind, days(time)) == (words.rstrip(","), kind, expected)


WEEKDAYS = [
    ("on Friday, May 23", "2025-05-23", "2025-05-23"),  # a Friday in 2025 alone
    ("on Thursday, May 23", "2024-05-23", "2025-05-23"),
    ("on Monday", "2025-05-19", "2025-05-26"),
    ("on Wednesday", "2025-05-21", "2025-05-21"),
    ("on Friday", "2025-05-16", "2025-05-23"),
    ("on June 5", "2024-06-05", "2025-06-05"),
    ("in December", "2024-12-01", "2025-12-01"),
    ("over the weekend", "2025-05-17", "2025-05-24"),
    ("on February 29", "2024-02-29", "2028-02-29"),
    ("on the second Sunday", "2025-05-11", "2025-06-08"),
    ("on Friday the thirteen", "2024-12-13", "2025-06-13"),
]


@pytest.mark.parametrize(("words", "past", "future"), WEEKDAYS)
def test_what_recurs_is_the_last_or_the_next_one(words: str, past: str, future: str) -> None:
    assert only(words, leaning=Leaning.PAST).start == past
    assert only(words, leaning=Leaning.FUTURE).start == future


@pytest.mark.parametrize(
    "words", ["before the summit", "after the elections", "by then", "until the ceasefire", "soon"]
)
def test_a_time_that_cannot_be_known_keeps_its_words(words: str) -> None:
    time = only(f"Nothing happens {words}.")
    assert (time.text, time.start, time.end) == (words, None, None)


@pytest.mark.parametrize("words", ["on Friday", "within days", "next month", "in June", "yesterday", "by Christmas"])
def test_without_a_day_of_writing_relative_times_are_open(words: str) -> None:
    time = only(words, None)
    assert (time.text, time.start, time.end) == (words, None, None)


def test_without_a_day_of_writing_whole_dates_are_known() -> None:
    assert days(only("by 5 June 2025", None)) == "..2025-06-05"


@pytest.mark.parametrize(
    "text",
    [
        "They may march in the sun, he said, and we wed.",
        "Theresa May told the Sunday Times that Jan Novak left.",
        "It took 2,025 men and 31 horses.",
        "The first time in years.",
        "In two days of talks, a three-year plan.",
        "It meets every Friday, but never on a Sunday.",
        "Two weeks on the job, she came no later than he and twenty minutes after her.",
        "At the last minute, in the second round.",
        "On 31 February or 5 of them",
    ],
)
def test_what_is_no_time_is_left_alone(text: str) -> None:
    assert [time.text for time in find_times(text, WEDNESDAY) if time.start or time.end] == []


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("on 5 May 2024", "2024-05-05"),
        ("in May 2024", "2024-05"),
        ("in 2024", "2024"),
        ("last week", "2025-05"),
        ("since 2022", None),
    ],
)
def test_a_time_is_one_date_as_exact_as_it_can_be(words: str, date: str | None) -> None:
    assert only(words).date == date


def test_only_the_stretch_asked_for_is_read() -> None:
    text = "On Monday he left. On Tuesday he came."
    assert [time.text for time in find_times(text, WEDNESDAY, 19)] == ["On Tuesday"]
    assert [time.text for time in find_times(text, WEDNESDAY, 0, 18)] == ["On Monday"]


@pytest.mark.parametrize(
    ("words", "value"),
    [("seventy-two", 72), ("a couple of", 2), ("two or three", 3), ("10-15", 15), ("a dozen", 12), ("umpteen", None)],
)
def test_number_words(words: str, value: int | None) -> None:
    assert number(words) == value


WORDS = ["by", "until", "before", "May", "Monday", "next", "last", "the", "end of", "3", "31", "9999", "2030", "weeks"]
WORDS += [
    "ago",
    "two",
    "June",
    "-",
    "to",
    "from",
    "in",
    "week",
    "Easter",
    "decades",
    "century",
    "first",
    ",",
    ".",
    "\n",
    "é",
    "😀",
    "day",
]


@given(st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join), st.dates(), st.sampled_from(Leaning))
def test_spans_point_at_their_words_in_order(text: str, anchor: datetime.date, leaning: Leaning) -> None:
    times = find_times(text, anchor, leaning=leaning)
    assert [text[slice(*time.span)] for time in times] == [time.text for time in times]
    assert all(first.span[1] <= second.span[0] for first, second in itertools.pairwise(times))
    assert all(time.start <= time.end for time in times if time.start and time.end)


@pytest.mark.parametrize(("day", "start"), [("2025-02-10", "2024-12-01"), ("2025-12-10", "2025-12-01")])
def test_this_winter_is_the_one_that_goes_on_or_comes(day: str, start: str) -> None:
    assert only("They meet this winter.", datetime.date.fromisoformat(day)).start == start


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("They met on 3 March and two weeks later they signed.", "two weeks later", "2025-03-17..2025-03-17"),
        (
            "It ends on 3 March; it was to end ten working days earlier.",
            "ten working days earlier",
            "2025-02-17..2025-02-17",
        ),
        ("She resigned on 3 March and was back the day after.", "the day after", "2025-03-04..2025-03-04"),
        ("She was back on 3 March, three Mondays later she was gone.", "three Mondays later", "2025-03-24..2025-03-24"),
        ("They met in March and two weeks later they signed.", "two weeks later", ".."),
        ("They signed two weeks later.", "two weeks later", ".."),
    ],
)
def test_what_is_later_than_a_day_told_before_is_counted_from_it(text: str, words: str, expected: str) -> None:
    time = find_times(text, WEDNESDAY, leaning=Leaning.PAST)[-1]
    assert (time.text, days(time)) == (words, expected)


def test_what_is_promised_for_later_is_counted_from_today() -> None:
    assert days(only("They will sign two weeks later.", leaning=Leaning.FUTURE)) == "2025-06-04..2025-06-04"
    assert days(only("They signed two weeks earlier.", leaning=Leaning.FUTURE)) == ".."
