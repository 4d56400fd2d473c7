"""With how much authority somebody speaks: the {source} of a statement in a report."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notation import unmark
from sayso.analysis.ranks import Ranked, ranks_of
from sayso.ledger.entry import Rank
from sayso.report import Report
from sayso.statement import Reading, Statement


def ranked(marked: str, holder: str, party: str | None, published: str | None = None) -> Ranked:
    """The rank of the holder of the first statement of a marked text."""
    text, found = unmark(marked)
    statements = tuple(
        Statement(
            (0, len(text)),
            **{role: tuple((start, end) for start, end in spans[role]) for role in ("source", "cue", "content")},
            holder=holder,
            party=party,
        )
        for spans in found.values()
    )
    day = datetime.date.fromisoformat(published) if published else None
    return ranks_of(Reading(Report("r", text, published=day), statements))[0]


@pytest.mark.parametrize(
    ("marked", "holder", "rank", "office"),
    [
        ("{President Mila Dorn}¹ <said>¹ [yes]¹.", "Mila Dorn", Rank.LEADER, "president"),
        ("President Mila Dorn met envoys. {Dorn}¹ <said>¹ [yes]¹.", "Mila Dorn", Rank.LEADER, "president"),
        ("{Prime Minister Ivo Lenk}¹ <said>¹ [no]¹.", "Ivo Lenk", Rank.LEADER, "prime minister"),
        ("{Mila Dorn}¹ <said>¹ [yes]¹. {The president}² <wants>² [more]².", "Mila Dorn", Rank.LEADER, "president"),
        ("{Secretary-General Ana Sol}¹ <said>¹ [no]¹.", "Ana Sol", Rank.LEADER, "secretary-general"),
        ("{Adaria's head of government}¹ <said>¹ [no]¹.", "Ivo Lenk", Rank.LEADER, None),
        ("{Foreign Minister Ivo Lenk}¹ <said>¹ [no]¹.", "Ivo Lenk", Rank.MINISTER, "foreign minister"),
        ("{Adaria's foreign minister, Ivo Lenk}¹, <said>¹ [no]¹.", "Ivo Lenk", Rank.MINISTER, "foreign minister"),
        ("{Secretary of State Ivo Lenk}¹ <said>¹ [no]¹.", "Ivo Lenk", Rank.MINISTER, None),
        ("{Chief negotiator Ana Sol}¹ <said>¹ [no]¹.", "Ana Sol", Rank.MINISTER, "chief negotiator"),
        ("{Ana Sol, who heads the Adarian delegation}¹, <said>¹ [no]¹.", "Ana Sol", Rank.MINISTER, None),
        ("{Ana Sol, head of the presidential office}¹, <said>¹ [no]¹.", "Ana Sol", Rank.MINISTER, None),
        ("{Ana Sol, the president of the talks}¹, <said>¹ [no]¹.", "Ana Sol", Rank.MINISTER, "president of the talks"),
        (
            "{Ivo Lenk, deputy foreign minister of Adaria}¹, <said>¹ [no]¹.",
            "Ivo Lenk",
            Rank.OFFICIAL,
            "deputy foreign minister of Adaria",
        ),
        ("{The prime minister's spokesman, Ivo Lenk}¹, <said>¹ [no]¹.", "Ivo Lenk", Rank.OFFICIAL, "spokesman"),
        ("{Kremlin spokesman Ivo Lenk}¹ <said>¹ [no]¹.", "Ivo Lenk", Rank.OFFICIAL, "Kremlin spokesman"),
        ("{EU Trade Commissioner Ana Sol}¹ <said>¹ [no]¹.", "Ana Sol", Rank.MINISTER, "EU trade commissioner"),
        ("{Envoy Ana Sol}¹ <said>¹ [no]¹.", "Ana Sol", Rank.OFFICIAL, "envoy"),
        ("{Ana Sol, an adviser to the president}¹, <said>¹ [no]¹.", "Ana Sol", Rank.OFFICIAL, None),
        ("{Former president Ana Sol}¹ <said>¹ [no]¹.", "Ana Sol", Rank.MEMBER, "former president"),
        ("{Ana Sol, who led the delegation in March}¹, <said>¹ [no]¹.", "Ana Sol", Rank.MEMBER, None),
        ("{Ana Sol, a lawyer for the president}¹, <said>¹ [no]¹.", "Ana Sol", Rank.MEMBER, None),
        ("{Opposition leader Ana Sol}¹ <said>¹ [no]¹.", "Ana Sol", Rank.MEMBER, "opposition leader"),
        ("{Ana Sol, a lawmaker}¹, <said>¹ [no]¹.", "Ana Sol", Rank.MEMBER, "lawmaker"),
        ("{Ana Sol}¹ <said>¹ [no]¹.", "Ana Sol", Rank.MEMBER, ""),
        ("{Ana King}¹ <said>¹ [no]¹.", "Ana King", Rank.MEMBER, ""),
        ("{Ana Sol and Prime Minister Ivo Lenk}¹ <said>¹ [no]¹.", "Ana Sol", Rank.MEMBER, ""),
    ],
)
def test_a_person_has_the_rank_of_the_office(marked: str, holder: str, rank: Rank, office: str | None) -> None:
    found = ranked(marked, holder, "Russia")
    assert found.rank is rank, found.reason
    assert office in (None, found.office)


@pytest.mark.parametrize(
    ("source", "holder", "party", "rank"),
    [
        ("Russia", "Russia", "Russia", Rank.BODY),
        ("The Kremlin", "Russia", "Russia", Rank.BODY),
        ("The Harbour Guild", "Harbour Guild", "Harbour Guild", Rank.BODY),
        ("The Iranian foreign ministry", "Iranian foreign ministry", "Iran", Rank.BODY),
        ("The Russian delegation", "Russia", "Russia", Rank.BODY),
        ("Foreign ministers", "Iran; Iraq", "Iran; Iraq", Rank.MINISTER),
        ("Russian officials", "Russia", "Russia", Rank.OFFICIAL),
        ("The Larkspur Institute", "Larkspur Institute", None, Rank.MEMBER),
        ("Reuters", "Reuters", None, Rank.MEMBER),
        ("An official", "anonymous: an official", "Russia", Rank.ANONYMOUS),
        ("The president, he said", "anonymous: a president", "Russia", Rank.ANONYMOUS),
        ("He", "unknown", None, Rank.UNKNOWN),
    ],
)
def test_bodies_outlets_and_the_nameless(source: str, holder: str, party: str | None, rank: Rank) -> None:
    found = ranked(f"{{{source}}}¹ <said>¹ [no]¹.", holder, party)
    assert found.rank is rank, found.reason


@pytest.mark.parametrize(
    ("office", "of_state", "of_guild", "of_none"),
    [
        ("chairwoman", Rank.OFFICIAL, Rank.LEADER, Rank.MEMBER),
        ("chief executive", Rank.OFFICIAL, Rank.LEADER, Rank.MEMBER),
        ("vice president", Rank.MINISTER, Rank.OFFICIAL, Rank.MEMBER),
        ("deputy prime minister", Rank.MINISTER, Rank.OFFICIAL, Rank.MEMBER),
        ("majority leader", Rank.MEMBER, Rank.LEADER, Rank.MEMBER),
        ("president", Rank.LEADER, Rank.LEADER, Rank.LEADER),
    ],
)
def test_who_leads_something_leads_a_party_only_where_that_is_the_party(
    office: str, of_state: Rank, of_guild: Rank, of_none: Rank
) -> None:
    found = [
        ranked(f"{{Ana Sol, the {office}}}¹, <said>¹ [no]¹.", "Ana Sol", party).rank
        for party in ("Russia", "Harbour Guild", None)
    ]
    assert found == [of_state, of_guild, of_none]


def test_the_vocabulary_gives_an_office_for_its_term_only() -> None:
    marked = "{Angela Merkel}¹ <said>¹ [no]¹."
    found = [ranked(marked, "Angela Merkel", "Germany", day).rank for day in ("2015-02-13", "2025-02-13", None)]
    assert found == [Rank.LEADER, Rank.MEMBER, Rank.MEMBER]


def test_a_joint_statement_binds_as_much_as_its_highest_holder() -> None:
    marked = "{President Mila Dorn and lawmaker Ivo Lenk}¹ <said>¹ [no]¹."
    assert ranked(marked, "Ivo Lenk; Mila Dorn", "Russia; Russia").rank is Rank.LEADER


@given(st.text(), st.none() | st.text())
def test_any_holder_has_a_rank(holder: str, party: str | None) -> None:
    assert ranked("{He}¹ <said>¹ [no]¹.", holder, party).rank in Rank
