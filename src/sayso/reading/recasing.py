"""Capital letters for a text that is all in capitals or has none: known names and what must be names get them."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from itertools import pairwise

from sayso.reading.gazetteer import Entry, Found, Gazetteer, Kind, Use, known_forms, straight
from sayso.reading.leaders import leaders_written
from sayso.reading.lexicon import words
from sayso.reading.names import given_names
from sayso.reading.titles import is_title
from sayso.vocabulary import load

LEAST = 20  # letters; in fewer a lack of capitals, or of small letters, tells nothing
MOSTLY = 0.8  # share of capitals among the letters from which a text is all in capitals
HARDLY = 0.002  # share of capitals up to which a text has none
WORD = re.compile(r"(?<!\w)[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)*")
OPENING = re.compile(r"(?:\A|\n|[.!?…][\"”’')\]]*\s+|(?<=[:,] )(?=[\"“]))[\"“‘'(\[–—-]*\s*([^\W\d_])")
CONTRACTED = re.compile(r"\w['’](?:t|re|ll|ve|d|m)\Z")
ENDINGS = (
    "s",
    "es",
    "ies",
    "d",
    "ed",
    "ied",
    "ing",
    "ings",
    "r",
    "rs",
    "er",
    "ers",
    "or",
    "ors",
    "ion",
    "ions",
    "ly",
    "ness",
)
STEM_ENDS = ("", "e", "y")
SHORTEST = 3  # letters of what is left of a word without its ending
STOPS = frozenset(",.:;?!'’")


def recased(text: str) -> str:
    """`text` with capitals where names and sentences begin, if it is all in capitals or has none; else `text` itself.

    It has the same length, and each of its characters is that of `text` but for case.
    """
    if not _without_names(text):
        return text
    small = _changed(text, str.lower)
    written, listed = list(small), list(_known_forms(small))
    people = {found.form.split()[-1] for found in listed if found.entry.kind is Kind.PERSON}
    for start in (*_openings(small), *_Names(small, people).starts()):
        written[start] = _changed(small[start], str.upper)
    for found in listed:
        written[slice(*found.span)] = found.entry.name
    return "".join(written)


def _without_names(text: str) -> bool:
    """Whether the case of a text's letters tells no names."""
    letters, capitals = sum(map(str.isalpha, text)), sum(map(str.isupper, text))
    return letters >= LEAST and not HARDLY * letters < capitals < MOSTLY * letters


def _changed(text: str, change: Callable[[str], str]) -> str:
    """`text` changed letter by letter, but for letters that would become several."""
    return "".join(new if len(new := change(letter)) == 1 else letter for letter in text)


def _openings(small: str) -> Iterator[int]:
    return (found.start(1) for found in OPENING.finditer(small))


class _Names:
    """The words of a text in small letters, and which of them are names; `people` are surnames that it surely has."""

    def __init__(self, small: str, people: AbstractSet[str]) -> None:
        self.text = small
        self.words = list(WORD.finditer(small))
        apart = [small[one.end() : other.start()] != " " for one, other in pairwise(self.words)]
        written = [word[0] for word in self.words]
        self.before = ["", *("" if gap else word for gap, word in zip(apart, written, strict=False))]
        self.after = [*("" if gap else word for gap, word in zip(apart, written[1:], strict=True)), ""]
        surnames = {word[0] for index, word in enumerate(self.words) if self._is_surname(index)}
        self.surnames = people | (surnames & _of_leaders())

    def starts(self) -> Iterator[int]:
        """Where the names begin."""
        for index, word in enumerate(self.words):
            common = is_common(word[0]) and word[0] not in {"i", *self.surnames}
            if not common or self._is_given(index) or self._is_surname(index):
                yield word.start()

    def _is_surname(self, index: int) -> bool:
        """Whether a word that is common, too, is a surname: after a title or given name, where the subject ends."""
        before = self.before[index]
        named = before in given_names() and (not is_common(before) or self._is_given(index - 1))
        plain = self.words[index][0] in _small()
        return (named or is_title(before)) and not plain and self._ends_subject(index)

    def _is_given(self, index: int) -> bool:
        """Whether a word that is common, too, is a given name: between a title and another word."""
        word = self.words[index][0]
        given = word in given_names() and word not in _small()
        return given and is_title(self.before[index]) and bool(self.after[index])

    def _ends_subject(self, index: int) -> bool:
        """Whether a comma, a stop, an "of" or a verb of saying stands behind a word."""
        return (
            self.after[index] == "of"
            or self.after[index] in _sayings()
            or self.text[self.words[index].end() :][:1] in STOPS
        )


def is_common(word: str) -> bool:
    """Whether a word in small letters is written so: it is in the dictionary, with an ending or without, or a title."""
    plain = straight(word)
    if (
        len(word) == 1
        or CONTRACTED.search(plain)
        or plain in _common()
        or is_title(plain)
        or plain in words("particles")
    ):
        return True
    return plain not in given_names() and any(stem in _common() for stem in _stems(plain))


def _stems(word: str) -> Iterator[str]:
    """What a word may be without its ending: of "stopped" "stop", of "replies" "reply"."""
    for stem in (word.removesuffix(ending) for ending in ENDINGS if word.endswith(ending)):
        if len(stem) >= SHORTEST:
            yield from (stem + end for end in STEM_ENDS)
            yield stem[:-1] if stem[-2] == stem[-1] else stem


def _known_forms(small: str) -> Iterator[Found]:
    """Known names of the vocabulary in a text in small letters; a common word is a state's, or none."""
    for found in _written().find(straight(small)):
        apart = found.form.removeprefix("the ")
        if " " in apart or not is_common(apart) or _stands(found, small):
            yield found


def _stands(found: Found, small: str) -> bool:
    """Whether a common word is a name all the same: a state's; and if it is grammar, behind an article ("the us")."""
    in_place = small[: found.span[0]].endswith("the ") or is_title(small[found.span[1] + 1 :].partition(" ")[0])
    of_a_state = found.entry.kind is Kind.STATE and found.entry.use is not Use.PEOPLE
    return in_place if found.form in _of_grammar() else of_a_state


@functools.cache
def _written() -> Gazetteer:
    """The vocabulary's names in small letters; the name of each entry is how it is written."""
    listed = ((form, Entry(form, entry.kind, entry.use)) for form, entry in known_forms())
    leaders = ((form, Entry(form, Kind.PERSON)) for form in leaders_written() if " " in form)
    return Gazetteer((straight(form).lower(), entry) for form, entry in (*listed, *leaders))


@functools.cache
def _of_leaders() -> frozenset[str]:
    """The last words of the names of the vocabulary's leaders, in small letters."""
    return frozenset(form.split()[-1].lower() for form in leaders_written())


@functools.cache
def _common() -> frozenset[str]:
    return frozenset(load("small_words")["words"].split()) | _small()


@functools.cache
def _small() -> frozenset[str]:
    """Words that are nobody's name, whatever stands beside them."""
    return _of_grammar() | _sayings()


@functools.cache
def _of_grammar() -> frozenset[str]:
    return frozenset((*load("english")["telling"], *load("english")["shared"]))


@functools.cache
def _sayings() -> frozenset[str]:
    tenses = load("sayings")["tenses"]
    return frozenset((*tenses["past"], *tenses["present"], *tenses["perfect"], *tenses["had"]))
