"""Layers: areas of dated GeoJSON files, who held a place on a day, and which share of a region."""

import datetime
import itertools
import json
from pathlib import Path
from typing import Any

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from areas import collection, polygons, square, write
from sayso.errors import LayerError, LedgerError
from sayso.ledger.layering import add_layer, add_outline, layers_of, outlines_of, remove_layer
from sayso.ledger.ledger import Ledger
from sayso.places.areas import date_of, even_odd, read_area, share_of, square_metres
from sayso.places.atlas import Place
from sayso.places.layers import Basis, Layers, Snapshot
from sayso.places.naming import places_called
from sayso.places.regions import region_called

CONTROL = Path(__file__).parents[2] / "shared" / "corpora" / "control"
UKRAINE = [square(22, 44, 22)]  # and much around it
AROUND_KHERSON = [square(32.5, 46.5, 0.3)]
TOLD = [("Kherson", "UA"), ("Lviv", "UA"), ("London", "GB"), ("Kursk", "RU")]


def town(name: str, country: str = "UA") -> Place:
    return next(place for place in places_called(name) if place.country == country and place.kind == "town")


def region(name: str) -> Place:
    found = region_called(name)
    assert found
    return found


def area(document: Any) -> shapely.Geometry:
    return read_area(json.dumps(document).encode(), "x.geojson")


def snapshot(day: str, *those: list[list[list[float]]], holder: str = "Russia", layer: str = "front") -> Snapshot:
    made = area(collection(polygons(*those)))
    return Snapshot(layer, holder, datetime.date.fromisoformat(day), f"{day}.geojson", day, made)


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


INSIDE = [  # polygons, each a list of rings, and whether the middle of ten degrees is in
    ("a square", [[square(0, 0, 10)]], True),
    ("a square with a hole", [[square(0, 0, 10), square(4, 4, 2)]], False),
    ("an island in the hole", [[square(0, 0, 10), square(3, 3, 4)], [square(4, 4, 2)]], True),
    ("a hole that is written as a polygon", [[square(0, 0, 10)], [square(4, 4, 2)]], False),
    ("the second of two", [[square(40, 0, 1)], [square(0, 0, 10)]], True),
    ("a loop", [[[[0, -1], [14, 13], [14, -1], [0, 13], [0, -1]]]], True),
    ("a spike", [[[[0, 0], [10, 0], [10, 10], [5, 10], [5, 20], [5, 10], [0, 10], [0, 0]]]], True),
    ("elsewhere", [[square(40, 0, 1)]], False),
]


@pytest.mark.parametrize(("_what", "those", "inside"), INSIDE, ids=[what for what, *_ in INSIDE])
def test_rings_count_by_the_even_odd_rule(_what: str, those: list[Any], inside: bool) -> None:
    assert shapely.intersects_xy(area(polygons(*those)), 5, 5) == inside


@given(st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8), st.integers(1, 5)), min_size=1, max_size=6))
def test_a_point_is_inside_where_an_odd_number_of_squares_is_around_it(squares: list[tuple[int, int, int]]) -> None:
    inside = even_odd([square(*each) for each in squares])
    for east, north in itertools.product(range(13), range(13)):
        x, y = east + 0.5, north + 0.5
        around = sum(west < x < west + size and south < y < south + size for west, south, size in squares)
        assert shapely.intersects_xy(inside, x, y) == bool(around % 2)


FAULTS = [
    (b"{", "is no JSON"),
    (b"\xff\xfe", "is no JSON"),
    (b"[]", "part without a type"),
    (json.dumps({"type": "Point", "coordinates": [1, 2]}).encode(), "has a Point where polygons are needed"),
    (json.dumps(collection()).encode(), "has no area"),
    (json.dumps(polygons([[[0, 0], [1, 1], [0, 0]]])).encode(), "fewer than 4 positions"),
    (json.dumps(polygons([[*square(0, 0, 1)[:4], [5, 5]]])).encode(), "is not closed"),
    (json.dumps(polygons([["a", "b", "c", "d"]])).encode(), "not a list of positions"),
    (json.dumps(polygons([square(400_000, 5_000_000, 10)])).encode(), "not in degrees"),
    (json.dumps(polygons([[[179, 0], [-179, 0], [-179, 1], [179, 1], [179, 0]]])).encode(), "crosses the antimeridian"),
    (json.dumps(polygons([square(175, 0, 10)])).encode(), "crosses the antimeridian"),
    (json.dumps({**collection(), "crs": {"properties": {"name": "EPSG:3857"}}}).encode(), "not in degrees of WGS 84"),
]


