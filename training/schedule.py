"""What every training run shares: its device, its steps, its learning rates, its checkpoints."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

import click
import torch
from torch import nn
from torch.optim import AdamW
from torch.optim.lr_scheduler import LambdaLR

Lesson = TypeVar("Lesson")


@dataclass(frozen=True, slots=True)
class Rates:
    """Peak learning rates of encoder and heads, and the shares of steps that lead up to and down from them."""

    encoder: float = 1.2e-4
    heads: float = 8e-4
    warmup: float = 0.04
    cooldown: float = 0.5

    def share(self, step: int, steps: int) -> float:
        """The share of the peak at a step: up in a line, level, and down in a line to nothing at the last step."""
        warm, cool = max(1.0, steps * self.warmup), max(1.0, steps * self.cooldown)
        return min(1.0, (step + 1) / warm, max(0.0, (steps - step) / cool))


def device() -> torch.device:
    """Where training runs: a graphics processor, if there is one."""
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def narrow() -> torch.autocast:
    """A context that multiplies matrices in 16 bits where the processor can, which takes less than half the time."""
    able = torch.cuda.is_available() or any(torch.cpu.get_capabilities().get(f) for f in ("avx512_bf16", "amx_bf16"))
    return torch.autocast(device().type, dtype=torch.bfloat16, enabled=able)


class Run:
    """A model in training: steps it, and can be stopped and taken up again from its checkpoint."""

    def __init__(self, model: nn.Module, steps: int, rates: Rates, checkpoint: Path) -> None:
        """Take up the run from `checkpoint` if it exists."""
        self.model = model.to(device())
        self.steps = steps
        self.step = 0
        self.checkpoint = checkpoint
        self.optimizer = AdamW(_groups(model, rates), weight_decay=0.01)
        self.scheduler = LambdaLR(self.optimizer, lambda step: rates.share(step, steps))
        if checkpoint.exists():
            self._restore(torch.load(checkpoint, weights_only=True, map_location=device()))

    def follow(self, course: Iterator[Lesson], loss_of: Callable[[Lesson], torch.Tensor], every: int) -> None:
        """Learn from what is left of the course, one item a step, saving the run every `every` steps."""
        if self.step >= self.steps:
            return
        began, losses = time.monotonic(), list[float]()
        self.model.train()
        for given in islice(course, self.step, self.steps):
            loss = loss_of(given)
            self.learn(loss)
            losses.append(loss.item())
            if self.step % every == 0 or self.step == self.steps:
                mean = sum(losses) / len(losses)
                click.echo(f"{self.step}/{self.steps} loss {mean:.3f} {time.monotonic() - began:.0f} s")
                losses.clear()
                self.save()

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
