"""Running the reader over reports, and telling how it went."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sayso.commands.shell import GUIDELINES
from sayso.errors import AgendaError, IntakeError
from sayso.report import Report
from sayso.statement import Reading
from sayso.terminal.progress import LongRun
from sayso.wording.statements import one_line

# The reader and the intake are imported where they are used: they take seconds to load, and --help needs neither.
if TYPE_CHECKING:
    from sayso.reading.reader import Reader

Show = Callable[[Reading], None]
Item = Report | IntakeError


def load_reader(agenda: Path | None, guidelines: str = GUIDELINES[0]) -> Reader:
    """The reader under some guidelines, with the agenda of a file where one is named."""
    from sayso.agenda import Agenda
    from sayso.reading.reader import Reader

    try:
        return Reader.load(Agenda.open(agenda) if agenda else None, guidelines)
    except AgendaError as error:
        raise click.BadParameter(one_line(str(error)), param_hint="--agenda") from error


def show_progress(silent: bool) -> bool:
    """Whether a progress line is seen, and does not run into what is printed on the same terminal."""
    return sys.stderr.isatty() and (silent or not sys.stdout.isatty())


def read_all(reader: Reader, items: Iterable[Item], shows: Iterable[Show], run: LongRun) -> None:
    """Read every report and show it in all the ways asked for; count those that failed and say why."""
    for item in reader.read_many(items):
        if isinstance(item, IntakeError):
            run.fail(f"sayso: {one_line(str(item))}")
        else:
            for show in shows:
                show(item)
            run.succeed()
