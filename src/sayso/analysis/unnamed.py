"""Unnamed sources: which claims that rest on somebody unnamed rest on the same one, as far as the reports show."""

from __future__ import annotations

import datetime
import itertools
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from sayso.agenda import OTHER
from sayso.analysis.chains import Chain, Kind, Row, Told, citations, reached
from sayso.analysis.claims import Phrase, Same, phrases
from sayso.analysis.credits import cited
from sayso.analysis.descriptions import Description, description
from sayso.analysis.outlets import outlet_key
from sayso.vocabulary import load

OCCASION = datetime.timedelta(days=1)  # reports of one occasion may be dated a day apart
Handle = tuple[str, ...]  # what a source may be met again by
Look = tuple[Handle, str]  # a handle to look for a source under, and how finding it there reads as a reason


@dataclass(frozen=True, slots=True)
class Rule:
    """One way of meeting a source again: the handles that a claim is found under, and where to look for its source.

    `fits` says what else two claims must have in common.
    """

    found: Callable[[Told], Iterable[Handle]]
    looks: Callable[[Told], Iterable[Look]]
    fits: Callable[[Told, Told], bool] = lambda told, other: True


def unnamed_sources(claims: Sequence[Told], same: Same) -> Sources:
    """Which unnamed source each claim rests on.

    Two sources are one where they are described alike and one outlet has them first hand on one issue, or one report
    goes on about the one that it named, or cites the other's outlet, directly or through others, for the same thing or
    for somebody of the same side, or both use the same words within a day. The fullest descriptions come first, so that
    "an official" joins one source and does not tie two together.
    """
    rows = [row for row, told in enumerate(claims) if told.chain.kind is Kind.ANONYMOUS]
    rows.sort(key=lambda row: (-described(claims[row]).fullness, row))
    sources = Sources(claims, rows)
    cites, words = _one_cites_another(claims, rows, same), _same_words(_said_by_others(claims))
    for rule in (_one_outlet(), _one_report(), cites, words):
        sources.unite(rule)
    return sources


def described(told: Told) -> Description:
    """How the source of a claim is described."""
    return description(told.chain.teller)


@dataclass(frozen=True, slots=True)
class Union:
    """That one source was found to be another, in which place of all such findings, and why."""

    when: int
    into: int
    reason: str


@dataclass(slots=True)
class Sources:
    """The unnamed sources of claims: one for each claim at first, and fewer as rules take some of them for one."""

    claims: Sequence[Told]
    rows: Sequence[Row]
    place: dict[Row, int] = field(init=False)
    number: dict[Row, int] = field(init=False)
    members: dict[int, list[Row]] = field(init=False)
    described: dict[int, set[Description]] = field(init=False)
    united: dict[int, Union] = field(default_factory=dict)
    apart: set[tuple[int, int]] = field(default_factory=set)  # for good, as sources only grow

    def __post_init__(self) -> None:
        self.place = {row: place for place, row in enumerate(self.rows)}
        self.number = dict(self.place)
        self.members = {place: [row] for place, row in enumerate(self.rows)}
        self.described = {place: {described(self.claims[row])} for place, row in enumerate(self.rows)}

    def unite(self, rule: Rule) -> None:
        """Take for one source those that the rule meets again, where all their claims allow it."""
        under: defaultdict[Handle, list[Row]] = defaultdict(list)
        for row in self.rows:
            for handle in rule.found(self.claims[row]):
                under[handle].append(row)
        for row in self.rows:
            for handle, reason in rule.looks(self.claims[row]):
                for other in under.get(handle, ()):
                    kept, gone = sorted((self.number[row], self.number[other]))
                    if self._open(kept, gone) and rule.fits(self.claims[row], self.claims[other]):
                        self._unite(kept, gone, reason)

    def reason(self, row: Row, other: Row) -> str:
        """Why two claims have one source: what made the source of one and that of the other the same."""
        steps = self._steps(row) ^ self._steps(other)
        return max(steps, key=lambda step: step.when).reason if steps else ""

    def _steps(self, row: Row) -> set[Union]:
        """What happened to a claim's first source, up to the one that it has now."""
        steps: set[Union] = set()
        number = self.place[row]
        while number in self.united:
            steps.add(self.united[number])
            number = self.united[number].into
        return steps

    def _open(self, kept: int, gone: int) -> bool:
        """Whether it is still to be found out if two sources are one."""
        return kept != gone and (kept, gone) not in self.apart

    def _unite(self, kept: int, gone: int, reason: str) -> None:
        if not self._may_be_one(kept, gone):
            self.apart.add((kept, gone))
            return
        self.united[gone] = Union(len(self.united), kept, reason)
        self.number |= dict.fromkeys(self.members[gone], kept)
        self.members[kept] += self.members.pop(gone)
        self.described[kept] |= self.described.pop(gone)

    def _may_be_one(self, kept: int, gone: int) -> bool:
        one, two = self.described[kept], self.described[gone]
        if not all(each.like(other) for each, other in itertools.product(one, two)):
            return False
        return not any(each.differs for each in one | two) or not self._parted(self.members[kept], self.members[gone])

    def _parted(self, some: Sequence[Row], others: Sequence[Row]) -> bool:
        """Whether a report tells two of them apart: "a second official"."""
        return any(_parts(self.claims[one], self.claims[two]) for one, two in itertools.product(some, others))


