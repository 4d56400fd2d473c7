"""What lies behind a score: the kinds of statements that are read well or badly, and the worst cases."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sayso.errors import SaysoError
from sayso.report import Report
from sayso.rows import Row
from sayso.scoring import (
    DETAILS,
    LABELS,
    ROLES,
    Comparison,
    Marked,
    Pair,
    Share,
    Tally,
    Test,
    compare,
    half,
    match,
    overlap,
    same_date,
    same_hedge,
    score,
    whole,
)

NONE = Share()
QUOTATION_MARKS = frozenset('"“”„«»‟＂')
Kind = Callable[[Comparison, tuple[Marked, ...], Marked], bool]


def quoted(comparison: Comparison, _: tuple[Marked, ...], marked: Marked) -> bool:
    """Whether some of the content is in quotation marks."""
    return any(QUOTATION_MARKS.intersection(comparison.text[a:b]) for a, b in marked.row["content"])


def nested(_: Comparison, side: tuple[Marked, ...], marked: Marked) -> bool:
    """Whether the content is part of another statement's content."""
    return any(marked.content < other.content for other in side)


KINDS: dict[str, Kind] = {
    "quoted": quoted,
    "unquoted": lambda comparison, side, marked: not quoted(comparison, side, marked),
    "nested": nested,
    "no cue": lambda _, side, marked: not marked.cue,
    "no source": lambda _, side, marked: not marked.source,
    "anonymous": lambda _, side, marked: str(marked.row.get("holder")).startswith("anonymous:"),
}
FIELDS: dict[str, Test] = {
    **LABELS,
    **DETAILS,
    "hedged": same_hedge,
    "said": same_date("said"),
    "deadline": same_date("deadline"),
}
FIELD_NAMES = {"issue": "issues"}


@dataclass(frozen=True, slots=True)
class KindShares:
    """How one kind of statement was read: `precision` over those predicted, the rest over those annotated.

    A predicted statement is of the kind by its own spans and holder. `act` and `holder` are over matched ones.
    """

    precision: Share = NONE
    recall: Share = NONE
    whole: Share = NONE
    act: Share = NONE
    holder: Share = NONE

    def __add__(self, other: KindShares) -> KindShares:
        return KindShares(*(getattr(self, name) + getattr(other, name) for name in KindShares.__dataclass_fields__))

    def to_json(self) -> dict[str, float | int | None]:
        """How many were annotated and predicted, and the shares in percent."""
        rates = {name: getattr(self, name).rate for name in KindShares.__dataclass_fields__}
        return {"gold": self.recall.of, "predicted": self.precision.of, **rates}


