"""Sources: the reports that the ledger holds, and the feeds that are followed."""

from __future__ import annotations

from sayso.web.asking import Asked
from sayso.web.pages.parameters import LIMIT, OFFSET, limit
from sayso.web.views import Desk, Page, View

SHOWN = 50


def show(desk: Desk, asked: Asked) -> View:
    """The reports, those added last first, and the feeds of the dossier."""
    most, offset = limit(asked, SHOWN), asked.number("offset", 0)
    held, number = desk.ledger.reports(most, offset), desk.ledger.count_of_reports()
    values = {
        "held": held,
        "number": number,
        "feeds": desk.dossier.feeds,
        "more": offset + most if offset + most < number else None,
        "back": max(0, offset - most) if offset else None,
    }
    rows = [each.to_json() for each in held]
    return View("Sources", values, lambda: {"reports": rows, "feeds": list(desk.dossier.feeds)}, lambda: rows)


PAGE = Page("sources", "/sources", "The reports in the ledger, and the feeds.", show, (LIMIT, OFFSET), "Sources")
