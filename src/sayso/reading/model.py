"""The model: one ONNX file with four graphs side by side, its tokenizer and its manifest, on a CPU."""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from sayso.errors import ModelError
from sayso.reading.pieces import Integers, ends

FORMAT = 2
FOLDER = Path(str(resources.files("sayso"))) / "model"
WEIGHTS, MANIFEST, TOKENIZER = "sayso.onnx", "manifest.json", "tokenizer.json"

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the weights are: their format, the names that their numbers stand for, and the settings of their use.

    `anchor` is the probability from which a piece is surely an anchor, `doubtful` that from which it may be one where
    its statement is needed to account for what is said, `issue` the log-odds from which an issue is taken; `scale` and
    `offset` turn the cosine of a statement and an issue into the log-odds that they belong together.
    """

    format: int
    sha256: str
    tokenizer: str
    acts: tuple[str, ...]
    roles: tuple[str, ...]
    guidelines: tuple[str, ...]
    anchor: float
    doubtful: float
    issue: float
    scale: float
    offset: float

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> Manifest:
        """The manifest in `row`. Raises ModelError where it is of another format or lacks an entry."""
        if row.get("format") != FORMAT:
            raise ModelError(f"{MANIFEST}: format {row.get('format')} is not {FORMAT}: install sayso again")
        try:
            settings = {name: float(row[name]) for name in ("anchor", "doubtful", "issue", "scale", "offset")}
            acts, roles, guidelines = (tuple(row[name]) for name in ("acts", "roles", "guidelines"))
            return cls(row["format"], row["sha256"], row["tokenizer"], acts, roles, guidelines, **settings)
        except (KeyError, TypeError, ValueError) as error:
            raise ModelError(f"{MANIFEST}: entry {error} is missing or of another kind: install sayso again") from error


class Model:
    """The loaded model; every method takes and returns arrays, rows first."""

    def __init__(self, session: onnxruntime.InferenceSession, tokenizer: Tokenizer, manifest: Manifest) -> None:
        """Put the parts together; `load` reads them from the package."""
        self.tokenizer = tokenizer
        self.manifest = manifest
        self.ends = ends(tokenizer)
        self._session = session
        self._idle = {value.name: _placeholder(value) for value in session.get_inputs()}
        self._options = onnxruntime.RunOptions()
        self._options.only_execute_path_to_fetches = True

    @classmethod
    def load(cls, folder: Path = FOLDER, threads: int = 0) -> Model:
        """The model in `folder`, running on so many threads, 0 standing for one a core.

        Raises ModelError where a file is missing, damaged or of another format.
        """
        manifest = Manifest.from_json(_row(folder / MANIFEST))
        weights = _described(folder / WEIGHTS, manifest.sha256)
        tokenizer = _described(folder / TOKENIZER, manifest.tokenizer)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        session = onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])
        return cls(session, Tokenizer.from_str(tokenizer.decode()), manifest)

    def find(self, ids: Integers, features: Integers, mask: Integers) -> tuple[Floats, Floats, Floats]:
        """States (windows x pieces x width), and for each piece the probabilities to be an anchor and to be said.

        What is said is the content of some statement, whosever it is.
        """
        states, anchors, said = self._run("find", ["states", "anchors", "said"], ids=ids, features=features, mask=mask)
        return states, anchors, said

    def roles(self, states: Floats, rows: Integers, anchors: Integers) -> Floats:
        """Role probabilities (anchors x pieces x roles) given each anchor's window and piece."""
        return self._run("roles", ["roles"], states=states, rows=rows, anchors=anchors)[0]

    def judge(self, ids: Integers, features: Integers, mask: Integers) -> tuple[Floats, Floats]:
        """The probabilities of the acts (passages x acts), and unit vectors (passages x width)."""
        acts, vectors = self._run("judge", ["acts", "vectors"], ids=ids, features=features, mask=mask)
        return acts, vectors

    def describe(self, texts: Sequence[str]) -> Floats:
        """Unit vectors of the labels and descriptions of issues (issues x width)."""
        return np.concatenate([self._describe(text) for text in texts])

    def _describe(self, text: str) -> Floats:
        ids = np.array([self.tokenizer.encode(text).ids[:256]], dtype=np.int64)
        return self._run("describe", ["vectors"], ids=ids, mask=np.ones_like(ids))[0]

    def _run(self, graph: str, outputs: Sequence[str], **inputs: NDArray[Any]) -> list[Floats]:
        """The outputs of one of the graphs; the inputs of the others are fed and never looked at."""
        fed = self._idle | {f"{graph}_{name}": value for name, value in inputs.items()}
        found: list[Floats] = self._session.run([f"{graph}_{name}" for name in outputs], fed, self._options)
        return found


def _placeholder(value: onnxruntime.NodeArg) -> NDArray[Any]:
    shape = [size if isinstance(size, int) else 1 for size in value.shape]
    return np.zeros(shape, dtype=np.float32 if "float" in value.type else np.int64)


def _row(path: Path) -> Mapping[str, Any]:
    try:
        row = json.loads(_bytes(path))
    except ValueError as error:
        raise ModelError(f"{path}: is no JSON ({error}): install sayso again") from error
    if not isinstance(row, Mapping):
        raise ModelError(f"{path}: is no manifest: install sayso again")
    return row


def _described(path: Path, digest: str) -> bytes:
    """The file's content, if it has the digest (sha256) that the manifest gives."""
    content = _bytes(path)
    if hashlib.sha256(content).hexdigest() != digest:
        raise ModelError(f"{path}: is not the file that {MANIFEST} describes: install sayso again")
    return content


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ModelError(f"{path}: cannot be read ({error.strerror}): install sayso again") from error


@functools.cache
def shipped_version() -> str:
    """What tells the package's own model from every other one: the first twelve digits of its digest."""
    return Manifest.from_json(_row(FOLDER / MANIFEST)).sha256[:12]


@functools.cache
def shared() -> Model:
    """The package's own model, loaded once."""
    return Model.load()
