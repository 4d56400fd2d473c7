"""Claims for tests: from annotated readings, or composed in one line each."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

from sayso.analysis.claims import Claim
from sayso.ledger.entry import Entry, Heading, Rank
from sayso.report import Report
from sayso.statement import Reading, Statement


def claims_of(readings: Iterable[Reading]) -> list[Claim]:
    """Every statement of the readings as a claim; its id is the report's with the statement's number."""
    return [claim for reading in readings for claim in _claims(reading)]


def _claims(reading: Reading) -> Iterator[Claim]:
    for number, statement in enumerate(reading.statements):
        yield claim(reading.report, statement, f"{reading.report.id}.{number}")


def claim(report: Report, statement: Statement, name: str) -> Claim:
    heading = Heading(report.id, report.title, report.publisher, report.published, report.source)
    said = statement.said if statement.said and len(statement.said) == 10 else None
    day = datetime.date.fromisoformat(said) if said else report.published
    quote, sentence = report.quote(statement.content), report.cut(statement.evidence)
    return Claim(Entry(name, statement, quote, sentence, heading, day, False, Rank.UNKNOWN), report.text)


def composed(
    publisher: str,
    holder: str,
    content: str = "it will keep the northern port",
    *,
    via: Iterable[str] = (),
    party: str | None = None,
    day: str = "2025-05-04",
    text: str = "",
    report: str = "",
    number: int = 0,
) -> Claim:
    """One claim of a report that says "HOLDER: CONTENT." after `text`; without one its text is not at hand."""
    before = f"{text} " if text else ""
    source = (len(before), len(before) + len(holder))
    start = source[1] + 2
    whole = f"{before}{holder}: {content}."
    statement = Statement(
        evidence=(source[0], start + len(content)),
        source=(source,),
        cue=(),
        content=((start, start + len(content)),),
        holder=holder,
        party=party,
        via=tuple(via),
        issues=("territory",),
    )
    name = report or f"{publisher} {day}"
    made = Report(name, whole, publisher=publisher, published=datetime.date.fromisoformat(day))
    told = claim(made, statement, f"{name}.{number}")
    return told if text else Claim(told.entry)
