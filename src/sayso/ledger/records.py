"""Between the nouns and the rows of the tables."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Row as Record

from sayso.analysis.days import day_of
from sayso.analysis.positions import weight
from sayso.ledger.dialects import Row
from sayso.ledger.entry import Entry, Heading, Rank, State
from sayso.ledger.judgement import Judgement, Verdict
from sayso.reading.sentences import sentences_of, sentences_over
from sayso.report import Report
from sayso.statement import Statement, single_names

COUNTED_OUT = (State.REJECTED, State.MERGED)


def report_row(report: Report, identity: str, added: str, model: str) -> Row:
    """The row of a report."""
    return {
        "identity": identity,
        "id": report.id,
        "text": report.text,
        "title": report.title,
        "publisher": report.publisher,
        "published": iso(report.published),
        "source": report.source,
        "digest": report.digest,
        "added": added,
        "model": model,
    }


def report_of(record: Record[Any]) -> Report:
    """The report of a row."""
    return Report(
        id=record.id,
        text=record.text,
        title=record.title,
        publisher=record.publisher,
        published=day(record.published),
        source=record.source,
        digest=record.digest,
    )


def entry_row(
    report: Report, report_key: int, statement_key: int, statement: Statement, rank: Rank, state: State
) -> Row:
    """The row of a statement as it stands."""
    when = day_of(statement, report.published)
    return {
        "statement": statement_key,
        "report": report_key,
        "holder": statement.holder,
        "party": statement.party or "",
        "act": str(statement.act),
        "stand": str(statement.stand),
        "day": iso(when.day),
        "recalled": when.recalled,
        "rank": int(rank),
        "state": str(state),
        "quote": report.quote(statement.content),
        "sentence": sentence(report, statement),
        "fields": statement.to_json(),
    }


def issue_rows(entry: Row, statement: Statement) -> Iterator[Row]:
    """The rows of an entry's issues, for each of its parties; what people rejected or merged takes no position."""
    shared = {name: entry[name] for name in ("statement", "day", "rank")}
    own = 0 if entry["state"] in COUNTED_OUT else weight(statement, entry["quote"])
    taken = {"takes": own > 0, "weight": own}
    for issue in dict.fromkeys(statement.issues):
        yield from (shared | taken | {"issue": issue, "party": party} for party in parties_of(statement))


def parties_of(statement: Statement) -> tuple[str, ...]:
    """The parties that a statement counts for: a joint one for each; "" where none is known."""
    return single_names(statement.party or "")


def place_rows(entry: Row, statement: Statement) -> Iterator[Row]:
    """The rows of an entry's places."""
    for place in dict.fromkeys(statement.places):
        yield {"statement": entry["statement"], "place": place}


def entry_of(record: Record[Any]) -> Entry:
    """The entry of a row that joins an entry, its statement's id and its report's heading."""
    return Entry(
        id=record.id,
        statement=Statement.from_json(record.fields),
        quote=record.quote,
        sentence=record.sentence,
        report=Heading(record.report_id, record.title, record.publisher, day(record.published), record.source),
        day=day(record.day),
        recalled=record.recalled,
        rank=Rank(record.rank),
        state=State(record.state),
    )


def judgement_of(record: Record[Any]) -> Judgement:
    """The judgement of a row."""
    return Judgement(
        statement=record.statement,
        verdict=Verdict(record.verdict),
        reviewer=record.reviewer,
        at=record.at,
        field=record.field,
        value=record.value,
        undoes=record.undoes,
        key=record.key,
    )


def sentence(report: Report, statement: Statement) -> str:
    """The whole sentences that hold the evidence."""
    spans = sentences_over(sentences_of(report), statement.evidence)
    return report.text[spans[0][0] : spans[-1][1]] if spans else report.cut(statement.evidence)


def iso(value: datetime.date | None) -> str:
    """A day as the tables hold it."""
    return value.isoformat() if value else ""


def day(value: str) -> datetime.date | None:
    """A day that the tables hold."""
    return datetime.date.fromisoformat(value) if value else None
