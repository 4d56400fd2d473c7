"""Ranks: with how much authority a holder speaks for a party, by the office that report or vocabulary give it."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sayso.ledger.entry import Rank
from sayso.reading.gazetteer import Kind, known
from sayso.reading.leaders import Leader, forms, leader
from sayso.reading.letters import CAPITAL
from sayso.reading.lexicon import alternatives, words
from sayso.reading.mentions import Cast, skeleton
from sayso.reading.names import folded_words, is_given
from sayso.reading.relays import is_outlet, is_publisher
from sayso.reading.sources import EDGES, Source, cleaned
from sayso.reading.titles import addresses, without_titles
from sayso.report import Span
from sayso.statement import JOINT, UNKNOWN, Reading, Statement
from sayso.vocabulary import load

SEGMENT = re.compile(r"[,;:()\n]| [–—-] ")
# What stands before an office and is no part of it: articles, owners and other small words.
OPENING = re.compile(
    r"\A(?:(?:the|a|an|his|her|its|their|our|my|your|one|another|who|also|now|is|was|both|two|all|of|but|through) "
    r"|.+?(?:'s|(?<=s)') )+",
    re.IGNORECASE,
)
WORD = re.compile(r"\w+")
NAME = re.compile(rf" [{CAPITAL}][\w'-]*(?: [{CAPITAL}][\w'-]*)*")
IN_CAPITALS = re.compile(rf"(?:[{CAPITAL}][\w'.-]* )*\Z")  # what belongs to a title that is written so
SHORT = re.compile(r"(?:[\w'.-]+ ){0,3}\Z")
MEMBERSHIP = ("of ", "for ")  # opens what tells of where somebody belongs, not who they are there
OF = re.compile(r" (?:of|for|to|at)(?: [\w'&-]+){1,6}")  # what an office is of, or to whom


@dataclass(frozen=True, slots=True)
class Ranked:
    """A rank with the office in the report's words, "" where none is told, and the reason for it."""

    rank: Rank
    office: str = ""
    reason: str = ""


NOBODY = Ranked(Rank.UNKNOWN, reason="holder unknown")


class Side(StrEnum):
    """Whom a holder speaks for: a state, which has organs with heads of their own, another party, or none."""

    STATE = "state"
    OWN = "own"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Group:
    """Offices of one rank; it depends on the side where they lead something that may be the party or part of it."""

    pattern: re.Pattern[str]
    ranks: Mapping[Side, Rank]


def ranks_of(reading: Reading) -> tuple[Ranked, ...]:
    """The rank of the holder of each statement, in their order."""
    offices = Offices(reading)
    return tuple(offices.ranked(statement) for statement in reading.statements)


