"""What a source phrase says of its holder: its words without quotation marks, its head, article, possessor and apposition."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from sayso.reading.gazetteer import straight
from sayso.reading.names import office_in, words
from sayso.report import Span
from sayso.vocabulary import load

EDGES = " ,;:.–—-\"“”()…"
ARTICLE = re.compile(r"\A(the|a|an|this|that|these|those|some|several|many|most|few|one|two|three|four|five|six|seven|eight|nine|ten|another|other|"
                     r"both|neither|all|each|every|no|any|\d+)\b ?", re.IGNORECASE)
POSSESSIVE = re.compile(r"\A(his|her|its|their|our|my|your|whose)\b ?(?:own )?", re.IGNORECASE)
OWNER = re.compile(r"\A(?:[Tt]he )?((?:(?! of | for ).)+?)(?:'s|(?<=s)') ")
TAIL = re.compile(r",| (?:who|whom|whose|which|that|speaking|quoted|cited|interviewed|whom)\b| [–—-] | \(")
DEFINITE = frozenset(("the", "this", "that", "these", "those", "both"))
PRONOUNS = {
    "he": "male", "him": "male", "his": "male", "himself": "male", "she": "female", "her": "female", "hers": "female", "it": "body", "its": "body",
    "they": "several", "them": "several", "their": "several", "i": "first", "me": "first", "my": "first", "we": "first", "us": "first", "our": "first",
    "who": "relative", "whose": "relative", "you": "second", "your": "second",
}
HEAD_END = re.compile(r"\b(?:of|for|in|at|to|from|on|with|close|familiar|briefed|involved|near|within|by|around|representing|seen|around|about)\b")


@dataclass(frozen=True, slots=True)
class Source:
    """A source phrase in straightened characters, and where it stands; `span` is None where it was put together."""

    text: str
    span: Span | None = None

    @property
    def core(self) -> str:
        """The phrase up to its apposition or relative clause."""
        found = TAIL.search(self.text)
        return self.text[: found.start()].strip(EDGES) if found and found.start() else self.text

    @property
    def tail(self) -> str:
        """What follows the core."""
        return self.text[len(self.core) :].strip(EDGES)

    @property
    def article(self) -> str:
        """The article or number that the phrase begins with, in small letters."""
        found = ARTICLE.match(self.text)
        return found[1].lower() if found else ""

    @property
    def bare(self) -> str:
        """The core without its article."""
        return ARTICLE.sub("", self.core)

    @property
    def pronoun(self) -> str | None:
        """What the phrase asks for where it is a pronoun: male, female, body, several, first, second or relative."""
        return PRONOUNS.get(self.text.lower().removesuffix(" himself").removesuffix(" herself"))

    @property
    def possessor(self) -> str:
        """The pronoun that the phrase begins with and that owns the rest: "his spokesman"."""
        found = POSSESSIVE.match(self.text)
        return found[1].lower() if found and found.end() < len(self.text) else ""

    @property
    def owner(self) -> str:
        """Whose the head is: "Iran" in "Iran's chief negotiator"."""
        found = OWNER.match(self.core)
        return found[1] if found else ""

    @property
    def head(self) -> str:
        """The noun phrase before its first preposition, in small letters, without article and owner."""
        bare = POSSESSIVE.sub("", self.bare)
        bare = OWNER.sub("", bare)
        found = HEAD_END.search(bare)
        return (bare[: found.start()] if found and found.start() else bare).strip(EDGES).lower()

    @property
    def noun(self) -> str:
        """The last word of the head."""
        return self.head.split()[-1] if self.head.split() else ""

    @property
    def definite(self) -> bool:
        """Whether the phrase goes back to somebody mentioned or known."""
        return self.article in DEFINITE or bool(self.possessor or self.owner)

    @property
    def office(self) -> str:
        """The office that the head ends in, or nothing."""
        return office_in(self.head) if office_in(self.head).split(" ")[-1:] == [self.noun] else ""


def cleaned(text: str, span: Span) -> Source:
    """The source at `span` of a report, without quotation marks, stops and a possessive ending around it."""
    phrase = straight(text[slice(*span)])
    start = span[0] + len(phrase) - len(phrase.lstrip(EDGES))
    phrase = re.sub(r"\s+", " ", phrase.strip(EDGES))
    phrase = re.sub(r"(?<=\w)'s?$|^(?:both|even|only|according to|by|and) (?=\w)| (?:himself|herself|itself|themselves)$", "", phrase)
    return Source(phrase.strip(EDGES), (start, span[1]))


def conjuncts(phrase: str) -> list[str]:
    """The members of "A, B and C", or the phrase alone; an apposition is no member."""
    members = [part.strip(EDGES) for part in re.split(r",? and (?!for\b)| & |, ", phrase)]
    if not re.search(r" and | & ", phrase) or not all(members):
        return [phrase]
    return members if len({_looks(member) for member in members}) == 1 else [phrase]


def _looks(member: str) -> str:
    """How a member of a list begins: a list is of names, of definite or of indefinite phrases."""
    bare = re.sub(r"^(?:[Tt]he|other|[Ss]ir|[Mm]r\.?|[Mm]rs\.?) ", "", member)
    return "name" if bare[:1].isupper() or bare[:1].isdigit() else "phrase"


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
    """What offices a description names: lines of the vocabulary, or the word itself; deputies apart from their principals."""
    lowered = description.lower().replace("vice-", "vice ")
    deputy = "deputy " if re.search(r"\b(?:deputy|vice|assistant|under)\b", lowered) else ""
    return frozenset(f"{deputy}{_lines().get(found, found)}" for found in _offices().findall(lowered))
