"""What changed in a ledger since it was last looked at: new shifts, new clashes, new forecasts."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from sayso.ledger.entry import Entry
from sayso.ledger.ledger import Ledger
from sayso.statement import Act


@dataclass(frozen=True, slots=True)
class Change:
    """Something new: a shift, a clash or a forecast, the statements it rests on, and why."""

    kind: str
    parties: tuple[str, ...]
    issue: str
    entries: tuple[Entry, ...]
    reason: str

    def to_json(self) -> dict[str, Any]:
        """The change, ready for `json.dumps`."""
        entries = [entry.to_json() for entry in self.entries]
        return {
            "kind": self.kind,
            "parties": list(self.parties),
            "issue": self.issue,
            "entries": entries,
            "reason": self.reason,
        }


def changes(ledger: Ledger, new: Collection[str], on: datetime.date) -> Iterator[Change]:
    """What the statements with the ids `new` changed: where they are a shift, clash with others, or forecast."""
    if not new:
        return
    fresh = set(new)
    yield from _shifts(ledger, fresh)
    for meeting in ledger.clashes(on):
        if not fresh.isdisjoint(entry.id for entry in meeting.entries):
            yield Change("clash", meeting.parties, meeting.issue, meeting.entries, meeting.related.reason)
    for entry in map(ledger.entry, sorted(fresh)):
        if entry.statement.act is Act.PREDICT:
            issue = next(iter(entry.statement.issues), "")
            yield Change("forecast", (entry.statement.party or "",), issue, (entry,), "expects it")


def _shifts(ledger: Ledger, fresh: set[str]) -> Iterator[Change]:
    sides = ledger.sides()
    entries = [ledger.entry(each) for each in sorted(fresh)]
    touched = {
        (sides.party(entry.statement.party), issue)
        for entry in entries
        if entry.statement.party
        for issue in entry.statement.issues
    }
    for party, issue in sorted(touched):
        for step in ledger.trace(party, issue).get(issue, ()):
            if step.is_shift and step.before and step.entry.id in fresh:
                reason = f"{step.kind}: {step.related.reason}" if step.related else str(step.kind)
                yield Change("shift", (party,), issue, (step.before, step.entry), reason)
