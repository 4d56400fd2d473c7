"""How often statements relate as people say: `python -m benchmarks.relations CORPUS...`.

CORPUS are all files of talks and training/annotations/composed-*.jsonl.

Prints precision and recall of each relation, and of the clashes that `sayso clashes` shows, on a part of
`training/annotations/pairs.jsonl` whose negotiations gave no weight, with 95 % intervals by drawing the pairs anew,
beside two plain rules run on the same pairs: acts that oppose each other on one issue clash, and contents that share
half their words meet.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from pathlib import Path

import click
import numpy as np
from training.build_relations import LEARNT, MEASURED, labelled

from sayso.analysis.clashes import SURE
from sayso.analysis.relations import REFUSALS, Proposal, Related, Relation, relate, shared_words
from sayso.terminal.console import make_console, plain_table

DRAWS = 1000
MEET = 0.5

Labels = Sequence[str]


def by_acts(one: Proposal, other: Proposal) -> Relation:
    """One refuses and the other does not: a clash; else they meet."""
    differ = (one.statement.act in REFUSALS) != (other.statement.act in REFUSALS)
    return Relation.CLASH if differ else Relation.OVERLAP


def by_words(one: Proposal, other: Proposal) -> Relation:
    """Half the words in common: a clash where only one refuses, else they meet; otherwise unrelated."""
    return by_acts(one, other) if shared_words(one.quote, other.quote).overlap >= MEET else Relation.UNRELATED


def as_shown(related: Related) -> str:
    """The relation, where clashes that are not sure enough to be shown are none."""
    hidden = related.relation is Relation.CLASH and related.score < SURE
    return str(Relation.UNRELATED if hidden else related.relation)


def precision_recall(gold: Labels, found: Labels, wanted: str) -> tuple[float, float]:
    """Precision and recall of one relation, in percent; nan where there is nothing to count."""
    hits = sum(one == other == wanted for one, other in zip(gold, found, strict=True))
    precision = 100 * hits / found.count(wanted) if found.count(wanted) else float("nan")
    recall = 100 * hits / gold.count(wanted) if gold.count(wanted) else float("nan")
    return precision, recall


def interval(gold: Labels, found: Labels, wanted: str) -> tuple[str, str]:
    """Precision and recall with their 95 % intervals, as text."""
    chance = np.random.default_rng(0)
    draws = [chance.integers(0, len(gold), len(gold)) for _ in range(DRAWS)]
    warnings.filterwarnings("ignore", "All-NaN")  # a relation that a rule never gives has no precision
    drawn = np.array([precision_recall([gold[i] for i in d], [found[i] for i in d], wanted) for d in draws])
    low, high = np.nanpercentile(drawn, [2.5, 97.5], axis=0)
    values = precision_recall(gold, found, wanted)
    return tuple(f"{value:.0f} ({a:.0f}–{b:.0f})" for value, a, b in zip(values, low, high, strict=True))  # type: ignore[return-value]


@click.command(help=__doc__)
@click.argument("corpora", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--part", type=click.Choice((*MEASURED, *LEARNT)), default=MEASURED[0], show_default=True)
def main(corpora: tuple[Path, ...], part: str) -> None:
    """Relate the pairs and print the table."""
    pairs = list(labelled(corpora, part))
    gold = [label for _, _, label in pairs]
    rules: dict[str, Callable[[Proposal, Proposal], Relation]] = {"acts alone": by_acts, "words and acts": by_words}
    related = relate([(one, other) for one, other, _ in pairs])
    answers = {"Sayso": [str(each.relation) for each in related], "as shown": [as_shown(each) for each in related]}
    answers |= {name: [str(rule(one, other)) for one, other, _ in pairs] for name, rule in rules.items()}
    table = plain_table("Method", "Relation", "Gold", "Found", "Precision", "Recall", numbers=("Gold", "Found"))
    for name, found in answers.items():
        for relation in Relation:
            wanted = str(relation)
            counts = str(gold.count(wanted)), str(found.count(wanted))
            table.add_row(name, wanted, *counts, *interval(gold, found, wanted))
    make_console().print(table)


if __name__ == "__main__":
    main()
