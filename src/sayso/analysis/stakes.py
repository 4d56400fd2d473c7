"""Stakes: which places are demanded, refused, offered, by whom; who lives there and who held them; `docs/places.md`."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sayso.ledger.entry import Entry
from sayso.places.atlas import Place
from sayso.places.extent import contains, people_of, people_of_all
from sayso.places.layers import Hold, Layers
from sayso.statement import Act, Stand, Statement


class Role(StrEnum):
    """What a statement does with a place that it names."""

    DEMANDED = "demanded"
    REFUSED = "refused"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    WARNED = "warned"
    NAMED = "named"


TAKING = (Role.DEMANDED, Role.REFUSED, Role.OFFERED, Role.ACCEPTED)
ROLES = {
    Act.DEMAND: Role.DEMANDED,
    Act.REJECT: Role.REFUSED,
    Act.OFFER: Role.OFFERED,
    Act.ACCEPT: Role.ACCEPTED,
    Act.WARN: Role.WARNED,
    Act.THREATEN: Role.WARNED,
}


@dataclass(frozen=True, slots=True)
class Named:
    """A place name in an entry with the place that it means: None where that is not known, or one of `candidates`."""

    entry: Entry
    words: str
    place: Place | None
    candidates: tuple[Place, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """What one party says of a place on whose word, and who held the place on the day of it.

    `party` is None where it is not known. `held` is empty where no layer tells.
    """

    role: Role
    party: str | None
    holder: str
    entry: Entry
    held: tuple[Hold, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The claim, ready for `json.dumps`."""
        return {
            "party": self.party,
            "holder": self.holder,
            "held": [hold.to_json() for hold in self.held],
            "entry": self.entry.to_json(),
        }


@dataclass(frozen=True, slots=True)
class Stake:
    """A place with all that is said of it, the newest first, and who held it on the day asked for.

    `names` are those it is called by, the most usual first; `inside` those other places at stake that hold it.
    """

    place: Place
    names: tuple[str, ...]
    claims: tuple[Claim, ...]
    people: int | None
    held: tuple[Hold, ...]
    inside: tuple[Place, ...] = ()

    @property
    def statements(self) -> int:
        """How many statements name it."""
        return len({claim.entry.id for claim in self.claims})

    def by(self, role: Role) -> dict[str | None, list[Claim]]:
        """The claims of a kind by party, that with most of them first; the newest claim of each first."""
        found: dict[str | None, list[Claim]] = defaultdict(list)
        for claim in self.claims:
            if claim.role is role:
                found[claim.party].append(claim)
        return dict(sorted(found.items(), key=lambda item: (item[0] is None, -len(item[1]), str(item[0]))))

    def to_json(self) -> dict[str, Any]:
        """The stake, ready for `json.dumps`."""
        return {
            "place": place_json(self.place),
            "names": list(self.names),
            "people": self.people,
            "inside": [str(place) for place in self.inside],
            "held": [hold.to_json() for hold in self.held],
            "statements": self.statements,
            **{str(role): [claim.to_json() for claim in self.claims if claim.role is role] for role in Role},
        }


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A place name that may mean several places, or none that the atlas has, with the entries that have it."""

    words: str
    candidates: tuple[Place, ...]
    reason: str
    entries: tuple[Entry, ...]

    def to_json(self) -> dict[str, Any]:
        """The name, ready for `json.dumps`."""
        return {
            "name": self.words,
            "candidates": [place_json(place) for place in self.candidates],
            "reason": self.reason,
            "entries": [entry.id for entry in self.entries],
        }


@dataclass(frozen=True, slots=True)
class Sum:
    """How many places a party demands, refuses, offers or accepts, and how many people live there, counted once."""

    party: str
    role: Role
    places: int
    people: int


@dataclass(frozen=True, slots=True)
class Stakes:
    """All places at stake by a day, those in most wants, offers and answers first; and names that settle on none."""

    on: datetime.date
    stakes: tuple[Stake, ...]
    ambiguous: tuple[Doubtful, ...]
    unknown: tuple[Doubtful, ...]
    layers: Layers

    @property
    def sums(self) -> tuple[Sum, ...]:
        """What each party's claims come to."""
        places: dict[tuple[str, Role], set[Place]] = defaultdict(set)
        for stake in self.stakes:
            for claim in stake.claims:
                if claim.party and claim.role in TAKING:
                    places[claim.party, claim.role].add(stake.place)
        found = [Sum(*key, len(held), people_of_all(held)) for key, held in places.items()]
        return tuple(sorted(found, key=lambda each: (-each.places, each.party, TAKING.index(each.role))))

    def to_json(self) -> dict[str, Any]:
        """The stakes, ready for `json.dumps`."""
        return {
            "on": self.on.isoformat(),
            "places": [stake.to_json() for stake in self.stakes],
            "ambiguous": [each.to_json() for each in self.ambiguous],
            "unknown": [each.to_json() for each in self.unknown],
            "parties": [
                {"party": each.party, "role": str(each.role), "places": each.places, "people": each.people}
                for each in self.sums
            ],
        }


