"""Readings as their authors would write them down: one line of reporting for each statement."""

from __future__ import annotations

import datetime
from typing import Any

from sayso.report import Report
from sayso.statement import Reading, Statement


def reading(
    *lines: dict[str, Any], id: str = "report", published: str | None = "2025-05-20", **heading: Any
) -> Reading:
    """A report that is made of lines `holder cue content.`, with a statement for each."""
    text, statements = "", []
    for line in lines:
        statements.append(Statement.from_json(spans(line, len(text)) | line))
        text += f"{line['holder']} says {line['content_text']}. "
    day = published and datetime.date.fromisoformat(published)
    return Reading(Report(id=id, text=text, published=day or None, **heading), tuple(statements))


def spans(line: dict[str, Any], start: int) -> dict[str, Any]:
    """Where source, cue and content of a line stand."""
    source = start + len(line["holder"])
    content = source + len(" says ")
    return {
        "source": [[start, source]],
        "cue": [[source + 1, content - 1]],
        "content": [[content, content + len(line["content_text"])]],
    }


def said(
    holder: str, content: str, party: str | None = None, issue: str = "ceasefire", **fields: Any
) -> dict[str, Any]:
    """One statement; a demand unless another act is given."""
    return {"holder": holder, "content_text": content, "party": party, "issues": [issue], "act": "demand", **fields}
