from pathlib import Path

import pytest

from sayso.agenda import Agenda
from sayso.errors import AgendaError


def test_the_general_agenda_holds_the_issues_of_negotiations() -> None:
    agenda = Agenda.general()
    assert agenda.describe("ceasefire").startswith("Ceasefire: stopping or pausing the fighting")
    assert "other" not in [issue.id for issue in agenda.issues]


def test_a_user_may_give_labels_with_or_without_a_description(tmp_path: Path) -> None:
    file = tmp_path / "fish.yml"
    file.write_text("quota: {label: Quotas, about: how much cod each fleet may land}\nharbour: Harbour fees\n")
    assert [issue.description for issue in Agenda.open(file).issues] == [
        "Quotas: how much cod each fleet may land",
        "Harbour fees",
    ]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("- quota\n- harbour\n", "is no mapping"),
        ("", "is no mapping"),
        ("other: {label: Other}\n", "has no issue but 'other'"),
        ("quota: {about: fish}\n", "issue 'quota' has no label"),
        ("quota: [fish]\n", "issue 'quota' has no label"),
        ("quota: {label: x\n", "cannot be read"),
    ],
)
def test_an_agenda_that_cannot_be_used_is_named(tmp_path: Path, content: str, reason: str) -> None:
    file = tmp_path / "agenda.yml"
    file.write_text(content)
    with pytest.raises(AgendaError, match=reason) as error:
        Agenda.open(file)
    assert str(file) in str(error.value)


def test_an_agenda_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(AgendaError, match=r"none\.yml"):
        Agenda.open(tmp_path / "none.yml")
