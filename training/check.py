"""Check the shipped weights against the full ones: `python -m training.check RUN/sayso.onnx GOLD...`."""

from __future__ import annotations

import dataclasses
import hashlib
from collections import Counter
from pathlib import Path

import click
import onnxruntime

from sayso.agenda import Agenda
from sayso.intake import read_sources
from sayso.reading.model import Model, shared
from sayso.reading.reader import Reader
from sayso.report import Report
from sayso.statement import Statement

SPANS = ("source", "cue", "content")
FIELDS = ("act", "stand", "issues", "holder")


def whole(weights: Path, shipped: Model) -> Model:
    """The shipped model with the full weights in place of its own."""
    session = onnxruntime.InferenceSession(weights, providers=["CPUExecutionProvider"])
    digest = hashlib.sha256(weights.read_bytes()).hexdigest()
    return Model(session, shipped.tokenizer, dataclasses.replace(shipped.manifest, sha256=digest))


def agreement(one: tuple[Statement, ...], other: tuple[Statement, ...]) -> Counter[str]:
    """How many statements either reading has, how many have the same spans, and of these the same fields."""
    by_spans = {tuple(getattr(statement, role) for role in SPANS): statement for statement in other}
    pairs = [(s, by_spans[key]) for s in one if (key := tuple(getattr(s, role) for role in SPANS)) in by_spans]
    found = Counter(full=len(one), shipped=len(other), spans=len(pairs))
    for field in FIELDS:
        found[field] = sum(getattr(a, field) == getattr(b, field) for a, b in pairs)
    return found


@click.command()
@click.argument("weights", type=click.Path(path_type=Path, exists=True))
@click.argument("gold", nargs=-1, required=True)
def main(weights: Path, gold: tuple[str, ...]) -> None:
    """Read the reports of GOLD with the full WEIGHTS and with the shipped ones, and count where they agree."""
    agenda, shipped = Agenda.general(), shared()
    readers = Reader(whole(weights, shipped), agenda), Reader(shipped, agenda)
    total: Counter[str] = Counter()
    for report in read_sources(gold):
        if isinstance(report, Report):
            one, other = (reader.read(report).statements for reader in readers)
            total += agreement(one, other)
    for name, count in total.items():
        click.echo(f"{name:8} {count}")


if __name__ == "__main__":
    main()
