"""How well statements were read: predicted statements against annotated ones.

Everything is counted on word tokens, so that punctuation and spaces at a border cost nothing. The figures:

* token: per role, the tokens that carry it, micro-averaged;
* exact: per role, whole elements (all stretches of one role of one statement) that are the same set of tokens;
* relation: statements matched one to one, largest content overlap first, under three conditions (`FITS`);
* labels: of the statements matched at half overlap, how often each field is right;
* whole: matches at half overlap that have the right holder and the right act besides.

Token and relation figures follow the evaluation of attribution relations in Newell, Margolin and Ruths (LREC 2018).
"""

from __future__ import annotations

import bisect
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from itertools import product
from operator import add
from typing import Any

from sayso.report import Span
from sayso.rows import Row

Tokens = frozenset[int]
Pair = tuple["Marked", "Marked"]

ROLES = ("source", "cue", "content")
TOKEN = re.compile(r"\w+(?:[.'’]\w+)*")
SEPARATOR = re.compile(r";|,|\band\b")


@dataclass(frozen=True, slots=True)
class Counts:
    """How many were right, of how many predicted and how many annotated; counts of several reports add up."""

    right: int = 0
    predicted: int = 0
    gold: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.right + other.right, self.predicted + other.predicted, self.gold + other.gold)

    @property
    def rates(self) -> list[float]:
        """Precision, recall and F1 in percent, to one decimal; 0 where there is nothing to divide by."""
        precision, recall = percent(self.right, self.predicted), percent(self.right, self.gold)
        both = precision + recall
        return [round(rate, 1) for rate in (precision, recall, 2 * precision * recall / both if both else 0.0)]


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many; shares of several reports add up."""

    right: int = 0
    of: int = 0

    def __add__(self, other: Share) -> Share:
        return Share(self.right + other.right, self.of + other.of)

    @property
    def rate(self) -> float | None:
        """In percent, to one decimal; None of nothing."""
        return round(percent(self.right, self.of), 1) if self.of else None


@dataclass(frozen=True, slots=True)
class Marked:
    """A statement as its file has it, and the word tokens that its source, cue and content cover."""

    row: Row
    source: Tokens
    cue: Tokens
    content: Tokens

    @property
    def labelled(self) -> bool:
        """Whether more than spans was annotated."""
        return "act" in self.row

    def tokens(self, role: str) -> Tokens:
        """The tokens of one role."""
        found: Tokens = getattr(self, role)
        return found


@dataclass(frozen=True, slots=True)
class Comparison:
    """One report: its annotated and its predicted statements that have a content."""

    id: str
    text: str
    gold: tuple[Marked, ...]
    predicted: tuple[Marked, ...]


Fits = Callable[[Marked, Marked], bool]
Test = Callable[[Marked, Marked], bool]


def percent(right: int, of: int) -> float:
    """A share in percent, 0 of nothing."""
    return 100 * right / of if of else 0.0


def words(text: str) -> list[Span]:
    """The word tokens of a text; punctuation is none."""
    return [match.span() for match in TOKEN.finditer(text)]


def covered(spans: Iterable[Sequence[int]], offsets: Sequence[Span]) -> Tokens:
    """Indexes of the tokens at `offsets` that `spans` touch."""
    ends = [end for _, end in offsets]
    starts = [start for start, _ in offsets]
    ranges = (range(bisect.bisect_right(ends, a), bisect.bisect_left(starts, b)) for a, b in spans)
    return frozenset(index for touched in ranges for index in touched)


def mark(row: Row, offsets: Sequence[Span]) -> Marked:
    """A statement with its spans as sets of tokens."""
    return Marked(row, *(covered(row.get(role) or (), offsets) for role in ROLES))


def compare(gold: Row, predicted: Row | None) -> Comparison:
    """A report's row of the annotated file beside that of the predicted one; not predicted is predicted empty."""
    offsets = words(gold["text"])
    sides = (gold["statements"], (predicted or {}).get("statements") or ())
    marked = [tuple(m for m in (mark(row, offsets) for row in side) if m.content) for side in sides]
    return Comparison(gold["id"], gold["text"], *marked)