class Fault(StrEnum):
    """What can be wrong with a statement."""

    MISSED = "missed"
    SPURIOUS = "spurious"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that was read otherwise than annotated."""

    name: str
    gold: Any
    predicted: Any


@dataclass(frozen=True, slots=True)
class Case:
    """One statement that was missed, made up or read wrongly; the worst have the highest `weight`."""

    fault: Fault
    report: str
    source: str
    cue: str
    content: str
    weight: float
    differences: tuple[Difference, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The case, ready for `json.dumps`."""
        texts = {name: getattr(self, name) for name in ("fault", "report", *ROLES)}
        fields = {d.name: {"gold": d.gold, "predicted": d.predicted} for d in self.differences}
        return texts | ({"fields": fields} if fields else {})


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A score, the same by kind of statement, and the worst cases by fault."""

    tally: Tally
    kinds: Mapping[str, KindShares]
    worst: Mapping[Fault, tuple[Case, ...]]

    def to_json(self) -> dict[str, Any]:
        """The figures of the tally, `kinds`, and `worst` where cases were asked for."""
        kinds = {name: shares.to_json() for name, shares in self.kinds.items()}
        cases = {fault: [case.to_json() for case in cases] for fault, cases in self.worst.items() if cases}
        return self.tally.to_json() | {"kinds": kinds} | ({"worst": cases} if cases else {})


def evaluate(gold: Mapping[str, Row], predicted: Mapping[str, Row], worst: int = 0) -> Evaluation:
    """Compare rows of reports by id, and keep the `worst` cases of each fault.

    A report that was not predicted counts as predicted empty, one that was not annotated is left out. Raises SaysoError
    where a predicted row has another text than the annotated one: offsets into the one mean nothing in the other.
    """
    for name, row in gold.items():
        check_text(row, predicted.get(name, {}))
    comparisons = [compare(row, predicted.get(name)) for name, row in gold.items()]
    kinds = {name: sum((by_kind(kind, c) for c in comparisons), KindShares()) for name, kind in KINDS.items()}
    faults = [case for comparison in comparisons for case in cases(comparison)]
    return Evaluation(score(comparisons), kinds, {fault: heaviest(faults, fault, worst) for fault in Fault})


def check_text(gold: Row, predicted: Row) -> None:
    """Raise SaysoError where a predicted row has a text, and another than the annotated row."""
    if predicted.get("text", gold["text"]) != gold["text"]:
        raise SaysoError(f"the text of {gold['id']} is not the one that was annotated: the offsets do not fit")


def by_kind(kind: Kind, comparison: Comparison) -> KindShares:
    """How the statements of one kind were read in one report."""
    gold = [marked for marked in comparison.gold if kind(comparison, comparison.gold, marked)]
    predicted = [marked for marked in comparison.predicted if kind(comparison, comparison.predicted, marked)]
    pairs = match(comparison, half)
    found = [pair for pair in pairs if holds(gold, pair[0])]
    labelled = [pair for pair in found if pair[0].labelled]
    return KindShares(
        precision=Share(sum(holds(predicted, p) for _, p in pairs), len(predicted)),
        recall=Share(len(found), len(gold)),
        whole=Share(sum(whole(*pair) for pair in labelled), sum(marked.labelled for marked in gold)),
        act=Share(sum(LABELS["act"](*pair) for pair in labelled), len(labelled)),
        holder=Share(sum(LABELS["holder"](*pair) for pair in labelled), len(labelled)),
    )


def holds(side: Iterable[Marked], marked: Marked) -> bool:
    """Whether this very statement is among those of a side."""
    return any(other is marked for other in side)


def cases(comparison: Comparison) -> Iterator[Case]:
    """Every statement of a report that was missed, made up or read wrongly."""
    pairs = match(comparison, half)
    yield from unmatched(Fault.MISSED, comparison, comparison.gold, [g for g, _ in pairs], comparison.predicted)
    yield from unmatched(Fault.SPURIOUS, comparison, comparison.predicted, [p for _, p in pairs], comparison.gold)
    yield from wrong(comparison, pairs)


def unmatched(
    fault: Fault, comparison: Comparison, side: Sequence[Marked], matched: Sequence[Marked], others: Sequence[Marked]
) -> Iterator[Case]:
    """The statements of one side without partner: the worst meet none of the other side, and are long."""
    for marked in side:
        if not holds(matched, marked):
            nearest = max((overlap(marked, other) for other in others), default=0.0)
            yield case(fault, comparison, marked, (1 - nearest) * len(marked.content))


def wrong(comparison: Comparison, pairs: Iterable[Pair]) -> Iterator[Case]:
    """The matched statements with wrong fields: the worst have the most."""
    for gold, predicted in pairs:
        different = differences(gold, predicted)
        if different:
            yield case(Fault.WRONG, comparison, gold, len(different), different)


def differences(gold: Marked, predicted: Marked) -> tuple[Difference, ...]:
    """The annotated fields that were read otherwise."""
    names = [(name, FIELD_NAMES.get(name, name)) for name in FIELDS]
    return tuple(
        Difference(field, gold.row[field], predicted.row.get(field))
        for name, field in names
        if field in gold.row and not FIELDS[name](gold, predicted)
    )


def case(
    fault: Fault, comparison: Comparison, marked: Marked, weight: float, differences: tuple[Difference, ...] = ()
) -> Case:
    """A fault with the words it is about."""
    quote = Report(comparison.id, comparison.text).quote
    source, cue, content = (quote(marked.row.get(role) or ()) for role in ROLES)
    return Case(fault, comparison.id, source, cue, content, weight, differences)


def heaviest(faults: Iterable[Case], fault: Fault, count: int) -> tuple[Case, ...]:
    """The worst cases of one fault, the worst first, otherwise in the order of the corpus."""
    chosen = sorted((c for c in faults if c.fault == fault), key=lambda c: c.weight, reverse=True)
    return tuple(chosen[:count])
