"""Statements written as marked strings: {source}¹ <cue>¹ [content]¹, as `sayso read --text` prints them."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

ROLES = {"{": "source", "<": "cue", "[": "content"}
CLOSING = dict(zip("}>]", "{<[", strict=True))
LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
RAISED = "[⁰¹²³⁴⁵⁶⁷⁸⁹]+"
NUMBERS = rf"({RAISED}(?:,{RAISED})*)?"
PART = re.compile(rf"([{{<\[]|[}}>\]]){NUMBERS}")

Spans = dict[int, dict[str, list[list[int]]]]


def unmark(marked: str) -> tuple[str, Spans]:
    """The text without its marks, and the spans of each numbered statement; a mark without number is statement 1.

    A closing bracket belongs to the last open one of its kind, or to the one that was opened with its numbers.
    """
    text, position = "", 0
    opened: defaultdict[str, list[tuple[str | None, int]]] = defaultdict(list)
    found: Spans = defaultdict(lambda: {role: [] for role in ROLES.values()})
    for part in PART.finditer(marked):
        text += marked[position : part.start()]
        position = part.end()
        if part[1] in ROLES:
            opened[part[1]].append((part[2], len(text)))
            continue
        bracket = CLOSING[part[1]]
        open_marks = opened[bracket]
        mine = next(mark for mark in [*open_marks[::-1]] if mark[0] in (None, part[2]))
        open_marks.remove(mine)
        for number in (part[2] or "1").translate(LOWERED).split(","):
            found[int(number)][ROLES[bracket]].append([mine[1], len(text)])
    return text + marked[position:], {number: sort(spans) for number, spans in sorted(found.items())}


def sort(spans: dict[str, list[list[int]]]) -> dict[str, list[list[int]]]:
    return {role: sorted(found) for role, found in spans.items()}


def row(marked: str, *fields: dict[str, Any], id: str = "r") -> dict[str, Any]:
    """A report's row; `fields` are those of its statements in the order of their numbers."""
    text, spans = unmark(marked)
    filled = [*fields, *[{}] * (len(spans) - len(fields))]
    return {"id": id, "text": text, "statements": [a | b for a, b in zip(spans.values(), filled, strict=True)]}