@pytest.mark.parametrize(("content", "reason"), FAULTS, ids=[reason for _, reason in FAULTS])
def test_a_file_that_cannot_be_used_is_named_with_the_reason(content: bytes, reason: str) -> None:
    with pytest.raises(LayerError, match=reason) as raised:
        read_area(content, "front.geojson")
    assert str(raised.value).startswith("front.geojson: ")


@given(st.recursive(st.none() | st.floats() | st.text(), lambda inner: st.lists(inner, max_size=5), max_leaves=20))
def test_odd_coordinates_are_an_error_and_no_crash(coordinates: Any) -> None:
    with pytest.raises(LayerError):
        area({"type": "MultiPolygon", "coordinates": coordinates})


DATES = [
    ("control_20250506.geojson", "2025-05-06"),
    ("2025-05-06.geojson", "2025-05-06"),
    ("front 2025.05.06 late.json", "2025-05-06"),
    ("front_120250506.geojson", None),
    ("20259999.geojson", None),
    ("20250506_to_20250601.geojson", None),
    ("latest.geojson", None),
]


@pytest.mark.parametrize(("name", "date"), DATES)
def test_the_date_is_read_from_the_name(name: str, date: str | None) -> None:
    assert date_of(name) == (date and day(date))


def test_areas_are_those_of_the_ellipsoid() -> None:
    globe = area(polygons([square(-180, -90, 180)], [square(0, -90, 180)]))
    assert square_metres(globe) == pytest.approx(510.0656e12, rel=1e-4)  # of WGS 84


@given(st.floats(-70, 60), st.floats(-170, 160))
def test_half_of_a_square_is_half_of_its_area_anywhere(south: float, west: float) -> None:
    whole, west_half = shapely.box(west, south, west + 8, south + 8), shapely.box(west, south, west + 4, south + 8)
    assert share_of(west_half, whole) == pytest.approx(0.5)


def test_the_southern_half_of_a_region_is_the_larger_one_in_the_north() -> None:
    south, whole = area(polygons([square(0, 60, 10)])), shapely.box(0, 60, 10, 80)
    assert share_of(south, whole) == pytest.approx(0.620, abs=0.002)  # (sin 70° - sin 60°) / (sin 80° - sin 60°)


def test_a_place_is_held_by_the_file_valid_on_the_day() -> None:
    layers = Layers([snapshot("2025-01-01", [square(0, 0, 1)]), snapshot("2025-03-01", AROUND_KHERSON)])
    kherson = town("Kherson")
    assert layers.held(kherson, day("2024-12-31")) == () == layers.held(kherson, None)
    assert [hold.share for hold in layers.held(kherson, day("2025-02-28"))] == [0.0]
    (hold,) = layers.held(kherson, day("2025-03-01"))
    assert (hold.layer, hold.holder, hold.day, hold.share) == ("front", "Russia", day("2025-03-01"), 1.0)


def test_a_layer_tells_of_the_countries_that_it_lies_in() -> None:
    layers = Layers([snapshot("2025-01-01", AROUND_KHERSON)])
    held = {name: len(layers.held(town(name, country), day("2025-05-01"))) for name, country in TOLD}
    assert held == {"Kherson": 1, "Lviv": 1, "London": 0, "Kursk": 0}


def test_a_plant_lies_at_a_point() -> None:
    layers = Layers([snapshot("2025-01-01", [square(34.5, 47.4, 0.2)])])
    (plant,) = places_called("Zaporizhzhia nuclear power plant")
    assert [hold.share for hold in layers.held(plant, day("2025-05-01"))] == [1.0]


