"""Agreement: how far reviewers who judged the same statements agree, field by field, by Krippendorff's alpha.

Source of the measure: Krippendorff, "Content Analysis" (2018), chapter 12, for nominal values; computed by the
`krippendorff` package.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sayso.ledger.judgement import Judgement, Verdict, in_force
from sayso.statement import Statement

FIELDS = ("holder", "party", "act", "stand", "issues", "firmness")
RIGHT = "is one"  # the field that tells whether something is a statement at all
FEWEST = 10  # statements that two reviewers judged, below which nothing is said


@dataclass(frozen=True, slots=True)
class Judged:
    """A statement as the model read it, with all that people decided on it."""

    read: Statement
    judgements: tuple[Judgement, ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """On one field: how many statements several reviewers judged, and alpha, None where those are too few.

    Alpha is 1 where they always agree and 0 where they agree as often as chance would have it.
    """

    field: str
    statements: int
    alpha: float | None

    def to_json(self) -> dict[str, Any]:
        """The agreement, ready for `json.dumps`."""
        return {"field": self.field, "statements": self.statements, "alpha": self.alpha}


def agreement(judged: Iterable[Judged]) -> list[Agreement]:
    """The agreement on whether statements are any, and on each field of those that reviewers took for one."""
    views = [each for each in map(_views, judged) if len(each) > 1]
    return [_on(field, views) for field in (RIGHT, *FIELDS)]


def _views(judged: Judged) -> dict[str, Mapping[str, Any]]:
    """What each reviewer takes a statement for: as read, with their own corrections; nothing where they rejected it."""
    own: dict[str, list[Judgement]] = defaultdict(list)
    for judgement in in_force(judged.judgements):
        own[judgement.reviewer].append(judgement)
    return {reviewer: _view(judged.read, made) for reviewer, made in own.items()}


def _view(read: Statement, made: Sequence[Judgement]) -> Mapping[str, Any]:
    if any(each.verdict is Verdict.REJECT for each in made):
        return {RIGHT: False}
    corrected = {each.field or "": each.value for each in made if each.verdict is Verdict.CORRECT}
    return {RIGHT: True, **{name: value for name, value in read.to_json().items() if name in FIELDS}, **corrected}


def _on(field: str, views: Sequence[Mapping[str, Mapping[str, Any]]]) -> Agreement:
    told = [{name: view[field] for name, view in each.items() if field in view} for each in views]
    told = [each for each in told if len(each) > 1]
    return Agreement(field, len(told), _alpha(told) if len(told) >= FEWEST else None)


def _alpha(told: Sequence[Mapping[str, Any]]) -> float:
    import krippendorff
    import numpy as np

    reviewers = sorted({name for each in told for name in each})
    values = sorted({repr(value) for each in told for value in each.values()})
    if len(values) == 1:  # alpha is not defined where only one value was ever given: there was nothing to disagree on
        return 1.0
    numbers = {value: number for number, value in enumerate(values)}
    table = np.array(
        [[numbers[repr(each[name])] if name in each else np.nan for each in told] for name in reviewers], dtype=float
    )
    return float(krippendorff.alpha(table, level_of_measurement="nominal"))
