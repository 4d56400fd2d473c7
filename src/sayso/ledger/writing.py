"""Writing to the ledger: every report with its statements in one transaction, every judgement with what follows."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from sqlalchemy import Connection, Engine, Select, delete, insert, select
from sqlalchemy import Row as Record

from sayso.analysis.copies import bands, signature
from sayso.analysis.ranks import ranks_of
from sayso.errors import LedgerError
from sayso.ledger import tables
from sayso.ledger.dialects import Row, in_chunks, insert_new
from sayso.ledger.engine import writing
from sayso.ledger.entry import Rank
from sayso.ledger.identity import longer_id, report_identity, statement_id
from sayso.ledger.judgement import Judgement, settle
from sayso.ledger.naming import belongings
from sayso.ledger.records import entry_row, issue_rows, judgement_of, place_rows, report_of, report_row
from sayso.ledger.viewing import PAGE
from sayso.report import Report
from sayso.statement import Reading, Statement


@dataclass(frozen=True, slots=True)
class Added:
    """What adding a reading came to: the report's id and the ids of its statements; not `new` where it was there."""

    report: str
    statements: tuple[str, ...]
    new: bool


def held_as(engine: Engine, report: Report) -> str | None:
    """The id under which the ledger has a report, None where it has it not."""
    with engine.connect() as connection:
        row = held(connection, report_identity(report))
        return None if row is None else str(row.id)


def add(engine: Engine, reading: Reading, model: str) -> Added:
    """Add a report with its statements, or leave both as they are where the ledger has that report."""
    with writing(engine) as connection:
        return add_within(connection, reading, model)


def add_within(connection: Connection, reading: Reading, model: str) -> Added:
    """The same, in a transaction that has begun."""
    report, identity = reading.report, report_identity(reading.report)
    new = insert_report(connection, report_row(report, identity, now(), model))
    row = connection.execute(_by_identity(identity)).one()
    rows = statement_rows(reading, identity, row.key, model)
    if new:
        insert_new(connection, tables.bands, band_rows(report, row.key), "band", "report")
        insert_new(connection, tables.statements, rows, "id")
        refresh(connection, [each["id"] for each in rows])
    return Added(row.id, tuple(each["id"] for each in rows), new)


def insert_report(connection: Connection, row: Row) -> bool:
    """Insert the row of a report, and say whether it is new. Where another report has its id, it gets a longer one.

    That other one may be in a transaction which has not ended: the database waits for it.
    """
    for name in (row["id"], longer_id(row["id"], row["identity"])):
        if insert_new(connection, tables.reports, [row | {"id": name}]):
            return True
        if held(connection, row["identity"]):
            return False
    raise LedgerError(f"{row['id']}: the ledger has other reports of this id; give this one another")


def held(connection: Connection, identity: str) -> Record[Any] | None:
    """The key and id of a report that the ledger has."""
    return connection.execute(_by_identity(identity)).one_or_none()


def _by_identity(identity: str) -> Select[Any]:
    return select(tables.reports.c.key, tables.reports.c.id).where(tables.reports.c.identity == identity)


def statement_rows(reading: Reading, identity: str, report: int, model: str) -> list[Row]:
    """The rows of a reading's statements; of two with the same spans, the first."""
    rows: dict[str, Row] = {}
    for statement, ranked in zip(reading.statements, ranks_of(reading), strict=True):
        key = statement_id(identity, statement)
        rows.setdefault(
            key,
            {
                "id": key,
                "report": report,
                "fields": statement.to_json(),
                "rank": int(ranked.rank),
                "office": ranked.office,
                "model": model,
                "current": True,
            },
        )
    return list(rows.values())


def band_rows(report: Report, key: int) -> list[Row]:
    """The bands of a report, by which its near-copies are found."""
    return [{"band": band, "report": key} for band in set(bands(signature(report.text)))]


def judge(engine: Engine, judgements: Iterable[Judgement]) -> None:
    """Append judgements, and let what follows from them follow at once; all of them or none.

    Raises LedgerError where one names no statement of the ledger, or a correction does not fit.
    """
    judgements = list(judgements)
    with writing(engine) as connection:
        judge_within(connection, judgements)


def judge_within(connection: Connection, judgements: Sequence[Judgement]) -> None:
    """The same, in a transaction that has begun."""
    for judgement in judgements:
        row = asdict(judgement)
        del row["key"]
        connection.execute(insert(tables.judgements).values(row))
    refresh(connection, {judgement.statement for judgement in judgements})


def refresh(connection: Connection, ids: Collection[str]) -> None:
    """Make the entries of some statements anew, from what was read and what was decided since.

    Raises LedgerError where the ledger has no such statement.
    """
    statements = statements_of(connection, ids)
    if missing := set(ids) - {row.id for row in statements}:
        raise LedgerError(f"{min(missing)}: the ledger has no such statement")
    reports = reports_of(connection, {row.report for row in statements})
    judged, owners = judgements_of(connection, ids), belongings(connection)
    for table in (tables.issues, tables.places, tables.entries):
        connection.execute(delete(table).where(table.c.statement.in_([row.key for row in statements])))
    opened: set[tuple[str, str]] = set()
    voices: set[tuple[str, str]] = set()
    for row in statements:
        if row.current:
            read = Statement.from_json(row.fields)
            read = replace(read, party=owners.get(read.holder, read.party))
            statement, state = settle(read, judged.get(row.id, []), len(reports[row.report].text))
            entry = entry_row(reports[row.report], row.report, row.key, statement, Rank(row.rank), state)
            opened |= write_entry(connection, entry, statement)
            voices.add((entry["holder"], entry["party"]))
    # All at once, as they are taken in order then: writers that open cells one after the other wait in a circle.
    insert_new(
        connection, tables.cells, [{"party": party, "issue": issue} for party, issue in opened], "party", "issue"
    )
    spoken = [{"holder": holder, "party": party} for holder, party in voices]
    insert_new(connection, tables.holders, spoken, "holder", "party")


def write_entry(connection: Connection, entry: Row, statement: Statement) -> set[tuple[str, str]]:
    """Write an entry with its issues and places; gives the cells of the board that it needs."""
    connection.execute(insert(tables.entries).values(entry))
    issues = list(issue_rows(entry, statement))
    for table, rows in ((tables.issues, issues), (tables.places, list(place_rows(entry, statement)))):
        if rows:
            connection.execute(insert(table), rows)
    return {(row["party"], row["issue"]) for row in issues}


def statements_of(connection: Connection, ids: Collection[str]) -> Sequence[Record[Any]]:
    """The rows of some statements, held until the transaction ends: one writer at a time makes entries of them."""
    table = tables.statements
    query = select(table).where(table.c.id.in_(ids)).order_by(table.c.key).with_for_update()
    return connection.execute(query).all()


def reports_of(connection: Connection, keys: Collection[int]) -> dict[int, Report]:
    """Some reports by their keys."""
    query = select(tables.reports)
    chunks = in_chunks(keys, PAGE)
    rows = (row for some in chunks for row in connection.execute(query.where(tables.reports.c.key.in_(some))))
    return {row.key: report_of(row) for row in rows}


def judgements_of(connection: Connection, ids: Collection[str]) -> dict[str, list[Judgement]]:
    """The judgements on some statements, in the order in which they were made."""
    table = tables.judgements
    found: dict[str, list[Judgement]] = defaultdict(list)
    for row in connection.execute(select(table).where(table.c.statement.in_(ids)).order_by(table.c.key)):
        found[row.statement].append(judgement_of(row))
    return found


def now() -> str:
    """The present moment in UTC, to the second."""
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