def fold(name: object) -> str:
    """A name without case, accents, punctuation and leading article; all anonymous holders are one."""
    plain = unicodedata.normalize("NFKD", str(name or "")).encode("ascii", "ignore").decode().casefold()
    if plain.startswith("anonymous:") and "\n" not in plain:
        return "anonymous"
    return re.sub(r"[^a-z0-9]+", " ", plain.removeprefix("the ")).strip()


def several(name: object) -> list[str]:
    """The holders of a joint statement: "A; B", "A, B and C"."""
    return [part for part in SEPARATOR.split(str(name or "")) if part.strip()]


def folded(names: Iterable[object]) -> set[str]:
    """Names as a set to compare."""
    return {fold(name) for name in names}


def same_name(left: object, right: object) -> bool:
    """Whether two holders are the same: equal, or sharing the last word of the name; of joint holders, all."""
    if fold(left) == fold(right):
        return True
    parts, others = several(left), several(right)
    if len(parts) > 1 or len(others) > 1:
        return len(parts) == len(others) and all(any(same_name(a, b) for b in others) for a in parts)
    return same_last_word(fold(left), fold(right))


def same_last_word(left: str, right: str) -> bool:
    """Whether two folded names, both of somebody named, end in the same word."""
    return bool(left and right) and "anonymous" not in (left, right) and left.split()[-1] == right.split()[-1]


def overlap(gold: Marked, predicted: Marked) -> float:
    """Shared tokens of the two contents over all their tokens."""
    return len(gold.content & predicted.content) / len(gold.content | predicted.content)


def same_source(gold: Marked, predicted: Marked) -> bool:
    """Whether the two sources share a token, or neither statement has one."""
    return bool(gold.source & predicted.source) or not (gold.source or predicted.source)


def half(gold: Marked, predicted: Marked) -> bool:
    """Whether the contents overlap by half at least, and the sources meet."""
    return overlap(gold, predicted) >= 0.5 and same_source(gold, predicted)


def identical(gold: Marked, predicted: Marked) -> bool:
    """Whether source, cue and content are the same tokens."""
    return all(gold.tokens(role) == predicted.tokens(role) for role in ROLES)


FITS: dict[str, Fits] = {"lenient": same_source, "iou50": half, "exact": identical}


def match(comparison: Comparison, fits: Fits) -> list[Pair]:
    """One-to-one pairs of annotated and predicted statements that `fits` allows, largest content overlap first."""
    pairs = [(g, p) for g, p in product(comparison.gold, comparison.predicted) if g.content & p.content]
    pairs.sort(key=lambda pair: overlap(*pair), reverse=True)
    taken: set[int] = set()  # by identity: two statements of one report may be equal
    matched = []
    for pair in pairs:
        if taken.isdisjoint(map(id, pair)) and fits(*pair):
            taken.update(map(id, pair))
            matched.append(pair)
    return matched


def equal(name: str) -> Test:
    """The test that a field is the same."""
    return lambda gold, predicted: bool(gold.row.get(name) == predicted.row.get(name))


def same_holder(gold: Marked, predicted: Marked) -> bool:
    """Whether the two statements have the same holder."""
    return same_name(gold.row.get("holder"), predicted.row.get("holder"))


def same_party(gold: Marked, predicted: Marked) -> bool:
    """Whether the two statements count for the same parties."""
    return folded(several(gold.row.get("party"))) == folded(several(predicted.row.get("party")))


def same_via(gold: Marked, predicted: Marked) -> bool:
    """Whether the two statements have the same relayers."""
    return folded(gold.row.get("via") or ()) == folded(predicted.row.get("via") or ())


