"""Statements that only the layout of a text tells: {source}<cue>[content] where it tells one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notation import unmark
from sayso.reading.draft import Draft
from sayso.reading.layouts import laid_out

TOLD = (
    '["We have signed nothing so far."]¹ – {Vera Holub, spokeswoman for the delegation}¹',
    '["We have signed nothing so far."]¹\n\n— {Vera Holub}¹',
    "[The company must come back to the table. It must do so now.]¹\n\n— {Greta Hoyle, chair of the pilots}¹",
    "{LYLE}¹<:>¹ [The money was spent before.]¹\n\n{KETTERING (laughs)}²<:>² [It was never ours.]²",
    "Q: When will it open?\n\n{A}¹<:>¹ [On Monday.]¹",
    "Question (Lena Marsh): When?\n\n{Answer}¹<:>¹ [On Monday.]¹",
    '["It is the end of the road,"]¹ ({Joan Pellow}¹, on the quay); nobody else came.',
    'It began late. [The road would be "closed by the spring"]¹ ({his deputy, Katri Aho}¹).',
    'Nobody spoke. <And from>¹ {Vera Holub, the envoy}¹, a single sentence: ["We are still here."]¹',
    '<From>¹ {the Greens}¹: ["We can walk out."]¹',
)
NOT_TOLD = (
    '"We will be at the table at nine."\n\n– Reporting by Lena Marsh',
    'They called it a "good day" – Monday, that is.',
    "The demands are:\n\n- Release of all prisoners\n- A halt to strikes",
    "He spoke for an hour.\n\n— A road sign at the border reads: closed",
    "The talks went on: nobody left.",
    'They saw "The Night of the Cranes" (Colm Doyle), and slept.',
    'They called it "the end of the road" (Halden, June).',
    'And from nowhere: "the end of the road".',
    "From May to July: repairs.",
)


@pytest.mark.parametrize("marked", TOLD)
def test_the_layout_tells(marked: str) -> None:
    text, marks = unmark(marked)
    wanted = [
        tuple(tuple(tuple(span) for span in roles[role]) for role in ("source", "cue", "content"))
        for roles in marks.values()
    ]
    _, told = laid_out(text, [])
    assert [(draft.source, draft.cue, draft.content) for draft in told] == wanted


@pytest.mark.parametrize("text", NOT_TOLD)
def test_the_layout_tells_nothing(text: str) -> None:
    assert laid_out(text, []) == ([], [])


def test_a_signature_takes_a_quotation_from_whom_it_was_given_to() -> None:
    text = 'What they said\n\n"A good day for us all." – Joan Pellow'
    wrong = Draft(((5, 9),), (), ((16, 40),))
    kept, (signed,) = laid_out(text, [wrong])
    assert (kept, text[slice(*signed.source[0])]) == ([], "Joan Pellow")


def test_a_turn_gives_its_label_to_what_was_found_of_it_without() -> None:
    text = "LYLE: The money was spent.\n\nKETTERING: It was ours."
    found = Draft((), (), ((6, 26),))
    kept, told = laid_out(text, [found])
    assert (kept, [text[slice(*turn.source[0])] for turn in told]) == ([], ["LYLE", "KETTERING"])


def test_a_statement_inside_a_signed_quotation_stays() -> None:
    text = '"The minister told us that the road is open." – Joan Pellow'
    inner = Draft(((1, 13),), ((14, 21),), ((22, 43),))
    assert laid_out(text, [inner])[0] == [inner]


@given(st.text(alphabet='AQ:"“”–—- \nabcN.,()', max_size=80))
def test_spans_lie_in_the_text(text: str) -> None:
    for draft in laid_out(text, [])[1]:
        for start, end in (*draft.source, *draft.cue, *draft.content):
            assert 0 <= start < end <= len(text)
