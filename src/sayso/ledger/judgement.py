"""A judgement: a person's decision on a statement; appended, signed, dated, and taken back only by another one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from sayso.errors import LedgerError, SaysoError
from sayso.ledger.entry import State
from sayso.rows import check_statement
from sayso.statement import FIELDS, Statement


class Verdict(StrEnum):
    """What a person decided: that a statement is right, is none, has another value in a field, or is told twice.

    ADD says that there is a statement where the model found none.
    """

    ADD = "add"
    ACCEPT = "accept"
    REJECT = "reject"
    CORRECT = "correct"
    MERGE = "merge"
    UNDO = "undo"


STATES = {
    Verdict.ADD: State.ACCEPTED,
    Verdict.ACCEPT: State.ACCEPTED,
    Verdict.REJECT: State.REJECTED,
    Verdict.CORRECT: State.CORRECTED,
    Verdict.MERGE: State.MERGED,
}
CORRECTABLE = tuple(field for field in FIELDS if field != "evidence")


@dataclass(frozen=True, slots=True)
class Judgement:
    """One decision of one reviewer.

    `statement` is the id of what is judged. `field` and `value` (as JSON) are the correction; with MERGE, `value` is
    the id of the statement that remains. `undoes` is the key of the judgement that an UNDO takes back. `at` is an ISO
    time in UTC. `key` counts judgements in the order in which the ledger took them; 0 where it has not yet.
    """

    statement: str
    verdict: Verdict
    reviewer: str
    at: str
    field: str | None = None
    value: Any = None
    undoes: int | None = None
    key: int = 0

    def to_json(self) -> dict[str, Any]:
        """The judgement, ready for `json.dumps`."""
        return asdict(self) | {"verdict": str(self.verdict)}


def in_force(judgements: Iterable[Judgement]) -> list[Judgement]:
    """The judgements that no other one takes back, in their order; an undo that is undone counts for nothing."""
    undone: set[int] = set()
    for judgement in sorted(judgements, key=lambda each: -each.key):
        if judgement.undoes is not None and judgement.key not in undone:
            undone.add(judgement.undoes)
    return [each for each in judgements if each.key not in undone and each.verdict is not Verdict.UNDO]


def settle(statement: Statement, judgements: Sequence[Judgement], length: int) -> tuple[Statement, State]:
    """The statement with every correction in force, and what the last judgement in force makes of it.

    One that a person added counts as rejected once that is taken back. Raises LedgerError where a correction does not
    fit its field, or the report's text of `length` characters.
    """
    standing = in_force(judgements)
    for judgement in standing:
        if judgement.verdict is Verdict.CORRECT:
            statement = corrected(statement, judgement.field or "", judgement.value, length)
    if standing:
        return statement, STATES[standing[-1].verdict]
    return statement, State.REJECTED if any(each.verdict is Verdict.ADD for each in judgements) else State.UNJUDGED


def corrected(statement: Statement, field: str, value: Any, length: int) -> Statement:
    """The statement with another value, as JSON, in a field. Raises LedgerError where it cannot have that."""
    if field not in CORRECTABLE:
        raise LedgerError(f"a statement has no field {field!r} (fields are {', '.join(CORRECTABLE)})")
    row = statement.to_json() | {field: value}
    if field in {"source", "cue", "content"}:
        del row["evidence"]
    if not row["content"]:
        raise LedgerError("content cannot be empty: a statement says something (reject what is none)")
    return statement_of(row, length, f"{field} cannot be {value!r}")


def statement_of(row: dict[str, Any], length: int, refusal: str) -> Statement:
    """The statement of a row, on a text of `length` characters. Raises LedgerError, which begins with `refusal`."""
    try:
        check_statement(row, length, "it")
        return Statement.from_json(row)
    except (SaysoError, ValueError, TypeError, KeyError) as error:
        raise LedgerError(f"{refusal}: {error}") from error
