"""Terms: a proposed settlement, clause by clause."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause: what it says, on which issues, and, as far as it is told, who, where, when, and on what condition.

    `parties` are those whose consent it needs; none named stands for all.
    """

    id: str
    text: str
    issues: tuple[str, ...] = ()
    who: tuple[str, ...] = ()
    where: tuple[str, ...] = ()
    when: str | None = None
    condition: str | None = None
    parties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Terms:
    """A proposed settlement: its name, its clauses in their order, and where it was published."""

    name: str
    clauses: tuple[Clause, ...]
    source: str = ""
