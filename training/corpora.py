"""The corpora that the model is trained on, as reports and drafts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sayso.reading.draft import Draft
from sayso.report import Spans
from sayso.rows import Row, read_rows


@dataclass(frozen=True, slots=True)
class Example:
    """An annotated report: its text, its drafts in text order, and the full annotation of each draft."""

    id: str
    title: str
    text: str
    guideline: str
    drafts: tuple[Draft, ...]
    rows: tuple[dict[str, Any], ...]

    def pairs(self) -> Iterator[tuple[Draft, dict[str, Any]]]:
        """Every draft with its annotation."""
        return zip(self.drafts, self.rows, strict=True)

    def with_rows(self, rows: Iterable[dict[str, Any]]) -> Example:
        """The same report with other annotations of its drafts."""
        return replace(self, rows=tuple(rows))


def examples(path: Path, guideline: str) -> list[Example]:
    """The annotated reports of a file; a statement without content is left out."""
    return [_example(row, guideline) for row in read_rows(path)]


def _example(row: Row, guideline: str) -> Example:
    kept = tuple(statement for statement in row["statements"] if statement["content"])
    return Example(row["id"], row.get("title") or "", row["text"], guideline, tuple(map(_draft, kept)), kept)


def _draft(statement: dict[str, Any]) -> Draft:
    source, cue, content = (_spans(statement.get(role)) for role in ("source", "cue", "content"))
    return Draft(source, cue, content)


def _spans(pairs: list[list[int]] | None) -> Spans:
    return tuple((start, end) for start, end in pairs or ())
