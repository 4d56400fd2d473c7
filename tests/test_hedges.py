"""Hedges: the report's own distance, not that of the people whom it quotes."""

from __future__ import annotations

import pytest

from drafts import drafted
from sayso.reading.hedges import hedge_of

HEDGED = [
    "{The bank} <is reportedly weighing> [a loan]",
    "{The general} <is said to have refused> [the order]",
    "{The ministry} <appears to have dropped> [the plan]",
    "[No shot was fired], <if> {the army} <is to be believed>.",
    "[The post was taken], {the rebels} <claimed>, without offering any evidence, [on Monday]",
]
PLAIN = [
    "{The bank} <is weighing> [a loan]",
    "{He} <said> [the loan was reportedly refused]",
    "{She} <was heard> [apparently by all]",
]


@pytest.mark.parametrize("marked", HEDGED)
def test_the_report_keeps_its_distance(marked: str) -> None:
    assert hedge_of(*drafted(marked), ()).value


@pytest.mark.parametrize("marked", PLAIN)
def test_a_doubt_inside_the_content_is_the_holders(marked: str) -> None:
    assert not hedge_of(*drafted(marked), ()).value


@pytest.mark.parametrize(
    ("via", "hedged"),
    [
        (("anonymous: reports",), True),
        (("Reuters", "anonymous: unconfirmed reports"), True),
        (("anonymous: rumours",), True),
        (("Reuters",), False),
        (("anonymous: a diplomat who reports to the council",), False),
    ],
)
def test_rumour_is_a_distance_of_its_own(via: tuple[str, ...], hedged: bool) -> None:
    assert hedge_of(*drafted("{The fund} <agreed> [to pay]"), via).value is hedged
