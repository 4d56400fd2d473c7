"""How well each place that a name may mean fits the other places of the report."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from sayso.places.atlas import EARTH, Kind, Place, load_atlas
from sayso.places.spelling import folded
from sayso.vocabulary import load

NEAR = 100.0  # kilometres over which the support of a neighbour falls to a third
NEIGHBOUR, PROVINCE, COUNTRY = (
    2.5,
    2.0,
    0.2,
)  # how much a place supports another: close by, as its province, its country
SUPPORT = 25.0  # what full support weighs against fame, shared out among the other names and a few more
OTHERS = 4
ROUNDS = 4
FAME = {Kind.PROVINCE: 4.0, Kind.COUNTRY: 6.0, Kind.REGION: 6.0}
CAPITAL = 1.0  # fame that the seat of a government has beyond its people
BY_POPULATION = 0.7  # fame of a town for each time that it has e times as many people as a village
VILLAGE = 1_000
SELDOM = 3.0  # fame that a town loses where it is called otherwise than usual
WEIGHED = 2_000  # places that are weighed together
MOST = 40  # places that a name may have

Array = np.ndarray[Any, np.dtype[Any]]


@dataclass(frozen=True, slots=True)
class Sense:
    """A name with the places that it may mean, and how often the report has it."""

    words: str
    places: tuple[Place, ...]
    times: int


@dataclass(frozen=True, slots=True)
class Weighed:
    """The places of one name, likeliest first, with their shares of likelihood.

    `famous` is the one that it would be on its own; `support` is the other place that speaks most for the first.
    """

    places: tuple[Place, ...]
    shares: tuple[float, ...]
    famous: Place
    support: Place | None


def fame(place: Place, words: str) -> float:
    """How likely the place is meant by `words` when nothing else is known."""
    if place.kind not in (Kind.TOWN, Kind.COUNTY):
        return FAME[place.kind]
    form = folded(words)
    usual = form == folded(place.name) or (form, place.name) in _exonyms()
    people = max(place.population, VILLAGE // 2) if place.kind is Kind.TOWN else VILLAGE
    capital = CAPITAL if (form, place.country) in _seats() else 0.0
    return BY_POPULATION * float(np.log(people / VILLAGE)) + capital - (0.0 if usual else SELDOM)


@functools.cache
def _exonyms() -> frozenset[tuple[str, str]]:
    """English names with the names that the atlas has for the towns."""
    return frozenset((folded(name), place) for name, place in load("toponyms")["exonyms"].items())


@functools.cache
def _seats() -> frozenset[tuple[str, str]]:
    """The capitals with the codes of their countries."""
    return frozenset(
        (folded(seat), place.country)
        for name, row in load("countries").items()
        for place in load_atlas().find(name)
        for seat in row.get("seats", ())
        if place.kind is Kind.COUNTRY
    )


def weigh(senses: Sequence[Sense], countries: Mapping[str, float] | None = None) -> list[Weighed]:
    """The places of each name, weighed by fame and by the places that the other names mean; each has one at least.

    `countries` are ISO codes with the fame that places there have beyond their own.
    """
    most = max(1, min(MOST, WEIGHED // max(1, len(senses))))
    ranked = [sorted(_famed(sense, countries or {}), key=lambda pair: -pair[0])[:most] for sense in senses]
    return _Weighing(senses, ranked).settled() if senses else []


def _famed(sense: Sense, countries: Mapping[str, float]) -> Iterator[tuple[float, Place]]:
    """The places of a name with their fame; the name of a country, being known everywhere, is no town's at home."""
    is_country = any(place.kind is Kind.COUNTRY for place in sense.places)
    for place in sense.places:
        at_home = 0.0 if is_country else countries.get(place.country, 0.0)
        yield fame(place, sense.words) + at_home, place


