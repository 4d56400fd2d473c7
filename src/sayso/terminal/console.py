"""The console that everything is printed on, and the look of its tables."""

from __future__ import annotations

from collections.abc import Collection
from typing import IO, Any

from rich import box
from rich.console import Console
from rich.table import Table
from rich.theme import Theme

NARROW = 100
LOOK: dict[str, Any] = {"box": box.SIMPLE_HEAD, "pad_edge": False, "padding": (0, 1)}
THEME = Theme(
    {
        "title": "bold",
        "aside": "dim",
        "number": "bold",
        "holder": "bold cyan",
        "act": "bold magenta",
        "against": "bold red",
        "firm": "bold yellow",
        "source": "bold cyan",
        "cue": "yellow",
        "content0": "green",
        "content1": "blue",
        "content2": "magenta",
        "bracket": "dim",
        "good": "green",
        "bad": "red",
    },
    inherit=True,
)


class PipeConsole(Console):
    """A console that reports a reader gone away as BrokenPipeError, where rich would exit."""

    def on_broken_pipe(self) -> None:
        """Let the caller decide how to end."""
        self.quiet = True
        raise BrokenPipeError


def make_console(file: IO[str] | None = None, width: int | None = None, colour: bool | None = None) -> Console:
    """A console on `file` or standard output; `colour` None means: where a terminal shows it.

    Text of reports is never taken for markup, emoji codes or things to highlight.
    """
    system: dict[str, bool | None] = {"no_color": None if colour is None else not colour, "force_terminal": colour}
    return PipeConsole(file=file, width=width, theme=THEME, markup=False, emoji=False, highlight=False, **system)  # type: ignore[arg-type]


def narrow(console: Console) -> bool:
    """Whether fields must be stacked to fit."""
    return console.width < NARROW


def plain_table(*columns: str, numbers: Collection[str] = ()) -> Table:
    """A table as wide as its cells, the columns `numbers` set to the right."""
    table = Table(**LOOK)
    for name in columns:
        table.add_column(name, justify="right" if name in numbers else "left")
    return table
