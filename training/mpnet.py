"""The teacher's encoder: all-mpnet-base-v2 (110 million parameters, Apache-2.0).

Song et al. 2020, "MPNet: Masked and Permuted Pre-training for Language Understanding"; fine-tuned for sentence
similarity by Reimers et al. Its weights come in parts (see the README). Its pieces are MiniLM's, numbered otherwise.
"""

from __future__ import annotations

import math
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from training.encoder import Encoder

WIDTH, LAYERS, HEADS = 768, 12, 12
EPSILON = 1e-5
SHIFT = 4  # how much higher MPNet numbers a piece than MiniLM
SPECIAL = {0: 1, 101: 0, 102: 2, 103: 30526}  # [PAD], [CLS], [SEP], [MASK]: MiniLM's number, and MPNet's
FIRST = 2  # the first position; those before it are never used
BUCKETS, FURTHEST = 32, 128
PARTS = {
    "attention.attn.q": "query",
    "attention.attn.k": "key",
    "attention.attn.v": "value",
    "attention.attn.o": "output",
    "attention.LayerNorm": "attention_norm",
    "intermediate.dense": "widen",
    "output.dense": "narrow",
    "output.LayerNorm": "output_norm",
}


def distance_bucket(distance: Tensor) -> Tensor:
    """Signed distances in pieces to 0..BUCKETS-1: exact when near, then logarithmic (Raffel et al. 2020)."""
    half, exact = BUCKETS // 2, BUCKETS // 4
    size = distance.abs()
    steps = torch.log(size.clamp(min=1) / exact) / math.log(FURTHEST / exact) * (half - exact)
    far = (exact + steps.to(torch.int64)).clamp(max=half - 1)
    return (distance > 0) * half + torch.where(size < exact, size, far)


class MPNet(Encoder):
    """The encoder that also looks at how far two pieces lie apart."""

    def __init__(self, width: int = WIDTH, layers: int = LAYERS, heads: int = HEADS) -> None:
        """Make the encoder with fresh weights."""
        super().__init__(width=width, layers=layers, heads=heads)
        self.kinds.requires_grad_(False)
        self.distances = nn.Embedding(BUCKETS, heads)
        for norm in self.modules():
            if isinstance(norm, nn.LayerNorm):
                norm.eps = EPSILON

    def bias(self, mask: Tensor) -> Tensor:
        """What is added to the attention that pieces pay to pieces (batch x heads x pieces x pieces)."""
        places = torch.arange(mask.shape[1], device=mask.device)
        near: Tensor = self.distances(distance_bucket(places[None, :] - places[:, None]))
        return super().bias(mask) + near.permute(2, 0, 1)

    @classmethod
    def opened(cls, folder: Path) -> MPNet:
        """The encoder with the weights in `folder`."""
        encoder = cls()
        encoder.load_state_dict(_renamed(load_file(folder / "model.safetensors")))
        return encoder


def _renamed(weights: dict[str, Tensor]) -> dict[str, Tensor]:
    """The pretrained weights under the names of `MPNet`, pieces numbered as MiniLM numbers them."""
    words, positions = (weights[f"embeddings.{name}_embeddings.weight"] for name in ("word", "position"))
    numbers = torch.arange(len(words) - SHIFT - 1) + SHIFT
    numbers[list(SPECIAL)] = torch.tensor(list(SPECIAL.values()))
    renamed = {
        "words.weight": words[numbers],
        "positions.weight": positions[FIRST:],
        "kinds": torch.zeros(words.shape[1]),
        "norm.weight": weights["embeddings.LayerNorm.weight"],
        "norm.bias": weights["embeddings.LayerNorm.bias"],
        "distances.weight": weights["encoder.relative_attention_bias.weight"],
    }
    for layer in range(LAYERS):
        for theirs, ours in PARTS.items():
            for kind in ("weight", "bias"):
                renamed[f"layers.{layer}.{ours}.{kind}"] = weights[f"encoder.layer.{layer}.{theirs}.{kind}"]
    return renamed
