"""Tracing what the ledger holds to its origins: the tellings of one statement, or all that is said on an issue."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Select, select
from sqlalchemy import Row as Record

from sayso.analysis.claims import Claim, same_claim
from sayso.analysis.copies import Group, group
from sayso.analysis.origins import Origins, trace_origins
from sayso.analysis.positions import Position
from sayso.ledger import tables
from sayso.ledger.dialects import in_chunks
from sayso.ledger.entry import Entry
from sayso.ledger.holders import Holders
from sayso.ledger.records import COUNTED_OUT, entry_of, iso, report_of
from sayso.ledger.viewing import PAGE, Wanted, entry_query, find, with_ids
from sayso.statement import ANONYMOUS

NEAR = datetime.timedelta(days=10)  # between two tellings of one statement
LOOKED_AT = 200  # entries that are looked at as tellings of a statement
NEWEST = 200  # entries on an issue that are traced


def tellings(connection: Connection, entry: Entry, holders: Holders) -> list[Entry]:
    """The entries that tell the same as one, itself first: of its holder or of unnamed ones, on an issue and near."""
    found = [entry, *(entry_of(row) for row in connection.execute(_near(entry, holders)))]
    told, *others = map(Claim, holders.under_one_name(found))
    same = {other.entry.id for other in others if same_claim(told, other)} - {entry.id}
    return [entry, *(other for other in found[1:] if other.id in same)]


def _near(entry: Entry, holders: Holders) -> Select[Any]:
    entries, statement = tables.entries.c, entry.statement
    named = entries.holder.in_(holders.names_of(statement.holder))
    speaking = entries.holder.startswith(ANONYMOUS) if statement.anonymous else named
    query = entry_query().where(speaking, entries.state.not_in(COUNTED_OUT))
    if entry.day:
        query = query.where(entries.day.between(iso(entry.day - NEAR), iso(entry.day + NEAR)))
    own = tables.issues.c.statement == entries.statement
    issues = select(tables.issues.c.statement).where(own, tables.issues.c.issue.in_(statement.issues))
    return query.where(issues.exists()).order_by(entries.day.desc()).limit(LOOKED_AT)


def origins_of(connection: Connection, statement: str, holders: Holders) -> Origins:
    """The origins of a statement, from all that tell the same."""
    entry = with_ids(connection, [statement])[statement]
    return traced(connection, [tellings(connection, entry, holders)], holders)[0]


def origins_on(connection: Connection, wanted: Wanted, holders: Holders) -> Origins:
    """The origins of the newest of the entries wanted."""
    return traced(connection, [list(find(connection, wanted, NEWEST))], holders)[0]


def with_origins(connection: Connection, positions: Sequence[Position], holders: Holders) -> list[Position]:
    """The positions, each with the origins of what gives it and repeats it."""
    found = traced(connection, [[position.entry, *position.repeats] for position in positions], holders)
    return [replace(position, origins=origins) for position, origins in zip(positions, found, strict=True)]


def traced(connection: Connection, told: Sequence[Sequence[Entry]], holders: Holders) -> list[Origins]:
    """The origins of each of several groups of entries."""
    told = [holders.under_one_name(entries) for entries in told]
    texts = texts_of(connection, {entry.id for entries in told for entry in entries})
    claims = [[Claim(entry, texts[entry.id].text) for entry in entries] for entries in told]
    near = copies_among(connection, texts.values())
    return [trace_origins(each, _within(near, each)) for each in claims]


def _within(near: Sequence[Group], claims: Sequence[Claim]) -> list[Group]:
    """The groups of near-copies that have to do with some claims."""
    reports = {claim.entry.report.id for claim in claims}
    return [each for each in near if each.original in reports or any(copy.report in reports for copy in each.copies)]


def texts_of(connection: Connection, ids: Iterable[str]) -> dict[str, Record[Any]]:
    """The rows of the reports of some statements, by the statements' ids."""
    statements, reports = tables.statements.c, tables.reports
    joined = tables.statements.join(reports, reports.c.key == statements.report)
    found: dict[str, Record[Any]] = {}
    for chunk in in_chunks(ids, PAGE):
        query = select(statements.id.label("statement"), reports).select_from(joined).where(statements.id.in_(chunk))
        found |= {row.statement: row for row in connection.execute(query)}
    return found


def copies_among(connection: Connection, rows: Iterable[Record[Any]]) -> tuple[Group, ...]:
    """The groups of near-copies among some reports, of which only those that share a band are compared."""
    reports = {row.key: report_of(row) for row in rows}
    holders: dict[int, set[int]] = defaultdict(set)
    for chunk in in_chunks(reports, PAGE):
        for band, report in connection.execute(select(tables.bands).where(tables.bands.c.report.in_(chunk))):
            holders[band].add(report)
    shared = {report for together in holders.values() if len(together) > 1 for report in together}
    return group(reports[key] for key in sorted(shared)) if shared else ()
