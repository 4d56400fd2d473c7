"""What people decide: judgements on statements and on names; appended, and taken back only by another decision."""

from __future__ import annotations

import datetime
from collections import defaultdict
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, insert, select

from sayso.analysis.agreement import Judged
from sayso.errors import LedgerError
from sayso.ledger import tables
from sayso.ledger.dialects import in_chunks
from sayso.ledger.judgement import Judgement, Verdict, in_force
from sayso.ledger.naming import Kind, Naming, namings
from sayso.ledger.records import judgement_of
from sayso.ledger.viewing import PAGE, current_id
from sayso.ledger.writing import judge_within, refresh
from sayso.statement import Statement


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
