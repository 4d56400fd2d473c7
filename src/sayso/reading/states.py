"""Lands that no list has, told by their adjectives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from sayso.reading.gazetteer import Entry, Kind, Use, known
from sayso.reading.letters import CAPITAL
from sayso.reading.lexicon import words
from sayso.reading.names import fold, given_names

SUFFIXES = ("ian", "ese", "ean", "an", "n", "i", "ish")
SHORTEST_STATE = 4


def new_states(text: str) -> Iterator[tuple[str, Entry]]:
    """Names that the report also uses as adjectives, "Veldora" and "Veldoran ministers": lands that no list has."""
    single = set(re.findall(rf"\b[{CAPITAL}]\w{{3,}}\b", text))
    adjectives = set(re.findall(rf"\b([{CAPITAL}]\w{{3,}}) (?=[a-z])", text))
    for adjective in sorted(adjectives):
        name = next((adjective[: -len(end)] for end in SUFFIXES if _derives(adjective, end, single)), None)
        if name:
            entry = Entry(name, Kind.STATE, Use.NAME, name)
            yield name, entry
            yield adjective, replace(entry, use=Use.ADJECTIVE)
            yield adjective + "s", replace(entry, use=Use.PEOPLE)


def _derives(adjective: str, end: str, single: set[str]) -> bool:
    name = adjective.removesuffix(end)
    if name == adjective or len(name) < SHORTEST_STATE or name not in single:
        return False
    if known().entries(name) or known().entries(adjective):
        return False
    return not {fold(name), fold(adjective)} & given_names().keys() and name not in words("not_names")
