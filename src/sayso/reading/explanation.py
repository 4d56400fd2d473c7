"""Why a statement came out as it did: the model's scores, and the reason for each field that a rule filled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

from sayso.reading.draft import Reason
from sayso.report import Span
from sayso.statement import Statement

Role = Literal["source", "cue", "content"]


@dataclass(frozen=True, slots=True)
class SpanScore:
    """How sure the model was of one stretch.

    `mean` is the mean probability of the role over the stretch's pieces, `lowest` that of the piece it was least sure
    of, and `weakest` where in the report's text that piece is.
    """

    role: Role
    span: Span
    mean: float
    lowest: float
    weakest: Span


@dataclass(frozen=True, slots=True)
class Explanation:
    """One statement with what it rests on.

    `anchor` is the probability that a statement starts where this one was found; `acts` are the acts with their
    probabilities, best first; `reasons` go by the statement's field names.
    """

    statement: Statement
    spans: tuple[SpanScore, ...]
    anchor: float
    acts: tuple[tuple[str, float], ...]
    reasons: Mapping[str, Reason]

    def to_json(self) -> dict[str, Any]:
        """The row of `sayso explain --json`."""
        return {
            "statement": self.statement.to_json(),
            "spans": [asdict(span) for span in self.spans],
            "anchor": self.anchor,
            "acts": [{"act": act, "probability": probability} for act, probability in self.acts],
            "reasons": {name: asdict(reason) for name, reason in self.reasons.items()},
        }
