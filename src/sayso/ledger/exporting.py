"""What leaves the ledger: statements with what people decided on them, and corrections in the training format."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from typing import IO, Any

from sqlalchemy import Connection, Select, select

from sayso.ledger import tables
from sayso.ledger.entry import Entry, State
from sayso.ledger.records import report_of
from sayso.ledger.viewing import Wanted, find
from sayso.statement import Reading

COLUMNS = (
    "id", "state", "holder", "party", "rank", "via", "act", "stand", "issues", "quote", "sentence", "addressee",
    "condition", "firmness", "hedged", "day", "said", "deadline_text", "deadline_start", "deadline_end", "places",
    "report", "title", "publisher", "published", "source",
)  # fmt: skip
BETWEEN = "; "


def write_csv(entries: Iterable[Entry], stream: IO[str]) -> int:
    """Write one line for each entry, lists joined by semicolons; gives their number."""
    writer = csv.DictWriter(stream, COLUMNS)
    writer.writeheader()
    number = 0
    for entry in entries:
        writer.writerow({name: _cell(value) for name, value in flat(entry).items()})
        number += 1
    return number


def write_lines(rows: Iterable[dict[str, Any]], stream: IO[str]) -> int:
    """Write one line of JSON for each row; gives their number."""
    number = 0
    for row in rows:
        stream.write(json.dumps(row, ensure_ascii=False) + "\n")
        number += 1
    return number


def flat(entry: Entry) -> dict[str, Any]:
    """An entry as one row of COLUMNS."""
    row = entry.statement.to_json() | entry.to_json()
    deadline, report = row.get("deadline") or {}, row["report"]
    parts = {f"deadline_{name}": deadline.get(name) for name in ("text", "start", "end")}
    heading = {name: report[name] for name in ("title", "publisher", "published", "source")}
    return {name: ({**row, **parts, **heading, "report": report["id"]})[name] for name in COLUMNS}


def _cell(value: Any) -> Any:
    """A value as a spreadsheet takes it."""
    if isinstance(value, list):
        value = BETWEEN.join(map(str, value))
    return harmless(value)


def harmless(value: Any) -> Any:
    """A value of which a spreadsheet makes no formula."""
    return f"'{value}" if isinstance(value, str) and value[:1] in {"=", "+", "-", "@", "\t", "\r"} else value


def corrections(connection: Connection) -> Iterator[dict[str, Any]]:
    """The reports on whose statements people decided, as annotated reports: with all their statements as they stand.

    A statement says under `judged` what was decided on it; those rejected or merged are left out. A report on which
    nothing was decided is not there, as nobody vouches for it.
    """
    for row in connection.execute(_judged_reports()).all():
        report = report_of(row)
        entries = find(connection, Wanted(report_key=row.key))
        chosen = sorted(entries, key=lambda entry: entry.statement.evidence)
        reading = Reading(report, tuple(entry.statement for entry in chosen)).to_json()
        for statement, entry in zip(reading["statements"], chosen, strict=True):
            statement["judged"] = str(entry.state)
        yield reading


def _judged_reports() -> Select[Any]:
    judged = select(tables.entries.c.report).where(tables.entries.c.state != str(State.UNJUDGED))
    return select(tables.reports).where(tables.reports.c.key.in_(judged)).order_by(tables.reports.c.key)
