"""Settlements: a proposal, clause by clause, against what each party has publicly said; see `docs/settlement.md`.

Nothing here says that a party would agree: a party that has not spoken on a clause is silent on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sayso.analysis.positions import recency, takes_position
from sayso.analysis.relations import Proposal, Related, Relation, relate
from sayso.ledger.entry import Entry
from sayso.statement import Act, Stand, Statement
from sayso.terms import Clause, Terms


class Answer(StrEnum):
    """What a party has publicly said to a clause."""

    ACCEPTED = "accepted"
    CONDITIONAL = "conditional"
    REFUSED = "refused"
    SILENT = "silent"


SURE, NEAR = 0.75, 0.5  # how likely a statement must be about a clause to answer it, and to be named beside it
MEETS = frozenset({Relation.SAME, Relation.OVERLAP})


@dataclass(frozen=True, slots=True)
class Finding:
    """What a party said to a clause: the answer, the entry that gives it and why.

    `others` may be on it, too, the likeliest first: to be looked at, above all where nothing is sure enough to answer.
    """

    clause: Clause
    party: str
    answer: Answer
    entry: Entry | None = None
    reason: str = ""
    others: tuple[Entry, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The finding, ready for `json.dumps`."""
        return {
            "clause": self.clause.id,
            "party": self.party,
            "answer": str(self.answer),
            "condition": self.entry and self.entry.statement.condition,
            "entry": self.entry and self.entry.to_json(),
            "reason": self.reason,
            "others": [entry.to_json() for entry in self.others],
        }


@dataclass(frozen=True, slots=True)
class Check:
    """A proposal checked: for every clause what every party said to it."""

    terms: Terms
    parties: tuple[str, ...]
    findings: tuple[Finding, ...]

    def at(self, clause: Clause, party: str) -> Finding:
        """What a party said to a clause."""
        return next(each for each in self.findings if (each.clause, each.party) == (clause, party))

    def needed(self, clause: Clause) -> tuple[str, ...]:
        """The parties whose consent a clause needs."""
        return tuple(party for party in self.parties if not clause.parties or party in clause.parties)

    def settled(self) -> tuple[Clause, ...]:
        """The clauses that every party whose consent they need has accepted."""
        return tuple(clause for clause in self.terms.clauses if self._answers(clause) == {Answer.ACCEPTED})

    def _answers(self, clause: Clause) -> set[Answer]:
        return {self.at(clause, party).answer for party in self.needed(clause)}

    def blocked(self) -> dict[str, tuple[Clause, ...]]:
        """For each party the clauses that it has refused: what would have to change for it not to stand in the way."""
        refused = {
            party: tuple(each.clause for each in self.findings if (each.party, each.answer) == (party, Answer.REFUSED))
            for party in self.parties
        }
        return {party: clauses for party, clauses in refused.items() if clauses}

    def to_json(self) -> dict[str, Any]:
        """The check, ready for `json.dumps`."""
        return {
            "name": self.terms.name,
            "source": self.terms.source,
            "parties": list(self.parties),
            "clauses": [
                {"id": clause.id, "text": clause.text, "issues": list(clause.issues)} for clause in self.terms.clauses
            ],
            "settled": [clause.id for clause in self.settled()],
            "blocked": {party: [clause.id for clause in clauses] for party, clauses in self.blocked().items()},
            "findings": [finding.to_json() for finding in self.findings],
        }


@dataclass(frozen=True, slots=True)
class Change:
    """A clause of one proposal beside its like in another, None where there is none; `moved` answer otherwise."""

    before: Clause | None
    after: Clause | None
    moved: Mapping[str, tuple[Answer, Answer]]


def check(terms: Terms, said: Mapping[str, Sequence[Entry]], parties: Sequence[str]) -> Check:
    """Check a proposal against what each party has said: `said` has each party's entries that take a position.

    Of the entries that have to do with a clause, the one of the highest rank answers, then the newest.
    """
    findings = [_finding(clause, party, said.get(party, ())) for clause in terms.clauses for party in parties]
    return Check(terms, tuple(parties), tuple(findings))


def _finding(clause: Clause, party: str, entries: Sequence[Entry]) -> Finding:
    on_it = [entry for entry in entries if takes_position(entry.statement) and _shares_issue(clause, entry)]
    related = relate([(proposal_of(clause), Proposal.of(entry)) for entry in on_it])
    near = [(entry, each) for entry, each in zip(on_it, related, strict=True) if each.about >= NEAR]
    sure = [(entry, each) for entry, each in near if each.about >= SURE]
    entry, how = max(sure, key=lambda pair: (pair[0].rank, recency(pair[0])), default=(None, None))
    others = tuple(other for other, _ in sorted(near, key=lambda pair: -pair[1].about) if other is not entry)
    if not entry or not how:
        return Finding(clause, party, Answer.SILENT, others=others)
    return Finding(clause, party, answer_of(entry.statement, how), entry, how.reason, others)


def proposal_of(clause: Clause) -> Proposal:
    """A clause as a proposal that its author is for."""
    whole = (0, len(clause.text))
    fields: dict[str, Any] = {"act": Act.OFFER, "stand": Stand.FOR, "issues": clause.issues, "places": clause.where}
    return Proposal(Statement(whole, (), (), (whole,), condition=clause.condition, **fields), clause.text)


def answer_of(statement: Statement, related: Related) -> Answer:
    """What a statement answers to a clause that it meets or excludes; a condition is kept as one."""
    if related.bearing in MEETS and (statement.condition or statement.stand is Stand.CONDITIONAL):
        return Answer.CONDITIONAL
    return Answer.ACCEPTED if related.bearing in MEETS else Answer.REFUSED


def _shares_issue(clause: Clause, entry: Entry) -> bool:
    return not clause.issues or not set(clause.issues).isdisjoint(entry.statement.issues)


def compare(before: Check, after: Check) -> list[Change]:
    """Two proposals side by side: each clause with its like in the other, those of the first first."""
    likes = dict(_likes(before.terms.clauses, after.terms.clauses))
    changed = [_change(before, after, clause, likes.get(clause)) for clause in before.terms.clauses]
    new = [clause for clause in after.terms.clauses if clause not in set(likes.values())]
    return [*changed, *(_change(before, after, None, clause) for clause in new)]


def _likes(ones: Sequence[Clause], others: Sequence[Clause]) -> Iterator[tuple[Clause, Clause]]:
    """The pairs of clauses of two proposals that are on the same: by id, or else by what they say."""
    left = list(others)
    for clause in ones:
        related = relate([(proposal_of(clause), proposal_of(other)) for other in left])
        scored = [
            (other.id == clause.id, each.relation in MEETS and each.about >= SURE, each.score)
            for other, each in zip(left, related, strict=True)
        ]
        best = max(range(len(left)), key=lambda index: scored[index], default=None)
        if best is not None and any(scored[best][:2]):
            yield clause, left.pop(best)


def _change(before: Check, after: Check, one: Clause | None, other: Clause | None) -> Change:
    return Change(one, other, dict(_moves(before, after, one, other)) if one and other else {})


def _moves(before: Check, after: Check, one: Clause, other: Clause) -> Iterator[tuple[str, tuple[Answer, Answer]]]:
    for party in before.parties:
        if party in after.parties:
            answers = before.at(one, party).answer, after.at(other, party).answer
            if answers[0] is not answers[1]:
                yield party, answers


def counts(findings: Iterable[Finding]) -> dict[Answer, int]:
    """How many findings give each answer."""
    found = dict.fromkeys(Answer, 0)
    for finding in findings:
        found[finding.answer] += 1
    return found
