"""A report: one news item, whose text is never changed."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

Span = tuple[int, int]
Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """One news item.

    `text` is exactly what every span of its statements counts into, in half-open code point offsets.
    `published` is the day that relative dates are resolved against; None where it is not known.
    """

    id: str
    text: str
    title: str = ""
    publisher: str | None = None
    published: datetime.date | None = None

    def cut(self, span: Span) -> str:
        """The stretch of the text that `span` covers."""
        return self.text[span[0] : span[1]]

    def quote(self, spans: Spans) -> str:
        """The stretches that `spans` cover, as a reader would quote them."""
        return " […] ".join(map(self.cut, spans))
