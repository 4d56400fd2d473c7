"""Write the quartiles of a survey on phrases of likelihood into vocabulary/likelihoods.yml.

    python -m training.build_likelihoods probly.csv

The file has a column for each phrase and a row for each person who gave it a number, 0 to 100. What stands above the
survey in the vocabulary stays as it is.
"""

from __future__ import annotations

import argparse
import csv
from pathlib import Path

import numpy as np

import sayso.vocabulary

TARGET = Path(sayso.vocabulary.__file__).parent / "likelihoods.yml"
SECTION = "survey:\n"
QUARTILES = (0.25, 0.5, 0.75)


def main() -> None:
    """Put the survey that the command line names at the end of the vocabulary."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("survey", type=Path)
    answers = read(parser.parse_args().survey)
    head, _, _ = TARGET.read_text(encoding="utf8").rpartition(SECTION)
    lines = [f"  {phrase}: {quartiles(given)}\n" for phrase, given in answers.items()]
    TARGET.write_text("".join([head, SECTION, *lines]), encoding="utf8")


def read(path: Path) -> dict[str, list[float]]:
    """The answers to each phrase."""
    with path.open(encoding="utf8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    return {phrase: [float(row[phrase]) for row in rows if row[phrase]] for phrase in rows[0]}


def quartiles(answers: list[float]) -> list[float]:
    """The lower quartile, the median and the upper quartile, interpolated linearly."""
    return [round(float(value), 2) for value in np.quantile(answers, QUARTILES)]


if __name__ == "__main__":
    main()
