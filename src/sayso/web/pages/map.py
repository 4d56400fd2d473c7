"""The map: places at stake on an offline base map, coloured by what is wanted, by whom, or who holds them."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.analysis.stakes import TAKING, Role, Stake, Stakes
from sayso.maps.printed import CREDITS, STATES, local, map_of, state_of
from sayso.places.drawing import View as Sheet
from sayso.places.layers import Layers, Snapshot
from sayso.web.asking import Asked, Parameter
from sayso.web.pages.parameters import ISSUE, LIMIT, ON, PARTY, entry_row, limit, today
from sayso.web.views import Desk, Page, Row, View
from sayso.wording.entries import dated, speaker

WIDTH, HEIGHT = 960, 640
SHOWN = 60
COLOURS = 8  # that the style sheet has for parties
BY = ("state", "demands", "holds")
NOBODY = "nobody known"


@dataclass(frozen=True, slots=True)
class Mark:
    """A place on the map: where it stands on the sheet, and the class of its colour."""

    stake: Stake
    x: float
    y: float
    colour: str


def show(desk: Desk, asked: Asked) -> View:
    """The places at stake as of a day, with the layers that count on it."""
    days, by = desk.ledger.days(), asked.text("by") or BY[0]
    day = today(asked, days)
    found = desk.ledger.stakes(day, party=asked.text("party"), issue=asked.text("issue"))
    layers = found.layers
    listed = list(itertools.islice(local(found.stakes), limit(asked, SHOWN)))
    sheet = Sheet.of([stake.place for stake in listed], WIDTH, HEIGHT) if listed else None
    colours = _colours(listed, by)
    values = {
        "found": found,
        "day": day,
        "days": days,
        "by": by,
        "sheet": sheet,
        "land": sheet.land() if sheet else "",
        "borders": sheet.borders() if sheet else "",
        "areas": [(each, sheet.path(each.area)) for each in _valid(layers, found)] if sheet else [],
        "outlines": [sheet.path(layers.outlines[each.place]) for each in listed if each.place in layers.outlines]
        if sheet
        else [],
        "marks": list(_marks(listed, sheet, by, colours)) if sheet else [],
        "colours": colours,
        "roles": TAKING,
        "credits": CREDITS,
        "party": asked.text("party"),
        "issue": asked.text("issue"),
    }
    return View("Map", values, found.to_json, lambda: _rows(found), lambda: map_of(found))


def _valid(layers: Layers, found: Stakes) -> list[Snapshot]:
    return [layers.snapshots[number] for number in layers.valid(found.on)]


def _marks(listed: Sequence[Stake], sheet: Sheet, by: str, colours: dict[str, str]) -> Iterator[Mark]:
    for stake in listed:
        x, y = sheet.point(stake.place)
        yield Mark(stake, round(x, 1), round(y, 1), colours[_value(stake, by)])


def _value(stake: Stake, by: str) -> str:
    """What a place is coloured by: what is done with it, who demands it most, or who holds most of it."""
    if by == "demands":
        return next((party for party in stake.by(Role.DEMANDED) if party), NOBODY)
    if by == "holds":
        held = max(stake.held, key=lambda hold: hold.share, default=None)
        return held.holder if held and held.share else NOBODY
    return state_of(stake)


def _colours(listed: Sequence[Stake], by: str) -> dict[str, str]:
    """The class of each value's colour, in the order of the legend."""
    values = dict.fromkeys(_value(stake, by) for stake in listed)
    if by == BY[0]:
        return {state: f"s{number}" for number, state in enumerate(STATES) if state in values}
    parties = [value for value in values if value != NOBODY]
    named = {party: f"c{number % COLOURS}" for number, party in enumerate(parties)}
    return named | ({NOBODY: "nobody"} if NOBODY in values else {})


def _rows(found: Stakes) -> Iterator[Row]:
    for stake in found.stakes:
        for claim in stake.claims:
            yield {
                "place": str(stake.place),
                "latitude": stake.place.latitude,
                "longitude": stake.place.longitude,
                "people": stake.people or "",
                "what": str(claim.role),
                "by": claim.party or "",
                "on whose word": speaker(claim.entry),
                "said": dated(claim.entry),
                "held by": "; ".join(f"{hold.holder} {hold.share:.0%} ({hold.layer})" for hold in claim.held),
            } | entry_row(claim.entry)


PAGE = Page(
    "map",
    "/map",
    "The places at stake: demanded, refused and offered by whom, and who held them.",
    show,
    (ON, PARTY, ISSUE, Parameter("by", "What the colours tell.", choices=BY), LIMIT),
    "Map",
)
