import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.reading.quotations import quotations

# What is quoted stands between ⟦ and ⟧.
QUOTED = [
    "He said ⟦“yes”⟧ and left.",
    '⟦"We will not sign,"⟧ she said, ⟦"and they know it."⟧',
    "⟦“They called it ‘a gift’ and laughed,”⟧ he said.",
    "The workers' union said it won't and can't sign.",
    "⟦‘We don’t agree,’⟧ the workers’ union said.",
    "⟦'We don't agree,'⟧ the minister said.",
    "⟦“The first paragraph goes on.⟧\n\n⟦“The second ends it,”⟧ he said.",
    '⟦"An odd mark opens and nothing closes it.⟧\n\nThe next paragraph is not quoted.',
    "⟦„So nicht“, sagte er.⟧",
    "⟦«Never»⟧, the envoy said.",
    '⟦"The workers\' pay must rise,"⟧ he said.',
    "A closing mark” alone is no quotation.",
    "",
]


@pytest.mark.parametrize("marked", QUOTED)
def test_quotations_are_found(marked: str) -> None:
    text = marked.replace("⟦", "").replace("⟧", "")
    found = text
    for start, end in reversed(quotations(text)):
        found = f"{found[:start]}⟦{found[start:end]}⟧{found[end:]}"
    assert found == marked


@given(st.text(alphabet="ab .'\"“”‘’\n«»"))
def test_quotations_lie_in_order_and_in_one_paragraph(text: str) -> None:
    end = 0
    for start, stop in quotations(text):
        assert end <= start < stop <= len(text)
        assert "\n" not in text[start:stop]
        end = stop
