"""Places: the names between double bars, in order, are places; others of the same look are not."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafts import drafted
from sayso.reading.draft import Draft
from sayso.reading.places import places_of
from sayso.report import Report

MARKED = [
    "{He} <said> [the shelling in ‖Kharkiv‖ went on]",
    "{Moscow} <wants> [Kyiv to leave ‖Mariupol‖]",
    "{She} <said> [talks would be held in ‖Doha‖, not by Doha]",
    "{They} <want> [troops out of the ‖West Bank‖ and ‖Gaza‖]",
    "{He} <reported> [strikes in ‖Syria‖, ‖Lebanon‖ and ‖Iraq‖]",
    "{The army} <says> [the village of ‖Oldebrook‖ is empty]",
    "{The army} <says> [it holds the ‖Kamen Pass‖]",
    "{The envoy} <said> [the ‖Oldebrook‖ region would vote]",
    "{It} <fears> [for ships in the ‖Strait of Hormuz‖]",
    "{He} <said> [Washington had agreed with Tehran in March]",
    "{She} <said> [it was up to Congress and the Gaza Health Ministry]",
    "{She} <found> [much anger in Pyongyang’s statement]",
    "{He} <spoke> [in Parliament of Brexit]",
]


@pytest.mark.parametrize("marked", MARKED)
def test_places_are_where_marked(marked: str) -> None:
    names = re.findall("‖(.*?)‖", marked)
    assert list(places_of(*drafted(marked.replace("‖", ""))).value) == names


def test_a_place_of_the_report_is_known_without_a_gazetteer() -> None:
    report, draft = drafted("Fighting went on in Oldebrook. {The colonel} <said> [he would not leave Oldebrook]")
    assert places_of(report, draft).value == ("Oldebrook",)


def test_the_source_is_no_place() -> None:
    assert places_of(*drafted("{A teacher in Kharkiv} <said> [school was out]")).value == ()


WORDS = st.sampled_from(
    ["in", "Kharkiv", "and", "Gaza", "the", "Strip", ",", "’s", "Kamen", "Pass", "of", "É", "\n", "A", "Judea"]
)


@given(st.lists(WORDS, min_size=1, max_size=20).map(" ".join), st.data())
def test_places_stand_in_the_content(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    for name in places_of(Report("r", text), Draft((), (), ((start, end),))).value:
        assert name and name in text[start:end]
