"""What lies in a place, and how many people live in places together."""

from __future__ import annotations

import functools
import math
from collections.abc import Collection, Iterable
from typing import Any

import numpy as np

from sayso.places.atlas import Kind, Place, load_atlas
from sayso.places.spelling import folded
from sayso.vocabulary import load

DENSE = 4_000  # people of a city on a square kilometre, about those of a large European one
LARGE = 50_000  # people of a town that may have parts listed beside it
DEGREE = 111.2  # kilometres

Points = np.ndarray[Any, np.dtype[Any]]
Part = tuple[str, str | None]  # a country and its province, None for all of it


def parts_of(place: Place) -> frozenset[Part]:
    """The provinces or the country that a place is made up of; none for towns, and for regions without an extent."""
    if place.kind is Kind.COUNTRY:
        return frozenset({(place.country, None)})
    if place.kind is Kind.PROVINCE:
        return frozenset({(place.country, place.province)})
    listed = load("extents").get(place.name, {}) if place.kind is Kind.REGION else {}
    return frozenset((country, province) for country, provinces in listed.items() for province in provinces)


def is_point(place: Place) -> bool:
    """Whether a place is a town or a site such as a plant or a bridge, which its point tells where it is."""
    return place.kind is Kind.TOWN or place.name.split()[-1].lower() in load("toponyms")["sites"]


def contains(place: Place, other: Place) -> bool:
    """Whether another place lies in this one, which is not the same."""
    inner, outer = parts_of(other) or _own(other), parts_of(place)
    return place != other and bool(inner) and inner != outer and all(_in(part, outer) for part in inner)


@functools.lru_cache(maxsize=256)
def towns_of(place: Place) -> tuple[Place, ...]:
    """The towns of 1,000 people and more in a place, without parts of larger ones; a town is its own."""
    if place.kind is Kind.TOWN:
        return (place,)
    return _whole(town for part in sorted(parts_of(place), key=str) for town in load_atlas().towns(*part))


def _whole(towns: Iterable[Place]) -> tuple[Place, ...]:
    """The towns but those that lie in a larger one, as GeoNames has districts of a city as places beside it.

    It does not tell here which are, so whatever is within a city's radius, were its people as dense as DENSE, is.
    """
    ranked = sorted(towns, key=lambda town: (-town.population, town.id or 0))
    points = np.array([(town.latitude, town.longitude) for town in ranked]).reshape(-1, 2)
    free = np.ones(len(ranked), bool)
    for number, town in enumerate(ranked):
        if town.population < LARGE:
            break
        if free[number]:
            free[number + 1 :] &= _kilometres(points[number], points[number + 1 :]) > _radius(town.population)
    return tuple(town for town, is_free in zip(ranked, free, strict=True) if is_free)


def _radius(people: int) -> float:
    return math.sqrt(people / DENSE / math.pi)


def _kilometres(point: Points, others: Points) -> Points:
    """How far points are from one nearby, on a plane."""
    north, east = (others - point).T * DEGREE
    distances: Points = np.hypot(north, east * np.cos(np.radians(point[0])))
    return distances


def people_of(place: Place) -> int | None:
    """How many people live in a place: as GeoNames has it of towns and countries, else in its towns; None if unknown.

    GeoNames does not tell of which year its numbers are.
    """
    if place.kind in (Kind.TOWN, Kind.COUNTRY):
        return place.population or None
    return sum(town.population for town in towns_of(place)) or place.population or None


def people_of_all(places: Collection[Place]) -> int:
    """How many people live in places together, each counted once where a place lies in another one."""
    outermost = [place for place in set(places) if not any(contains(other, place) for other in places)]
    whole = [place for place in outermost if place.kind in (Kind.COUNTRY, Kind.COUNTY)]
    towns = _whole({town for place in outermost if place not in whole for town in towns_of(place)})
    return sum(people_of(place) or 0 for place in whole) + sum(town.population for town in towns)


def settled(place: Place, candidates: Collection[Place]) -> Place:
    """Of a province and a region that are the same, the region where it is made up of several, else the province."""
    same = [each for each in (place, *candidates) if _is_same(each, place)]
    return max(map(_province, same), key=lambda each: (len(parts_of(each)), each.kind is Kind.REGION, each == place))


def _province(place: Place) -> Place:
    """The province that a region is by another name, else the place itself."""
    if place.kind is not Kind.REGION or len(parts_of(place)) != 1:
        return place
    ((_, name),) = parts_of(place)
    found = (*load_atlas().find(f"{name} Province"), *load_atlas().find(name or ""))
    return next((each for each in found if each.kind is Kind.PROVINCE and parts_of(each) == parts_of(place)), place)


def _is_same(one: Place, other: Place) -> bool:
    kinds = {one.kind, other.kind} <= {Kind.PROVINCE, Kind.REGION}
    return one == other or (kinds and one.country == other.country and folded(one.name) == folded(other.name))


def _own(place: Place) -> frozenset[Part]:
    if place.kind in (Kind.TOWN, Kind.COUNTY) or (place.kind is Kind.REGION and place.country):
        return frozenset({(place.country, place.province)})
    return frozenset()


def _in(part: Part, outer: Collection[Part]) -> bool:
    return part in outer or (part[0], None) in outer
