"""Parties: the sides with all the names they were read under, and people and bodies with theirs."""

from __future__ import annotations

from sayso.web.asking import Asked
from sayso.web.views import Desk, Page, View


def show(desk: Desk, asked: Asked) -> View:
    """The parties, those who say most first, the holders with more than one name, and who decided what on names."""
    found = desk.ledger.parties()
    spellings = desk.ledger.holders().spellings.items()
    holders = sorted((name, names) for name, names in spellings if len(names) > 1)
    values = {"parties": found, "holders": holders, "namings": desk.ledger.namings()}
    return View(
        "Parties",
        values,
        lambda: [party.to_json() for party in found],
        lambda: ({**party.to_json(), "spellings": "; ".join(party.spellings)} for party in found),
    )


PAGE = Page("parties", "/parties", "The parties with their names, and how much they say.", show, (), "Parties")
