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
    address that it came from, with the place inside where there are several; "" where it was not read from anywhere.

    `digest` is the SHA-256 of the bytes that it was made from, as hexadecimal digits, unpacked where they were: of the
    whole file or answer where that holds one report, and otherwise of the report's own part, so that the same part in
    another file has the same digest. Such a part is a line of JSON lines, an item of a JSON list or a row of a table,
    in UTF-8 and without the line break at its end; an entry of a feed from its start tag to its end tag, in UTF-8, or
    the page that was fetched for it; a message of a mailbox; an attachment as it was attached; a page of a web archive
    without its headers.
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
