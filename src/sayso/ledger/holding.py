"""What the ledger holds: its reports, and the days that its statements are of."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select
from sqlalchemy import Row as Record

from sayso.errors import LedgerError
from sayso.ledger import tables
from sayso.ledger.entry import Heading
from sayso.ledger.records import day, report_of
from sayso.report import Report


@dataclass(frozen=True, slots=True)
class Held:
    """A report that the ledger holds: its heading, its statements, when it was added, and which model read it."""

    heading: Heading
    statements: int
    added: str
    model: str
    digest: str

    def to_json(self) -> dict[str, Any]:
        """The report without its text, ready for `json.dumps`."""
        rest = {"statements": self.statements, "added": self.added, "model": self.model, "digest": self.digest}
        return self.heading.to_json() | rest


def held(connection: Connection, limit: int, offset: int = 0) -> list[Held]:
    """The reports that the ledger holds, those added last first."""
    reports = tables.reports.c
    own = (tables.statements.c.report == reports.key, tables.statements.c.current)
    count = select(func.count()).where(*own).scalar_subquery()
    query = select(tables.reports, count.label("statements")).order_by(reports.key.desc()).limit(limit).offset(offset)
    return [
        Held(
            Heading(row.id, row.title, row.publisher, day(row.published), row.source),
            row.statements,
            row.added,
            row.model,
            row.digest,
        )
        for row in connection.execute(query)
    ]


def count_of_reports(connection: Connection) -> int:
    """How many reports the ledger holds."""
    return int(connection.execute(select(func.count()).select_from(tables.reports)).scalar_one())


def report(connection: Connection, name: str) -> Report:
    """The report of an id. Raises LedgerError where there is none."""
    return report_of(report_row(connection, name))


def report_row(connection: Connection, name: str) -> Record[Any]:
    """The row of the report of an id. Raises LedgerError where there is none."""
    row = connection.execute(select(tables.reports).where(tables.reports.c.id == name)).first()
    if row is None:
        raise LedgerError(f"{name}: the ledger has no such report")
    return row


def days(connection: Connection) -> tuple[datetime.date, datetime.date] | None:
    """The first and the last day of any entry, None where none has a day."""
    own = tables.entries.c.day
    first, last = (
        connection.execute(select(own).where(own != "").order_by(order).limit(1)).scalar()
        for order in (own.asc(), own.desc())
    )
    return (datetime.date.fromisoformat(first), datetime.date.fromisoformat(last)) if first and last else None