def same_addressee(gold: Marked, predicted: Marked) -> bool:
    """Whether both statements have the same addressee, or neither has one."""
    return same_name(gold.row.get("addressee"), predicted.row.get("addressee"))


def same_issue(gold: Marked, predicted: Marked) -> bool:
    """Whether the first annotated issue is among the predicted."""
    return next(iter(gold.row.get("issues") or ()), None) in (predicted.row.get("issues") or ())


LABELS: dict[str, Test] = {
    "act": equal("act"),
    "stand": equal("stand"),
    "holder": same_holder,
    "party": same_party,
    "via": same_via,
    "issue": same_issue,
}
DETAILS: dict[str, Test] = {"firmness": equal("firmness"), "addressee": same_addressee}


def named(marked: Marked) -> bool:
    """Whether the holder is named: neither unknown nor described only."""
    return fold(marked.row.get("holder")) not in ("", "unknown", "anonymous")


def interval(row: Row) -> tuple[str | None, str | None] | None:
    """The dates of a deadline; None where there is none or none is given."""
    deadline = row.get("deadline") or {}
    start, end = deadline.get("start"), deadline.get("end")
    return (start, end) if start or end else None


DATES: dict[str, Callable[[Row], object]] = {"said": lambda row: row.get("said"), "deadline": interval}


def same_date(name: str) -> Test:
    """The test that a date is the same, in full and at the same precision, or missing from both."""
    return lambda gold, predicted: DATES[name](gold.row) == DATES[name](predicted.row)


def same_hedge(gold: Marked, predicted: Marked) -> bool:
    """Whether both statements are hedged, or neither is."""
    return bool(gold.row.get("hedged")) == bool(predicted.row.get("hedged"))


def whole(gold: Marked, predicted: Marked) -> bool:
    """Whether holder and act are right."""
    return gold.labelled and same_holder(gold, predicted) and LABELS["act"](gold, predicted)


@dataclass(frozen=True, slots=True)
class Tally:
    """What was counted, by figure and role, condition or field; tallies of several reports add up.

    `named` counts holders: right over those predicted with a name and those annotated with one, and `hedged` likewise.
    `dates` holds the dates that agree of those annotated, `undated` those given to statements annotated without one.
    """

    reports: int = 0
    token: Mapping[str, Counts] = field(default_factory=dict)
    exact: Mapping[str, Counts] = field(default_factory=dict)
    relation: Mapping[str, Counts] = field(default_factory=dict)
    labels: Mapping[str, Share] = field(default_factory=dict)
    details: Mapping[str, Share] = field(default_factory=dict)
    dates: Mapping[str, Share] = field(default_factory=dict)
    undated: Mapping[str, Share] = field(default_factory=dict)
    issues: Counts = Counts()
    whole: Counts = Counts()
    named: Counts = Counts()
    hedged: Counts = Counts()

    def __add__(self, other: Tally) -> Tally:
        return Tally(**{name: total(getattr(self, name), getattr(other, name)) for name in Tally.__dataclass_fields__})

    def to_json(self) -> dict[str, Any]:
        """Rates in percent: [precision, recall, F1], or a share; labels only where some were annotated."""
        figures: dict[str, Any] = {"reports": self.reports, "statements": self.whole.gold}
        for name in ("token", "exact", "relation"):
            figures[name] = {key: counts.rates for key, counts in getattr(self, name).items()}
        return figures | (self._labels_to_json() if any(share.of for share in self.labels.values()) else {})

    def _labels_to_json(self) -> dict[str, Any]:
        labels = {key: share.rate for key, share in self.labels.items()}
        return {
            "labels": labels | {"issues_f1": self.issues.rates[2]},
            "whole": self.whole.rates,
            "details": {
                **{key: share.rate for key, share in self.details.items()},
                "hedged": self.hedged.rates,
                "named_holder": self.named.rates,
                **{key: {"exact": self.dates[key].rate, "false": self.undated[key].rate} for key in self.dates},
            },
        }


