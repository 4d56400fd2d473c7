"""The atlas: towns, counties, provinces, countries and regions by their names, each with its place on the globe."""

from __future__ import annotations

import functools
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib import resources
from typing import Any

import numpy as np

from sayso.places.spelling import folded

FILE = "atlas.npz"
EARTH = 6371.0  # kilometres from its middle to its face

Point = tuple[float, float]


class Kind(StrEnum):
    """What sort of place a place is."""

    TOWN = "town"
    COUNTY = "county"
    PROVINCE = "province"
    COUNTRY = "country"
    REGION = "region"


KINDS = tuple(Kind)


@dataclass(frozen=True, slots=True)
class Place:
    """A place on the globe.

    `id` is its number in GeoNames; None where the source of the atlas does not give it. `country` is the ISO 3166
    code, "" for what lies in several countries; `province` the name of the state or province that it lies in or is.
    A population of 0 is an unknown one.
    """

    id: int | None
    name: str
    kind: Kind
    country: str
    province: str
    latitude: float
    longitude: float
    population: int

    def __str__(self) -> str:
        """The name with what it lies in: "Paris, Texas, US"."""
        return ", ".join(dict.fromkeys(part for part in (self.name, self.province, self.country) if part))

    def holds(self, other: Place) -> bool:
        """Whether `other` lies in this country or province."""
        if self.kind is Kind.COUNTRY:
            return self.country == other.country and other.kind is not Kind.COUNTRY
        inside = (self.country, self.province) == (other.country, other.province)
        return self.kind is Kind.PROVINCE and inside and other.kind in (Kind.TOWN, Kind.COUNTY)

    def kilometres(self, other: Place) -> float:
        """The distance to `other` over the globe."""
        return kilometres((self.latitude, self.longitude), (other.latitude, other.longitude))


def kilometres(one: Point, other: Point) -> float:
    """The distance between two points, latitude and longitude in degrees, over the globe."""
    (north, east), (other_north, other_east) = (tuple(map(math.radians, point)) for point in (one, other))
    chord = math.sin((other_north - north) / 2) ** 2
    chord += math.cos(north) * math.cos(other_north) * math.sin((other_east - east) / 2) ** 2
    return 2 * EARTH * math.asin(math.sqrt(chord))


class Atlas:
    """Places by name; the names are one sorted block of text, so that an atlas is loaded without reading them all."""

    def __init__(self, columns: Mapping[str, Any]) -> None:
        self._columns = {name: columns[name] for name in ("ids", "kinds", "areas", "latitudes", "longitudes")}
        self._populations, self._found = columns["populations"], columns["found"]
        self._name_ends, self._form_ends, self._found_ends = (
            np.cumsum(columns[f"{name}_lengths"], dtype=np.uint32) for name in ("name", "form", "found")
        )
        self._names, self._forms = columns["names"].tobytes(), columns["forms"].tobytes()
        areas = columns["area_names"].tobytes().decode().split("\n")
        self._areas = [(country, province) for country, _, province in (area.partition("\t") for area in areas)]

    def __len__(self) -> int:
        """How many places it has."""
        return len(self._name_ends)

    def __iter__(self) -> Iterator[Place]:
        return map(self._place, range(len(self)))

    def find(self, name: str) -> tuple[Place, ...]:
        """All places that are called so, in whatever case and with or without accents, the most populous first."""
        form = folded(name).encode()
        number = self._position(form)
        if not form or number == len(self._form_ends) or self._form(number) != form:
            return ()
        start = self._found_ends[number - 1] if number else 0
        return tuple(self._place(int(row)) for row in self._found[start : self._found_ends[number]])

    def towns(self, country: str, province: str | None = None) -> tuple[Place, ...]:
        """The towns of a country, or of one of its provinces."""
        wanted = [
            number for number, area in enumerate(self._areas) if area[0] == country and province in (None, area[1])
        ]
        inside = np.isin(self._columns["areas"], wanted) & (self._columns["kinds"] == KINDS.index(Kind.TOWN))
        return tuple(self._place(int(row)) for row in np.flatnonzero(inside))

    def largest_towns(self, box: tuple[float, float, float, float]) -> Iterator[Place]:
        """The towns in a box of degrees, west, south, east and north, the most populous first."""
        west, south, east, north = box
        latitudes, longitudes = self._columns["latitudes"], self._columns["longitudes"]
        inside = (latitudes >= south) & (latitudes <= north) & (longitudes >= west) & (longitudes <= east)
        rows = np.flatnonzero(inside & (self._columns["kinds"] == KINDS.index(Kind.TOWN)))
        yield from (self._place(int(row)) for row in rows[np.argsort(-self._populations[rows], kind="stable")])

    def _position(self, form: bytes) -> int:
        """How many forms are sorted before `form`."""
        low, high = 0, len(self._form_ends)
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if self._form(middle) < form else (low, middle)
        return low

    def _form(self, number: int) -> bytes:
        start = self._form_ends[number - 1] if number else 0
        return bytes(self._forms[start : self._form_ends[number]])

    def _place(self, row: int) -> Place:
        start = self._name_ends[row - 1] if row else 0
        number, kind, area, latitude, longitude = (column[row] for column in self._columns.values())
        country, province = self._areas[area]
        return Place(
            int(number) or None,
            self._names[start : self._name_ends[row]].decode(),
            KINDS[kind],
            country,
            province,
            round(float(latitude), 4),
            round(float(longitude), 4),
            int(self._populations[row]),
        )


@functools.cache
def load_atlas() -> Atlas:
    """The atlas of the package, loaded once."""
    with resources.as_file(resources.files(__package__).joinpath(FILE)) as path, np.load(path) as columns:
        return Atlas(columns)
