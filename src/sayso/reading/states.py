"""Lands that no list has, told by their adjectives and governments."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from sayso.reading.gazetteer import Entry, Kind, Use, known
from sayso.reading.letters import CAPITAL
from sayso.reading.lexicon import pattern, words
from sayso.reading.names import fold, given_names
from sayso.vocabulary import load

WORD = rf"[{CAPITAL}]\w{{3,}}"
SUFFIXES = ("ian", "ese", "ean", "an", "n", "i", "ish")
SHORTEST_STATE = 4
# "The government of Veldora", and "the Veldoran delegation" where the land itself is not named.
ORGANS_OF = rf"\b<organs_of_land> of ({WORD})\b(?! [{CAPITAL}])"
ORGANS_BY_ADJECTIVE = rf"\b({WORD}(?:an|i)) (?:(?!told )[a-z]+ )?<organs_of_land>\b"


def new_states(text: str) -> Iterator[tuple[str, Entry]]:
    """Lands that no list has: names that the report also uses as adjectives or gives a government."""
    single = set(re.findall(rf"\b{WORD}\b", text))
    found: dict[str, str] = {}
    for adjective in sorted(set(re.findall(rf"\b({WORD}) (?=[a-z])", text))):
        name = next((adjective[: -len(end)] for end in SUFFIXES if _derives(adjective, end, single)), None)
        if name:
            found[adjective] = name
    for adjective in sorted(set(pattern(ORGANS_BY_ADJECTIVE).findall(text)) - found.keys()):
        if _is_free(adjective):
            found[adjective] = re.sub(r"(?<=a)n\Z|i\Z", "", adjective)
    for adjective, name in found.items():
        yield adjective, Entry(name, Kind.STATE, Use.ADJECTIVE, name)
        yield adjective + "s", Entry(name, Kind.STATE, Use.PEOPLE, name)
    for name in sorted({*found.values(), *_governed(text)}):
        yield name, Entry(name, Kind.STATE, Use.NAME, name)


def _governed(text: str) -> Iterator[str]:
    """Names whose government the report speaks of."""
    yield from filter(_is_free, pattern(ORGANS_OF).findall(text))


def _is_free(name: str) -> bool:
    """Whether no list has `name`, and it is neither a given name, a city nor a word of organisations."""
    taken = words("not_names") | words("organisation_words") | words("portfolio_words")
    return not (known().entries(name) or fold(name) in given_names() or name in taken or name in _cities())


@functools.cache
def _cities() -> frozenset[str]:
    return frozenset(load("gazetteer")["names"].splitlines())


def _derives(adjective: str, end: str, single: set[str]) -> bool:
    name = adjective.removesuffix(end)
    if name == adjective or len(name) < SHORTEST_STATE or name not in single:
        return False
    if known().entries(name) or known().entries(adjective):
        return False
    return not {fold(name), fold(adjective)} & given_names().keys() and name not in words("not_names")
