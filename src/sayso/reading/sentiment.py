"""Words that sound good or bad to most people, whatever is said of what."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from sayso.reading.phrases import Hit
from sayso.vocabulary import load

WORD = re.compile(r"(?<![\w-])[a-z]+(?:-[a-z]+)*")  # in small letters: the United States are no praise


def sounding(how: str, text: str) -> Iterator[Hit]:
    """The words of a text that sound "good" or "bad", from left to right."""
    for match in WORD.finditer(text):
        if match[0].lower() in _words(how):
            yield Hit(match.span(), match[0], f"sentiment {how}")


@functools.cache
def _words(how: str) -> frozenset[str]:
    return frozenset(load("sentiment")[how].split())
