"""A teacher for the judge: `python -m training.teach CORPORA --teacher FOLDER --run RUN --out FOLDER`.

An encoder five times as large as the judge's, too slow to ship, learns what the judge learnt. It then marks those
statements, and others that nobody annotated, with the probabilities that it and the judge give to their labels, and the
judge goes on learning from the marks (Hinton, Vinyals and Dean 2015, "Distilling the Knowledge in a Neural Network").
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import click
import torch
from torch import Tensor

from sayso.reading.model import FOLDER
from sayso.reading.passages import pack
from sayso.reading.pieces import ends
from training.corpora import Example, examples
from training.encoder import pretrained_tokenizer
from training.exchange import exchange, judge_of
from training.judge import Judge
from training.mpnet import MPNet
from training.schedule import Rates, Run, device, narrow
from training.train import OURS, SMALL, Size, encoder_of, negotiations
from training.train_judge import SIZE, Task, annotated, descriptions, tasks, train, with_acts

THEIRS = 4000  # statements of PolNeAR at most, annotated or not
TOGETHER = 48  # passages that are marked together
SHARE = 0.6  # of the teacher in marking acts; the rest is the judge's own from before
LEAST = 1e-6  # probability
FACTS = {"all-mpnet-base-v2": "pretrained encoder of the judge's teacher, Apache-2.0"}


@dataclass(frozen=True, slots=True)
class Term:
    """How long and how fast somebody learns: passes over the tasks, and rates."""

    epochs: float
    rates: Rates


TEACHER = Term(1.07, Rates(encoder=4e-5, heads=4e-4, warmup=0.06, cooldown=0.85))
PUPIL = Term(3.0, Rates(encoder=6e-5, heads=6e-4, cooldown=0.9))


def trained(judge: Judge, given: Sequence[Task], term: Term, agenda: Path, checkpoint: Path) -> Judge:
    """The judge after a term, or taken up where its checkpoint left it."""
    run = Run(judge, int(term.epochs * -(-len(given) // SIZE)), term.rates, checkpoint)
    train(run, judge, given, descriptions(agenda), pretrained_tokenizer(), every=50)
    return judge


def some(given: Sequence[Task], count: int) -> list[Task]:
    """At most so many of the tasks, drawn by chance."""
    return random.Random(0).sample(given, min(count, len(given)))


def marked(given: Sequence[Task], teacher: Judge, pupil: Judge, file: Path) -> list[Task]:
    """The tasks with their marks, which are kept in `file`."""
    if not file.exists():
        theirs, own = marks(teacher, given), marks(pupil, given)
        torch.save(theirs | {"act": together(theirs["act"], own["act"])}, file)
    kept: Mapping[str, Tensor] = torch.load(file, weights_only=True)
    return [
        replace(task, marks={name: rows[number] for name, rows in kept.items()}) for number, task in enumerate(given)
    ]


def together(theirs: Tensor, own: Tensor) -> Tensor:
    """The geometric mean of a teacher's and a judge's own probabilities, weighted, as both err in their own ways."""
    theirs, own = (each.clamp(min=LEAST).log() for each in (theirs, own))
    return torch.softmax(torch.lerp(own, theirs, SHARE), dim=1)


@torch.no_grad()
def marks(teacher: Judge, given: Sequence[Task]) -> dict[str, Tensor]:
    """The teacher's probabilities for each label (tasks x values)."""
    teacher.eval()
    order = sorted(range(len(given)), key=lambda number: len(given[number].passage.ids))
    groups = [[given[i] for i in order[first : first + TOGETHER]] for first in range(0, len(order), TOGETHER)]
    found = [_probabilities(teacher, group) for group in groups]
    places = torch.tensor(order).argsort()
    return {name: torch.cat([each[name] for each in found])[places] for name in found[0]}


def _probabilities(teacher: Judge, given: Sequence[Task]) -> dict[str, Tensor]:
    batch = pack([task.passage for task in given])
    with narrow():
        scores, _ = teacher(*(torch.from_numpy(a).to(device()) for a in (batch.ids, batch.features, batch.mask)))
    return {name: torch.softmax(each.float(), dim=1).cpu() for name, each in scores.items()}


def encoder_of_teacher(weights: Path | None, size: Size) -> MPNet:
    """MPNet with its weights, or a small fresh one of `size`'s shape."""
    if size.shape is not None:
        return MPNet(*size.shape)
    if weights is None:
        raise click.UsageError("--teacher is missing")
    return MPNet.opened(weights)


def found(files: Iterable[Path]) -> list[Example]:
    """What a reader found in reports, without what it made of it."""
    return [read.with_rows({} for _ in read.rows) for file in files for read in examples(file, "talks")]


@click.command()
@click.argument("corpora", type=click.Path(path_type=Path, exists=True))
@click.option("--run", type=click.Path(path_type=Path), required=True, help="Folder of the checkpoints.")
@click.option("--model", type=click.Path(path_type=Path, exists=True), default=FOLDER, help="Folder of the model.")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="Folder of the model with the new judge.")
@click.option("--teacher", type=click.Path(path_type=Path, exists=True), help="Folder of all-mpnet-base-v2's weights.")
@click.option("--others", type=click.Path(path_type=Path, exists=True), multiple=True, help="What `sayso read` found.")
@click.option("--annotations", type=click.Path(path_type=Path, exists=True), default=OURS, help="Folder of our own.")
@click.option("--small", is_flag=True, help="With a tiny teacher, for a tiny model.")
def main(
    corpora: Path,
    run: Path,
    model: Path,
    out: Path,
    teacher: Path | None,
    others: tuple[Path, ...],
    annotations: Path,
    small: bool,
) -> None:
    """Teach the judge of a model on CORPORA (folders polnear and talks); a run that was stopped is taken up again."""
    torch.manual_seed(0)
    size, agenda, tokenizer = SMALL if small else Size(), corpora / "talks/agenda.yml", pretrained_tokenizer()
    polnear = with_acts(examples(corpora / "polnear/train.jsonl.gz", "polnear"), annotations / "polnear-acts.tsv")
    talks, theirs, more = (
        list(tasks(read, tokenizer, ends(tokenizer)))
        for read in (negotiations(corpora, annotations), polnear, found(others))
    )
    given = annotated([*talks, *theirs])
    judge = trained(Judge(encoder_of_teacher(teacher, size)), given, TEACHER, agenda, run / "teacher.pt")
    pupil = judge_of(model, encoder_of(size))
    lessons = marked([*talks, *more, *some(theirs, THEIRS)], judge, pupil, run / "marks.pt")
    pupil = trained(pupil, lessons, PUPIL, agenda, run / "pupil.pt")
    exchange(pupil, model, out, FACTS)


if __name__ == "__main__":
    main()
