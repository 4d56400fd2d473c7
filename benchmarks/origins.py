"""How well near-copies are found among many reports: `python -m benchmarks.origins [CORPUS...] [--reports N]`.

CORPUS are files of composed reports, one JSON object a line; without one, the examples that come with Sayso. From them
N reports are made (10,000), a tenth of them copies. An original is a composed report whose content words are exchanged
for others of the corpus, so that it has the sentences of English news and no long run of words of any other. Copies are

- retitled: the same text under another title and dateline,
- cut: the first 30 to 80 % of its sentences,
- reworded: every sixth to twelfth word another one, 30 % cut from the bottom,
- heavily reworded: every fourth word another one, which is beyond what is looked for,
- in part: two of its paragraphs among those of another original.

Prints recall by kind, precision, and milliseconds a report for each tenth of the reports; then how many of the composed
reports themselves, several of them on one event, are taken for copies of one another: none is one.
"""

from __future__ import annotations

import argparse
import datetime
import itertools
import random
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sayso import examples
from sayso.analysis.copies import Copy, copies_in
from sayso.report import Report
from sayso.rows import read_rows

WORD = re.compile(r"[^\W\d_]{4,}")
DAY = datetime.date(2025, 5, 4)
SHARE = 10  # one report in ten is a copy


@dataclass(frozen=True, slots=True)
class Made:
    """A report of the benchmark; `kind` and `original` are of a copy."""

    report: Report
    kind: str = ""
    original: str = ""


def exchanged(text: str, words: Sequence[str], chance: random.Random) -> str:
    """The text with each longer word exchanged for one of `words`, the same one everywhere."""
    others: dict[str, str] = {}
    return WORD.sub(lambda found: others.setdefault(found[0], chance.choice(words)), text)


def reworded(text: str, every: int, words: Sequence[str], chance: random.Random) -> str:
    """The text with every so many words another one."""
    pieces = re.split(r"(\s+)", text)
    for place in range(2 * chance.randrange(every), len(pieces), 2 * every):
        pieces[place] = chance.choice(words)
    return "".join(pieces)


def from_the_bottom(text: str, share: float) -> str:
    """The first sentences of a text, as many as make that share of them."""
    sentences = re.split(r"(?<=[.!?])(?=\s)", text)
    return "".join(sentences[: max(round(share * len(sentences)), 2)])


def in_part(text: str, other: str) -> str:
    """Two paragraphs of a text, the longest, among those of another."""
    copied = sorted(text.split("\n\n"), key=len)[-2:]
    own = other.split("\n\n")
    return "\n\n".join([own[0], *copied, *own[1:]])


def kinds(words: Sequence[str], others: Sequence[str], chance: random.Random) -> dict[str, Callable[[str], str]]:
    """How each kind of copy is made."""
    return {
        "retitled": lambda text: f"LUNA — {text}",
        "cut": lambda text: from_the_bottom(text, chance.uniform(0.3, 0.8)),
        "reworded": lambda text: from_the_bottom(reworded(text, chance.randint(6, 12), words, chance), 0.7),
        "heavily reworded": lambda text: reworded(text, 4, words, chance),
        "in part": lambda text: in_part(text, chance.choice(others)),
    }


def made(texts: Sequence[str], count: int, chance: random.Random) -> list[Made]:
    """So many reports, copies after their originals, otherwise in any order."""
    words = sorted({word for text in texts for word in WORD.findall(text)})
    originals = [exchanged(chance.choice(texts), words, chance) for _ in range(count - count // SHARE)]
    strangers = [exchanged(chance.choice(texts), words, chance) for _ in range(count // SHARE)]
    ways = itertools.cycle(kinds(words, strangers, chance).items())
    reports = [Made(_report(text, f"o{number}", "Daily Lantern", 0)) for number, text in enumerate(originals)]
    for number, place in enumerate(chance.sample(range(len(originals)), count // SHARE)):
        kind, way = next(ways)
        copy = _report(way(originals[place]), f"c{number}", "Courier", chance.randint(1, 3))
        reports.append(Made(copy, kind, f"o{place}"))
    return sorted(reports, key=lambda each: (bool(each.kind), chance.random()))


def _report(text: str, name: str, publisher: str, days: int) -> Report:
    return Report(name, text, name, publisher, DAY + datetime.timedelta(days))


def timed(reports: Sequence[Report], seconds: list[float]) -> Iterator[Report]:
    """The reports, noting after each tenth of them how long a report of it took."""
    part = max(len(reports) // 10, 1)
    before = time.perf_counter()
    for number, report in enumerate(reports):
        yield report
        if number % part == part - 1:
            now = time.perf_counter()
            seconds.append((now - before) / part)
            before = now


def recall(reports: Iterable[Made], found: Iterable[Copy]) -> dict[str, float]:
    """The share of the copies of each kind that are found."""
    pairs = {(copy.report, copy.original) for copy in found}
    copies = [each for each in reports if each.kind]
    right = Counter(each.kind for each in copies if (each.report.id, each.original) in pairs)
    return {kind: right[kind] / total for kind, total in Counter(each.kind for each in copies).items()}


def precision(reports: Iterable[Made], found: Sequence[Copy]) -> float:
    """The share of what is found that is a copy."""
    pairs = {(each.report.id, each.original) for each in reports}
    return sum((copy.report, copy.original) in pairs for copy in found) / len(found)


def mistaken(texts: Sequence[str]) -> list[Copy]:
    """What composed reports of different outlets are taken to copy of one another."""
    return list(copies_in(_report(text, str(number), str(number), 0) for number, text in enumerate(texts)))


def main() -> None:
    """Make the reports, find the copies, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", nargs="*", type=Path, default=[examples.path()])
    parser.add_argument("--reports", type=int, default=10_000)
    arguments = parser.parse_args()
    texts = [row["text"] for path in arguments.corpus for row in read_rows(path)]
    reports = made(texts, arguments.reports, random.Random(17))
    seconds: list[float] = []
    found = list(copies_in(timed([each.report for each in reports], seconds)))
    for kind, share in recall(reports, found).items():
        print(f"recall, {kind}: {share:.1%}")
    print(f"precision: {precision(reports, found):.1%} of {len(found)}")
    print("milliseconds a report, by tenths:", " ".join(f"{1000 * each:.2f}" for each in seconds))
    print(f"composed reports taken for copies: {len(mistaken(texts))} of {len(texts)}")


if __name__ == "__main__":
    main()
