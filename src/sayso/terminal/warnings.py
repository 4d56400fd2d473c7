"""Warnings and threats in the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from sayso.analysis.consequences import Words
from sayso.analysis.warnings import Contradiction, WarningGiven
from sayso.statement import UNKNOWN
from sayso.wording.entries import SHORT, dated, saying, speaker
from sayso.wording.statements import due, one_line, party, quoted, shortened
from sayso.wording.warnings import called, how_often, opening

LABEL = 10  # columns for "if", "then" and the like
SHOWN = 3  # contradictions of one warning


def print_warnings(console: Console, warnings: Iterable[WarningGiven]) -> None:
    """Print warnings, one below the other: who; if what; then what; for whom, where; contradicted by whom."""
    for warning in warnings:
        console.print(heading(warning))
        table = Table.grid(padding=(0, 1))
        table.add_column(width=LABEL, style="aside", justify="right")
        table.add_column()
        for label, text in rows(warning, console.width):
            table.add_row(label, text)
        console.print(Padding(table, (0, 0, 1, 0), expand=False))


def heading(warning: WarningGiven) -> Text:
    """Whether it warns or threatens, and who does, as what and for whom."""
    entry = warning.entry
    whose, office = party(entry.statement), called(warning)
    return Text.assemble(
        (entry.id[:SHORT], "number"),
        "  ",
        ("threat" if warning.is_threat else "warning", "against" if warning.is_threat else "act"),
        "  ",
        (speaker(entry), "aside" if entry.statement.holder == UNKNOWN else "holder"),
        (f", {office}" if office else "", "aside"),
        (f", for {whose}" if whose else "", "aside"),
    )


def rows(warning: WarningGiven, width: int) -> Iterator[tuple[str, Text]]:
    """The parts of a warning, each with what it is."""
    entry, consequence = warning.entry, warning.consequence
    condition = consequence.condition
    yield opening(consequence.form), words(condition, width) if condition else Text("unknown", style="aside")
    yield "then", words(consequence.then, width)
    yield "for whom", Text(one_line(", ".join(consequence.whom)) or "unknown", "" if consequence.whom else "aside")
    if entry.statement.addressee:
        yield "told to", Text(one_line(entry.statement.addressee))
    if entry.statement.deadline:
        yield "when", Text(due(entry.statement.deadline))
    if warning.places:
        yield "where", Text(one_line(", ".join(warning.places)))
    yield "said", Text(how_often(warning), style="aside")
    for each in warning.contradictions[:SHOWN]:
        yield "but", contradiction_text(each, width)
    if len(warning.contradictions) > SHOWN:
        yield "", Text(f"and {len(warning.contradictions) - SHOWN} more", style="aside")


def words(told: Words, width: int) -> Text:
    """Words of a report, quoted and shortened."""
    return Text(quoted(shortened(one_line(told.text), 3 * width)))


def contradiction_text(contradiction: Contradiction, width: int) -> Text:
    """Who says the contrary, when and in what words."""
    entry, sure = contradiction.entry, f"{contradiction.related.score:.0%} sure"
    return Text.assemble(
        (speaker(entry), "holder"),
        (
            f" {dated(entry)}  {entry.id[:SHORT]} ({entry.statement.act}, {sure})",
            "aside",
        ),
        f"\n{saying(entry, 2 * width)}",
    )
