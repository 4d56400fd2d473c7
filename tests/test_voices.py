"""Which names of holders and of parties are one, and which are not."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.analysis.voices import Seen, unify, unify_parties


def seen(*rows: str) -> list[Seen]:
    """Holders written as "Name", "Name, Party" or "Name, Party, count"."""
    parts = [[*map(str.strip, row.split(",")), "", ""] for row in rows]
    return [Seen(holder, party or None, int(count or 1)) for holder, party, count, *_ in parts]


@pytest.mark.parametrize(
    ("rows", "one"),
    [
        (["Volodymyr Zelenskyy", "Zelensky", "President Zelenskiy", "Volodymyr Zelensky"], "Volodymyr Zelenskyy"),
        (["Vladimir Zelensky", "Volodymyr Zelenskyy"], "Volodymyr Zelenskyy"),  # as the vocabulary has both
        (["Ivo Lenk", "Lenk", "Mr Lenk", "Foreign Minister Ivo Lenk"], "Ivo Lenk"),
        (["IVO LENK", "LENK", "Ivo Lenk"], "Ivo Lenk"),
        (["Sergei Ushakov, Russia, 3", "Sergey Ușakov, Russia", "Ushakov"], "Sergei Ushakov"),
        (["Abbas Araghtchi, Iran, 2", "Abbas Araqtchi, Iran"], "Abbas Araghtchi"),
        (["Mohammed Haddad, , 2", "Muhammad Haddad"], "Mohammed Haddad"),
        (["Ana Sol, Adaria, 5", "Ana M. Sol, Adaria", "Ana Maria Sol, Adaria"], "Ana Sol"),
        (["John F. Tamm Jr., , 2", "John Tamm"], "John F. Tamm Jr."),
        (["Lenk, Adaria", "Ivo Lenk, Adaria", "Ivo Lenk, White Guild"], "Ivo Lenk"),
        (["the Harbour Guild", "Harbour Guild", "HARBOUR GUILD"], "Harbour Guild"),
        (["Ostrel Motor Works", "Ostrel Motor Works Inc., , 2"], "Ostrel Motor Works"),
        (
            ["Iranian Foreign Ministry, Iran, 2", "Ministry of Foreign Affairs of Iran, Iran"],
            "Iranian Foreign Ministry",
        ),
        (["Russian Defence Ministry, Russia, 2", "Russia's Defense Ministry, Russia"], "Russian Defence Ministry"),
        (["Larkspur Institute for Tides", "LIT"], "Larkspur Institute for Tides"),
        (["European Union", "EU", "the EU"], "European Union"),
    ],
)
def test_these_holders_are_one(rows: list[str], one: str) -> None:
    assert set(unify(seen(*rows)).values()) == {one}


@pytest.mark.parametrize(
    "rows",
    [
        ["Ivo Lenk", "Ida Lenk", "Lenk"],  # two people of one surname, and it is not told who is meant
        ["Mario Vella", "Maria Vella"],
        ["Julia Vella", "Julie Vella"],
        ["Lana Vella", "Lena Vella"],
        ["Eli Vella", "Ali Vella"],
        ["Peter Morton", "Peter Martin"],
        ["Erik Larsen", "Erik Larson"],
        ["George H. W. Tamm", "George W. Tamm", "George Tamm"],
        ["Karl XIII", "Karl XIV"],
        ["Ivo Lenk, Russia", "Lenk, Iran"],
        ["Ana Sol", "Mila Ana Sol"],  # who may be called by her father's and grandfather's names
        ["Office of Ivo Lenk", "Ivo Lenk"],
        ["Kremlin", "Russia", "White House", "United States"],
        ["Iranian Foreign Ministry, Iran", "Israeli Foreign Ministry, Israel", "foreign ministry"],
        ["unknown", "anonymous: an official", "anonymous: officials", "anonymous: Ivo Lenk", "Ivo Lenk"],
        ["Robert Tamm and Ivo Lenk", "Ivo Lenk"],
    ],
)
def test_these_holders_are_not(rows: list[str]) -> None:
    names = [each.holder for each in seen(*rows)]
    assert unify(seen(*rows)) == {name: name for name in names}


def test_the_holders_of_a_joint_statement_are_unified_one_by_one_and_in_order() -> None:
    found = unify(seen("Ivo Lenk; Sol", "Sol; Ivo Lenk", "Ana Sol"))
    assert found["Ivo Lenk; Sol"] == found["Sol; Ivo Lenk"] == "Ana Sol; Ivo Lenk"


def test_what_the_user_says_wins() -> None:
    aliases = {"Ida Lenk": ["Lenk"], "Office": ["anonymous: an official"], "I. Lenk": ["Ivo Lenk"]}
    found = unify(seen("Lenk", "Ivo Lenk", "Ida Lenk", "anonymous: an official", "LENK"), aliases)
    assert found == {
        "Lenk": "Ida Lenk",
        "LENK": "Ida Lenk",
        "Ida Lenk": "Ida Lenk",
        "Ivo Lenk": "I. Lenk",
        "anonymous: an official": "Office",
    }


NAMES = [
    *("Volodymyr Zelenskyy", "Zelensky", "President Zelenskiy", "Ivo Lenk", "Ida Lenk", "Lenk", "LENK", "I. Lenk"),
    *("Mohammed bin Tariq", "Muhammad bin Tariq Al Haddad", "Haddad", "Tariq", "Ana M. Sol", "Ana Sol", "Ana K. Sol"),
    *("the EU", "EU", "Kremlin", "Russia", "Iranian Foreign Ministry", "Iran's foreign ministry", "LIT", "Sol; Lenk"),
    *("Larkspur Institute for Tides", "unknown", "anonymous: an official", "Ostrel Inc.", "Ostrel", "Leo XIV", "Leo"),
]
HOLDERS = st.lists(
    st.builds(
        Seen,
        st.sampled_from(NAMES) | st.text(),
        st.sampled_from([None, "Russia", "Iran", "Moscow", "Larkspur Institute for Tides"]),
        st.integers(1, 3),
    )
)
ALIASES = st.dictionaries(
    st.sampled_from(["Ivo Lenk", "Ana Sol", "The Sea"]), st.lists(st.sampled_from(NAMES), max_size=2)
)
FIRST = ["Ivo", "Mila", "Boris"]
PEOPLE = st.builds("{} {}".format, st.sampled_from(FIRST), st.sampled_from(["Lenk", "Sol"]))


@given(HOLDERS, st.randoms(use_true_random=False))
def test_the_order_of_holders_does_not_matter(holders: list[Seen], chance: random.Random) -> None:
    assert unify(holders) == unify(chance.sample(holders, len(holders)))


@given(HOLDERS)
def test_what_a_name_stands_for_stands_for_itself(holders: list[Seen]) -> None:
    found = unify(holders)
    again = unify([Seen(found[each.holder], each.party, each.count) for each in holders])
    assert again == {name: name for name in found.values()}


@given(st.lists(st.builds(Seen, PEOPLE | st.sampled_from(["Lenk", "Sol", "President Lenk"])), min_size=1))
def test_people_of_one_surname_and_different_first_names_never_become_one(holders: list[Seen]) -> None:
    found = unify(holders)
    assert all(found[holder] == holder for holder in found if holder.split()[0] in FIRST)


@given(HOLDERS, ALIASES)
def test_who_is_only_described_stays_and_an_alias_holds(holders: list[Seen], aliases: dict[str, list[str]]) -> None:
    found = unify(holders, aliases)
    names = {other.casefold(): name for name, others in aliases.items() for other in (name, *others)}
    for holder, name in found.items():
        if holder.casefold() in names:
            assert name == names[names[holder.casefold()].casefold()]  # a name may itself be another's other name
        elif holder.startswith("anonymous: ") or holder == "unknown":
            assert name == holder


@pytest.mark.parametrize(
    ("names", "one"),
    [
        (["Russia", "Russian Federation", "the Russian Federation", "Moscow", "the Kremlin"], "Russia"),
        (["United States", "US", "the United States", "Washington", "U.S."], "United States"),
        (["European Union", "EU", "Brussels"], "European Union"),
        (["Hamas", "HAMAS"], "Hamas"),
        (["Israel", "ISRAEL"], "Israel"),
        (["the Harbour Guild", "Harbour Guild"], "Harbour Guild"),
        (["Ostrel Works", "Ostrel Works Ltd"], "Ostrel Works"),
    ],
)
def test_these_parties_are_one(names: list[str], one: str) -> None:
    assert set(unify_parties(names).values()) == {one}


def test_these_parties_are_not() -> None:
    names = ["North Korea", "South Korea", "Northern League", "North", "Republican Party", "Republic", "White House"]
    assert unify_parties(names) == {name: name for name in names}


@given(
    st.lists(st.sampled_from(["Russia", "Moscow", "the Guild", "Guild", "GUILD", "US", "Kurdish forces"]) | st.text())
)
def test_parties_in_any_order_and_a_second_time(names: list[str]) -> None:
    found = unify_parties(names)
    assert found == unify_parties(reversed(names))
    assert unify_parties(found.values()) == {name: name for name in found.values()}
