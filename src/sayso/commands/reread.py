"""`sayso reread`: the ledger's reports, read again by a newer model."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from sayso.commands.dossiers import dossier_option, find_dossier, print_rows
from sayso.commands.running import show_progress
from sayso.commands.shell import SOME_FAILED, json_option, notes
from sayso.errors import IntakeError
from sayso.terminal.console import make_console
from sayso.terminal.progress import long_run
from sayso.wording.statements import in_words, one_line


@click.command(epilog=notes("sayso reread\nsayso reread --all --json > conflicts.jsonl", SOME_FAILED))
@dossier_option
@click.option(
    "--all", "everything", is_flag=True, help="Also reports that this model read, such as after a new agenda."
)
@json_option
def reread(folder: Path | None, everything: bool, as_json: bool) -> None:
    """Read reports of the ledger again that an older model read.

    Statements that people judged stay as they settled them. Where the new reading says otherwise, that is listed: the
    statement, the field, what was decided and what is read now. Run again to go on where a run was interrupted.
    """
    from sayso.bulk import read_on_all_cores
    from sayso.ledger.ledger import Ledger
    from sayso.reading.model import shipped_version

    dossier, model = find_dossier(folder), shipped_version()
    with Ledger.of(dossier) as ledger, long_run(make_console(sys.stderr), show_progress(silent=True)) as run:
        conflicts = 0
        for read in read_on_all_cores(ledger.outdated(model, everything), dossier.agenda):
            if isinstance(read, IntakeError):
                run.fail(f"sayso: {one_line(str(read))}")
                continue
            found = ledger.reread(read, model)
            conflicts += len(found)
            run.succeed()
            if as_json:
                print_rows(conflict.to_json() for conflict in found)
                continue
            for conflict in found:
                decided, now = in_words(conflict.decided), in_words(conflict.read)
                click.echo(f"{conflict.statement}  {conflict.field}: decided {decided}, now read as {now}")
    click.echo(f"{run.read} reports read again, {conflicts} conflicts with what people decided", err=True)
    sys.exit(1 if run.failed else 0)
