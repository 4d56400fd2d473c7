"""Chains: through which outlets a claim came to us, and who the last of them has it from."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sayso.analysis.claims import Claim
from sayso.analysis.copies import Copy
from sayso.analysis.credits import wire_of
from sayso.analysis.outlets import is_listed, outlet_key, outlet_name
from sayso.reading.gazetteer import Kind as Named
from sayso.reading.gazetteer import known
from sayso.reading.lexicon import words
from sayso.report import Report
from sayso.statement import ANONYMOUS
from sayso.vocabulary import load

Row = int  # a claim's place among those at hand


class Kind(StrEnum):
    """What a claim goes back to."""

    SPEAKER = "speaker"
    ANONYMOUS = "anonymous"
    DOCUMENT = "document"
    OUTLET = "outlet"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Chain:
    """The outlets that a claim came through, nearest to us first, and the teller whom the last of them has it from.

    The first outlet is the publisher, or whose story it prints, as `copy` or a credit tells. The teller is the first in
    the chain who is not the press: everything behind, the holder too, is on that one's word. It is the outlet itself
    where no one else is named.
    """

    outlets: tuple[str, ...]
    teller: str
    kind: Kind
    publisher: str
    copy: Copy | None = None

    @property
    def keys(self) -> tuple[str, ...]:
        """The outlets, for comparing."""
        return tuple(map(outlet_key, self.outlets))

    @property
    def last(self) -> str:
        """The outlet that has it first hand, for comparing."""
        return outlet_key(self.outlets[-1])

    @property
    def relayed(self) -> bool:
        """Whether one outlet has it from another."""
        return len(self.outlets) > 1

    @property
    def reprinted(self) -> bool:
        """Whether the publisher prints another outlet's story."""
        return outlet_key(self.publisher) != outlet_key(self.outlets[0])


@dataclass(frozen=True, slots=True)
class Told:
    """A claim with its chain."""

    claim: Claim
    chain: Chain


def chained(claims: Sequence[Claim], copies: Collection[Copy]) -> list[Told]:
    """Each claim with its chain, in their order."""
    reports = {claim.entry.report.id: claim.report for claim in claims}
    copied: dict[str, list[Copy]] = {}
    for copy in copies:
        copied.setdefault(copy.report, []).append(copy)
    publishers = {outlet_key(report.publisher) for report in reports.values() if report.publisher}
    holders = {name for claim in claims for name in (claim.entry.statement.holder, claim.entry.statement.party) if name}
    return [Told(claim, _chain(claim, reports, copied, publishers, holders)) for claim in claims]


def citations(chains: Iterable[Chain]) -> dict[str, set[str]]:
    """Which outlets each outlet has something from, by their names for comparing."""
    cites: defaultdict[str, set[str]] = defaultdict(set)
    for chain in chains:
        for taker, giver in itertools.pairwise(chain.keys):
            cites[taker].add(giver)
    return cites


def reached(cites: Mapping[str, Collection[str]], outlet: str) -> set[str]:
    """The outlets that one has something from, directly or through others; itself, too, where it is in a circle."""
    found: set[str] = set()
    ahead = [outlet]
    while ahead:
        new = set(cites.get(ahead.pop(), ())) - found
        found |= new
        ahead += new
    return found


def _chain(
    claim: Claim,
    reports: Mapping[str, Report],
    copied: Mapping[str, Sequence[Copy]],
    publishers: Collection[str],
    holders: Collection[str],
) -> Chain:
    report, statement = reports[claim.entry.report.id], claim.entry.statement
    found = (each for each in copied.get(report.id, ()) if each.holds(statement.evidence))
    copy = next(found, None)
    outlets = [_story(report, copy)]
    for name in (*statement.via, statement.holder):
        if not _is_outlet(name, publishers, holders):
            break
        outlets += [outlet_name(name)] if outlet_key(name) != outlet_key(outlets[-1]) else []
    else:
        name = outlets[-1]
    return Chain(tuple(outlets), name, _kind(claim, name, outlets), _publisher(report), copy)


def _story(report: Report, copy: Copy | None) -> str:
    """Whose story a report prints: that of the agency or outlet that it copies, of the agency it credits, its own."""
    if copy:
        return outlet_name(copy.outlet) if copy.outlet else copy.original
    return wire_of(report) or _publisher(report)


def _publisher(report: Report) -> str:
    return outlet_name(report.publisher) if report.publisher else report.id


def _kind(claim: Claim, teller: str, outlets: Sequence[str]) -> Kind:
    statement = claim.entry.statement
    if teller.startswith(ANONYMOUS):
        return Kind.ANONYMOUS
    if teller == outlets[-1]:
        return Kind.OUTLET
    if _is_document(teller):
        return Kind.DOCUMENT
    if teller.islower():  # "unknown", and whatever is no name
        return Kind.OUTLET if len(outlets) > 1 else Kind.UNKNOWN
    # A side's position that others report is the reporting outlet's word, unless the side spoke to it.
    reported = teller == statement.holder == statement.party and len(outlets) > 1
    return Kind.OUTLET if reported and not _spoken_to(outlets[-1], claim.entry.sentence) else Kind.SPEAKER


def _is_document(name: str) -> bool:
    """Whether a name is a writing's: "the draft memorandum", "Istanbul Communiqué"."""
    parts = name.split()
    return parts[-1].casefold() in load("origins")["documents"] or bool(set(parts) & set(load("origins")["documents"]))


def _spoken_to(outlet: str, sentence: str) -> bool:
    before = "|".join(map(re.escape, load("origins")["spoken_to"]))
    return bool(re.search(rf"\b(?:{before}) (?:the )?{re.escape(outlet)}\b", sentence, re.IGNORECASE))


def _is_outlet(name: str, publishers: Collection[str], holders: Collection[str]) -> bool:
    """Whether a name in a chain is an outlet's: listed, a publisher, or like no person's and no body's."""
    if name.startswith(ANONYMOUS):
        return False
    if is_listed(name) or outlet_key(name) in publishers:
        return True
    if (
        name.islower()
        or name in holders
        or _is_document(name)
        or any(entry.kind is not Named.OUTLET for entry in known().entries(name))
    ):
        return False
    parts = name.split()
    starts = words("outlet_name_starts") | set(load("origins")["outlet_starts"])
    return len(parts) == 1 or parts[-1] in words("outlet_name_ends") or parts[0] in starts
