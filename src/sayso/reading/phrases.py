"""Phrases of a vocabulary, found in a stretch of text: each hit names the entry that it rests on."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sayso.report import Report, Span, Spans
from sayso.vocabulary import load


@dataclass(frozen=True, slots=True)
class Hit:
    """Words that an entry of a vocabulary matched, and where in the searched text they stand."""

    span: Span
    words: str
    entry: str

    @property
    def basis(self) -> str:
        """The words with the vocabulary line behind them."""
        return f"“{self.words}” ({self.entry})"


class Phrases:
    """The entries of one or more lists of a vocabulary, ready to be searched for.

    An entry is a regular expression over whole words, read without regard to case; a blank in it stands for any white
    space, a straight apostrophe for the curly one too, and no group captures.
    """

    def __init__(self, name: str, entries: Iterable[str]) -> None:
        """Entries of the vocabulary and list called `name`. Raises re.error on a malformed one."""
        self._entries = tuple(entries)
        self._lines = tuple(f"{name}: {entry}" for entry in self._entries)
        alternatives = "|".join(f"({_expression(entry)})" for entry in self._entries)
        self._pattern = re.compile(rf"(?<![\w-])(?<!\w['’])(?:{alternatives})(?![\w-])", re.IGNORECASE)

    def all(self, text: str, span: Span | None = None) -> Iterator[Hit]:
        """The hits in `text`, or in `span` of it, from left to right; none overlap."""
        if self._entries:
            for match in self._pattern.finditer(text, *(span or (0, len(text)))):
                yield Hit(match.span(), match[0], self._lines[(match.lastindex or 1) - 1])

    def first(self, text: str, span: Span | None = None) -> Hit | None:
        """The leftmost hit, or None."""
        return next(self.all(text, span), None)


@functools.cache
def phrases(vocabulary: str, *keys: str) -> Phrases:
    """The list under `keys` in a vocabulary; keys that are not there have no entries."""
    lists: Any = load(vocabulary)
    for key in keys:
        lists = lists.get(key) or {}
    return Phrases(" ".join((vocabulary, *keys)), lists)


def joined(report: Report, spans: Spans) -> str:
    """The stretches of one role as one line, for phrases that its gaps interrupt ("did not rule … out")."""
    return " ".join(report.cut(span) for span in spans)


def first_of(text: str, sources: Sequence[Phrases]) -> Hit | None:
    """The first hit of the first source that has one."""
    return next((hit for source in sources if (hit := source.first(text))), None)


def _expression(entry: str) -> str:
    return re.sub(r"\((?!\?)", "(?:", entry).replace(" ", r"\s+").replace("'", "['’]")
