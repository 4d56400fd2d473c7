"""The reports of the demonstration: one negotiation, annotated.

They were composed for Sayso, in its own words, after public facts. Outlets, experts, residents and anonymous officials
are invented, and so are some scenes: they are examples and test material, not evidence.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.resources import as_file, files
from pathlib import Path

from sayso.report import Report

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
    with path().open(encoding="utf-8") as lines:
        for line in lines:
            yield Report.from_json(json.loads(line))
