"""A resolution: what became of a forecast by a written criterion; appended, signed, dated, reversible."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, insert, select

from sayso.errors import LedgerError
from sayso.ledger import tables
from sayso.ledger.deciding import now
from sayso.ledger.dialects import in_chunks
from sayso.ledger.records import day as day_of
from sayso.ledger.records import iso
from sayso.ledger.viewing import PAGE, current_id, with_ids
from sayso.statement import Act


class Outcome(StrEnum):
    """Whether a criterion was met, was not, or cannot be told to be either; UNDO takes a resolution back."""

    YES = "yes"
    NO = "no"
    UNRESOLVABLE = "unresolvable"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Resolution:
    """What one reviewer found became of one forecast.

    `statement` is the forecast's id. `criterion` says in writing what had to happen, `source` is the address of what
    shows that it did or did not, `day` since when it can be told. `at` is an ISO time in UTC. `undoes` is the key of
    the resolution that an UNDO takes back; `key` counts in the order in which the ledger took them, 0 where it has not.
    """

    statement: str
    outcome: Outcome
    criterion: str
    source: str
    day: datetime.date
    reviewer: str
    at: str
    undoes: int | None = None
    key: int = 0

    def to_json(self) -> dict[str, Any]:
        """The resolution, ready for `json.dumps`."""
        return asdict(self) | {"outcome": str(self.outcome), "day": self.day.isoformat()}


def resolve(
    connection: Connection,
    beginning: str,
    outcome: Outcome,
    *,
    criterion: str,
    source: str,
    reviewer: str,
    day: datetime.date,
) -> Resolution:
    """Say what became of the forecast whose id begins so. Raises LedgerError where that is none, or nothing is told."""
    statement = forecast_id(connection, beginning)
    for name, value in {"criterion": criterion, "source": source}.items():
        if not value.strip():
            raise LedgerError(f"{statement}: a {name} is needed: no forecast is scored without one")
    made = Resolution(statement, Outcome(outcome), criterion.strip(), source.strip(), day, reviewer, now())
    append(connection, made)
    return made


def forecast_id(connection: Connection, beginning: str) -> str:
    """The id of the forecast whose id begins so. Raises LedgerError where there is none, or that is no forecast."""
    statement = current_id(connection, beginning)
    act = with_ids(connection, [statement])[statement].statement.act
    if act is not Act.PREDICT:
        correct = f"if it is one, sayso judge {statement[:8]} correct act=predict"
        raise LedgerError(f"{statement}: is no forecast but was read as {act} ({correct})")
    return statement


def undo_resolution(connection: Connection, beginning: str, reviewer: str) -> Resolution:
    """Take back the last resolution in force of the forecast whose id begins so; gives it.

    Raises LedgerError where there is none.
    """
    statement = current_id(connection, beginning)
    last = next(reversed(resolutions_of(connection, [statement]).get(statement, ())), None)
    if last is None:
        raise LedgerError(f"{statement}: there is no resolution to take back")
    today = datetime.datetime.now(datetime.UTC).date()
    append(connection, Resolution(statement, Outcome.UNDO, "", "", today, reviewer, now(), undoes=last.key))
    return last


def append(connection: Connection, resolution: Resolution) -> None:
    """Append a resolution."""
    row = asdict(resolution) | {"outcome": str(resolution.outcome), "day": iso(resolution.day)}
    del row["key"]
    connection.execute(insert(tables.resolutions).values(row))


def resolutions_of(connection: Connection, statements: Collection[str]) -> dict[str, tuple[Resolution, ...]]:
    """The resolutions in force of some forecasts, by their ids, in the order in which they were made."""
    found: dict[str, list[Resolution]] = {}
    table = tables.resolutions
    for chunk in in_chunks(statements, PAGE):
        query = select(table).where(table.c.statement.in_(chunk)).order_by(table.c.key)
        for row in connection.execute(query):
            found.setdefault(row.statement, []).append(_resolution(row._mapping))
    return {statement: in_force(made) for statement, made in found.items()}


def in_force(made: Iterable[Resolution]) -> tuple[Resolution, ...]:
    """The resolutions that no other one takes back; of several by one criterion, the last one."""
    made = sorted(made, key=lambda each: each.key)
    undone: set[int] = set()
    for each in reversed(made):
        if each.undoes is not None and each.key not in undone:
            undone.add(each.undoes)
    standing = [each for each in made if each.key not in undone and each.outcome is not Outcome.UNDO]
    last = {" ".join(each.criterion.casefold().split()): each for each in standing}
    return tuple(sorted(last.values(), key=lambda each: each.key))


def _resolution(row: Any) -> Resolution:
    day = day_of(row["day"]) or datetime.date.min
    return Resolution(**{**row, "outcome": Outcome(row["outcome"]), "day": day})
