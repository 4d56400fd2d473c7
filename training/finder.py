"""The finder: where statements are (anchors), and which words of the window play which role in each.

The anchor of a statement is the first piece of its cue, or of its content where it has no cue; the roles are read
given the anchor, as in semantic role labelling.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from sayso.reading.pieces import FEATURE_SIZES
from training.encoder import Encoder

GUIDELINES = ("any", "polnear", "talks")
ROLES = ("outside", "source", "cue", "content")
FURTHEST = 18


def distance_bucket(distance: Tensor) -> Tensor:
    """Signed distances in pieces to 0..2*FURTHEST: exact up to 8, then logarithmic."""
    size = distance.abs().clamp(min=1).to(torch.float32)
    far = 8 + torch.ceil(2 * torch.log2(size / 8)).to(torch.int64)
    bucket = torch.where(distance.abs() <= 8, distance.abs(), far.clamp(max=FURTHEST))
    return FURTHEST + torch.sign(distance) * bucket


class Smoothing(nn.Module):
    """A residual step in which each piece looks at its neighbours, so that borders agree with each other."""

    def __init__(self, width: int) -> None:
        """Make the step with fresh weights."""
        super().__init__()
        self.norm = nn.LayerNorm(width)
        self.neighbours = nn.Conv1d(width, width, kernel_size=7, padding=3, groups=width)
        self.mix = nn.Linear(width, width)

    def forward(self, states: Tensor) -> Tensor:
        """States (anchors x pieces x width) to the same shape."""
        near = self.neighbours(self.norm(states).transpose(1, 2)).transpose(1, 2)
        mixed: Tensor = self.mix(functional.gelu(near))
        return states + mixed


class Roles(nn.Module):
    """Role scores of every piece of a window, given an anchor in it."""

    def __init__(self, width: int, inner: int = 192) -> None:
        """Make the head with fresh weights."""
        super().__init__()
        self.piece = nn.Linear(width, inner)
        self.anchor = nn.Linear(width, inner)
        self.piece_gate = nn.Linear(width, inner, bias=False)
        self.anchor_gate = nn.Linear(width, inner, bias=False)
        self.distance = nn.Embedding(2 * FURTHEST + 1, inner)
        self.norm = nn.LayerNorm(inner)
        self.smoothings = nn.ModuleList(Smoothing(inner) for _ in range(2))
        self.dropout = nn.Dropout(0.1)
        self.score = nn.Linear(inner, len(ROLES))

    def forward(self, states: Tensor, rows: Tensor, anchors: Tensor) -> Tensor:
        """States (windows x pieces x width) and, per anchor, its window and piece, to anchors x pieces x roles."""
        own = states[rows, anchors]
        distance = torch.arange(states.shape[1], device=states.device)[None, :] - anchors[:, None]
        mixed = (
            self.piece(states)[rows]
            + self.anchor(own)[:, None]
            + self.piece_gate(states)[rows] * self.anchor_gate(own)[:, None]
            + self.distance(distance_bucket(distance))
        )
        mixed = functional.gelu(self.norm(mixed))
        for smoothing in self.smoothings:
            mixed = smoothing(mixed)
        scores: Tensor = self.score(self.dropout(mixed))
        return scores


class Finder(nn.Module):
    """Encoder, anchors and roles; `flat` says of each piece which roles it plays in any statement."""

    def __init__(self, encoder: Encoder) -> None:
        """Put fresh heads on `encoder`."""
        super().__init__()
        width = encoder.width
        self.encoder = encoder
        self.features = nn.ModuleList(nn.Embedding(size, width) for size in (*FEATURE_SIZES, len(GUIDELINES)))
        for table in self.features:
            nn.init.zeros_(table.weight)  # type: ignore[arg-type]
        self.anchors = nn.Sequential(nn.Linear(width, width), nn.GELU(), nn.Dropout(0.1), nn.Linear(width, 1))
        self.roles = Roles(width)
        self.flat = nn.Linear(width, len(ROLES) - 1)

    def encode(self, ids: Tensor, features: Tensor, mask: Tensor) -> Tensor:
        """States of the pieces (windows x pieces x width)."""
        added = torch.stack([table(features[..., i]) for i, table in enumerate(self.features)]).sum(0)
        states: Tensor = self.encoder(ids, mask, added)
        return states

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """States, and the anchor score of each piece before the sigmoid (windows x pieces)."""
        states = self.encode(ids, features, mask)
        return states, self.anchors(states).squeeze(-1)
