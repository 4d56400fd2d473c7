"""The atlas: a name leads to the places that are called so."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.places import Atlas, Kind, Place, load_atlas
from sayso.places.spelling import folded

NAMED = [  # a name, and one of the places that it leads to
    ("Paris", "Paris, Texas, US"),
    ("KYIV", "Kyiv, UA"),
    ("Київ", "Kyiv, UA"),
    ("Kiev", "Kyiv, UA"),
    ("Донецк", "Donetsk, UA"),
    ("Zurich", "Zürich, Zurich, CH"),
    ("St. John’s", "St. John's, Newfoundland and Labrador, CA"),
    ("Georgia", "Georgia, GE"),
    ("Georgia", "Georgia, US"),
    ("Georgian", "Georgia, GE"),
    ("W.Va.", "West Virginia, US"),
    ("Ohioans", "Ohio, US"),
    ("Laurel County", "Laurel County, Kentucky, US"),
    ("Oxfordshire", "Oxfordshire, England, GB"),
    ("Donbas", "Donbas, UA"),
    ("Crimean", "Crimea, UA"),
    ("Middle East", "Middle East"),
]
SPELT = [
    ("St. John’s", "saint johns"),
    ("Łódź", "lodz"),
    ("‘Afrīn", "afrin"),
    ("  Deir  el-Balah ", "deir el balah"),
    ("Йошкар-Ола", "иошкар ола"),
    ("🄐 ŉ", "a n"),
    ("’", ""),
]
KYIV, UKRAINE = "Kyiv", "Ukraine"


def one(name: str, kind: Kind) -> Place:
    return next(place for place in load_atlas().find(name) if place.kind is kind)


@pytest.mark.parametrize(("name", "place"), NAMED)
def test_a_name_leads_to_its_places(name: str, place: str) -> None:
    assert place in map(str, load_atlas().find(name))


@pytest.mark.parametrize(("name", "spelling"), SPELT)
def test_spellings_are_one(name: str, spelling: str) -> None:
    assert folded(name) == spelling


def test_a_place_has_its_point_and_people() -> None:
    kyiv = one(KYIV, Kind.TOWN)
    assert (kyiv.id, kyiv.country) == (703448, "UA")
    assert (round(kyiv.latitude), round(kyiv.longitude)) == (50, 31)
    assert kyiv.population > 2_000_000


def test_a_country_and_a_province_hold_their_towns() -> None:
    paris = next(place for place in load_atlas().find("Paris") if place.province == "Texas")
    assert one(UKRAINE, Kind.COUNTRY).holds(one(KYIV, Kind.TOWN))
    assert one("Texas", Kind.PROVINCE).holds(paris)
    assert not one("Texas", Kind.PROVINCE).holds(one(KYIV, Kind.TOWN))
    assert not paris.holds(paris)


def test_distances_go_over_the_globe() -> None:
    london, paris = (load_atlas().find(name)[0] for name in ("London", "Paris"))
    assert 330 < london.kilometres(paris) < 350
    assert london.kilometres(london) == 0


def test_the_most_populous_come_first() -> None:
    people = [place.population for place in load_atlas().find("Springfield")]
    assert len(people) > 5 and people == sorted(people, reverse=True)


@pytest.mark.parametrize("name", ["", "  ", "’", "Oldebrook upon Nowhere", "zzzz", "\x00", "aaaa"])
def test_what_is_no_place_is_not_found(name: str) -> None:
    assert load_atlas().find(name) == ()


@settings(deadline=None)
@given(st.text())
def test_any_name_may_be_asked_for(name: str) -> None:
    for place in load_atlas().find(name):
        assert -90 <= place.latitude <= 90 and -180 <= place.longitude <= 180
        assert folded(name)


@settings(deadline=None)
@given(st.text(max_size=20))
def test_a_spelling_stays_as_it_is(name: str) -> None:
    assert folded(folded(name)) == folded(name)


def test_places_are_found_by_their_own_names() -> None:
    atlas: Atlas = load_atlas()
    for number, place in enumerate(atlas):
        if number % 1000 == 0 and not place.name.endswith(" Province"):
            assert place in atlas.find(place.name)
