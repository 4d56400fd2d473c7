"""Sentences so plain that they are read by their words, and those that are not."""

import pytest

from drafts import drafted
from sayso.reading.plain import plainly_told

TOLD = [
    "{Oslo} <will not> [lift the ban until June].",
    "{Oslo} <would never> [sign the treaty].",
    "{The Guild of Brokers} <has finally refused> [to pay].",
    "{The mayor of Lome} <on Monday condemned> [the raid].",
    "OSLO (AP) -- {The port authority} <accused> [the guild of theft].",
    "{The Northern Guild} <has issued an ultimatum to> [the port].",
    "{Oslo} <had summoned> [the ambassador to complain about the nets].",
    "{Marenia} <is opposed to> [a second round].",
]
UNTOLD = [
    "Talks that Oslo had rejected went on.",
    "When Oslo refused, the guild left.",
    "The nets were rejected at the port.",
    "Oslo, the largest port, condemned nobody.",
    "Oslo will not be ready before June.",
    "nothing condemned the raid.",
    "Oslo condemned.",
    "The talks lasted two hours.",
]


@pytest.mark.parametrize("marked", TOLD)
def test_a_plain_sentence_is_a_statement(marked: str) -> None:
    report, draft = drafted(marked)
    (told,) = plainly_told(report.text, [])
    assert (told.source, told.cue, told.content) == (draft.source, draft.cue, draft.content)


@pytest.mark.parametrize("text", UNTOLD)
def test_a_sentence_that_is_not_plain_is_left_to_the_model(text: str) -> None:
    assert not list(plainly_told(text, []))


def test_a_sentence_in_which_something_was_found_is_left_alone() -> None:
    report, draft = drafted("{Oslo} <condemned> [the raid]. The guild condemned it, too.")
    (told,) = plainly_told(report.text, [draft])
    assert report.cut(told.source[0]) == "The guild"
