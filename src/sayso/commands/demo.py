"""`sayso demo`: the bundled reports, read."""

from __future__ import annotations

import sys

import click

from sayso.commands.running import load_reader, read_all
from sayso.commands.shell import COULD_NOT, notes
from sayso.statement import Reading
from sayso.terminal.console import make_console
from sayso.terminal.progress import long_run

FULL_DEMO = ("ukraine-2025-06", "ukraine-2025-16", "ukraine-2025-43")


@click.command(epilog=notes("sayso demo", COULD_NOT))
def demo() -> None:
    """Read the bundled reports on one negotiation and print what was found.

    The reports were composed for Sayso after public facts, their outlets are invented: they are examples, not evidence.
    """
    from sayso import examples
    from sayso.terminal.demonstration import print_demonstration

    readings: list[Reading] = []
    with long_run(make_console(sys.stderr), shown=sys.stderr.isatty()) as run:
        read_all(load_reader(None), examples.reports(), [readings.append], run)
    print_demonstration(make_console(), readings, FULL_DEMO)
    sys.exit(1 if run.failed else 0)
