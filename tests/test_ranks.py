"""With how much authority somebody speaks: the {source} of a statement in a report."""

import pytest

from notation import unmark
from sayso.analysis.ranks import ranks_of
from sayso.ledger.entry import Rank
from sayso.report import Report
from sayso.statement import Reading, Statement


@pytest.mark.parametrize(
    ("marked", "holder", "party", "rank", "office"),
    [
        ("{President Mila Dorn}¹ <said>¹ [yes]¹.", "Mila Dorn", "Adaria", Rank.LEADER, "President Mila Dorn"),
        ("President Mila Dorn met envoys. {Dorn}¹ <said>¹ [yes]¹.", "Mila Dorn", "Adaria", Rank.LEADER, "President"),
        (
            "{Foreign Minister Ivo Lenk}¹ <said>¹ [no]¹.",
            "Ivo Lenk",
            "Adaria",
            Rank.MINISTER,
            "Foreign Minister Ivo Lenk",
        ),
        ("{Ivo Lenk, deputy prime minister}¹, <said>¹ [no]¹.", "Ivo Lenk", "Adaria", Rank.OFFICIAL, None),
        ("{The prime minister's spokesman, Ivo Lenk}¹, <said>¹ [no]¹.", "Ivo Lenk", "Adaria", Rank.OFFICIAL, None),
        ("{Prime Minister Ivo Lenk}¹ <said>¹ [no]¹.", "Ivo Lenk", "Adaria", Rank.LEADER, "Prime Minister Ivo Lenk"),
        ("{Secretary-General Ana Sol}¹ <said>¹ [no]¹.", "Ana Sol", "the League", Rank.LEADER, None),
        ("{Former president Ana Sol}¹ <said>¹ [no]¹.", "Ana Sol", "Adaria", Rank.MEMBER, None),
        ("{Chief negotiator Ana Sol}¹ <said>¹ [no]¹.", "Ana Sol", "Adaria", Rank.MINISTER, None),
        ("{Envoy Ana Sol}¹ <said>¹ [no]¹.", "Ana Sol", "Adaria", Rank.OFFICIAL, "Envoy Ana Sol"),
        ("{Ana Sol, a lawmaker}¹, <said>¹ [no]¹.", "Ana Sol", "Adaria", Rank.MEMBER, None),
        ("{Ana Sol}¹ <said>¹ [no]¹.", "Ana Sol", "Adaria", Rank.MEMBER, ""),
        ("{Adaria}¹ <demands>¹ [an end]¹.", "Adaria", "Adaria", Rank.BODY, ""),
        ("{The Kremlin}¹ <demands>¹ [an end]¹.", "Russia", "Russia", Rank.BODY, ""),
        ("{An official}¹ <said>¹ [no]¹.", "anonymous: an official", "Adaria", Rank.ANONYMOUS, ""),
        ("{He}¹ <said>¹ [no]¹.", "unknown", None, Rank.UNKNOWN, ""),
    ],
)
def test_the_rank(marked: str, holder: str, party: str | None, rank: Rank, office: str | None) -> None:
    text, found = unmark(marked)
    spans = {role: tuple((start, end) for start, end in found[1][role]) for role in ("source", "cue", "content")}
    statement = Statement((0, len(text)), **spans, holder=holder, party=party)
    (ranked,) = ranks_of(Reading(Report("r", text), (statement,)))
    assert ranked.rank is rank, ranked.reason
    assert office in (None, ranked.office)


def test_a_joint_statement_binds_as_much_as_its_highest_holder() -> None:
    text = "President Mila Dorn and lawmaker Ivo Lenk said no."
    statement = Statement((0, len(text)), ((0, 41),), ((42, 46),), ((47, 49),), holder="Ivo Lenk; Mila Dorn")
    assert ranks_of(Reading(Report("r", text), (statement,)))[0].rank is Rank.LEADER
