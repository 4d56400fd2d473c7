"""Write vocabulary/occasions.yml: what each clue for the day of a saying weighs, counted in annotated reports.

    python -m training.build_dating train.jsonl train-real.jsonl training/annotations/composed-?.jsonl

A statement's dates compete with each other and with no date at all: the odds of each are the exponential of the sum of
its clues' weights. The weights are those under which the annotated dates are likeliest, each drawn to nought a little.
How likely a date must be to be given is read off reports that the weights were not fitted to, in five parts in turn: it
is what dates FALSE of the statements without an annotated date, and no more. Prints that curve.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import torch
import yaml

import sayso.vocabulary
from sayso.reading.dating import occasions_of
from sayso.reading.draft import Draft
from sayso.reading.holders import attribute
from sayso.reading.occasions import Occasion, Weights
from sayso.report import Report
from sayso.rows import read_rows
from training.corpora import examples

TARGET = Path(sayso.vocabulary.__file__).parent / "occasions.yml"
FALSE = 0.025
OWN = 0.45
PARTS = 5
ROUNDS = 3
DECAY = 2.0
RAREST = 4  # statements in which a clue must occur to be weighed
HEADER = """\
# What each clue for the day of a saying weighs; a date's clues are added up, and the exponential is its odds against
# no date. `certainty` is how likely a date must be to be given, `own` how likely one beside the saying must be to be
# carried on. Written by training/build_dating.py from {reports} reports with {statements} statements.
# Source: Sayso's annotated reports (training/annotations, and the talks corpus); names of clues are those of
# reading/adjacent_dates.py, reading/distant_dates.py and reading/standing.py.
"""


@dataclass(frozen=True, slots=True)
class Told:
    """A report with its drafts, their resolved holders, and the annotated dates."""

    report: Report
    drafts: tuple[Draft, ...]
    holders: tuple[str, ...]
    dates: tuple[str | None, ...]


Choice = tuple[Sequence[Occasion], str | None]


def main() -> None:
    """Fit the weights to the files that the command line names and write them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("files", type=Path, nargs="+")
    told = [one for path in parser.parse_args().files for one in _told(path)]
    likely = [pair for part in range(PARTS) for pair in _unseen(told, part)]
    certainty = _certainty(likely)
    fitted = replace(_fitted(told), certainty=certainty)
    TARGET.write_text(_written(fitted, told), encoding="utf8")


def _told(path: Path) -> Iterator[Told]:
    for row, example in zip(read_rows(path), examples(path, "talks"), strict=True):
        report = Report.from_json(row)
        holders = tuple(found.holder.value for found in attribute(report, example.drafts))
        yield Told(report, example.drafts, holders, tuple(row.get("said") for row in example.rows))


def _choices(told: Iterable[Told], weights: Weights) -> list[Choice]:
    return [
        (occasions, date)
        for one in told
        for occasions, date in zip(occasions_of(one.report, one.drafts, one.holders, weights), one.dates, strict=True)
    ]


def _unseen(told: Sequence[Told], part: int) -> Iterator[tuple[float, str | None, str | None]]:
    """How likely the best date of each statement in a part is by the others, with it and the annotated one."""
    weights = _fitted([one for place, one in enumerate(told) if place % PARTS != part])
    for occasions, date in _choices(told[part::PARTS], weights):
        best, likely = weights.likeliest(occasions)
        yield likely, best.date if best else None, date


def _certainty(likely: Sequence[tuple[float, str | None, str | None]]) -> float:
    """The least certainty that leaves no more than FALSE of the statements without a date with one."""
    undated = sorted((chance for chance, _, date in likely if date is None), reverse=True)
    dated = [(chance, found == date) for chance, found, date in likely if date is not None]
    for share in (0.01, 0.02, 0.03, 0.05, 0.08, 0.12):
        least = undated[int(share * len(undated))]
        exact = sum(right for chance, right in dated if chance > least) / len(dated)
        print(f"false {share:.0%}: certainty {least:.2f}, exact {exact:.1%}")
    return round(undated[int(FALSE * len(undated))], 2)


def _fitted(told: Sequence[Told]) -> Weights:
    """The weights, and with them which dates count as a saying's own, in a few rounds."""
    weights = Weights({}, 0.5, 1.0)
    for _ in range(ROUNDS):
        weights = Weights(_fit(_choices(told, weights)), 0.5, OWN)
    return weights


def _fit(choices: Sequence[Choice]) -> dict[str, float]:
    """The most likely weights, by Newton's method with a memory."""
    names = _frequent(choices)
    rows = [(number, occasion, date) for number, (occasions, date) in enumerate(choices) for occasion in occasions]
    clues = _indicators([occasion for _, occasion, _ in rows], names)
    numbers = torch.tensor([number for number, _, _ in rows])
    right = torch.tensor([occasion.date == date for _, occasion, date in rows])
    undated = torch.tensor([date is None for _, date in choices])
    weights = torch.zeros(len(names), dtype=torch.float64, requires_grad=True)
    search = torch.optim.LBFGS([weights], max_iter=200, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        search.zero_grad()
        odds = torch.sparse.mm(clues, weights[:, None])[:, 0].exp()
        every = torch.ones(len(choices), dtype=torch.float64).index_add(0, numbers, odds)
        wanted = undated.to(torch.float64).index_add(0, numbers[right], odds[right])
        known = wanted > 0
        total = (every[known].log() - wanted[known].log()).sum() + DECAY / 2 * (weights**2).sum()
        total.backward()  # type: ignore[no-untyped-call]
        return total

    search.step(loss)  # type: ignore[no-untyped-call]
    return dict(zip(names, weights.tolist(), strict=True))


def _frequent(choices: Iterable[Choice]) -> list[str]:
    counts: dict[str, int] = {}
    for occasions, _ in choices:
        for clue in {clue for occasion in occasions for clue in occasion.clues}:
            counts[clue] = counts.get(clue, 0) + 1
    return sorted(clue for clue, count in counts.items() if count >= RAREST)


def _indicators(occasions: Sequence[Occasion], names: Sequence[str]) -> torch.Tensor:
    """A sparse table: which occasion has which clue."""
    column = {name: place for place, name in enumerate(names)}
    pairs = [(row, column[clue]) for row, occasion in enumerate(occasions) for clue in occasion.clues if clue in column]
    size = (len(occasions), len(names))
    return torch.sparse_coo_tensor(torch.tensor(pairs).T, torch.ones(len(pairs), dtype=torch.float64), size).coalesce()


def _written(weights: Weights, told: Sequence[Told]) -> str:
    header = HEADER.format(reports=len(told), statements=sum(len(one.drafts) for one in told))
    clues = {clue: round(weight, 2) for clue, weight in sorted(weights.clues.items()) if abs(weight) >= 0.05}
    content = {"certainty": weights.certainty, "own": weights.own, "clues": clues}
    return header + yaml.safe_dump(content, sort_keys=False, width=120)


if __name__ == "__main__":
    main()
