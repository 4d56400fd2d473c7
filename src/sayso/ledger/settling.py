"""A proposed settlement against the ledger."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace

from sayso.agenda import Agenda
from sayso.analysis.settlement import Check, check
from sayso.ledger.ledger import Ledger
from sayso.reading.draft import Draft
from sayso.reading.judge import Judge
from sayso.reading.model import shared
from sayso.reading.pieces import split
from sayso.reading.prepared import Prepared
from sayso.report import Report
from sayso.terms import Clause, Terms

LOOKED_AT = 200  # newest entries of a party on an issue


def checked(ledger: Ledger, terms: Terms, agenda: Agenda, parties: Sequence[str], on: datetime.date | None) -> Check:
    """Check a proposal as of a day (today) against what each party, by any of its names, has said by then.

    A clause without issues gets those that its text is on, as a statement would.
    """
    terms = replace(terms, clauses=tuple(with_issues(terms.clauses, agenda)))
    names = [ledger.sides().party(party) for party in parties]
    issues = {issue for clause in terms.clauses for issue in clause.issues}
    said = {name: ledger.said(name, issues, on or datetime.date.today(), LOOKED_AT) for name in names}
    return check(terms, said, names)


def with_issues(clauses: Sequence[Clause], agenda: Agenda) -> list[Clause]:
    """The clauses, those without issues with the issues that the model takes their texts to be on."""
    bare = [clause for clause in clauses if not clause.issues]
    if not bare:
        return list(clauses)
    judge = Judge(shared(), agenda)
    verdicts = judge.judge([_case(clause) for clause in bare])
    found = {clause.id: judge.issues(verdict).value for clause, verdict in zip(bare, verdicts, strict=True)}
    return [replace(clause, issues=found[clause.id]) if clause.id in found else clause for clause in clauses]


def _case(clause: Clause) -> tuple[Prepared, Draft]:
    tokenizer = shared().tokenizer
    report = Report(clause.id, clause.text)
    return Prepared(report, report, split(report.text, tokenizer), split("", tokenizer)), Draft(
        (), (), ((0, len(clause.text)),)
    )
