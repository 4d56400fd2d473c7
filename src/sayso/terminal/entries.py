"""Entries of the ledger in words and as lines: what every listing of them shows alike."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.text import Text

from sayso.ledger.entry import Entry, Rank, State
from sayso.ledger.searching import Hit
from sayso.statement import UNKNOWN, Stand
from sayso.terminal.words import due, marks, one_line, party, quoted, relayers, shortened

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


def print_entries(console: Console, entries: Iterable[Entry]) -> int:
    """Print entries one below the other, as they come; gives their number."""
    printed = 0
    for entry in entries:
        for line in entry_lines(entry, console.width):
            console.print(line)
        console.print()
        printed += 1
    return printed


def entry_lines(entry: Entry, width: int) -> Iterator[Text]:
    """An entry in four lines or so: who and when, what, how, and where it was reported."""
    statement = entry.statement
    style = "aside" if statement.holder == UNKNOWN else "holder"
    whose = party(statement)
    first = [(speaker(entry), style), (f" for {whose}" if whose else "", "aside"), (f"  {dated(entry)}", "aside")]
    yield Text.assemble((entry.id[:SHORT], "number"), "  ", *first)
    yield Text(f"  {saying(entry, 3 * width)}")
    issues = ", ".join(map(one_line, statement.issues))
    judged = "" if entry.state is State.UNJUDGED else f" · {entry.state}"
    yield Text.assemble(
        "  ", (manner(entry), "act"), f" · {issues}", (judged, "good"), (f" · {outlet(entry)}", "aside")
    )


def print_hits(console: Console, hits: Iterable[Hit]) -> None:
    """Print reports that hold what was searched for, a line or two each."""
    for hit in hits:
        report = hit.report
        published = report.published.isoformat() if report.published else "undated"
        rest = f"{published} · {one_line(report.publisher or report.id)} · {hit.statements} statements"
        console.print(Text.assemble((one_line(report.title or report.id), "title"), (f"  {rest}", "aside")))
