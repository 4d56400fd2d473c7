"""Ranks: with how much authority a holder speaks for a party, by the office that report or vocabulary give it."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sayso.ledger.entry import Rank
from sayso.reading.gazetteer import Kind
from sayso.reading.leaders import leader
from sayso.reading.mentions import Cast
from sayso.report import Report
from sayso.statement import UNKNOWN, Reading, Statement
from sayso.vocabulary import load

JOINT = ";"  # stands between the holders of a joint statement
# Leaders whose titles hold the words of lower offices.
LEADERS = re.compile(r"\b(?:prime minister|secretary[- ]general|general secretary|director[- ]general)s?\b")


@dataclass(frozen=True, slots=True)
class Ranked:
    """A rank with the office in the report's words, "" where none is told, and the reason for it."""

    rank: Rank
    office: str = ""
    reason: str = ""


def ranks_of(reading: Reading) -> tuple[Ranked, ...]:
    """The rank of the holder of each statement, in their order."""
    report = reading.report
    cast = Cast(report, [span for statement in reading.statements for span in statement.source])
    return tuple(_ranked(statement, report, cast) for statement in reading.statements)


def _ranked(statement: Statement, report: Report, cast: Cast) -> Ranked:
    """A joint statement binds as much as the highest of its holders."""
    if statement.anonymous:
        return Ranked(Rank.ANONYMOUS, reason="described, not named")
    if statement.holder == UNKNOWN:
        return Ranked(Rank.UNKNOWN, reason="holder unknown")
    holders = [holder.strip() for holder in statement.holder.split(JOINT)]
    return max((_of_holder(holder, statement, report, cast) for holder in holders), key=lambda each: each.rank)


def _of_holder(holder: str, statement: Statement, report: Report, cast: Cast) -> Ranked:
    if _is_body(holder, statement, cast):
        return Ranked(Rank.BODY, reason="a body speaks")
    for described in _descriptions(holder, statement, report, cast):
        found = _by_words(described)
        if found:
            return found
    listed = leader(holder, cast.month)
    if listed and listed.held(cast.month):
        found = _by_words(listed.office)
        return Ranked(found.rank if found else Rank.MINISTER, listed.office, "office in the vocabulary")
    return Ranked(Rank.MEMBER, reason="named, no office told")


def _is_body(holder: str, statement: Statement, cast: Cast) -> bool:
    """Whether a holder is a state, a movement or an organ, and nobody in person."""
    if holder in cast.people or leader(holder, cast.month):
        return False
    entry = cast.gazetteer.entry(holder)
    return holder == statement.party or (entry is not None and entry.kind in (Kind.STATE, Kind.BODY, Kind.PEOPLE))


def _descriptions(holder: str, statement: Statement, report: Report, cast: Cast) -> Iterator[str]:
    """What the report calls a holder: in this statement's source first, then beside its name anywhere."""
    yield from (report.cut(span) for span in statement.source if JOINT not in statement.holder)
    person = cast.people.get(holder)
    if person:
        yield from (beside.text for beside in person.beside)
    yield holder


@functools.lru_cache(maxsize=16_384)
def _by_words(description: str) -> Ranked | None:
    """The rank that the words of a description tell, by the first group that has any of them."""
    lowered = description.lower()
    for rank, pattern in _groups():
        found = pattern.search(lowered if rank is Rank.LEADER else LEADERS.sub("leader", lowered))
        if found:
            return Ranked(rank, _office(description), f"{found[0]!r} in {description.strip()!r}")
    return None


def _office(description: str) -> str:
    """The description in one line."""
    return " ".join(description.split()).strip(' ,.;:–—-"“”')


@functools.cache
def _groups() -> tuple[tuple[Rank, re.Pattern[str]], ...]:
    return tuple((Rank[group["rank"].upper()], _pattern(group["words"])) for group in load("ranks"))


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b")
