"""Hard cases: what must be read of texts that are hard to read, as the guidelines have it.

Each file of `data/hard` is a kind, and begins with what it is about. Its examples are written by hand:

    === a name for the example
    {Adaria}¹ <says>¹ [it will open the gates only if Belmark pays]¹; {Belmark}² <says>² [it will not]².
    ---
    1: Adaria | stand: conditional | condition: only if Belmark pays
    2: Belmark | act: reject
    published: 2025-05-21
    nothing else

Above the line is the report, marked as `notation` has it; below it a line per statement: its holder, and those of its
fields that the kind is about. "none" is a field that must be empty, "via: A > B" what A passes on from B, "exactly A"
nobody else of A's last name, "or nothing" a statement that need not be found. "nothing else" forbids any statement
beyond the marked ones. `known_failures.txt` names what is not read yet, an id a line; what is read must be taken off.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pytest

from notation import row, unmark
from sayso.reading.reader import Reader
from sayso.report import Report
from sayso.rows import Row
from sayso.scoring import ROLES, Comparison, Marked, Pair, compare, equal, fold, half, match, same_name, same_party
from sayso.statement import Reading

HARD = Path(__file__).parent / "data" / "hard"
KNOWN = "known_failures.txt"
CLOSED = "nothing else"
NUMBERED = re.compile(r"(\d+): (.+)")
EMPTY: dict[str, Any] = {"via": [], "party": None, "condition": None, "said": None}


@dataclass(frozen=True, slots=True)
class Example:
    """A report's row with the statements that must be found, and whether there may be others."""

    row: Row
    closed: bool


def examples_of(path: Path) -> Iterator[Example]:
    _, *parts = re.split(r"^=== ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    for part in parts:
        name, _, rest = part.partition("\n")
        marked, _, below = rest.partition("\n---\n")
        slug = "-".join(re.findall(r"\w+", name))
        yield example(f"{path.stem}/{slug}", marked, below.split("\n"))


def example(id: str, marked: str, lines: list[str]) -> Example:
    """The example as it is written; raises ValueError on a line that means nothing, or where one is missing."""
    numbered = [found for found in map(NUMBERED.fullmatch, lines) if found]
    published = [line for line in lines if line.startswith("published: ")]
    if len(numbered) + len(published) + lines.count(CLOSED) != len([line for line in lines if line]):
        raise ValueError(f"{id}: a line is neither a statement, nor the day of publication, nor {CLOSED!r}")
    if [int(found[1]) for found in numbered] != list(unmark(marked)[1]):
        raise ValueError(f"{id}: the lines are not those of the marked statements")
    about = dict(line.split(": ", 1) for line in published)
    return Example(row(marked, *(fields(found[2]) for found in numbered), id=id) | about, CLOSED in lines)


def fields(line: str) -> dict[str, Any]:
    """What is written of a statement: "Lucille Ambry | act: reject | or nothing"."""
    holder, *rest = line.split(" | ")
    given = dict(part.split(": ", 1) for part in rest if part != "or nothing")
    return {
        "holder": holder.removeprefix("exactly "),
        "exactly": holder.startswith("exactly "),
        "needed": "or nothing" not in rest,
        **{name: value_of(name, value) for name, value in given.items()},
    }


def value_of(name: str, value: str) -> Any:
    if value == "none" and name in EMPTY:
        return EMPTY[name]
    return value.split(" > ") if name == "via" else value


def right_holder(gold: Marked, predicted: Marked) -> bool:
    names = gold.row["holder"], predicted.row["holder"]
    return fold(names[0]) == fold(names[1]) if gold.row["exactly"] else same_name(*names)


def right_chain(gold: Marked, predicted: Marked) -> bool:
    """Whether the relayers are the same, in the same order."""
    chains = gold.row["via"], predicted.row["via"]
    return all(same_name(*names) for names in zip_longest(*chains))


def right_condition(gold: Marked, predicted: Marked) -> bool:
    """Whether the condition is the same, with or without an "only" before it."""
    wanted, found = (fold(side.row["condition"]).removeprefix("only ") for side in (gold, predicted))
    return wanted == found


FIELDS = {
    "holder": right_holder,
    "party": same_party,
    "via": right_chain,
    "act": equal("act"),
    "stand": equal("stand"),
    "condition": right_condition,
    "said": equal("said"),
}


def faults(example: Example, reading: Row) -> list[str]:
    """What is missing, wrong or too much, in words."""
    comparison = compare(example.row, reading)
    pairs = match(comparison, half)
    matched = {id(side) for pair in pairs for side in pair}
    missed = [gold for gold in comparison.gold if gold.row["needed"] and id(gold) not in matched]
    others = [other for other in comparison.predicted if example.closed and id(other) not in matched]
    return [
        *(f"missed: {words_of(comparison, gold)}" for gold in missed),
        *(fault for pair in pairs for fault in wrong(comparison, pair)),
        *(f"made up: {words_of(comparison, other)}" for other in others),
    ]


def wrong(comparison: Comparison, pair: Pair) -> Iterator[str]:
    gold, found = pair
    for name, right in FIELDS.items():
        if name in gold.row and not right(gold, found):
            yield f"{name} is {found.row[name]!r}, not {gold.row[name]!r}: {words_of(comparison, gold)}"


def words_of(comparison: Comparison, marked: Marked) -> str:
    """A statement's holder and content, for whoever reads the failure."""
    content = " […] ".join(comparison.text[start:end] for start, end in marked.row["content"])
    return f"{marked.row['holder']} – {content}"


EXAMPLES = [found for path in sorted(HARD.glob("*.txt")) if path.name != KNOWN for found in examples_of(path)]
FAILURES = (HARD / KNOWN).read_text(encoding="utf-8").splitlines()


def case(example: Example) -> Any:
    """The example as a parameter, expected to fail where it is known to."""
    known = example.row["id"] in FAILURES
    return pytest.param(example, id=example.row["id"], marks=[pytest.mark.xfail(strict=True)] if known else [])


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader.load()


@pytest.mark.parametrize("example", [case(example) for example in EXAMPLES])
def test_a_hard_case_is_read_as_the_guidelines_have_it(example: Example, reader: Reader) -> None:
    reading = reader.read(Report.from_json(example.row)).to_json()
    assert faults(example, reading) == []


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.row["id"])
def test_the_marks_are_what_is_looked_for(example: Example) -> None:
    marked = Reading.from_json({**example.row})
    assert faults(example, marked.to_json()) == []
    assert example.closed or marked.statements
    assert not re.search(r"[{}<>\[\]]", marked.report.text)
    for given, statement in zip(example.row["statements"], marked.statements, strict=True):
        assert statement.content
        assert given.keys() <= {*FIELDS, *ROLES, "exactly", "needed"}
        assert (statement.condition or "") in marked.report.cut(statement.evidence)


