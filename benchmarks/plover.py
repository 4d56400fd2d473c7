"""Whether acts agree with events: `python -m benchmarks.plover TRAIN.tsv GOLD.json [--wrong]`.

TRAIN.tsv holds sentences with a marked source and target and their PLOVER root, GOLD.json the PLOVER gold standard
records. Kept are those with a verbal root: AGREE, SUPPORT, CONCEDE, REQUEST, ACCUSE, REJECT, THREATEN. Each sentence is
read as a report of its own; the act of the statement whose source overlaps the marked source most counts, of several
with one source that whose evidence holds most of the marked target, and is mapped to roots by
`sayso/vocabulary/plover.yml`. Where no statement has that source, the sentence counts as wrong. YIELD, a root of the
older codebook that is mostly material (releasing people, lifting curfews), is left out.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sayso
from sayso.reading.draft import overlap
from sayso.reading.phrases import Phrases
from sayso.report import Span
from sayso.statement import Statement
from sayso.vocabulary import load

SAME = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE"}
VERBAL = ("AGREE", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN")
NOTHING = "nothing read"


@dataclass(frozen=True, slots=True)
class Event:
    """A sentence, where its source and its target stand, and its root; an unmarked target is empty."""

    text: str
    source: Span
    target: Span
    root: str


def events(train: Path, gold: Path) -> Iterator[Event]:
    """The events of both files that have a verbal root and whose source stands in the text."""
    with train.open(encoding="utf8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t")
        marked = [tuple(row[name] for name in ("sentence", "source", "target", "gold_root")) for row in rows]
    records = json.loads(gold.read_text(encoding="utf8"))
    for text, source, target, name in (*marked, *map(_record, records)):
        root = SAME.get(name, name)
        if root in VERBAL and source and source in text:
            yield Event(text, _place(text, source), _place(text, target), root)


def _record(record: dict[str, Any]) -> tuple[str, str, str, str]:
    info = record.get("textInfo")
    markup = info.get("markup", "") if isinstance(info, dict) else ""
    source, target = (re.search(rf"\((?:{role}|SRC/TAR): ([^)]+)\)", markup) for role in ("SRC", "TAR"))
    return record.get("text", ""), source[1] if source else "", target[1] if target else "", record["event"]


def _place(text: str, words: str) -> Span:
    """Where words stand in a text; at its beginning, and empty, where they do not."""
    start = max(0, text.find(words))
    return (start, start + len(words)) if words in text else (0, 0)


def act_of(event: Event) -> Statement | None:
    """The statement whose source overlaps the marked one most, of several that which holds most of the target."""
    statements = sayso.read(event.text).statements
    spoken = [each for each in statements if overlap(each.source, (event.source,))]
    return max(spoken, key=lambda each: _fit(each, event), default=None)


def _fit(statement: Statement, event: Event) -> tuple[int, int]:
    """How much of the marked source and of the marked target a statement has."""
    return overlap(statement.source, (event.source,)), overlap((statement.evidence,), (event.target,))


def roots_of(event: Event, statement: Statement) -> list[str]:
    """The roots that the act of a statement stands for, by its words where they tell more."""
    for line in load("plover"):
        if _fits(line, event.text, statement):
            roots: list[str] = line["roots"]
            return roots
    return []


def _fits(line: dict[str, Any], text: str, statement: Statement) -> bool:
    """Whether a line of the vocabulary is about a statement's act and stand, and its words stand in cue and content."""
    words = {name: " ".join(text[slice(*span)] for span in getattr(statement, name)) for name in ("cue", "content")}
    return (
        statement.act in line.get("act", [statement.act])
        and statement.stand == line.get("stand", statement.stand)
        and all(Phrases("plover", [line[name]]).first(words[name]) for name in words if name in line)
    )


def main() -> None:
    """Read every event and print the share right by root."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("train", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--wrong", action="store_true", help="list the events whose act is of another root")
    arguments = parser.parse_args()
    total, right, missed = Counter[str](), Counter[str](), Counter[str]()
    for event in events(arguments.train, arguments.gold):
        statement = act_of(event)
        total[event.root] += 1
        agrees = statement is not None and event.root in roots_of(event, statement)
        right[event.root] += agrees
        missed[event.root] += statement is None
        if arguments.wrong and not agrees:
            print(f"{event.root:9} {statement.act if statement else NOTHING:13} {event.text}")
    print("| root | events | right | nothing read |\n| --- | ---: | ---: | ---: |")
    for root in VERBAL:
        print(f"| {root} | {total[root]} | {100 * right[root] / total[root]:.1f} | {missed[root]} |")
    print(f"| all | {total.total()} | {100 * right.total() / total.total():.1f} | {missed.total()} |")


if __name__ == "__main__":
    main()
