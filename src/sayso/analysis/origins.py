"""Origins: on whose independent word claims rest, however many reports repeat them; docs/origins.md says how."""

from __future__ import annotations

import datetime
import itertools
from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sayso.analysis.chains import Chain, Kind, Row, Told, chained, citations, reached
from sayso.analysis.claims import Claim, Same, same_claim
from sayso.analysis.copies import Group, group
from sayso.analysis.descriptions import description
from sayso.analysis.relays import taken_from
from sayso.analysis.unnamed import Sources, described, unnamed_sources
from sayso.ledger.entry import Entry
from sayso.reading.names import fold
from sayso.statement import ANONYMOUS, UNKNOWN

Taken = Mapping[Row, tuple[Row, str]]

NOUNS = {
    Kind.ANONYMOUS: "unnamed source",
    Kind.DOCUMENT: "document",
    Kind.OUTLET: "outlet",
    Kind.UNKNOWN: "outlet, which names nobody",
}


class Mark(StrEnum):
    """What to be warned of before claims are believed because many report them."""

    SINGLE_SOURCE = "single source"
    ALL_ANONYMOUS = "all anonymous"
    CIRCULAR = "circular"


class How(StrEnum):
    """How one has a claim from another."""

    COPIES = "copies"
    RELAYS = "relays"
    QUOTES = "quotes"


@dataclass(frozen=True, slots=True)
class Root:
    """Whom an origin's claims go back to; `through` is the outlet that has it first hand, where the root is unnamed."""

    kind: Kind
    name: str
    through: str | None = None

    def __str__(self) -> str:
        bare = self.name.removeprefix(ANONYMOUS)
        return f"{bare}, through {self.through}" if self.through else bare


@dataclass(frozen=True, slots=True)
class Member:
    """An entry of an origin; `reason` says in words why it is no origin of its own, and is "" for the first."""

    entry: Entry
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """Entries that rest on one root, the one nearest to it first; `circular` where outlets have it from each other."""

    root: Root
    members: tuple[Member, ...]
    circular: bool = False


@dataclass(frozen=True, slots=True)
class Edge:
    """One who has something from another, in the entries with these ids."""

    taker: str
    giver: str
    how: How
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Origins:
    """The independent origins of claims, and who has it from whom.

    `at_most` says that there may be fewer: two of the unnamed sources may be one person.
    """

    origins: tuple[Origin, ...]
    edges: tuple[Edge, ...]
    marks: frozenset[Mark]
    at_most: bool

    @property
    def count(self) -> int:
        """The number of independent origins."""
        return len(self.origins)

    def __str__(self) -> str:
        noun = "independent origin" if self.count == 1 else "independent origins"
        counted = f"{'at most ' if self.at_most else ''}{self.count} {noun}"
        return "; ".join([counted, *(mark for mark in Mark if mark in self.marks)])

    def to_json(self) -> dict[str, Any]:
        """Everything but the entries, which are named by their ids; ready for `json.dumps`."""
        return {
            "count": self.count,
            "at_most": self.at_most,
            "marks": [str(mark) for mark in Mark if mark in self.marks],
            "origins": [_origin_json(origin) for origin in self.origins],
            "edges": [
                {"taker": edge.taker, "giver": edge.giver, "how": str(edge.how), "entries": list(edge.entries)}
                for edge in self.edges
            ],
        }


def trace_origins(claims: Sequence[Claim], copies: Collection[Group] | None = None, same: Same = same_claim) -> Origins:
    """The independent origins of claims which report one thing or lie on one issue.

    Claims are grouped by whose word they rest on. `copies` are the groups of near-copies among their reports, found in
    the claims' texts where they are not given. `same` tells whether two claims say the same thing: a claim that one
    outlet has from another is followed to that outlet's own claim by it.
    """
    if copies is None:
        copies = group({claim.entry.report.id: claim.report for claim in claims}.values())
    found = chained(claims, [copy for each in copies for copy in each.copies])
    taken, sources = taken_from(found, same), unnamed_sources(found, same)
    groups = sorted(_groups(found, taken, sources), key=lambda rows: -len(rows))
    origins = [_origin(rows, found, taken, sources, same) for rows in groups]
    roots = {row: origin.root for rows, origin in zip(groups, origins, strict=True) for row in rows}
    edges = _edges((told, roots[row]) for row, told in enumerate(found))
    return Origins(tuple(origins), tuple(edges), frozenset(_marks(origins)), _may_be_fewer(origins))


