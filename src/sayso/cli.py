"""The command line: a thin shell that reads, and prints what was read."""

from __future__ import annotations

import io
import json
import logging
import os
import sys
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from sayso.errors import AgendaError, IntakeError, SaysoError
from sayso.output import RowFile, open_rows, write_line
from sayso.report import Report
from sayso.statement import Reading
from sayso.terminal.console import make_console
from sayso.terminal.progress import LongRun, long_run
from sayso.terminal.words import one_line

# The reader and the intake are imported where they are used: they take seconds to load, and --help needs neither.
if TYPE_CHECKING:
    from sayso.reading.reader import Reader
    from sayso.rows import Row

GUIDELINES = ("talks", "polnear", "any")
INTERRUPTED = 130
PIPE_CLOSED = 141
FULL_DEMO = ("ukraine-2025-06", "ukraine-2025-16", "ukraine-2025-43")
SOME_FAILED = "1 some reports failed, each named on standard error"
COULD_NOT = "1 it could not be done, for the reason given on standard error"

Show = Callable[[Reading], None]
Item = Report | IntakeError


class Shell(click.Group):
    """A group of commands that ends cleanly when interrupted, or when the reader of its output goes away."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command."""
        try:
            return super().invoke(ctx)
        except SaysoError as error:
            raise click.ClickException(one_line(str(error))) from error
        except KeyboardInterrupt:
            click.echo("sayso: interrupted", err=True)
            ctx.exit(INTERRUPTED)
        except BrokenPipeError:
            silence_output()
            ctx.exit(PIPE_CLOSED)
        except OSError as error:
            raise click.ClickException(one_line(str(error))) from error


def silence_output() -> None:
    """Keep Python from flushing to a closed pipe when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def notes(examples: str, *codes: str) -> str:
    """The end of a help text: examples and exit codes."""
    listed = ("0 done", *codes, "2 wrong usage", "130 interrupted", "141 the reader of the output went away")
    sections = {"Examples:": examples.strip().splitlines(), "Exit codes:": listed}
    blocks = ("\n".join(["\b", title, *(f"  {line.strip()}" for line in lines)]) for title, lines in sections.items())
    return "\n\n".join(blocks)


agenda_option = click.option(
    "--agenda",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="YAML file with the issues of this negotiation, in place of the general agenda.",
)
guidelines_option = click.option(
    "--guidelines",
    type=click.Choice(GUIDELINES),
    default=GUIDELINES[0],
    show_default=True,
    help="Whose guidelines say what is a statement: talks (Sayso's own), polnear (attributions as in PolNeAR), any.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON, spans as code point offsets.")


@click.group(
    cls=Shell,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=notes("sayso demo\nsayso read report.txt\nsayso COMMAND --help", COULD_NOT),
)
@click.version_option(package_name="sayso")
def main() -> None:
    """Read the reporting on a negotiation: who wants what, on whose say-so."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    # Libraries that open pages and PDFs log what they stumble over; what it means for the user, an IntakeError says.
    logging.basicConfig(handlers=[logging.NullHandler()])