def _parts(told: Told, other: Told) -> bool:
    one, two = described(told), described(other)
    return _report(told) == _report(other) and one != two and (one.differs or two.differs)


def _one_outlet() -> Rule:
    return Rule(_at, lambda told: ((handle, "") for handle in _at(told)))


def _one_report() -> Rule:
    reason = "the report goes on about one source"
    return Rule(lambda told: [_report(told)], lambda told: [(_report(told), reason)] if _goes_on(told) else [])


def _one_cites_another(claims: Sequence[Told], rows: Sequence[Row], same: Same) -> Rule:
    names = {key: name for told in claims for key, name in zip(told.chain.keys, told.chain.outlets, strict=True)}
    by_report = _citations(claims, rows)
    cites: defaultdict[str, set[str]] = defaultdict(set)
    for cited_by in by_report.values():
        for taker, givers in cited_by.items():
            cites[taker] |= givers

    def looks(told: Told) -> Iterator[Look]:
        last = told.chain.last
        own = by_report[_report(told)].get(last, set())
        for other in sorted((own | {far for near in own for far in reached(cites, near)}) & names.keys() - {last}):
            reason = f"described alike, and {names[last]} cites {names[other]}"
            yield from (((other, issue), reason) for issue in _issues(told))

    def fits(told: Told, other: Told) -> bool:
        return described(told).one_side(described(other)) or same(told.claim, other.claim)

    return Rule(_at, looks, fits)


def _same_words(common: frozenset[Phrase]) -> Rule:
    def found(told: Told) -> Iterator[Handle]:
        return ((*phrase, str(told.claim.entry.day)) for phrase in phrases(told.claim) - common)

    def looks(told: Told) -> Iterator[Look]:
        for phrase in sorted(phrases(told.claim) - common):
            reason = f'described alike, in the same words: "{" ".join(phrase)}"'
            yield from (((*phrase, str(day)), reason) for day in _days_around(told.claim.entry.day))

    return Rule(found, looks)


def _days_around(day: datetime.date | None) -> list[datetime.date | None]:
    return [None] if day is None else [day - OCCASION, day, day + OCCASION]


def _report(told: Told) -> Handle:
    return (told.claim.entry.report.id,)


def _at(told: Told) -> Iterator[Handle]:
    """Where a source is met on one matter: the outlet that has it first hand, by issue; in one report, by its name."""
    yield from ((told.chain.last, issue) for issue in _issues(told))
    yield (told.chain.last, told.claim.entry.report.id, told.chain.teller)


def _issues(told: Told) -> tuple[str, ...]:
    """The matters that a claim is about; whatever is about no issue of the agenda shares none."""
    return tuple(issue for issue in told.claim.entry.statement.issues if issue != OTHER)


def _citations(claims: Sequence[Told], rows: Iterable[Row]) -> dict[Handle, dict[str, set[str]]]:
    """Who cites whom in each report: in its chains and, where it has an unnamed source, in its text."""
    names = frozenset(name for told in claims for name in (*told.chain.outlets, told.chain.publisher))
    chains: defaultdict[Handle, list[Chain]] = defaultdict(list)
    for told in claims:
        chains[_report(told)].append(told.chain)
    found = {report: citations(each) for report, each in chains.items()}
    for row in {_report(claims[row]): row for row in rows}.values():
        told, publisher = claims[row], claims[row].chain.publisher
        in_text = set(map(outlet_key, cited(told.claim.text, names) - {publisher}))
        found[_report(told)].setdefault(outlet_key(publisher), set()).update(in_text)
    return found


def _said_by_others(claims: Iterable[Told]) -> frozenset[Phrase]:
    """Phrases that somebody named uses, too: nobody is known again by them."""
    named = (told.claim for told in claims if told.chain.kind is not Kind.ANONYMOUS)
    return frozenset(phrase for claim in named for phrase in phrases(claim))


def _goes_on(told: Told) -> bool:
    """Whether the report goes on about a source that it has named: "the official", "he", or a sentence without one."""
    claim = told.claim
    mention = claim.quote(claim.entry.statement.source[:1]).casefold().split()
    described_again = not mention or mention[0] in load("origins")["definite"]
    return bool(claim.text) and claim.entry.statement.anonymous and described_again
