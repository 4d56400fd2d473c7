"""What the commands on a dossier share: finding it, opening its ledger, the days and the words that users give."""

from __future__ import annotations

import datetime
import getpass
import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sayso.dossier import Dossier
from sayso.errors import DossierError
from sayso.output import write_line
from sayso.wording.statements import one_line

# The ledger is imported where it is used: its database library takes a quarter of a second, and --help needs none.
if TYPE_CHECKING:
    from sayso.ledger.ledger import Ledger

dossier_option = click.option(
    "--dossier",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of the dossier; without it, the one that you are in.",
)


class Day(click.ParamType[datetime.date]):
    """A day, as 2025-05-23, or `today`."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime.date:
        """The day that a user gives."""
        if isinstance(value, datetime.date):
            return value
        try:
            return datetime.date.today() if value == "today" else datetime.date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no day such as 2025-05-23", param, ctx)


on_option = click.option("--on", type=Day(), help="As of this day, such as 2025-05-23; without it, today.")
known_option = click.option("--known", type=Day(), help="Only from what had been reported by this day.")


def find_dossier(folder: Path | None) -> Dossier:
    """The dossier in a folder, or the one that the user is in."""
    try:
        return Dossier.open(folder) if folder else Dossier.find(Path.cwd())
    except DossierError as error:
        raise click.UsageError(one_line(str(error))) from error


@contextmanager
def opened(folder: Path | None) -> Iterator[Ledger]:
    """The ledger of a dossier, open."""
    from sayso.ledger.ledger import Ledger

    with Ledger.of(find_dossier(folder)) as ledger:
        yield ledger


def print_rows(rows: Iterable[dict[str, Any]]) -> None:
    """Print one line of JSON for each row, as soon as it is there."""
    for row in rows:
        write_line(sys.stdout.buffer, row)


def print_json(value: Any) -> None:
    """Print one JSON value."""
    click.echo(json.dumps(value, ensure_ascii=False))


def reviewer_of(dossier: Dossier, given: str | None) -> str:
    """Who signs: as given, as the dossier says, or as the user is signed in."""
    return given or dossier.reviewer or getpass.getuser()
