"""`sayso add`: reports into the ledger."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sayso.commands.dossiers import dossier_option, find_dossier, print_json
from sayso.commands.running import Item, show_progress
from sayso.commands.shell import COULD_NOT, json_option, notes
from sayso.errors import IntakeError
from sayso.terminal.console import make_console
from sayso.terminal.progress import LongRun, long_run
from sayso.wording.statements import one_line

if TYPE_CHECKING:
    from sayso.dossier import Dossier
    from sayso.ledger.ledger import Ledger

FAILED = 3
FIELDS = ("text", "title", "publisher", "published", "id")
SOME_NOT_ADDED = "3 some sources or reports failed, each named on standard error; the others are added"


@click.command(
    epilog=notes(
        """
        sayso add reports/ talks.pdf
        sayso add https://example.org/report.html
        sayso add archive.jsonl.gz --json
        sayso add articles.csv --column text=full_story --column published=day
        """,
        COULD_NOT,
        SOME_NOT_ADDED,
    )
)
@click.argument("sources", metavar="FILE|FOLDER|URL|-...", nargs=-1, required=True)
@dossier_option
@json_option
@click.option(
    "--column",
    "columns",
    metavar="FIELD=NAME",
    multiple=True,
    help="In tables, the column that holds text, title, publisher, published or id; may be given several times.",
)
@click.option(
    "--processes", type=click.IntRange(min=1), help="How many reports are read at once; without it, one a core."
)
def add(
    sources: tuple[str, ...],
    folder: Path | None,
    as_json: bool,
    columns: tuple[str, ...],
    processes: int | None,
) -> None:
    """Read reports and add them to the dossier's ledger, each with its statements, all at once or not at all.

    Files are plain text, Markdown, HTML, PDF, Word (docx), messages (eml, mbox), tables (csv, tsv), feeds (RSS, Atom),
    web archives (warc), JSON and JSON lines, gzipped or not; content decides before the name does. An address may be
    that of a feed.

    A report that the ledger has is left as it is: run again to go on where a run was interrupted. What cannot be read
    is named on standard error, and the others are added all the same.
    """
    from sayso.intake import read_sources
    from sayso.ledger.ledger import Ledger

    dossier, chosen = find_dossier(folder), dict(map(column, columns))
    with Ledger.of(dossier) as ledger, long_run(make_console(sys.stderr), show_progress(silent=True)) as run:
        items = read_sources(sources, stdin=sys.stdin.buffer, columns=chosen)
        counts = add_all(ledger, dossier, items, run, processes)
    if as_json:
        print_json(counts | {"failed": run.failed})
    else:
        click.echo(summary(counts, run.failed), err=True)
    sys.exit(FAILED if run.failed else 0)


def column(given: str) -> tuple[str, str]:
    """A field of reports and the column that holds it, as the user writes them."""
    field, sign, name = given.partition("=")
    if not sign or field not in FIELDS:
        raise click.BadParameter(f"{given!r} is not FIELD=NAME (fields are {', '.join(FIELDS)})", param_hint="--column")
    return field, name


def add_all(
    ledger: Ledger,
    dossier: Dossier,
    items: Iterable[Item],
    run: LongRun,
    processes: int | None = None,
    added: list[str] | None = None,
) -> dict[str, int]:
    """Read what the ledger does not hold and add it; gives how many reports were added and known, and statements.

    The ids of the statements added are put into `added`, where that is given.
    """
    from sayso.adding import add_new

    counts, known = {"added": 0, "statements": 0, "known": 0}, list[str]()
    for each in add_new(ledger, dossier.agenda, items, known.append, processes):
        if isinstance(each, IntakeError):
            run.fail(f"sayso: {one_line(str(each))}")
            continue
        counts["added"] += each.new
        counts["known"] += not each.new
        counts["statements"] += len(each.statements) * each.new
        if added is not None and each.new:
            added.extend(each.statements)
        run.succeed()
    return counts | {"known": counts["known"] + len(known)}


def summary(counts: dict[str, int], failed: int) -> str:
    """What came of a run, in words."""
    parts = [f"{counts['added']} reports added with {counts['statements']} statements"]
    if counts["known"]:
        parts.append(f"{counts['known']} were there already")
    if failed:
        parts.append(f"{failed} failed")
    return ", ".join(parts)
