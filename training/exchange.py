"""Exchange: finder and judge taken out of a shipped model to be trained on, and another judge put into its place.

Where a judge is exchanged, the finder stays as it is, bit for bit, and so its full weights are not needed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import GraphProto, ModelProto, numpy_helper
from onnx.utils import Extractor
from torch import nn

from sayso.reading.model import MANIFEST, TOKENIZER, WEIGHTS, Model
from training.encoder import Encoder
from training.export import judging, narrowed, side_by_side, write_manifest
from training.finder import Finder
from training.judge import Judge

FINDER = ("find_", "roles_")
WORDS = "encoder.words.weight"
MATRIX = "onnx::MatMul_"
# In the order in which they are used, a layer's and the roles'.
MATRICES = ("query", "key", "value", "output", "widen", "narrow")
ROLE_MATRICES = (
    "roles.piece",
    "roles.piece_gate",
    "roles.anchor_gate",
    "roles.smoothings.0.mix",
    "roles.smoothings.1.mix",
    "roles.score",
)

Array = NDArray[np.float32]
Module = TypeVar("Module", bound=nn.Module)


def judge_of(folder: Path, encoder: Encoder) -> Judge:
    """The judge of the model in `folder`, in `encoder`, which has its shape.

    The heads that only help in training do not ship, and are fresh.
    """
    judge, graph = Judge(encoder), onnx.load(folder / WEIGHTS).graph
    given = _arrays(graph)
    named = {name.removeprefix("judge_judge."): array for name, array in given.items()}
    named[WORDS] = given[_words(graph)]
    named |= _matrices(given, "judge", layered(encoder))
    manifest = Model.load(folder).manifest
    named |= {name: np.array(getattr(manifest, name), dtype=np.float32) for name in ("scale", "offset")}
    return _restored(judge, named)


def finder_of(folder: Path, encoder: Encoder) -> Finder:
    """The finder of the model in `folder`, in `encoder`, which has its shape."""
    finder, given = Finder(encoder), _arrays(onnx.load(folder / WEIGHTS).graph)
    named = {name.removeprefix("find_finder.").removeprefix("roles_"): array for name, array in given.items()}
    named |= _matrices(given, "find", [*layered(encoder), "anchors.0", "anchors.3", "flat"])
    named |= _matrices(given, "roles", ROLE_MATRICES)
    return _restored(finder, named)


def layered(encoder: Encoder) -> list[str]:
    """The matrices of an encoder, in the order in which they are used."""
    return [f"encoder.layers.{layer}.{matrix}" for layer in range(len(encoder.layers)) for matrix in MATRICES]


def _matrices(given: Mapping[str, Array], graph: str, used: Sequence[str]) -> dict[str, Array]:
    """The weights of the parts `used` of a graph in this order, which the file numbers in the same."""
    numbered = {int(name.rpartition("_")[2]): name for name in given if name.startswith(f"{graph}_{MATRIX}")}
    names = [numbered[number] for number in sorted(numbered)]
    return {f"{part}.weight": given[name].T for part, name in zip(used, names, strict=True)}


def _restored(fresh: Module, named: Mapping[str, Array]) -> Module:
    """A fresh module with those of its weights that are named."""
    state = fresh.state_dict()
    fresh.load_state_dict(state | {name: torch.tensor(named[name]) for name in state if name in named})
    return fresh


def exchange(judge: Judge, model: Path, out: Path, facts: Mapping[str, Any]) -> None:
    """Write the model in `model` to `out` with `judge` in place of its own; `facts` are what it learnt from besides."""
    out.mkdir(parents=True, exist_ok=True)
    onnx.save(with_judge(onnx.load(model / WEIGHTS), judge), out / WEIGHTS)
    describe_as(model, judge, out, facts)


def describe_as(model: Path, judge: Judge, out: Path, facts: Mapping[str, Any]) -> None:
    """Write tokenizer and manifest to `out`, with the settings and facts of the model in `model`, and more facts."""
    row = json.loads((model / MANIFEST).read_text(encoding="utf8"))
    (out / TOKENIZER).write_bytes((model / TOKENIZER).read_bytes())
    settings = {name: row[name] for name in ("anchor", "doubtful", "issue")}
    write_manifest(judge, out / WEIGHTS, settings, {"corpora": row["corpora"] | facts})


def _arrays(graph: GraphProto) -> dict[str, Array]:
    """The weights of a graph as floats."""
    given = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    for node in graph.node:
        if node.op_type == "DequantizeLinear":
            integers, scale = (given.pop(name) for name in node.input)
            along = scale[:, None] if node.attribute[0].i == 0 else scale
            given[node.output[0]] = integers.astype(np.float32) * along
    return given


def with_judge(shipped: ModelProto, judge: Judge) -> ModelProto:
    """The shipped model with `judge` in place of its own, the finder's word embeddings serving both."""
    finder = _finder(shipped)
    new = narrowed(side_by_side(judging(judge)))
    ours, theirs = (_words(model.graph) for model in (finder, new))
    kept = [node for node in new.graph.node if node.output[0] != theirs]
    for node in kept:
        node.input[:] = [ours if name == theirs else name for name in node.input]
    del new.graph.node[:]
    new.graph.node.extend(kept)
    tensors = [tensor for tensor in new.graph.initializer if not tensor.name.startswith(theirs)]
    del new.graph.initializer[:]
    new.graph.initializer.extend(tensors)
    return side_by_side([finder, new])


def _finder(shipped: ModelProto) -> ModelProto:
    """The finder's two graphs alone."""
    inputs, outputs = (
        [value.name for value in values if value.name.startswith(FINDER)]
        for values in (shipped.graph.input, shipped.graph.output)
    )
    found: ModelProto = Extractor(shipped).extract_model(inputs, outputs)
    return found


def _words(graph: GraphProto) -> str:
    """The name of the word embeddings."""
    names: list[str] = [node.output[0] for node in graph.node]
    return next(name for name in names if name.endswith(WORDS))
