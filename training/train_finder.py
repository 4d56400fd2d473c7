"""How the finder learns: its loss, and its passes over the lessons."""

from __future__ import annotations

import time
from collections.abc import Sequence

import click
import torch
from torch import Tensor
from torch.nn import functional

from training.finder import Finder
from training.lessons import Exercise, Lesson, exercises
from training.schedule import Run

PER_ANCHOR = 40.0  # pieces of news text for one statement: puts the loss of a piece on the scale of a statement
ROLE_WEIGHT = 0.2  # a statement has some 25 pieces, not independent of each other
FLAT_WEIGHT = 4.0


def loss_of(finder: Finder, given: Exercise) -> Tensor:
    """The loss of one batch: anchors, roles given the true anchors, and roles whatever the anchor."""
    states, scores = finder(given.ids, given.features, given.mask)
    real = given.mask.to(torch.float32)
    anchors = functional.binary_cross_entropy_with_logits(scores, given.anchored, weight=real, reduction="sum")
    flat = functional.binary_cross_entropy_with_logits(
        finder.flat(states), given.flat, weight=real[..., None], reduction="sum"
    )
    loss: Tensor = (PER_ANCHOR * anchors + FLAT_WEIGHT * flat) / real.sum()
    if len(given.rows):
        roles = finder.roles(states, given.rows, given.anchors)
        each = functional.cross_entropy(roles.transpose(1, 2), given.roles, reduction="none")
        loss = loss + ROLE_WEIGHT * (each * real[given.rows]).sum() / len(given.rows)
    return loss


def train(run: Run, finder: Finder, lessons: Sequence[Lesson], size: int, ends: tuple[int, int], every: int) -> None:
    """Step until the run's last step, saving it every `every` steps."""
    epoch = done = 0
    began, total, counted = time.monotonic(), 0.0, 0
    while run.step < run.steps:
        for given in exercises(lessons, size, ends, seed=epoch):
            done += 1
            if done <= run.step:
                continue
            finder.train()
            loss = loss_of(finder, given)
            run.learn(loss)
            total, counted = total + loss.item(), counted + 1
            if run.step % every == 0 or run.step == run.steps:
                click.echo(f"{run.step}/{run.steps} loss {total / counted:.3f} {time.monotonic() - began:.0f} s")
                total, counted = 0.0, 0
                run.save()
            if run.step >= run.steps:
                return
        epoch += 1
