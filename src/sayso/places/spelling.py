"""One spelling for all the ways in which a place name is written."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Mapping

from sayso.vocabulary import load

APOSTROPHES = re.compile("['’‘ʼʻ`´]")
BETWEEN = re.compile(r"[\W_]+")
STROKES = str.maketrans("łøđħıðþæœ", "lodhidtao")


@functools.lru_cache(maxsize=4096)
def folded(name: str) -> str:
    """The name without case, accents and punctuation, its abbreviated words in full: "St. John’s" is "saint johns"."""
    decomposed = unicodedata.normalize("NFKD", APOSTROPHES.sub("", name))
    decomposed = unicodedata.normalize("NFKD", decomposed.casefold())
    letters = "".join(letter for letter in decomposed if not unicodedata.combining(letter)).translate(STROKES)
    words = BETWEEN.split(APOSTROPHES.sub("", letters))
    return " ".join(_in_full().get(word, word) for word in words if word)


@functools.cache
def _in_full() -> Mapping[str, str]:
    words: Mapping[str, str] = load("toponyms")["in_full"]
    return words
