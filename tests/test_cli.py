from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
from itertools import islice
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from notation import unmark
from sayso import examples
from sayso.cli import main
from sayso.commands.demo import FULL_DEMO
from sayso.terminal.console import make_console
from sayso.terminal.demonstration import print_demonstration
from terminal_pages import readings

COMMANDS = sorted(main.commands)
ENGLISH = "The mayor said the strike would end on Friday. Union leaders rejected the offer and demanded higher pay.\n"
GERMAN = (
    "Der Außenminister sagte am Mittwoch in Berlin, die Bundesregierung lehne den Vorschlag ab. "
    "Man werde in den kommenden Tagen mit den Partnern darüber sprechen, wie es weitergehen soll.\n"
)


def run(*arguments: str | Path, input: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, list(map(str, arguments)), input=input, prog_name="sayso")


def rows(output: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in output.splitlines()]


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two of the bundled reports in a file."""
    file = tmp_path_factory.mktemp("reports") / "few.jsonl"
    lines = examples.path().read_text(encoding="utf-8").splitlines()[:2]
    file.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def found(few: Path) -> list[dict[str, Any]]:
    """What is read in them."""
    return rows(run("read", few, "--json").stdout)


@pytest.fixture(scope="module")
def short(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twenty reports of two sentences, each under its own id: three batches."""
    file = tmp_path_factory.mktemp("reports") / "short.jsonl"
    file.write_text("".join(json.dumps({"id": f"strike-{n}", "text": ENGLISH}) + "\n" for n in range(20)))
    return file


@pytest.fixture
def three(short: Path, tmp_path: Path) -> Path:
    """Three of them."""
    file = tmp_path / "three.jsonl"
    file.write_text("".join(short.read_text().splitlines(keepends=True)[:3]))
    return file


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_an_example_and_the_exit_codes(command: str) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0
    assert f"Examples:\n    sayso {command}" in result.output
    codes = result.output.split("Exit codes:\n")[1].split("\n")
    assert [line.split()[0] for line in codes if line and line.split()[0] != "3"] == ["0", "1", "2", "130", "141"]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_says_what_it_does(command: str) -> None:
    options = [option for option in main.commands[command].params if isinstance(option, click.Option)]
    assert all(option.help for option in options)


@pytest.mark.parametrize(
    "arguments",
    [
        ["read"],
        ["read", "x.txt", "--text", "--json"],
        ["read", "x.txt", "--text", "--output", "out.jsonl"],
        ["read", "x.txt", "--agenda", "missing.yml"],
        ["read", "x.txt", "--guidelines", "mine"],
        ["read", "x.txt", "--output", "."],
        ["explain", "x.txt"],
        ["explain", "x.txt", "0"],
        ["explain", "x.txt", "first"],
        ["eval"],
        ["eval", "missing.jsonl"],
        ["demonstrate"],
    ],
)
def test_wrong_usage_exits_with_2(arguments: list[str]) -> None:
    assert run(*arguments).exit_code == 2


def test_an_agenda_that_cannot_be_used_is_wrong_usage(few: Path, tmp_path: Path) -> None:
    agenda = tmp_path / "agenda.yml"
    agenda.write_text("- land\n- peace\n")
    result = run("read", few, "--agenda", agenda)
    assert (result.exit_code, str(agenda) in result.stderr) == (2, True)


def test_json_has_one_line_for_each_report(few: Path, found: list[dict[str, Any]]) -> None:
    given = rows(few.read_text(encoding="utf-8"))
    assert [(row["title"], row["publisher"], row["published"], row["text"]) for row in found] == [
        (row["title"], row["publisher"], row["published"], row["text"]) for row in given
    ]
    assert all(row["statements"] for row in found)


def test_the_table_numbers_the_statements_that_json_lists(few: Path, found: list[dict[str, Any]]) -> None:
    output = run("read", few).stdout
    numbers = [int(line[:4]) for line in output.splitlines() if line[:4].strip().isdigit()]
    assert numbers == [number for row in found for number in range(1, len(row["statements"]) + 1)]
    assert all(row["title"] in output for row in found)


def test_text_shows_the_whole_text_and_the_numbers_of_the_statements(few: Path, found: list[dict[str, Any]]) -> None:
    text, spans = unmark(" ".join(run("read", few, "--text").stdout.split()))
    assert all(" ".join(row["text"].split()) in text for row in found)
    assert max(spans) == max(len(row["statements"]) for row in found)


@pytest.mark.parametrize("guidelines", ["talks", "polnear", "any"])
def test_standard_input_is_read_under_any_guidelines(guidelines: str) -> None:
    (row,) = rows(run("read", "-", "--json", "--guidelines", guidelines, input=ENGLISH).stdout)
    assert row["text"].strip() == ENGLISH.strip()


