"""Sentences: a `|` in the marked text is where one ends and the next begins."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.reading.sentences import sentence_at, sentences, sentences_over

MARKED = [
    "The talks ended.|Nobody spoke.",
    "Gen. Mark Ross met Sen. J. D. Lowe in St. Paul.|Mr. Lowe left at 5 p.m.|He did not return.",
    "The U.S. Senate voted.|It was a setback for the U.S.|The delegation left.",
    "A U.S.-led force of 3.5 million men, No. 2 in the world.|It won.",
    "He said no.|Kyiv agreed.",
    "“We will not sign.”|The envoy left.",
    "“Will you sign?” he was asked.|“Never!” he said.",
    '"We are close."|Then he left.',
    "“We ... will see ... soon...” he said.|“Perhaps…”|It went on.",
    "Wait… no, stop.|(It was late.)|They left.",
    "Prices rose on Jan. 5 and Feb. 3.|In Mass. Avenue shops closed.",
    "The mass.|Kyiv prayed.",
    "First line\nwrapped here.|\nNext one.",
    "A heading without a stop|\n\nA paragraph.",
    "The list:|\n• one thing|\n• another thing",
    "They met Acme Corp. Chairman Lee.|At Acme Inc.|The mood was good.",
    "The war began in 2022.|15 people died.|$5 million was paid.",
    "Signed by A. B. Clark et al.|The paper is here.",
    "He rose.|\n— Lee reporting",
    "« Ask him. »|« No », he said.",
]


@pytest.mark.parametrize("marked", MARKED)
def test_sentences_end_where_marked(marked: str) -> None:
    pieces = [piece.strip() for piece in marked.split("|")]
    text = marked.replace("|", " ")
    assert [text[start:end] for start, end in sentences(text)] == pieces


TEXTS = st.text(st.sampled_from('aBU.S…?!"”’)( \n\u2029\r•-1é😀') | st.characters())


@given(TEXTS)
def test_sentences_part_the_text(text: str) -> None:
    spans = sentences(text)
    ends = [0, *(end for _, end in spans)]
    starts = [*(start for start, _ in spans), len(text)]
    assert all(end <= start for end, start in zip(ends, starts, strict=True))
    assert all(start < end for start, end in spans)
    assert not "".join(text[end:start] for end, start in zip(ends, starts, strict=True)).strip()


@given(TEXTS)
def test_every_letter_is_found_in_its_sentence(text: str) -> None:
    spans = sentences(text)
    for start, end in spans:
        assert {sentence_at(spans, offset) for offset in range(start, end)} == {(start, end)}
        assert sentences_over(spans, (start, end)) == [(start, end)]


def test_between_two_sentences_the_earlier_one_counts() -> None:
    spans = sentences(" One.  Two. ")
    assert spans == [(1, 5), (7, 11)]
    assert [sentence_at(spans, offset) for offset in (0, 5, 6, 7, 99)] == [None, (1, 5), (1, 5), (7, 11), (7, 11)]


def test_a_stretch_may_lie_over_several_sentences() -> None:
    spans = sentences("One. Two. Three.")
    assert sentences_over(spans, (2, 6)) == [(0, 4), (5, 9)]
    assert sentences_over(spans, (4, 5)) == []
    assert sentences_over([], (0, 9)) == []
