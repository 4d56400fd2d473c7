import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.reading.model import Model, shared
from sayso.reading.pieces import CAPITALISED, CAPITALS, INSIDE, LOWER, OUTSIDE, STARTS, split


@pytest.fixture(scope="module")
def model() -> Model:
    return shared()


def test_pieces_know_what_the_letters_look_like(model: Model) -> None:
    text = "The EU said “no”.\n\nGeneva agreed."
    pieces = split(text, model.tokenizer)
    looks = {text[a:b]: tuple(f) for a, b, f in zip(pieces.starts, pieces.ends, pieces.features.tolist(), strict=True)}
    assert looks["The"] == (CAPITALISED, OUTSIDE, STARTS)
    assert looks["EU"] == (CAPITALS, OUTSIDE, 0)
    assert looks["no"] == (LOWER, INSIDE, 0)
    assert looks["Geneva"] == (CAPITALISED, OUTSIDE, STARTS)


def test_pieces_of_one_word_share_its_number(model: Model) -> None:
    pieces = split("Zaporizhzhia fell", model.tokenizer)
    assert len(set(pieces.words.tolist())) == 2 < len(pieces)


@given(st.text())
def test_pieces_cover_every_letter_that_the_tokenizer_knows(text: str) -> None:
    pieces = split(text, shared().tokenizer)
    assert all(0 <= a < b <= len(text) for a, b in zip(pieces.starts, pieces.ends, strict=True))
    assert sorted(pieces.starts.tolist()) == pieces.starts.tolist()
    covered = {place for a, b in zip(pieces.starts, pieces.ends, strict=True) for place in range(a, b)}
    assert all(place in covered for place, letter in enumerate(text) if letter.isascii() and letter.isalnum())
