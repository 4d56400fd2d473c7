"""How often terms and relative days are read as Recognizers-Text says: `python -m benchmarks.dates CORPUS [--wrong]`.

CORPUS is the archive (tar.gz) of the English DateTime specifications of Microsoft's Recognizers-Text (MIT licence). Of
its cases that benchmarks/times.py reads, with the same mapping of days, those count that set a term or a relative day:
an end ("by", "until", "before"), a beginning ("since", "after"), a length from now ("within", "next 3 days") or a
day from today ("yesterday", "two weeks ago", "last Friday"). A case that several specifications share counts once, and
none is left out for being unlike written news ("> = 2019", "my day"). `--wrong` lists what was read otherwise.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from benchmarks.times import Case, cases, right

GROUPS = {
    "since": "since, after",
    "after": "since, after",
    "until": "by, until",
    "before": "by, until",
    "within": "within",
    "relative day": "relative day",
}


def chosen(path: Path) -> list[Case]:
    """The cases that count, each once."""
    distinct = {(case.text, case.words, case.anchor): case for case in cases(path) if case.kind in GROUPS}
    return list(distinct.values())


def table(read: Iterable[tuple[Case, bool]]) -> Iterator[str]:
    """A heading, one line a group, and one for all."""
    counts: dict[str, Counter[bool]] = {name: Counter() for name in (*GROUPS.values(), "all")}
    for case, as_told in read:
        counts[GROUPS[case.kind]][as_told] += 1
        counts["all"][as_told] += 1
    yield f"{'':<14}{'right':>6}{'of':>6}{'share':>8}"
    for name, count in counts.items():
        yield f"{name:<14}{count[True]:>6}{count.total():>6}{count[True] / max(count.total(), 1):>8.1%}"


def main() -> None:
    """Read the corpus that the command line names and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--wrong", action="store_true", help="list what was read otherwise")
    arguments = parser.parse_args()
    read = [(case, right(case)) for case in chosen(arguments.corpus)]
    print(*table(read), sep="\n")
    for case in (case for case, as_told in read if arguments.wrong and not as_told):
        print(GROUPS[case.kind], case.anchor, repr(case.words), *case.days, sep="\t")


if __name__ == "__main__":
    main()
