"""A report: one news item, whose text is never changed."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Span = tuple[int, int]
Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """One news item.

    `text` is exactly what every span of its statements counts into, in half-open code point offsets.
    `published` is the day that relative dates are resolved against; None where it is not known. `source` is the path or
    address that it came from, with the place inside where there are several, `digest` the SHA-256 of its bytes there as
    hexadecimal digits; both are "" where the report was not read from anywhere.
    """

    id: str
    text: str
    title: str = ""
    publisher: str | None = None
    published: datetime.date | None = None
    source: str = ""
    digest: str = ""

    def cut(self, span: Span) -> str:
        """The stretch of the text that `span` covers."""
        return self.text[span[0] : span[1]]

    def quote(self, spans: Spans) -> str:
        """The stretches that `spans` cover, as a reader would quote them."""
        return " […] ".join(map(self.cut, spans))

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> Report:
        """The report of a row of `sayso read --json` or of an annotated corpus.

        Raises KeyError without `id` or `text` and ValueError on a `published` that is no ISO date.
        """
        published = row.get("published")
        return cls(
            id=row["id"],
            text=row["text"],
            title=row.get("title") or "",
            publisher=row.get("publisher"),
            published=datetime.date.fromisoformat(published[:10]) if published else None,
        )
