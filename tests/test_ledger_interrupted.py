"""A ledger whose writers are killed, or write at the same time, loses nothing and doubles nothing."""

import multiprocessing
import os
import random
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest
from sqlalchemy import select

from readings import reading, said
from sayso.ledger import tables
from sayso.ledger.ledger import Ledger
from sayso.statement import Reading

MOMENTS = 50
READINGS = [
    reading(
        said("Ana", f"a truce of {number} days", "North", places=["Kherson"]),
        said("Bo", f"the withdrawal of {number} brigades", "South", "withdrawal"),
        said("Cy", f"talks in {number} weeks", "North; South", "process"),
        id=f"report-{number}",
    )
    for number in range(12)
]
fork = multiprocessing.get_context("fork")


def contents(address: str) -> dict[str, list[tuple[Any, ...]]]:
    """All that a ledger holds, under ids that do not depend on the order of writing."""
    with Ledger.open(address) as ledger, ledger.engine.connect() as connection:
        statement, report = tables.statements.c, tables.reports.c
        keyed = select(statement.key, statement.id, report.id).join(tables.reports, report.key == statement.report)
        ids = {key: (name, reported) for key, name, reported in connection.execute(keyed)}
        found: dict[str, list[tuple[Any, ...]]] = {
            "reports": sorted(map(tuple, connection.execute(select(report.id, report.identity)))),
            "cells": sorted(map(tuple, connection.execute(select(tables.cells)))),
            "statements": sorted(ids.values()),
        }
        for table in (tables.entries, tables.issues, tables.places):
            rows = [row._mapping for row in connection.execute(select(table))]
            found[table.name] = sorted(
                (*ids[row["statement"]], *(str(row[c]) for c in row if c not in {"statement", "report"}))
                for row in rows
            )
        return found


def add(address: str, readings: Sequence[Reading]) -> None:
    with Ledger.open(address) as ledger:
        for _ in ledger.add(readings):
            pass


def started(work: Callable[..., None], *arguments: Any) -> Any:
    process = fork.Process(target=work, args=arguments)
    process.start()
    return process


@pytest.fixture
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[Any, ...]]]:
    """What a ledger holds to which nothing happened."""
    address = f"sqlite:///{tmp_path_factory.mktemp('whole') / 'ledger.sqlite'}"
    add(address, READINGS)
    return contents(address)


def addresses(address: str, request: pytest.FixtureRequest) -> Iterator[str]:
    """One new database after the other, of the kind of the first."""
    from conftest import new_database

    for number in range(MOMENTS):
        if address.startswith("sqlite"):
            yield address.replace("ledger.sqlite", f"{number}.sqlite")
        else:
            yield new_database(request.getfixturevalue("postgresql"))


def test_a_writer_killed_at_any_moment_leaves_whole_reports_and_the_next_one_finishes(
    address: str, whole: dict[str, list[tuple[Any, ...]]], request: pytest.FixtureRequest
) -> None:
    add(address, [])
    began = time.monotonic()
    add(address, READINGS)
    needed = time.monotonic() - began
    chance, cut_short = random.Random(1), 0
    for fresh in addresses(address, request):
        writer = started(add, fresh, READINGS)
        time.sleep(chance.uniform(0, 1.5 * needed))
        os.kill(writer.pid, signal.SIGKILL)
        writer.join()
        left = contents(fresh)
        told = {reported for _, reported in left["statements"]}
        assert told == {report for report, _ in left["reports"]}
        assert len(left["statements"]) == 3 * len(left["reports"]) == len(left["entries"])
        cut_short += 0 < len(left["reports"]) < len(READINGS)
        add(fresh, READINGS)
        assert contents(fresh) == whole
    assert cut_short > MOMENTS / 10  # or the moments tell nothing


def test_two_writers_at_once_leave_what_one_after_the_other_would(
    address: str, whole: dict[str, list[tuple[Any, ...]]]
) -> None:
    writers = [started(add, address, given) for given in (READINGS, READINGS[::-1], READINGS[6:])]
    for writer in writers:
        writer.join()
    assert [writer.exitcode for writer in writers] == [0, 0, 0]
    assert contents(address) == whole


def judge(address: str, statement: str, reviewer: str, times: int) -> None:
    with Ledger.open(address) as ledger:
        for number in range(times):
            ledger.correct(statement, {"addressee": f"{reviewer} {number}"}, reviewer=reviewer)


def test_judgements_made_at_once_are_all_kept(address: str) -> None:
    with Ledger.open(address) as ledger:
        (added,) = ledger.add(READINGS[:1])
        reviewers = [started(judge, address, added.statements[0], name, 10) for name in ("Eve", "Fay", "Gil")]
        for reviewer in reviewers:
            reviewer.join()
        card = ledger.card(added.statements[0])
    assert sorted((each.reviewer, each.value) for each in card.history) == sorted(
        (name, f"{name} {number}") for name in ("Eve", "Fay", "Gil") for number in range(10)
    )
    assert card.entry.statement.addressee == card.history[-1].value
