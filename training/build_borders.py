"""Write places/borders.npz: coasts and borders for drawing maps.

    npm pack world-atlas
    python -m training.build_borders world-atlas-2.0.2.tgz

Source: Natural Earth (https://www.naturalearthdata.com), public domain, at 1:50 million, as the package world-atlas has
it in TopoJSON. Natural Earth draws borders as they are held in fact; Sayso takes no side by them.
"""

from __future__ import annotations

import json
import sys
import tarfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from sayso.places import drawing

TARGET = Path(drawing.__file__).parent / drawing.FILE
NAME = "package/countries-50m.json"
TOLERANCE = 0.01  # degrees by which a line may leave its place; a millimetre on a map of ten kilometres to one


def main(archive: Path) -> None:
    """Write the file of the package from the package world-atlas."""
    topology = read(archive)
    arcs = list(decoded(topology))
    land = [closed(ring, arcs) for ring in rings(topology["objects"]["land"])]
    uses = Counter(arc if arc >= 0 else ~arc for ring in rings(topology["objects"]["countries"]) for arc in ring)
    borders = [arcs[arc] for arc, times in uses.items() if times > 1]
    np.savez_compressed(TARGET, **columns("land", land), **columns("borders", borders))


def read(archive: Path) -> Any:
    """The topology in the package."""
    with tarfile.open(archive) as package:
        content = package.extractfile(NAME)
        assert content is not None
        return json.load(content)


def decoded(topology: Any) -> Iterator[Any]:
    """The arcs in degrees, simplified; arcs are simplified alone, so that neighbours keep a common border."""
    scale, translate = (np.array(topology["transform"][name]) for name in ("scale", "translate"))
    for arc in topology["arcs"]:
        points = np.cumsum(arc, axis=0) * scale + translate
        yield shapely.get_coordinates(shapely.LineString(points).simplify(TOLERANCE))


def rings(item: Any) -> Iterator[list[int]]:
    """The rings of a TopoJSON object, each a list of arcs."""
    if item["type"] == "GeometryCollection":
        for part in item["geometries"]:
            yield from rings(part)
    elif item["type"] in ("Polygon", "MultiPolygon"):
        polygons = [item["arcs"]] if item["type"] == "Polygon" else item["arcs"]
        yield from (ring for polygon in polygons for ring in polygon)


def closed(ring: Iterable[int], arcs: list[Any]) -> Any:
    """The points of a ring; an arc with a negative number is taken from its end."""
    return np.concatenate([arcs[arc] if arc >= 0 else arcs[~arc][::-1] for arc in ring])


def columns(name: str, lines: list[Any]) -> dict[str, Any]:
    """The arrays of some lines: all points, and how many each line has."""
    return {
        name: np.concatenate(lines).astype(np.float32).round(3),
        f"{name}_lengths": np.array([len(line) for line in lines], np.uint32),
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]))
