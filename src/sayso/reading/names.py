"""Names of people in a text: where they stand, and what is written beside them."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from sayso.reading.gazetteer import Found, Gazetteer, Kind, Use
from sayso.reading.letters import CAPITAL
from sayso.reading.lexicon import alternatives, words
from sayso.reading.offices import office_in
from sayso.reading.titles import addresses, beside, is_title
from sayso.report import Span
from sayso.vocabulary import load

MALE, FEMALE, EITHER = "male", "female", "either"
CONTRACTED = re.compile(r"(?:'(?:ve|re|ll|d|m|s)|n't)\Z")
NUMERAL = re.compile(r"[IVX]+|Jr\.|Sr\.")


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name at its place, with what is written beside it; offsets into the straightened text."""

    span: Span
    text: str
    before: str = ""
    after: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the name as names are compared."""
        return folded_words(self.text)


@functools.cache
def token() -> str:
    """A pattern for one word of a name."""
    dotted = rf"{alternatives('dotted')}\.|(?:[{CAPITAL}]\.)+"
    arabic = rf"(?:[AaEe]l|[Aa]n|[Aa]s|[Uu]l)-[{CAPITAL}]\w*"
    return rf"(?:{dotted}|{arabic}|[{CAPITAL}]\w*(?:['-](?!s\b)\w+)*)"


@functools.cache
def _run() -> re.Pattern[str]:
    """Words with capitals in a row, particles inside included, brackets around part of them passed over."""
    of_office = rf"(?:of|for) (?:the )?(?={alternatives('portfolios')}\b)"
    inside = rf"(?:(?:{alternatives('particles')} ){{1,2}}|{of_office})?"
    return re.compile(rf"(?<![\w/]){token()}(?:\]? \[?{inside}{token()})*")


@functools.cache
def _piece() -> re.Pattern[str]:
    return re.compile(rf"{token()}|{alternatives('particles')}\b|of\b|for\b")


def runs(text: str, span: Span | None = None) -> Iterator[Span]:
    """Stretches of words with capitals in straightened `text`."""
    for run in _run().finditer(text, *(span or (0, len(text)))):
        yield run.span()


def person_names(text: str, gazetteer: Gazetteer, span: Span | None = None, trusted: bool = False) -> Iterator[Name]:
    """Names of people in straightened `text`, titles taken off.

    A name of one word is one only after a title; a longer one must follow a title, begin with a given name or have a
    calling beside it, unless `trusted`, when nothing else speaks against it.
    """
    names = (described(text, bare) for bare in bare_names(text, gazetteer, span))
    return (name for name in names if trusted or is_person(name))


def bare_names(text: str, gazetteer: Gazetteer, span: Span | None = None) -> Iterator[Span]:
    """Stretches of words with capitals that may be names of people, titles taken off."""
    found = (_bare(text, run, gazetteer) for run in runs(text, span))
    return (bare for bare in found if bare)


def described(text: str, span: Span) -> Name:
    """The name at `span` with what stands beside it."""
    return Name(span, re.sub(r"[\[\]]", "", text[slice(*span)]), *beside(text, *span))


def _bare(text: str, run: Span, gazetteer: Gazetteer) -> Span | None:
    """What is left of a run of capitals without the titles before it, unless it names an organisation or a land."""
    pieces = _up_to_of(list(_piece().finditer(text, *run)))
    first = _first_after_titles(text, pieces, gazetteer)
    while first < len(pieces) and pieces[first][0] in words("particles") | {"of", "for"}:
        first += 1
    if first >= len(pieces):
        return None
    span = pieces[first].start(), _end(pieces[first:])
    return None if _names_something_else(text, span, gazetteer) else span


def _first_after_titles(text: str, pieces: list[re.Match[str]], gazetteer: Gazetteer) -> int:
    """The index of the first piece of the name itself: after the last title, office, people or state."""
    first = index = _length_of_aim(text, pieces)
    while index < len(pieces):
        length = _title_length(text, pieces, index, gazetteer)
        index += max(1, length)
        ends = index == len(pieces) and first < index - length
        is_surname = ends and (is_given(pieces[first][0]) or pieces[-1][0].lower() in words("surnames"))
        if length and not is_surname:
            first = index
    return first


def _length_of_aim(text: str, pieces: list[re.Match[str]]) -> int:
    """How many first words tell what an office before a given name is for: "the envoy for Hostage Affairs Ana Lee"."""
    *_, office, of = ["", "", *text[max(0, pieces[0].start() - 40) : pieces[0].start()].split()]
    if of not in ("of", "for", "to") or not is_title(office) or is_given(pieces[0][0]):
        return 0
    return next((index for index in range(1, len(pieces) - 1) if is_given(pieces[index][0])), 0)


def _title_length(text: str, pieces: list[re.Match[str]], index: int, gazetteer: Gazetteer) -> int:
    """How many pieces from `index` on are no part of a name."""
    piece = pieces[index]
    if piece[0] in words("not_names") and _is_surname_of_address(pieces, index):
        return 0
    if is_title(piece[0]) or is_small(piece[0]) or piece[0] in words("organisation_words"):
        return 1
    if index and pieces[index - 1][0] in ("of", "for") and piece[0] in words("portfolios"):
        return 1
    if piece[0] in words("portfolio_words") and any(is_given(later[0]) for later in pieces[index + 1 : -1]):
        return 1
    found = next(gazetteer.find(text, (piece.start(), pieces[-1].end())), None)
    if (
        found is None
        or found.span[0] != piece.start()
        or _may_be_given(found)
        or _is_given_of_title(found, pieces, index)
    ):
        return 0
    return sum(found.span[0] <= other.start() < found.span[1] for other in pieces[index:])


def is_small(word: str) -> bool:
    """Whether a word only looks like a name where it opens a sentence, alone or contracted: "We", "We've"."""
    return word in words("not_names") or CONTRACTED.sub("", word) in words("not_names")


def _is_given_of_title(found: Found, pieces: list[re.Match[str]], index: int) -> bool:
    """Whether a land's or town's name stands between an office and a last word: "Minister Wellington Koo"."""
    between = index > 0 and index == len(pieces) - 2 and is_title(pieces[index - 1][0])
    return between and found.span == pieces[index].span() and found.entry.use is not Use.ADJECTIVE


def _is_surname_of_address(pieces: list[re.Match[str]], index: int) -> bool:
    """Whether a small word ends a run behind a form of address ("Mrs May")."""
    return index > 0 and index == len(pieces) - 1 and pieces[index - 1][0] in addresses()


def _up_to_of(pieces: list[re.Match[str]]) -> list[re.Match[str]]:
    """The pieces before an "of" that belongs to no office: "Ann Bell" in "Ann Bell of the State Archive"."""
    cuts = (at for at in range(1, len(pieces)) if pieces[at][0] == "of" and not is_title(pieces[at - 1][0]))
    return pieces[: next(cuts, len(pieces))]


def _end(pieces: list[re.Match[str]]) -> int:
    """Where a name ends: after a numeral ("Leo XIV"), else with its last piece."""
    return next((piece for piece in pieces[1:] if NUMERAL.fullmatch(piece[0])), pieces[-1]).end()


def _may_be_given(found: Found) -> bool:
    """Whether the name of a land or body is also a given name, as in "Israel Katz"."""
    return found.entry.use is Use.NAME and not found.form.isupper() and fold(found.form) in given_names()


def _names_something_else(text: str, span: Span, gazetteer: Gazetteer) -> bool:
    name = text[slice(*span)]
    others = words("organisation_words") | words("outlet_name_ends") | words("place_words")
    if (
        any(word in others or word.title() in others for word in name.split()[-1:])
        or any(word in words("organisation_words") for word in name.split())
        or name.isupper()
    ):
        return True
    entry = gazetteer.entry(name)
    return entry is not None and entry.kind is not Kind.PERSON and (" " not in name or fold(name) not in given_names())


def is_person(name: Name) -> bool:
    """Whether what stands beside a name, or a given name, tells that it is somebody's."""
    if name.before:
        return True
    first, *others = name.text.split()
    return bool(others) and (is_given(first) or bool(office_in(name.after)) or name.after.startswith("who "))


