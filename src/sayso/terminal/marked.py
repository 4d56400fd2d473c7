"""A report's text with its statements marked: {source}, <cue>, [content], each closed by its statements' numbers.

Brackets nest as statements do. Where colours are shown, those of source and cue take the place of their brackets;
content keeps its brackets, so that a content within a content stays visible.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.text import Text

from sayso.report import Span
from sayso.statement import Reading, Statement
from sayso.terminal.table import print_heading
from sayso.wording.statements import safe

BRACKETS = {"source": ("{", "}"), "cue": ("<", ">"), "content": ("[", "]")}
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
SHADES = 3
LEGEND = "source cue content"
WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Mark:
    """One stretch of one role, and the numbers of the statements that share it.

    `depth` counts the contents around it; `crossed` says that a stretch of the same role begins or ends within it and
    goes beyond, so that its opening bracket needs the numbers too.
    """

    span: Span
    role: str
    numbers: tuple[int, ...]
    depth: int = 0
    crossed: bool = False

    @property
    def style(self) -> str:
        """The style's name in the theme."""
        return f"content{self.depth % SHADES}" if self.role == "content" else self.role

    @property
    def raised(self) -> str:
        """The numbers as superscripts."""
        return ",".join(str(number).translate(RAISED) for number in self.numbers)


def print_marked(console: Console, reading: Reading) -> None:
    """Print the heading of a report and its text with the statements marked."""
    print_heading(console, reading.report)
    colour = shows_colour(console)
    console.print(legend(colour), end="\n\n")
    console.print(marked_text(reading.report.text, marks(reading.statements), colour), end="\n\n")


def legend(colour: bool) -> Text:
    """How a source, a cue and a content are marked."""
    shown = marked_text(LEGEND, [Mark(match.span(), match.group(), (1,)) for match in WORD.finditer(LEGEND)], colour)
    return shown.append(": ¹ is the number of the statement", style="aside")


def shows_colour(console: Console) -> bool:
    """Whether colours reach the reader."""
    return console.color_system is not None and not console.no_color


def marks(statements: Iterable[Statement], first: int = 1) -> list[Mark]:
    """One mark for each stretch of each role, the numbers of the statements counted from `first`."""
    numbers: defaultdict[tuple[Span, str], list[int]] = defaultdict(list)
    for number, statement in enumerate(statements, first):
        for role in BRACKETS:
            for span in getattr(statement, role):
                numbers[span, role].append(number)
    spans = {role: sorted(span for span, found in numbers if found == role) for role in BRACKETS}
    longest = max((end - start for start, end in (span for span, _ in numbers)), default=0)
    return [
        Mark(
            span,
            role,
            tuple(found),
            depth(span, meeting(span, spans["content"], longest)),
            is_crossed(span, meeting(span, spans[role], longest)),
        )
        for (span, role), found in numbers.items()
    ]


def meeting(span: Span, others: Sequence[Span], longest: int) -> Sequence[Span]:
    """Those of some spans, sorted and none longer than `longest`, that can share a character with `span`."""
    return others[bisect_left(others, (span[0] - longest, 0)) : bisect_left(others, (span[1], 0))]


def depth(span: Span, contents: Iterable[Span]) -> int:
    """How many contents enclose a span."""
    return sum(start <= span[0] and span[1] <= end and (start, end) != span for start, end in contents)


def is_crossed(span: Span, others: Iterable[Span]) -> bool:
    """Whether another span covers just one end of a span and more."""
    return any(start < span[0] < end < span[1] or span[0] < start < span[1] < end for start, end in others)


def marked_text(text: str, marks: Iterable[Mark], colour: bool) -> Text:
    """The text with a bracket at both ends of each mark; with colours, source and cue have none."""
    ordered = sorted(marks, key=outer_first)
    result, position = Text(), 0
    around: set[int] = set()  # ranks of the marks that are open
    for offset, rank, insertion in insertions(ordered, colour):
        append_stretch(result, text, (position, offset), [ordered[each] for each in sorted(around)])
        result.append_text(insertion)
        around ^= {rank}
        position = offset
    append_stretch(result, text, (position, len(text)), [])
    return result


def outer_first(mark: Mark) -> tuple[int, int, int]:
    """Order in which marks open: by start, longer before shorter, content around source around cue."""
    return mark.span[0], -mark.span[1], ("content", "source", "cue").index(mark.role)


def insertions(ordered: list[Mark], colour: bool) -> Iterator[tuple[int, int, Text]]:
    """Where to insert what for the mark of which rank, in text order: what closes, inner first, before what opens."""
    closing = [(mark.span[1], 0, -rank, closer(mark, colour)) for rank, mark in enumerate(ordered)]
    opening = [(mark.span[0], 1, rank, opener(mark, colour)) for rank, mark in enumerate(ordered)]
    for offset, _, rank, insertion in sorted(closing + opening, key=lambda item: item[:3]):
        yield offset, abs(rank), insertion


def opener(mark: Mark, colour: bool) -> Text:
    """The opening bracket of a mark."""
    bracket = "" if bare(mark, colour) else BRACKETS[mark.role][0]
    return Text(bracket + mark.raised * mark.crossed, style=mark.style)


def closer(mark: Mark, colour: bool) -> Text:
    """The closing bracket of a mark and its numbers."""
    bracket = "" if bare(mark, colour) else BRACKETS[mark.role][1]
    return Text(bracket + mark.raised, style=mark.style)


def bare(mark: Mark, colour: bool) -> bool:
    """Whether a colour alone marks the stretch."""
    return colour and mark.role != "content"


def append_stretch(result: Text, text: str, span: Span, around: Sequence[Mark]) -> None:
    """Append the text between two insertions in the style of the last, the innermost, of the marks around it."""
    if span[0] < span[1]:
        result.append(safe(text[slice(*span)]), style=around[-1].style if around else "")
