"""The way from corpora to a model, on a tiny encoder and reports made here."""

import gzip
import json
import math
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from sayso.reading.model import MANIFEST, WEIGHTS, Model

pytest.importorskip("torch", reason="training needs the extra `training`")

from training.train import main

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


@pytest.fixture
def corpora(tmp_path: Path) -> Path:
    for name, numbers in FILES.items():
        file = tmp_path / "corpora" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        opener = gzip.open if file.suffix == ".gz" else open
        with opener(file, "wt") as rows:
            rows.writelines(json.dumps(made_up(number)) + "\n" for number in numbers)
    acts = tmp_path / "annotations/polnear-acts.tsv"
    acts.parent.mkdir()
    acts.write_text("report\tcontent\tact\tstand\tfirmness\nmade-7\t14\tdemand\tfor\tfirm\n")
    agenda = tmp_path / "corpora/talks/agenda.yml"
    agenda.write_text("ceasefire: {label: Ceasefire, about: truces}\nlabour: {label: Work, about: wages}\n")
    return tmp_path / "corpora"


def test_corpora_become_a_model_that_loads_and_a_second_call_goes_on_from_the_first(corpora: Path) -> None:
    run, out = corpora.parent / "run", corpora.parent / "model"
    arguments = [str(corpora), "--run", str(run), "--out", str(out), "--small"]
    arguments += ["--annotations", str(corpora.parent / "annotations")]
    first = CliRunner().invoke(main, arguments, catch_exceptions=False)
    assert first.exit_code == 0
    assert "loss" in first.output
    again = CliRunner().invoke(main, arguments, catch_exceptions=False)
    assert "loss" not in again.output

    model = Model.load(out)
    ids = np.full((2, 30), 2003, dtype=np.int64)
    features = np.zeros((2, 30, 4), dtype=np.int64)
    states, anchors, said = model.find(ids, features, np.ones_like(ids))
    assert states.shape[:2] == anchors.shape == said.shape == (2, 30)
    roles = model.roles(states, np.array([0, 1, 1]), np.array([3, 4, 5]))
    assert np.allclose(roles.sum(axis=2), 1, atol=1e-5)
    acts, vectors = model.judge(ids, features, np.ones_like(ids))
    assert acts.shape == (2, 10)
    assert math.isclose(float(np.linalg.norm(vectors[0])), 1, abs_tol=1e-4)
    assert json.loads((out / MANIFEST).read_text())["corpora"]
    assert (out / WEIGHTS).stat().st_size < (run / WEIGHTS).stat().st_size / 3
