"""Which drafts lie inside another's content."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.reading.draft import Draft
from sayso.report import Span, Spans
from sayso.statement import UNKNOWN, hull

FILLED = 0.8  # of a content: what one statement inside it takes up for the content to be that statement


def outer_drafts(drafts: Sequence[Draft]) -> list[int | None]:
    """For each draft the index of the smallest draft whose content holds its evidence; None where none does.

    Takes time that grows with the number of drafts and the depth of nesting.
    """
    hulls = ((*hull(draft.content), index) for index, draft in enumerate(drafts) if draft.content)
    contents = sorted((start, -end, index) for start, end, index in hulls)
    by_start = sorted(range(len(drafts)), key=lambda index: drafts[index].evidence)
    outer: list[int | None] = [None] * len(drafts)
    open_spans: list[tuple[Span, int]] = []
    following = 0
    for index in by_start:
        start, end = drafts[index].evidence
        while following < len(contents) and contents[following][0] <= start:
            span = contents[following][0], -contents[following][1]
            open_spans.append((span, contents[following][2]))
            following += 1
        open_spans = [(span, owner) for span, owner in open_spans if span[1] > start]
        around = [(span, owner) for span, owner in open_spans if end <= span[1] and _holds(drafts, owner, index)]
        outer[index] = min(around, key=lambda each: each[0][1] - each[0][0])[1] if around else None
    return outer


def contents_within(drafts: Sequence[Draft]) -> list[Spans]:
    """For each draft the contents of those that it reports."""
    within: list[Spans] = [()] * len(drafts)
    for index, outer in enumerate(outer_drafts(drafts)):
        if outer is not None:
            within[outer] += drafts[index].content
    return within


def relayed(drafts: Sequence[Draft], holders: Sequence[str]) -> list[int | None]:
    """For each draft the index of another holder's statement that fills its content; None where none does."""
    filled: list[int | None] = [None] * len(drafts)
    for index, outer in enumerate(outer_drafts(drafts)):
        another = outer is not None and holders[index] not in (holders[outer], UNKNOWN)
        if outer is not None and another and _fills(drafts[index], drafts[outer]):
            filled[outer] = index
    return filled


def _fills(inner: Draft, outer: Draft) -> bool:
    start, end = hull(outer.content)
    return inner.evidence[1] - inner.evidence[0] >= FILLED * (end - start)


def _holds(drafts: Sequence[Draft], owner: int, index: int) -> bool:
    """Whether `owner` reports the other: it does not if it is the same, or if each lies in the other's content."""
    if owner == index:
        return False
    own, other = drafts[owner].evidence, drafts[index].evidence
    if own == other or own[1] - own[0] <= other[1] - other[0]:
        return False
    inside = [*drafts[owner].cue, *drafts[owner].source]
    return not any(other[0] <= start < other[1] for start, _ in inside)


def chains(outer: Sequence[int | None]) -> list[list[int]]:
    """For each draft those that report it, the outermost first."""
    return [list(_reporting(index, outer))[::-1] for index in range(len(outer))]


def _reporting(index: int, outer: Sequence[int | None]) -> Iterator[int]:
    parent = outer[index]
    while parent is not None:
        yield parent
        parent = outer[parent]
