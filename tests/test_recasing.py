"""Names in texts without letter case: what the recased text looks like, and that nothing but case changes."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.reading.recasing import recased

SMALL = (
    "Dockers' leader Edda Rask said on Tuesday that the port of Halden would close.",
    "President Venn says the army will leave the ridge.",
    "London has ruled out a new accord, and the British want talks.",
    "The US and the UN called on both armies. They told us nothing else.",
    "Senator Grace Field, who leads the party, praised the grace period in the field.",
    "The US president, Donald Trump, said no. Later Trump said maybe.",
    '"I don\'t know," the minister said. The speaker asked who had told him.',
)
AS_IT_IS = (
    "",
    "OK.",
    "Adaria rejects inspectors above dam",
    "ADARIA REJECTS INSPECTORS\n\nThe commission met for two hours. Nobody was surprised by what it found.",
    "NATO and the UN met the IAEA",
)


@pytest.mark.parametrize("text", SMALL)
@pytest.mark.parametrize("change", [str.upper, str.lower])
def test_names_get_their_capitals(text: str, change: Callable[[str], str]) -> None:
    assert recased(change(text)) == text


@pytest.mark.parametrize("text", AS_IT_IS)
def test_a_text_that_has_case_stays(text: str) -> None:
    assert recased(text) == text


@given(st.text(alphabet="ABEGINOSTUİßǅ .,'’\n\"-", max_size=200))
def test_nothing_but_case_changes(text: str) -> None:
    read = recased(text)
    assert len(read) == len(text)
    assert all(
        one.casefold() == other.casefold() or one.lower() == other for one, other in zip(text, read, strict=True)
    )
