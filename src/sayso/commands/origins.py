"""`sayso origins`: who has it from whom."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from sayso.commands.dossiers import Day, dossier_option, find_dossier, print_json
from sayso.commands.shell import COULD_NOT, json_option, notes
from sayso.terminal.console import make_console


@click.command(
    epilog=notes(
        """
        sayso origins k7f3q2mz
        sayso origins territory --party Russia --since 2025-05-01
        """,
        COULD_NOT,
    )
)
@click.argument("wanted", metavar="STATEMENT|ISSUE")
@dossier_option
@click.option("--party", help="On an issue: only what counts for this party.")
@click.option("--since", type=Day(), help="On an issue: said on this day or later.")
@click.option("--until", type=Day(), help="On an issue: said on this day or earlier.")
@json_option
def origins(
    wanted: str,
    folder: Path | None,
    party: str | None,
    since: datetime.date | None,
    until: datetime.date | None,
    as_json: bool,
) -> None:
    """Tell on how many independent words a statement rests, or the newest of what is said on an issue.

    Copies of one wire story count once, so do repeats of one speaker, and chains of outlets are followed to who has it
    first hand. Each entry says why it is no origin of its own. "single source", "all anonymous" and "circular" warn of
    what many reports repeat and few know.
    """
    from sayso.ledger.ledger import Ledger
    from sayso.terminal.origins import print_origins

    dossier = find_dossier(folder)
    with Ledger.of(dossier) as ledger:
        if wanted in {issue.id for issue in dossier.agenda.issues}:
            found = ledger.origins_on(ledger.wanted(party=party, issue=wanted, since=since, until=until))
        else:
            found = ledger.origins_of(wanted)
    if as_json:
        print_json(found.to_json())
    else:
        print_origins(make_console(), found)
