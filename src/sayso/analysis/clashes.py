"""Clashes and overlaps: positions of two parties on one issue that exclude each other, or meet."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, groupby
from typing import Any

from sayso.analysis.positions import Position
from sayso.analysis.relations import Related, Relation, relate
from sayso.ledger.entry import Entry

SURE = 0.72  # of being a clash: from there on nine of ten pairs are one (docs/relations.md)
VOICES = 4  # what is compared of each party on an issue: the position, and the newest of what it says besides


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two statements of two parties on one issue, and how and why they exclude each other or meet."""

    issue: str
    parties: tuple[str, str]
    entries: tuple[Entry, Entry]
    related: Related

    @property
    def sure(self) -> bool:
        """Whether it is told without reserve; a clash that is not is a place to look."""
        return self.related.relation is not Relation.CLASH or self.related.score >= SURE

    def to_json(self) -> dict[str, Any]:
        """The meeting, ready for `json.dumps`."""
        return {
            "issue": self.issue,
            "relation": str(self.related.relation),
            "score": round(self.related.score, 3),
            "sure": self.sure,
            "reason": self.related.reason,
            "parties": list(self.parties),
            "entries": [entry.to_json() for entry in self.entries],
        }


def clashes(positions: Sequence[Position], unsure: bool = False) -> list[Meeting]:
    """The pairs of statements of different parties on an issue that exclude each other, the surest first.

    With `unsure`, also those that are rather clashes than not: of the pairs held back two in three of all are some.
    """
    return clashes_and_overlaps(positions, unsure)[0]


def overlaps(positions: Sequence[Position]) -> list[Meeting]:
    """The pairs of statements of different parties on an issue that meet or say the same, the surest first."""
    return clashes_and_overlaps(positions)[1]


def clashes_and_overlaps(positions: Sequence[Position], unsure: bool = False) -> tuple[list[Meeting], list[Meeting]]:
    """Both, from comparing once; of the clashes the sure ones, as a false one misleads more than a missed one.

    Of two parties on one issue only the surest pair is given for each statement of the first.
    """
    pairs = list(_pairs(positions))
    found = relate([entries for _, _, entries in pairs])
    met = [Meeting(*pair, related) for pair, related in zip(pairs, found, strict=True)]
    told = [meeting for meeting in met if unsure or meeting.sure]
    return _surest(told, {Relation.CLASH}), _surest(met, {Relation.OVERLAP, Relation.SAME})


def _surest(met: Sequence[Meeting], wanted: Collection[Relation]) -> list[Meeting]:
    related = [meeting for meeting in met if meeting.related.relation in wanted]
    return _best(sorted(related, key=lambda each: -each.related.score))


def _pairs(positions: Sequence[Position]) -> Iterator[tuple[str, tuple[str, str], tuple[Entry, Entry]]]:
    ordered = sorted(positions, key=lambda each: each.issue)
    for issue, group in groupby(ordered, key=lambda each: each.issue):
        for one, other in combinations(sorted(group, key=lambda each: each.party), 2):
            for left in voices(one):
                yield from ((issue, (one.party, other.party), (left, right)) for right in voices(other))


def voices(position: Position) -> tuple[Entry, ...]:
    """What a party says on an issue: its position and the newest of its further points."""
    return (position.entry, *position.further)[:VOICES]


def _best(met: Sequence[Meeting]) -> list[Meeting]:
    """The first meeting of each statement with a party: its others with that party say the same less surely."""
    kept: dict[tuple[str, str, str], Meeting] = {}
    for meeting in met:
        left, right = meeting.entries
        keys = (meeting.issue, left.id, meeting.parties[1]), (meeting.issue, right.id, meeting.parties[0])
        if not any(key in kept for key in keys):
            kept |= dict.fromkeys(keys, meeting)
    return list(dict.fromkeys(kept.values()))
