"""A report's text cut into stretches, each with the statements that it belongs to and its role in them.

Statements nest and may cross; stretches neither nest nor cross, so any marking comes out as sound HTML.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sayso.report import Span
from sayso.statement import Statement
from sayso.terminal.words import safe

ROLES = ("content", "source", "cue")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of the text between two ends of marks, and the offset at which it starts, in code points.

    `numbers` are the statements, counted from 1, that it belongs to, `roles` what it is in them, `depth` how many
    contents it lies in; `ends` are the statements whose content ends behind it.
    """

    text: str
    start: int = 0
    numbers: tuple[int, ...] = ()
    roles: tuple[str, ...] = ()
    depth: int = 0
    ends: tuple[int, ...] = ()


def stretches(text: str, statements: Sequence[Statement]) -> Iterator[Stretch]:
    """The text in stretches, in its order; together they are the whole text."""
    marks = [
        (span, role, number)
        for number, statement in enumerate(statements, 1)
        for role in ROLES
        for span in getattr(statement, role)
    ]
    ends: defaultdict[int, list[int]] = defaultdict(list)
    for number, statement in enumerate(statements, 1):
        ends[max(end for _, end in statement.content)].append(number)
    borders = sorted({0, len(text), *(border for span, _, _ in marks for border in span)})
    for start, end in pairwise(borders):
        yield _stretch(text, (start, end), marks, tuple(ends.get(end, ())))


def _stretch(text: str, span: Span, marks: Sequence[tuple[Span, str, int]], ends: tuple[int, ...]) -> Stretch:
    here = [(role, number) for (first, last), role, number in marks if first <= span[0] and span[1] <= last]
    return Stretch(
        safe(text[span[0] : span[1]]),
        span[0],
        tuple(dict.fromkeys(number for _, number in here)),
        tuple(role for role in ROLES if any(role == each for each, _ in here)),
        sum(role == "content" for role, _ in here),
        ends,
    )