def test_what_fails_is_named_and_the_rest_is_read(three: Path, tmp_path: Path) -> None:
    german, missing = tmp_path / "german.txt", tmp_path / "missing.txt"
    german.write_text(GERMAN, encoding="utf-8")
    result = run("read", german, missing, three, "--json")
    assert result.exit_code == 1
    assert len(rows(result.stdout)) == 3
    first, second = result.stderr.splitlines()
    assert first.startswith("sayso: ") and "German" in first
    assert second.startswith("sayso: ") and "missing.txt" in second


def test_an_output_file_is_taken_up_again_where_it_was_torn(three: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    assert run("read", three, "--output", output).exit_code == 0
    whole = output.read_bytes()
    for kept in (len(whole) - 20, whole.index(b"\n") + 1, whole.index(b"\n") + 4, 0):
        output.write_bytes(whole[:kept])
        assert run("read", three, "--output", output).exit_code == 0
        assert output.read_bytes() == whole
    again = run("read", three, "--output", output)
    assert output.read_bytes() == whole
    assert "3 reports left out" in again.stderr


def test_what_an_output_file_gets_is_printed_too_with_json(three: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    result = run("read", three, "--output", output, "--json")
    assert (result.exit_code, len(rows(result.stdout))) == (0, 3)
    assert result.stdout == output.read_text(encoding="utf-8")
    assert run("read", three, "--output", output, "--json").stdout == ""


def test_an_output_that_is_no_regular_file_is_refused(three: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for path in (Path(os.devnull), pipe):
        result = run("read", three, "--output", path)
        assert (result.exit_code, f"{path}: is not a regular file" in result.stderr) == (1, True)


def test_another_report_of_the_same_id_is_not_taken_for_one_that_was_read(tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    for folder, text in (("a", ENGLISH), ("b", ENGLISH.replace("mayor", "minister"))):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "strike.txt").write_text(text)
    assert run("read", tmp_path / "a" / "strike.txt", "--output", output).exit_code == 0
    result = run("read", tmp_path / "b" / "strike.txt", "--output", output)
    assert (result.exit_code, len(rows(output.read_text()))) == (1, 1)
    assert "is the id of another report" in result.stderr


def test_a_last_row_without_line_break_is_kept(three: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    run("read", three, "--output", output)
    whole = output.read_bytes()
    output.write_bytes(whole.splitlines(keepends=True)[0].rstrip(b"\n"))
    assert run("read", three, "--output", output).exit_code == 0
    assert output.read_bytes() == whole


@pytest.mark.parametrize("content", ["my notes", "my notes\n", '{"name": "Putin"}\n', "[1]\n"])
def test_a_file_that_sayso_did_not_write_is_left_as_it_is(few: Path, tmp_path: Path, content: str) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text(content)
    result = run("read", few, "--output", notes)
    assert (result.exit_code, notes.read_text()) == (1, content)
    assert f"{notes}:1" in result.stderr


def test_explain_takes_the_numbers_of_the_table(few: Path, found: list[dict[str, Any]]) -> None:
    for number, statement in enumerate(found[1]["statements"][:2], 1):
        result = run("explain", few, str(number), "--report", found[1]["id"], "--json")
        (row,) = rows(result.stdout)
        assert (row["id"], row["number"], row["statement"]) == (found[1]["id"], number, statement)
        assert {span["role"] for span in row["spans"]} == {
            role for role in ("source", "cue", "content") if statement[role]
        }
        assert "holder" in row["reasons"]


def test_explain_prints_scores_and_reasons(few: Path, found: list[dict[str, Any]]) -> None:
    output = run("explain", few, "1", "--report", found[0]["id"]).stdout
    for word in ("statement 1", "anchor", "content", "holder", "firmness", "because"):
        assert word in output


def test_explain_needs_to_know_which_report(few: Path, found: list[dict[str, Any]]) -> None:
    assert run("explain", few, "1").exit_code == 2
    assert run("explain", few, "1", "--report", "no such report").exit_code == 2
    assert run("explain", few, "999", "--report", found[0]["id"]).exit_code == 2
    assert run("explain", few.parent / "missing.txt", "1").exit_code == 1


def test_eval_of_the_annotation_itself_is_perfect(few: Path) -> None:
    result = json.loads(run("eval", few, "--predicted", few, "--json").stdout)
    assert result["relation"]["exact"] == [100, 100, 100]
    assert set(result["labels"].values()) == {100}
    assert "worst" not in result


def test_eval_reads_the_annotated_reports(few: Path, found: list[dict[str, Any]], tmp_path: Path) -> None:
    predicted = tmp_path / "predicted.jsonl"
    predicted.write_text("".join(json.dumps(row) + "\n" for row in found))
    read = run("eval", few, "--json", "--worst", "2")
    scored = run("eval", few, "--predicted", predicted, "--json", "--worst", "2")
    assert json.loads(read.stdout) == json.loads(scored.stdout)


def test_eval_prints_figures_and_the_worst_cases(few: Path, tmp_path: Path) -> None:
    predicted = tmp_path / "predicted.jsonl"
    predicted.write_text("".join(json.dumps(row | {"statements": []}) + "\n" for row in rows(few.read_text())))
    output = run("eval", few, "--predicted", predicted).stdout
    assert "relation iou50" in output
    assert "Missed" in output and "Spurious" not in output


def test_eval_names_the_line_that_is_no_report(tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text('{"id": "a", "text": "", "statements": []}\n{"id": "b"}\n')
    result = run("eval", gold)
    assert (result.exit_code, f"{gold}:2" in result.stderr) == (1, True)


def test_eval_names_predictions_that_it_leaves_out(few: Path, tmp_path: Path) -> None:
    first, second = few.read_text(encoding="utf-8").splitlines()
    gold = tmp_path / "gold.jsonl"
    gold.write_text(first, encoding="utf-8")
    result = run("eval", gold, "--predicted", few, "--json")
    assert (result.exit_code, json.loads(result.stdout)["reports"]) == (0, 1)
    assert json.loads(second)["id"] in result.stderr
    assert json.loads(first)["id"] not in result.stderr


def test_eval_refuses_predictions_on_another_text(few: Path, tmp_path: Path) -> None:
    predicted = tmp_path / "predicted.jsonl"
    moved = [row | {"text": "\ufeff" + row["text"]} for row in rows(few.read_text(encoding="utf-8"))]
    predicted.write_text("".join(json.dumps(row) + "\n" for row in moved))
    result = run("eval", few, "--predicted", predicted)
    assert (result.exit_code, f"the text of {moved[0]['id']} is not" in result.stderr) == (1, True)


def test_demo_reads_the_bundled_reports_and_says_that_they_are_composed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two of them, for time."""
    monkeypatch.setattr(examples, "reports", lambda reports=examples.reports: islice(reports(), 2))
    result = run("demo")
    assert result.exit_code == 0
    assert "composed for Sayso" in " ".join(result.stdout.split())
    assert "2 reports" in result.stdout


def test_the_demonstration_shows_some_reports_in_full_and_counts_all() -> None:
    file = io.StringIO()
    print_demonstration(make_console(file, width=120), readings(), FULL_DEMO)
    shown = [reading.report.id for reading in readings() if reading.report.id in file.getvalue()]
    assert shown == sorted(FULL_DEMO)
    assert "44 reports, 482 statements" in file.getvalue()


def start(*arguments: str | Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "sayso", *map(str, arguments)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    # A shell starts what it puts in the background with interrupts ignored, and so would be what that starts.
    return subprocess.Popen(
        command, bufsize=0, **pipes, preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL)
    )


def test_what_libraries_log_is_not_printed(tmp_path: Path) -> None:
    whole = (Path(__file__).parent / "data" / "intake" / "report.pdf").read_bytes()
    damaged = tmp_path / "damaged.pdf"
    damaged.write_bytes(whole[: len(whole) // 2])
    with start("explain", damaged, "1") as process:
        _, errors = process.communicate()
    (line,) = errors.decode().splitlines()
    assert (process.returncode, line.startswith(f"Error: {damaged}: ")) == (1, True)


def test_an_interrupted_run_has_written_whole_lines(short: Path) -> None:
    with start("read", short, "-", "--json") as process:
        assert process.stdout and process.stderr
        first = process.stdout.readline()
        process.send_signal(signal.SIGINT)
        rest, errors = process.communicate()
    assert process.returncode == 130
    assert all(rows((first + rest).decode()))
    assert errors.decode().splitlines() == ["sayso: interrupted"]


def test_an_interrupted_run_into_a_file_says_that_it_can_be_taken_up(short: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    with start("read", short, "-", "--json", "--output", output) as process:
        assert process.stdout and process.stderr
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate()
    assert process.returncode == 130
    assert f"{output} keeps the reports read so far" in errors.decode()
    assert run("read", short, "--output", output).exit_code == 0
    assert [row["id"] for row in rows(output.read_text())] == [f"strike-{n}" for n in range(20)]


@pytest.mark.parametrize("form", ["--json", "--text"])
def test_a_closed_pipe_ends_the_run_quietly(form: str, short: Path) -> None:
    with start("read", short, form) as process:
        assert process.stdout and process.stderr
        process.stdout.readline()
        process.stdout.close()
        errors = process.stderr.read()
    assert (process.returncode, errors) == (141, b"")
