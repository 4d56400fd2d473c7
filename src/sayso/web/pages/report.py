"""The report: its text with the statements marked, and the statements with their fields, each leading to the other."""

from __future__ import annotations

from sayso.ledger.entry import Entry, State
from sayso.ledger.viewing import Wanted
from sayso.statement import Act, Stand
from sayso.web.asking import Asked, Parameter
from sayso.web.marked import stretches
from sayso.web.pages.parameters import entry_rows
from sayso.web.views import Desk, Page, View


def show(desk: Desk, asked: Asked) -> View:
    """A report with its statements, those that were rejected or merged left out."""
    report = desk.ledger.report(asked.text("id") or "")
    entries = sorted(desk.ledger.entries(Wanted(report=report.id, states=tuple(State))), key=_place)
    shown = [entry for entry in entries if entry.state not in (State.REJECTED, State.MERGED)]
    values = {
        "report": report,
        "entries": shown,
        "left": [entry for entry in entries if entry not in shown],
        "acts": list(Act),
        "stands": list(Stand),
        "stretches": list(stretches(report.text, [entry.statement for entry in shown])),
    }
    return View(
        report.title or report.id,
        values,
        lambda: {"id": report.id, "text": report.text, "statements": [entry.to_json() for entry in shown]},
        lambda: entry_rows(shown),
    )


def _place(entry: Entry) -> tuple[tuple[int, int], str]:
    return entry.statement.evidence, entry.id


PAGE = Page(
    "report",
    "/report/{id:path}",
    "A report's text with its statements marked.",
    show,
    (Parameter("id", "The report's id.", needed=True),),
)
