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
        ("{Kyiv} <will not discuss> [a date].", "threaten"),
        ("{She} <insists on> [a date].", "threaten"),
    ],
)
def test_some_cues_decide_the_act(marked: str, act: str) -> None:
    assert act_of(*drafted(marked), verdict("threaten"), relayed=None).value == act
