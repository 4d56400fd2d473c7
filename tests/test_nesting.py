import pytest

from notation import unmark
from sayso.reading.draft import Draft
from sayso.reading.nesting import outer_drafts, relayed


def drafts(marked: str) -> list[Draft]:
    _, found = unmark(marked)
    return [
        Draft(*(tuple((a, b) for a, b in spans[role]) for role in ("source", "cue", "content")))
        for spans in found.values()
    ]


CHAINS: list[tuple[str, list[int | None]]] = [
    ("{Leavitt}¹ <said>¹ [that {Trump}² <expects>² [a deal]²]¹.", [None, 0]),
    ("{A}¹ <said>¹ [{B}² <said>² [{C}³ <wants>³ [land]³]²]¹.", [None, 0, 1]),
    ("{Kyiv}¹ <rejects>¹ [the plan]¹ and {Moscow}² <wants>² [land]².", [None, None]),
]


@pytest.mark.parametrize(("marked", "outer"), CHAINS)
def test_each_draft_knows_the_one_that_reports_it(marked: str, outer: list[int | None]) -> None:
    assert outer_drafts(drafts(marked)) == outer


def test_a_content_that_one_statement_fills_relays_its_holder() -> None:
    assert relayed(drafts(CHAINS[0][0]), ["Leavitt", "Trump"]) == [1, None]


def test_a_content_that_says_more_relays_nobody() -> None:
    marked = "{The envoy}¹ <said>¹ [the talks were long and hard and that {Oslo}² <wants>² [more]²]¹."
    assert relayed(drafts(marked), ["The envoy", "Norway"]) == [None, None]


def test_an_unknown_holder_is_not_known_to_be_another() -> None:
    assert relayed(drafts(CHAINS[0][0]), ["Leavitt", "unknown"]) == [None, None]


def test_nobody_relays_himself() -> None:
    assert relayed(drafts(CHAINS[0][0]), ["Trump", "Trump"]) == [None, None]
