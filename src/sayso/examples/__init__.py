"""The reports of the demonstration: one negotiation, annotated.

They were composed for Sayso, in its own words, after public facts. Outlets, experts, residents and anonymous officials
are invented, and so are some scenes: they are examples and test material, not evidence.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import as_file, files
from pathlib import Path

from sayso.report import Report
from sayso.rows import read_rows

NOTICE = (
    "These reports were composed for Sayso after public facts. Their outlets, experts, residents and anonymous "
    "officials are invented, and so are some scenes: they are examples, not evidence."
)
NAME = "ukraine-2025.jsonl"


def path() -> Path:
    """Where the annotated reports lie: one JSON object per line, with the statements that a person found."""
    with as_file(files(__name__) / NAME) as found:
        return found


def reports() -> Iterator[Report]:
    """The reports, without their annotation."""
    return map(Report.from_json, read_rows(path()))
