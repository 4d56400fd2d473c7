"""Offices and callings in the words of a report: which name one, and which names mean the same."""

from __future__ import annotations

import functools
import re

from sayso.reading.lexicon import words
from sayso.vocabulary import load


@functools.cache
def _lines() -> dict[str, int]:
    """Each office of the vocabulary with the number of the line of offices that are one."""
    return {office: line for line, row in enumerate(load("roles")["same_office"]) for office in row}


@functools.cache
def _offices() -> re.Pattern[str]:
    every = sorted({*_lines(), *words("offices")}, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, every))})\b")


@functools.lru_cache(maxsize=4096)
def office_lines(description: str) -> frozenset[str]:
    """What offices a description names: lines of the vocabulary, or the word itself; deputies apart from principals."""
    deputy, offices = _offices_in(description)
    return frozenset(f"{deputy}{_lines().get(office, office)}" for office in offices)


@functools.lru_cache(maxsize=4096)
def offices_held(description: str) -> frozenset[str]:
    """The lines of a description's offices, and the bare words by which reports go back to them: "the minister"."""
    deputy, offices = _offices_in(description)
    return office_lines(description) | (frozenset() if deputy else frozenset(office.split()[-1] for office in offices))


def _offices_in(description: str) -> tuple[str, list[str]]:
    lowered = description.lower().replace("vice-", "vice ")
    deputy = "deputy " if re.search(r"\b(?:deputy|vice|assistant|under)\b", lowered) else ""
    return deputy, _offices().findall(lowered)


def office_in(text: str) -> str:
    """The last word or pair of words in `text` that is an office, or nothing."""
    tokens = re.findall(r"[\w-]+", text.lower())
    for index in range(len(tokens) - 1, -1, -1):
        forms = (" ".join(tokens[max(0, index - 1) : index + 1]), tokens[index])
        office: str = next((form for form in forms if form in words("offices")), "")
        if office:
            return office
    return ""


def office_phrases() -> tuple[str, ...]:
    """Offices whose names hold a preposition, which does not end them: "secretary of state"."""
    return tuple(office for office in _lines() if " of " in office or " for " in office)
