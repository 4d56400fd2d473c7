"""What changed in a ledger, one change below the other."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from sayso.agenda import Agenda
from sayso.terminal.board import label
from sayso.terminal.entries import entry_lines
from sayso.watching.changes import Change
from sayso.wording.statements import one_line


def print_changes(console: Console, changes: Sequence[Change], agenda: Agenda) -> None:
    """Print changes with the statements that they rest on."""
    for change in changes:
        parties = " and ".join(one_line(party) for party in change.parties if party)
        console.print(Text(f"New {change.kind}: {parties} on {label(agenda, change.issue)}", style="title"))
        console.print(Text(f"  {one_line(change.reason)}", style="aside"))
        for entry in change.entries:
            for line in entry_lines(entry, console.width):
                console.print(line)
        console.print()
    console.print(Text(f"{len(changes)} changes", style="aside"))
