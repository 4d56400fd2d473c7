"""Locating: the names between double bars are places of the report; each is listed with where it lies and why."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.places import Location, locate
from sayso.places.naming import places_called
from sayso.report import Report

MARKED = [  # a report, and for each name its place with the rule that decided
    ("Fire in ‖Paris‖, Texas", ["Paris, Texas, US: named beside what it lies in"]),
    ("Fire in ‖Paris‖, Tex., on Monday", ["Paris, Texas, US: named beside what it lies in"]),
    ("Fire in ‖Paris‖ (Texas)", ["Paris, Texas, US: named beside what it lies in"]),
    ("Fire in the Texas town of ‖Paris‖", ["Paris, Texas, US: named beside what it lies in"]),
    ("Votes in Georgia’s ‖Fulton County‖", ["Fulton County, Georgia, US: named beside what it lies in"]),
    ("Strikes on ‖Tripoli‖ in northern Lebanon", ["Tripoli, Liban-Nord, LB: named beside what it lies in"]),
    ("Fire in ‖Athens‖", ["Athens, Attica, GR: most people of this name"]),
    ("Shells fell on ‖Bakhmut‖", ["Bakhmut, Donetsk, UA: only place of this name"]),
    ("Обстріл міста ‖Бахмут‖", ["Bakhmut, Donetsk, UA: only place of this name"]),
    ("Talks in ‖Oldebrook‖", ["None: not in the atlas"]),
    ("A vote in ‖Springfield‖", ["None: several places of this name"]),
    (
        "‖Athens‖ and ‖Gainesville‖ lie in ‖Georgia‖, not far from ‖Atlanta‖",
        [
            "Athens, Georgia, US: in a place that the report names",
            "Gainesville, Georgia, US: in a place that the report names",
            "Georgia, US: holds a place that the report names",
            "Atlanta, Georgia, US: most people of this name",
        ],
    ),
    (
        "From ‖Batumi‖ to ‖Tbilisi‖, ‖Georgia‖ was calm",
        [
            "Batumi, Ajaria, GE: only place of this name",
            "Tbilisi, T'bilisi, GE: named beside what it lies in",
            "Georgia, GE: best known of this name",
        ],
    ),
    (
        "‖Alexandria‖ voted, and so did ‖Falls Church‖",
        [
            "Alexandria, Virginia, US: nearest to the report’s other places",
            "Falls Church, Virginia, US: only place of this name",
        ],
    ),
    (
        "‖Paris‖, Texas, burnt. Smoke rose over ‖Paris‖.",
        ["Paris, Texas, US: named beside what it lies in", "Paris, Texas, US: named beside what it lies in"],
    ),
    (
        "‖Paris‖, Texas, wrote to ‖Paris‖, France",
        ["Paris, Texas, US: named beside what it lies in", "Paris, Ile-de-France, FR: named beside what it lies in"],
    ),
]
CALLED = [
    ("Laurel", "Laurel County, Kentucky, US"),
    ("Downtown Dublin", "Dublin, Ohio, US"),
    ("Kyiv’s", "Kyiv, UA"),
    ("Donetsk Province", "Donetsk Province, Donetsk, UA"),
]


def located(marked: str) -> tuple[Location, ...]:
    text, spans = unmark(marked)
    return locate(Report("r", text), spans)


def unmark(marked: str) -> tuple[str, list[tuple[int, int]]]:
    text, spans = "", []
    for number, part in enumerate(re.split("‖", marked)):
        if number % 2:
            spans.append((len(text), len(text) + len(part)))
        text += part
    return text, spans


@pytest.mark.parametrize(("marked", "places"), MARKED)
def test_places_lie_where_they_should(marked: str, places: Sequence[str]) -> None:
    assert [f"{found.place}: {found.reason.rule}" for found in located(marked)] == places


@pytest.mark.parametrize(("words", "place"), CALLED)
def test_a_place_may_be_called_otherwise(words: str, place: str) -> None:
    assert place in map(str, places_called(words))


def test_an_ambiguous_name_is_given_with_its_candidates() -> None:
    (found,) = located("A vote in ‖Springfield‖")
    assert found.is_ambiguous and len(found.candidates) > 1
    assert found.reason.candidates == tuple(map(str, found.candidates))


def test_an_unknown_name_has_no_candidates() -> None:
    (found,) = located("A vote in ‖Oldebrook‖")
    assert found.place is None and not found.is_ambiguous


def test_words_in_lower_case_are_no_state() -> None:
    assert located("‖Portland‖, or so he said")[0].reason.rule != "named beside what it lies in"


def test_a_report_without_places_has_none() -> None:
    assert locate(Report("r", ""), []) == ()


def test_many_names_are_settled() -> None:
    marked = ", ".join(f"‖{name}‖" for name in ["Springfield", "Paris", "Kyiv", "Oldebrook"] * 300)
    assert len(located(marked)) == 1200


NAMES = [
    "‖Paris‖",
    "‖St. John’s‖",
    "‖‘Afrīn‖",
    "‖ ‖",
    "‖\x00‖",
    "‖’s‖",
    "‖Łódź‖",
    "‖N.‖",
    "‖Донбас‖",
    "‖İstanbul‖",
    "‖𝔘‖",
]
BETWEEN = [",", "Texas", "(", "in", "W. Va.", "’s", "of", "\n", "É", "𝔘", "town of", "France"]


@settings(deadline=None)
@given(st.lists(st.sampled_from([*NAMES, *BETWEEN]), max_size=12).map(" ".join))
def test_odd_names_are_located_in_order(marked: str) -> None:
    text, spans = unmark(marked)
    found = locate(Report("r", text), spans)
    assert [location.span for location in found] == spans
    assert all(location.words == text[location.span[0] : location.span[1]] for location in found)
    assert all(location.place is None or location.place in location.candidates for location in found)


@settings(deadline=None)
@given(st.text(), st.text(min_size=1), st.text())
def test_any_text_may_be_a_name(before: str, name: str, after: str) -> None:
    span = (len(before), len(before) + len(name))
    assert locate(Report("r", before + name + after), [span])[0].span == span
