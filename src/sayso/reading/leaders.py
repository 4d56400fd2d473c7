"""People of the vocabulary of leaders: whose side they speak for, in which office, and in what months."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sayso.reading.lexicon import words
from sayso.reading.names import folded_words
from sayso.reading.romanisations import given as given_name
from sayso.reading.romanisations import romanised
from sayso.vocabulary import load

LEAST_LETTERS = 6  # of a surname that is told by its sound


@dataclass(frozen=True, slots=True)
class Leader:
    """Somebody of the vocabulary of leaders: the side, the office and the ISO months of its term."""

    name: str
    party: str
    office: str
    start: str
    end: str | None

    def held(self, month: str | None) -> bool:
        """Whether the term covers ISO `month`; False where the month is unknown."""
        return month is not None and self.start <= month <= (self.end or "9999")


def leader(name: str, month: str | None = None) -> Leader | None:
    """The leader of this canonical name, in the term that ISO `month` falls into, else in the last before it."""
    terms = _terms().get(name, ())
    begun = [term for term in terms if month and term.start <= month]
    return next(
        (term for term in terms if term.held(month)),
        max(begun, key=lambda term: term.start) if begun else next(iter(terms), None),
    )


@functools.cache
def _terms() -> Mapping[str, tuple[Leader, ...]]:
    table: defaultdict[str, list[Leader]] = defaultdict(list)
    for found, _ in _rows():
        table[found.name].append(found)
    return {name: tuple(terms) for name, terms in table.items()}


@functools.cache
def _by_word() -> Mapping[str, tuple[Leader, ...]]:
    """The vocabulary's leaders by each word of each form of their names, folded."""
    table: defaultdict[str, dict[Leader, None]] = defaultdict(dict)
    for found, written in _rows():
        for form in written:
            table.update({word: {**table[word], found: None} for word in folded_words(form)})
    return {word: tuple(found) for word, found in table.items()}


@functools.cache
def forms() -> Mapping[tuple[str, ...], str]:
    """The canonical name for the folded words of each full form of a leader's name."""
    return {folded_words(form): found.name for found, written in _rows() for form in written}


def leaders_written() -> Iterator[str]:
    """Every form of a leader's name in the vocabulary, as it is written."""
    return (form for _, written in _rows() for form in written)


@functools.cache
def leaders_of(party: str) -> tuple[Leader, ...]:
    """The leaders of the vocabulary who speak for `party`."""
    return tuple(found for found, _ in _rows() if found.party == party)


def _rows() -> Iterator[tuple[Leader, list[str]]]:
    for name, rows in load("leaders").items():
        for row in rows if isinstance(rows, list) else [rows]:
            term = str(row.get("from", "")), str(row["to"]) if "to" in row else None
            yield Leader(name, row["of"], row.get("office", ""), *term), [name, *row.get("also", ())]


def leaders_named(words_of_name: tuple[str, ...]) -> bool:
    """Whether a name of several folded words is a leader's in full."""
    return len(words_of_name) > 1 and words_of_name in forms()


def leaders_called(given: tuple[str, ...], month: str | None) -> tuple[str, ...]:
    """The leaders of the vocabulary whom folded words can name; of several, those in office in ISO `month`,
    and of these the ones who lead a state. A spelling that no list has leads to those in office who sound so."""
    exact = forms().get(given) or forms().get((given[0], given[-1]))
    if exact:
        return (exact,)
    if len(given) > 1:
        return _in_office(_by_sound().get(_sound(given), ()), month)
    fitting = [who for who in _by_word().get(given[0], ()) if given[0] in _surnames(who)]
    return _foremost(fitting, month) or _in_office(_by_sound().get(_sound(given), ()), month)


def _foremost(fitting: Sequence[Leader], month: str | None) -> tuple[str, ...]:
    """Of several leaders those in office, and of these the ones who lead a state."""
    held = [who for who in fitting if who.held(month)] or fitting
    first = [who for who in held if who.office in words("of_state")] if len(held) > 1 else held
    return tuple(dict.fromkeys(who.name for who in first or held))


def _in_office(fitting: Sequence[Leader], month: str | None) -> tuple[str, ...]:
    """Of several leaders those in office in ISO `month`, or still in office where the month is unknown."""
    return _foremost([who for who in fitting if who.held(month) or (month is None and who.end is None)], month)


@functools.cache
def _by_sound() -> Mapping[tuple[str, ...], tuple[Leader, ...]]:
    """The vocabulary's leaders by what the romanisations of their surnames, and of their whole names, share."""
    table: defaultdict[tuple[str, ...], dict[Leader, None]] = defaultdict(dict)
    for found, written in _rows():
        for form in map(folded_words, written):
            for sound in filter(None, (_sound(form), _sound(form[-1:]))):
                table[sound][found] = None
    return {sound: tuple(found) for sound, found in table.items()}


def _sound(written: tuple[str, ...]) -> tuple[str, ...]:
    """A name as its romanisations are compared; nothing where the surname is too short to tell."""
    if len(written[-1]) < LEAST_LETTERS:
        return ()
    return (*(given_name(word) for word in written[:1] if len(written) > 1), romanised(written[-1]))


def _surnames(who: Leader) -> tuple[str, ...]:
    """The words that can stand for a leader alone: the last, and the first where people are called by it."""
    names = folded_words(who.name)
    return (names[-1], names[0]) if who.party in words("called_by_first_word") else (names[-1],)
