"""Layers: who held which area since which day, as dated files tell it, and who held a place on a day."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
import shapely

from sayso.places.areas import Area, share_of
from sayso.places.atlas import Place, load_atlas
from sayso.places.extent import is_point, towns_of

TELLS = 0.05  # of the towns in a layer's areas that must lie in a country so that the layer tells of that country


class Basis(StrEnum):
    """What a share was taken of: the place's point, its outline, or the people of its towns."""

    POINT = "point"
    OUTLINE = "outline"
    TOWNS = "towns"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a party held on a day, as one file of a layer tells it; it counts until the layer's next one.

    `digest` is the SHA-256 of the file as hexadecimal digits.
    """

    layer: str
    holder: str
    day: datetime.date
    source: str
    digest: str
    area: Area

    def to_json(self) -> dict[str, Any]:
        """The snapshot without its area, ready for `json.dumps`."""
        named = {name: getattr(self, name) for name in ("layer", "holder", "source", "digest")}
        return named | {"day": self.day.isoformat()}


@dataclass(frozen=True, slots=True)
class Hold:
    """How much of a place a party held by the snapshot valid on a day; `share` from 0 to 1.

    With Basis.TOWNS the share is of people, and `towns` tells how many of how many towns were held.
    """

    layer: str
    holder: str
    day: datetime.date
    share: float
    basis: Basis
    towns: tuple[int, int] = (0, 0)

    def to_json(self) -> dict[str, Any]:
        """The hold, ready for `json.dumps`; `since` is the day of the layer's file."""
        return {
            "layer": self.layer,
            "holder": self.holder,
            "since": self.day.isoformat(),
            "share": round(self.share, 4),
            "basis": str(self.basis),
            **({"towns": list(self.towns)} if self.basis is Basis.TOWNS else {}),
        }


class Layers:
    """All snapshots of a ledger, with the outlines of regions that its user gave."""

    def __init__(self, snapshots: Iterable[Snapshot] = (), outlines: Iterable[tuple[Place, Area]] = ()) -> None:
        self.snapshots = tuple(sorted(snapshots, key=lambda each: (each.layer, each.holder, each.day)))
        self.outlines = dict(outlines)
        self._known: dict[tuple[Place, int], Hold | None] = {}
        self._countries = {layer: self._countries_of(layer) for layer in {each.layer for each in self.snapshots}}

    def valid(self, day: datetime.date) -> list[int]:
        """The numbers of the snapshots that count on a day: the last one of each layer and holder by then."""
        newest = {(each.layer, each.holder): number for number, each in enumerate(self.snapshots) if each.day <= day}
        return list(newest.values())

    def held(self, place: Place, day: datetime.date | None) -> tuple[Hold, ...]:
        """How much of a place who held on a day; nothing where no layer tells, as before the day of its first file.

        A layer tells of the countries in which its areas lie, by their towns: a front in one country says nothing of
        others. A hold with share 0 says that the layer's holder did not hold it; who did, that layer does not say.
        """
        numbers = [number for number in (self.valid(day) if day else ()) if self._tells(number, place)]
        found = (self._hold(place, number) for number in numbers)
        return tuple(hold for hold in found if hold)

    def _tells(self, number: int, place: Place) -> bool:
        countries = self._countries[self.snapshots[number].layer]
        return not countries or not place.country or place.country in countries

    def _countries_of(self, layer: str) -> frozenset[str]:
        """The countries that a layer is about; none where no town lies in its areas."""
        areas = [each.area for each in self.snapshots if each.layer == layer]
        around = list(load_atlas().largest_towns(shapely.box(*shapely.total_bounds(areas)).bounds))
        inside = np.any([_are_in(around, area) for area in areas], axis=0)
        counts = Counter(town.country for town, is_inside in zip(around, inside, strict=True) if is_inside)
        return frozenset(country for country, number in counts.items() if number >= TELLS * counts.total())

    def _hold(self, place: Place, number: int) -> Hold | None:
        key = place, number
        if key not in self._known:
            self._known[key] = self._measured(place, self.snapshots[number])
        return self._known[key]

    def _measured(self, place: Place, snapshot: Snapshot) -> Hold | None:
        told = snapshot.layer, snapshot.holder, snapshot.day
        if place in self.outlines:
            return Hold(*told, share_of(snapshot.area, self.outlines[place]), Basis.OUTLINE)
        if is_point(place):
            return Hold(*told, float(_are_in([place], snapshot.area)[0]), Basis.POINT)
        return _by_towns(towns_of(place), snapshot)


def _are_in(places: Sequence[Place], area: Area) -> Any:
    return shapely.intersects_xy(area, [place.longitude for place in places], [place.latitude for place in places])


def _by_towns(towns: Sequence[Place], snapshot: Snapshot) -> Hold | None:
    people = sum(town.population for town in towns)
    if not people:
        return None
    inside = [town for town, held in zip(towns, _are_in(towns, snapshot.area), strict=True) if held]
    share = sum(town.population for town in inside) / people
    told = snapshot.layer, snapshot.holder, snapshot.day
    return Hold(*told, share, Basis.TOWNS, (len(inside), len(towns)))
