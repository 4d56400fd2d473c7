"""One person under several spellings is one holder in the ledger; people decide where names do not tell."""

import pytest

from readings import reading, said
from sayso.ledger.ledger import Ledger

KYIV = (
    ("Volodymyr Zelenskyy", "2025-05-18", "a full and unconditional truce for thirty days"),
    ("Zelensky", "2025-05-19", "a full and unconditional truce for thirty days"),
    ("President Volodymyr Zelensky", "2025-05-20", "a full and unconditional truce for thirty days"),
)


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    """A ledger in which three papers spell one president in three ways, and another man says the same."""
    rows = [(holder, "Ukraine", day, content) for holder, day, content in KYIV]
    rows.append(("Andrei Sybin", "Ukraine", "2025-05-20", "a full and unconditional truce for thirty days"))
    readings = [
        reading(said(holder, content, party), id=f"{holder}-{day}", publisher=f"Paper {number}", published=day)
        for number, (holder, party, day, content) in enumerate(rows)
    ]
    list(ledger.add(readings))
    return ledger


@pytest.mark.parametrize("asked", ["Zelensky", "Volodymyr Zelenskyy", "President Volodymyr Zelensky"])
def test_any_spelling_finds_all_that_somebody_said(filled: Ledger, asked: str) -> None:
    found = {entry.statement.holder for entry in filled.entries(filled.wanted(holder=asked))}
    assert found == {"Volodymyr Zelenskyy", "Zelensky", "President Volodymyr Zelensky"}


def test_what_one_person_said_again_is_one_origin(filled: Ledger) -> None:
    first = next(entry for entry in filled.entries() if entry.statement.holder == "Zelensky")
    assert {entry.statement.holder for entry in filled.card(first.id).elsewhere} == {name for name, *_ in KYIV} - {
        "Zelensky"
    }
    assert filled.origins_of(first.id).count == 1


def test_people_decide_where_names_do_not_tell(filled: Ledger) -> None:
    filled.name("holder", "Andrei Sybin", "Andrii Sybiha", reviewer="ana")
    assert filled.holders().name("Andrei Sybin") == "Andrii Sybiha"
    assert [entry.statement.holder for entry in filled.entries(filled.wanted(holder="Andrii Sybiha"))] == [
        "Andrei Sybin"
    ]
    filled.undo("ana")
    assert filled.holders().name("Andrei Sybin") == "Andrei Sybin"


def test_the_settings_name_people_too(address: str) -> None:
    with Ledger.open(address, aliases={"The Old Man": ("Zelensky",)}) as ledger:
        list(
            ledger.add(
                [reading(said("Zelensky", "a truce", "Ukraine"), said("Volodymyr Zelenskyy", "peace", "Ukraine"))]
            )
        )
        assert ledger.holders().name("Zelensky") == "The Old Man"
        assert set(ledger.holders().names_of("Zelensky")) >= {"Zelensky", "The Old Man"}
