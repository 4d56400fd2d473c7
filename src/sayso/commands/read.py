"""`sayso read`: the statements of reports."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import click

from sayso.commands.running import Item, Show, load_reader, read_all, show_progress
from sayso.commands.shell import SOME_FAILED, agenda_option, guidelines_option, json_option, notes
from sayso.errors import IntakeError
from sayso.output import RowFile, open_rows, write_line
from sayso.report import Report
from sayso.terminal.console import make_console
from sayso.terminal.progress import LongRun, long_run


@click.command(
    epilog=notes(
        """
        sayso read report.txt
        sayso read https://example.org/report.html --text
        curl -s https://example.org/report.html | sayso read -
        sayso read reports/*.html --json > statements.jsonl
        sayso read archive.jsonl --output statements.jsonl
        """,
        SOME_FAILED,
    )
)
@click.argument("sources", metavar="FILE|URL|-...", nargs=-1, required=True)
@json_option
@click.option("--text", "as_text", is_flag=True, help="Print the text with its statements marked.")
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Append JSON to this file, leaving out reports that it has: run again to go on where a run ended. "
    "With --json it is printed, too.",
)
@agenda_option
@guidelines_option
def read(
    sources: tuple[str, ...], as_json: bool, as_text: bool, output: Path | None, agenda: Path | None, guidelines: str
) -> None:
    """Find the statements in reports, each with its holder, act, issue, date and firmness.

    Prints a table for each report, its statements numbered as `sayso explain` takes them. With --json prints one line
    for each report, as soon as it is read. A report that cannot be read is named on standard error, and the others
    are read all the same.
    """
    if as_text and (as_json or output):
        raise click.UsageError("--text goes with neither --json nor --output")
    from sayso.intake import read_sources

    with ExitStack() as stack:
        rows = stack.enter_context(taken_up(output)) if output else None
        printed = printer(as_json, as_text) if as_json or not rows else None
        run = stack.enter_context(long_run(make_console(sys.stderr), show_progress(silent=printed is None)))
        items = read_sources(sources, stdin=sys.stdin.buffer)
        shows = [show for show in (rows and rows.write, printed) if show]
        read_all(load_reader(agenda, guidelines), unread(items, rows, run) if rows else items, shows, run)
        if output:
            run.say(f"{run.read} reports added to {output}")
    sys.exit(1 if run.failed else 0)


@contextmanager
def taken_up(output: Path) -> Iterator[RowFile]:
    """The output file, open to be gone on with; says that it can be where the run is interrupted."""
    try:
        with open_rows(output) as rows:
            yield rows
    except KeyboardInterrupt:
        click.echo(f"sayso: {output} keeps the reports read so far; run again to go on", err=True)
        raise


def printer(as_json: bool, as_text: bool) -> Show:
    """What prints a reading on standard output."""
    from sayso.terminal.marked import print_marked
    from sayso.terminal.table import print_reading

    if as_json:
        stream = sys.stdout.buffer
        return lambda reading: write_line(stream, reading.to_json())
    console = make_console()
    show = print_marked if as_text else print_reading
    return lambda reading: show(console, reading)


def unread(items: Iterable[Item], rows: RowFile, run: LongRun) -> Iterator[Item]:
    """The reports that the output file does not hold; says how many are left out."""
    skipped = 0
    for item in items:
        try:
            known = isinstance(item, Report) and rows.holds(item)
        except IntakeError as error:
            item, known = error, False
        skipped += known
        if not known:
            yield item
    if skipped:
        run.say(f"{skipped} reports left out, which the file has")
