"""Export: a finder and a judge to the one ONNX file that ships, and its manifest.

The file holds four graphs side by side that share their weights where they are the same: `find` (windows to states,
anchors and what is said), `roles` (anchors to role scores), `judge` (passages to acts and vectors) and `describe`
(issues to vectors). Weights are stored as 8-bit integers with a scale per row or column, and computed with as floats.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import GraphProto, ModelProto, TensorProto, compose, helper, numpy_helper
from torch import Tensor, nn

from sayso.reading.model import FORMAT, MANIFEST, TOKENIZER
from training.finder import GUIDELINES, ROLES, Finder
from training.judge import LABELS, Judge

OPSET = 18
SMALLEST = 4096  # weights of a tensor below which it stays as it is


class Find(nn.Module):
    """Windows to states, and the probabilities of each piece to be an anchor and to be said."""

    def __init__(self, finder: Finder) -> None:
        """Wrap `finder`."""
        super().__init__()
        self.finder = finder

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """See `Finder.forward`; the scores are probabilities."""
        states, scores = self.finder(ids, features, mask)
        said = self.finder.flat(states)[..., ROLES.index("content") - 1]
        return states, torch.sigmoid(scores), torch.sigmoid(said)


class Role(nn.Module):
    """Anchors to role probabilities."""

    def __init__(self, finder: Finder) -> None:
        """Wrap `finder`."""
        super().__init__()
        self.roles = finder.roles

    def forward(self, states: Tensor, rows: Tensor, anchors: Tensor) -> Tensor:
        """See `Roles.forward`."""
        return torch.softmax(self.roles(states, rows, anchors), dim=2)


class Judgement(nn.Module):
    """Passages to the probabilities of the acts, and vectors."""

    def __init__(self, judge: Judge) -> None:
        """Wrap `judge`."""
        super().__init__()
        self.judge = judge

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """See `Judge.forward`; the other labels only help in training."""
        scores, vectors = self.judge(ids, features, mask)
        return torch.softmax(scores["act"], dim=1), vectors


class Describe(nn.Module):
    """Issues to vectors."""

    def __init__(self, judge: Judge) -> None:
        """Wrap `judge`."""
        super().__init__()
        self.judge = judge

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """See `Judge.describe`."""
        return self.judge.describe(ids, mask)


def export(finder: Finder, judge: Judge, path: Path, *, whole: bool = False) -> None:
    """Write the model to `path`; `whole` keeps the weights as floats, to measure the others against."""
    merged = side_by_side([*finding(finder), *judging(judge)])
    onnx.save(merged if whole else narrowed(merged), path)


def finding(finder: Finder) -> list[ModelProto]:
    """The graphs of a finder: `find` and `roles`."""
    rows, states = torch.tensor([0, 1, 1]), torch.zeros(2, 40, finder.encoder.width)
    anchors = {"states": states, "rows": rows, "anchors": rows}
    return [
        _graph("find_", Find(finder), _window(), ["states", "anchors", "said"]),
        _graph("roles_", Role(finder), anchors, ["roles"]),
    ]


def judging(judge: Judge) -> list[ModelProto]:
    """The graphs of a judge: `judge` and `describe`."""
    ids = torch.ones(2, 40, dtype=torch.int64)
    return [
        _graph("judge_", Judgement(judge), _window(), ["acts", "vectors"]),
        _graph("describe_", Describe(judge), {"ids": ids, "mask": ids}, ["vectors"]),
    ]


def _window() -> dict[str, Tensor]:
    ids = torch.ones(2, 40, dtype=torch.int64)
    return {"ids": ids, "features": torch.ones(2, 40, 4, dtype=torch.int64), "mask": ids}


def write_manifest(judge: Judge, weights: Path, settings: Mapping[str, float], facts: Mapping[str, Any]) -> None:
    """Write the manifest beside `weights`: what their numbers stand for, the thresholds, and `facts` for people."""
    row = {
        "format": FORMAT,
        "sha256": hashlib.sha256(weights.read_bytes()).hexdigest(),
        "tokenizer": hashlib.sha256((weights.parent / TOKENIZER).read_bytes()).hexdigest(),
        "acts": LABELS["act"],
        "roles": ROLES,
        "guidelines": GUIDELINES,
        **settings,
        "scale": judge.scale.item(),
        "offset": judge.offset.item(),
        **facts,
    }
    (weights.parent / MANIFEST).write_text(json.dumps(row, indent=2) + "\n", encoding="utf8")


def _graph(prefix: str, module: nn.Module, inputs: dict[str, Tensor], outputs: Sequence[str]) -> ModelProto:
    """One module as a model whose names all begin with `prefix`."""
    module.eval()
    # Names of sizes are kept apart too: the runtime takes sizes of one name for one size, in all four graphs.
    axes, anchors = {0: f"{prefix}rows", 1: f"{prefix}pieces"}, f"{prefix}anchors"
    shapes = {name: axes if value.dim() > 1 else {0: anchors} for name, value in inputs.items()}
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "part.onnx"
        torch.onnx.export(
            module,
            tuple(inputs.values()),
            file,
            input_names=list(inputs),
            output_names=list(outputs),
            dynamic_axes={**shapes, **{name: {0: anchors if name == "roles" else axes[0]} for name in outputs}},
            opset_version=OPSET,
            dynamo=False,
        )
        return compose.add_prefix(onnx.load(file), prefix)


def side_by_side(models: Sequence[ModelProto]) -> ModelProto:
    """The models as one, equal weights kept once."""
    parts = [model.graph for model in models]
    graph = helper.make_graph(
        [node for part in parts for node in part.node],
        "sayso",
        [value for part in parts for value in part.input],
        [value for part in parts for value in part.output],
        [tensor for part in parts for tensor in part.initializer],
    )
    version = models[0].ir_version
    return _shared(helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=version))


def _shared(model: ModelProto) -> ModelProto:
    """The model with equal weights kept once."""
    kept: dict[str, TensorProto] = {}
    names: dict[str, str] = {}
    for tensor in model.graph.initializer:
        array = numpy_helper.to_array(tensor)
        key = hashlib.sha256(repr((array.shape, array.dtype)).encode() + array.tobytes()).hexdigest()
        names[tensor.name] = kept.setdefault(key, tensor).name
    for node in model.graph.node:
        node.input[:] = [names.get(name, name) for name in node.input]
    _replace(model.graph, list(kept.values()))
    return model


def narrowed(model: ModelProto) -> ModelProto:
    """The model with its large weights as 8-bit integers, scaled per row of a table and per column of a matrix."""
    tables = {node.input[0] for node in model.graph.node if node.op_type == "Gather"}
    kept: list[TensorProto] = []
    nodes = []
    for tensor in model.graph.initializer:
        array = numpy_helper.to_array(tensor)
        if array.dtype != np.float32 or array.ndim != 2 or array.size < SMALLEST:
            kept.append(tensor)
            continue
        axis = 0 if tensor.name in tables else 1
        scale = np.maximum(np.abs(array).max(axis=1 - axis), 1e-12) / 127
        whole = np.round(array / np.expand_dims(scale, 1 - axis)).astype(np.int8)
        parts = [f"{tensor.name}_integers", f"{tensor.name}_scale"]
        kept += [numpy_helper.from_array(part, name) for part, name in zip((whole, scale), parts, strict=True)]
        nodes.append(helper.make_node("DequantizeLinear", parts, [tensor.name], axis=axis))
    _replace(model.graph, kept)
    ordered = [*nodes, *model.graph.node]
    del model.graph.node[:]
    model.graph.node.extend(ordered)
    return model


def _replace(graph: GraphProto, tensors: Sequence[TensorProto]) -> None:
    del graph.initializer[:]
    graph.initializer.extend(tensors)