def test_layers_of_two_holders_both_tell() -> None:
    layers = Layers([snapshot("2025-01-01", UKRAINE, holder="Ukraine"), snapshot("2025-01-01", [square(0, 0, 1)])])
    held = {hold.holder: hold.share for hold in layers.held(town("Kherson"), day("2025-05-01"))}
    assert held == {"Ukraine": 1.0, "Russia": 0.0}


def test_the_share_of_a_region_is_one_of_its_area_where_there_is_an_outline() -> None:
    donetsk = region("Donetsk region")
    layers = Layers([snapshot("2025-01-01", [square(30, 40, 5)])], [(donetsk, shapely.box(30, 40, 40, 45))])
    (hold,) = layers.held(donetsk, day("2025-05-01"))
    assert (hold.basis, hold.share) == (Basis.OUTLINE, pytest.approx(0.5))


def test_without_an_outline_it_is_one_of_people_and_says_of_how_many_towns() -> None:
    layers = Layers([snapshot("2025-01-01", UKRAINE)])
    (hold,) = layers.held(region("Donbas"), day("2025-05-01"))
    assert (hold.basis, hold.share) == (Basis.TOWNS, 1.0)
    assert hold.towns[0] == hold.towns[1] > 100


def test_files_are_kept_once(ledger: Ledger, tmp_path: Path) -> None:
    one, two = write(tmp_path / "f_20250101.json", [square(0, 0, 1)]), write(tmp_path / "f_20250301.json", UKRAINE)
    assert len(add_layer(ledger, "front", "Russia", [one, two])) == 2
    assert add_layer(ledger, "front", "Russia", [two, one]) == []
    layers = layers_of(ledger)
    assert [each.day for each in layers.snapshots] == [day("2025-01-01"), day("2025-03-01")]
    assert [hold.share for hold in layers.held(town("Kherson"), day("2025-05-01"))] == [1.0]
    assert remove_layer(ledger, "front", day("2025-03-01")) == 1
    assert len(layers_of(ledger).snapshots) == 1


def test_another_file_of_the_day_is_refused_and_nothing_is_added(ledger: Ledger, tmp_path: Path) -> None:
    add_layer(ledger, "front", "Russia", [write(tmp_path / "f_20250101.json", UKRAINE)])
    other, further = write(tmp_path / "g_20250101.json", AROUND_KHERSON), write(tmp_path / "g_20240101.json", UKRAINE)
    with pytest.raises(LedgerError, match="another file of 2025-01-01"):
        add_layer(ledger, "front", "Russia", [further, other])
    assert len(layers_of(ledger).snapshots) == 1


def test_what_cannot_be_added_or_removed_is_named(ledger: Ledger, tmp_path: Path) -> None:
    with pytest.raises(LayerError, match="--date"):
        add_layer(ledger, "front", "Russia", [write(tmp_path / "latest.json", UKRAINE)])
    with pytest.raises(LedgerError, match="no such layer"):
        remove_layer(ledger, "front")
    with pytest.raises(LedgerError, match="no one region"):
        add_outline(ledger, "Oldebrook region", write(tmp_path / "outline.json", UKRAINE))


def test_an_outline_is_kept_and_replaced(ledger: Ledger, tmp_path: Path) -> None:
    for rings in (AROUND_KHERSON, UKRAINE):
        add_outline(ledger, "Kherson region", write(tmp_path / "outline.json", rings))
    assert [name for name, _ in outlines_of(ledger)] == ["Kherson region"]
    ((place, outline),) = layers_of(ledger).outlines.items()
    assert str(place) == "Kherson Province, Kherson, UA" and outline.bounds == (22, 44, 44, 66)


@pytest.mark.skipif(not CONTROL.exists(), reason="the control corpus is not here")
def test_the_front_of_the_control_corpus(ledger: Ledger) -> None:
    add_layer(ledger, "control", "Russia", sorted(CONTROL.glob("*.geojson")))
    layers = layers_of(ledger)

    def held(name: str) -> str:
        found = ((each.day, layers.held(town(name), each.day)[0].share) for each in layers.snapshots)
        return " ".join(f"{date:%y%m%d}" for date, share in found if share)

    assert held("Kherson") == ""
    assert held("Toretsk") == "250107 250506 251006 260105"
    assert held("Pokrovsk") == "260105"
