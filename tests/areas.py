"""Areas as their authors would write them down: squares of GeoJSON."""

import json
from pathlib import Path
from typing import Any

Ring = list[list[float]]


def square(west: float, south: float, size: float) -> Ring:
    """A closed ring, its side so many degrees."""
    east, north = west + size, south + size
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def polygons(*those: list[Ring]) -> dict[str, Any]:
    """A feature of polygons, each a list of rings."""
    geometry = {"type": "MultiPolygon", "coordinates": list(those)}
    return {"type": "Feature", "properties": {}, "geometry": geometry}


def collection(*features: dict[str, Any]) -> dict[str, Any]:
    """A feature collection."""
    return {"type": "FeatureCollection", "features": list(features)}


def write(path: Path, *those: list[Ring]) -> Path:
    """A file with a feature of polygons."""
    path.write_text(json.dumps(collection(polygons(*those))), encoding="utf8")
    return path
