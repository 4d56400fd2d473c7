"""Entries of the ledger in words and as lines: what every listing of them shows alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.text import Text

from sayso.ledger.entry import Entry, State
from sayso.ledger.searching import Hit
from sayso.statement import UNKNOWN
from sayso.wording.entries import SHORT, dated, manner, outlet, saying, speaker
from sayso.wording.statements import one_line, party


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
