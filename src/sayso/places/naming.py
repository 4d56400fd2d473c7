"""Which places a name may mean, and which provinces, countries and counties are written beside it."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from sayso.places.atlas import Kind, Place, load_atlas
from sayso.places.spelling import folded
from sayso.report import Span
from sayso.vocabulary import load

WORD = r"(?:[^\W\d_]\.(?: ?[^\W\d_]+\.)+|[^\W\d_a-zß-öø-ÿа-џ][\w’'-]*\.?)"  # "W.Va.", "Ukraine's", "Tex."
NAME = re.compile(rf"{WORD}(?: (?:(?:of|the|and) )?{WORD}){{0,3}}")
JOINED_AFTER = re.compile(
    r"\s*[,(]\s*|\s+in\s+(?:the\s+)?(?:\w+ern\s+|\w*(?:north|south|east|west)\s+|central\s+)?|\s+"
)
JOINED_BEFORE = re.compile(rf"({WORD}(?: {WORD}){{0,3}})(?:,|(?: \w+)? (?:city|town|village|county|suburb) of)? \Z")
POSSESSIVE = re.compile(r"['’](?:s|S)?\Z")
CONTAINERS = frozenset({Kind.PROVINCE, Kind.COUNTRY, Kind.COUNTY})
REACH = 60  # characters from a name within which what it lies in stands beside it
SHORT = 2  # letters of an abbreviation that must be written in capitals, so that "in" and "or" are no states
AROUND = 70  # kilometres from the middle of a county within which its towns lie


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside a name and holds some of the places that it may mean."""

    words: str
    places: tuple[Place, ...]


@functools.lru_cache(maxsize=4096)
def places_called(name: str) -> tuple[Place, ...]:
    """The places that a report may call so; a county may go without its "County", a place with its kind before it."""
    name = POSSESSIVE.sub("", name.strip())
    name = load("toponyms")["usually"].get(name, name)
    if is_direction(name):
        return ()
    if found := _listed(name) or _listed(f"the {name}"):
        return found
    for core in _cores(name):
        if found := tuple(place for place in _listed(core) if folded(place.name) == folded(core)):
            return found
    return ()


def beside(text: str, span: Span, places: tuple[Place, ...]) -> Beside | None:
    """The province, country or county after or before the name in `span`, and those of `places` that it holds."""
    for words, containers in (*_after(text, span), *_before(text, span)):
        held = tuple(place for place in places if any(_holds(container, place) for container in containers))
        if held:
            return Beside(words, held)
    return None


def is_direction(name: str) -> bool:
    """Whether a name is only a word that goes before one: "the South" is no town of that name."""
    bare = name.casefold().removeprefix("the ")
    return any(bare == word.casefold() for word in load("toponyms")["before"])


def _listed(name: str) -> tuple[Place, ...]:
    found = load_atlas().find(name)
    kinds = tuple(load("toponyms")["counties"])
    counties = () if name.endswith(kinds) else (load_atlas().find(f"{name} {kind}") for kind in kinds)
    return tuple(dict.fromkeys((*found, *(place for some in counties for place in some))))


def _cores(name: str) -> Iterator[str]:
    """The name without a word of kind or direction before or after it: "Downtown Dublin", "Jerome Township"."""
    words, lowered = load("toponyms"), name.casefold()
    for before in words["before"]:
        if lowered.startswith((f"{before} ".casefold(), f"{before}. ".casefold())):
            yield name[len(before) :].lstrip(". ")
    for after in words["after"]:
        if lowered.endswith(f" {after}".casefold()):
            yield name[: -len(after)].rstrip()


def _after(text: str, span: Span) -> Iterator[tuple[str, tuple[Place, ...]]]:
    joined = JOINED_AFTER.match(text, span[1])
    name = NAME.match(text, joined.end(), joined.end() + REACH) if joined else None
    words = name[0].split(" ") if name else []
    yield from _containers(" ".join(words[:count]) for count in range(len(words), 0, -1))


def _before(text: str, span: Span) -> Iterator[tuple[str, tuple[Place, ...]]]:
    joined = JOINED_BEFORE.search(text[max(0, span[0] - REACH) : span[0]])
    words = joined[1].split(" ") if joined else []
    yield from _containers(" ".join(words[first:]) for first in range(len(words)))


def _containers(names: Iterator[str]) -> Iterator[tuple[str, tuple[Place, ...]]]:
    for name in names:
        bare = POSSESSIVE.sub("", name.rstrip(","))
        if len(folded(bare)) <= SHORT and "." not in bare and not bare.isupper():
            continue
        found = (*load_atlas().find(bare), *load_atlas().find(f"{bare} Province"))
        yield bare.rstrip("."), tuple(place for place in found if place.kind in CONTAINERS)


def _holds(container: Place, place: Place) -> bool:
    if container.kind is not Kind.COUNTY or place.kind is not Kind.TOWN:
        return container.holds(place)
    together = (container.country, container.province) == (place.country, place.province)
    return together and container.kilometres(place) < AROUND
