"""The commands on a dossier, as a user goes through them."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sayso import examples
from sayso.cli import main

REPORTS = ("ukraine-2025-03", "ukraine-2025-04", "ukraine-2025-11", "ukraine-2025-12", "ukraine-2025-25")


def run(*arguments: str, columns: int = 120) -> Result:
    return CliRunner().invoke(main, arguments, env={"COLUMNS": str(columns)})


def rows(result: Result) -> list[dict[str, object]]:
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of bundled reports, of which one is damaged."""
    folder = tmp_path_factory.mktemp("sources")
    chosen = [report for report in examples.reports() if report.id in REPORTS]
    lines = [
        {"id": r.id, "text": r.text, "title": r.title, "publisher": r.publisher, "published": str(r.published)}
        for r in chosen
    ]
    (folder / "reports.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    (folder / "damaged.pdf").write_bytes(b"%PDF-1.7 and then nothing")
    return folder


@pytest.fixture(scope="module")
def dossier(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A dossier that the reports were added to."""
    folder = tmp_path_factory.mktemp("dossiers") / "talks"
    assert run("init", str(folder), "--name", 'Talks "2025"').exit_code == 0
    added = run("add", str(sources), "--dossier", str(folder))
    assert added.exit_code == 3, added.output
    assert "damaged.pdf" in added.stderr
    assert "5 reports added" in added.stderr
    return str(folder)


def test_a_second_init_leaves_the_dossier_alone(dossier: str) -> None:
    result = run("init", dossier)
    assert (result.exit_code, "is there already" in result.stderr) == (1, True)


def test_a_second_add_doubles_nothing(dossier: str, sources: Path) -> None:
    before = rows(run("export", "--format", "jsonl", "--dossier", dossier))
    again = run("add", str(sources / "reports.jsonl"), "--dossier", dossier, "--json")
    assert json.loads(again.stdout) == {"added": 0, "statements": 0, "known": 5, "failed": 0}
    assert rows(run("export", "--format", "jsonl", "--dossier", dossier)) == before


@pytest.mark.parametrize(
    "command",
    [
        ["board"],
        ["trace", "Russia"],
        ["clashes"],
        ["overlaps"],
        ["search", "ceasefire"],
        ["parties"],
        ["export"],
        ["undo"],
    ],
    ids=lambda command: command[0],
)
def test_without_a_dossier_a_command_says_what_to_do(
    command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(*command)
    assert (result.exit_code, "sayso init" in result.stderr) == (2, True)


def test_a_command_finds_the_dossier_it_is_run_in(dossier: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (Path(dossier) / "below").mkdir(exist_ok=True)
    monkeypatch.chdir(Path(dossier) / "below")
    assert rows(run("search", "--limit", "1", "--json"))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("name = ", "cannot be read"),
        ("colour = 'red'", "'colour' is no setting"),
        ("name = 7", "name is not text"),
        ("agenda = 'nowhere.yml'", "nowhere.yml: cannot be read"),
        ("feeds = 'x'", "feeds is not a list"),
        ("[parties]\nA = ['X']\nB = ['x']", "stands for both"),
        ("ledger = 'sqlite:////nowhere/at/all'", "cannot be opened"),
    ],
)
def test_settings_that_cannot_be_used_are_named(text: str, reason: str, tmp_path: Path) -> None:
    (tmp_path / "sayso.toml").write_text(text)
    result = run("board", "--dossier", str(tmp_path))
    assert result.exit_code in (1, 2)
    assert reason in " ".join(result.stderr.split())


def test_every_position_of_the_board_can_be_shown_with_its_sentence(dossier: str) -> None:
    (board,) = rows(run("board", "--dossier", dossier, "--on", "2025-06-01", "--json"))
    assert {"Russia", "Ukraine"} <= set(board["parties"])  # type: ignore[call-overload]
    for position in board["positions"]:  # type: ignore[attr-defined]
        entry = position["entry"]
        (card,) = rows(run("show", entry["id"], "--dossier", dossier, "--json"))
        assert card["context"]["text"].count(entry["sentence"]) == 1  # type: ignore[index]
        assert card["quote"] == entry["quote"]


@pytest.mark.parametrize("columns", [40, 80, 120, 200])
def test_the_board_fits_the_terminal(dossier: str, columns: int) -> None:
    shown = run("board", "--dossier", dossier, "--on", "2025-06-01", columns=columns)
    assert max(map(len, shown.stdout.splitlines())) <= columns
    assert ("Issue" in shown.stdout) == (columns >= 120)  # a list where the table would break


def test_the_board_of_a_day_before_everything_is_empty(dossier: str) -> None:
    assert "no positions" in run("board", "--dossier", dossier, "--on", "1999-01-01").stdout


def test_a_day_that_is_none_is_refused(dossier: str) -> None:
    result = run("board", "--dossier", dossier, "--on", "yesterday")
    assert (result.exit_code, "no day such as" in result.stderr) == (2, True)


def test_trace_lists_every_statement_that_takes_a_position(dossier: str) -> None:
    steps = rows(run("trace", "russia", "--dossier", dossier, "--json"))
    assert steps
    assert {step["party"] for step in steps} == {"Russia"}
    shown = run("trace", "Russia", "--dossier", dossier).stdout
    assert all(step["entry"]["id"][:8] in shown for step in steps)  # type: ignore[index]


def test_both_sides_of_a_clash_are_quoted(dossier: str) -> None:
    for meeting in rows(run("clashes", "--dossier", dossier, "--on", "2025-06-01", "--json")):
        assert len(set(meeting["parties"])) == 2  # type: ignore[call-overload]
        assert meeting["reason"]


@pytest.fixture
def statement(dossier: str) -> Iterator[str]:
    """The id of a statement; what is decided on it is taken back."""
    (found,) = rows(run("search", "ceasefire", "--dossier", dossier, "--limit", "1", "--json", "--issue", "ceasefire"))
    yield str(found["id"])
    while run("undo", str(found["id"]), "--dossier", dossier).exit_code == 0:
        pass


def test_a_statement_is_corrected_shown_exported_and_given_back(dossier: str, statement: str) -> None:
    own = ("--dossier", dossier)
    assert run("judge", statement[:8], "correct", "act=threaten", "issues=arms", "--by", "Eve", *own).exit_code == 0
    shown = run("show", statement, *own).stdout
    assert "threaten  (was read as" in shown
    assert "Eve  corrected issues to arms" in shown
    (corrected,) = rows(run("export", "--corrections", *own))
    judged = [each for each in corrected["statements"] if each["judged"] != "unjudged"]  # type: ignore[attr-defined]
    assert [(each["act"], each["issues"]) for each in judged] == [("threaten", ["arms"])]
    table = list(csv.DictReader(io.StringIO(run("export", *own).stdout)))
    assert [row["state"] for row in table if row["id"] == statement] == ["corrected"]
    assert run("undo", "--by", "Eve", *own).exit_code == run("undo", "--by", "Eve", *own).exit_code == 0
    assert run("export", "--corrections", *own).stdout == ""


@pytest.mark.parametrize(
    ("arguments", "code", "reason"),
    [
        (["zzzzzzzz", "accept"], 1, "no such statement"),
        (["ID", "accept", "more"], 2, "accept takes nothing more"),
        (["ID", "correct"], 2, "correct takes FIELD=VALUE"),
        (["ID", "correct", "act"], 2, "is not FIELD=VALUE"),
        (["ID", "correct", "act=shout"], 1, "act cannot be 'shout'"),
        (["ID", "merge"], 2, "merge takes"),
        (["ID", "merge", "ID"], 1, "cannot be merged with itself"),
    ],
)
def test_a_judgement_that_cannot_be_is_refused(
    dossier: str, statement: str, arguments: list[str], code: int, reason: str
) -> None:
    result = run("judge", *(statement if each == "ID" else each for each in arguments), "--dossier", dossier)
    assert (result.exit_code, reason in result.stderr) == (code, True)


def test_parties_are_listed_merged_and_proposed(dossier: str) -> None:
    own = ("--dossier", dossier)
    names = [party["name"] for party in rows(run("parties", *own, "--json"))]
    assert {"Russia", "Ukraine"} <= set(names)
    assert run("parties", *own, "merge", "Ukraine", "Kyiv's side").exit_code == 0
    assert "Kyiv's side" in run("parties", *own).stdout
    assert '"Kyiv\'s side" = ["Ukraine"]' in run("parties", *own, "propose", "--least", "1").stdout
    assert run("undo", *own).exit_code == 0
    assert [party["name"] for party in rows(run("parties", *own, "--json"))] == names


def test_reading_again_with_the_same_model_has_nothing_to_do(dossier: str) -> None:
    assert "0 reports read again" in run("reread", "--dossier", dossier).stderr
