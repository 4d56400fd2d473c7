"""Corpora in, one ONNX file and its manifest out: `python -m training.train CORPORA --run RUN --out FOLDER`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click
import torch
from tokenizers import Tokenizer

from sayso.reading.model import TOKENIZER, WEIGHTS
from sayso.reading.pieces import ends
from training.corpora import Example, examples
from training.encoder import Encoder, pretrained_tokenizer
from training.export import export, write_manifest
from training.finder import Finder
from training.judge import Judge
from training.lessons import Lesson, lesson
from training.schedule import Rates, Run
from training.train_finder import Stage
from training.train_finder import train as train_finder
from training.train_judge import SIZE, annotated, descriptions, tasks, with_acts
from training.train_judge import train as train_judge

OURS = Path(__file__).parent / "annotations"
JUDGE_RATES = Rates(encoder=8e-5, cooldown=0.8)
THRESHOLDS = {"anchor": 0.5, "doubtful": 0.1, "issue": -1.0}  # probabilities; log-odds
CORPORA = {
    "talks train": "composed for this project",
    "talks train-real": "press reports annotated for this project; texts not distributed",
    "composed, marked": "composed for this project, in training/annotations",
    "polnear train": "Newell, Margolin and Ruths 2018; no licence stated; texts not distributed",
    "polnear acts": "our acts for PolNeAR statements, in training/annotations",
    "all-MiniLM-L6-v2": "pretrained encoder, Apache-2.0",
}


@dataclass(frozen=True, slots=True)
class Size:
    """How large a training is: the finder's steps in its two stages, the judge's passes over its tasks.

    `windows` are those in a batch, `shape` the encoder's width, layers and heads (None: MiniLM).
    """

    finder_steps: tuple[int, int] = (4600, 2600)
    judge_epochs: float = 5.0
    windows: int = 8
    shape: tuple[int, int, int] | None = None
    every: int = 100


SMALL = Size(finder_steps=(12, 6), judge_epochs=2.0, windows=2, shape=(48, 1, 4), every=1000)


def encoder_of(size: Size) -> Encoder:
    """A pretrained encoder, or a small fresh one of `size`'s shape; each time the same, so that all share its words."""
    if size.shape is None:
        return Encoder.pretrained()
    width, layers, heads = size.shape
    with torch.random.fork_rng():
        torch.manual_seed(0)
        return Encoder(width=width, layers=layers, heads=heads)


def reports_of_our_own(ours: Path) -> list[Path]:
    """The files of reports that we composed and annotated, in the folder `ours`."""
    return [file for kind in ("composed", "marked") for file in sorted(ours.glob(f"{kind}-*.jsonl"))]


def negotiations(corpora: Path, ours: Path) -> list[Example]:
    """Every report on negotiations that the model is trained on."""
    files = [corpora / "talks/train.jsonl", corpora / "talks/train-real.jsonl", *reports_of_our_own(ours)]
    return [example for file in files for example in examples(file, "talks")]


def finder_trained(
    wide: Sequence[Lesson], close: Sequence[Lesson], special: tuple[int, int], size: Size, folder: Path
) -> Finder:
    """The finder, trained on `wide` and then on `close`, or taken up where its checkpoint in `folder` left it."""
    stages = [Stage(lessons, steps) for lessons, steps in zip((wide, close), size.finder_steps, strict=True)]
    finder = Finder(encoder_of(size))
    run = Run(finder, sum(size.finder_steps), Rates(), folder / "finder.pt")
    train_finder(run, finder, stages, size.windows, special, size.every)
    return finder


def judge_trained(
    read: Sequence[Example], tokenizer: Tokenizer, special: tuple[int, int], size: Size, folder: Path, agenda: Path
) -> Judge:
    """The judge, trained or taken up where its checkpoint in `folder` left it."""
    given = annotated(tasks(read, tokenizer, special))
    judge = Judge(encoder_of(size))
    run = Run(judge, int(size.judge_epochs * -(-len(given) // SIZE)), JUDGE_RATES, folder / "judge.pt")
    train_judge(run, judge, given, descriptions(agenda), tokenizer, size.every)
    return judge


@click.command()
@click.argument("corpora", type=click.Path(path_type=Path, exists=True))
@click.option("--run", type=click.Path(path_type=Path), required=True, help="Folder of the checkpoints.")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="Folder of the model.")
@click.option("--annotations", type=click.Path(path_type=Path, exists=True), default=OURS, help="Folder of our own.")
@click.option(
    "--repeat", default=3, show_default=True, help="Passes of talks for one of PolNeAR in the finder's second stage."
)
@click.option("--small", is_flag=True, help="A tiny model, to try the way from corpora to model.")
def main(corpora: Path, run: Path, out: Path, annotations: Path, repeat: int, small: bool) -> None:
    """Train on CORPORA (folders polnear and talks) and write the model; a run that was stopped is taken up again."""
    torch.manual_seed(0)
    size = SMALL if small else Size()
    tokenizer = pretrained_tokenizer()
    special = ends(tokenizer)
    talks, polnear = negotiations(corpora, annotations), examples(corpora / "polnear/train.jsonl.gz", "polnear")
    theirs, ours = ([lesson(example, tokenizer) for example in read] for read in (polnear, talks))
    finder = finder_trained([*theirs, *ours], [*theirs, *(ours * repeat)], special, size, run)
    judged = [*talks, *with_acts(polnear, annotations / "polnear-acts.tsv")]
    judge = judge_trained(judged, tokenizer, special, size, run, corpora / "talks/agenda.yml")
    out.mkdir(parents=True, exist_ok=True)
    export(finder, judge, run / WEIGHTS, whole=True)
    export(finder, judge, out / WEIGHTS)
    tokenizer.save(str(out / TOKENIZER), pretty=False)
    write_manifest(judge, out / WEIGHTS, THRESHOLDS, {"corpora": CORPORA})


if __name__ == "__main__":
    main()
