"""Positions: what a party stands for on an issue as of a day. `docs/positions.md` gives the definitions."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sayso.analysis.origins import Origins
from sayso.analysis.relations import Relation, relate
from sayso.ledger.entry import Entry
from sayso.statement import Act, Firmness, Stand, Statement

POSITION_ACTS = frozenset({Act.DEMAND, Act.OFFER, Act.ACCEPT, Act.REJECT})
STANDING = datetime.timedelta(days=14)  # how long nobody of lower rank sets a word aside
BESIDE = datetime.timedelta(days=60)  # how long another word of the party counts beside its last one
TELLING = re.compile(r"\w{5,}")  # two such words make a statement that can be understood alone
FIRMNESS = (Firmness.SOFT, Firmness.PLAIN, Firmness.FIRM)


@dataclass(frozen=True, slots=True)
class Cell:
    """A party and an issue, the entry that gives its position there, and the party's other entries beside it."""

    party: str
    issue: str
    entry: Entry
    others: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Position:
    """What a party stands for on an issue: the entry that says so, and what else the party said at that time.

    `repeats` say the same, `dissents` exclude it, `further` is neither; each newest first. `origins` are those of the
    entry and its repeats, None where they were not asked for.
    """

    party: str
    issue: str
    entry: Entry
    repeats: tuple[Entry, ...] = ()
    dissents: tuple[Entry, ...] = ()
    further: tuple[Entry, ...] = ()
    origins: Origins | None = None

    def to_json(self, on: datetime.date) -> dict[str, Any]:
        """The position as of a day, ready for `json.dumps`."""
        return {
            "party": self.party,
            "issue": self.issue,
            "age": self.age(on),
            "entry": self.entry.to_json(),
            "origins": self.origins and self.origins.to_json(),
            **{name: [entry.to_json() for entry in getattr(self, name)] for name in ("repeats", "dissents", "further")},
        }

    def age(self, on: datetime.date) -> int | None:
        """How many days before `on` it was last said, also by repeating it; None where no day is known."""
        days = [entry.day for entry in (self.entry, *self.repeats) if entry.day]
        return (on - max(days)).days if days else None


def takes_position(statement: Statement) -> bool:
    """Whether a statement says what its holder stands for, and not only what it expects, fears or takes for a fact."""
    return statement.act in POSITION_ACTS or statement.stand is not Stand.NONE


def weight(statement: Statement, quote: str) -> int:
    """How well a statement gives a position, 0 standing for not at all.

    Wants, offers and answers (3 or 4) go before other statements that take a stand (1 or 2), and of either those that
    tell enough to be understood alone go first: "to meet again soon" does not.
    """
    if not takes_position(statement):
        return 0
    return 1 + (len(TELLING.findall(quote)) >= 2) + 2 * (statement.act in POSITION_ACTS)


def positions(cells: Sequence[Cell]) -> list[Position]:
    """The position in each cell, in the order of the cells."""
    related = iter(relate([(other, cell.entry) for cell in cells for other in cell.others]))
    return [_position(cell, [(other, next(related).relation) for other in cell.others]) for cell in cells]


def recency(entry: Entry) -> tuple[str, int, str, str]:
    """What entries are ordered by: the day, then how firm they are, then when they were reported."""
    published = entry.report.published
    return (
        entry.day.isoformat() if entry.day else "",
        FIRMNESS.index(entry.statement.firmness),
        published.isoformat() if published else "",
        entry.id,
    )


def _position(cell: Cell, others: Sequence[tuple[Entry, Relation]]) -> Position:
    newest_first = sorted(others, key=lambda pair: recency(pair[0]), reverse=True)

    def said(*wanted: Relation) -> tuple[Entry, ...]:
        return tuple(entry for entry, relation in newest_first if relation in wanted)

    further = said(Relation.OVERLAP, Relation.UNRELATED)
    return Position(cell.party, cell.issue, cell.entry, said(Relation.SAME), said(Relation.CLASH), further)
