"""Areas of GeoJSON files, and how large they are."""

from __future__ import annotations

import datetime
import functools
import json
import math
import re
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
import pyproj
import shapely
from shapely.geometry.base import BaseGeometry

from sayso.errors import LayerError

EQUAL_AREA = "EPSG:6933"  # EASE-Grid 2.0: cylindrical and equal-area over the ellipsoid, for the whole globe
DEGREES = {"EPSG:4326", "EPSG::4326", "CRS84"}  # the reference systems that GeoJSON may name: WGS 84 in degrees
STEP = 0.1  # degrees in which a border is cut before it is projected, as a straight line there is none here
FEWEST = 4  # positions of a ring, the last one being the first again
HALF_ROUND = 180.0
DATE = re.compile(r"(?<!\d)(\d{4})([-_.]?)(\d\d)\2(\d\d)(?!\d)")

Area = BaseGeometry


def read_area(content: bytes, source: str) -> Area:
    """The area that a GeoJSON file tells: the polygons of all its features together.

    Of one feature, all rings count by the even-odd rule: what lies in an odd number of them is in. Raises LayerError,
    which names `source`, on anything that is no polygon in degrees, or reaches over the antimeridian.
    """
    try:
        document = json.loads(content)
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise LayerError(source, f"is no JSON: {error}") from error
    area = shapely.union_all([even_odd(rings) for rings in _features(document, source)])
    if area.is_empty or not area.area:
        raise LayerError(source, "has no area")
    return area


def date_of(name: str) -> datetime.date | None:
    """The date in a file's name, such as "front_20250506" or "2025-05-06"; None where there is none, or several."""
    found = {date for match in DATE.finditer(name) if (date := _date(match[1], match[3], match[4]))}
    return found.pop() if len(found) == 1 else None


def even_odd(rings: Iterable[Any]) -> Area:
    """What lies in an odd number of rings."""
    inside: Area = shapely.Polygon()
    for ring in rings:
        inside = shapely.symmetric_difference(inside, _faces(shapely.Polygon(ring)))
    return inside


def _faces(ring: shapely.Polygon) -> Area:
    """What lies in an odd number of the loops of a ring that crosses itself; a spike has nothing in it."""
    if ring.is_valid:
        return ring
    parts = shapely.get_parts(shapely.make_valid(ring))
    return shapely.union_all([part for part in parts if part.area])


def square_metres(area: Area) -> float:
    """How large an area in degrees is on the ellipsoid WGS 84, its borders being straight in degrees."""
    return float(shapely.transform(shapely.segmentize(area, STEP), _projected).area)


def share_of(part: Area, whole: Area) -> float:
    """Which share of an area another one covers, from 0 to 1."""
    return min(1.0, square_metres(shapely.intersection(part, whole)) / square_metres(whole))


def _projected(points: Any) -> Any:
    east, north = _projection().transform(points[:, 0], points[:, 1])
    return np.column_stack([east, north])


@functools.cache
def _projection() -> pyproj.Transformer:
    return pyproj.Transformer.from_crs("EPSG:4326", EQUAL_AREA, always_xy=True)


def _date(year: str, month: str, day: str) -> datetime.date | None:
    try:
        return datetime.date(int(year), int(month), int(day))
    except ValueError:
        return None


def _features(document: Any, source: str) -> Iterator[list[Any]]:
    """The rings of each feature."""
    _check_reference(document, source)
    for geometry in _geometries(document, source):
        yield [_checked(ring, source) for ring in _rings(geometry, source)]


def _check_reference(document: Any, source: str) -> None:
    named = document.get("crs") if isinstance(document, dict) else None
    if named and not any(system in json.dumps(named) for system in DEGREES):
        raise LayerError(
            source, "is not in degrees of WGS 84", "GeoJSON is; convert it, as with ogr2ogr -t_srs EPSG:4326"
        )


def _geometries(item: Any, source: str) -> Iterator[dict[str, Any]]:
    kind = item.get("type") if isinstance(item, dict) else None
    if kind in ("FeatureCollection", "GeometryCollection"):
        parts = item.get("features" if kind == "FeatureCollection" else "geometries")
        if not isinstance(parts, list):
            raise LayerError(source, f"a {kind} has no list of parts")
        for part in parts:
            yield from _geometries(part, source)
    elif kind == "Feature":
        if item.get("geometry") is not None:
            yield from _geometries(item["geometry"], source)
    elif kind in ("Polygon", "MultiPolygon"):
        yield item
    else:
        raise LayerError(source, f"has a {kind or 'part without a type'} where polygons are needed")


def _rings(geometry: dict[str, Any], source: str) -> Iterator[Any]:
    polygons = geometry.get("coordinates")
    polygons = [polygons] if geometry["type"] == "Polygon" else polygons
    if not isinstance(polygons, list) or not all(isinstance(polygon, list) for polygon in polygons):
        raise LayerError(source, f"a {geometry['type']} has no lists of rings")
    for polygon in polygons:
        yield from polygon


def _checked(ring: Any, source: str) -> Any:
    """The longitudes and latitudes of a ring. Raises LayerError where it is none."""
    try:
        points = np.array([position[:2] for position in ring], float)
    except (TypeError, ValueError, IndexError, KeyError, OverflowError) as error:
        raise LayerError(source, "a ring is not a list of positions, each [longitude, latitude]") from error
    if reason := _fault(points):
        raise LayerError(source, reason)
    return points


def _fault(points: Any) -> str | None:
    """What is wrong with a ring."""
    if points.ndim != 2 or points.shape[1] != 2 or len(points) < FEWEST:
        return f"a ring has fewer than {FEWEST} positions"
    where = f"at {points[0, 0]:g}, {points[0, 1]:g}"
    if not np.isfinite(points).all() or np.abs(points).max(axis=0)[1] > HALF_ROUND / 2:
        return f"the ring {where} is not in degrees: a latitude is beyond 90"
    if np.abs(points[:, 0]).max() > HALF_ROUND or np.abs(np.diff(points[:, 0])).max() > HALF_ROUND:
        return f"the ring {where} crosses the antimeridian; cut it there into two, as RFC 7946 says"
    if not all(map(math.isclose, points[0], points[-1])):
        return f"the ring {where} is not closed: its last position is not its first"
    return None
