"""Which names are one and who belongs to whom, as people decided it: appended, signed, dated, reversible."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, select

from sayso.ledger import tables


class Kind(StrEnum):
    """What a naming says: a party's name is another name of `value`, a holder's is, or a holder belongs to `value`."""

    PARTY = "party"
    HOLDER = "holder"
    BELONGS = "belongs"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Naming:
    """One decision on a name. `undoes` is the key of the naming that an UNDO takes back; `at` an ISO time in UTC."""

    kind: Kind
    name: str
    value: str
    reviewer: str
    at: str
    undoes: int | None = None
    key: int = 0

    def to_json(self) -> dict[str, Any]:
        """The naming, ready for `json.dumps`."""
        return asdict(self) | {"kind": str(self.kind)}


def namings(connection: Connection) -> list[Naming]:
    """The namings in force, in the order in which they were made."""
    rows = connection.execute(select(tables.namings).order_by(tables.namings.c.key)).all()
    read = [Naming(Kind(row.kind), row.name, row.value, row.reviewer, row.at, row.undoes, row.key) for row in rows]
    undone: set[int] = set()
    for naming in reversed(read):
        if naming.undoes is not None and naming.key not in undone:
            undone.add(naming.undoes)
    return [naming for naming in read if naming.key not in undone and naming.kind is not Kind.UNDO]


def decided(made: Iterable[Naming], kind: Kind) -> dict[str, str]:
    """What each name stands for by the namings of one kind, the last word on a name counting."""
    return {naming.name: naming.value for naming in made if naming.kind is kind}


def belongings(connection: Connection) -> dict[str, str]:
    """The party of each holder on whom people decided."""
    return decided(namings(connection), Kind.BELONGS)


def resolved(name: str, stands_for: Mapping[str, str]) -> str:
    """What a name stands for in the end; names that stand for each other in a circle stay as they are."""
    seen = [name]
    while (following := stands_for.get(seen[-1])) is not None:
        if following in seen:
            return name
        seen.append(following)
    return seen[-1]
