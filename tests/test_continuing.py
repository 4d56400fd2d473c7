"""Quotations over several paragraphs: which paragraphs are one statement."""

import pytest

from notation import row
from sayso.reading.continuing import joined
from sayso.reading.explanation import Explanation
from sayso.statement import Reading

LEE = {"holder": "Ana Lee", "act": "reject"}
ONE = [
    '{Ana Lee}¹ <said>¹: ["We stay here.]¹\n\n["We stay until they sign."]²',
    '["We stay here,"]¹ {Ana Lee}¹ <said>¹.\n\n\n\n\n\n["We stay until they sign."]²',
    "{Ana Lee}¹ <said>¹: [“We stay here.]¹\n\n[“We stay until they sign.”]²",
]
TWO = [
    '{Ana Lee}¹ <said>¹: ["We stay here."]¹ ["We stay until they sign."]²',
    '{Ana Lee}¹ <said>¹ [that they would stay here]¹.\n\n["We stay until they sign."]²',
    '["We stay here,"]¹ {Ana Lee}¹ <said>¹.\n\nIt was late.\n\n["We stay until they sign."]²',
    '["We stay here,"]¹ {Ana Lee}¹ <said>¹.\n\n["We stay until they sign,"]² <she added>².',
]


def read(marked: str, *fields: dict[str, str]) -> list[Explanation]:
    reading = Reading.from_json(row(marked, *fields))
    explained = [Explanation(statement, (), 0.9, (), {}) for statement in reading.statements]
    return joined(explained, reading.report.text)


@pytest.mark.parametrize("marked", ONE)
def test_a_quotation_that_goes_on_is_one_statement(marked: str) -> None:
    (one,) = read(marked, LEE, LEE | {"condition": "until they sign", "places": ["here"]})
    assert len(one.statement.content) == 2
    assert one.statement.evidence[1] == one.statement.content[-1][1]
    assert (one.statement.condition, one.statement.places) == ("until they sign", ("here",))


@pytest.mark.parametrize("marked", TWO)
def test_what_does_not_go_on_is_two(marked: str) -> None:
    assert len(read(marked, LEE, LEE)) == 2


@pytest.mark.parametrize("other", [{"act": "threaten"}, {"holder": "Ben Cole"}, {"via": ["CNN"]}])
def test_another_act_or_holder_is_two(other: dict[str, str]) -> None:
    assert len(read(ONE[0], LEE, LEE | other)) == 2
