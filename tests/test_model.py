import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from sayso.errors import ModelError
from sayso.reading.model import FOLDER, MANIFEST, TOKENIZER, WEIGHTS, Manifest, Model, shared


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / "model"))


def test_the_weights_are_small_enough_to_ship() -> None:
    assert (FOLDER / WEIGHTS).stat().st_size < 40_000_000


@pytest.mark.parametrize("name", [WEIGHTS, TOKENIZER])
def test_a_damaged_file_is_refused(copy: Path, name: str) -> None:
    with (copy / name).open("ab") as file:
        file.write(b"\0")
    with pytest.raises(ModelError, match="install sayso again"):
        Model.load(copy)


@pytest.mark.parametrize("content", ["{", "[]", ""])
def test_a_damaged_manifest_is_refused(copy: Path, content: str) -> None:
    (copy / MANIFEST).write_text(content)
    with pytest.raises(ModelError, match=MANIFEST):
        Model.load(copy)


def test_missing_weights_are_refused(copy: Path) -> None:
    (copy / WEIGHTS).unlink()
    with pytest.raises(ModelError, match=WEIGHTS):
        Model.load(copy)


@pytest.mark.parametrize(("key", "value"), [("format", 99), ("acts", None), ("anchor", "high")])
def test_a_manifest_of_another_kind_is_refused(key: str, value: int | str | None) -> None:
    row = json.loads((FOLDER / MANIFEST).read_text())
    changed = {name: entry for name, entry in (row | {key: value}).items() if entry is not None}
    with pytest.raises(ModelError, match="format 99" if key == "format" else "another kind"):
        Manifest.from_json(changed)


def test_issues_are_described_by_unit_vectors_that_tell_them_apart() -> None:
    land, fish = shared().describe(["Territory: who holds the land", "Fisheries: how much cod a fleet may land"])
    assert np.linalg.norm(land) == pytest.approx(1, abs=1e-4)
    assert float(land @ fish) < 0.95