@main.command(
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


def read_all(reader: Reader, items: Iterable[Item], shows: Iterable[Show], run: LongRun) -> None:
    """Read every report and show it in all the ways asked for; count those that failed and say why."""
    for item in reader.read_many(items):
        if isinstance(item, IntakeError):
            run.fail(f"sayso: {one_line(str(item))}")
        else:
            for show in shows:
                show(item)
            run.succeed()


@main.command(
    epilog=notes(
        """
        sayso explain report.txt 3
        sayso explain archive.jsonl 3 --report reuters-0417
        """,
        COULD_NOT,
    )
)
@click.argument("source", metavar="FILE|URL|-")
@click.argument("number", metavar="N", type=click.IntRange(min=1))
@click.option("--report", "wanted", metavar="ID", help="The report's id, where the file holds several.")
@json_option
@agenda_option
@guidelines_option
def explain(source: str, number: int, wanted: str | None, as_json: bool, agenda: Path | None, guidelines: str) -> None:
    """Say why statement N of a report came out as it did.

    N is the number that `sayso read` shows under the same guidelines. Prints how sure the model was of each stretch and
    of the act, and for every other field the rule that filled it, the words or the lexicon entry it rests on, and what
    else was possible.
    """
    from sayso.terminal.explanation import print_explanation

    report = find_report(source, wanted)
    explanations = load_reader(agenda, guidelines).explain(report)
    if number > len(explanations):
        raise click.BadParameter(f"{report.id} has {len(explanations)} statements", param_hint="N")
    explanation = explanations[number - 1]
    if as_json:
        write_line(sys.stdout.buffer, {"id": report.id, "number": number, **explanation.to_json()})
    else:
        print_explanation(make_console(), report, number, explanation)


def find_report(source: str, wanted: str | None) -> Report:
    """The report with an id, or the only one of a source."""
    from sayso.intake import read_sources

    items = read_sources([source], stdin=sys.stdin.buffer)
    return only_report(items, source) if wanted is None else report_by_id(items, wanted, source)


def only_report(items: Iterable[Item], source: str) -> Report:
    """The report of a source that has just one."""
    first = list(islice(items, 2))
    for item in first:
        if isinstance(item, IntakeError):
            raise item
    if len(first) > 1:
        raise click.UsageError(f"{source} has several reports: name one with --report, by the id that read shows")
    if not first:
        raise SaysoError(f"{source}: holds no report")
    return cast(Report, first[0])


def report_by_id(items: Iterable[Item], wanted: str, source: str) -> Report:
    """The report of a source that has an id; others may be damaged."""
    for item in items:
        if isinstance(item, Report) and item.id == wanted:
            return item
    raise click.BadParameter(f"{source} has no report {wanted}", param_hint="--report")


@main.command(
    name="eval",
    epilog=notes(
        """
        sayso eval annotated.jsonl
        sayso eval annotated.jsonl --predicted statements.jsonl --json
        sayso eval first.jsonl second.jsonl.gz --worst 20
        sayso eval polnear-dev.jsonl.gz --guidelines polnear
        """,
        SOME_FAILED,
    ),
)
@click.argument(
    "gold", metavar="GOLD...", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option(
    "--predicted",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Score this output of `sayso read --json` in place of a new reading.",
)
@json_option
@click.option(
    "--worst",
    metavar="K",
    type=click.IntRange(min=0),
    default=5,
    show_default=True,
    help="Cases of each kind of fault to list.",
)
@agenda_option
@guidelines_option
def evaluate(
    gold: tuple[Path, ...], predicted: Path | None, as_json: bool, worst: int, agenda: Path | None, guidelines: str
) -> None:
    """Measure what is read against annotated reports.

    GOLD are files with one JSON object for each report, gzipped or not: id, text and statements with spans as code
    point offsets, and where annotated holder, act and the other fields.

    All figures are percentages: P of what was read is right, R of what was annotated was found, and F1 is the mean of
    both that favours the lower. They are counted on words. "token" counts the words of each role, "exact" whole
    sources, cues and contents. "relation" matches statements one to one: "lenient" where contents share a word and
    sources do or both lack one, "iou50" where contents besides overlap by half, "exact" where all three roles are the
    same. Fields are scored on what iou50 matches; "whole" is a match with the right holder and act.
    """
    from sayso import evaluation
    from sayso.rows import rows_by_id
    from sayso.terminal.figures import print_evaluation

    annotated = rows_by_id(gold)
    with long_run(make_console(sys.stderr), shown=sys.stderr.isatty()) as run:
        if predicted:
            rows = rows_by_id([predicted])
            name_strangers(predicted, rows.keys() - annotated.keys())
        else:
            rows = read_annotated(load_reader(agenda, guidelines), annotated.values(), run)
    result = evaluation.evaluate(annotated, rows, worst)
    if as_json:
        click.echo(json.dumps(result.to_json(), ensure_ascii=False))
    else:
        print_evaluation(make_console(), result)
    sys.exit(1 if run.failed else 0)


def name_strangers(predicted: Path, strangers: Collection[str]) -> None:
    """Name on standard error the predicted reports that were not annotated."""
    if strangers:
        named = ", ".join(map(one_line, sorted(strangers)))
        click.echo(f"sayso: {predicted}: not annotated, so not scored: {named}", err=True)


def read_annotated(reader: Reader, annotated: Iterable[Row], run: LongRun) -> dict[str, Row]:
    """The statements that the reader finds in annotated reports, by id; they count into the texts as annotated."""
    found: list[Reading] = []
    read_all(reader, map(Report.from_json, annotated), [found.append], run)
    return {reading.report.id: {"statements": reading.to_json()["statements"]} for reading in found}


@main.command(epilog=notes("sayso demo", COULD_NOT))
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
