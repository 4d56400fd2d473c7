"""Count the clues of relations: `python -m training.build_relations CORPUS... --out vocabulary/relations.yml`.

CORPUS are annotated reports (all of talks, and annotations/composed-*.jsonl) that hold the statements of
the parts `fit` and `more` give the weights of the clues, by logistic regression with a penalty on large weights; the
words of all statements give how rare a word is. What the vocabulary holds besides (endings, stop words, words that
turn a thing round) is kept.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click
import numpy as np
import yaml
from numpy.typing import NDArray

from sayso.analysis.relations import WORD, Proposal, clues, stem
from sayso.statement import Reading

PAIRS = Path(__file__).parent / "annotations" / "pairs.jsonl"
LEARNT, MEASURED = ("fit", "more"), ("held", "fresh")  # parts of the pairs; no negotiation is in both
QUESTIONS = {
    "about": ("share", "issues", "common", "plain", "one_side", "named"),
    "excludes": ("opposed", "refusal", "one_side", "stands", "denied", "denial", "turned_down", "threat", "condition"),
    "same": ("overlap", "share", "one_side"),
}
PENALTY = (
    4.0  # on the squares of the weights of clues in units of their spread; chosen by cross-validation within `fit`
)
STEPS = 200
COUNTED = 6  # statements that must hold a word for it to be listed


def proposals(corpora: Sequence[Path]) -> dict[tuple[str, int], Proposal]:
    """The proposals of all statements, by the id of their report and their number in it."""
    found = {}
    for path in corpora:
        for line in path.read_text(encoding="utf8").splitlines():
            reading = Reading.from_json(json.loads(line))
            for number, statement in enumerate(reading.statements):
                quote = " ".join(reading.report.quote(statement.content).split())
                found[reading.report.id, number] = Proposal(statement, quote)
    return found


def labelled(corpora: Sequence[Path], part: str, pairs: Path = PAIRS) -> Iterator[tuple[Proposal, Proposal, str]]:
    """The pairs of a part, each with its label."""
    known = proposals(corpora)
    for line in pairs.read_text(encoding="utf8").splitlines():
        row = json.loads(line)
        if row["split"] == part:
            one, other = (known[report, number] for report, number in (row["a"], row["b"]))
            yield one, other, row["label"]


def fitted(rows: NDArray[np.float64], wanted: NDArray[np.float64]) -> NDArray[np.float64]:
    """The weights of a logistic regression, the first that of a column of ones, by Newton's method."""
    mean, spread = rows.mean(0), rows.std(0) + 1e-6
    scaled = np.hstack([np.ones((len(rows), 1)), (rows - mean) / spread])
    penalty = np.diag([0.0, *[2 * PENALTY] * rows.shape[1]])
    weights = np.zeros(scaled.shape[1])
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-scaled @ weights))
        gradient = scaled.T @ (likely - wanted) + penalty @ weights
        curvature = (scaled * (likely * (1 - likely))[:, None]).T @ scaled + penalty
        weights -= np.linalg.solve(curvature, gradient)
    plain = weights[1:] / spread
    return np.array([weights[0] - plain @ mean, *plain])


def weights_of(pairs: Sequence[tuple[Proposal, Proposal, str]]) -> dict[str, dict[str, float]]:
    """The weights of the clues for each question."""
    found = [clues(one, other) for one, other, _ in pairs]
    labels = [label for _, _, label in pairs]
    asked = {
        "about": ([True] * len(labels), [label != "unrelated" for label in labels]),
        "excludes": ([label != "unrelated" for label in labels], [label == "clash" for label in labels]),
        "same": ([label in {"same", "overlap"} for label in labels], [label == "same" for label in labels]),
    }
    return {question: _weights(found, *asked[question], QUESTIONS[question]) for question in QUESTIONS}


def _weights(
    found: Sequence[dict[str, float]], chosen: Sequence[bool], wanted: Sequence[bool], names: Sequence[str]
) -> dict[str, float]:
    kept = [index for index, keep in enumerate(chosen) if keep]
    rows = np.array([[found[index][name] for name in names] for index in kept])
    values = fitted(rows, np.array([float(wanted[index]) for index in kept]))
    return dict(zip(("always", *names), (round(float(value), 3) for value in values), strict=True))


def word_counts(known: Sequence[Proposal]) -> dict[str, int]:
    """In how many statements each word occurs, of those that are in some."""
    counts = Counter(
        each for proposal in known for each in {stem(word.lower()) for word in WORD.findall(proposal.quote)}
    )
    return {word: number for word, number in sorted(counts.items()) if number >= COUNTED}


@click.command(help=__doc__)
@click.argument("corpora", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--out", type=click.Path(exists=True, path_type=Path), required=True)
def main(corpora: tuple[Path, ...], out: Path) -> None:
    """Count, fit and write; the words first, as the clues rest on them."""
    known = list(proposals(corpora).values())
    _write(out, {"statements": len(known), "counts": word_counts(known)})
    _write(out, weights_of([pair for part in LEARNT for pair in labelled(corpora, part)]))


def _write(out: Path, changed: dict[str, Any]) -> None:
    head = "".join(line for line in out.open(encoding="utf8") if line.startswith("#"))
    table = yaml.safe_load(out.read_text(encoding="utf8")) | changed
    text = yaml.safe_dump(table, sort_keys=False, allow_unicode=True, width=118, default_flow_style=None)
    out.write_text(head + text, encoding="utf8")
    from sayso import vocabulary

    vocabulary.load.cache_clear()


if __name__ == "__main__":
    main()
