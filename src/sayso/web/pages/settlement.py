"""Settlement: a proposal, edited in the page, against what each party has said."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sayso.analysis.settlement import Check, counts
from sayso.intake.terms import terms_in
from sayso.ledger.settling import checked
from sayso.web.asking import Asked, BadRequestError, Parameter
from sayso.web.pages.parameters import ON, PARTIES, today
from sayso.web.views import Desk, Page, Row, View

SHOWN = 3  # parties that are asked where the dossier names none
MOST = 1000  # answers, of each party to each clause: comparing more keeps everybody else waiting
PROPOSAL = 50_000  # characters: an address holds no more
FORMS = ("md", "toml")


def show(desk: Desk, asked: Asked) -> View:
    """A proposal clause by clause; without one, an empty page to write one on."""
    text, form, day = asked.text("terms") or "", asked.text("form") or FORMS[0], today(asked, desk.ledger.days())
    parties = asked.texts("party") or tuple(desk.dossier.parties)
    parties = parties or desk.ledger.board(day, beside=False).parties[:SHOWN]
    values = {"text": text, "form": form, "parties": parties, "day": day, "check": None}
    if not text.strip():
        return View("Settlement", values, lambda: None, lambda: ())
    terms = terms_in(text, form, Path("the proposal"))
    if (answers := len(terms.clauses) * len(parties)) > MOST:
        raise BadRequestError(f"{answers} answers are asked for, a clause and a party each: at most {MOST} at once")
    found = checked(desk.ledger, terms, desk.dossier.agenda, parties, day)
    values |= {"check": found, "counts": counts(found.findings)}
    return View("Settlement", values, found.to_json, lambda: _rows(found))


def _rows(check: Check) -> Iterator[Row]:
    for finding in check.findings:
        entry = finding.entry
        yield {
            "clause": finding.clause.id,
            "text": finding.clause.text,
            "party": finding.party,
            "answer": str(finding.answer),
            "condition": (entry and entry.statement.condition) or "",
            "quote": entry.quote if entry else "",
            "id": entry.id if entry else "",
            "day": (entry and entry.day) or "",
            "rank": entry.rank.name.lower() if entry else "",
        }


PAGE = Page(
    "settlement",
    "/settlement",
    "A proposed settlement, clause by clause, against what each party has publicly said.",
    show,
    (
        Parameter("terms", "The proposal: a Markdown list of clauses, or TOML with [[clauses]].", longest=PROPOSAL),
        Parameter("form", "How the proposal is written.", choices=FORMS),
        ON,
        PARTIES,
    ),
    "Settlement",
)
