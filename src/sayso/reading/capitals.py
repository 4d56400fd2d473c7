"""Sources that stand in capitals in a report that has letter case: "PRESIDENT TRUMP", "HAMAS", "IRANIAN PRESIDENT"."""

from __future__ import annotations

from dataclasses import replace

from sayso.reading.mentions import Cast
from sayso.reading.recasing import is_common
from sayso.reading.sources import Source

SHORTEST = 4  # letters; shorter words in capitals may be the initials of a body


def in_running_text(source: Source, cast: Cast) -> Source:
    """The phrase as running text would write it, where it is all in capitals and is no body's initials."""
    text = source.text
    if not text.isupper() or len(text) < SHORTEST or cast.gazetteer.entry(text):
        return source
    whole = text.title()
    if cast.gazetteer.entry(whole) or cast.called(whole):
        return replace(source, text=whole)
    if " " not in text and not text.endswith("S"):  # "KOLAR:", as whoever speaks next may be called
        return source
    written = [_written(word, cast) for word in text.split()]
    unknown = any(word.isupper() and not cast.gazetteer.entry(word) for word in written)
    return source if unknown else replace(source, text=" ".join(written))


def _written(word: str, cast: Cast) -> str:
    """A word in capitals as running text would write it."""
    if cast.gazetteer.entry(word):
        return word
    named = word.title()
    if cast.gazetteer.entry(named) or cast.called(named):
        return named
    return word.lower() if is_common(word.lower()) else word
