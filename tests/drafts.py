"""A draft written as a marked string: {source} <cue> [content]."""

from __future__ import annotations

from notation import unmark
from sayso.reading.draft import Draft
from sayso.report import Report


def drafted(marked: str) -> tuple[Report, Draft]:
    """The report and its one draft."""
    text, found = unmark(marked)
    spans = found[1]
    return Report("r", text), Draft(*(tuple((a, b) for a, b in spans[role]) for role in ("source", "cue", "content")))
