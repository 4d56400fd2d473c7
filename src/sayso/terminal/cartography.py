"""A map of the places at stake for a printed brief: who wants what, and who held it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from sayso.analysis.stakes import TAKING, Role, Stake, Stakes
from sayso.places.atlas import Kind, Place, load_atlas
from sayso.places.drawing import View, element, text
from sayso.places.layers import Layers, Snapshot
from sayso.terminal.places import hold_text
from sayso.terminal.words import one_line, shortened

WIDTH, HEIGHT, PANEL = 760, 800, 440  # of the map and the list beside it
MOST = 12  # places of the list
REACH = 1_200  # kilometres from the place that most is said of; what is farther is listed and not drawn
TOWNS = 9  # for orientation
SMALL, USUAL, LARGE = 10.5, 12, 17  # sizes of letters
LINE = 14.5
LETTER = 0.56  # width of a letter of its size
ROW = 66  # characters of a line of the list
FONT = "Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif"
SEA, LAND, EDGE, INK, ASIDE = "#e9f0f5", "#f8f5ee", "#b5aea0", "#222222", "#666666"
HELD = ("#4a6fa5", "#b0803c", "#5f8a5b", "#8a5f8a")  # areas of layers, by holder
# Distinct in print and to the colour-blind (ColorBrewer PuOr and PRGn).
STATES: Mapping[str, str] = {
    "demanded and refused": "#b2182b",
    "demanded": "#d9730d",
    "refused": "#762a83",
    "offered or accepted": "#1b7837",
    "only named or warned of": "#555555",
}
CREDIT = "Towns: GeoNames, CC BY 4.0. Coasts and borders: Natural Earth, as held in fact; Sayso takes no side by them."
Box = tuple[float, float, float, float]  # left, top, right, bottom


def map_of(found: Stakes, layers: Layers) -> str:
    """A map in SVG of the places most is said of, numbered, with a list beside it of who wants and who holds them."""
    listed = _listed(found.stakes)
    drawn = [stake for stake in listed if _is_near(stake.place, listed[0].place)]
    view = View.of([stake.place for stake in drawn] or [load_atlas().find("Ukraine")[0]], WIDTH, HEIGHT)
    holders = {each.holder: HELD[number % len(HELD)] for number, each in enumerate(_holders(found, layers))}
    numbers = {stake.place: number for number, stake in enumerate(listed, 1)}
    sheet = [
        element("rect", width=WIDTH + PANEL, height=HEIGHT, fill="#ffffff"),
        element("svg", "".join(_map(view, found, layers, drawn, numbers, holders)), width=WIDTH, height=HEIGHT),
        *_panel(found, layers, listed, numbers, holders),
    ]
    return element(
        "svg",
        "".join(sheet),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {WIDTH + PANEL} {HEIGHT}",
        width=WIDTH + PANEL,
        height=HEIGHT,
        font_family=FONT,
    )


def state_of(stake: Stake) -> str:
    """What is done with a place, in the words of the legend."""
    roles = {claim.role for claim in stake.claims}
    if Role.DEMANDED in roles and Role.REFUSED in roles:
        return "demanded and refused"
    if Role.DEMANDED in roles or Role.REFUSED in roles:
        return "demanded" if Role.DEMANDED in roles else "refused"
    return "offered or accepted" if roles & set(TAKING) else "only named or warned of"


def _listed(stakes: Iterable[Stake]) -> list[Stake]:
    """The places of the list; countries and what has no bounds are on no map."""
    local = [stake for stake in stakes if stake.place.kind is not Kind.COUNTRY and stake.place.country]
    return local[:MOST]


def _is_near(place: Place, first: Place) -> bool:
    return place.kilometres(first) < REACH


def _holders(found: Stakes, layers: Layers) -> list[Snapshot]:
    return [layers.snapshots[number] for number in layers.valid(found.on)]


def _map(
    view: View,
    found: Stakes,
    layers: Layers,
    drawn: Sequence[Stake],
    numbers: Mapping[Place, int],
    colours: Mapping[str, str],
) -> Iterator[str]:
    yield element("rect", width=WIDTH, height=HEIGHT, fill=SEA)
    yield element("path", d=view.land(), fill=LAND, fill_rule="evenodd", stroke=EDGE, stroke_width=0.7)
    for snapshot in _holders(found, layers):
        colour = colours[snapshot.holder]
        area = {"d": view.path(snapshot.area), "fill": colour, "fill_opacity": 0.4, "fill_rule": "evenodd"}
        yield element("path", **area, stroke=colour, stroke_width=0.8)
    yield element("path", d=view.borders(), fill="none", stroke="#8f887a", stroke_width=1.1)
    for stake in drawn:
        if stake.place in layers.outlines:
            outline = {"d": view.path(layers.outlines[stake.place]), "fill": "none", "stroke_dasharray": "5 3"}
            yield element("path", **outline, stroke=STATES[state_of(stake)], stroke_width=1.4)
    taken = [_around(*view.point(stake.place), 10) for stake in drawn]
    labels = [_label(view, stake.place, taken, USUAL, bold=True) for stake in drawn]
    yield from _towns(view, [stake.place for stake in drawn], taken)
    yield from labels
    yield from (_mark(view, stake, numbers[stake.place]) for stake in reversed(drawn))
    yield element("rect", width=WIDTH, height=HEIGHT, fill="none", stroke=EDGE, stroke_width=1)


def _towns(view: View, shown: Collection[Place], taken: list[Box]) -> Iterator[str]:
    """The largest towns that are not at stake, for orientation."""
    names = {place.name.removesuffix(" Province") for place in shown}
    left = TOWNS
    for town in load_atlas().largest_towns(view.box):
        free = _free(view, town, taken, SMALL)
        if not left or town.name in names or free is None:
            if not left:
                return
            continue
        x, y = view.point(town)
        if not any(a < x < c and b < y < d for a, b, c, d in taken):
            taken += [free, _around(x, y, 3)]
            left -= 1
            yield element("circle", cx=f"{x:.1f}", cy=f"{y:.1f}", r=2, fill=ASIDE)
            yield text(town.name, free[0], free[3] - 3, font_size=SMALL, fill=ASIDE)


def _label(view: View, place: Place, taken: list[Box], size: float, bold: bool) -> str:
    """The name of a place where it is free, or nothing: the number is in the list, too."""
    box = _free(view, place, taken, size)
    if box is None:
        return ""
    taken.append(box)
    halo = {"stroke": "#ffffff", "stroke_width": 3, "paint_order": "stroke", "stroke_linejoin": "round"}
    weight = "bold" if bold else "normal"
    return text(_name(place), box[0], box[3] - 3, font_size=size, font_weight=weight, fill=INK, **halo)


def _free(view: View, place: Place, taken: Collection[Box], size: float) -> Box | None:
    """A box for the name of a place that covers nothing: right of it, left, above or below."""
    x, y = view.point(place)
    width, height, off = LETTER * size * len(_name(place)) + 4, size + 4, 11
    for left, top in (
        (x + off, y - height / 2),
        (x - off - width, y - height / 2),
        (x - width / 2, y - off - height),
        (x - width / 2, y + off),
        (x + off - 2, y - off - height / 2),
        (x + off - 2, y + off - height / 2),
    ):
        box = (left, top, left + width, top + height)
        inside = left > 0 and top > 0 and box[2] < view.width and box[3] < view.height
        if inside and not any(_meet(box, other) for other in taken):
            return box
    return None


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _around(x: float, y: float, size: float) -> Box:
    return x - size, y - size, x + size, y + size


def _mark(view: View, stake: Stake, number: int) -> str:
    """A numbered mark: round for a town, square for a region."""
    x, y = view.point(stake.place)
    return _sign(x, y, stake, number)


def _sign(x: float, y: float, stake: Stake, number: int) -> str:
    rounded = 9 if stake.place.kind is Kind.TOWN else 2
    square = {"x": f"{x - 9:.1f}", "y": f"{y - 9:.1f}", "width": 18, "height": 18, "rx": rounded}
    sign = element("rect", **square, fill=STATES[state_of(stake)], stroke="#ffffff", stroke_width=1.5)
    return sign + text(str(number), x, y + 4, font_size=11, font_weight="bold", fill="#ffffff", text_anchor="middle")


def _name(place: Place) -> str:
    return place.name.replace(" Province", " region")


def _panel(
    found: Stakes,
    layers: Layers,
    listed: Sequence[Stake],
    numbers: Mapping[Place, int],
    colours: Mapping[str, str],
) -> Iterator[str]:
    """The list of places with who wants them, then the legend."""
    left, y = WIDTH + 18, 28.0
    yield text(f"Places at stake, {found.on}", left, y, font_size=LARGE, font_weight="bold", fill=INK)
    y += 22
    legend = list(_legend(found, layers, left, colours))
    bottom = HEIGHT - LINE * len(legend) - 14
    shown = 0
    for stake in listed:
        lines = list(_lines(stake, layers))
        if y + LINE * (len(lines) + 1) > bottom - LINE:
            break
        shown += 1
        yield _sign(left + 9, y + 1, stake, numbers[stake.place])
        people = f"{stake.people:,} people" if stake.people else "people unknown"
        yield text(_name(stake.place), left + 26, y + 4, font_size=USUAL + 1, font_weight="bold", fill=INK)
        x = left + 32 + LETTER * (USUAL + 2) * len(_name(stake.place))
        yield text(people, x, y + 4, font_size=SMALL, fill=ASIDE)
        for line in lines:
            y += LINE
            yield text(shortened(line, ROW), left + 26, y + 4, font_size=SMALL + 0.5, fill=INK)
        y += LINE + 7
    if shown < len(found.stakes):
        yield text(f"and {len(found.stakes) - shown} more places (sayso places)", left, y, font_size=SMALL, fill=ASIDE)
    for number, line in enumerate(legend):
        yield element("g", line, transform=f"translate(0 {bottom + 16 + LINE * number:.1f})")


def _lines(stake: Stake, layers: Layers) -> Iterator[str]:
    for role in TAKING:
        parties = [one_line(party) for party in stake.by(role) if party]
        if parties:
            yield f"{role} by {', '.join(parties)}"
    warning = [one_line(party) for party in stake.by(Role.WARNED) if party]
    if warning:
        yield f"warned of by {', '.join(warning)}"
    if layers.snapshots:
        holds = (hold_text(hold).replace("; no outline given", "") for hold in stake.held)
        yield f"held: {'; '.join(holds) or 'unknown'}"


def _legend(found: Stakes, layers: Layers, left: float, colours: Mapping[str, str]) -> Iterator[str]:
    """A line for each colour, each drawn at height 0."""
    for state, colour in STATES.items():
        box = element("rect", x=left, y=-9, width=11, height=11, rx=5.5, fill=colour)
        yield box + text(state, left + 18, 0, font_size=SMALL, fill=INK)
    for snapshot in _holders(found, layers):
        colour = colours[snapshot.holder]
        box = element("rect", x=left, y=-9, width=11, height=11, fill=colour, fill_opacity=0.5, stroke=colour)
        words = f"held by {one_line(snapshot.holder)}, layer {one_line(snapshot.layer)} of {snapshot.day}"
        yield box + text(words, left + 18, 0, font_size=SMALL, fill=INK)
    yield text("Round marks are towns, square ones regions.", left, 0, font_size=SMALL, fill=ASIDE)
    for part in (CREDIT[: CREDIT.index("Coasts")], CREDIT[CREDIT.index("Coasts") :]):
        yield text(part, left, 0, font_size=8.5, fill=ASIDE)