class Offices:
    """What one report says of its holders."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._cast = Cast(reading.report, [span for statement in reading.statements for span in statement.source])
        self._sources: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for statement in reading.statements:
            self._sources[statement.holder].update(dict.fromkeys(self._phrases(statement)))

    def ranked(self, statement: Statement) -> Ranked:
        """A statement's rank; a joint one binds as much as the highest of its holders."""
        if statement.anonymous:
            return Ranked(Rank.ANONYMOUS, reason="described, not named")
        if statement.holder == UNKNOWN:
            return NOBODY
        return max((self._of_holder(*each, statement) for each in _holders(statement)), key=_rank, default=NOBODY)

    def _of_holder(self, holder: str, party: str, statement: Statement) -> Ranked:
        side = self._side(party)
        if holder != party and self._is_person(holder):
            return self._of_person(holder, side, statement)
        return self._of_body(holder, side, statement)

    def _of_person(self, holder: str, side: Side, statement: Statement) -> Ranked:
        """The highest office that the report or the vocabulary gives a person now."""
        names = self._names(holder)
        told = (by_words(each, side, names) for each in self._descriptions(holder))
        found = [*filter(None, told), *self._listed(holder, side), *self._owning(holder, statement)]
        return max(found, key=_rank, default=Ranked(Rank.MEMBER, reason="named, no office told"))

    def _of_body(self, holder: str, side: Side, statement: Statement) -> Ranked:
        """People in office who speak as their side are of their office's rank; outlets and scholars bind nobody."""
        for phrase in filter(_is_calling, (*self._phrases(statement), holder)):
            if found := by_words(phrase, side, frozenset()):
                return found
        if side is Side.NONE and self._is_independent(holder):
            return Ranked(Rank.MEMBER, reason="an outlet, or a body that holds no side's position")
        if side is Side.NONE and holder.split()[-1].islower():
            return Ranked(Rank.MEMBER, reason="people of no party")
        return Ranked(Rank.BODY, reason="a body speaks")

    def _is_person(self, holder: str) -> bool:
        """Whether somebody in person: a name in capitals that is no body's."""
        if holder in self._cast.people or self._leader(holder):
            return True
        return not (
            self._cast.gazetteer.entry(holder) or _is_phrase(holder) or holder == self._reading.report.publisher
        )

    def _is_independent(self, holder: str) -> bool:
        report = self._reading.report
        outlet = is_outlet(holder, self._cast) or is_publisher(holder, report)
        return outlet or bool(set(holder.split()) & words("independent_organisations"))

    def _side(self, party: str) -> Side:
        if not party:
            return Side.NONE
        entry = self._cast.gazetteer.entry(party)
        whole = self._cast.gazetteer.entry(entry.party or "") if entry else None
        is_state = whole is not None and whole.kind is Kind.STATE
        governs = not set(load("ranks")["governments"]).isdisjoint(party.lower().split())
        return Side.STATE if is_state or governs or party in load("ranks")["like_states"] else Side.OWN

    def _descriptions(self, holder: str) -> Iterator[str]:
        """What the report calls somebody: as a source, then beside the name anywhere; each stretch apart."""
        person = self._cast.people.get(holder)
        beside = [each.text for each in person.beside] if person else []
        for described in (*self._sources[holder], *beside, holder):
            parts = (part.strip(EDGES) for part in SEGMENT.split(described))
            yield from (part for part in parts if part and not part.startswith(MEMBERSHIP))

    def _listed(self, holder: str, side: Side) -> Iterator[Ranked]:
        """The office of the vocabulary's leaders that a holder had when the report was published.

        To lead a party of its own is no office of the state for which a holder speaks here.
        """
        listed = self._leader(holder)
        if not listed or not listed.office or not listed.held(self._cast.month):
            return
        if side is not Side.STATE or self._side(listed.party) is side:
            office = load("ranks")["listed_as"].get(listed.office, listed.office)
            found = by_words(office, side, frozenset())
            yield Ranked(found.rank if found else Rank.MINISTER, listed.office, "office in the vocabulary")

    def _leader(self, holder: str) -> Leader | None:
        """The leader of the vocabulary whose name, in any spelling listed, a holder bears."""
        return leader(forms().get(folded_words(holder), holder), self._cast.month)

    def _owning(self, holder: str, statement: Statement) -> Iterator[Ranked]:
        """ "..., whose Green Front was left out": a party that is called somebody's is led by them."""
        for described in self._descriptions(holder):
            if statement.party and described.startswith(f"whose {statement.party}"):
                yield Ranked(Rank.LEADER, "", f"{described!r}")

    def _phrases(self, statement: Statement) -> list[str]:
        return [cleaned(self._reading.report.text, span).text for span in statement.source]

    def _names(self, holder: str) -> frozenset[str]:
        """The words of somebody's name, as the report and the holder have them."""
        person = self._cast.people.get(holder)
        return frozenset((*folded_words(without_titles(holder)), *(person.words if person else ())))


def _holders(statement: Statement) -> Iterator[tuple[str, str]]:
    """The holders of a statement, each with its party, "" for none; the last party counts for any that are left."""
    holders, parties = ([*map(str.strip, each.split(JOINT))] for each in (statement.holder, statement.party or ""))
    return zip(filter(None, holders), parties + parties[-1:] * len(holders), strict=False)


def _rank(ranked: Ranked) -> Rank:
    return ranked.rank


