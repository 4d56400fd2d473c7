"""How well Sayso reads: `python benchmarks/quality.py NAME=GOLD[:GUIDELINES]...` prints a Markdown table.

GOLD is a file of annotated reports, as `sayso eval` takes it; GUIDELINES say what is a statement in it: talks (unless
told otherwise), polnear or any. Every set is read with the package's model. There is one column for each set, with
percentages as `sayso eval` defines them; a dash where the set has no such annotation. Reports that could not be read
are named on standard error, and count as read without any statement.

    python benchmarks/quality.py dossier=src/sayso/examples/ukraine-2025.jsonl PolNeAR=dev.jsonl.gz:polnear
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sayso.cli import GUIDELINES, load_reader, read_annotated
from sayso.evaluation import evaluate
from sayso.rows import rows_by_id
from sayso.terminal.console import make_console
from sayso.terminal.figures import percent
from sayso.terminal.progress import long_run

ARGUMENT = re.compile(rf"(?P<name>[^=]+)=(?P<path>.+?)(?::(?P<guidelines>{'|'.join(GUIDELINES)}))?")
F1 = 2
PRECISION = 0
# The line in the table, and where the figure stands in what `sayso eval --json` prints.
FIGURES: dict[str, tuple[str | int, ...]] = {
    **{f"token F1, {role}": ("token", role, F1) for role in ("source", "cue", "content")},
    **{f"relation F1, {fits}": ("relation", fits, F1) for fits in ("lenient", "iou50", "exact")},
    **{f"{name} right": ("labels", name) for name in ("act", "stand", "holder", "party", "via", "issue")},
    "whole F1": ("whole", F1),
    "named holder, precision": ("details", "named_holder", PRECISION),
    **{f"{name} date, {kind}": ("details", name, kind) for name in ("said", "deadline") for kind in ("exact", "false")},
}


@dataclass(frozen=True, slots=True)
class GoldSet:
    """A file of annotated reports, the name it has in the table, and the guidelines it was annotated under."""

    name: str
    path: Path
    guidelines: str

    @classmethod
    def from_argument(cls, argument: str) -> GoldSet:
        """The set that NAME=GOLD[:GUIDELINES] names; raises ArgumentTypeError on anything else."""
        parts = ARGUMENT.fullmatch(argument)
        if parts is None:
            raise argparse.ArgumentTypeError(f"{argument} is not NAME=GOLD or NAME=GOLD:GUIDELINES")
        return cls(parts["name"], Path(parts["path"]), parts["guidelines"] or GUIDELINES[0])


def figures(gold: GoldSet) -> dict[str, Any]:
    """The figures of one set, as `sayso eval --json` prints them."""
    annotated = rows_by_id([gold.path])
    with long_run(make_console(sys.stderr), shown=sys.stderr.isatty()) as run:
        found = read_annotated(load_reader(None, gold.guidelines), annotated.values(), run)
    return evaluate(annotated, found).to_json()


def table(sets: Mapping[str, Mapping[str, Any]]) -> str:
    """The figures of sets by name, as Markdown."""
    lines = [["", *sets], ["---", *["---:"] * len(sets)]]
    for size in ("reports", "statements"):
        lines.append([size, *(f"{found[size]:,}" for found in sets.values())])
    for name, place in FIGURES.items():
        lines.append([name, *(percent(figure(found, place)) for found in sets.values())])
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def figure(found: Any, place: Iterable[str | int]) -> float | None:
    """The figure at a place; None where the set is not annotated so far."""
    for key in place:
        if isinstance(key, str) and key not in found:
            return None
        found = found[key]
    return None if found is None else float(found)


def main() -> None:
    """Read the sets that the command line names and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("sets", metavar="NAME=GOLD[:GUIDELINES]", nargs="+", type=GoldSet.from_argument)
    sets: list[GoldSet] = parser.parse_args().sets
    print(table({gold.name: figures(gold) for gold in sets}))


if __name__ == "__main__":
    main()
