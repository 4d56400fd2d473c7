"""How a date stands in its report: how old it is, whether the report tells it first, most often, or alone."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sayso.reading.occasions import Occasion, step

DAYS = (0, 1, 2, 4, 7, 30, 365)
STATEMENTS = (0, 1, 2, 4, 8)


def aged(published: datetime.date | None, occasions: Iterable[Occasion]) -> list[Occasion]:
    """The occasions with the clue how many days before the report's publication they were, where both are days."""
    return [occasion.with_clues(_age(published, occasion)) for occasion in occasions]


def _age(published: datetime.date | None, occasion: Occasion) -> Iterator[str]:
    if published is not None and len(occasion.date) == 10:
        days = (published - datetime.date.fromisoformat(occasion.date)).days
        yield f"{step(days, DAYS)} days before the report"


@dataclass(frozen=True, slots=True)
class Standing:
    """The dates that statements of a report have beside them, and how many statements each of them has."""

    statements: Mapping[str, int]

    @classmethod
    def of(cls, anchors: Sequence[Occasion | None]) -> Standing:
        """The standing of the dates that count as a saying's own, one or none for each statement in text order."""
        return cls(Counter(anchor.date for anchor in anchors if anchor is not None))

    def placed(self, occasions: Iterable[Occasion]) -> list[Occasion]:
        """The occasions with the clues that come of the others."""
        return [occasion.with_clues(self._clues(occasion.date)) for occasion in occasions]

    def _clues(self, date: str) -> Iterator[str]:
        count = self.statements.get(date, 0)
        if next(iter(self.statements), None) == date:
            yield "told first"
        if count and count == max(self.statements.values()):
            yield "told most often"
        if len(self.statements) == 1:
            yield "one date told"
        yield f"{step(sum(self.statements.values()) // max(len(self.statements), 1), STATEMENTS)} statements a date"