def role_of(statement: Statement) -> Role:
    """What a statement does with the places that it names: who demands that something not be done refuses it."""
    if statement.act is Act.DEMAND and statement.stand is Stand.AGAINST:
        return Role.REFUSED
    return ROLES.get(statement.act, Role.NAMED)


def stakes_of(
    named: Iterable[Named],
    parties: Mapping[str, Sequence[str]],
    holders: Mapping[str, str],
    layers: Layers,
    on: datetime.date,
) -> Stakes:
    """The stakes that names come to; `parties` and `holders` give each entry's by its id."""
    found: dict[Place, list[Named]] = defaultdict(list)
    doubtful: dict[tuple[str, tuple[Place, ...]], list[Named]] = defaultdict(list)
    for each in named:
        if each.place:
            found[each.place].append(each)
        else:
            doubtful[each.words, each.candidates].append(each)
    stakes = [_stake(place, each, parties, holders, layers, on) for place, each in found.items()]
    stakes = [_inside(stake, [place for place in found if contains(place, stake.place)]) for stake in stakes]
    names = [_doubtful(each) for each in doubtful.values()]
    return Stakes(
        on,
        tuple(sorted(stakes, key=_order)),
        tuple(each for each in names if each.candidates),
        tuple(each for each in names if not each.candidates),
        layers,
    )


def _stake(
    place: Place,
    named: Sequence[Named],
    parties: Mapping[str, Sequence[str]],
    holders: Mapping[str, str],
    layers: Layers,
    on: datetime.date,
) -> Stake:
    entries = {each.entry.id: each.entry for each in named}
    claims = [
        Claim(role_of(entry.statement), party, holders[entry.id], entry, layers.held(place, entry.day))
        for entry in entries.values()
        for party in parties[entry.id] or (None,)
    ]
    names = tuple(words for words, _ in Counter(each.words for each in named).most_common())
    newest = sorted(claims, key=lambda claim: (claim.entry.day or datetime.date.min, claim.entry.id), reverse=True)
    return Stake(place, names, tuple(newest), people_of(place), layers.held(place, on))


def _inside(stake: Stake, around: Sequence[Place]) -> Stake:
    return Stake(stake.place, stake.names, stake.claims, stake.people, stake.held, tuple(around))


def _doubtful(named: Sequence[Named]) -> Doubtful:
    entries = {each.entry.id: each.entry for each in named}
    return Doubtful(named[0].words, named[0].candidates, named[0].reason, tuple(entries.values()))


def _order(stake: Stake) -> tuple[int, int, str]:
    taking = {claim.entry.id for claim in stake.claims if claim.role in TAKING}
    return -len(taking), -stake.statements, str(stake.place)


def place_json(place: Place) -> dict[str, Any]:
    """A place, ready for `json.dumps`; degrees of WGS 84."""
    return {
        "geonames": place.id,
        "name": place.name,
        "kind": str(place.kind),
        "province": place.province,
        "country": place.country,
        "latitude": place.latitude,
        "longitude": place.longitude,
    }
