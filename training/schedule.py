"""What every training run shares: its steps, its learning rates, its checkpoints."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import nn
from torch.optim import AdamW
from torch.optim.lr_scheduler import LambdaLR


@dataclass(frozen=True, slots=True)
class Rates:
    """Peak learning rates of the encoder and of the heads, and the share of steps that warm up to them."""

    encoder: float = 1.2e-4
    heads: float = 8e-4
    warmup: float = 0.08


class Run:
    """A model in training: steps it, and can be stopped and taken up again from its checkpoint."""

    def __init__(self, model: nn.Module, steps: int, rates: Rates, checkpoint: Path) -> None:
        """Take up the run from `checkpoint` if it exists."""
        self.model = model
        self.steps = steps
        self.step = 0
        self.checkpoint = checkpoint
        self.optimizer = AdamW(_groups(model, rates), weight_decay=0.01)
        warm = max(1, int(steps * rates.warmup))
        self.scheduler = LambdaLR(
            self.optimizer, lambda step: min((step + 1) / warm, max(0.0, (steps - step) / max(1, steps - warm)))
        )
        if checkpoint.exists():
            self._restore(torch.load(checkpoint, weights_only=True))

    def learn(self, loss: torch.Tensor) -> None:
        """One step down the gradient of `loss`."""
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimizer.step()
        self.scheduler.step()
        self.step += 1

    def save(self) -> None:
        """Write the checkpoint, whole or not at all."""
        self.checkpoint.parent.mkdir(parents=True, exist_ok=True)
        state = {
            "model": self.model.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "scheduler": self.scheduler.state_dict(),
            "step": self.step,
        }
        partial = self.checkpoint.with_suffix(".partial")
        torch.save(state, partial)
        partial.replace(self.checkpoint)

    def _restore(self, state: dict[str, Any]) -> None:
        self.model.load_state_dict(state["model"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.scheduler.load_state_dict(state["scheduler"])
        self.step = state["step"]


def _groups(model: nn.Module, rates: Rates) -> list[dict[str, Any]]:
    named = [(name, weight) for name, weight in model.named_parameters() if weight.requires_grad]
    encoder = [weight for name, weight in named if name.startswith("encoder.")]
    heads = [weight for name, weight in named if not name.startswith("encoder.")]
    return [{"params": encoder, "lr": rates.encoder}, {"params": heads, "lr": rates.heads}]
