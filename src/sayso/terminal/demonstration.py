"""What `sayso demo` shows."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from rich.console import Console
from rich.text import Text

from sayso import examples
from sayso.statement import Reading
from sayso.terminal.summary import print_summary
from sayso.terminal.table import print_reading


def print_demonstration(console: Console, readings: Sequence[Reading], full: Collection[str]) -> None:
    """Print where the reports come from, those with the ids `full` in full, a summary of all, and what to try next."""
    console.print(Text(examples.NOTICE, style="aside"), end="\n\n")
    for reading in readings:
        if reading.report.id in full:
            print_reading(console, reading)
    statements = sum(len(reading.statements) for reading in readings)
    console.print(Text(f"{len(readings)} reports, {statements} statements", style="title"), end="\n\n")
    print_summary(console, readings)
    console.print()
    console.print(Text(f"Next: sayso read {examples.path()} --text", style="aside"), soft_wrap=True)