def folded_words(name: str) -> tuple[str, ...]:
    """The words of a name as names are compared: folded, without particles and articles."""
    split = (re.sub(r"^[AaEe]l-", "", word) for word in name.split() if word.lower() not in words("particles") | {"al"})
    return tuple(folded for word in split if (folded := fold(word)))


@functools.lru_cache(maxsize=65_536)
def fold(word: str) -> str:
    """`word` for comparing: without accents, case, apostrophes and hyphens."""
    plain = unicodedata.normalize("NFKD", word).encode("ascii", "ignore").decode() or word
    return re.sub(r"[^a-z0-9]", "", plain.casefold())


@functools.cache
def given_names() -> dict[str, str]:
    """The sex that each given name tells, or that both bear it, by folded name."""
    borne: dict[str, str] = {}
    for sex in (MALE, FEMALE):
        for name in map(fold, load("given_names")[sex].split()):
            borne[name] = EITHER if borne.get(name, sex) != sex else sex
    return borne


def is_given(word: str) -> bool:
    """Whether a word is a given name, or begins with one as "Jean-Noël" does."""
    return fold(word) in given_names() or fold(word.split("-")[0]) in given_names()


def sex_of(name: str, described: str) -> str | None:
    """Whether `name` is a man's or a woman's: by what stands beside it, or the given name; None where neither tells."""
    for word in re.findall(r"[\w.]+", described):
        told = addresses().get(word) or _sexed().get(word.lower())
        if told:
            return told
    parts = name.split()
    told = given_names().get(fold(parts[0])) if len(parts) > 1 else None
    return None if told == EITHER else told


@functools.cache
def _sexed() -> dict[str, str]:
    """The sex that each calling tells, where only one bears it."""
    return {word: sex for sex, listed in load("roles")["sexed"].items() for word in listed}
