"""Repeats: the same thing said again by the same speaker, and on how many occasions."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sayso.analysis.claims import Claim, Speakers, same_claim
from sayso.analysis.relations import shared_words
from sayso.ledger.entry import Entry
from sayso.statement import UNKNOWN

ONE_OCCASION = datetime.timedelta(days=1)  # a word that a report gives a day late is no second one

REPEATED = 0.6  # of the weight of the shorter one's words, rarer ones weighing more, that both must have


@dataclass(frozen=True, slots=True)
class Series:
    """What one speaker said again and again: its occasions, the oldest first, each with the entries that tell it."""

    occasions: tuple[tuple[Entry, ...], ...]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All entries, the oldest first."""
        return tuple(entry for occasion in self.occasions for entry in occasion)

    @property
    def first(self) -> datetime.date | None:
        """The first day on which it was said, as far as is known."""
        return min((entry.day for entry in self.entries if entry.day), default=None)

    @property
    def last(self) -> datetime.date | None:
        """The last day on which it was said, as far as is known."""
        return max((entry.day for entry in self.entries if entry.day), default=None)


def series_of(entries: Iterable[Entry], speakers: Speakers) -> list[Series]:
    """The series that entries make: those of one speaker that say the same as the first of them."""
    groups: dict[str, list[list[Claim]]] = defaultdict(list)
    for entry in sorted(entries, key=_order):
        speaker = speakers.get(entry.statement.holder, entry.statement.holder)
        claim = Claim(replace(entry, statement=replace(entry.statement, holder=speaker)))
        group = next((each for each in groups[speaker] if repeats(claim, each[0])), None)
        if group is None:
            groups[speaker].append([claim])
        else:
            group.append(claim)
    return [Series(occasions_of([each.entry for each in group])) for made in groups.values() for group in made]


def repeats(claim: Claim, first: Claim) -> bool:
    """Whether a claim says the same as an earlier one of its holder, in most of the words that tell.

    Who is not known is never taken for another one, so an unknown holder repeats nothing.
    """
    if claim.entry.statement.holder == UNKNOWN or not same_claim(first, claim):
        return False
    return shared_words(first.entry.quote, claim.entry.quote).overlap >= REPEATED


def occasions_of(entries: Sequence[Entry]) -> tuple[tuple[Entry, ...], ...]:
    """The occasions on which something was said, from its entries, oldest first.

    Entries within a day of the first one tell one occasion. One whose day is known by its month or year only, or not
    at all, stands for no occasion of its own where there is another.
    """
    occasions: list[list[Entry]] = []
    for entry in filter(_dated, entries):
        if occasions and _day(entry) - _day(occasions[-1][0]) <= ONE_OCCASION:
            occasions[-1].append(entry)
        else:
            occasions.append([entry])
    vague = [entry for entry in entries if not _dated(entry)]
    if vague and not occasions:
        return (tuple(vague),)
    for entry in vague:
        min(occasions, key=lambda each: abs(_day(each[0]) - _day(entry))).append(entry)
    return tuple(map(tuple, occasions))


def _dated(entry: Entry) -> bool:
    """Whether the day is known, and not only as the last one of a month or year that a report looks back on."""
    return entry.day is not None and not (entry.recalled and len(entry.statement.said or "") < len("2025-05-23"))


def _day(entry: Entry) -> datetime.date:
    return entry.day or datetime.date.max


def _order(entry: Entry) -> tuple[datetime.date, datetime.date, str]:
    return _day(entry), entry.report.published or datetime.date.max, entry.id
