"""Parameters that several pages take, and the rows in which entries go out."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from typing import Any

from sayso.ledger.entry import Entry
from sayso.statement import Act
from sayso.web.asking import Asked, Kind, Parameter
from sayso.web.views import Row
from sayso.wording.entries import dated, manner, speaker
from sayso.wording.statements import one_line

ON = Parameter("on", "As of this day; without it, today.", Kind.DAY)
KNOWN = Parameter("known", "Only from what had been reported by this day.", Kind.DAY)
PARTIES = Parameter("party", "Only this party; may be given several times.", many=True)
ISSUES = Parameter("issue", "Only this issue; may be given several times.", many=True)
PARTY = Parameter("party", "What counts for this party.")
HOLDER = Parameter("holder", "What this person or body says.")
ISSUE = Parameter("issue", "What is on this issue.")
ACT = Parameter("act", "Statements that do this.", choices=tuple(map(str, Act)))
PLACE = Parameter("place", "Statements that name this place.")
SINCE = Parameter("since", "Said on this day or later.", Kind.DAY)
UNTIL = Parameter("until", "Said on this day or earlier.", Kind.DAY)
LIMIT = Parameter("limit", "How many to show.", Kind.NUMBER)
OFFSET = Parameter("offset", "How many to leave out first, to go on.", Kind.NUMBER)
STATEMENT = Parameter("id", "The statement's id, or its first characters.", needed=True)

MOST = 500  # that a page shows at once


def limit(asked: Asked, otherwise: int) -> int:
    """How many to show: as asked, but never more than a page holds."""
    return min(asked.number("limit", otherwise), MOST)


def today(asked: Asked, days: tuple[datetime.date, datetime.date] | None) -> datetime.date:
    """The day that is asked of; else today, or the last of the ledger's days where that lies before."""
    now = datetime.date.today()
    return asked.day("on") or min(now, days[1] if days else now)


def entry_rows(entries: Iterable[Entry]) -> Iterator[Row]:
    """Entries as rows of a table."""
    return (entry_row(entry) for entry in entries)


def entry_row(entry: Entry) -> dict[str, Any]:
    """An entry as a row of a table."""
    statement, report = entry.statement, entry.report
    return {
        "id": entry.id,
        "state": str(entry.state),
        "day": dated(entry),
        "party": statement.party or "",
        "who": speaker(entry),
        "how": manner(entry),
        "issues": "; ".join(statement.issues),
        "quote": one_line(entry.quote),
        "condition": statement.condition or "",
        "places": "; ".join(statement.places),
        "report": report.id,
        "title": report.title,
        "publisher": report.publisher or "",
        "published": report.published.isoformat() if report.published else "",
    }
