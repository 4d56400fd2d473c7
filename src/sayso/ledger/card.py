"""A card: all that the ledger knows of one statement."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, select

from sayso.analysis.relations import Relation, relate
from sayso.ledger import tables
from sayso.ledger.deciding import judgements_on
from sayso.ledger.entry import Entry
from sayso.ledger.judgement import Judgement
from sayso.ledger.records import COUNTED_OUT, entry_of, iso, report_of
from sayso.ledger.viewing import current_id, entry_query
from sayso.reading.sentences import sentences_of, sentences_over
from sayso.report import Report, Span
from sayso.statement import Statement

AROUND = 1  # sentences of context on either side
ELSEWHERE = 40  # entries that are looked at as tellings of the same
WITHIN = datetime.timedelta(days=10)  # between two tellings of the same


@dataclass(frozen=True, slots=True)
class Card:
    """One statement with its surroundings.

    `context` is the stretch of the report's text to show. `read` is the statement as the model read it, `entry` as it
    stands; `elsewhere` are the entries that tell the same; `history` is what was decided on it.
    """

    entry: Entry
    report: Report
    context: Span
    read: Statement
    office: str
    model: str
    elsewhere: tuple[Entry, ...]
    history: tuple[Judgement, ...]

    def to_json(self) -> dict[str, Any]:
        """The card, ready for `json.dumps`."""
        return {
            **self.entry.to_json(),
            "office": self.office,
            "context": {"span": list(self.context), "text": self.report.cut(self.context)},
            "read": self.read.to_json(),
            "model": self.model,
            "elsewhere": [entry.to_json() for entry in self.elsewhere],
            "history": [judgement.to_json() for judgement in self.history],
        }


def card(connection: Connection, beginning: str) -> Card:
    """The card of the statement whose id begins so. Raises LedgerError where there is none, or more than one."""
    found = current_id(connection, beginning)
    row = connection.execute(select(tables.statements).where(tables.statements.c.id == found)).one()
    report = report_of(connection.execute(select(tables.reports).where(tables.reports.c.key == row.report)).one())
    entry = entry_of(connection.execute(entry_query().where(tables.statements.c.id == found)).one())
    return Card(
        entry=entry,
        report=report,
        context=context(report, entry.statement.evidence),
        read=Statement.from_json(row.fields),
        office=row.office,
        model=row.model,
        elsewhere=tuple(elsewhere(connection, entry, row.report)),
        history=tuple(judgements_on(connection, found)),
    )


def context(report: Report, evidence: Span) -> Span:
    """The stretch from the sentence before the evidence to the one after it."""
    sentences = sentences_of(report)
    held = sentences_over(sentences, evidence)
    if not held:
        return evidence
    first, last = sentences.index(held[0]), sentences.index(held[-1])
    return sentences[max(0, first - AROUND)][0], sentences[min(len(sentences) - 1, last + AROUND)][1]


def elsewhere(connection: Connection, entry: Entry, report: int) -> Iterator[Entry]:
    """The entries of other reports, of the same holder or party and near in time, that tell the same."""
    others = [entry_of(row) for row in connection.execute(_near(entry, report))]
    related = relate([(other, entry) for other in others])
    return (other for other, found in zip(others, related, strict=True) if found.relation is Relation.SAME)


def _near(entry: Entry, report: int) -> Select[Any]:
    entries, statement = tables.entries.c, entry.statement
    whose = entries.party == statement.party if statement.party else entries.holder == statement.holder
    query = entry_query().where(whose, entries.report != report, entries.state.not_in(COUNTED_OUT))
    if entry.day:
        query = query.where(entries.day.between(iso(entry.day - WITHIN), iso(entry.day + WITHIN)))
    issues = select(tables.issues.c.statement).where(tables.issues.c.issue.in_(statement.issues))
    return query.where(entries.statement.in_(issues)).order_by(entries.day.desc()).limit(ELSEWHERE)
