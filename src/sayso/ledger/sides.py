"""Sides: the parties under the names that the user wants, each with the names that it was read under."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from sayso.analysis.voices import unify_parties
from sayso.dossier import Names
from sayso.ledger.naming import Kind, Naming, decided, resolved


@dataclass(frozen=True, slots=True)
class Sides:
    """What every party's name as read stands for, and back; `order` is the user's own parties, in their order."""

    named: Mapping[str, str]
    order: tuple[str, ...] = ()

    @property
    def spellings(self) -> dict[str, tuple[str, ...]]:
        """The names as read of every party."""
        found: dict[str, list[str]] = defaultdict(list)
        for name, party in self.named.items():
            found[party].append(name)
        return {party: tuple(names) for party, names in found.items()}

    def party(self, name: str) -> str:
        """The party that a name, as read or as the user writes it, stands for; itself where nothing is known of it."""
        return self.named.get(name) or self._folded().get(name.casefold(), name)

    def _folded(self) -> dict[str, str]:
        own = {party.casefold(): party for party in self.named.values()}
        return {name.casefold(): party for name, party in self.named.items()} | own


def sides_of(read: Iterable[str], parties: Names, made: Iterable[Naming]) -> Sides:
    """The sides: names that differ in spelling only are one; then the settings count, and last what people decided."""
    names = sorted(set(read) - {""})
    settled = {other.casefold(): party for party, others in parties.items() for other in (party, *others)}
    unified = unify_parties(names)
    chosen = decided(made, Kind.PARTY)
    named = {}
    for name in names:
        party = settled.get(name.casefold()) or settled.get(unified[name].casefold()) or unified[name]
        named[name] = resolved(name, chosen) if name in chosen else resolved(party, chosen)
    return Sides(named, tuple(parties))


@dataclass(frozen=True, slots=True)
class Party:
    """A side with the names it was read under, and how many statements it makes on how many issues."""

    name: str
    spellings: tuple[str, ...]
    statements: int
    issues: int

    def to_json(self) -> dict[str, Any]:
        """The party, ready for `json.dumps`."""
        return asdict(self)


def parties_of(sides: Sides, counts: Iterable[tuple[str, str, int]]) -> list[Party]:
    """The sides with what they say, from the statements by name as read and issue; those who say most first.

    A statement on two issues is counted on its first one only.
    """
    said: dict[str, int] = defaultdict(int)
    on: dict[str, set[str]] = defaultdict(set)
    for name, issue, number in counts:
        if name:
            said[sides.party(name)] += number
            on[sides.party(name)].add(issue)
    spellings = sides.spellings
    found = [Party(party, tuple(sorted(spellings[party])), said[party], len(on[party])) for party in spellings]
    return sorted(found, key=lambda party: (-party.statements, party.name))
