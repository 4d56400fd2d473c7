"""The fields of a report, from the keys that rows and front matter give them under."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sayso.errors import IntakeError
from sayso.intake.dates import published_on
from sayso.intake.decoding import one_line
from sayso.report import Report


def report_of(name: str, text: str, stem: str, fields: Mapping[str, Any] | None = None, title: str = "") -> Report:
    """The report with this tidy `text`; `stem` and `title` stand in for what `fields` lacks.

    Raises IntakeError, naming `name`, where the text holds no letter and no digit.
    """
    if not any(map(str.isalnum, text)):
        raise IntakeError(name, "holds no text")
    fields = fields or {}
    return Report(
        id=one_line(fields.get("id")) or one_line(fields.get("url")) or stem,
        text=text,
        title=one_line(fields.get("title")) or title,
        publisher=one_line(fields.get("publisher")) or None,
        published=published_on(fields.get("published")) or published_on(fields.get("date")),
    )
