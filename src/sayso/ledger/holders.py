"""Holders: people and bodies under one name each, with the names that they were read under."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from sayso.analysis.voices import Seen, unify
from sayso.dossier import Names
from sayso.ledger.entry import Entry
from sayso.ledger.naming import Kind, Naming, decided, resolved


@dataclass(frozen=True, slots=True)
class Holders:
    """What every holder's name as read, or as somebody calls it, stands for."""

    named: Mapping[str, str]

    def name(self, holder: str) -> str:
        """The name that a holder's name stands for; itself where nothing is known of it."""
        return self.named.get(holder, holder)

    @property
    def spellings(self) -> dict[str, tuple[str, ...]]:
        """All names of every holder, itself among them."""
        found: dict[str, set[str]] = defaultdict(set)
        for name, holder in self.named.items():
            found[holder] |= {name, holder}
        return {holder: tuple(sorted(names)) for holder, names in found.items()}

    def names_of(self, holder: str) -> tuple[str, ...]:
        """All names of the holder that a name stands for."""
        return self.spellings.get(self.name(holder), (holder,))

    def under_one_name(self, entries: Iterable[Entry]) -> list[Entry]:
        """The entries, each with its holder under the name that stands for all."""
        return [
            replace(entry, statement=replace(entry.statement, holder=self.name(entry.statement.holder)))
            for entry in entries
        ]


def holders_of(seen: Iterable[Seen], aliases: Names, made: Iterable[Naming]) -> Holders:
    """The holders: names that are one by their spelling; then the settings count, and last what people decided."""
    unified = dict(_unified(frozenset(seen), tuple((name, tuple(others)) for name, others in aliases.items())))
    settled = {other: name for name, others in aliases.items() for other in (name, *others)}
    chosen = decided(made, Kind.HOLDER)
    own = settled | unified | {name: value for name, value in chosen.items() if name not in unified}
    return Holders({name: _in_the_end(name, standing, chosen) for name, standing in own.items()})


def _in_the_end(name: str, standing: str, chosen: Mapping[str, str]) -> str:
    return resolved(name, chosen) if name in chosen else resolved(standing, chosen)


@functools.lru_cache(maxsize=8)
def _unified(seen: frozenset[Seen], aliases: tuple[tuple[str, tuple[str, ...]], ...]) -> Mapping[str, str]:
    """The same holders are asked for again and again by whoever looks through a ledger."""
    return unify(seen, dict(aliases))
