"""A report's text cut into stretches, each with the statements that it belongs to and its role in them.

Statements nest and may cross; stretches neither nest nor cross, so any marking comes out as sound HTML.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from sayso.statement import Statement
from sayso.wording.statements import safe

ROLES = ("content", "source", "cue")
Mark = tuple[int, str, int]  # a statement's number, a role in it, and where a span of that begins


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
    opening: defaultdict[int, set[Mark]] = defaultdict(set)
    closing: defaultdict[int, set[Mark]] = defaultdict(set)
    for number, statement in enumerate(statements, 1):
        for role in ROLES:
            for start, end in getattr(statement, role):
                opening[start].add((number, role, start))
                closing[end].add((number, role, start))
    ends: defaultdict[int, list[int]] = defaultdict(list)
    for number, statement in enumerate(statements, 1):
        ends[max(end for _, end in statement.content)].append(number)
    here: set[Mark] = set()
    for start, end in pairwise(sorted({0, len(text), *opening, *closing})):
        here = here - closing[start] | opening[start]
        yield _stretch(text[start:end], start, here, tuple(ends.get(end, ())))


def _stretch(text: str, start: int, marks: Set[Mark], ends: tuple[int, ...]) -> Stretch:
    roles = [role for _, role, _ in marks]
    return Stretch(
        safe(text),
        start,
        tuple(sorted({number for number, _, _ in marks})),
        tuple(role for role in ROLES if role in roles),
        roles.count("content"),
        ends,
    )
