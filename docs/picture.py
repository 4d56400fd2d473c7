"""Draw the README's picture, what `sayso read` prints of one report: `python docs/picture.py docs/demo.svg`."""

from __future__ import annotations

import io
import sys
from pathlib import Path

from rich.console import Console

from sayso import examples, read
from sayso.terminal.console import THEME
from sayso.terminal.table import print_reading

SHOWN = "ukraine-2025-06"
WIDTH = 118


def main(path: Path) -> None:
    """Read the report and write the picture to `path`."""
    report = next(report for report in examples.reports() if report.id == SHOWN)
    console = Console(file=io.StringIO(), record=True, width=WIDTH, theme=THEME, force_terminal=True, highlight=False)
    print_reading(console, read(report))
    path.write_text(console.export_svg(title=f"sayso read {SHOWN}.txt"), encoding="utf8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
