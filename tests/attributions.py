"""Attributions of statements written as marked strings: {source}¹ <cue>¹ [content]¹."""

from __future__ import annotations

import datetime

from notation import unmark
from sayso.reading.draft import Draft
from sayso.reading.holders import Attribution, attribute
from sayso.report import Report


def attributed(marked: str, publisher: str | None = None, published: str | None = None) -> list[Attribution]:
    """The attribution of every statement, in the order of their numbers."""
    text, found = unmark(marked)
    day = datetime.date.fromisoformat(published) if published else None
    drafts = [
        Draft(*(tuple((a, b) for a, b in spans[role]) for role in ("source", "cue", "content")))
        for spans in found.values()
    ]
    return attribute(Report("r", text, publisher=publisher, published=day), drafts)


def holders(marked: str, **about: str) -> list[str]:
    """The holder of every statement."""
    return [attribution.holder.value for attribution in attributed(marked, **about)]
