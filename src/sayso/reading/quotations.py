"""Where a text quotes: the stretches between quotation marks, paragraph by paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.report import Span

PARAGRAPH = re.compile(r"[^\n]+")
# A single mark opens only before a word and after none, and closes only after a word or stop and before none,
# so that the apostrophes of "don't" and "workers'" stay what they are.
MARK = re.compile(
    r"(?P<open>[“„«]|(?<!\w)[‘'](?=\w))|(?P<close>[”»]|(?<=[\w.,!?…])[’'](?!\w))|(?P<either>\"|''|``)",
)
SINGLE = frozenset("‘’'")
DOUBLE = frozenset(("”", "»", '"', "''", "``"))


def quotations(text: str) -> list[Span]:
    """Quoted stretches with their marks, in text order, as half-open code point offsets; none inside another.

    A quotation that a paragraph opens and does not close runs to the paragraph's end, as in a quotation over
    several paragraphs. A single mark that nothing closes in its paragraph is an apostrophe.
    """
    return [span for paragraph in PARAGRAPH.finditer(text) for span in _in_paragraph(text, paragraph.span())]


def _in_paragraph(text: str, paragraph: Span) -> Iterator[Span]:
    marks = list(MARK.finditer(text, *paragraph))
    unclosed: set[str] = set()
    position = 0
    while position < len(marks):
        mark = marks[position]
        position += 1
        if mark.lastgroup == "close" or mark.group() in unclosed:
            continue
        closing = _closing(marks, position)
        if closing is not None:
            yield mark.start(), marks[closing].end()
            position = closing + 1
        elif mark.group() in SINGLE:
            unclosed.add(mark.group())
        else:
            yield mark.start(), paragraph[1]
            return


def _closing(marks: list[re.Match[str]], position: int) -> int | None:
    """The index of the mark that closes the one before `position`."""
    closers = SINGLE if marks[position - 1].group() in SINGLE else DOUBLE
    return next((i for i in range(position, len(marks)) if _closes(marks[i], closers)), None)


def _closes(mark: re.Match[str], closers: frozenset[str]) -> bool:
    return mark.lastgroup in ("close", "either") and mark.group() in closers