def total(left: Any, right: Any) -> Any:
    """The sum of two counts, or of two mappings of counts by key."""
    if not isinstance(left, Mapping):
        return left + right
    both = {key: left[key] + right[key] for key in left.keys() & right.keys()}
    return {**left, **right, **both}


def tally(comparison: Comparison) -> Tally:
    """Everything that is counted on one report."""
    matched = {name: match(comparison, fits) for name, fits in FITS.items()}
    labelled = [pair for pair in matched["iou50"] if pair[0].labelled]
    sizes = (len(comparison.predicted), len(comparison.gold))
    return Tally(
        reports=1,
        token={role: agreement(*unions(comparison, role)) for role in ROLES},
        exact={role: agreement(*elements(comparison, role)) for role in ROLES},
        relation={name: Counts(len(pairs), *sizes) for name, pairs in matched.items()},
        labels={name: share(test, labelled) for name, test in LABELS.items()},
        details={name: share(test, with_field(name, labelled)) for name, test in DETAILS.items()},
        dates={name: dated(name, labelled) for name in DATES},
        undated={name: undated(name, labelled) for name in DATES},
        issues=sum_counts(agreement(*(set(m.row.get("issues") or ()) for m in pair)) for pair in labelled),
        whole=Counts(sum(whole(*pair) for pair in labelled), *sizes),
        named=sum_counts(Counts(named(p) and same_holder(g, p), named(p), named(g)) for g, p in labelled),
        hedged=sum_counts(count_hedged(*pair) for pair in with_field("hedged", labelled)),
    )


def unions(comparison: Comparison, role: str) -> tuple[Tokens, Tokens]:
    """The tokens that carry a role in any statement, annotated and predicted."""
    gold, predicted = (
        frozenset[int]().union(*(marked.tokens(role) for marked in side))
        for side in (comparison.gold, comparison.predicted)
    )
    return gold, predicted


def elements(comparison: Comparison, role: str) -> tuple[set[Tokens], set[Tokens]]:
    """The distinct elements of a role, annotated and predicted."""
    gold, predicted = (
        {marked.tokens(role) for marked in side} - {frozenset()} for side in (comparison.gold, comparison.predicted)
    )
    return gold, predicted


def agreement(gold: frozenset[Any] | set[Any], predicted: frozenset[Any] | set[Any]) -> Counts:
    """Counts of two sets."""
    return Counts(len(gold & predicted), len(predicted), len(gold))


def share(test: Test, pairs: Sequence[Pair]) -> Share:
    """How many of the pairs pass a test."""
    return Share(sum(test(*pair) for pair in pairs), len(pairs))


def with_field(name: str, pairs: Iterable[Pair]) -> list[Pair]:
    """The pairs whose annotation has a field."""
    return [pair for pair in pairs if name in pair[0].row]


def dated(name: str, pairs: Iterable[Pair]) -> Share:
    """Of the statements annotated with a date, those that were given that very date."""
    having = [pair for pair in with_field(name, pairs) if DATES[name](pair[0].row) is not None]
    return share(same_date(name), having)


def undated(name: str, pairs: Iterable[Pair]) -> Share:
    """Of the statements annotated without a date, those that were given one."""
    lacking = [pair for pair in with_field(name, pairs) if DATES[name](pair[0].row) is None]
    return Share(sum(DATES[name](predicted.row) is not None for _, predicted in lacking), len(lacking))


def count_hedged(gold: Marked, predicted: Marked) -> Counts:
    """Whether one pair is hedged."""
    a, b = bool(gold.row["hedged"]), bool(predicted.row.get("hedged"))
    return Counts(a and b, b, a)


def sum_counts(counts: Iterable[Counts]) -> Counts:
    """The sum of counts, none included."""
    return reduce(add, counts, Counts())


def score(comparisons: Iterable[Comparison]) -> Tally:
    """The tally of a corpus."""
    return reduce(add, map(tally, comparisons), Tally())
