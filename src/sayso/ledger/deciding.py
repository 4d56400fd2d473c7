"""What people decide: judgements on statements and on names; appended, and taken back only by another decision."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import pairwise
from typing import Any

from sqlalchemy import Connection, insert, select, update

from sayso.analysis.agreement import Judged
from sayso.errors import LedgerError
from sayso.ledger import tables
from sayso.ledger.dialects import in_chunks
from sayso.ledger.holding import report, report_row
from sayso.ledger.judgement import Judgement, Verdict, in_force, statement_of
from sayso.ledger.naming import Kind, Naming, namings
from sayso.ledger.records import judgement_of, report_of
from sayso.ledger.viewing import PAGE, current_id, with_ids
from sayso.ledger.writing import judge_within, refresh, statement_rows
from sayso.report import Span, Spans
from sayso.statement import Reading, Statement

BY = "by "  # before the name of whoever added a statement, where otherwise the model stands that read it


def now() -> str:
    """The present moment in UTC, fine enough to order decisions by."""
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="microseconds")


def judged(
    connection: Connection, beginning: str, verdict: Verdict, reviewer: str, field: str | None = None, value: Any = None
) -> Judgement:
    """Judge the statement whose id begins so. Raises LedgerError where there is none, or the value does not fit."""
    statement = current_id(connection, beginning)
    if verdict is Verdict.MERGE:
        value = current_id(connection, str(value))
        if value == statement:
            raise LedgerError(f"{beginning}: cannot be merged with itself")
        if _is_gone(connection, value):
            raise LedgerError(f"{value}: was rejected or merged itself, so neither would remain")
    judgement = Judgement(statement, verdict, reviewer, now(), field, value)
    judge_within(connection, [judgement])
    return judgement


def added(connection: Connection, report_name: str, fields: Mapping[str, Any], reviewer: str) -> Judgement:
    """Add a statement that the model missed to a report: its spans, and its other fields as JSON.

    Raises LedgerError where there is no such report, the fields do not fit, or the ledger has that statement.
    """
    row = report_row(connection, report_name)
    reading = Reading(report_of(row), (statement_from(fields, len(row.text)),))
    (new,) = statement_rows(reading, row.identity, row.key, f"{BY}{reviewer}")
    return _appended(connection, new, reviewer)


def _appended(connection: Connection, row: dict[str, Any], reviewer: str) -> Judgement:
    table = tables.statements
    there = connection.execute(select(table).where(table.c.id == row["id"])).first()
    standing = there and ((there.current and not there.model.startswith(BY)) or last_on(connection, there.id))
    if standing:
        raise LedgerError(f"{row['id']}: the ledger has that statement already")
    if there:
        connection.execute(update(table).where(table.c.id == row["id"]).values(row))
    else:
        connection.execute(insert(table).values(row))
    judgement = Judgement(row["id"], Verdict.ADD, reviewer, now())
    judge_within(connection, [judgement])
    return judgement


def statement_from(fields: Mapping[str, Any], length: int) -> Statement:
    """The statement of some fields, as JSON, on a text of a length. Raises LedgerError where they do not fit."""
    row = {"source": [], "cue": [], "content": [], **fields}
    if not row["content"]:
        raise LedgerError("content cannot be empty: a statement says something")
    return statement_of(row, length, "that is no statement")


def split(connection: Connection, beginning: str, at: Sequence[int], reviewer: str) -> list[Judgement]:
    """Make several statements of one: its content is cut at offsets of the report's text, and it counts no more itself.

    The parts have its other fields. Raises LedgerError where an offset does not lie inside of the content.
    """
    statement = current_id(connection, beginning)
    entry = with_ids(connection, [statement])[statement]
    parts = list(_cut(entry.statement.content, sorted(set(at))))
    if len(parts) < 2 or not all(parts):
        raise LedgerError(f"{beginning}: cannot be split there: give offsets inside of its content")
    fields = {name: value for name, value in entry.statement.to_json().items() if name != "evidence"}
    own = report(connection, entry.report.id)
    made = [judged(connection, statement, Verdict.REJECT, reviewer)]
    trimmed = [[list(_trimmed(own.text, span)) for span in part] for part in parts]
    return made + [added(connection, own.id, fields | {"content": part}, reviewer) for part in trimmed]


def _cut(content: Spans, at: Sequence[int]) -> Iterator[list[Span]]:
    """The parts of a content before, between and after offsets."""
    borders = [content[0][0], *at, content[-1][1]]
    for first, last in pairwise(borders):
        inside = [(max(start, first), min(end, last)) for start, end in content]
        yield [(start, end) for start, end in inside if start < end]


def _trimmed(text: str, span: Span) -> Span:
    """A stretch without the white space at its ends."""
    words = text[slice(*span)]
    start = span[0] + len(words) - len(words.lstrip())
    return start, max(start, span[1] - (len(words) - len(words.rstrip())))


def _is_gone(connection: Connection, statement: str) -> bool:
    """Whether people decided that a statement counts no more."""
    standing = in_force(judgements_on(connection, statement))
    return bool(standing) and standing[-1].verdict in {Verdict.REJECT, Verdict.MERGE}


def judgements_on(connection: Connection, statement: str | None = None) -> list[Judgement]:
    """All judgements on a statement, or on any, in the order in which they were made."""
    query = select(tables.judgements).order_by(tables.judgements.c.key)
    if statement:
        query = query.where(tables.judgements.c.statement == statement)
    return [judgement_of(row) for row in connection.execute(query)]


def newest_judgements(connection: Connection, limit: int) -> list[Judgement]:
    """The last judgements, newest first."""
    query = select(tables.judgements).order_by(tables.judgements.c.key.desc()).limit(limit)
    return [judgement_of(row) for row in connection.execute(query)]


def judged_statements(connection: Connection) -> list[Judged]:
    """The statements that people judged, as they were read, each with all judgements."""
    made: dict[str, list[Judgement]] = defaultdict(list)
    for judgement in judgements_on(connection):
        made[judgement.statement].append(judgement)
    statements = tables.statements.c
    found = []
    for chunk in in_chunks(made, PAGE):
        query = select(statements.id, statements.fields).where(statements.id.in_(chunk))
        read = {row.id: Statement.from_json(row.fields) for row in connection.execute(query)}
        found += [Judged(read[name], tuple(made[name])) for name in chunk if name in read]
    return found


def named(connection: Connection, kind: Kind, name: str, value: str, reviewer: str) -> Naming:
    """Decide on a name; the statements of a holder whose party is decided follow at once."""
    naming = Naming(kind, name, value, reviewer, now())
    append_naming(connection, naming)
    return naming


def append_naming(connection: Connection, naming: Naming) -> None:
    """Append a naming, and make the entries of those whose party it decides anew."""
    row = asdict(naming)
    del row["key"]
    connection.execute(insert(tables.namings).values(row))
    if naming.kind in {Kind.BELONGS, Kind.UNDO}:
        refresh(connection, statements_of_holder(connection, naming.name))


def statements_of_holder(connection: Connection, holder: str) -> list[str]:
    """The ids of a holder's statements."""
    joined = tables.entries.join(tables.statements, tables.statements.c.key == tables.entries.c.statement)
    query = select(tables.statements.c.id).select_from(joined).where(tables.entries.c.holder == holder)
    return list(connection.execute(query).scalars())


