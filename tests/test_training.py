"""The way from corpora to a model, on a tiny encoder and reports made here."""

import gzip
import json
import math
from pathlib import Path

import click
import numpy as np
import pytest
from click.testing import CliRunner
from numpy.typing import NDArray

from sayso.agenda import OTHER, Agenda
from sayso.reading.model import MANIFEST, WEIGHTS, Model
from sayso.reading.passages import Passage

pytest.importorskip("torch", reason="training needs the extra `training`")

import torch
from training.corpora import examples
from training.exchange import exchange, judge_of
from training.refine import main as refine
from training.teach import main as teach
from training.train import OURS, SMALL, encoder_of, main, reports_of_our_own
from training.train_judge import TRUST, UNKNOWN, Task, wanted

WHO = ("The minister", "Ms Okafor", "The union", "Paris", "The rebels", "Their envoy")
CUES = ("said", "warned", "demanded", "denied", "insisted")
WHAT = ("that the truce holds", "that the port must open", "wages would rise", "the border is closed")


FILES = {
    "talks/train.jsonl": range(6),
    "talks/train-real.jsonl": range(6, 9),
    "polnear/train.jsonl.gz": range(7, 12),
}


def made_up(number: int) -> dict[str, object]:
    """A report of eight sentences, each one statement."""
    text, statements = "", []
    for i in range(number, number + 8):
        source, cue, content = WHO[i % 6], CUES[i % 5], WHAT[i % 4]
        begin = len(text)
        ends = [begin + len(source), begin + len(source) + 1 + len(cue)]
        text += f"{source} {cue} {content}. "
        spans = {
            "source": [[begin, ends[0]]],
            "cue": [[ends[0] + 1, ends[1]]],
            "content": [[ends[1] + 1, ends[1] + 1 + len(content)]],
        }
        labels = {"act": "warn" if cue == "warned" else "state", "stand": "none", "firmness": "plain", "hedged": False}
        statements.append({**spans, **labels, "issues": ["ceasefire" if "truce" in content else "labour"]})
    return {"id": f"made-{number}", "title": "Talks go on", "text": text, "statements": statements}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with corpora, and a small model that was trained on them in `run`."""
    folder = tmp_path_factory.mktemp("training")
    for name, numbers in FILES.items():
        file = folder / "corpora" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        opener = gzip.open if file.suffix == ".gz" else open
        with opener(file, "wt") as rows:
            rows.writelines(json.dumps(made_up(number)) + "\n" for number in numbers)
    acts = folder / "annotations/polnear-acts.tsv"
    acts.parent.mkdir()
    acts.write_text("report\tcontent\tact\tstand\tfirmness\nmade-7\t14\tdemand\tfor\tfirm\n")
    agenda = folder / "corpora/talks/agenda.yml"
    agenda.write_text("ceasefire: {label: Ceasefire, about: truces}\nlabour: {label: Work, about: wages}\n")
    assert "loss" in run(main, folder, "model")
    return folder


def run(command: click.Command, folder: Path, out: str, *more: str) -> str:
    """What a small training prints whose model goes to the folder `out`."""
    common = [str(folder / "corpora"), "--run", str(folder / "run"), "--annotations", str(folder / "annotations")]
    arguments = [*common, "--out", str(folder / out), "--small", *more]
    result = CliRunner().invoke(command, arguments, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def window() -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Ids, features and mask of two windows."""
    ids = np.full((2, 30), 2003, dtype=np.int64)
    return ids, np.zeros((2, 30, 4), dtype=np.int64), np.ones_like(ids)


def test_corpora_become_a_model_that_loads(folder: Path) -> None:
    out = folder / "model"
    model = Model.load(out)
    states, anchors, said = model.find(*window())
    assert states.shape[:2] == anchors.shape == said.shape == (2, 30)
    roles = model.roles(states, np.array([0, 1, 1]), np.array([3, 4, 5]))
    assert np.allclose(roles.sum(axis=2), 1, atol=1e-5)
    acts, vectors = model.judge(*window())
    assert acts.shape == (2, 10)
    assert math.isclose(float(np.linalg.norm(vectors[0])), 1, abs_tol=1e-4)
    assert json.loads((out / MANIFEST).read_text())["corpora"]
    assert (out / WEIGHTS).stat().st_size < (folder / "run" / WEIGHTS).stat().st_size / 3


