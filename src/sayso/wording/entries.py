"""Entries of the ledger in words."""

from __future__ import annotations

import datetime

from sayso.ledger.entry import Entry, Rank
from sayso.statement import Stand
from sayso.wording.statements import due, marks, one_line, quoted, relayers, shortened

RANKS = {
    Rank.LEADER: "leader",
    Rank.BODY: "body",
    Rank.MINISTER: "minister",
    Rank.OFFICIAL: "official",
    Rank.MEMBER: "member",
    Rank.ANONYMOUS: "anonymous",
}
SHORT = 8  # characters of an id that listings show; more are seldom needed to find a statement


def saying(entry: Entry, limit: int) -> str:
    """The content, quoted and shortened to `limit` characters."""
    return quoted(shortened(one_line(entry.quote), limit))


def manner(entry: Entry) -> str:
    """Act, stand, firmness, hedge, condition and deadline, as far as they are told."""
    statement = entry.statement
    stand = [] if statement.stand is Stand.NONE else [str(statement.stand)]
    deadline = [due(statement.deadline)] if statement.deadline else []
    return " · ".join([str(statement.act), *stand, *marks(statement), *deadline])


def speaker(entry: Entry) -> str:
    """Who says it: the holder, what rank it has, and through whom."""
    name = one_line(entry.statement.holder)
    rank = RANKS.get(entry.rank)
    via = relayers(entry.statement)
    parts = [f"{name} ({rank})" if rank and not entry.statement.anonymous else name, f"via {via}" if via else ""]
    return " ".join(part for part in parts if part)


def age(day: datetime.date | None, on: datetime.date) -> str:
    """How old something of a day is, in the shortest words."""
    if day is None:
        return "undated"
    days = (on - day).days
    if days < 1:
        return "today" if days == 0 else f"in {-days} d"
    return f"{days} d" if days < 100 else f"{days // 30} months" if days < 720 else f"{days // 365} years"


def dated(entry: Entry) -> str:
    """When it was said, and that the report looks back where it does."""
    day = entry.day.isoformat() if entry.day else "undated"
    return f"{day}, recalled" if entry.recalled else day


def outlet(entry: Entry) -> str:
    """Who published the report, and when."""
    report = entry.report
    published = report.published and report.published.isoformat()
    return ", ".join(one_line(part) for part in (report.publisher or report.id, published) if part)
