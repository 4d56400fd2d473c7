"""How often the rank of a holder is what people say: `python -m benchmarks.ranks CORPUS... [--wrong]`.

CORPUS are annotated reports (talks train and dev) that hold the statements of `training/annotations/ranks.jsonl`. The
rules were written with those of talks train before their eyes and without those of dev, so the two count apart. Ranks
are told of the annotated statements: what a reading gets wrong of holders and sources comes on top. The interval (95 %)
comes from drawing the reports anew, as statements of one report share their holders. `--wrong` lists what was told
otherwise.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sayso.analysis.ranks import Ranked, ranks_of
from sayso.ledger.entry import Rank
from sayso.rows import read_rows
from sayso.statement import Reading

LABELS = Path(__file__).parent.parent / "training" / "annotations" / "ranks.jsonl"
DRAWS = 1000


@dataclass(frozen=True, slots=True)
class Case:
    """A statement by its place, with the rank that people say and the one that was told."""

    report: str
    number: int
    holder: str
    wanted: Rank
    told: Ranked

    @property
    def right(self) -> bool:
        """Whether the rank was told as people say."""
        return self.told.rank is self.wanted


def labels(path: Path = LABELS) -> dict[str, dict[int, Rank]]:
    """The ranks that people say, by report and the number of the statement in it."""
    found: dict[str, dict[int, Rank]] = defaultdict(dict)
    for line in path.read_text(encoding="utf8").splitlines():
        row = json.loads(line)
        found[row["id"]][row["number"]] = Rank[row["rank"].upper()]
    return found


def cases(corpus: Path, labelled: Mapping[str, Mapping[int, Rank]]) -> Iterator[Case]:
    """The labelled statements of a corpus."""
    for row in read_rows(corpus):
        reading = Reading.from_json(dict(row))
        wanted = labelled.get(reading.report.id, {})
        told = ranks_of(reading) if wanted else ()
        for number, rank in wanted.items():
            yield Case(reading.report.id, number, reading.statements[number].holder, rank, told[number])


def interval(found: Sequence[Case]) -> tuple[float, float]:
    """Within what the share of right ranks lies, reports drawn anew."""
    reports: dict[str, list[bool]] = defaultdict(list)
    for case in found:
        reports[case.report].append(case.right)
    right, total = np.array([(sum(each), len(each)) for each in reports.values()]).T
    drawn = np.random.default_rng(0).integers(0, len(reports), (DRAWS, len(reports)))
    low, high = np.percentile(right[drawn].sum(1) / total[drawn].sum(1), [2.5, 97.5])
    return float(low), float(high)


def table(name: str, found: Sequence[Case]) -> Iterator[str]:
    """One line for all, one for each rank: how many people say, how many of them were told, how many told are right."""
    low, high = interval(found)
    right = sum(case.right for case in found)
    yield f"{name}: {right} of {len(found)} right, {right / len(found):.1%} ({low:.1%}–{high:.1%})"
    yield f"  {'rank':<10}{'labelled':>9}{'told':>6}{'right':>7}"
    for rank in reversed(Rank):
        labelled, told = [case.wanted is rank for case in found], [case.told.rank is rank for case in found]
        if any(labelled) or any(told):
            both = sum(case.right for case in found if case.wanted is rank)
            yield f"  {rank.name.lower():<10}{sum(labelled):>9}{sum(told):>6}{both:>7}"


def mistakes(found: Iterable[Case]) -> Iterator[str]:
    """What was told otherwise than people say, with the reason."""
    for case in found:
        if not case.right:
            yield f"{case.report} {case.number}\t{case.holder}\t{case.wanted.name}\t{case.told}"


def main() -> None:
    """Tell the ranks of the labelled statements and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("corpus", nargs="+", type=Path)
    parser.add_argument("--wrong", action="store_true", help="list what was told otherwise")
    arguments = parser.parse_args()
    labelled = labels()
    for corpus in arguments.corpus:
        found = list(cases(corpus, labelled))
        print(*table(corpus.stem, found), sep="\n")
        if arguments.wrong:
            print(*mistakes(found), sep="\n")


if __name__ == "__main__":
    main()
