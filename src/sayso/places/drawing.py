"""Drawing maps: a view of a part of the globe on a sheet, and SVG of what lies in it."""

from __future__ import annotations

import functools
import math
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from importlib import resources
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import numpy as np
import shapely

from sayso.places.areas import Area
from sayso.places.atlas import Place

FILE = "borders.npz"
LEAST = 3.0  # degrees of latitude that a view shows at least
MARGIN = 0.12  # of the places' height and width, left around them
FINE = 0.4  # pixels by which a line may leave its place
SCALE = 2.0  # pixels of a picture for each unit of the drawing

Points = np.ndarray[Any, np.dtype[Any]]


@dataclass(frozen=True, slots=True)
class View:
    """A part of the globe on a sheet: equirectangular, true to scale along its middle parallel.

    `west`, `north` is the upper left corner in degrees, `scale` pixels for a degree of latitude.
    """

    west: float
    north: float
    scale: float
    narrow: float
    width: int
    height: int

    @classmethod
    def of(cls, places: Collection[Place], width: int, height: int) -> View:
        """The view that shows all of some places."""
        latitudes, longitudes = [place.latitude for place in places], [place.longitude for place in places]
        south, north = min(latitudes), max(latitudes)
        west, east = min(longitudes), max(longitudes)
        narrow = math.cos(math.radians((south + north) / 2))
        high, wide = (north - south) * (1 + 2 * MARGIN), (east - west) * (1 + 2 * MARGIN)
        tall = max(LEAST, high, wide * narrow * height / width)
        scale = height / tall
        middle = (west + east) / 2
        return cls(middle - width / scale / narrow / 2, (north + south + tall) / 2, scale, narrow, width, height)

    @property
    def box(self) -> tuple[float, float, float, float]:
        """West, south, east and north in degrees."""
        east = self.west + self.width / self.scale / self.narrow
        return self.west, self.north - self.height / self.scale, east, self.north

    def at(self, points: Points) -> Points:
        """Points in degrees, longitude and latitude, on the sheet."""
        east, north = points[..., 0] - self.west, self.north - points[..., 1]
        return np.stack([east * self.scale * self.narrow, north * self.scale], axis=-1)

    def point(self, place: Place) -> tuple[float, float]:
        """Where a place is on the sheet."""
        x, y = self.at(np.array([place.longitude, place.latitude]))
        return float(x), float(y)

    def shows(self, place: Place) -> bool:
        """Whether a place is on the sheet."""
        x, y = self.point(place)
        return 0 <= x <= self.width and 0 <= y <= self.height

    def path(self, area: Area) -> str:
        """The path of an area as far as it is seen."""
        seen = shapely.intersection(area, shapely.box(*self.box)).simplify(FINE / self.scale)
        lines = [shapely.get_coordinates(ring) for part in shapely.get_parts(seen) for ring in _rings(part)]
        return path(map(self.at, lines), closed=True)

    def land(self) -> str:
        """The path of the land, whose lakes the even-odd rule leaves open."""
        return path(self._near("land"), closed=True)

    def borders(self) -> str:
        """The path of the borders of countries."""
        return path(self._near("borders"))

    def _near(self, name: str) -> Iterator[Points]:
        west, south, east, north = self.box
        for line in _lines(name):
            (left, low), (right, high) = line.min(axis=0), line.max(axis=0)
            if left <= east and right >= west and low <= north and high >= south:
                yield self.at(line)


def path(lines: Iterable[Points], closed: bool = False) -> str:
    """The `d` of an SVG path along lines on the sheet."""
    end = "Z" if closed else ""
    return "".join("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in line) + end for line in lines if len(line) > 1)


def element(name: str, content: str = "", /, **attributes: object) -> str:
    """An SVG element; a "_" in the name of an attribute stands for "-"."""
    names = (key.replace("_", "-") for key in attributes)
    written = "".join(
        f" {name}={quoteattr(str(value))}" for name, value in zip(names, attributes.values(), strict=True)
    )
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"


def text(words: str, x: float, y: float, **attributes: object) -> str:
    """Text on the sheet."""
    return element("text", escape(words), x=f"{x:.1f}", y=f"{y:.1f}", **attributes)


def png(svg: str) -> bytes:
    """The picture of an SVG drawing; letters are those of the fonts that the system has."""
    from resvg_py import svg_to_bytes  # here, as few draw pictures

    return bytes(svg_to_bytes(svg_string=svg, zoom=SCALE))


def _rings(part: Any) -> Iterator[Any]:
    if isinstance(part, shapely.Polygon):
        yield part.exterior
        yield from part.interiors


@functools.cache
def _lines(name: str) -> list[Points]:
    with resources.as_file(resources.files(__package__).joinpath(FILE)) as file, np.load(file) as columns:
        points, lengths = columns[name], columns[f"{name}_lengths"]
    return np.split(points, np.cumsum(lengths)[:-1])
