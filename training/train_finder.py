"""How the finder learns: its loss, and its course through stages of lessons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, count, islice

import torch
from torch import Tensor
from torch.nn import functional

from training.finder import Finder
from training.lessons import Exercise, Lesson, exercises
from training.schedule import Run, device, narrow

PER_ANCHOR = 40.0  # pieces of news text for one statement: puts the loss of a piece on the scale of a statement
ROLE_WEIGHT = 0.2  # a statement has some 25 pieces, not independent of each other
FLAT_WEIGHT = 4.0


@dataclass(frozen=True, slots=True)
class Stage:
    """Lessons that are gone through again and again, for a number of steps."""

    lessons: Sequence[Lesson]
    steps: int


def loss_of(finder: Finder, given: Exercise) -> Tensor:
    """The loss of one batch: anchors, roles given the true anchors, and roles whatever the anchor."""
    with narrow():
        states, scores = finder(given.ids, given.features, given.mask)
        flat = finder.flat(states)
        roles = finder.roles(states, given.rows, given.anchors)
    real = given.mask.to(torch.float32)
    anchored = functional.binary_cross_entropy_with_logits(scores.float(), given.anchored, weight=real, reduction="sum")
    whatever = functional.binary_cross_entropy_with_logits(
        flat.float(), given.flat, weight=real[..., None], reduction="sum"
    )
    each = functional.cross_entropy(roles.float().transpose(1, 2), given.roles, reduction="none")
    loss: Tensor = (PER_ANCHOR * anchored + FLAT_WEIGHT * whatever) / real.sum()
    return loss + ROLE_WEIGHT * (each * real[given.rows]).sum() / max(1, len(given.rows))


def course(stages: Sequence[Stage], size: int, ends: tuple[int, int]) -> Iterator[Exercise]:
    """The batches of every stage, one a step, each pass over its lessons in another order."""
    for number, stage in enumerate(stages):
        passes = (exercises(stage.lessons, size, ends, seed=1000 * number + epoch) for epoch in count())
        yield from islice(chain.from_iterable(passes), stage.steps)


def train(run: Run, finder: Finder, stages: Sequence[Stage], size: int, ends: tuple[int, int], every: int) -> None:
    """Step until the run's last step, saving it every `every` steps."""
    run.follow(course(stages, size, ends), lambda given: loss_of(finder, given.on(device())), every)
