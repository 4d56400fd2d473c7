"""The judge: what a statement does and on which issue it is; stand, firmness and hedge are learnt along, to help.

Issues are not classes: a statement and the description of an issue are encoded alike and compared, so that an agenda
may hold issues that training never saw.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from sayso.reading.passages import CONTENT, CUE, SOURCE
from sayso.reading.pieces import FEATURE_SIZES
from sayso.statement import Act, Firmness, Stand
from training.encoder import Encoder

LABELS: dict[str, tuple[str, ...]] = {
    "act": tuple(Act),
    "stand": tuple(Stand),
    "firmness": tuple(Firmness),
    "hedged": ("no", "yes"),
}


def average(states: Tensor, chosen: Tensor) -> Tensor:
    """The mean of the chosen pieces (batch x pieces) of `states`; zero where none is chosen."""
    weight = chosen.to(states.dtype)[..., None]
    return (states * weight).sum(1) / weight.sum(1).clamp(min=1.0)


class Judge(nn.Module):
    """Passages to label scores and to vectors that are compared with the vectors of issues."""

    def __init__(self, encoder: Encoder) -> None:
        """Put fresh heads on `encoder`."""
        super().__init__()
        width = encoder.width
        self.encoder = encoder
        self.features = nn.ModuleList(nn.Embedding(size, width) for size in (*FEATURE_SIZES, 4))
        for table in self.features:
            nn.init.zeros_(table.weight)  # type: ignore[arg-type]
        self.pool = nn.Sequential(nn.Linear(4 * width, width), nn.GELU(), nn.Dropout(0.2))
        self.labels = nn.ModuleDict({name: nn.Linear(width, len(values)) for name, values in LABELS.items()})
        self.turn = nn.Linear(4 * width, width)
        nn.init.zeros_(self.turn.weight)
        nn.init.zeros_(self.turn.bias)
        self.scale = nn.Parameter(torch.tensor(12.0))
        self.offset = nn.Parameter(torch.tensor(-4.0))

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor) -> tuple[dict[str, Tensor], Tensor]:
        """Scores of every label before the softmax (passages x values), and unit vectors for issues."""
        added = torch.stack([table(features[..., i]) for i, table in enumerate(self.features)]).sum(0)
        states = self.encoder(ids, mask, added)
        roles = features[..., 3]
        parts = [states[:, 0], *(average(states, roles == role) for role in (SOURCE, CUE, CONTENT))]
        together = torch.cat(parts, dim=1)
        pooled = self.pool(together)
        vectors = functional.normalize(average(states, mask == 1) + parts[-1] + self.turn(together), dim=1)
        return {name: head(pooled) for name, head in self.labels.items()}, vectors

    def describe(self, ids: Tensor, mask: Tensor) -> Tensor:
        """The unit vectors of issues, from the pieces of their labels and descriptions."""
        return functional.normalize(average(self.encoder(ids, mask), mask == 1), dim=1)

    def compare(self, vectors: Tensor, issues: Tensor) -> Tensor:
        """Scores of every issue for every statement before the sigmoid (statements x issues)."""
        return self.scale * vectors @ issues.T + self.offset
