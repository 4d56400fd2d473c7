"""Full text search over statements and reports, by the index that the database keeps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Select,
    bindparam,
    column,
    func,
    literal_column,
    select,
    table,
    text,
)

from sayso.ledger import tables
from sayso.ledger.entry import Entry, Heading
from sayso.ledger.records import day, entry_of, iso
from sayso.ledger.viewing import NEWEST_FIRST, Wanted, are_many, conditions, entry_query

WORD = re.compile(r'"([^"]+)"|([^\s"]+)')


@dataclass(frozen=True, slots=True)
class Hit:
    """A report that holds the words, and how many statements it has."""

    report: Heading
    statements: int

    def to_json(self) -> dict[str, Any]:
        """The hit, ready for `json.dumps`."""
        return {"report": self.report.to_json(), "statements": self.statements}


def search(connection: Connection, words: str, wanted: Wanted, limit: int, offset: int = 0) -> list[Entry]:
    """The statements wanted whose content, sentences or holder hold all the words, newest first.

    Words match in all their forms; "words in quotation marks" only side by side.
    """
    if not WORD.search(words):
        return []
    query = entry_query().where(matches(connection, "entries", words), *conditions(connection, wanted))
    query = query.order_by(*NEWEST_FIRST).limit(limit).offset(offset)
    return [entry_of(row) for row in connection.execute(query)]


def search_reports(connection: Connection, words: str, wanted: Wanted, limit: int) -> list[Hit]:
    """The reports whose title or text hold all the words, newest first; of what is wanted, the days count."""
    if not WORD.search(words):
        return []
    reports = tables.reports.c
    held = select(func.count()).where(tables.statements.c.report == reports.key).scalar_subquery()
    query = select(reports.id, reports.title, reports.publisher, reports.published, reports.source, held.label("held"))
    query = query.where(matches(connection, "reports", words), *within(wanted))
    rows = connection.execute(query.order_by(reports.published.desc(), reports.key.desc()).limit(limit))
    return [Hit(Heading(row.id, row.title, row.publisher, day(row.published), row.source), row.held) for row in rows]


def within(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    """What must hold for the days of the reports wanted."""
    if wanted.since:
        yield tables.reports.c.published >= iso(wanted.since)
    if wanted.until:
        yield tables.reports.c.published <= iso(wanted.until)


def matches(connection: Connection, name: str, words: str) -> ColumnElement[bool]:
    """What must hold for the rows of a table that hold all the words."""
    if connection.dialect.name == "postgresql":
        return literal_column(f"{name}.words").op("@@")(func.websearch_to_tsquery("english", words))
    found = _rows_with(f"{name}_words", words)
    key = "entries.statement" if name == "entries" else "reports.key"
    # SQLite looks up and sorts all that match. Where they are many, the sign keeps it from that: it goes through
    # the rows from the newest on then, and is done with the first that match.
    sign = "+" if are_many(connection, found) else ""
    return literal_column(f"{sign}{key}", Integer).in_(found)


def _rows_with(index: str, words: str) -> Select[tuple[int]]:
    found = table(index, column("rowid"))
    return select(found.c.rowid).where(text(f"{index} match :words").bindparams(bindparam("words", quoted(words))))


def quoted(words: str) -> str:
    """The words as SQLite's search takes them, so that none of them is taken for its syntax.

    >>> quoted('ceasefire "30 days" OR')
    '"ceasefire" "30 days" "OR"'
    """
    return " ".join(f'"{phrase or word}"' for phrase, word in WORD.findall(words))
