"""Draw the README's pictures: `python docs/picture.py docs` writes what `sayso read` and `sayso board` print."""

from __future__ import annotations

import datetime
import io
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console

from sayso import Agenda, Ledger, Reading, examples, read, read_many
from sayso.terminal.board import print_board
from sayso.terminal.console import THEME
from sayso.terminal.table import print_reading

SHOWN = "ukraine-2025-06"
DAY = datetime.date(2025, 6, 2)
PARTIES = ("Russia", "Ukraine", "United States")
ISSUES = ("ceasefire", "territory", "alignment", "sanctions")
WIDTH = 118


def draw(path: Path, title: str, show: Callable[[Console], None]) -> None:
    """Write what `show` prints as a picture."""
    console = Console(file=io.StringIO(), record=True, width=WIDTH, theme=THEME, force_terminal=True, highlight=False)
    show(console)
    path.write_text(console.export_svg(title=title), encoding="utf8")


def draw_reading(folder: Path) -> None:
    """Read one report and draw its table."""
    report = next(report for report in examples.reports() if report.id == SHOWN)
    draw(folder / "demo.svg", f"sayso read {SHOWN}.txt", lambda console: print_reading(console, read(report)))


def draw_board(folder: Path) -> None:
    """Put the bundled reports into a ledger and draw its board."""
    with TemporaryDirectory() as place, Ledger.open(f"sqlite:///{place}/ledger.sqlite") as ledger:
        readings = (each for each in read_many(examples.reports()) if isinstance(each, Reading))
        for _ in ledger.add(readings):
            pass
        board = ledger.board(DAY, parties=PARTIES, issues=ISSUES)
        draw(
            folder / "board.svg",
            f"sayso board --on {DAY}",
            lambda console: print_board(console, board, Agenda.general()),
        )


if __name__ == "__main__":
    draw_reading(Path(sys.argv[1]))
    draw_board(Path(sys.argv[1]))
