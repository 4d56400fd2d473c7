"""The history of a party on an issue, and pairs of statements that exclude each other or meet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.text import Text

from sayso.agenda import Agenda
from sayso.analysis.clashes import Meeting
from sayso.analysis.shifts import Step
from sayso.ledger.entry import Entry
from sayso.terminal.board import label
from sayso.wording.entries import SHORT, dated, manner, outlet, saying, speaker
from sayso.wording.history import MARKS
from sayso.wording.statements import one_line


def print_history(console: Console, party: str, issue: str, steps: Sequence[Step], agenda: Agenda) -> None:
    """Print the history of a party on one issue, oldest first; what moved is marked."""
    shifts = sum(step.is_shift for step in steps)
    console.print(Text(f"{one_line(party)} on {label(agenda, issue)}", style="title"))
    console.print(Text(f"{len(steps)} statements, {shifts} shifts", style="aside"))
    for step in steps:
        for line in step_lines(step, console.width):
            console.print(line)
    console.print()


def step_lines(step: Step, width: int) -> Iterator[Text]:
    """One statement of a history, and for a shift why it is one."""
    entry = step.entry
    sign = "▲" if step.is_shift else "·"
    style = "firm" if step.is_shift else "aside"
    yield Text.assemble(
        (f"{sign} {dated(entry)}", "number"), (f"  {MARKS[step.kind]}", style), ("  " + entry.id[:SHORT], "aside")
    )
    yield from said_lines(entry, width)
    if step.is_shift and step.before and step.related:
        reason = one_line(step.related.reason)
        yield Text.assemble(
            (f"    before, {dated(step.before)}", "aside"), (f"  {step.before.id[:SHORT]}  {reason}", "aside")
        )
        yield from said_lines(step.before, width, indent=6)


def said_lines(entry: Entry, width: int, indent: int = 4) -> Iterator[Text]:
    """What was said, and below it how, by whom, through whom and where."""
    yield Text(f"{' ' * indent}{saying(entry, 2 * width)}")
    yield Text.assemble(
        " " * indent, (manner(entry), "act"), " · ", (speaker(entry), "holder"), (f" · {outlet(entry)}", "aside")
    )


def print_meetings(console: Console, meetings: Sequence[Meeting], agenda: Agenda) -> None:
    """Print pairs of statements, each side quoted, with the reason."""
    for meeting in meetings:
        left, right = meeting.parties
        console.print(Text(f"{label(agenda, meeting.issue)}: {one_line(left)} and {one_line(right)}", style="title"))
        for party, entry in zip(meeting.parties, meeting.entries, strict=True):
            console.print(
                Text.assemble(
                    (f"  {one_line(party)}", "number"), f"  {dated(entry)}", (f"  {entry.id[:SHORT]}", "aside")
                )
            )
            for line in said_lines(entry, console.width):
                console.print(line)
        doubt = "" if meeting.sure else "; perhaps no clash, to be looked at"
        console.print(Text(f"  {meeting.related.reason} ({meeting.related.score:.0%} sure{doubt})", style="aside"))
        console.print()
