"""Unnamed sources: what a description says of them, and whether two descriptions can be of one person."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from sayso.reading.gazetteer import Kind, known
from sayso.statement import ANONYMOUS
from sayso.vocabulary import load

WORD = re.compile(r"[\w'’]+")


@dataclass(frozen=True, slots=True)
class Description:
    """What "anonymous: two senior US officials" says: whose they are, of what kind, and whether it parts them.

    `sides` are states, bodies and regions ("Western"). `unspecific` holds the words that say no more than that it is a
    person or a source. `differs` is true of "another official", who is not the one named before.
    """

    text: str
    sides: frozenset[str]
    kinds: frozenset[str]
    unspecific: frozenset[str]
    differs: bool

    @property
    def fullness(self) -> int:
        """How much it says: a French official more than a European one, an official more than a source."""
        return len(_widened(self.sides)) + len(self.kinds)

    def excludes(self, other: Description) -> bool:
        """Whether the two cannot be one person: of different sides, or an official here and a diplomat there."""
        apart = self.sides and other.sides and not self.one_side(other)
        return bool(apart) or _unlike(self.kinds, other.kinds)

    def like(self, other: Description) -> bool:
        """Whether they are described alike: nothing excludes that they are one, and both say one thing of them."""
        shared = self.one_side(other) or self.kinds & other.kinds or self.unspecific & other.unspecific
        return not self.excludes(other) and bool(shared or self.text == other.text)

    def one_side(self, other: Description) -> bool:
        """Whether both name one side, or a state and the region that it lies in."""
        return bool(self.sides & _widened(other.sides) or other.sides & _widened(self.sides))


@functools.lru_cache(maxsize=16_384)
def description(holder: str) -> Description:
    """What the name of an anonymous holder says.

    >>> sorted(description("anonymous: a senior Ukrainian diplomat").sides)
    ['Ukraine']
    """
    text = holder.removeprefix(ANONYMOUS)
    words = set(map(str.casefold, WORD.findall(text)))
    named = [found.entry for found in known().find(text) if found.entry.kind is not Kind.OUTLET]
    sides = {entry.party or entry.name for entry in named}
    regions = {region for word, region in load("origins")["region_words"].items() if word in words}
    return Description(
        text.casefold(),
        frozenset(sides | regions),
        _named(words, "kinds"),
        _named(words, "unspecific"),
        bool(words & set(load("origins")["differing"])),
    )


def _named(words: set[str], section: str) -> frozenset[str]:
    return frozenset(name for name, forms in load("origins")[section].items() if words & set(forms))


@functools.lru_cache(maxsize=16_384)
def _widened(sides: frozenset[str]) -> frozenset[str]:
    """Sides with the regions that they lie in."""
    regions = load("origins")["regions"]
    return sides | {region for region, inside in regions.items() if sides & set(inside)}


def _unlike(some: frozenset[str], others: frozenset[str]) -> bool:
    return bool(some and others) and some.isdisjoint(others)
