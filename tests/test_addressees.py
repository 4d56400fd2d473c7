"""Addressees: who must act, is warned or is blamed, where the statement itself names them."""

from __future__ import annotations

import pytest

from drafts import drafted
from sayso.reading.addressees import addressee_of
from sayso.statement import Act

KNOWN = {
    "the union": "Dockers' Union",
    "Lee": "Ana Lee",
    "Ana Lee": "Ana Lee",
    "the ports": "Port Alliance",
    "The Harbour Post": "The Harbour Post",
}
ADDRESSED = [
    ("demand", "Israel", "{He} <called on the Israeli government> [to open the crossing]"),
    ("demand", "Ana Lee", "{The mayor} <urged> [Lee to sign]"),
    ("demand", "Port Alliance", "{She} <said> [the ports must raise pay]"),
    ("demand", "Iran; Pakistan", "{A lawmaker} <said> [that Iran and Pakistan should trade more]"),
    ("warn", "United States", "{The minister} <warned Washington> [that the road would close]"),
    ("threaten", "Dockers' Union", "{The owners} <said> [they would sue if the union walks out]"),
    ("assess", "Russia", "{Kyiv} <accused Moscow> [of stalling]"),
    ("assess", "Ana Lee", "{He} <said> [that Lee had broken her word]"),
    ("reject", "United States", "{Tehran} <rejected> [US demands to halt the work]"),
]
NOBODY = [
    ("demand", "{She} <told The Harbour Post> [the roof must be mended]"),
    ("state", "{He} <told Lee> [that the road is closed]"),
    ("assess", "{He} <praised> [Lee for her patience]"),
    ("accept", "{Lee} <welcomed> [the offer of the union]"),
    ("demand", "{Lee} <said> [that Lee must be heard]"),
]


@pytest.mark.parametrize(("act", "name", "marked"), ADDRESSED)
def test_the_addressee_has_its_canonical_name(act: str, name: str, marked: str) -> None:
    assert addressee_of(*drafted(marked), Act(act), "Somebody", KNOWN).value == name


@pytest.mark.parametrize(("act", "marked"), NOBODY)
def test_nobody_is_addressed(act: str, marked: str) -> None:
    assert addressee_of(*drafted(marked), Act(act), "Ana Lee", KNOWN).value is None


def test_a_holders_own_side_is_not_its_addressee() -> None:
    report, draft = drafted("{Lee} <said> [Israel must win]")
    assert addressee_of(report, draft, Act.DEMAND, "Ana Lee", KNOWN).value == "Israel"
    assert addressee_of(report, draft, Act.DEMAND, "Ana Lee", KNOWN, "Israel").value is None
