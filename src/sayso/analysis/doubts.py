"""Doubts: what in an entry is least sure, so that people look at it first; `docs/web.md` gives the table."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.agenda import OTHER
from sayso.analysis.positions import takes_position
from sayso.ledger.entry import Entry, Rank
from sayso.statement import UNKNOWN


def doubts(entry: Entry) -> list[tuple[str, int]]:
    """The reasons to look at an entry, each with its weight; most of the weights come from where a board would err."""
    return list(_doubts(entry))


def doubt(entry: Entry) -> int:
    """The sum of the weights."""
    return sum(weight for _, weight in _doubts(entry))


def _doubts(entry: Entry) -> Iterator[tuple[str, int]]:
    statement = entry.statement
    if statement.holder == UNKNOWN:
        yield "nobody is known to say it", 4
    if statement.party is None:
        yield "for whom it counts is not known", 3
    if set(statement.issues) <= {OTHER}:
        yield "it is on no issue of the agenda", 2
    if entry.rank is Rank.UNKNOWN and statement.holder != UNKNOWN:
        yield "the holder's rank is not known", 1
    if len(statement.via) > 1:
        yield "it came through several hands", 1
    if entry.day is None:
        yield "the day is not known", 1
    if entry.recalled:
        yield "the report looks back", 1
    if takes_position(statement):
        yield "it can give a position", 1
