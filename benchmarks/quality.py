"""How well Sayso reads: `python -m benchmarks.quality NAME=GOLD[:GUIDELINES]...` prints a Markdown table.

GOLD is a file of annotated reports, as `sayso eval` takes it; GUIDELINES say what is a statement in it: talks (unless
told otherwise), polnear or any. Every set is read with the package's model. There is one column for each set, with
percentages as `sayso eval` defines them and the interval that holds 95 of 100 of them when the reports of the set are
drawn anew (bootstrap by report, Efron 1979); a dash where the set has no such annotation. Reports that could not be
read are named on standard error, and count as read without any statement.

    python -m benchmarks.quality dossier=src/sayso/examples/ukraine-2025.jsonl PolNeAR=dev.jsonl.gz:polnear

With `--peers` what others find in the same texts (`peers.py`) stands beside it, in a table for each set; they find
spans only, and so no other figures are shown. With `--record` the figures go into the model's manifest, too.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add
from pathlib import Path
from typing import Any

from benchmarks.peers import Peer, peers
from sayso.commands.evaluate import read_annotated
from sayso.commands.running import load_reader
from sayso.commands.shell import GUIDELINES
from sayso.reading.model import FOLDER, MANIFEST
from sayso.rows import rows_by_id
from sayso.scoring import Tally, compare, tally
from sayso.terminal.console import make_console
from sayso.terminal.figures import percent
from sayso.terminal.progress import long_run

ARGUMENT = re.compile(rf"(?P<name>[^=]+)=(?P<path>.+?)(?::(?P<guidelines>{'|'.join(GUIDELINES)}))?")
F1 = 2
PRECISION = 0
DRAWS = 1000
SIZES: dict[str, tuple[str | int, ...]] = {name: (name,) for name in ("reports", "statements")}
# The line in the table, and where the figure stands in what `sayso eval --json` prints.
FIGURES: dict[str, tuple[str | int, ...]] = {
    **{f"token F1, {role}": ("token", role, F1) for role in ("source", "cue", "content")},
    **{f"exact F1, {role}": ("exact", role, F1) for role in ("source", "cue", "content")},
    **{f"relation F1, {fits}": ("relation", fits, F1) for fits in ("lenient", "iou50", "exact")},
    **{f"{name} right": ("labels", name) for name in ("act", "stand", "holder", "party", "via", "issue")},
    "whole F1": ("whole", F1),
    "named holder, precision": ("details", "named_holder", PRECISION),
    **{f"{name}, exact where there is one": ("details", name, "exact") for name in ("said", "deadline")},
    **{f"{name}, given where there is none": ("details", name, "false") for name in ("said", "deadline")},
}

SPANS = [name for name in FIGURES if name.startswith(("token", "exact", "relation"))]


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


def tallies(gold: GoldSet) -> list[Tally]:
    """What was counted on each report of one set, read by Sayso."""
    annotated = rows_by_id([gold.path])
    with long_run(make_console(sys.stderr), shown=sys.stderr.isatty()) as run:
        found = read_annotated(load_reader(None, gold.guidelines), annotated.values(), run)
    return [tally(compare(row, found.get(name))) for name, row in annotated.items()]


def tallies_of(peer: Peer, gold: GoldSet) -> list[Tally]:
    """What was counted on each report of one set, read by another."""
    annotated = rows_by_id([gold.path])
    return [tally(compare(row, {"statements": list(peer(row["text"]))})) for row in annotated.values()]


def figures(counted: Iterable[Tally]) -> dict[str, float | None]:
    """The figures of reports by name, and how many reports and statements they are."""
    found = reduce(add, counted, Tally()).to_json()
    return {name: figure(found, place) for name, place in (SIZES | FIGURES).items()}


def intervals(counted: Sequence[Tally]) -> dict[str, tuple[float, float]]:
    """For each figure the bounds between which it falls in 95 of 100 draws of as many reports."""
    chance = random.Random(0)
    draws = [figures(chance.choices(counted, k=len(counted))) for _ in range(DRAWS)]
    values = {name: sorted(v for draw in draws if (v := draw[name]) is not None) for name in FIGURES}
    return {name: (each[len(each) // 40], each[-1 - len(each) // 40]) for name, each in values.items() if each}


def table(sets: Mapping[str, Sequence[Tally]], names: Collection[str] = FIGURES) -> str:
    """The figures of sets by name, as Markdown, those of `names` only."""
    found = [(figures(counted), intervals(counted)) for counted in sets.values()]
    lines = [["", *sets], ["---", *["---:"] * len(sets)]]
    lines += [[name, *(f"{values[name]:,.0f}" for values, _ in found)] for name in SIZES]
    lines += [[name, *(cell(values[name], bounds.get(name)) for values, bounds in found)] for name in names]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def record(sets: Mapping[str, Sequence[Tally]]) -> None:
    """Write the figures into the manifest of the package's model."""
    file = FOLDER / MANIFEST
    scores = {
        name: {key: value for key, value in figures(counted).items() if value is not None}
        for name, counted in sets.items()
    }
    file.write_text(json.dumps(json.loads(file.read_text()) | {"scores": scores}, indent=2) + "\n", encoding="utf8")


def cell(value: float | None, bounds: tuple[float, float] | None) -> str:
    """A figure with its interval in whole percents."""
    return percent(value) if bounds is None else f"{percent(value)} ({bounds[0]:.0f}–{bounds[1]:.0f})"


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
    parser.add_argument("--record", action="store_true", help="write the figures into the model's manifest")
    parser.add_argument("--peers", action="store_true", help="put what others find beside it")
    arguments = parser.parse_args()
    counted = {gold.name: tallies(gold) for gold in arguments.sets}
    print(table(counted))
    if arguments.record:
        record(counted)
    if arguments.peers:
        for gold in arguments.sets:
            beside = {name: tallies_of(peer, gold) for name, peer in peers().items()}
            print(f"\n{gold.name}\n\n{table({'Sayso': counted[gold.name], **beside}, SPANS)}")


if __name__ == "__main__":
    main()
