"""Positions as of a day: what gives them, what stands beside them, and what does not count; see docs/positions.md."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from sqlalchemy import update

from readings import reading, said
from sayso.ledger import tables
from sayso.ledger.engine import writing
from sayso.ledger.entry import Rank
from sayso.ledger.ledger import Ledger
from sayso.ledger.writing import refresh

TRUCE, MARCH, EXCHANGE = (
    "a ceasefire of thirty days",
    "the withdrawal of every brigade",
    "an exchange of wounded prisoners",
)


def add(ledger: Ledger, day: str | None, content: str, rank: Rank = Rank.OFFICIAL, **fields: Any) -> str:
    """Add a report of that day with one statement of the North on the ceasefire."""
    published = fields.pop("published", day)
    line = said(fields.pop("holder", "Ana"), content, fields.pop("party", "North"), **fields)
    number = sum(1 for _ in ledger.entries())
    (added,) = ledger.add([reading(line, id=f"{number}", title=f"{number}", published=published)])
    with writing(ledger.engine) as connection:
        table = tables.statements
        connection.execute(update(table).where(table.c.id == added.statements[0]).values(rank=int(rank)))
        refresh(connection, added.statements)
    return added.statements[0]


def stands(ledger: Ledger, on: str, party: str = "North", **asked: Any) -> str | None:
    """What the party stands for on the ceasefire as of a day."""
    board = ledger.board(datetime.date.fromisoformat(on), **asked)
    position = board.positions.get((party, "ceasefire"))
    return position.entry.quote if position else None


@pytest.mark.parametrize(
    ("on", "position"),
    [("2025-05-01", None), ("2025-05-02", TRUCE), ("2025-05-08", TRUCE), ("2025-05-09", MARCH), ("2030-01-01", MARCH)],
)
def test_the_last_word_counts_from_its_day_on(ledger: Ledger, on: str, position: str | None) -> None:
    add(ledger, "2025-05-02", TRUCE)
    add(ledger, "2025-05-09", MARCH)
    assert stands(ledger, on) == position


@pytest.mark.parametrize(
    ("first", "then", "days", "position"),
    [
        (Rank.LEADER, Rank.OFFICIAL, 14, TRUCE),  # a spokesman does not set aside what the president said last week
        (Rank.LEADER, Rank.OFFICIAL, 15, MARCH),  # and does so after a fortnight
        (Rank.OFFICIAL, Rank.LEADER, 1, MARCH),
        (Rank.OFFICIAL, Rank.OFFICIAL, 1, MARCH),
        (Rank.ANONYMOUS, Rank.MEMBER, 0, MARCH),
        (Rank.MINISTER, Rank.ANONYMOUS, 3, TRUCE),
    ],
)
def test_a_lower_rank_sets_nothing_aside_for_a_fortnight(
    ledger: Ledger, first: Rank, then: Rank, days: int, position: str
) -> None:
    day = datetime.date(2025, 5, 1)
    add(ledger, day.isoformat(), TRUCE, first)
    add(ledger, (day + datetime.timedelta(days=days)).isoformat(), MARCH, then)
    assert stands(ledger, "2025-06-01") == position


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"content": TRUCE, "act": "demand"}, {"content": MARCH, "act": "assess", "stand": "against"}),
        ({"content": TRUCE}, {"content": "to meet again soon"}),
        ({"content": TRUCE}, {"content": MARCH, "act": "predict", "stand": "none"}),
        ({"content": TRUCE}, {"content": MARCH, "act": "state", "stand": "none"}),
        ({"content": TRUCE}, {"content": MARCH, "issue": "territory"}),
        ({"content": TRUCE}, {"content": MARCH, "party": "South"}),
        ({"content": TRUCE}, {"content": MARCH, "party": None}),
    ],
    ids=[
        "a want before blame",
        "what tells enough",
        "a forecast",
        "a fact",
        "another issue",
        "another party",
        "no party",
    ],
)
def test_what_sets_no_position_aside(ledger: Ledger, before: dict[str, Any], after: dict[str, Any]) -> None:
    add(ledger, "2025-05-02", **before)
    add(ledger, "2025-05-03", **after)
    assert stands(ledger, "2025-06-01") == TRUCE


def test_an_older_word_that_is_told_again_stands_at_its_own_day(ledger: Ledger) -> None:
    add(ledger, "2025-05-20", MARCH)
    recalled = add(ledger, None, TRUCE, Rank.LEADER, said="2025-03-01", published="2025-05-22")
    assert stands(ledger, "2025-06-01") == MARCH
    assert stands(ledger, "2025-03-02") == TRUCE
    assert ledger.entry(recalled).recalled


def test_what_was_known_on_a_day_is_what_had_been_reported(ledger: Ledger) -> None:
    add(ledger, None, TRUCE, said="2025-03-01", published="2025-05-22")
    march = datetime.date(2025, 3, 10)
    assert stands(ledger, "2025-03-10") == TRUCE
    assert stands(ledger, "2025-03-10", known=march) is None


def test_an_undated_word_counts_only_where_none_is_dated(ledger: Ledger) -> None:
    add(ledger, None, TRUCE, Rank.LEADER)
    assert stands(ledger, "2025-06-01") == TRUCE
    add(ledger, "2025-05-02", MARCH, Rank.ANONYMOUS)
    assert stands(ledger, "2025-06-01") == MARCH


def test_a_joint_statement_counts_for_each_party(ledger: Ledger) -> None:
    add(ledger, "2025-05-02", TRUCE, party="North; South")
    assert [stands(ledger, "2025-06-01", party) for party in ("North", "South", "North; South")] == [TRUCE, TRUCE, None]


def test_a_party_is_one_under_all_its_names(address: str) -> None:
    with Ledger.open(address, parties={"North": ("the Northern Republic",)}) as ledger:
        add(ledger, "2025-05-02", TRUCE, Rank.LEADER, party="the Northern Republic")
        add(ledger, "2025-05-03", MARCH, Rank.OFFICIAL)
        assert stands(ledger, "2025-06-01") == TRUCE
        assert ledger.board(datetime.date(2025, 6, 1)).parties == ("North",)


def test_silence_is_no_position(ledger: Ledger) -> None:
    add(ledger, "2025-05-02", TRUCE)
    board = ledger.board(datetime.date(2025, 6, 1))
    assert board.positions.keys() == {("North", "ceasefire")}


def test_a_condition_stays_with_its_offer(ledger: Ledger) -> None:
    add(ledger, "2025-05-02", TRUCE, act="offer", stand="conditional", condition="if the guns are silent")
    position = ledger.board(datetime.date(2025, 6, 1)).positions["North", "ceasefire"]
    assert position.entry.statement.condition == "if the guns are silent"


def test_what_was_said_long_before_does_not_stand_beside(ledger: Ledger) -> None:
    add(ledger, "2025-01-02", EXCHANGE)
    add(ledger, "2025-05-01", MARCH)
    add(ledger, "2025-05-02", TRUCE)
    position = ledger.board(datetime.date(2025, 6, 1)).positions["North", "ceasefire"]
    beside = {entry.quote for entry in (*position.repeats, *position.dissents, *position.further)}
    assert beside == {MARCH}
    assert position.age(datetime.date(2025, 6, 1)) == 30


def test_two_reports_of_one_word_repeat_it_and_are_one_origin(ledger: Ledger) -> None:
    add(ledger, "2025-05-02", TRUCE)
    add(ledger, "2025-05-02", TRUCE)
    position = ledger.board(datetime.date(2025, 6, 1)).positions["North", "ceasefire"]
    assert [entry.quote for entry in position.repeats] == [TRUCE]
    assert position.origins is not None
    assert position.origins.count == 1
