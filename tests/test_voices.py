"""Names of parties that differ in spelling only."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.analysis.voices import unify_parties


@pytest.mark.parametrize(
    ("names", "one"),
    [
        (["Russia", "Russian Federation", "the Russian Federation"], "Russia"),
        (["United States", "US", "the United States"], "United States"),
        (["Hamas", "HAMAS"], "Hamas"),
        (["the Harbour Guild", "Harbour Guild"], "Harbour Guild"),
    ],
)
def test_these_are_one(names: list[str], one: str) -> None:
    assert set(unify_parties(names).values()) == {one}


def test_these_are_not() -> None:
    names = ["North Korea", "South Korea", "Northern League", "North", "Republican Party", "Republic"]
    assert unify_parties(names) == {name: name for name in names}


@given(st.lists(st.sampled_from(["Russia", "the Guild", "Guild", "guild", "US", "Kurdish forces"]), min_size=1))
def test_the_order_does_not_matter_and_a_second_time_changes_nothing(names: list[str]) -> None:
    found = unify_parties(names)
    assert found == unify_parties(reversed(names))
    assert unify_parties(found.values()) == {name: name for name in found.values()}
