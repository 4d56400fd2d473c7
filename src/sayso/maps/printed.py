"""A map of the places at stake for a printed brief: who wants what, and who held it."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice

from sayso.analysis.stakes import TAKING, Role, Stake, Stakes
from sayso.places.atlas import Kind, Place, load_atlas
from sayso.places.drawing import View, element, text
from sayso.places.layers import Basis, Hold, Layers, Snapshot
from sayso.wording.places import LABELS
from sayso.wording.statements import one_line

WIDTH, HEIGHT, PANEL = 760, 800, 440  # of the map and the list beside it
LEFT, TOP = WIDTH + 18, 56  # where the list starts
REACH = 400  # kilometres from the place most is said of within which places of other countries are on the map
TOWNS = 9  # for orientation
LOOKED_AT = 60  # largest towns of a view among which those are chosen
DISTRICT = 8  # kilometres from a city within which its districts lie
SMALL, USUAL, LARGE = 10.5, 12, 17  # sizes of letters
LINE, GAP = 14.5, 8
LETTER = 0.56  # width of a letter of its size
ROW = 68  # characters of a line of the list
OFF = 11  # from a mark to its name
APART = 20  # from one mark to another
ASIDES = (
    (0, 0),
    (1, 0),
    (-1, 0),
    (0, -1),
    (0, 1),
    (1, -1),
    (1, 1),
    (-1, 1),
    (-1, -1),
    (2, 0),
    (-2, 0),
    (0, 2),
    (0, -2),
)
NOWHERE = Place(None, "", Kind.REGION, "", "", 0.0, 0.0, 0)
FONT = "Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif"
SEA, LAND, EDGE, BORDER, INK, ASIDE = "#e9f0f5", "#f8f5ee", "#b5aea0", "#8f887a", "#222222", "#666666"
HELD = ("#4a6fa5", "#b0803c", "#5f8a5b", "#8a5f8a")  # areas of layers, by holder
# Distinct in print and to the colour-blind (ColorBrewer PuOr and PRGn).
STATES: Mapping[str, str] = {
    "demanded and refused": "#b2182b",
    "demanded": "#d9730d",
    "refused": "#762a83",
    "offered or accepted": "#1b7837",
    "only named or warned of": "#555555",
}
CREDITS = (
    "Towns: GeoNames, CC BY 4.0.",
    "Coasts and borders: Natural Earth, as held in fact; Sayso takes no side by them.",
)
Spot = tuple[float, float]
Box = tuple[float, float, float, float]  # left, top, right, bottom


def map_of(found: Stakes) -> str:
    """A map in SVG of the places most is said of, numbered, with a list beside it of who wants and who holds them."""
    layers = found.layers
    valid = [layers.snapshots[number] for number in layers.valid(found.on)]
    colours = {each.holder: HELD[number % len(HELD)] for number, each in enumerate(valid)}
    legend = list(_legend(valid, colours))
    listed = list(_that_fit(local(found.stakes), layers, HEIGHT - LINE * (len(legend) + 2) - TOP))
    sheet = [
        element("rect", width=WIDTH + PANEL, height=HEIGHT, fill="#ffffff"),
        element("svg", "".join(_map(listed, layers, valid, colours)), width=WIDTH, height=HEIGHT),
        *_panel(found, layers, listed),
        *_placed(legend, HEIGHT - LINE * len(legend)),
    ]
    size = {"viewBox": f"0 0 {WIDTH + PANEL} {HEIGHT}", "width": WIDTH + PANEL, "height": HEIGHT}
    return element("svg", "".join(sheet), xmlns="http://www.w3.org/2000/svg", **size, font_family=FONT)


def state_of(stake: Stake) -> str:
    """What is done with a place, in the words of the legend."""
    roles = {claim.role for claim in stake.claims}
    if Role.DEMANDED in roles and Role.REFUSED in roles:
        return "demanded and refused"
    if Role.DEMANDED in roles or Role.REFUSED in roles:
        return "demanded" if Role.DEMANDED in roles else "refused"
    return "offered or accepted" if roles & set(TAKING) else "only named or warned of"


def local(stakes: Iterable[Stake]) -> Iterator[Stake]:
    """The places around the one most is said of: those of its country, and what is near; no whole countries."""
    places = [stake for stake in stakes if stake.place.kind is not Kind.COUNTRY and stake.place.country]
    for stake in places:
        first = places[0].place
        if stake.place.country == first.country or stake.place.kilometres(first) < REACH:
            yield stake


def _that_fit(stakes: Iterable[Stake], layers: Layers, height: float) -> Iterator[Stake]:
    """The places whose lines fit into a list of a height."""
    for stake in stakes:
        height -= _height(stake, layers)
        if height < 0:
            return
        yield stake


def _height(stake: Stake, layers: Layers) -> float:
    return LINE * (1 + len(_lines(stake, layers))) + GAP


def _map(
    listed: Sequence[Stake], layers: Layers, valid: Sequence[Snapshot], colours: Mapping[str, str]
) -> Iterator[str]:
    view = View.of([stake.place for stake in listed] or [NOWHERE], WIDTH, HEIGHT)
    yield element("rect", width=WIDTH, height=HEIGHT, fill=SEA)
    yield element("path", d=view.land(), fill=LAND, fill_rule="evenodd", stroke=EDGE, stroke_width=0.7)
    for snapshot in valid:
        filled = {"fill": colours[snapshot.holder], "fill_opacity": 0.4, "fill_rule": "evenodd"}
        yield element("path", d=view.path(snapshot.area), **filled, stroke=filled["fill"], stroke_width=0.8)
    yield element("path", d=view.borders(), fill="none", stroke=BORDER, stroke_width=1.1)
    yield from (_outline(view, stake, layers) for stake in listed if stake.place in layers.outlines)
    yield from _marked(view, listed)
    yield element("rect", width=WIDTH, height=HEIGHT, fill="none", stroke=EDGE, stroke_width=1)


def _outline(view: View, stake: Stake, layers: Layers) -> str:
    line = {"stroke": STATES[state_of(stake)], "stroke_width": 1.4, "stroke_dasharray": "5 3", "fill": "none"}
    return element("path", d=view.path(layers.outlines[stake.place]), **line)


def _marked(view: View, listed: Sequence[Stake]) -> Iterator[str]:
    """Numbered marks with names, and below them towns for orientation."""
    spots = _spots(view, listed)
    taken = [_around(*spot, 10) for spot in spots]
    labels = [_label(view, _name(stake), spot, taken) for stake, spot in zip(listed, spots, strict=True)]
    yield from _towns(view, [stake.place for stake in listed], taken)
    yield from labels
    yield from (_sign(*spot, stake, number) for number, (stake, spot) in enumerate(zip(listed, spots, strict=True), 1))


def _spots(view: View, listed: Sequence[Stake]) -> list[Spot]:
    """Where the marks are set: at the places, or beside them where another mark is; towns come first."""
    spots: dict[Place, Spot] = {}
    for stake in sorted(listed, key=lambda each: each.place.kind is not Kind.TOWN):
        x, y = view.point(stake.place)
        near = ((x + APART * across, y + APART * down) for across, down in ASIDES)
        free = (spot for spot in near if all(math.dist(spot, other) >= APART for other in spots.values()))
        spots[stake.place] = next(free, (x, y))
    return [spots[stake.place] for stake in listed]


def _towns(view: View, shown: Collection[Place], taken: list[Box]) -> Iterator[str]:
    """The largest towns that are not at stake, for orientation."""
    names = {place.name for place in shown}
    left = TOWNS
    for town in _cities(view):
        x, y = view.point(town)
        box = _free(view, town.name, (x, y), taken, SMALL)
        if left and box and town.name not in names and not any(_meet(_around(x, y, 3), other) for other in taken):
            taken += [box, _around(x, y, 3)]
            left -= 1
            yield element("circle", cx=f"{x:.1f}", cy=f"{y:.1f}", r=2, fill=ASIDE)
            yield text(town.name, box[0], box[3] - 3, font_size=SMALL, fill=ASIDE)


def _cities(view: View) -> Iterator[Place]:
    """The largest towns; what GeoNames numbered later, within a large one, is a district of it."""
    largest = list(islice(load_atlas().largest_towns(view.box), LOOKED_AT))
    for town in largest:
        cities = (other for other in largest if (other.id or 0) < (town.id or 0))
        if not any(other.kilometres(town) < DISTRICT for other in cities):
            yield town


def _label(view: View, name: str, spot: Spot, taken: list[Box]) -> str:
    """The name of a place where it is free, or nothing: the number is in the list, too."""
    box = _free(view, name, spot, taken, USUAL)
    if box is None:
        return ""
    taken.append(box)
    halo = {"stroke": "#ffffff", "stroke_width": 3, "paint_order": "stroke", "stroke_linejoin": "round"}
    return text(name, box[0], box[3] - 3, font_size=USUAL, font_weight="bold", fill=INK, **halo)


def _free(view: View, name: str, spot: Spot, taken: Collection[Box], size: float) -> Box | None:
    """A box for the name of a place that covers nothing: right of it, left, above or below."""
    width, height = LETTER * size * len(name) + 4, size + 4
    for box in _boxes(*spot, width, height):
        inside = box[0] > 0 and box[1] > 0 and box[2] < view.width and box[3] < view.height
        if inside and not any(_meet(box, other) for other in taken):
            return box
    return None


def _boxes(x: float, y: float, width: float, height: float) -> Iterator[Box]:
    corners = (
        (x + OFF, y - height / 2),
        (x - OFF - width, y - height / 2),
        (x - width / 2, y - OFF - height),
        (x - width / 2, y + OFF),
        (x + OFF - 2, y - OFF - height / 2),
        (x + OFF - 2, y + OFF - height / 2),
    )
    yield from ((left, top, left + width, top + height) for left, top in corners)


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _around(x: float, y: float, size: float) -> Box:
    return x - size, y - size, x + size, y + size


def _sign(x: float, y: float, stake: Stake, number: int) -> str:
    """A numbered mark: round for a town, square for a region."""
    rounded = 9 if stake.place.kind is Kind.TOWN else 2
    square = {"x": f"{x - 9:.1f}", "y": f"{y - 9:.1f}", "width": 18, "height": 18, "rx": rounded}
    sign = element("rect", **square, fill=STATES[state_of(stake)], stroke="#ffffff", stroke_width=1.5)
    return sign + text(str(number), x, y + 4, font_size=11, font_weight="bold", fill="#ffffff", text_anchor="middle")


def _name(stake: Stake) -> str:
    """The name, of a town as reports have it; a province that is called as a town is "region"."""
    place = stake.place
    if place.kind is Kind.TOWN:
        return one_line(stake.names[0])
    bare = place.name.removesuffix(" Province")
    towns = (town for town in load_atlas().find(bare) if town.kind is Kind.TOWN and town.country == place.country)
    return f"{bare} region" if place.kind is Kind.PROVINCE and any(towns) else place.name


def _panel(found: Stakes, layers: Layers, listed: Sequence[Stake]) -> Iterator[str]:
    """The list of places with who wants them and who held them."""
    yield text(f"Places at stake, {found.on}", LEFT, 28, font_size=LARGE, font_weight="bold", fill=INK)
    y = float(TOP)
    for number, stake in enumerate(listed, 1):
        yield _sign(LEFT + 9, y, stake, number)
        yield from _item(stake, layers, y + 4)
        y += _height(stake, layers)
    if more := len(found.stakes) - len(listed):
        yield text(f"and {more} more places (sayso places)", LEFT, y, font_size=SMALL, fill=ASIDE)


def _item(stake: Stake, layers: Layers, y: float) -> Iterator[str]:
    people = f"{stake.people:,} people" if stake.people else "people unknown"
    name = _name(stake)
    beside = LEFT + 34 + LETTER * (USUAL + 1) * len(name)
    yield text(name, LEFT + 26, y, font_size=USUAL + 1, font_weight="bold", fill=INK)
    yield text(people, beside, y, font_size=SMALL, fill=ASIDE)
    for number, line in enumerate(_lines(stake, layers), 1):
        yield text(line, LEFT + 26, y + LINE * number, font_size=SMALL + 0.5, fill=INK)


def _lines(stake: Stake, layers: Layers) -> list[str]:
    """Who says what of a place, and who held it, in lines of the list."""
    told = [f"{LABELS[role]} {_parties(stake, role)}" for role in (*TAKING, Role.WARNED) if _parties(stake, role)]
    held = [f"held: {'; '.join(map(_held, stake.held)) or 'unknown'}"] if layers.snapshots else []
    return [line for part in (" · ".join(told), *held) for line in textwrap.wrap(part, ROW)]


def _parties(stake: Stake, role: Role) -> str:
    return ", ".join(one_line(party) for party in stake.by(role) if party)


def _held(hold: Hold) -> str:
    """Who held a place, the layer being told in the legend."""
    if hold.basis is Basis.POINT:
        return one_line(hold.holder) if hold.share else f"not {one_line(hold.holder)}"
    whole = "its area" if hold.basis is Basis.OUTLINE else "the people in its towns"
    return f"{one_line(hold.holder)} {hold.share:.0%} of {whole}"


def _legend(valid: Sequence[Snapshot], colours: Mapping[str, str]) -> Iterator[str]:
    """A line for each colour, each drawn at height 0."""
    for state, colour in STATES.items():
        sign = element("rect", x=LEFT, y=-9, width=11, height=11, rx=5.5, fill=colour)
        yield sign + text(state, LEFT + 18, 0, font_size=SMALL, fill=INK)
    for snapshot in valid:
        filled = {"fill": colours[snapshot.holder], "fill_opacity": 0.5, "stroke": colours[snapshot.holder]}
        words = f"held by {one_line(snapshot.holder)}, layer {one_line(snapshot.layer)} of {snapshot.day}"
        sign = element("rect", x=LEFT, y=-9, width=11, height=11, **filled)
        yield sign + text(words, LEFT + 18, 0, font_size=SMALL, fill=INK)
    yield text("Round marks are towns, square ones regions.", LEFT, 0, font_size=SMALL, fill=ASIDE)
    yield from (text(line, LEFT, 0, font_size=8.5, fill=ASIDE) for line in CREDITS)


def _placed(lines: Iterable[str], top: float) -> Iterator[str]:
    for number, line in enumerate(lines):
        yield element("g", line, transform=f"translate(0 {top + LINE * number:.1f})")
