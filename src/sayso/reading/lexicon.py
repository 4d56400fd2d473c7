"""Lists of words from the vocabulary of roles, as sets and inside patterns."""

from __future__ import annotations

import functools
import re

from sayso.vocabulary import load

LIST = re.compile(r"<([a-z_]+)>")


@functools.cache
def words(kind: str) -> frozenset[str]:
    """The words of one list of `roles.yml`. Raises KeyError where there is no such list."""
    return frozenset(load("roles")[kind])


@functools.cache
def pattern(template: str, flags: int = 0) -> re.Pattern[str]:
    """`template` compiled, each `<list>` in it replaced by the words of that list of `roles.yml`, longest first."""
    return re.compile(LIST.sub(lambda found: alternatives(found[1]), template), flags)


def alternatives(kind: str) -> str:
    """The words of a list as alternatives of a pattern."""
    return f"(?:{'|'.join(map(re.escape, sorted(words(kind), key=lambda word: (-len(word), word))))})"


def is_weekday(name: str) -> bool:
    """Whether a name is that of a day, as nobody's is who says anything."""
    return name.casefold() in load("times")["weekdays"]
