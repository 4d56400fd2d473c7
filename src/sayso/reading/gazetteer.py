"""Known names of states, bodies and outlets, and a quick way of finding them in a text."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sayso.report import Span
from sayso.vocabulary import load

WORD = re.compile(r"\w+")
FORMAL = ("Republic", "Kingdom")  # what may stand before a state's name, in full style
STRAIGHT = str.maketrans("’‘ʼ\u00a0", "''' ")


class Kind(StrEnum):
    """What sort of thing a name is of."""

    STATE = "state"
    BODY = "body"
    PEOPLE = "people"
    OUTLET = "outlet"
    PERSON = "person"


class Use(StrEnum):
    """In what way a word stands for the thing that it names."""

    NAME = "name"
    ADJECTIVE = "adjective"
    PEOPLE = "people"
    SEAT = "seat"


@dataclass(frozen=True, slots=True)
class Entry:
    """What a written form stands for: the canonical name, its kind, how the form is used, and whose side it is on."""

    name: str
    kind: Kind
    use: Use = Use.NAME
    party: str | None = None
    nouns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A known form at its place in a text."""

    span: Span
    form: str
    entry: Entry


Forms = Mapping[str, tuple[Entry, ...]]


class Gazetteer:
    """Written forms and what they stand for; a form with several readings has several entries, the likelier first."""

    def __init__(self, forms: Iterable[tuple[str, Entry]], base: Gazetteer | None = None) -> None:
        entries: defaultdict[str, list[Entry]] = defaultdict(list)
        for form, entry in forms:
            entries[straight(form)].append(entry)
        self._entries: Forms = {form: tuple(found) for form, found in entries.items()}
        self._starting: dict[str, tuple[str, ...]] = _by_first_word(self._entries)
        self._base = base
        self._merged: dict[str, tuple[str, ...]] = {}

    def entries(self, form: str) -> tuple[Entry, ...]:
        """What `form`, written just so, stands for; the report's own forms go before the vocabulary's."""
        return self._entries.get(form, ()) or (self._base.entries(form) if self._base else ())

    def entry(self, form: str, *uses: Use) -> Entry | None:
        """The likeliest reading of `form` in one of `uses`, or in any use where none is given."""
        return next((entry for entry in self.entries(form) if not uses or entry.use in uses), None)

    def starting(self, word: str) -> tuple[str, ...]:
        """Known forms whose first word is `word`, the longest first."""
        own, listed = self._starting.get(word, ()), self._base.starting(word) if self._base else ()
        if not own or not listed:
            return own or listed
        if word not in self._merged:
            self._merged[word] = tuple(sorted({*own, *listed}, key=len, reverse=True))
        return self._merged[word]

    def find(self, text: str, span: Span | None = None) -> Iterator[Found]:
        """Known forms in straightened `text`, leftmost longest first, none inside another."""
        start, end = span or (0, len(text))
        for word in WORD.finditer(text, start, end):
            if word.start() < start:
                continue
            form = self._longest_at(text, word, end)
            if form:
                start = word.start() + len(form)
                yield Found((word.start(), start), form, self.entries(form)[0])

    def _longest_at(self, text: str, word: re.Match[str], end: int) -> str | None:
        for form in self.starting(word[0]):
            stop = word.start() + len(form)
            if stop <= end and text.startswith(form, word.start()) and not text[stop : stop + 1].isalnum():
                return form
        return None


def straight(text: str) -> str:
    """`text` with plain apostrophes and spaces, of the same length."""
    return text.translate(STRAIGHT)


def _by_first_word(entries: Forms) -> dict[str, tuple[str, ...]]:
    starting: defaultdict[str, list[str]] = defaultdict(list)
    for form in sorted(entries, key=len, reverse=True):
        first = WORD.search(form)
        if first and first.start() == 0:
            starting[first[0]].append(form)
    return {word: tuple(forms) for word, forms in starting.items()}


@functools.cache
def known() -> Gazetteer:
    """The gazetteer of the vocabulary: states before bodies before outlets."""
    return Gazetteer(known_forms())


def known_forms() -> list[tuple[str, Entry]]:
    """Every written form of the vocabulary with what it stands for."""
    return [*_bodies(), *_states(), *_outlets()]


def _states() -> Iterator[tuple[str, Entry]]:
    for name, row in load("countries").items():
        yield from _forms(name, row, Kind.STATE)


def _bodies() -> Iterator[tuple[str, Entry]]:
    for name, row in load("bodies").items():
        yield from _forms(name, row, Kind.PEOPLE if row["kind"] == "people" else Kind.BODY)


def _forms(name: str, row: Mapping[str, Any], kind: Kind) -> Iterator[tuple[str, Entry]]:
    def entry(use: Use) -> Entry:
        return Entry(name, kind, use, row.get("party", name), tuple(row.get("nouns", ())))

    formal = (f"{form} of {name}" for form in FORMAL if kind is Kind.STATE)
    yield from ((form, entry(Use.NAME)) for form in [name, *row.get("also", ()), *formal])
    for adjective in row.get("adjectives", ()):
        yield adjective, entry(Use.ADJECTIVE)
        yield _plural(adjective), entry(Use.PEOPLE)
    yield from ((form, entry(Use.PEOPLE)) for form in row.get("people", ()))
    yield from ((form, entry(Use.SEAT)) for form in row.get("seats", ()))


def _plural(adjective: str) -> str:
    """How the people of an adjective are called: the Russians, the Chinese."""
    return adjective if re.search(r"(ese|ish|sh|ch|ss|[A-Z.])$", adjective) else adjective + "s"


def _outlets() -> Iterator[tuple[str, Entry]]:
    for name, others in {**load("outlets")["agencies"], **load("outlets")["outlets"]}.items():
        yield from ((form, Entry(name, Kind.OUTLET)) for form in [name, *others])
