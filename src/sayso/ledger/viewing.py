"""Reading from the ledger: entries by what is asked of them, in pages, and the cells of the board."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Connection,
    ScalarSelect,
    Select,
    Table,
    func,
    literal,
    select,
    true,
    union_all,
)

from sayso.analysis.positions import BESIDE, STANDING, Cell, recency, weight
from sayso.analysis.voices import Seen
from sayso.errors import LedgerError
from sayso.ledger import tables
from sayso.ledger.dialects import as_table, in_chunks
from sayso.ledger.entry import Entry, Rank, State
from sayso.ledger.records import COUNTED_OUT, entry_of, iso
from sayso.report import Span
from sayso.statement import Act, single_names

PER_CELL = 8  # the newest entries of a party on an issue that are looked at beside its position
TOGETHER = 500  # cells asked for in one query
COMPOUND = 100  # queries put together in one
LEAST = 4  # characters of an id that must be given
PAGE = 500  # entries fetched at once
MANY = 3000  # rows that SQLite looks up and sorts in a few hundredths of a second

Key = tuple[str, str]  # a party and an issue

issues, entries, statements, reports = tables.issues, tables.entries, tables.statements, tables.reports

NEWEST_FIRST = (entries.c.day.desc(), entries.c.statement.desc())


@dataclass(frozen=True, slots=True)
class Wanted:
    """What entries are asked for; None and () stand for any. `parties` and `holders` are names as they were read.

    `report` is a report's id, `report_key` its key in the tables; `placed` asks for those that name any place.
    """

    parties: tuple[str, ...] = ()
    holders: tuple[str, ...] = ()
    issue: str | None = None
    act: Act | None = None
    place: str | None = None
    since: datetime.date | None = None
    until: datetime.date | None = None
    least: Rank = Rank.UNKNOWN
    states: tuple[State, ...] = ()
    report: str | None = None
    report_key: int | None = None
    placed: bool = False


@dataclass(frozen=True, slots=True)
class AsOf:
    """As of when a view is wanted: what was said by the day `on`; with `known`, what had been reported by that day."""

    on: datetime.date
    known: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Placing:
    """The place names of a statement, by its id: the key of its report, and the span of the report that holds it."""

    statement: str
    report: int
    places: tuple[str, ...]
    evidence: Span


def entry_query() -> Select[Any]:
    """The query of all entries with what `entry_of` needs."""
    heading = (
        reports.c.id.label("report_id"),
        reports.c.title,
        reports.c.publisher,
        reports.c.published,
        reports.c.source,
    )
    joined = entries.join(statements, statements.c.key == entries.c.statement).join(
        reports, reports.c.key == entries.c.report
    )
    return select(entries, statements.c.id, *heading).select_from(joined)


def conditions(connection: Connection, wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    """What must hold for the entries wanted; those that people rejected or merged are there only when asked for."""
    if wanted.holders:
        yield entries.c.holder.in_(wanted.holders)
    if wanted.act:
        yield entries.c.act == str(wanted.act)
    if wanted.since:
        yield entries.c.day >= iso(wanted.since)
    if wanted.until:
        yield entries.c.day <= iso(wanted.until)
    if wanted.least:
        yield entries.c.rank >= int(wanted.least)
    if wanted.report:
        yield entries.c.report.in_(select(reports.c.key).where(reports.c.id == wanted.report))
    if wanted.report_key is not None:
        yield entries.c.report == wanted.report_key
    yield entries.c.state.in_(wanted.states) if wanted.states else entries.c.state.not_in(COUNTED_OUT)
    yield from memberships(connection, wanted)


def memberships(connection: Connection, wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    """What must hold for the parties, issues and places of the entries wanted."""
    asked = (
        (wanted.parties, issues, issues.c.party.in_(wanted.parties)),
        (wanted.issue, issues, issues.c.issue == wanted.issue),
        (wanted.place, tables.places, func.lower(tables.places.c.place) == (wanted.place or "").lower()),
    )
    if wanted.placed:
        yield _has(tables.places, true())
    few_days = bool(wanted.since and wanted.until)
    for value, table, fits in asked:
        if value:
            many = few_days or are_many(connection, select(table.c.statement).where(fits))
            yield _has(table, fits) if many else _is_among(table, fits)


def _is_among(table: Table, fits: ColumnElement[bool]) -> ColumnElement[bool]:
    """That an entry is one of those with a row that fits: these are listed, and looked up."""
    return entries.c.statement.in_(select(table.c.statement).where(fits))


def _has(table: Table, fits: ColumnElement[bool]) -> ColumnElement[bool]:
    """The same, asked of each entry from the newest on, which ends with the first page of those that have one."""
    return select(table.c.statement).where(fits, table.c.statement == entries.c.statement).exists()


def are_many(connection: Connection, rows: Select[Any]) -> bool:
    """Whether there are MANY rows or more."""
    some = rows.limit(MANY).subquery()
    return connection.execute(select(func.count()).select_from(some)).scalar_one() == MANY


def find(connection: Connection, wanted: Wanted, limit: int | None = None, offset: int = 0) -> Iterator[Entry]:
    """The entries wanted, newest first, fetched as they are asked for."""
    query = entry_query().where(*conditions(connection, wanted)).order_by(*NEWEST_FIRST).limit(limit).offset(offset)
    return map(entry_of, connection.execution_options(yield_per=PAGE).execute(query))


def in_reports(connection: Connection, ids: Iterable[str]) -> Iterator[Placing]:
    """What the entries of some reports name, those that name any place; newest first in each part of the reports."""
    named, fields = conditions(connection, Wanted(placed=True)), entries.c.fields
    joined = entry_query().where(*named).order_by(*NEWEST_FIRST)
    query = joined.with_only_columns(statements.c.id, entries.c.report, fields["places"], fields["evidence"])
    for some in in_chunks(ids, PAGE):
        for statement, report, places, (start, end) in connection.execute(query.where(reports.c.id.in_(some))):
            yield Placing(statement, report, tuple(places), (start, end))


def with_ids(connection: Connection, ids: Collection[str]) -> dict[str, Entry]:
    """The entries of some statements, by id."""
    rows = connection.execute(entry_query().where(statements.c.id.in_(ids)))
    return {row.id: entry_of(row) for row in rows}


def full_id(connection: Connection, beginning: str) -> str:
    """The id of the one statement whose id begins so. Raises LedgerError where there is none, or more than one."""
    if len(beginning) < LEAST:
        raise LedgerError(f"{beginning}: give at least the first {LEAST} characters of a statement's id")
    found: Sequence[str] = (
        connection.execute(select(statements.c.id).where(statements.c.id == beginning)).scalars().all()
    )
    if not found:
        query = select(statements.c.id).where(statements.c.id.startswith(beginning, autoescape=True)).limit(2)
        found = connection.execute(query).scalars().all()
    if len(found) != 1:
        reason = "several statements' ids begin so: give more of it" if found else "the ledger has no such statement"
        raise LedgerError(f"{beginning}: {reason}")
    return found[0]


def current_id(connection: Connection, beginning: str) -> str:
    """The same, of a statement that is current. Raises LedgerError besides where a newer reading has none there."""
    found = full_id(connection, beginning)
    if not connection.execute(select(statements.c.current).where(statements.c.id == found)).scalar_one():
        raise LedgerError(f"{found}: is not current: a newer reading of its report has taken its place")
    return found


def cell_names(connection: Connection) -> list[tuple[str, str]]:
    """The parties, as they were read, and issues on which any entry is or was."""
    return [(row.party, row.issue) for row in connection.execute(select(tables.cells))]


def holders_seen(connection: Connection) -> list[Seen]:
    """The holders that any entry has or had, with their parties."""
    return [Seen(row.holder, row.party or None) for row in connection.execute(select(tables.holders))]


def cells(connection: Connection, names: Mapping[Key, Sequence[str]], asked: AsOf, beside: bool = True) -> list[Cell]:
    """The cells of parties and issues with the entry that gives the position, where any does.

    `names` gives for each party and issue the names of that party as they were read. With `beside`, a cell has the
    newest of the party's other entries of that time, too.
    """
    leads = _leads(connection, names, asked)
    found = with_keys(connection, {key for keys in leads.values() for key in keys})
    held = {key: _weightiest(found[each] for each in keys) for key, keys in leads.items()}
    others = _beside(connection, names, asked, held) if beside else {}
    return [Cell(*key, entry, tuple(others.get(key, ()))) for key, entry in held.items()]


def _leads(connection: Connection, names: Mapping[Key, Sequence[str]], asked: AsOf) -> dict[Key, list[int]]:
    """The statements that may give the position in each cell, one for each name of its party."""
    rows = [(party, issue, name, "") for (party, issue), spellings in names.items() for name in spellings]
    last: dict[Key, str] = {}
    for party, issue, day in _asked_of_each(connection, rows, lambda given: _last_day(given, asked)):
        last[party, issue] = max(day, last.get((party, issue), ""))
    since = {key: iso(datetime.date.fromisoformat(day) - STANDING) if day else "" for key, day in last.items()}
    windows = [(*row[:3], since[row[0], row[1]]) for row in rows if (row[0], row[1]) in since]
    leads: dict[Key, list[int]] = {}
    for party, issue, statement in _asked_of_each(connection, windows, lambda given: _lead(given, asked)):
        leads.setdefault((party, issue), []).append(statement)
    return leads


def _weightiest(found: Iterable[Entry]) -> Entry:
    """The entry that gives the position, of those that do under one name of the party each."""
    return max(found, key=lambda entry: (weight(entry.statement, entry.quote), entry.rank, recency(entry)))


def _asked_of_each(
    connection: Connection, rows: Sequence[tuple[str, ...]], answer: Callable[[CTE], ScalarSelect[Any]]
) -> Iterator[tuple[str, str, Any]]:
    """What a query that is asked of each row gives, where it gives anything, with the row's party and issue.

    A row is a party, an issue, a name of the party as it was read, and a day.
    """
    for chunk in in_chunks(rows, TOGETHER):
        given = as_table(connection, chunk, ("party", "issue", "name", "since"))
        for party, issue, found in connection.execute(select(given.c.party, given.c.issue, answer(given))):
            if found is not None:
                yield party, issue, found


def _last_day(given: CTE, asked: AsOf) -> ScalarSelect[Any]:
    """The day of the last word in the cell asked of."""
    return _taken_there(given, asked).with_only_columns(func.max(issues.c.day)).scalar_subquery()


def _lead(given: CTE, asked: AsOf) -> ScalarSelect[Any]:
    """The statement that gives the position in the cell asked of: of those said since a day, the weightiest.

    Of equal ones the newest, and then the one with the later key: which of two it is must not change.
    """
    order = (issues.c.weight.desc(), issues.c.rank.desc(), issues.c.day.desc(), issues.c.statement.desc())
    query = _taken_there(given, asked).where(issues.c.day >= given.c.since)
    return query.order_by(*order).limit(1).scalar_subquery()


def _taken_there(given: CTE, asked: AsOf) -> Select[Any]:
    """The statements that take a position in the cell asked of."""
    here = (issues.c.party == given.c.name, issues.c.issue == given.c.issue)
    return _taking(asked).where(*here).correlate(given)


def _taken(spellings: Sequence[str], issue: str, asked: AsOf) -> Select[Any]:
    """The statements by which a party takes a position on an issue as of a day."""
    return _taking(asked).where(issues.c.party.in_(spellings), issues.c.issue == issue)


def _taking(asked: AsOf) -> Select[Any]:
    """The statements that take a position as of a day."""
    query = select(issues.c.statement).where(issues.c.takes.is_(True), issues.c.day <= iso(asked.on))
    if asked.known is None:
        return query
    query = query.join(entries, entries.c.statement == issues.c.statement)
    return query.join(reports, reports.c.key == entries.c.report).where(reports.c.published <= iso(asked.known))


def _beside(
    connection: Connection, names: Mapping[Key, Sequence[str]], asked: AsOf, held: Mapping[Key, Entry]
) -> dict[Key, list[Entry]]:
    """The newest other entries of each cell, of the time before the one that gives the position."""
    queries = []
    for number, (key, entry) in enumerate(held.items()):
        since = iso(entry.day - BESIDE) if entry.day else ""
        newest = (
            _taken(names[key], key[1], asked).where(issues.c.day >= since).order_by(issues.c.day.desc()).limit(PER_CELL)
        )
        queries.append(select(literal(number).label("n"), newest.subquery()))
    rows = [row for chunk in in_chunks(queries, COMPOUND) for row in connection.execute(union_all(*chunk))]
    found, keys = with_keys(connection, {key for _, key in rows}), list(held)
    others: dict[Key, list[Entry]] = {key: [] for key in keys}
    for number, statement in rows:
        if statement in found and found[statement].id != held[keys[number]].id:
            others[keys[number]].append(found[statement])
    return others


def with_keys(connection: Connection, keys: Iterable[int]) -> dict[int, Entry]:
    """The entries of some statements, by their keys in the tables."""
    found: dict[int, Entry] = {}
    for chunk in in_chunks(keys, PAGE):
        rows = connection.execute(entry_query().where(entries.c.statement.in_(chunk)))
        found |= {row.statement: entry_of(row) for row in rows}
    return found


def history(
    connection: Connection, spellings: Sequence[str], issue: str, limit: int, on: datetime.date = datetime.date.max
) -> list[Entry]:
    """The entries by which a party, under any of its names, takes a position on an issue by a day; newest first."""
    query = _taken(spellings, issue, AsOf(on)).order_by(issues.c.day.desc(), issues.c.rank.desc()).limit(limit)
    keys = connection.execute(query).scalars().all()
    found = with_keys(connection, keys)
    return [found[key] for key in keys if key in found]


def party_counts(connection: Connection) -> list[tuple[str, str, int]]:
    """How many entries each party, as it was read, has on each issue."""
    query = select(issues.c.party, issues.c.issue, func.count()).group_by(issues.c.party, issues.c.issue)
    return [(party, issue, number) for party, issue, number in connection.execute(query)]


def newest_parties(connection: Connection, limit: int) -> Iterator[str]:
    """The parties, as they were read, of the newest entries that have any; of a joint statement each."""
    newest = select(entries.c.party).where(entries.c.party != "").order_by(entries.c.day.desc()).limit(limit)
    for joint in connection.execute(newest).scalars():
        yield from single_names(joint)
