"""Whose a statement is, whose side it counts for, and through whom it comes: every draft with its holder, party and via."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sayso.reading.antecedents import Sort, Speaker
from sayso.reading.draft import Draft, Finding, Reason
from sayso.reading.mentions import Cast
from sayso.reading.nesting import depths, outer_drafts
from sayso.reading.parties import NONE
from sayso.reading.relays import is_outlet, is_publisher, outlets_for
from sayso.reading.resolution import Question, resolve
from sayso.reading.sources import cleaned
from sayso.reading.subjects import subject_beside
from sayso.report import Report
from sayso.statement import ANONYMOUS, UNKNOWN


@dataclass(frozen=True, slots=True)
class Attribution:
    """Whose a draft is and through whom it comes.

    `relay` tells that the draft itself only passes on what another says, and is no statement of its own. `known` leads
    from each name as the report writes it to the canonical name; it is the same for all drafts of a report.
    """

    holder: Finding[str]
    party: Finding[str | None]
    via: Finding[tuple[str, ...]]
    relay: bool = False
    known: Mapping[str, str] = frozenset()  # type: ignore[assignment]


def attribute(report: Report, drafts: Sequence[Draft]) -> list[Attribution]:
    """The attribution of every draft of a report, in the order given."""
    if not drafts:
        return []
    return _Attributing(report, drafts).attributions()


class _Attributing:
    """One pass over the drafts of a report, those that report others before those that they report."""

    def __init__(self, report: Report, drafts: Sequence[Draft]) -> None:
        self.report, self.drafts = report, drafts
        self.cast = Cast(report, [span for draft in drafts for span in draft.source])
        self.outer = outer_drafts(drafts)
        self.neighbours = _by_sentence(drafts, self.cast)
        self.speakers: dict[int, Speaker] = {}
        self.history: list[Speaker] = []
        self.via: dict[int, Finding[tuple[str, ...]]] = {}
        self.holding = {index for index in self.outer if index is not None}

    def attributions(self) -> list[Attribution]:
        last: int | None = None
        for index in _reading_order(self.drafts, self.outer):
            self.speakers[index] = self._speaker(index, last)
            self.via[index] = self._via(index, last)
            self.history.append(self.speakers[index])
            if self.outer[index] is None:
                last = index
        self._settle_parties()
        known = {mention.form: mention.name for mention in self.cast.mentions}
        return [self._attribution(index, known) for index in range(len(self.drafts))]

    def _settle_parties(self) -> None:
        """A side that the report gives a holder in one place counts in all."""
        told: dict[str, Finding[str | None]] = {}
        for speaker in self.speakers.values():
            if speaker.party.value and speaker.sort is not Sort.ANONYMOUS:
                told.setdefault(speaker.name, speaker.party)
        for index, speaker in self.speakers.items():
            if speaker.party.value is None and speaker.name in told:
                self.speakers[index] = replace(speaker, party=told[speaker.name])

    def _attribution(self, index: int, known: Mapping[str, str]) -> Attribution:
        speaker = self.speakers[index]
        holder = Finding(speaker.name, speaker.reason)
        return Attribution(holder, speaker.party, self.via[index], self._relays(index), known)

    def _speaker(self, index: int, last: int | None) -> Speaker:
        draft = self.drafts[index]
        span = draft.source[0] if draft.source else subject_beside(draft, self.cast)
        if span is None:
            return self._continued(index, last)
        question = Question(
            cleaned(self.report.text, span),
            span[0],
            self.cast,
            tuple(self.history[-12:]),
            self._reporting(index),
            self.speakers[last] if last is not None else None,
            self.cast.quoted(span[0]) is not None,
        )
        return resolve(question)

    def _reporting(self, index: int) -> Speaker | None:
        """The holder of the draft around this one, where that is not a mere relay."""
        outer = self.outer[index]
        return None if outer is None or self._relays(outer) else self.speakers[outer]

    def _continued(self, index: int, last: int | None) -> Speaker:
        """Without a source, the speaker before goes on."""
        outer = self.outer[index]
        before = self.speakers[last] if outer is None and last is not None else self.speakers[outer] if outer is not None else None
        if before is None:
            return Speaker(UNKNOWN, Sort.UNKNOWN, NONE, Reason("no source and nobody before"))
        return replace(before, reason=Reason("the speaker before goes on", before.described, (before.name,)))

    def _relays(self, index: int) -> bool:
        """Whether a draft only passes on what another draft inside it says."""
        name = self.speakers[index].name
        return index in self.holding and (is_outlet(name, self.cast) or name.startswith(ANONYMOUS) and name.endswith("reports"))

    def _via(self, index: int, last: int | None) -> Finding[tuple[str, ...]]:
        outer = self.outer[index]
        if outer is not None:
            chain = (*self.via[outer].value, *self._link(outer))
            return Finding(tuple(dict.fromkeys(chain)), Reason("reported inside another statement", self.speakers[outer].described))
        named = outlets_for(self.drafts[index], self.neighbours[index], self.cast, self.report)
        named = tuple(name for name in named if name != self.speakers[index].name)
        if named:
            return Finding(named, Reason("outlet in the sentence", ", ".join(named)))
        if last is not None and self._goes_on(index, last):
            return Finding(self.via[last].value, Reason("the statement before goes on"))
        return Finding((), Reason("no relayer named"))

    def _goes_on(self, index: int, last: int) -> bool:
        """Whether a statement belongs to the same speech as the one before: the same holder, named anew or not at all."""
        return self.speakers[index].name == self.speakers[last].name and not self.drafts[index].source

    def _link(self, outer: int) -> tuple[str, ...]:
        name = self.speakers[outer].name
        return () if is_publisher(name, self.report, self.cast) or name == UNKNOWN else (name,)


def _reading_order(drafts: Sequence[Draft], outer: Sequence[int | None]) -> list[int]:
    """Drafts as they are resolved: in text order, each after the one that reports it."""
    depth = depths(outer)
    roots = [_root(index, outer) for index in range(len(drafts))]
    return sorted(range(len(drafts)), key=lambda at: (_place(drafts[roots[at]]), roots[at], depth[at], _place(drafts[at]), at))


def _root(index: int, outer: Sequence[int | None]) -> int:
    parent = outer[index]
    while parent is not None:
        index, parent = parent, outer[parent]
    return index


def _place(draft: Draft) -> int:
    return draft.evidence[0]


def _by_sentence(drafts: Sequence[Draft], cast: Cast) -> list[list[Draft]]:
    """For each draft the other drafts that share its sentences."""
    table: defaultdict[int, list[int]] = defaultdict(list)
    for index, draft in enumerate(drafts):
        start, end = draft.evidence
        for sentence in range(cast.sentence(start), cast.sentence(end - 1) + 1):
            table[sentence].append(index)
    near = (table[cast.sentence((draft.cue or draft.source or draft.content)[0][0])] for draft in drafts)
    return [[drafts[other] for other in others if other != index] for index, others in enumerate(near)]
