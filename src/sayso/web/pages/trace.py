"""The trace: how a party came to stand where it does on an issue, as a chart with every statement on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sayso.analysis.shifts import Step
from sayso.ledger.sides import Party
from sayso.web.asking import Asked, Parameter
from sayso.web.charts import timeline
from sayso.web.pages.parameters import LIMIT, entry_row, limit
from sayso.web.rendering import picture
from sayso.web.views import Desk, Page, Row, View
from sayso.wording.history import MARKS

SHOWN = 200


def show(desk: Desk, asked: Asked) -> View:
    """The history of a party, on one issue or on each; without a party, the parties to choose from."""
    party, issue = asked.text("party"), asked.text("issue")
    if party is None:
        parties = [each for each in desk.ledger.parties() if each.statements]
        return View(
            "Trace", {"parties": parties}, lambda: [each.to_json() for each in parties], lambda: _plain(parties)
        )
    name = desk.ledger.sides().party(party)
    found = desk.ledger.trace(name, issue, limit(asked, SHOWN))
    ordered = dict(sorted(found.items(), key=lambda item: (-len(item[1]), item[0])))
    values: dict[str, Any] = {
        "party": name,
        "issue": issue,
        "histories": ordered,
        "charts": {each: timeline(steps) for each, steps in ordered.items()},
        "kinds": MARKS,
    }
    title = f"{name} on {desk.labels.get(issue, issue)}" if issue else name
    chart = values["charts"].get(issue)
    drawn = (lambda: picture("line", chart, title)) if chart else None
    return View(title, values, lambda: list(_json(name, ordered)), lambda: _rows(name, ordered), drawn)


def _plain(parties: Sequence[Party]) -> Iterator[Row]:
    return ({"party": party.name, "statements": party.statements, "issues": party.issues} for party in parties)


def _json(party: str, histories: Mapping[str, Sequence[Step]]) -> Iterator[Row]:
    return ({"party": party, "issue": issue, **step.to_json()} for issue, steps in histories.items() for step in steps)


def _rows(party: str, histories: Mapping[str, Sequence[Step]]) -> Iterator[Row]:
    for issue, steps in histories.items():
        for step in steps:
            before = step.before.id if step.before else ""
            yield {"issue": issue, "kind": str(step.kind), "shift": step.is_shift, "before": before} | entry_row(
                step.entry
            )


PARAMETERS = (LIMIT,)
PARTY = Parameter("party", "The party, by any of its names.")
ISSUE = Parameter("issue", "The issue; without it, each issue on which the party takes a position.")
# The issue is asked for, as a party's name may hold a slash.
SUMMARY = "How a party came to stand where it does, statement by statement."
PARTIES = Page("trace", "/trace", "The parties whose positions can be traced.", show, PARAMETERS, "Trace")
PARTY_PAGE = Page("trace", "/trace/{party:path}", SUMMARY, show, (PARTY, ISSUE, *PARAMETERS))
