"""A finder that goes on learning: `python -m training.refine CORPORA --run RUN --out FOLDER --steps STEPS`.

It starts from the weights that ship and goes through the lessons of the finder's second stage again, at a rate that
rises and then falls to nothing. The judge stays as it is.
"""

from __future__ import annotations

from pathlib import Path

import click
import torch

from sayso.reading.model import FOLDER, WEIGHTS
from sayso.reading.pieces import ends
from training.corpora import examples
from training.encoder import pretrained_tokenizer
from training.exchange import describe_as, finder_of, judge_of
from training.export import export
from training.lessons import lesson
from training.schedule import Rates, Run
from training.train import OURS, SMALL, Size, encoder_of, negotiations
from training.train_finder import Stage, train

RATES = Rates(encoder=8e-5, heads=5e-4, cooldown=0.9)


@click.command()
@click.argument("corpora", type=click.Path(path_type=Path, exists=True))
@click.option("--run", type=click.Path(path_type=Path), required=True, help="Folder of the checkpoint.")
@click.option("--model", type=click.Path(path_type=Path, exists=True), default=FOLDER, help="Folder of the model.")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="Folder of the model with the new finder.")
@click.option("--annotations", type=click.Path(path_type=Path, exists=True), default=OURS, help="Folder of our own.")
@click.option("--steps", default=4000, show_default=True, help="Batches of windows.")
@click.option("--repeat", default=3, show_default=True, help="Passes of talks for one of PolNeAR.")
@click.option("--small", is_flag=True, help="For a tiny model.")
def main(
    corpora: Path, run: Path, model: Path, out: Path, annotations: Path, steps: int, repeat: int, small: bool
) -> None:
    """Train the finder of a model on CORPORA (folders polnear and talks); a run that was stopped is taken up again."""
    torch.manual_seed(0)
    size, tokenizer = SMALL if small else Size(), pretrained_tokenizer()
    polnear = examples(corpora / "polnear/train.jsonl.gz", "polnear")
    theirs, ours = (
        [lesson(each, tokenizer) for each in read] for read in (polnear, negotiations(corpora, annotations))
    )
    finder = finder_of(model, encoder_of(size))
    course = [Stage([*theirs, *(ours * repeat)], steps)]
    train(Run(finder, steps, RATES, run / "finder.pt"), finder, course, size.windows, ends(tokenizer), size.every)
    judge = judge_of(model, encoder_of(size))
    out.mkdir(parents=True, exist_ok=True)
    export(finder, judge, out / WEIGHTS)
    describe_as(model, judge, out, {})


if __name__ == "__main__":
    main()
