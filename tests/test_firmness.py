"""Firmness: what the cue or the content says of how firmly a statement is held."""

from __future__ import annotations

import pytest

from drafts import drafted
from sayso.reading.firmness import firmness_of
from sayso.statement import Act, Firmness

FIRM = [
    ("demand", "{The minister} <insists on> [a full withdrawal]"),
    ("demand", "{She} <said> [the guarantees must be binding]"),
    ("demand", "{He} <made it clear> [that the port comes first]"),
    ("reject", "{The union} <said> [a two-tier scale was out of the question]"),
    ("reject", "{They} <flatly rejected> [the offer]"),
    ("reject", "{The guild} <said> [it will not accept any cut]"),
    ("state", "{The airline} <calls> [this its final offer]"),
]
SOFT = [
    ("demand", "{The envoy} <hopes that> [both sides keep the truce]"),
    ("offer", "{The ministry} <is ready to consider> [a longer pause]"),
    ("offer", "{The president} <did not rule out> [a meeting]"),
    ("predict", "{She} <didn’t exclude> [a deal by June]"),
    ("offer", "{He} <does not rule> [it] <out>"),
    ("state", "{The company} <has yet to say> [whether it will pay]"),
]
PLAIN = [
    ("demand", "{The union} <wants> [five percent]"),
    ("reject", "{Oslo} <ruled out> [an extension]"),
    ("state", "{The mayor} <said> [the bridge must have been built in 1900]"),
    ("accept", "{He} <dropped his insistence on> [a timetable]"),
]


@pytest.mark.parametrize(("act", "marked"), FIRM)
def test_firm(act: str, marked: str) -> None:
    assert firmness_of(*drafted(marked), Act(act)).value is Firmness.FIRM


@pytest.mark.parametrize(("act", "marked"), SOFT)
def test_soft(act: str, marked: str) -> None:
    assert firmness_of(*drafted(marked), Act(act)).value is Firmness.SOFT


@pytest.mark.parametrize(("act", "marked"), PLAIN)
def test_plain(act: str, marked: str) -> None:
    assert firmness_of(*drafted(marked), Act(act)).value is Firmness.PLAIN


def test_the_reason_quotes_the_words_and_the_line_of_the_vocabulary() -> None:
    reason = firmness_of(*drafted("{They} <vowed> [to go on]"), Act.THREATEN).reason
    assert reason.rule == "firm words in the cue"
    assert reason.basis == "“vowed” (firmness firm cue any: vow(s|ed|ing)?)"
