"""Text that is set otherwise than running text, and how it is read: each character stands where it stood."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.reading.typesetting import typeset

N = "\n"
SET = {
    "Joan Pellow, who leads the\nskippers, said no": "Joan Pellow, who leads the skippers, said no",
    "He wrote to the general, Emil\nBroz, and to all the others of\nthem. Nobody": (
        "He wrote to the general, Emil Broz, and to all the others of them. Nobody"
    ),
    "The strike (he said) was over": "The strike, he said, was over",
    "They meet (according to two aides).": "They meet, according to two aides .",
    "1. a lift\n2. heating": "-  a lift\n-  heating",
    "(a) a lift\n(b) heating": "-   a lift\n-   heating",
    "Who | Side | Wish\nLee | Greens | wants peace": "Who,  Side,  Wish\nLee,  Greens,  wants peace",
    "He left.\nRead more: Five things\nShe stayed.": f"He left.{24 * N}She stayed.",
    "He left.\nAdvertisement\n\nShe stayed.": f"He left.{16 * N}She stayed.",
}
AS_IT_IS = (
    "The river talks\n\nthat nobody wanted",
    "Ansel Roth says yes\nLucille Ambry says no",
    "What they want:\n- a lift\n- heating",
    "The mayor (58, three strikes) said no.",
    "The strike (he said it was costly) went on.",
    "1. Adaria won.",
    "1. Adaria. The dam is shut.\n2. Belmark. The gauges are wet.",
    "Live | Politics | World",
    "Share prices fell.\nSubscribe to nobody, he said, and read more books.",
)


@pytest.mark.parametrize(("text", "read"), SET.items())
def test_it_is_set_as_running_text(text: str, read: str) -> None:
    assert typeset(text) == read


@pytest.mark.parametrize("text", AS_IT_IS)
def test_what_is_meant_as_it_stands_stays(text: str) -> None:
    assert typeset(text) == text


@given(st.lists(st.sampled_from(["he said", " (", ")", "\n", "1. ", "a) ", " | ", "Share this", "Lee", ".", " ", "é"])))
def test_only_marks_and_blanks_change(parts: list[str]) -> None:
    text = "".join(parts)
    read = typeset(text)
    assert len(read) == len(text)
    assert all(new in {old, " ", ",", "-", "\n"} for old, new in zip(text, read, strict=True))
