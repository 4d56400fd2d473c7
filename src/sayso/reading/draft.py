"""What passes between the steps of a reading: a statement in the making, and the reason for each of its fields."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from sayso.report import Span, Spans
from sayso.statement import hull

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement whose spans are known and nothing else yet; spans count into the report's text."""

    source: Spans
    cue: Spans
    content: Spans
    score: float = 1.0

    @property
    def evidence(self) -> Span:
        """The shortest stretch that holds all spans."""
        return hull(self.source, self.cue, self.content)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a field has its value: the rule that fired, the words or lexicon line it rests on, what else was possible."""

    rule: str
    basis: str = ""
    candidates: tuple[str, ...] = ()
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Finding(Generic[T]):
    """A value and the reason for it."""

    value: T
    reason: Reason


def overlap(some: Spans, others: Spans) -> int:
    """The number of characters that both groups cover."""
    return sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in some for b in others)


def size(spans: Spans) -> int:
    """The number of characters in all of them."""
    return sum(end - start for start, end in spans)
