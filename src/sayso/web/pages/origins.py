"""Origins: on how many independent words something rests, and who has it from whom, as a graph."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.analysis.origins import Origins
from sayso.web.asking import Asked, Parameter
from sayso.web.charts import graph
from sayso.web.pages.parameters import PARTY, SINCE, UNTIL, entry_row
from sayso.web.rendering import picture
from sayso.web.views import Desk, Page, Row, View

ISSUE = Parameter("issue", "The issue whose newest statements are traced.")
STATEMENT = Parameter("statement", "The statement that is traced, by its id or its first characters.")


def show(desk: Desk, asked: Asked) -> View:
    """The origins of a statement, or of the newest of what is said on an issue; without either, what to choose from."""
    statement, issue = asked.text("statement"), asked.text("issue")
    if statement:
        origins = desk.ledger.origins_of(statement)
    elif issue:
        wanted = {name: asked.values.get(name) for name in ("party", "since", "until")}
        origins = desk.ledger.origins_on(desk.ledger.wanted(issue=issue, **wanted))
    else:
        return View("Origins", {"origins": None, "graph": None}, lambda: None, lambda: ())
    web = graph(origins.edges)
    values = {"origins": origins, "graph": web, "issue": issue, "statement": statement}
    drawn = (lambda: picture("graph", web, str(origins))) if web else None
    return View("Origins", values, origins.to_json, lambda: _rows(origins), drawn)


def _rows(origins: Origins) -> Iterator[Row]:
    for number, origin in enumerate(origins.origins, 1):
        for member in origin.members:
            yield {"origin": number, "root": str(origin.root), "reason": member.reason} | entry_row(member.entry)


PAGE = Page(
    "origins",
    "/origins",
    "On how many independent words a statement or an issue rests, and who has it from whom.",
    show,
    (STATEMENT, ISSUE, PARTY, SINCE, UNTIL),
    "Origins",
)
