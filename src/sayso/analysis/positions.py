"""Positions: what a party stands for on an issue as of a day. `docs/positions.md` gives the definitions."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sayso.analysis.relations import Relation, relate
from sayso.ledger.entry import Entry
from sayso.statement import Act, Firmness, Stand, Statement

POSITION_ACTS = frozenset({Act.DEMAND, Act.OFFER, Act.ACCEPT, Act.REJECT})
STANDING = datetime.timedelta(days=14)  # how long nobody of lower rank sets a word aside
BESIDE = datetime.timedelta(days=60)  # how long another word of the party counts beside its last one
TELLING = re.compile(r"\w{5,}")  # three such words make a statement that can be understood alone
FIRMNESS = (Firmness.SOFT, Firmness.PLAIN, Firmness.FIRM)


@dataclass(frozen=True, slots=True)
class Cell:
    """A party and an issue, with the entries that take a position there, in any order."""

    party: str
    issue: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Position:
    """What a party stands for on an issue: the entry that says so, and what else the party said at that time.

    `repeats` say the same, `dissents` exclude it, `further` is neither; each newest first.
    """

    party: str
    issue: str
    entry: Entry
    repeats: tuple[Entry, ...] = ()
    dissents: tuple[Entry, ...] = ()
    further: tuple[Entry, ...] = ()

    def to_json(self, on: datetime.date) -> dict[str, Any]:
        """The position as of a day, ready for `json.dumps`."""
        return {
            "party": self.party,
            "issue": self.issue,
            "age": self.age(on),
            "entry": self.entry.to_json(),
            **{name: [entry.to_json() for entry in getattr(self, name)] for name in ("repeats", "dissents", "further")},
        }

    def age(self, on: datetime.date) -> int | None:
        """How many days before `on` it was last said, also by repeating it; None where no day is known."""
        days = [entry.day for entry in (self.entry, *self.repeats) if entry.day]
        return (on - max(days)).days if days else None


def takes_position(statement: Statement) -> bool:
    """Whether a statement says what its holder stands for, and not only what it expects, fears or takes for a fact."""
    return statement.act in POSITION_ACTS or statement.stand is not Stand.NONE


def positions(cells: Sequence[Cell]) -> list[Position]:
    """The position in each cell that has any entry, in the order of the cells."""
    filled = [cell for cell in cells if cell.entries]
    leads = [lead(cell.entries) for cell in filled]
    beside = [
        [entry for entry in cell.entries if counts_beside(entry, first)]
        for cell, first in zip(filled, leads, strict=True)
    ]
    pairs = [(entry, first) for entries, first in zip(beside, leads, strict=True) for entry in entries]
    related = iter(relate(pairs))
    return [
        _position(cell, first, [(entry, next(related).relation) for entry in entries])
        for cell, first, entries in zip(filled, leads, beside, strict=True)
    ]


def lead(entries: Sequence[Entry]) -> Entry:
    """The entry that gives the position: the newest of the highest rank, of those said within STANDING before the last.

    Wants, offers and answers go before other statements that take a stand, and those that tell enough to be understood
    alone before others. Entries without a day give it only where none has one.
    """
    entries = [entry for entry in entries if entry.statement.act in POSITION_ACTS] or entries
    dated = [entry.day for entry in entries if entry.day]
    recent = [entry for entry in entries if not dated or (entry.day and entry.day >= max(dated) - STANDING)]
    return max(recent, key=lambda entry: (tells_enough(entry), entry.rank, recency(entry)))


def tells_enough(entry: Entry) -> bool:
    """Whether the words can be understood alone: "to meet again soon" cannot."""
    return len(TELLING.findall(entry.quote)) >= 3


def counts_beside(entry: Entry, first: Entry) -> bool:
    """Whether an entry still counts beside the one that gives the position."""
    if entry is first:
        return False
    return entry.day is None or first.day is None or entry.day >= first.day - BESIDE


def recency(entry: Entry) -> tuple[str, int, str, str]:
    """What entries are ordered by: the day, then how firm they are, then when they were reported."""
    published = entry.report.published
    return (
        entry.day.isoformat() if entry.day else "",
        FIRMNESS.index(entry.statement.firmness),
        published.isoformat() if published else "",
        entry.id,
    )


def _position(cell: Cell, first: Entry, others: Sequence[tuple[Entry, Relation]]) -> Position:
    newest_first = sorted(others, key=lambda pair: recency(pair[0]), reverse=True)

    def said(*wanted: Relation) -> tuple[Entry, ...]:
        return tuple(entry for entry, relation in newest_first if relation in wanted)

    further = said(Relation.OVERLAP, Relation.UNRELATED)
    return Position(cell.party, cell.issue, first, said(Relation.SAME), said(Relation.CLASH), further)