def _is_phrase(holder: str) -> bool:
    """Whether a holder ends in a small letter word, is written in capitals or has a word of organisations' names."""
    first, *_, last = [*holder.split()] * 2
    is_name = is_given(first) and not known().entries(first)
    return (last.islower() and not is_name) or holder.isupper() or not _of_bodies().isdisjoint(holder.split())


@functools.cache
def _of_bodies() -> frozenset[str]:
    """Capitalised words that make a name a body's."""
    nouns = {noun.title() for listed in load("roles")["bodies"].values() for noun in listed}
    return words("organisation_words") | words("outlet_name_ends") | nouns


def _is_calling(phrase: str) -> bool:
    """Whether the noun of a phrase, not of a name, is an office or calling that people have and states do not."""
    noun = Source(phrase).noun
    single = noun if noun in words("offices") else noun.removesuffix("s")
    listed = single in words("offices") and single not in load("ranks")["of_states_too"]
    return listed and (noun in phrase or phrase.lower().startswith(noun))


@functools.lru_cache(maxsize=16_384)
def by_words(description: str, side: Side, names: frozenset[str]) -> Ranked | None:
    """The rank that the words of a description tell, by the first group that has any of them.

    `names` are the folded words of the holder's name, which are no part of the office: nobody is a king for being
    called one.
    """
    for kind, place in (("phrases", (0, len(description))), ("words", _head(description))):
        for group in _groups(kind):
            for found in group.pattern.finditer(description, *place):
                if not (names.issuperset(folded_words(found[0])) or _is_others(found, names)):
                    return Ranked(group.ranks[side], _office(found, names), f"{found[0]!r} in {description!r}")
    return None


def _is_others(found: re.Match[str], names: frozenset[str]) -> bool:
    """Whether somebody else's name follows an office, as in a list of people."""
    following = NAME.match(found.string, _end(found, _further()))
    named = {skeleton(word) for word in folded_words(following[0])} if following and names else set()
    return bool(named) and named.isdisjoint(map(skeleton, names))


def _head(description: str) -> tuple[int, int]:
    """Where the head of a description stands."""
    head = Source(description).head
    start = max(description.lower().find(head), 0)
    return start, start + len(head)


def _office(found: re.Match[str], names: frozenset[str]) -> str:
    """The office around its telling word: without articles, owners and names, with what it is of."""
    text = found.string
    opened = OPENING.sub("", text[: found.start()])
    is_title = found[0][0].isupper()
    before = (IN_CAPITALS if is_title else SHORT).search(opened)
    office = (before[0] if before else "") + text[found.start() : _end(found, _further(), OF)]
    office = _lowered(office) if is_title else office
    return " ".join(word for word in office.split() if not set(folded_words(word)) & names and word not in addresses())


def _end(found: re.Match[str], *following: re.Pattern[str]) -> int:
    """Where an office ends with what follows its telling word."""
    end = found.end()
    for pattern in following:
        more = pattern.match(found.string, end)
        end = more.end() if more else end
    return end


@functools.cache
def _further() -> re.Pattern[str]:
    """The rest of an office whose first word tells its rank: "deputy foreign minister"."""
    return re.compile(rf"(?i:(?:[ -](?!(?:of|for|to|at|who|and)\b)[\w-]+){{0,2}}[ -]{alternatives('offices')}\b)")


def _lowered(title: str) -> str:
    """A title in small letters, but for names and abbreviations: "EU trade commissioner"."""
    kept = [found.span for found in known().find(title)]
    return WORD.sub(lambda word: word[0] if _is_kept(word, kept) else word[0].lower(), title)


def _is_kept(word: re.Match[str], kept: Iterable[Span]) -> bool:
    return word[0].isupper() or any(start <= word.start() < end for start, end in kept)


@functools.cache
def _groups(kind: str) -> tuple[Group, ...]:
    return tuple(Group(_pattern(row["match"]), dict(_ranks(row))) for row in load("ranks")[kind])


def _ranks(row: Mapping[str, Any]) -> Iterator[tuple[Side, Rank]]:
    for side in Side:
        yield side, Rank[row.get(f"of_{side}", row["rank"]).upper()]


def _pattern(forms: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(forms)})s?\b", re.IGNORECASE)
