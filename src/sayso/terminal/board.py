"""The board: a table of issue by party where there is room for it, a list where there is none."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from sayso.agenda import Agenda
from sayso.analysis.origins import Mark
from sayso.analysis.positions import Position
from sayso.ledger.ledger import Board
from sayso.statement import Stand
from sayso.terminal.console import LOOK
from sayso.wording.entries import SHORT, age, manner, saying, speaker
from sayso.wording.statements import one_line

ISSUE_WIDTH = 14
LEAST_WIDTH = 24  # of a party's column; where there is less room, the board is a list
QUOTE_LIMIT = 150
SILENT = "—"


def print_board(console: Console, board: Board, agenda: Agenda) -> None:
    """Print the positions of the board."""
    parties, issues = board.parties, board.issues
    console.print(Text.assemble((f"As of {board.on.isoformat()}", "title")))
    if not issues:
        console.print(Text("no positions", style="aside"))
    elif (console.width - ISSUE_WIDTH) // max(1, len(parties)) < LEAST_WIDTH:
        print_list(console, board, agenda, parties, issues)
    else:
        console.print(board_table(board, agenda, parties, issues))


def board_table(board: Board, agenda: Agenda, parties: Sequence[str], issues: Sequence[str]) -> Table:
    """The board as a table, an issue to a row and a party to a column."""
    table = Table(**LOOK, expand=True, leading=1)
    table.add_column("Issue", width=ISSUE_WIDTH)
    for party in parties:
        table.add_column(one_line(party), ratio=1)
    for issue in issues:
        cells = (board.positions.get((party, issue)) for party in parties)
        table.add_row(Text(label(agenda, issue), style="title"), *(cell(position, board.on) for position in cells))
    return table


def cell(position: Position | None, on: datetime.date) -> Text:
    """A cell: the words, how they are meant, who said them, how old they are, and what else was said."""
    if position is None:
        return Text(SILENT, style="aside")
    return Text("\n").join(position_lines(position, on))


def position_lines(position: Position, on: datetime.date) -> Iterator[Text]:
    """A position in three lines or four."""
    entry = position.entry
    style = "against" if entry.statement.stand is Stand.AGAINST else "act"
    yield Text(saying(entry, QUOTE_LIMIT))
    yield Text(manner(entry), style=style)
    yield Text.assemble((speaker(entry), "holder"), (f" · {age(entry.day, on)}", "aside"))
    yield Text.assemble((beside(position), "aside"), (entry.id[:SHORT], "number"))


def beside(position: Position) -> str:
    """The origins, and how many other statements of the party say the same, exclude it, or are further points."""
    counts = {"repeated": position.repeats, "dissenting": position.dissents, "further": position.further}
    others = [f"{len(entries)} {word}" for word, entries in counts.items() if entries]
    return "".join(f"{part} · " for part in [*sources(position), *others])


def sources(position: Position) -> list[str]:
    """On how many independent words the position rests, and what to be warned of."""
    origins = position.origins
    if origins is None:
        return []
    most = "at most " if origins.at_most else ""
    counted = f"{most}{origins.count} origin{'s' if origins.count > 1 else ''}"
    return [counted, *(str(mark) for mark in Mark if mark in origins.marks and mark is not Mark.SINGLE_SOURCE)]


def print_list(console: Console, board: Board, agenda: Agenda, parties: Sequence[str], issues: Sequence[str]) -> None:
    """Print the board as a list, each issue with the parties that have a position on it."""
    for issue in issues:
        console.print(Text(f"\n{label(agenda, issue)}", style="title"))
        for party in parties:
            position = board.positions.get((party, issue))
            if position:
                console.print(Text(f"  {one_line(party)}", style="number"))
                for line in position_lines(position, board.on):
                    console.print(Text("    ").append_text(line))
        silent = [one_line(party) for party in parties if (party, issue) not in board.positions]
        if silent:
            console.print(Text(f"  silent: {', '.join(silent)}", style="aside"))


def label(agenda: Agenda, issue: str) -> str:
    """What an issue is called in the agenda; its id where the agenda has changed since."""
    return next((entry.label for entry in agenda.issues if entry.id == issue), issue)
