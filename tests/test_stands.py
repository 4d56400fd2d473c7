"""Stands: towards the literal content, so that a negation in the content turns a refusal into a stand for it."""

from __future__ import annotations

import pytest

from drafts import drafted
from sayso.reading.stands import stand_of
from sayso.statement import Act, Stand

STANDS = [
    ("demand", "for", "{The union} <wants> [five percent]"),
    ("offer", "none", "{The president} <did not rule out> [a meeting]"),
    ("accept", "none", "{He} <dropped his insistence on> [a timetable]"),
    ("reject", "against", "{Oslo} <ruled out> [an extension]"),
    ("reject", "against", "{Oslo} <will not> [extend the date]"),
    ("reject", "for", "{Oslo} <said> [it would not extend the date]"),
    ("reject", "against", "{She} <called> [the offer “unacceptable”]"),
    ("reject", "against", "{He} <said> [“No.”]"),
    ("deny", "against", "{The army} <denied> [that it had fired]"),
    ("deny", "for", "{The army} <said> [it had not fired]"),
    ("assess", "for", "{She} <praised> [the mediators]"),
    ("assess", "for", "{She} <called> [the meeting constructive]"),
    ("assess", "against", "{She} <accused> [the bank of greed]"),
    ("assess", "against", "{He} <said> [the tariff was a mistake]"),
    ("assess", "against", "{He} <found> [the move not constructive]"),
    ("assess", "against", "{The guild} <is suing> [the port]"),
    ("assess", "against", "{A court} <convicted> [the broker]"),
    ("assess", "against", "{The guild} <filed> [a lawsuit over the nets]"),
    ("assess", "against", "{She} <called> [him a stupid man]"),
    ("assess", "for", "{She} <called> [him a gentle man]"),
    ("assess", "against", "{She} <said> [the room was not comfortable]"),
    ("assess", "none", "{She} <said> [the room was ugly and comfortable]"),
    ("assess", "none", "{He} <said> [the United States had two doors]"),
    ("assess", "none", "{He} <said> [the room had two doors]"),
    ("warn", "none", "{She} <warned> [that prices may rise]"),
    ("warn", "against", "{She} <warned against> [a hasty deal]"),
    ("demand", "against", "{She} <urged the king against> [a hasty deal]"),
    ("predict", "for", "{She} <hopes> [that the nets come back]"),
    ("predict", "against", "{She} <doubts> [that the nets come back]"),
    ("predict", "none", "{She} <expects> [that the nets come back]"),
    ("state", "none", "{The clerk} <said> [the vote is on Monday]"),
]


@pytest.mark.parametrize(("act", "stand", "marked"), STANDS)
def test_stand(act: str, stand: str, marked: str) -> None:
    assert stand_of(*drafted(marked), Act(act), None).value is Stand(stand)


@pytest.mark.parametrize("act", ["offer", "accept", "reject", "demand", "threaten"])
def test_a_condition_suspends_the_stand(act: str) -> None:
    report, draft = drafted("{They} <said> [yes, if it is paid]")
    assert stand_of(report, draft, Act(act), "if it is paid").value is Stand.CONDITIONAL


def test_a_prediction_stays_without_stand_under_a_condition() -> None:
    report, draft = drafted("{They} <expect> [a deal, if it is paid]")
    assert stand_of(report, draft, Act.PREDICT, "if it is paid").value is Stand.NONE
