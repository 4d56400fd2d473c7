"""A card: all that the ledger knows of one statement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from sayso.ledger import tables
from sayso.ledger.deciding import judgements_on
from sayso.ledger.entry import Entry
from sayso.ledger.holders import Holders
from sayso.ledger.judgement import Judgement
from sayso.ledger.records import entry_of, report_of
from sayso.ledger.tracing import tellings
from sayso.ledger.viewing import current_id, entry_query
from sayso.reading.sentences import sentences_of, sentences_over
from sayso.report import Report, Span
from sayso.statement import Statement

AROUND = 1  # sentences of context on either side


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


def card(connection: Connection, beginning: str, holders: Holders) -> Card:
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
        elsewhere=tuple(tellings(connection, entry, holders)[1:]),
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
