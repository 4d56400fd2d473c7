"""Layers and outlines in the ledger: who held which area since which day, and where regions end."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import shapely
from sqlalchemy import Connection, delete, select

from sayso.errors import LayerError, LedgerError
from sayso.ledger import tables
from sayso.ledger.dialects import insert_new, put
from sayso.ledger.engine import writing
from sayso.ledger.records import iso
from sayso.places.areas import Area, date_of, read_area
from sayso.places.atlas import Place
from sayso.places.layers import Layers, Snapshot
from sayso.places.regions import region_called

if TYPE_CHECKING:
    from sayso.ledger.ledger import Ledger


def add_layer(
    ledger: Ledger, layer: str, holder: str, files: Collection[Path], day: datetime.date | None = None
) -> list[Snapshot]:
    """Add dated GeoJSON files to a layer, all or none, and give those that were not there yet.

    Each file tells the area that `holder` held from its day on: `day`, else the date in its name. Raises LayerError on
    a file that cannot be used and LedgerError where there is another one of that day.
    """
    read = [_snapshot(layer, ledger.sides().party(holder), path, day) for path in files]
    with writing(ledger.engine) as connection:
        return [snapshot for snapshot in read if _add(connection, snapshot)]


def _snapshot(layer: str, holder: str, path: Path, day: datetime.date | None) -> Snapshot:
    day = day or date_of(path.name)
    if day is None:
        raise LayerError(str(path), "its name tells no date, or several", "give it with --date")
    content = path.read_bytes()
    return Snapshot(layer, holder, day, str(path), sha256(content).hexdigest(), read_area(content, str(path)))


def _add(connection: Connection, snapshot: Snapshot) -> bool:
    row = {**snapshot.to_json(), "geometry": shapely.to_wkb(snapshot.area)}
    if insert_new(connection, tables.layers, [row], "layer", "holder", "day"):
        return True
    table = tables.layers.c
    here = (table.layer == snapshot.layer, table.holder == snapshot.holder, table.day == iso(snapshot.day))
    if connection.execute(select(table.digest).where(*here)).scalar_one() != snapshot.digest:
        reason = f"the layer {snapshot.layer!r} has another file of {snapshot.day} already"
        raise LedgerError(f"{snapshot.source}: {reason} (take it out with sayso layer remove)")
    return False


def remove_layer(ledger: Ledger, layer: str, day: datetime.date | None = None) -> int:
    """Take a layer out, or its files of a day, and say how many files it were. Raises LedgerError where none."""
    table = tables.layers.c
    conditions = [table.layer == layer, *([table.day == iso(day)] if day else [])]
    with writing(ledger.engine) as connection:
        removed = connection.execute(delete(tables.layers).where(*conditions)).rowcount
    if not removed:
        raise LedgerError(f"{layer}: there is no such layer" + (f" of {day}" if day else ""))
    return removed


def add_outline(ledger: Ledger, name: str, path: Path) -> Place:
    """Keep the outline of a region, in place of an earlier one, and give the place that it is of.

    Raises LayerError where the file cannot be used, LedgerError where the name is no one region of the atlas.
    """
    place = region_called(name)
    if place is None:
        raise LedgerError(f"{name}: is no one region that the atlas knows (write it as in “Donetsk region”)")
    content = path.read_bytes()
    area = shapely.to_wkb(read_area(content, str(path)))
    row = {"name": name, "source": str(path), "digest": sha256(content).hexdigest(), "geometry": area}
    with writing(ledger.engine) as connection:
        put(connection, tables.outlines, row)
    return place


def layers_of(ledger: Ledger) -> Layers:
    """All layers of a ledger with its outlines."""
    with ledger.engine.connect() as connection:
        return Layers(_snapshots(connection), _outlines(connection))


def outlines_of(ledger: Ledger) -> list[tuple[str, str]]:
    """The names of the regions with an outline, each with the file that it came from."""
    table = tables.outlines.c
    with ledger.engine.connect() as connection:
        return [(name, source) for name, source in connection.execute(select(table.name, table.source))]


def _snapshots(connection: Connection) -> Sequence[Snapshot]:
    rows = connection.execute(select(tables.layers)).all()
    return [
        Snapshot(
            row.layer,
            row.holder,
            datetime.date.fromisoformat(row.day),
            row.source,
            row.digest,
            shapely.from_wkb(row.geometry),
        )
        for row in rows
    ]


def _outlines(connection: Connection) -> Iterator[tuple[Place, Area]]:
    for name, geometry in connection.execute(select(tables.outlines.c.name, tables.outlines.c.geometry)):
        place = region_called(name)
        if place:
            yield place, shapely.from_wkb(geometry)
