"""Shifts: two statements of one party on one issue that differ. `docs/positions.md` gives the definitions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sayso.analysis.claims import Speakers
from sayso.analysis.positions import recency
from sayso.analysis.relations import Related, Relation, relate
from sayso.ledger.entry import Entry

NONE: Speakers = {}
COMPARED = 6  # earlier entries that a new one is compared with


class Kind(StrEnum):
    """What sets an entry apart from what the party said before."""

    FIRST = "first"
    NEW_CONTENT = "new content"
    HIGHER_RANK = "higher rank"
    LOWER_RANK = "lower rank"
    NEW_REPORTING = "new reporting"
    RECALLED = "recalled"
    REPEATED = "repeated"


SHIFTS = frozenset({Kind.NEW_CONTENT, Kind.HIGHER_RANK, Kind.LOWER_RANK})


@dataclass(frozen=True, slots=True)
class Step:
    """One entry of a party's history on an issue, and what it is to the earlier entry that it is measured by.

    `before` is that entry, None for the first; `related` is how the two relate and why.
    """

    entry: Entry
    kind: Kind
    before: Entry | None = None
    related: Related | None = None

    @property
    def is_shift(self) -> bool:
        """Whether the party moved, or another rank took the matter up."""
        return self.kind in SHIFTS

    def to_json(self) -> dict[str, Any]:
        """The step, ready for `json.dumps`."""
        return {
            "kind": str(self.kind),
            "shift": self.is_shift,
            "entry": self.entry.to_json(),
            "before": self.before and self.before.to_json(),
            "reason": self.related and self.related.reason,
        }


def steps(entries: Sequence[Entry], speakers: Speakers = NONE) -> list[Step]:
    """The history that entries of one party on one issue make, oldest first.

    `speakers` are the names of holders that stand for other ones, with these.

    Each is measured by the latest of the COMPARED entries before it that says the same, or else by the latest one.
    """
    ordered = sorted(entries, key=recency)
    pairs = [(ordered[i], earlier) for i in range(len(ordered)) for earlier in _earlier(ordered, i)]
    related = iter(relate(pairs))
    return [
        _step(entry, [(earlier, next(related)) for earlier in _earlier(ordered, i)], speakers)
        for i, entry in enumerate(ordered)
    ]


def _earlier(ordered: Sequence[Entry], index: int) -> Iterator[Entry]:
    """The entries before one, newest first."""
    return reversed(ordered[max(0, index - COMPARED) : index])


def _step(entry: Entry, earlier: Sequence[tuple[Entry, Related]], speakers: Speakers) -> Step:
    if not earlier:
        return Step(entry, Kind.FIRST)
    same = next((pair for pair in earlier if pair[1].relation is Relation.SAME), None)
    before, related = same or earlier[0]
    one, other = (speakers.get(each.statement.holder, each.statement.holder) for each in (entry, before))
    return Step(entry, _kind(entry, before, same is not None, one == other), before, related)


def _kind(entry: Entry, before: Entry, same: bool, one_speaker: bool) -> Kind:
    if same and entry.day == before.day and one_speaker:
        return Kind.NEW_REPORTING
    if entry.recalled:
        return Kind.RECALLED
    if not same:
        return Kind.NEW_CONTENT
    if entry.rank == before.rank:
        return Kind.REPEATED
    return Kind.HIGHER_RANK if entry.rank > before.rank else Kind.LOWER_RANK
