"""People whom a report calls by one name throughout, as where its readers know them: told by their speaking in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sayso.reading.gazetteer import Gazetteer
from sayso.reading.lexicon import pattern, words
from sayso.reading.names import Name, described, is_small, token
from sayso.reading.recasing import is_common
from sayso.reading.sources import cleaned
from sayso.report import Span

SHORTEST, REACH = 3, 200
PRONOUN = r"\b(?:(<male_pronouns>|<female_pronouns>)|<body_pronouns>)\b"
# "Solvang was", "Leite struck", "Hoekema considers": a name that opens a sentence, with its verb.
ACTING = re.compile(
    r"(?:(?<=[.?!”\"] )|(?<=\n)|\A)([A-Z]\w{2,}) (?:[a-z]+(?:s|ed)|struck|said|told|did|will|would|won|held)\b"
)
# "accused Solvang of ...": a name that something is said to.
ADDRESSED = re.compile(r"\b(?:accused|urged|blamed|praised|thanked|warned) ([A-Z]\w{2,})\b(?! [A-Z])")
ABSTRACT = re.compile(r"(?:tion|sion|ment|ity|ness|ing|ism|ance|ence|ure|ship|hood|ers|ors)\Z")


def lone_names(text: str, sources: Iterable[Span], gazetteer: Gazetteer) -> Iterator[Name]:
    """The names of one word that speak or act in a report and are no body's, no place's and no ordinary word."""
    spoken = {cleaned(text, span).text for span in sources}
    acting = {
        found[1] for found in ACTING.finditer(text) if _opens_paragraph(found, text) or _count(found[1], text) > 1
    }
    acting |= {found[1] for found in ADDRESSED.finditer(text)}
    names = sorted(
        name
        for name in spoken | acting
        if _is_free(name, text, gazetteer) and _is_persons(name, text, spoken=name in spoken)
    )
    for name in names:
        for found in re.finditer(rf"(?<![\w'-]){re.escape(name)}(?![\w-])", text):
            yield described(text, found.span())


def _opens_paragraph(found: re.Match[str], text: str) -> bool:
    """Whether a paragraph begins with a word that has no ending of things: "Solvang", not "Inflation"."""
    return text[: found.start()].endswith("\n") and not ABSTRACT.search(found[1])


def _is_persons(name: str, text: str, spoken: bool) -> bool:
    """Whether a word is a person's name: what "he" rather than "it" goes back to; one that speaks, also if neither."""
    if not re.fullmatch(token(), name) or len(name) < SHORTEST or name.isupper() or _count(name.lower(), text):
        return False
    balance = sum(_points_to_person(text[found.end() : found.end() + REACH]) for found in _places(name, text))
    inside = re.search(rf"(?<=[a-z,] ){re.escape(name)}\b", text) is not None
    return balance > 0 or (balance == 0 and spoken and inside)


def _points_to_person(after: str) -> int:
    """One where the next pronoun in a paragraph is "he" or "she", minus one where it is "it", else zero."""
    found = pattern(PRONOUN).search(after.split("\n")[0])
    return 0 if found is None else 1 if found[1] else -1


def _places(name: str, text: str) -> Iterator[re.Match[str]]:
    return re.finditer(rf"\b{re.escape(name)}\b", text)


def _count(word: str, text: str) -> int:
    return sum(1 for _ in _places(word, text))


def _is_free(name: str, text: str, gazetteer: Gazetteer) -> bool:
    """Whether no list has a word, and nothing happens "in" it."""
    if gazetteer.entries(name) or is_small(name) or name in words("organisation_words") | words("portfolio_words"):
        return False
    if name.lower() in words("offices") | words("nameless") or (ABSTRACT.search(name) and is_common(name.lower())):
        return False
    return re.search(rf"\b(?:in|the) {re.escape(name)}\b", text) is None
