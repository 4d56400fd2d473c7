"""Review: what nobody has judged yet, the most doubtful first, to be decided on one after the other."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.analysis.agreement import agreement
from sayso.analysis.doubts import doubt, doubts
from sayso.ledger.entry import Entry, State
from sayso.statement import Act, Firmness, Stand
from sayso.web.asking import Asked, Parameter
from sayso.web.pages.parameters import ISSUE, PARTY, entry_rows
from sayso.web.views import Desk, Page, View

LOOKED_AT = 200  # newest entries that are put in order
LISTED = 30
SKIP = Parameter("skip", "Statements to leave for later, by id; may be given several times.", many=True)
STATE = Parameter("state", "What people have decided so far.", choices=tuple(map(str, State)))


def show(desk: Desk, asked: Asked) -> View:
    """The queue, and all about the statement that comes first, or the one that was chosen."""
    state = State(asked.text("state") or State.UNJUDGED)
    wanted = desk.ledger.wanted(party=asked.text("party"), issue=asked.text("issue"), states=(state,))
    found = list(desk.ledger.entries(wanted, LOOKED_AT))
    queue = [entry for entry in in_order(found) if entry.id not in asked.texts("skip")]
    chosen = asked.text("id") or (queue[0].id if queue else None)
    values = {
        "queue": queue[:LISTED],
        "waiting": len(found),
        "most": LOOKED_AT,
        "card": desk.ledger.card(chosen) if chosen else None,
        "doubts": doubts,
        "asked": asked,
        "state": state,
        "following": _after(queue, chosen),
        "acts": list(Act),
        "stands": list(Stand),
        "firmnesses": list(Firmness),
        "decisions": desk.ledger.decisions(LISTED),
        "agreement": agreement(desk.ledger.judged()),
    }
    return View(
        "Review",
        values,
        lambda: [entry.to_json() | {"doubt": doubt(entry)} for entry in queue],
        lambda: entry_rows(queue),
    )


def in_order(entries: Sequence[Entry]) -> list[Entry]:
    """The entries, the most doubtful first, of equally doubtful ones the newest."""
    return sorted(entries, key=lambda entry: -doubt(entry))


def _after(queue: Sequence[Entry], chosen: str | None) -> str | None:
    ids = [entry.id for entry in queue]
    if chosen is None or chosen not in ids:
        return ids[0] if ids else None
    following = ids[ids.index(chosen) + 1 :]
    return following[0] if following else None


PAGE = Page(
    "review",
    "/review",
    "What nobody has judged yet, the most doubtful first.",
    show,
    (Parameter("id", "The statement to look at, by its id."), PARTY, ISSUE, STATE, SKIP),
    "Review",
)
