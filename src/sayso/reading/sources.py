"""What a source phrase says of its holder: its head, article, possessor and apposition."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from sayso.reading.gazetteer import straight
from sayso.reading.lexicon import pattern, words
from sayso.reading.offices import office_in, office_lines, office_phrases
from sayso.report import Span
from sayso.vocabulary import load

EDGES = ' ,;:.–—-"“”()…'
ARTICLE = r"(?i)\A(<articles>|\d+)\b ?"
POSSESSIVE = re.compile(r"\A(his|her|its|their|our|my|your|whose)\b ?(?:own )?", re.IGNORECASE)
OWNER = re.compile(r"\A(?:[Tt]he )?((?:(?! of | for ).)+?)(?:'s|(?<=s)') ")
# What stands around a source and is no part of the holder's name.
BESIDE = re.compile(
    r"(?<=\w)'s?$|^(?:even|only|according to|by|and) (?=\w)"
    r"| (?:himself|herself|itself|themselves|both|alike|there|too|who|which)$"
)
# "@SteveWitkoff", a name as a platform writes it.
HANDLE = re.compile(r"@([A-Z][a-z]+)([A-Z][a-z]+)\b")
# Letters that a body is also called by, in brackets inside a longer phrase: "the Kuomintang (KMT) lawmaker Hsu".
LETTERS = re.compile(r" \((?:the )?[A-Z][\w/–-]{1,11}\)(?= \w)")
TAIL = r",| <relatives>\b| [–—-] | \("
WITH_PORTFOLIO = r"\w+ of (?:the )?<portfolios> [A-Z]"
HEAD_END = r"\b<head_ends>\b"


@dataclass(frozen=True, slots=True)
class Source:
    """A source phrase in straightened characters, and where it stands; `span` is None where it was put together."""

    text: str
    span: Span | None = None

    @property
    def core(self) -> str:
        """The phrase up to its apposition or relative clause."""
        found = pattern(TAIL).search(self.text)
        return self.text[: found.start()].strip(EDGES) if found and found.start() else self.text

    @property
    def tail(self) -> str:
        """What follows the core."""
        return self.text[len(self.core) :].strip(EDGES)

    @property
    def article(self) -> str:
        """The article or number that the phrase begins with, in small letters."""
        found = pattern(ARTICLE).match(self.text)
        return found[1].lower() if found else ""

    @property
    def bare(self) -> str:
        """The core without its article."""
        return pattern(ARTICLE).sub("", self.core)

    @property
    def pronoun(self) -> str | None:
        """What the phrase asks for where it is a pronoun: male, female, body, several, first, second or relative."""
        return None if self.text in ("US", "WHO") else _pronouns().get(self.text.lower())

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
        found = pattern(HEAD_END).search(bare)
        return (bare[: found.start()] if found and found.start() else bare).strip(EDGES).lower()

    @property
    def noun(self) -> str:
        """The last word of the head."""
        return self.head.split()[-1] if self.head.split() else ""

    @property
    def definite(self) -> bool:
        """Whether the phrase goes back to somebody mentioned or known."""
        return self.article in words("definite") or bool(self.possessor or self.owner)

    @property
    def office(self) -> str:
        """The office that the head ends in, or nothing."""
        return office_in(self.head) if office_in(self.head).split(" ")[-1:] == [self.noun] else ""


@functools.cache
def _pronouns() -> dict[str, str]:
    return {form: asked for asked, listed in load("roles")["pronouns"].items() for form in listed}


def without_article(phrase: str) -> str:
    """A noun phrase without the article or number that it begins with."""
    return pattern(ARTICLE).sub("", phrase)


def is_bare_article(source: Source) -> bool:
    """Whether a phrase is an article and no more, as where marks part it from its noun."""
    return not source.bare and source.article in words("definite")


def cleaned(text: str, span: Span) -> Source:
    """The source at `span` of a report, without quotation marks, stops and a possessive ending around it."""
    phrase = straight(text[slice(*span)])
    start = span[0] + len(phrase) - len(phrase.lstrip(EDGES))
    phrase = re.sub(r"\s+", " ", phrase.strip(EDGES))
    phrase = HANDLE.sub(r"\1 \2", BESIDE.sub("", LETTERS.sub("", phrase)))
    return Source(phrase.strip(EDGES), (start, span[1]))


def conjuncts(phrase: str) -> list[str]:
    """The members of "A, B and C", or the phrase alone; an apposition is no member."""
    members = [part.strip(EDGES) for part in re.split(r",? and (?!for\b)| & |, ", phrase)]
    if not re.search(r" and | & ", phrase) or not all(members) or any(map(_explains, members[1:])):
        return [phrase]
    return members if len({_looks(member) for member in members}) == 1 else [phrase]


def _explains(member: str) -> bool:
    """Whether a member of a list is an apposition to the one before: "Chairman of the Forum", "a lobby"."""
    first = member.split()[0].lower()
    return first in ("a", "an", "senior", "former", "deputy", "co-chair") or (
        first in words("offices") and " of " in member and not pattern(WITH_PORTFOLIO).match(member)
    )


def _looks(member: str) -> str:
    """How a member of a list begins: a list is of names or of phrases without any."""
    return (
        "name"
        if re.search(r"[A-Z0-9]", member[1:] if member.startswith("The ") else member) or member.startswith("the ")
        else "phrase"
    )


def office_asked(source: Source) -> frozenset[str]:
    """The lines of the office that a phrase asks for: of "secretary of state" the whole, else of the head."""
    lowered = source.core.lower()
    return office_lines(next((office for office in office_phrases() if office in lowered), source.head))
