"""`sayso init`: a new dossier."""

from __future__ import annotations

from pathlib import Path

import click

from sayso import dossier
from sayso.commands.shell import COULD_NOT, notes


@click.command(epilog=notes('sayso init ceasefire\nsayso init ceasefire --name "Ceasefire talks 2025"', COULD_NOT))
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option("--name", help="What the dossier is called; without it, as its folder.")
def init(folder: Path, name: str | None) -> None:
    """Make a dossier: a folder with sayso.toml, whose comments explain every setting, and an empty ledger.

    Parties and agenda may be left out: the board then shows the sides that were read of most, on the issues of the
    general agenda.
    """
    from sayso.ledger.ledger import Ledger

    path = dossier.start(folder, name or folder.resolve().name)
    Ledger.of(dossier.Dossier.open(folder)).close()
    click.echo(f"{path} is made; go into {folder} and fill it with sayso add", err=True)