class _Weighing:
    """All places of all names in a row; `owner` tells the name of each, `starts` where a name's places start."""

    def __init__(self, senses: Sequence[Sense], ranked: Sequence[Sequence[tuple[float, Place]]]) -> None:
        self.places = [place for some in ranked for _, place in some]
        counts = [len(some) for some in ranked]
        self.owner = np.repeat(np.arange(len(counts)), counts)
        self.starts = np.cumsum([0, *counts[:-1]])
        self.ends = np.cumsum(counts)
        self.fame = np.array([famed for some in ranked for famed, _ in some])
        self.weights = np.array([1 + np.log(sense.times) for sense in senses])
        self.ties = np.where(self.owner[:, None] == self.owner[None, :], 0.0, _ties(self.places))

    def settled(self) -> list[Weighed]:
        """Fame first, then in rounds what the likely places of the others add to it."""
        scores, support = self.fame, np.zeros((len(self.places), len(self.starts)))
        for _ in range(ROUNDS):
            support = np.maximum.reduceat(self.ties * self._shares(scores), self.starts, axis=1) * self.weights
            scores = self.fame + SUPPORT * support.sum(axis=1) / (OTHERS + len(self.starts))
        shares = self._shares(scores)
        return [self._weighed(name, shares, support) for name in range(len(self.starts))]

    def _shares(self, scores: Array) -> Array:
        highest = np.maximum.reduceat(scores, self.starts)[self.owner]
        powers = np.exp(scores - highest)
        shares: Array = powers / np.add.reduceat(powers, self.starts)[self.owner]
        return shares

    def _weighed(self, name: int, shares: Array, support: Array) -> Weighed:
        own = range(self.starts[name], self.ends[name])
        ranked = sorted(own, key=lambda row: -shares[row])
        return Weighed(
            tuple(self.places[row] for row in ranked),
            tuple(float(shares[row]) for row in ranked),
            self.places[max(own, key=lambda row: self.fame[row])],
            self._supporter(ranked[0], shares, support),
        )

    def _supporter(self, row: int, shares: Array, support: Array) -> Place | None:
        other = int(np.argmax(support[row]))
        if support[row, other] <= 0:
            return None
        theirs = range(self.starts[other], self.ends[other])
        return self.places[max(theirs, key=lambda place: self.ties[row, place] * shares[place])]


def _ties(places: Sequence[Place]) -> Array:
    """How much each place speaks for each other one."""
    towns = np.array([place.kind in (Kind.TOWN, Kind.COUNTY) for place in places])
    provinces = np.array([place.kind is Kind.PROVINCE for place in places])
    areas = _numbers([(place.country, place.province) if place.province else "" for place in places])
    countries = _numbers([place.country for place in places])
    near = NEIGHBOUR * np.exp(-_distances(places) / NEAR) * _both(towns)
    inside = PROVINCE * _same(areas) * (provinces[:, None] | provinces[None, :])
    ties: Array = np.maximum(np.maximum(near, inside), COUNTRY * _same(countries))
    return ties


def _distances(places: Sequence[Place]) -> Array:
    """The kilometres between any two places."""
    latitudes = np.radians([place.latitude for place in places])
    longitudes = np.radians([place.longitude for place in places])
    level = np.cos(latitudes)
    points = np.stack([level * np.cos(longitudes), level * np.sin(longitudes), np.sin(latitudes)], axis=1)
    distances: Array = EARTH * np.arccos(np.clip(points @ points.T, -1, 1))
    return distances


def _numbers(values: Sequence[object]) -> Array:
    """A number for each different value, and -1 for "", which is not the same as itself."""
    known: dict[object, int] = {"": -1}
    return np.array([known.setdefault(value, len(known)) for value in values])


def _same(numbers: Array) -> Array:
    same: Array = (numbers[:, None] == numbers[None, :]) & (numbers >= 0)[:, None]
    return same


def _both(flags: Array) -> Array:
    both: Array = flags[:, None] & flags[None, :]
    return both