MARKED = "{Ana Lee}¹ <said>¹ [that it was over]¹. Ben Cole said that it was not."
FOUND = row(
    "{Ana Lee}¹ <said>¹ [that it was over]¹. {Ben Cole}² <said>² [that it was not]².",
    *({"holder": holder, "via": [], "condition": "only if it rains"} for holder in ("Ana Lee", "Ben Cole")),
)
LINES = [
    ("1: Ana Lee", []),
    ("1: Ana Lee\nnothing else", ["made up: Ben Cole – that it was not"]),
    ("1: Ben Lee", []),
    ("1: exactly Ben Lee", ["holder is 'Ana Lee', not 'Ben Lee': Ben Lee – that it was over"]),
    ("1: Ana Lee | via: none | condition: if it rains", []),
    ("1: Ana Lee | via: CNN > Axios", ["via is [], not ['CNN', 'Axios']: Ana Lee – that it was over"]),
    ("1: Ana Lee | condition: none", ["condition is 'only if it rains', not None: Ana Lee – that it was over"]),
]


@pytest.mark.parametrize(("lines", "told"), LINES)
def test_what_a_line_asks_for(lines: str, told: list[str]) -> None:
    assert faults(example("r", MARKED, lines.split("\n")), FOUND) == told


@pytest.mark.parametrize(
    ("line", "told"), [("1: Lee", ["missed: Lee – that it was over"]), ("1: Lee | or nothing", [])]
)
def test_what_need_not_be_found(line: str, told: list[str]) -> None:
    assert faults(example("r", MARKED, [line]), FOUND | {"statements": []}) == told


@pytest.mark.parametrize("lines", ["2: Ana Lee", "1: Ana Lee\n2: Ben Cole", "1: Ana Lee\nnothing els"])
def test_a_line_that_means_nothing_is_refused(lines: str) -> None:
    with pytest.raises(ValueError, match="r: "):
        example("r", MARKED, lines.split("\n"))


def test_dates_are_dates_and_stand_on_a_day_of_publication() -> None:
    dated = [example.row for example in EXAMPLES if any("said" in found for found in example.row["statements"])]
    assert all(datetime.date.fromisoformat(row["published"]) for row in dated)


def test_every_example_has_a_name_of_its_own() -> None:
    ids = [example.row["id"] for example in EXAMPLES]
    assert len(ids) == len(set(ids))


def test_known_failures_are_examples_in_order() -> None:
    assert sorted(set(FAILURES)) == FAILURES
    assert set(FAILURES) <= {example.row["id"] for example in EXAMPLES}
