"""Warnings: if what, then what, for whom, where, said by whom and how often, and who says the contrary."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.analysis.warnings import WarningGiven
from sayso.ledger.forecasting import as_warnings, contradicted, warned
from sayso.web.asking import Asked
from sayso.web.pages.parameters import HOLDER, ISSUE, LIMIT, ON, PARTY, PLACE, entry_row, limit
from sayso.web.views import Desk, Page, Row, View
from sayso.wording.warnings import called, how_often, opening

SHOWN = 8
NARROWING = (PARTY, HOLDER, ISSUE, PLACE)


def show(desk: Desk, asked: Asked) -> View:
    """The warnings and threats said by a day, the last ones first."""
    given = {parameter.name: asked.values.get(parameter.name) for parameter in NARROWING}
    found = warned(desk.ledger, asked.day("on"), **given)
    shown = contradicted(desk.ledger, as_warnings(desk.ledger, found[: limit(asked, SHOWN)]))
    values = {"warnings": shown, "number": len(found), "called": called, "opening": opening, "how_often": how_often}
    return View("Warnings", values, lambda: [each.to_json() for each in shown], lambda: _rows(shown))


def _rows(given: Sequence[WarningGiven]) -> Iterator[Row]:
    for warning in given:
        told = warning.consequence
        yield {
            "kind": "threat" if warning.is_threat else "warning",
            "condition": told.condition.text if told.condition else "",
            "then": told.then.text,
            "for whom": "; ".join(told.whom),
            "times": warning.times,
            "contradicted by": "; ".join(each.entry.id for each in warning.contradictions),
        } | entry_row(warning.entry)


PAGE = Page(
    "warnings",
    "/warnings",
    "Warnings and threats, and what is said to the contrary.",
    show,
    (ON, *NARROWING, LIMIT),
    "Warnings",
)
