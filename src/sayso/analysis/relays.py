"""Relays: which claim another claim was taken from, where it is among the claims at hand."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence

from sayso.analysis.chains import Kind, Row, Told
from sayso.analysis.claims import Same
from sayso.analysis.unnamed import OCCASION, described
from sayso.statement import Act

REPORT, OUTLET, FROM_OUTLET, HOLDER = "report", "outlet", "from outlet", "holder"
Look = tuple[tuple[str, str], str]  # a place to look for claims, and the reason that finding one there is

NAMES_SOURCE = "its report names a source for it"
OWN_WORD = "same speaker on the same day"


def taken_from(claims: Sequence[Told], same: Same) -> dict[Row, tuple[Row, str]]:
    """From which other claim each was taken and why, by their places; those taken from none at hand are left out.

    A bare claim ("Moscow wants the port") is taken from that claim of its report which names a source for the same;
    what one outlet has from another, from the other's claim, else from another report that tells whom the other has it
    from; a side's position that an outlet reports, from the side's own claim within a day. Of several, one with the
    same act comes first. The reason is "" where the chain itself tells it.
    """
    places = _places(claims)
    taken: dict[Row, tuple[Row, str]] = {}
    for looks in (_in_report, _in_outlets, _at_holder):
        for row in (row for row in range(len(claims)) if row not in taken):
            for place, reason in looks(claims[row]):
                own_words = (other for other in places[place] if place[0] != HOLDER or other not in taken)
                source = _source(row, own_words, claims, place[0], same)
                if source is not None:
                    taken.setdefault(row, (source, reason))
    return taken


def _source(row: Row, others: Iterable[Row], claims: Sequence[Told], place: str, same: Same) -> Row | None:
    told = claims[row]
    fitting = [other for other in others if other != row and _fits(told, claims[other], place)]
    found = [other for other in fitting if same(told.claim, claims[other].claim)]
    return min(found, key=lambda other: _act(claims[other]) != _act(told), default=None)


def _act(told: Told) -> Act:
    return told.claim.entry.statement.act


def _places(claims: Sequence[Told]) -> defaultdict[tuple[str, str], list[Row]]:
    """Where claims may be found: by report, by the first outlet and the last, by holder; first-hand ones first."""
    places: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in sorted(range(len(claims)), key=lambda row: (claims[row].chain.relayed, _day(claims[row]), row)):
        told = claims[row]
        places[REPORT, told.claim.entry.report.id].append(row)
        places[OUTLET, told.chain.keys[0]].append(row)
        places[FROM_OUTLET, told.chain.last].append(row)
        places[HOLDER, told.claim.entry.statement.holder].append(row)
    return places


def _in_report(told: Told) -> list[Look]:
    return [((REPORT, told.claim.entry.report.id), NAMES_SOURCE)] if _bare(told) else []


def _in_outlets(told: Told) -> list[Look]:
    if not told.chain.relayed or told.chain.kind not in (Kind.OUTLET, Kind.ANONYMOUS):
        return []
    return [((OUTLET, told.chain.last), ""), ((FROM_OUTLET, told.chain.last), "")]


def _at_holder(told: Told) -> list[Look]:
    return [((HOLDER, told.claim.entry.statement.holder), OWN_WORD)] if told.chain.kind is Kind.OUTLET else []


def _fits(told: Told, other: Told, place: str) -> bool:
    """Whether a claim at one of those places may be what the other was taken from."""
    if place == REPORT:
        return bool(other.claim.entry.statement.via)
    if place == FROM_OUTLET:
        return told.chain.kind is Kind.OUTLET and other.chain.kind is not Kind.OUTLET
    if place == HOLDER:
        itself = other.chain.kind is Kind.SPEAKER and other.chain.teller == other.claim.entry.statement.holder
        return itself and abs(_day(told) - _day(other)) <= OCCASION
    if told.claim.entry.report.id == other.claim.entry.report.id:
        return False
    unnamed = told.chain.kind is Kind.ANONYMOUS
    return not unnamed or other.chain.kind is Kind.OUTLET or _alike(told, other)


def _alike(told: Told, other: Told) -> bool:
    return other.chain.kind is Kind.ANONYMOUS and described(told).like(described(other))


def _bare(told: Told) -> bool:
    """Whether the report says in its own words what a side wants."""
    statement = told.claim.entry.statement
    return told.chain.kind is Kind.SPEAKER and statement.holder == statement.party and not statement.via


def _day(told: Told) -> datetime.date:
    return told.claim.entry.day or datetime.date.min
