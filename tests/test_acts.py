import pytest

from drafts import drafted
from sayso.reading.acts import act_of
from sayso.reading.judge import Verdict
from sayso.statement import Act


def verdict(act: str) -> Verdict:
    return Verdict(((act, 0.7), ("state", 0.2), ("warn", 0.1)), ())


PLAIN = drafted("{The envoy} <said> [that talks go on].")


@pytest.mark.parametrize("act", ["demand", "offer", "predict", "threaten", "warn"])
def test_who_relays_the_position_of_another_states_it(act: str) -> None:
    found = act_of(*PLAIN, verdict(act), relayed=verdict("assess"))
    assert found.value is Act.STATE
    assert found.reason.rule == "relays the position of another"
    assert found.reason.candidates[0] == f"{act} 0.70"


@pytest.mark.parametrize("act", ["assess", "reject", "deny"])
def test_who_turns_on_the_position_of_another_does_so(act: str) -> None:
    assert act_of(*PLAIN, verdict(act), relayed=verdict("demand")).value == act


@pytest.mark.parametrize("act", ["assess", "reject", "deny"])
def test_an_act_that_is_the_others_too_is_the_others(act: str) -> None:
    assert act_of(*PLAIN, verdict(act), relayed=verdict(act)).value is Act.STATE


def test_who_relays_nobody_does_what_is_likeliest() -> None:
    assert act_of(*PLAIN, verdict("threaten"), relayed=None).value is Act.THREATEN


@pytest.mark.parametrize(
    ("marked", "act"),
    [
        ("{The guild} <no longer insists on> [a seat at the table].", "accept"),
        ("{Paris} <has dropped its objection to> [the quota].", "accept"),
        ("{She} <has yet to say> [whether she will sign].", "state"),
        ("{He} <declined to comment on> [the leak].", "state"),
        ("{The minister} <would neither confirm nor deny> [it].", "state"),
        ("{Kyiv} <stopped short of naming> [a date].", "state"),
        ("{The guild} <agreed to> [a seat for each side].", "accept"),
        ("{Paris} <accepted> [the quota].", "accept"),
        ("{The envoy} <condemned> [the raid].", "assess"),
        ("{The envoy} <has accused> [the guild of theft].", "assess"),
        ("{The envoy} <hailed> [the truce].", "assess"),
        ("{The guild} <is suing> [the port].", "assess"),
        ("{The guild} <filed> [a lawsuit against the port].", "assess"),
        ("{The guild} <filed> in Lome <a complaint> [against the port].", "assess"),
        ("{A court} <found> [the broker guilty of fraud].", "assess"),
        ("{Oslo} <summoned> [the ambassador to complain about the nets].", "assess"),
        ("{The king} <telephoned> [the mayor to congratulate her].", "assess"),
        ("{Oslo} <urged> [the port to open].", "demand"),
        ("{Oslo} <called Monday for> [a truce].", "demand"),
        ("{Oslo} <refused to> [open the port].", "reject"),
        ("{Oslo} <rejected> [an appeal by the guild].", "reject"),
        ("{Oslo} <is opposed to> [the quota].", "reject"),
        ("{Oslo} <rejected> [the port's claims].", "deny"),
        ("{Oslo} <has denied> [the report].", "deny"),
        ("{Oslo} <has offered to> [open the port].", "offer"),
        ("{Oslo} <threatened> [to shut the port].", "threaten"),
    ],
)
def test_some_cues_decide_the_act(marked: str, act: str) -> None:
    assert act_of(*drafted(marked), verdict("warn"), relayed=None).value == act


@pytest.mark.parametrize(
    "marked",
    [
        "{Kyiv} <will not discuss> [a date].",
        "{She} <insists> [it is a date].",
        "{She} <did not condemn> [the raid].",
        "{She} <has never formally accused> [the guild].",
        "{She} <said> [the guild condemned the raid].",
        "{The fleet} <called> [at three ports].",
    ],
)
def test_other_cues_leave_it_to_the_model(marked: str) -> None:
    assert act_of(*drafted(marked), verdict("warn"), relayed=None).reason.rule == "likeliest act"


@pytest.mark.parametrize(
    ("marked", "act"),
    [
        ("{She} <refused to condemn> [the raid].", "reject"),
        ("{She} <threatened to accuse> [the guild].", "threaten"),
        ("{She} <refused to comment on> [the raid].", "state"),
    ],
)
def test_of_several_words_the_leftmost_decides(marked: str, act: str) -> None:
    assert act_of(*drafted(marked), verdict("warn"), relayed=None).value == act


@pytest.mark.parametrize(
    ("content", "likeliest", "act"),
    [
        ("it will not lift the ban until the nets are out", "threaten", "reject"),
        ("it would never sign unless the port is open", "offer", "reject"),
        ("we won't leave without our boats", "threaten", "reject"),
        ("it will not lift the ban until the nets are out", "predict", "predict"),
        ("it will not stop until the boats are home", "offer", "offer"),
        ("it will not lift the ban until further notice", "threaten", "threaten"),
        ("it will lift the ban before the feast", "offer", "offer"),
    ],
)
def test_a_refusal_on_a_condition_is_no_threat_and_no_offer(content: str, likeliest: str, act: str) -> None:
    assert act_of(*drafted(f"{{Oslo}} <said> [{content}]."), verdict(likeliest), relayed=None).value == act
