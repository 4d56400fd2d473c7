"""`sayso explain`: why a statement came out as it did."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import cast

import click

from sayso.commands.running import Item, load_reader
from sayso.commands.shell import COULD_NOT, agenda_option, guidelines_option, json_option, notes
from sayso.errors import IntakeError, SaysoError
from sayso.output import write_line
from sayso.report import Report
from sayso.terminal.console import make_console


@click.command(
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
