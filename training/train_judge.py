"""How the judge learns: its tasks, its loss, and its passes over them."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from sayso.agenda import Agenda
from sayso.reading.passages import OUTSIDE, Passage, Passages, pack, passage
from sayso.reading.pieces import split
from training.corpora import Example
from training.judge import LABELS, Judge
from training.schedule import Run, device, narrow

Texts = tuple[Tensor, Tensor]  # ids and mask

UNKNOWN = -1
ANNOTATED = ("act", "stand", "firmness")
SIZE = 24  # passages in a batch
MASKED = 0.12  # share of pieces that a passage loses
HIDDEN = 0.5  # share of issues that a batch does not see, so that none is learnt by heart
KEPT = {"assess": 0.4, "state": 0.6}  # share of PolNeAR's statements with these acts, which outnumber the others
CUT = 0.25  # share of words that a description loses
WEIGHTS = {"act": 1.0, "stand": 0.5, "firmness": 0.3, "hedged": 0.3}
SMOOTHING = 0.05  # share of an annotation that is spread over all values
TRUST = 0.7  # weight of a teacher where there is an annotation, too


@dataclass(frozen=True, slots=True)
class Task:
    """A passage with the number of each label (-1 where the corpus has none) and the issues, the first one first.

    `marks` are a teacher's probabilities for the values of each label, where there is a teacher.
    """

    passage: Passage
    labels: Mapping[str, int]
    issues: tuple[str, ...]
    marks: Mapping[str, Tensor] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Trial:
    """A batch of tasks, their passages as the judge sees them this time, and the issues that it is asked about."""

    tasks: Sequence[Task]
    passages: Passages
    keys: tuple[str, ...]
    issues: Texts


def tasks(read: Iterable[Example], tokenizer: Tokenizer, ends: tuple[int, int]) -> Iterator[Task]:
    """The tasks of reports; a statement with no act has no labels."""
    for example in read:
        pieces, title = split(example.text, tokenizer), split(example.title, tokenizer)
        for draft, row in example.pairs():
            given = row if row.get("act") else {}
            yield Task(passage(title, pieces, draft, ends), _labels(given), tuple(given.get("issues") or ()))


def annotated(given: Iterable[Task]) -> list[Task]:
    """The tasks whose act is known."""
    return [task for task in given if task.labels["act"] != UNKNOWN]


def _labels(row: Mapping[str, Any]) -> dict[str, int]:
    given = {**row, "hedged": None if row.get("hedged") is None else ("no", "yes")[row["hedged"]]}
    return {
        name: values.index(given[name]) if given.get(name) is not None else UNKNOWN for name, values in LABELS.items()
    }


def with_acts(read: Sequence[Example], annotations: Path) -> list[Example]:
    """The reports of PolNeAR with our annotation of act, stand and firmness for some of their statements."""
    with annotations.open(encoding="utf8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    known = {(row["report"], int(row["content"])): {name: row[name] for name in ANNOTATED} for row in rows}
    chance = random.Random(0)
    kept = {key: row for key, row in known.items() if chance.random() < KEPT.get(row["act"], 1.0)}
    return [
        example.with_rows({**row, **kept.get((example.id, draft.content[0][0]), {})} for draft, row in example.pairs())
        for example in read
    ]


def descriptions(agenda: Path) -> dict[str, str]:
    """The description of every issue of an agenda's file, by its id."""
    return {issue.id: issue.description for issue in Agenda.open(agenda).issues}


def varied(about: Mapping[str, str], chance: random.Random) -> dict[str, str]:
    """Some of the issues, their descriptions with some words left out."""
    kept = [key for key in about if chance.random() >= HIDDEN] or list(about)
    return {key: " ".join(word for word in about[key].split() if chance.random() >= CUT) or about[key] for key in kept}


def encoded(texts: Sequence[str], tokenizer: Tokenizer) -> Texts:
    """Ids and mask of texts."""
    rows = [torch.tensor(encoding.ids) for encoding in tokenizer.encode_batch(list(texts))]
    ids = torch.nn.utils.rnn.pad_sequence(rows, batch_first=True)
    return ids, (torch.arange(ids.shape[1])[None] < torch.tensor([len(row) for row in rows])[:, None]).long()


