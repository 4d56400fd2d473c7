"""Warnings: if what, then what, for whom, said by whom, how often, contradicted by whom."""

import datetime
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from readings import reading, said
from sayso.analysis.consequences import Form, consequence_of
from sayso.commands.shell import Shell
from sayso.commands.warnings import warnings as command
from sayso.ledger.forecasting import contradicted, warnings
from sayso.ledger.ledger import Ledger
from sayso.report import Report
from sayso.statement import Reading, Statement

ON = datetime.date(2025, 12, 31)


def warned(holder: str, content: str, party: str | None = None, **fields: Any) -> dict[str, Any]:
    return said(holder, content, party, act="warn", **fields)


def told(content: str, **fields: Any) -> tuple[Report, Statement]:
    made = reading(warned("Oslo", content, **fields))
    return made.report, made.statements[0]


def keep(ledger: Ledger, *readings: Reading) -> None:
    assert list(ledger.add(readings))


@pytest.mark.parametrize(
    ("content", "form", "condition", "then"),
    [
        ("if the bridge falls, the city will starve", Form.CLAUSE, "if the bridge falls", "the city will starve"),
        ("the city will starve unless aid arrives", Form.CLAUSE, "unless aid arrives", "the city will starve"),
        ("Should the army leave, the line would break", Form.CLAUSE, "Should the army leave", "the line would break"),
        (
            "that giving up the two ports would weaken the union",
            Form.SUBJECT,
            "giving up the two ports",
            "would weaken the union",
        ),
        (
            "that foreign control over the ports would worsen the shortage",
            Form.SUBJECT,
            "foreign control over the ports",
            "would worsen the shortage",
        ),
        ("any vote held without us is a vote against us", Form.SUBJECT, "any vote held without us", None),
        ("we will treat any attempt to land as an attack", Form.SUBJECT, "any attempt to land", None),
        ("they sign the text or we will leave", Form.ALTERNATIVE, "they sign the text", "we will leave"),
        ("pay the crews or else the ports close", Form.ALTERNATIVE, "pay the crews", "the ports close"),
        (
            "the crews must be paid, otherwise the ports will close",
            Form.OTHERWISE,
            "the crews must be paid",
            "the ports will close",
        ),
        (
            "We know the place. But if they come back, it will end in ruin. Nobody wants that",
            Form.CLAUSE,
            "if they come back",
            "it will end in ruin. Nobody wants that",
        ),
    ],
)
def test_a_warning_is_split_by_its_form(content: str, form: Form, condition: str, then: str | None) -> None:
    report, statement = told(content)
    found = consequence_of(report, statement)
    assert found.condition is not None
    assert (found.form, found.condition.text) == (form, condition)
    assert then is None or found.then.text == then


@pytest.mark.parametrize(
    "content",
    [
        "time is running out",
        "that would only weaken the union",
        "Another offensive would follow within two years",
        "Oslo would destroy the bridge",
        "the talks will take weeks or months",
        "it is unclear whether the talks will fail or the truce will hold",
        "the government will hurt the ports",
    ],
)
def test_what_is_not_told_is_unknown(content: str) -> None:
    report, statement = told(content)
    found = consequence_of(report, statement)
    assert (found.condition, found.form) == (None, None)
    assert found.then.text


def test_the_statements_own_condition_comes_first() -> None:
    report, statement = told("the ports will close if they come before June", condition="before June")
    assert consequence_of(report, statement).condition.text == "before June"  # type: ignore[union-attr]


def test_a_form_says_whether_its_condition_averts_the_harm() -> None:
    assert {form for form in Form if form.averts} == {Form.ALTERNATIVE, Form.OTHERWISE}


@pytest.mark.parametrize(
    ("content", "whom"),
    [
        ("if it falls, that would weaken Norway", ("Norway",)),
        ("if it falls, Norway would weaken the union", ()),
        ("if it falls, Norway will be hit by a shortage", ("Norway",)),
        ("if it falls, it would cost thousands of workers their homes", ("workers",)),
        ("if it falls, the winter will be long", ()),
        ("if it falls, it would embolden further Norwegian attacks", ()),
        ("sanctions against Norway if it stays", ("Norway",)),
    ],
)
def test_whom_a_harm_would_befall_is_whom_its_words_name(content: str, whom: tuple[str, ...]) -> None:
    assert consequence_of(*told(content)).whom == whom


PIECES = st.sampled_from(
    [
        "if",
        "unless",
        "otherwise",
        "or else",
        "the bridge",
        "falls",
        ",",
        ".",
        "would",
        "weaken",
        "“",
        "”",
        "any vote",
        "that",
        "and",
    ]
)


@given(st.lists(PIECES, min_size=1, max_size=14).map(" ".join))
def test_every_part_stands_in_the_report_in_its_own_words(content: str) -> None:
    report, statement = told(content)
    found = consequence_of(report, statement)
    for part in filter(None, (found.condition, found.then)):
        assert part.text == " … ".join(report.cut(span) for span in part.spans)


def test_repeats_of_a_speaker_are_one_warning(ledger: Ledger) -> None:
    same = "the ports will close unless the crews are paid"
    keep(
        ledger,
        reading(warned("Ada Berg", same, "Norway", places=["ports"]), id="a", published="2025-02-01"),
        reading(warned("Ada Berg", same, "Norway"), id="b", published="2025-02-02", title="told a day late"),
        reading(warned("Ada Berg", same, "Norway", places=["Oslo"]), id="c", published="2025-05-01"),
        reading(warned("Tor Dahl", same, "Norway"), id="d", published="2025-05-01", title="another speaker"),
        reading(warned("Ada Berg", "the winter brings hunger", "Norway"), id="e", published="2025-01-01"),
    )
    found = warnings(ledger, ON)
    assert [(each.entry.statement.holder, each.times, len(each.series.entries)) for each in found] == [
        ("Ada Berg", 2, 3),
        ("Tor Dahl", 1, 1),
        ("Ada Berg", 1, 1),
    ]
    first = found[0]
    assert (first.series.first, first.series.last) == (datetime.date(2025, 2, 1), datetime.date(2025, 5, 1))
    assert first.places == ("ports", "Oslo")


