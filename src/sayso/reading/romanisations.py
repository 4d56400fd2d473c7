"""Romanisations: what people's names from other scripts are compared as, however a paper spells them."""

from __future__ import annotations

import functools
import re

from sayso.vocabulary import load


@functools.lru_cache(maxsize=65_536)
def romanised(word: str) -> str:
    """A folded word as its romanisations have in common: "araghchi" and "araqchi" are "aragci"."""
    return _replaced(word, "romanised")


@functools.lru_cache(maxsize=65_536)
def given(word: str) -> str:
    """The same for a given name: "mohammed" and "muhammad" are "mohamad"."""
    return _replaced(romanised(word), "given")


def _replaced(word: str, kind: str) -> str:
    for pattern, replacement in _replacements(kind):
        word = pattern.sub(replacement, word)
    return word


@functools.cache
def _replacements(kind: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), replacement) for pattern, replacement in load("voices")[kind])