def test_a_second_call_goes_on_from_the_first(folder: Path) -> None:
    assert "loss" not in run(main, folder, "again")


def test_a_taught_judge_takes_the_place_of_the_first_and_leaves_the_finder_as_it_was(folder: Path) -> None:
    others = folder / "found.jsonl"
    others.write_text(json.dumps(made_up(20)) + "\n")
    run(teach, folder, "taught", "--model", str(folder / "model"), "--others", str(others))
    before, after = Model.load(folder / "model"), Model.load(folder / "taught")
    for one, other in zip(before.find(*window()), after.find(*window()), strict=True):
        assert np.array_equal(one, other)
    acts, taught = (model.judge(*window())[0] for model in (before, after))
    assert not np.allclose(acts, taught)
    assert np.allclose(taught.sum(axis=1), 1, atol=1e-5)
    assert "all-mpnet-base-v2" in json.loads((folder / "taught" / MANIFEST).read_text())["corpora"]


def test_a_judge_taken_out_of_a_model_and_put_back_judges_as_before(folder: Path) -> None:
    exchange(judge_of(folder / "model", encoder_of(SMALL)), folder / "model", folder / "same", {})
    before, after = Model.load(folder / "model"), Model.load(folder / "same")
    for one, other in zip(before.judge(*window()), after.judge(*window()), strict=True):
        assert np.allclose(one, other, atol=1e-5)
    assert np.allclose(before.describe(["wages"]), after.describe(["wages"]), atol=1e-5)


def test_a_finder_goes_on_from_what_it_was_and_leaves_the_judge_as_it_was(folder: Path) -> None:
    model = folder / "model"
    run(refine, folder, "unmoved", "--model", str(model), "--steps", "0", "--run", str(folder / "unmoved-run"))
    run(refine, folder, "refined", "--model", str(model), "--steps", "4", "--run", str(folder / "refined-run"))
    before, unmoved, refined = (Model.load(folder / name) for name in ("model", "unmoved", "refined"))
    for one, other in zip(before.find(*window()), unmoved.find(*window()), strict=True):
        assert np.allclose(one, other, atol=1e-4)
    states, rows, anchors = before.find(*window())[0], np.array([0, 1]), np.array([3, 4])
    assert np.allclose(before.roles(states, rows, anchors), unmoved.roles(states, rows, anchors), atol=1e-4)
    assert not np.allclose(before.find(*window())[1], refined.find(*window())[1])
    for one, other in zip(before.judge(*window()), refined.judge(*window()), strict=True):
        assert np.allclose(one, other, atol=1e-4)


@pytest.mark.parametrize(
    ("label", "mark", "wanted_first"),
    [
        (0, None, 0.975),  # two values share what the annotation is not sure of
        (UNKNOWN, 0.3, 0.3),
        (0, 0.3, 0.975 * (1 - TRUST) + 0.3 * TRUST),
    ],
)
def test_a_judge_is_to_agree_with_the_annotation_the_teacher_or_both(
    label: int, mark: float | None, wanted_first: float
) -> None:
    nothing = np.zeros(0, dtype=np.int64)
    marks = {} if mark is None else {"hedged": torch.tensor([mark, 1 - mark])}
    found = wanted(Task(Passage(nothing, nothing), {"hedged": label}, (), marks), "hedged")
    assert found is not None
    assert found.tolist() == pytest.approx([wanted_first, 1 - wanted_first])


def test_the_annotations_of_our_own_can_be_read() -> None:
    files = reports_of_our_own(OURS)
    assert files
    assert all(example.rows for file in files for example in examples(file, "talks"))


def test_the_clauses_of_our_own_are_answered_by_statements_that_there_are() -> None:
    rows = [json.loads(line) for line in (OURS / "clauses.jsonl").read_text(encoding="utf8").splitlines()]
    own = [example for file in OURS.glob("composed-*.jsonl") for example in examples(file, "talks")]
    counts = {example.id: len(example.rows) for example in own}
    agenda = {OTHER, *(issue.id for issue in Agenda.general().issues)}
    assert {row["part"] for row in rows} == {"learnt", "held"}
    for clause in (clause for row in rows for clause in row["clauses"]):
        assert clause["text"]
        assert set(clause["issues"]) <= agenda
        named = [tuple(key) for answer in ("accepted", "conditional", "refused") for key in clause.get(answer, ())]
        assert len(named) == len(set(named)), clause["text"]
        assert all(number < counts[report] for report, number in named if report in counts)