def _groups(claims: Sequence[Told], taken: Taken, sources: Sources) -> list[list[Row]]:
    """The claims by what they rest on, in the order in which each is first met."""
    groups: defaultdict[Hashable, list[Row]] = defaultdict(list)
    for row in range(len(claims)):
        end = _end(row, taken)
        groups[end if isinstance(end, frozenset) else _rests_on(claims[end], sources.number.get(end))].append(row)
    return list(groups.values())


def _end(row: Row, taken: Taken) -> Row | frozenset[Row]:
    """The claim that one was taken from in the end, or the claims of the circle that it leads into."""
    path = [row]
    while path[-1] in taken:
        following = taken[path[-1]][0]
        if following in path:
            return frozenset(path[path.index(following) :])
        path.append(following)
    return path[-1]


def _rests_on(told: Told, source: int | None) -> Hashable:
    """What tells a claim's root from every other one."""
    kind, teller = told.chain.kind, told.chain.teller
    if kind in (Kind.SPEAKER, Kind.DOCUMENT):
        return kind, frozenset(" ".join(map(fold, name.split())) for name in teller.split("; "))
    return kind, told.chain.last if source is None else source


def _origin(
    rows: Sequence[Row],
    claims: Sequence[Told],
    taken: Taken,
    sources: Sources,
    same: Same,
) -> Origin:
    first, *others = sorted(rows, key=lambda row: (row in taken, *_distance(claims[row]), row))
    reasons = [_reason(row, first, claims, taken, sources) for row in others]
    members = [
        Member(claims[row].claim.entry, reason) for row, reason in zip([first, *others], ["", *reasons], strict=True)
    ]
    circle = isinstance(_end(first, taken), frozenset)
    root = Root(Kind.UNKNOWN, UNKNOWN) if circle else _root([claims[row] for row in [first, *others]])
    return Origin(root, tuple(members), circle or _circular([claims[row] for row in rows], same))


def _distance(told: Told) -> tuple[bool, int, bool, int, datetime.date]:
    """How far a claim is from its root: reprints, relays, vague descriptions and later days come after."""
    chain, entry = told.chain, told.claim.entry
    day = entry.day or entry.report.published or datetime.date.max
    return (
        chain.copy is not None,
        len(chain.outlets),
        chain.teller != entry.statement.holder,
        -described(told).fullness,
        day,
    )


def _root(claims: Sequence[Told]) -> Root:
    """Whom the claims of one origin go back to: the first one's teller, an unnamed one as most fully described."""
    chain = claims[0].chain
    if chain.kind is Kind.ANONYMOUS:
        fullest = max(claims, key=lambda told: described(told).fullness)
        return Root(chain.kind, fullest.chain.teller, chain.outlets[-1])
    if chain.kind is Kind.UNKNOWN:
        return Root(chain.kind, UNKNOWN, chain.outlets[-1])
    return Root(chain.kind, chain.outlets[-1] if chain.kind is Kind.OUTLET else chain.teller)


def _reason(row: Row, first: Row, claims: Sequence[Told], taken: Taken, sources: Sources) -> str:
    """Why a claim is no origin of its own, in words."""
    told, chain = claims[row], claims[row].chain
    if chain.copy:
        return chain.copy.reason
    if row in taken and taken[row][1]:
        return taken[row][1]
    if chain.kind is Kind.SPEAKER:
        return _same_speaker(told, claims[first])
    if chain.kind is Kind.ANONYMOUS and chain.last != claims[first].chain.last:
        return sources.reason(row, first) or _relays(chain)
    if chain.relayed:
        return _relays(chain)
    return f"credits {chain.outlets[0]}" if chain.reprinted else f"the same {NOUNS[chain.kind]}"


