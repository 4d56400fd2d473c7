"""Reading a report of the ledger again with a newer model, so that what people decided stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, select, update
from sqlalchemy import Row as Record

from sayso.errors import LedgerError
from sayso.ledger import tables
from sayso.ledger.dialects import Row, in_chunks, insert_new
from sayso.ledger.engine import writing
from sayso.ledger.identity import report_identity
from sayso.ledger.judgement import in_force, settle
from sayso.ledger.records import report_of
from sayso.ledger.resolution import resolutions_of
from sayso.ledger.writing import held, judgements_of, refresh, statement_rows
from sayso.report import Report, Spans
from sayso.statement import Reading, Statement

SAME_PLACE = 0.5  # share of their characters that the contents of two readings of one statement have in common
COMPARED = ("holder", "party", "act", "stand", "issues")
FETCHED = 200


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field of a judged statement that a newer model reads otherwise; `read` is None where it finds no statement."""

    report: str
    statement: str
    field: str
    decided: Any
    read: Any

    def to_json(self) -> dict[str, Any]:
        """The conflict, ready for `json.dumps`."""
        return {name: getattr(self, name) for name in self.__slots__}


def outdated(engine: Engine, model: str, everything: bool = False) -> Iterator[Report]:
    """The reports that another model read, or all, as they were added."""
    table = tables.reports
    query = select(table.c.key).order_by(table.c.key)
    with engine.connect() as connection:
        keys = connection.execute(query if everything else query.where(table.c.model != model)).scalars().all()
    for chunk in in_chunks(keys, FETCHED):
        with engine.connect() as connection:
            rows = connection.execute(select(table).where(table.c.key.in_(chunk)).order_by(table.c.key)).all()
        yield from map(report_of, rows)


def reread(engine: Engine, reading: Reading, model: str) -> list[Conflict]:
    """Put a new reading in the place of a report's old one, in one transaction; gives what contradicts people.

    A statement that people judged, or a forecast that they resolved, stays as they settled it, and what the new reading
    has in its place is left out. Raises LedgerError where the ledger does not have the report.
    """
    identity = report_identity(reading.report)
    with writing(engine) as connection:
        row = held(connection, identity)
        if row is None:
            raise LedgerError(f"{reading.report.id}: the ledger has no such report")
        found = {each["id"]: each for each in statement_rows(reading, identity, row.key, model)}
        old = connection.execute(select(tables.statements).where(tables.statements.c.report == row.key)).all()
        kept = settled(connection, old, len(reading.report.text))
        conflicts = list(_set_against(reading.report, kept, found))
        _replace(connection, old, kept, found)
        connection.execute(update(tables.reports).where(tables.reports.c.key == row.key).values(model=model))
        refresh(connection, {*(each.id for each in old), *found})
    return conflicts


def settled(connection: Connection, rows: Sequence[Record[Any]], length: int) -> dict[str, Statement]:
    """The statements, among rows, on which a judgement or a resolution is in force, as people settled them."""
    ids = [row.id for row in rows]
    judged, resolved = judgements_of(connection, ids), resolutions_of(connection, ids)
    decided = {key for key in ids if in_force(judged.get(key, [])) or resolved.get(key)}
    standing = {row.id: Statement.from_json(row.fields) for row in rows if row.id in decided}
    return {key: settle(statement, judged.get(key, []), length)[0] for key, statement in standing.items()}


def _set_against(report: Report, kept: Mapping[str, Statement], found: dict[str, Row]) -> Iterator[Conflict]:
    """What a new reading says otherwise of judged statements; takes what stands in their place out of it."""
    for key, statement in kept.items():
        place = max(found, key=lambda other: common(statement.content, _content(found[other])), default=None)
        if place is None or common(statement.content, _content(found[place])) < SAME_PLACE:
            yield Conflict(report.id, key, "content", report.quote(statement.content), None)
            continue
        read, decided = found.pop(place)["fields"], statement.to_json()
        yield from (
            Conflict(report.id, key, name, decided[name], read[name])
            for name in COMPARED
            if decided[name] != read[name]
        )


def _replace(
    connection: Connection, old: Sequence[Record[Any]], kept: Mapping[str, Statement], found: Mapping[str, Row]
) -> None:
    """Let the statements kept and found be the current ones."""
    table, there = tables.statements, {row.id for row in old}
    insert_new(connection, table, [row for key, row in found.items() if key not in there], "id")
    for key in there - kept.keys():
        values = found.get(key, {"current": False})
        connection.execute(update(table).where(table.c.id == key).values(values))


def _content(row: Row) -> Spans:
    return tuple((start, end) for start, end in row["fields"]["content"])


def common(one: Spans, other: Spans) -> float:
    """The share of the characters of two contents that are in both."""
    first, second = ({place for start, end in spans for place in range(start, end)} for spans in (one, other))
    return len(first & second) / max(1, len(first | second))