def undo(connection: Connection, reviewer: str, beginning: str | None = None) -> Judgement | Naming:
    """Take back the last decision in force, of this reviewer or on the statement whose id begins so; gives it.

    Raises LedgerError where there is none.
    """
    last = last_on(connection, current_id(connection, beginning)) if beginning else last_by(connection, reviewer)
    if last is None:
        raise LedgerError(f"{beginning or reviewer}: there is no decision to take back")
    if isinstance(last, Naming):
        append_naming(connection, Naming(Kind.UNDO, last.name, "", reviewer, now(), undoes=last.key))
    else:
        judge_within(connection, [Judgement(last.statement, Verdict.UNDO, reviewer, now(), undoes=last.key)])
    return last


def last_on(connection: Connection, statement: str) -> Judgement | None:
    """The last judgement in force on a statement."""
    return next(reversed(in_force(judgements_on(connection, statement))), None)


def last_by(connection: Connection, reviewer: str) -> Judgement | Naming | None:
    """The last decision in force of a reviewer, on a statement or a name."""
    judgements = [each for each in in_force(judgements_on(connection)) if each.reviewer == reviewer]
    names = [each for each in namings(connection) if each.reviewer == reviewer]
    last: list[Judgement | Naming] = [*judgements[-1:], *names[-1:]]
    return max(last, key=lambda each: each.at, default=None)
