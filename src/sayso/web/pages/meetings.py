"""Clashes and overlaps: pairs of positions that exclude each other, or meet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sayso.analysis.clashes import Meeting
from sayso.web.asking import Asked, Parameter
from sayso.web.pages.parameters import ISSUES, KNOWN, LIMIT, ON, PARTIES, limit, today
from sayso.web.views import Desk, Page, Row, View

SHOWN = 30
PARAMETERS = (ON, KNOWN, PARTIES, ISSUES, LIMIT)
UNSURE = Parameter("unsure", "Also those that are less sure, to be looked at.", choices=("yes",))


def show_clashes(desk: Desk, asked: Asked) -> View:
    """The pairs that exclude each other; those that are less sure where they are asked for."""
    found = desk.ledger.clashes(unsure=True, **_asked(desk, asked))
    told = [meeting for meeting in found if meeting.sure or asked.text("unsure")]
    unsure = {"number": len(found) - len(told), "given": {**asked.values, "unsure": "yes"}}
    return _view("Clashes", "that exclude each other", told, limit(asked, SHOWN), unsure)


def show_overlaps(desk: Desk, asked: Asked) -> View:
    """The pairs that meet."""
    found = desk.ledger.overlaps(**_asked(desk, asked))
    return _view("Overlaps", "that meet at least in part", found, limit(asked, SHOWN))


def _asked(desk: Desk, asked: Asked) -> dict[str, Any]:
    return {
        "on": today(asked, desk.ledger.days()),
        "known": asked.day("known"),
        "parties": asked.texts("party"),
        "issues": asked.texts("issue"),
    }


def _view(title: str, which: str, found: Sequence[Meeting], most: int, unsure: Mapping[str, Any] | None = None) -> View:
    shown = found[:most]
    return View(
        title,
        {"meetings": shown, "number": len(found), "which": which, "unsure": unsure},
        lambda: [meeting.to_json() for meeting in shown],
        lambda: _rows(shown),
    )


def _rows(meetings: Sequence[Meeting]) -> Iterator[Row]:
    for meeting in meetings:
        yield {
            "issue": meeting.issue,
            "relation": str(meeting.related.relation),
            "score": round(meeting.related.score, 3),
            "sure": meeting.sure,
            "reason": meeting.related.reason,
            **{f"party {n}": party for n, party in enumerate(meeting.parties, 1)},
            **{f"quote {n}": entry.quote for n, entry in enumerate(meeting.entries, 1)},
            **{f"id {n}": entry.id for n, entry in enumerate(meeting.entries, 1)},
        }


CLASHES = Page(
    "clashes", "/clashes", "Pairs of positions that exclude each other.", show_clashes, (*PARAMETERS, UNSURE), "Clashes"
)
OVERLAPS = Page("overlaps", "/overlaps", "Pairs of positions that meet.", show_overlaps, PARAMETERS, "Overlaps")
