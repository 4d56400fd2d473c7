"""Quotations that quote: which are looked at by themselves, and what is taken from a look."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.reading.draft import Draft
from sayso.reading.inner import views
from sayso.reading.model import shared
from sayso.reading.pieces import QUOTATION, split

INNER = {
    "\"They told us, 'We will never sign,' and left,\" she said.": ["'We will never sign,'"],
    "“I said that ‘the boats need a quota’ and you laughed,” she said.": ["that ‘the boats need a quota’"],
    "She said: \"He promised: 'You will have it.' He lied.\"": ["'You will have it.'"],
    "\"A 'pause of six hours' is no ceasefire,\" she said.": [],
    "\"They told us, 'Never,' and left,\" she said.": [],
    "They told us, 'We will never sign,' and left.": [],
}
TEXT = "\"They told us, 'We will never sign,' and left,\" she said."
THEY, TOLD_US, WORDS, LEFT = (1, 5), (6, 13), (15, 36), (37, 45)


@pytest.mark.parametrize(("text", "quoted"), INNER.items())
def test_what_is_quoted_in_a_quotation(text: str, quoted: list[str]) -> None:
    found = views(text, split(text, shared().tokenizer))
    assert [text[slice(*span)] for view in found for span in view.inner] == quoted


@pytest.mark.parametrize(
    ("draft", "content"),
    [
        (Draft(((1, 13),), ((6, 13),), (WORDS, LEFT)), (WORDS,)),
        (Draft(((1, 13),), (), (WORDS,)), None),
        (Draft((), (TOLD_US,), (WORDS,)), None),
        (Draft((THEY,), (TOLD_US,), (WORDS,)), None),
        (Draft(((1, 13),), (TOLD_US,), (LEFT,)), None),
    ],
)
def test_what_a_view_tells_of_a_draft(draft: Draft, content: object) -> None:
    (view,) = views(TEXT, split(TEXT, shared().tokenizer))
    told = view.told(draft)
    assert (told and told.content) == content


@given(st.text(alphabet="Aab \"'“”‘’:,.\n", max_size=60))
def test_a_view_is_a_stretch_of_its_text(text: str) -> None:
    pieces = split(text, shared().tokenizer)
    for view in views(text, pieces):
        stretch = slice(view.first, view.first + len(view.pieces))
        assert (view.pieces.starts == pieces.starts[stretch]).all()
        assert (view.pieces.ends == pieces.ends[stretch]).all()
        assert set(view.pieces.features[:, QUOTATION]) <= {0, 1}
        assert all(0 <= start < end <= len(text) for start, end in view.inner)
