"""A statement: its sentence in context, its fields, its chain, where else it was told, what was decided on it."""

from __future__ import annotations

from sayso.ledger.card import Card
from sayso.web.asking import Asked
from sayso.web.pages.parameters import STATEMENT, entry_rows
from sayso.web.views import Desk, Page, View


def show(desk: Desk, asked: Asked) -> View:
    """All that is known of one statement."""
    card = desk.ledger.card(asked.text("id") or "")
    tellings = [card.entry, *card.elsewhere]
    values = {"card": card, "origins": desk.ledger.origins_among(tellings), "corrected": _corrected(card)}
    return View("Statement", values, card.to_json, lambda: entry_rows(tellings))


def _corrected(card: Card) -> set[str]:
    now, read = card.entry.statement.to_json(), card.read.to_json()
    return {name for name in now if now[name] != read[name]}


PAGE = Page("statement", "/statement/{id}", "One statement with all that is known of it.", show, (STATEMENT,))