def masked(passages: Passages, chance: np.random.Generator, mask: int) -> Passages:
    """The passages with some of their pieces masked, so that no statement is learnt by heart."""
    lost = (chance.random(passages.ids.shape) < MASKED) & (passages.features[..., 3] != OUTSIDE)
    return replace(passages, ids=np.where(lost, mask, passages.ids))


def loss_of(judge: Judge, trial: Trial) -> Tensor:
    """The loss of one batch: every label, and the comparison with the issues."""
    batch, given = trial.tasks, trial.passages
    at = device()
    with narrow():
        scores, vectors = judge(*(torch.from_numpy(part).to(at) for part in (given.ids, given.features, given.mask)))
        described = judge.describe(*(part.to(at) for part in trial.issues))
    loss = _issue_loss(judge, vectors.float(), described.float(), batch, trial.keys)
    for name, weight in WEIGHTS.items():
        known, wanted = _wanted(batch, name)
        if known:
            loss = loss + weight * functional.cross_entropy(scores[name].float()[known], wanted.to(at))
    return loss


def _wanted(batch: Sequence[Task], name: str) -> tuple[list[int], Tensor]:
    """The tasks with an annotation or a mark for a label, by number, and the probabilities they should be given."""
    rows = {number: row for number, task in enumerate(batch) if (row := wanted(task, name)) is not None}
    return list(rows), torch.stack(list(rows.values())) if rows else torch.zeros(0)


def wanted(task: Task, name: str) -> Tensor | None:
    """The probabilities of a label's values that the judge should give: the annotation, the teacher's, or of both."""
    label, mark, values = task.labels[name], task.marks.get(name), len(LABELS[name])
    if label == UNKNOWN:
        return mark
    known = torch.full((values,), SMOOTHING / values)
    known[label] += 1 - SMOOTHING
    return known if mark is None else torch.lerp(known, mark, TRUST)


def _issue_loss(judge: Judge, vectors: Tensor, described: Tensor, batch: Sequence[Task], keys: Sequence[str]) -> Tensor:
    """Each issue by itself, and the first against the others."""
    told = [index for index, task in enumerate(batch) if task.issues]
    if not told:
        return torch.zeros((), device=vectors.device)
    compared = judge.compare(vectors[told], described)
    wanted = torch.tensor([[float(key in batch[index].issues) for key in keys] for index in told])
    first = torch.tensor([keys.index(key) if (key := batch[i].issues[0]) in keys else UNKNOWN for i in told])
    each = functional.binary_cross_entropy_with_logits(compared, wanted.to(compared), reduction="none").sum(1).mean()
    if (first < 0).all():
        return 0.3 * each
    return 0.3 * each + 0.5 * functional.cross_entropy(compared, first.to(compared.device), ignore_index=UNKNOWN)


def batches(given: Sequence[Task], size: int, chance: random.Random) -> list[list[Task]]:
    """The tasks in a random order, passages of like length together."""
    mixed = sorted(given, key=lambda task: len(task.passage.ids) + chance.random() * 16)
    groups = [list(mixed[i : i + size]) for i in range(0, len(mixed), size)]
    chance.shuffle(groups)
    return groups


def course(given: Sequence[Task], about: Mapping[str, str], tokenizer: Tokenizer) -> Iterator[Trial]:
    """Pass after pass over the tasks, each in another order, with other issues hidden and other pieces masked."""
    mask = tokenizer.token_to_id("[MASK]")
    if mask is None:
        raise ValueError("the tokenizer has no [MASK]")
    for epoch in count():
        chance, blanks = random.Random(epoch), np.random.default_rng(epoch)
        for batch in batches(given, SIZE, chance):
            seen = varied(about, chance)
            passages = masked(pack([task.passage for task in batch]), blanks, mask)
            yield Trial(batch, passages, tuple(seen), encoded(list(seen.values()), tokenizer))


def train(
    run: Run, judge: Judge, given: Sequence[Task], about: Mapping[str, str], tokenizer: Tokenizer, every: int
) -> None:
    """Step until the run's last step, saving it every `every` steps."""
    run.follow(course(given, about, tokenizer), lambda trial: loss_of(judge, trial), every)
