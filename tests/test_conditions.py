"""Conditions: the part between double bars is the one to be found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafts import drafted
from sayso.reading.conditions import condition_of
from sayso.reading.draft import Draft
from sayso.report import Report
from sayso.statement import Act

FOUND = [
    ("threaten", "{The union} <said> [it would walk out ‖unless the offer rises‖]."),
    ("threaten", "[‖If no deal is reached by Mr. Lee and his team‖, the yard will close], {she} <warned>."),
    ("threaten", "[‖Without a firm, lasting and verifiable pledge‖, the three would act], {he} <said>."),
    ("offer", "{He} <offered> [to free ten men ‖in exchange for two officers‖]"),
    (
        "offer",
        "{They} <said> [they would vote yes, ‖provided that the text is public, the army leaves and aid flows‖].",
    ),
    ("offer", "[‖Should talks resume‖, the ban would be lifted], {she} <said>."),
    ("reject", "{The islands} <refuse> [to sign ‖without a new fund‖]"),
    ("reject", "{The party} <will not> [talk ‖until the guns are silent‖]"),
    ("reject", "[‖Unless London owned up‖ there would be no talks], {he} <said>."),
    ("accept", "{It} <said> [“We agree, ‖if the price is right‖.”]"),
    ("warn", "{The general} <warned> [that ‖giving up these cities‖ would weaken the army]"),
    ("warn", "[‖Missing that date‖], {she} <wrote>, [would cost jobs]"),
    ("predict", "{He} <expects> [a deal ‖as long as both sides hold back‖]."),
    ("offer", "{The minister}, ‖if asked again‖, <would agree> [to talk]"),
]
NONE = [
    ("state", "{He} <said> [she would leave if it rained]"),
    ("reject", "{She} <would refuse> [it even if they came back]"),
    ("offer", "{The bank} <keeps> [the rate for as long as a year]"),
    ("demand", "{They} <asked> [if the bridge was open]"),
    ("accept", "{The front} <agreed> [to prolong the truce until January 15]"),
    ("demand", "{She} <wants> [aid to flow at once]"),
    ("reject", "{Dublin} <resisted> [shutting the office before the year was out]"),
    ("predict", "{He} <thinks> [getting a deal will take time]"),
    ("demand", "{The union} <wants> [the plan settled without delay]"),
]


@pytest.mark.parametrize(("act", "marked"), FOUND)
def test_a_condition_is_found_verbatim(act: str, marked: str) -> None:
    report, draft = drafted(marked.replace("‖", ""))
    assert condition_of(report, draft, Act(act)).value == marked.split("‖")[1]


@pytest.mark.parametrize(("act", "marked"), NONE)
def test_what_only_looks_like_a_condition(act: str, marked: str) -> None:
    assert condition_of(*drafted(marked), Act(act)).value is None


WORDS = st.sampled_from(
    ["if", "unless", "the", "army", ",", ".", "“", "”", '"', "Mr.", "would", "without", "Should", "—", "\n"]
)


@given(st.lists(WORDS, min_size=2, max_size=30).map(" ".join), st.data(), st.sampled_from(Act))
def test_a_condition_stands_in_the_evidence(text: str, data: st.DataObject, act: Act) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    draft = Draft((), (), ((start, end),))
    condition = condition_of(Report("r", text), draft, act).value
    assert condition is None or condition in text[start:end]
