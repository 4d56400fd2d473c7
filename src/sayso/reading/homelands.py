"""Which state an office is of that the report names without one: the one told of around it, where another has none."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable

from sayso.reading.gazetteer import Kind
from sayso.reading.leaders import leader
from sayso.reading.mentions import Cast, Person
from sayso.reading.offices import office_lines

FOREMOST = 1.2  # times as often as the next, a state is named that is the report's own
# How much a mention of a state counts for an office, checked on the training talks.
NEAR = 200  # characters in which its weight falls to a third
AFTER = 0.3  # of the weight, where it stands behind the office
SHARE = 0.5  # of a mention close by, that having all mentions of states in the report is worth

Told = Callable[[Person], str | None]


def home(cast: Cast) -> str | None:
    """The state that a bare "the government" is of: the one that the report names far more often than any other."""
    counts = [(name, count) for name, count in cast.prominence if is_state(name, cast)]
    clear = counts and (len(counts) == 1 or counts[0][1] >= FOREMOST * counts[1][1])
    return counts[0][0] if clear else None


def state_near(description: str, cast: Cast, position: int, told: Told) -> str | None:
    """The state whose office `description` names at `position`: the one told of most just before, some after.

    States of which somebody else holds the same office are out, if one is left; `told` gives the party that the report
    tells of a person beside the name.
    """
    weights: defaultdict[str, float] = defaultdict(float)
    mentions = [mention for mention in cast.mentions if mention.kind is Kind.STATE]
    for mention in mentions:
        distance = mention.span[0] - position
        near = math.exp(-abs(distance) / NEAR) * (AFTER if distance > 0 else 1)
        weights[mention.name] += near + SHARE / len(mentions)
    taken = _taken(description, cast, position, told)
    free = {name: weight for name, weight in weights.items() if name not in taken}
    return max(free or weights, key=(free or weights).__getitem__, default=None)


def _taken(description: str, cast: Cast, position: int, told: Told) -> set[str | None]:
    """The states of those whom the report or the vocabulary has in the same office."""
    taken: set[str | None] = set()
    for person in cast.in_office(office_lines(description), position):
        known = leader(person.name, cast.month)
        taken.add(known.party if known and known.held(cast.month) else told(person))
    return taken


def is_state(name: str, cast: Cast) -> bool:
    """Whether `name` is a state's."""
    entry = cast.gazetteer.entry(name)
    return entry is not None and entry.kind is Kind.STATE