def test_a_threat_is_told_from_a_warning(ledger: Ledger) -> None:
    same = "the ports will close unless the crews are paid"
    keep(ledger, reading(warned("Ada Berg", same, "Norway"), warned("Ada Berg", same, "Norway") | {"act": "threaten"}))
    assert sorted(each.is_threat for each in warnings(ledger, ON)) == [False, True]


def test_holders_whom_a_user_took_for_one_are_one(ledger: Ledger) -> None:
    same = "the ports will close unless the crews are paid"
    keep(ledger, reading(warned("A. Berg", same), id="a"), reading(warned("Ada Berg", same), id="b", title="b"))
    assert len(warnings(ledger, ON)) == 2
    ledger.name("holder", "A. Berg", "Ada Berg", reviewer="me")
    assert len(warnings(ledger, ON)) == 1


def test_unknown_holders_are_never_taken_for_one(ledger: Ledger) -> None:
    same = "the ports will close unless the crews are paid"
    keep(ledger, reading(warned("unknown", same), id="a"), reading(warned("unknown", same), id="b", title="b"))
    assert len(warnings(ledger, ON)) == 2


def answers(ledger: Ledger) -> list[str]:
    (warning,) = contradicted(
        ledger, (each for each in warnings(ledger, ON) if each.entry.statement.holder == "Ada Berg")
    )
    return [each.entry.statement.holder for each in warning.contradictions]


@pytest.mark.parametrize(
    ("fields", "contradicts"),
    [
        ({"act": "deny"}, True),
        ({"act": "demand"}, False),
        ({"act": "deny", "issue": "trade"}, False),
        ({"act": "deny", "content": "that the minister met the banker"}, False),
    ],
    ids=["a denial", "a demand", "another issue", "another matter"],
)
def test_who_denies_a_warning_contradicts_it(ledger: Ledger, fields: dict[str, Any], contradicts: bool) -> None:
    content = "that Norway is stalling the ceasefire talks on purpose"
    keep(
        ledger,
        reading(
            warned("Ada Berg", "Norway is stalling the ceasefire talks on purpose", "Denmark"),
            said("Tor Dahl", **{"content": content, "party": "Norway"} | fields),
        ),
    )
    assert answers(ledger) == ["Tor Dahl"] * contradicts


def test_nobody_contradicts_himself_or_a_year_later(ledger: Ledger) -> None:
    content = "that Norway is stalling the ceasefire talks on purpose"
    keep(
        ledger,
        reading(warned("Ada Berg", content, "Denmark"), said("Ada Berg", content, "Denmark", act="deny"), id="a"),
        reading(said("Tor Dahl", content, "Norway", act="deny"), id="b", published="2025-11-20"),
    )
    assert answers(ledger) == []


def run(folder: Path, *arguments: str, columns: int = 80) -> Result:
    shell = Shell("sayso", commands=[command])
    return CliRunner().invoke(shell, ["warnings", "--dossier", str(folder), *arguments], env={"COLUMNS": str(columns)})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "sayso.toml").write_text('name = "Ports"\n')
    with Ledger.open(f"sqlite:///{tmp_path / 'ledger.sqlite'}") as ledger:
        content = (
            "giving up the ports would weaken Norway and embolden everybody who would like to have the fish as well"
        )
        keep(ledger, reading(warned("Ada Berg", content, "Norway", places=["Bergen"], addressee="Denmark")))
        keep(ledger, reading(said("Tor Dahl", "[bold]time[/bold] runs out", act="threaten"), id="b"))
    return tmp_path


@pytest.mark.parametrize("columns", [80, 120])
def test_a_warning_is_shown_part_by_part(folder: Path, columns: int) -> None:
    shown = run(folder, "--kind", "warning", columns=columns)
    assert shown.exit_code == 0, shown.output
    assert all(len(line) <= columns for line in shown.stdout.splitlines())
    text = " ".join(shown.stdout.split())
    for part in (
        "Ada Berg",
        "if “giving up the ports”",
        "then “would weaken Norway and",
        "for whom Norway",
        "where Bergen",
    ):
        assert part in text
    assert "told to Denmark" in text
    assert "1 warnings and threats" in shown.stderr


def test_text_of_reports_is_never_markup(folder: Path) -> None:
    shown = run(folder, "--kind", "threat")
    assert "[bold]time[/bold] runs out" in shown.stdout
    assert "condition unknown" in " ".join(shown.stdout.split())


def test_json_tells_spans(folder: Path) -> None:
    rows = [json.loads(line) for line in run(folder, "--json", "--kind", "warning").stdout.splitlines()]
    assert [row["condition"]["text"] for row in rows] == ["giving up the ports"]
    assert rows[0]["condition"]["spans"] == [[14, 33]]
    assert (rows[0]["times"], rows[0]["averts"], rows[0]["whom"]) == (1, False, ["Norway"])


def test_a_warning_later_than_the_day_asked_is_not_there(folder: Path) -> None:
    assert run(folder, "--on", "2025-05-19", "--json").stdout == ""