def _relays(chain: Chain) -> str:
    *between, last = chain.outlets[1:]
    return f"relays {last} through {', '.join(between)}" if between else f"relays {last}"


def _same_speaker(told: Told, first: Told) -> str:
    day, before = told.claim.entry.day, first.claim.entry.day
    if not day or not before:
        return "same speaker"
    apart = abs((day - before).days)
    if apart == 0:
        return "same speaker on the same day"
    return f"same speaker, {apart} {'day' if apart == 1 else 'days'} {'later' if day > before else 'earlier'}"


def _circular(claims: Sequence[Told], same: Same) -> bool:
    """Whether outlets have one thing from each other, directly or through others, and nobody named says it."""
    relayed = [told for told in claims if told.chain.kind in (Kind.OUTLET, Kind.ANONYMOUS) and told.chain.relayed]
    return _has_circle(relayed) and any(
        _has_circle([told for told in relayed if same(one.claim, told.claim) or told is one]) for one in relayed
    )


def _has_circle(claims: Sequence[Told]) -> bool:
    cites = citations(told.chain for told in claims)
    return any(outlet in reached(cites, outlet) for outlet in list(cites))


def _marks(origins: Sequence[Origin]) -> Iterator[Mark]:
    if len(origins) == 1:
        yield Mark.SINGLE_SOURCE
    if origins and all(origin.root.kind is Kind.ANONYMOUS for origin in origins):
        yield Mark.ALL_ANONYMOUS
    if any(origin.circular for origin in origins):
        yield Mark.CIRCULAR


def _may_be_fewer(origins: Sequence[Origin]) -> bool:
    """Whether two origins may be one: two unnamed sources whom nothing parts, or one that nobody knows."""
    if len(origins) > 1 and any(origin.root.kind is Kind.UNKNOWN for origin in origins):
        return True
    unnamed = [description(origin.root.name) for origin in origins if origin.root.kind is Kind.ANONYMOUS]
    return any(not one.excludes(other) for one, other in itertools.combinations(unnamed, 2))


def _edges(traced: Iterable[tuple[Told, Root]]) -> Iterator[Edge]:
    """Who has it from whom, from the publisher to the holder."""
    entries: defaultdict[tuple[str, str, How], list[str]] = defaultdict(list)
    for told, root in traced:
        for step in dict.fromkeys(_steps(told, root)):
            entries[step].append(told.claim.entry.id)
    for (taker, giver, how), ids in entries.items():
        yield Edge(taker, giver, how, tuple(ids))


def _steps(told: Told, root: Root) -> Iterator[tuple[str, str, How]]:
    chain, names = told.chain, [*told.claim.entry.statement.via, told.claim.entry.statement.holder]
    if chain.reprinted:
        yield chain.publisher, chain.outlets[0], How.COPIES
    yield from ((taker, giver, How.RELAYS) for taker, giver in itertools.pairwise(chain.outlets))
    behind = names[names.index(chain.teller) + 1 :] if chain.teller in names else []
    teller = str(root) if chain.kind is root.kind is Kind.ANONYMOUS else chain.teller
    line = [chain.outlets[-1], *([teller] if teller != chain.outlets[-1] else []), *behind]
    yield from ((taker, giver, How.QUOTES) for taker, giver in itertools.pairwise(line))


def _origin_json(origin: Origin) -> dict[str, Any]:
    root = origin.root
    return {
        "root": {"kind": str(root.kind), "name": root.name, "through": root.through},
        "circular": origin.circular,
        "members": [{"entry": member.entry.id, "reason": member.reason} for member in origin.members],
    }
