"""`sayso eval`: what is read, measured against annotated reports."""

from __future__ import annotations

import json
import sys
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sayso.commands.running import load_reader, read_all
from sayso.commands.shell import SOME_FAILED, agenda_option, guidelines_option, json_option, notes
from sayso.report import Report
from sayso.statement import Reading
from sayso.terminal.console import make_console
from sayso.terminal.progress import LongRun, long_run
from sayso.wording.statements import one_line

if TYPE_CHECKING:
    from sayso.reading.reader import Reader
    from sayso.rows import Row


@click.command(
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
