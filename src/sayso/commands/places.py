"""`sayso places`: which places are at stake, for whom, and who holds them."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sayso.commands.dossiers import dossier_option, on_option, opened, print_json
from sayso.commands.forecasts import issue_option, limit_option, party_option
from sayso.commands.shell import COULD_NOT, json_option, notes
from sayso.terminal.console import make_console

if TYPE_CHECKING:
    from sayso.analysis.stakes import Stakes

OUT = click.Path(dir_okay=False, writable=True, path_type=Path)
DRAWN = (".svg", ".png")


@click.command(
    epilog=notes(
        """
        sayso places
        sayso places Kherson --on 2025-05-23
        sayso places --party Ukraine --json
        sayso places --map places.svg --geojson places.geojson
        """,
        COULD_NOT,
    )
)
@click.argument("place", required=False)
@dossier_option
@on_option
@party_option
@issue_option
@limit_option
@click.option("--geojson", type=OUT, help="Write the places to this file, for any map program.")
@click.option("--map", "picture", type=OUT, help="Draw a map to this file, .svg or .png; needs no network.")
@json_option
def places(
    place: str | None,
    folder: Path | None,
    on: datetime.date | None,
    party: str | None,
    issue: str | None,
    limit: int,
    geojson: Path | None,
    picture: Path | None,
    as_json: bool,
) -> None:
    """List the places at stake: demanded, refused and offered by whom, on whose word, and who held them.

    With PLACE, everything that is said of it, with who held it on the day of each statement. Names that may mean
    several places are listed below with what they may mean. Who held a place, layers tell (sayso layer).
    """
    from sayso.terminal.places import print_stakes

    if picture and picture.suffix.lower() not in DRAWN:
        raise click.UsageError(f"--map {picture}: write a file that ends with .svg or .png")
    with opened(folder) as ledger:
        found = ledger.stakes(on, place=place, party=party, issue=issue)
    _write(found, geojson, picture)
    if as_json:
        print_json(found.to_json())
    elif not (geojson or picture):
        print_stakes(make_console(), found, limit, in_full=place is not None)
    shown = f", {limit} shown (--limit)" if len(found.stakes) > limit and not as_json else ""
    click.echo(f"{len(found.stakes)} places{shown}, {len(found.ambiguous)} ambiguous names", err=True)


def _write(found: Stakes, geojson: Path | None, picture: Path | None) -> None:
    from sayso.maps.geojson import geojson_of
    from sayso.maps.printed import map_of
    from sayso.places.drawing import png

    if geojson:
        geojson.write_text(geojson_of(found), encoding="utf8")
    if picture:
        svg = map_of(found)
        content = svg.encode() if picture.suffix.lower() == ".svg" else png(svg)
        picture.write_bytes(content)
