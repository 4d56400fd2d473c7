"""`sayso check`: a proposed settlement against what the parties have said."""

from __future__ import annotations

import datetime
from itertools import pairwise
from pathlib import Path

import click

from sayso.commands.dossiers import dossier_option, find_dossier, on_option, print_rows
from sayso.commands.shell import COULD_NOT, json_option, notes
from sayso.terminal.console import make_console

SHOWN = 3  # parties that are asked where neither the user nor the dossier names any


@click.command(
    epilog=notes(
        """
        sayso check proposal.toml
        sayso check april.md june.toml --on 2025-06-15 --party Russia --party Ukraine
        """,
        COULD_NOT,
    )
)
@click.argument(
    "files", metavar="TERMS...", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@dossier_option
@on_option
@click.option("--party", "parties", multiple=True, help="A party whose answers are wanted; may be given several times.")
@json_option
def check(
    files: tuple[Path, ...], folder: Path | None, on: datetime.date | None, parties: tuple[str, ...], as_json: bool
) -> None:
    """Set a proposed settlement, clause by clause, against what each party has publicly said.

    TERMS are TOML files with [[clauses]] (text, and where told id, issues, who, where, when, condition, parties) or
    Markdown whose list items are the clauses. Every answer is accepted, refused, conditional or silent, with the quote,
    its age and its rank. With several proposals, each is set beside the next: what differs, and who answers otherwise.
    """
    from sayso.analysis.settlement import compare
    from sayso.intake.terms import read_terms
    from sayso.ledger.ledger import Ledger
    from sayso.ledger.settling import checked
    from sayso.terminal.settlement import print_changes, print_check

    dossier, day = find_dossier(folder), on or datetime.date.today()
    terms = [read_terms(file) for file in files]
    with Ledger.of(dossier) as ledger:
        asked = parties or tuple(dossier.parties) or ledger.board(day, beside=False).parties[:SHOWN]
        if not asked:
            raise click.UsageError("no party has said anything yet: add reports, or name parties with --party")
        found = [checked(ledger, each, dossier.agenda, asked, day) for each in terms]
    if as_json:
        print_rows(each.to_json() for each in found)
        return
    console = make_console()
    for each in found:
        print_check(console, each, day)
    for before, after in pairwise(found):
        print_changes(console, (before.terms.name, after.terms.name), compare(before, after))
