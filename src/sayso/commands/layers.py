"""`sayso layer`: dated files that tell who held which area."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from sayso.commands.dossiers import Day, dossier_option, opened, print_json, print_rows
from sayso.commands.shell import COULD_NOT, json_option, notes
from sayso.terminal.console import make_console

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group(epilog=notes("sayso layer add front --holder Russia front_2025*.geojson\nsayso layer list", COULD_NOT))
def layer() -> None:
    """Keep dated GeoJSON files that tell who held which area; none ships with Sayso.

    A file counts from its day until the next one of its layer.
    """


@layer.command(
    epilog=notes(
        """
        sayso layer add front --holder Russia control_20250506.geojson
        sayso layer add front --holder Russia --date 2025-05-06 latest.geojson
        """,
        COULD_NOT,
    )
)
@click.argument("name")
@click.option("--holder", required=True, help="The party that held the areas of the files.")
@click.option("--date", "day", type=Day(), help="The day of the file; without it, the date in its name.")
@click.argument("files", nargs=-1, required=True, type=FILE)
@dossier_option
@json_option
def add(
    name: str, holder: str, day: datetime.date | None, files: tuple[Path, ...], folder: Path | None, as_json: bool
) -> None:
    """Add GeoJSON files with polygons to the layer NAME, all or none; a file that is there already adds nothing."""
    from sayso.ledger.layering import add_layer

    if day and len(files) > 1:
        raise click.UsageError("--date is the day of one file; give each file its own")
    with opened(folder) as ledger:
        added = add_layer(ledger, name, holder, files, day)
    if as_json:
        print_rows(snapshot.to_json() for snapshot in added)
    click.echo(f"{len(added)} files added, {len(files) - len(added)} were there already", err=True)


@layer.command("list", epilog=notes("sayso layer list\nsayso layer list --json", COULD_NOT))
@dossier_option
@json_option
def list_(folder: Path | None, as_json: bool) -> None:
    """List the files of all layers with their days and holders, and the outlines of regions."""
    from sayso.ledger.layering import layers_of, outlines_of
    from sayso.terminal.places import print_layers

    with opened(folder) as ledger:
        snapshots, outlines = layers_of(ledger).snapshots, outlines_of(ledger)
    if as_json:
        told = [{"name": name, "source": source} for name, source in outlines]
        print_json({"layers": [snapshot.to_json() for snapshot in snapshots], "outlines": told})
    else:
        print_layers(make_console(), snapshots, outlines)


@layer.command(epilog=notes("sayso layer remove front\nsayso layer remove front --date 2025-05-06", COULD_NOT))
@click.argument("name")
@click.option("--date", "day", type=Day(), help="Only the files of this day.")
@dossier_option
def remove(name: str, day: datetime.date | None, folder: Path | None) -> None:
    """Take the layer NAME out of the ledger, or its files of a day; your files stay where they are."""
    from sayso.ledger.layering import remove_layer

    with opened(folder) as ledger:
        removed = remove_layer(ledger, name, day)
    click.echo(f"{removed} files taken out", err=True)


@layer.command(epilog=notes('sayso layer outline "Donetsk region" donetsk.geojson', COULD_NOT))
@click.argument("name")
@click.argument("file", type=FILE)
@dossier_option
def outline(name: str, file: Path, folder: Path | None) -> None:
    """Tell where the region NAME ends, so that the share held is one of its area.

    Without an outline the share is one of the people in its towns.
    """
    from sayso.ledger.layering import add_outline

    with opened(folder) as ledger:
        place = add_outline(ledger, name, file)
    click.echo(f"outline of {place}", err=True)
