"""Which body "the movement", "the union" or "the ministry" goes back to."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.reading.gazetteer import Kind
from sayso.reading.mentions import Cast
from sayso.vocabulary import load


def body_called(noun: str, cast: Cast, position: int) -> str | None:
    """The body named last before `position`, else first in the report, that `noun` can be used for."""
    return next(bodies_called(noun, cast, position), None)


def bodies_called(noun: str, cast: Cast, position: int) -> Iterator[str]:
    """The bodies that `noun` can be used for, those named before `position` first, the last of them first."""
    kinds = frozenset(body_lines(noun))
    for mention in cast.last_mention(position, (Kind.BODY, Kind.STATE)):
        if can_be_called(mention.name, noun, kinds, cast):
            yield mention.name
    yield from (name for name in cast.prominent[:20] if can_be_called(name, noun, kinds, cast))


def body_lines(noun: str) -> Iterator[str]:
    """The kinds of body that a noun is used for: "guild" for unions."""
    return (kind for kind, nouns in load("roles")["bodies"].items() if noun.rstrip("s") in nouns or noun in nouns)


def can_be_called(name: str, noun: str, kinds: frozenset[str], cast: Cast) -> bool:
    """Whether the body `name` is a "`noun`": by the vocabulary, by its name, or by a noun of the same kind in it."""
    entry = cast.gazetteer.entry(name)
    if entry and (noun in entry.nouns or noun.rstrip("s") in entry.nouns):
        return True
    if entry and entry.kind is Kind.STATE:
        return "government" in kinds
    if f"{name} {noun}" in cast.text:
        return True
    tokens = {token.lower() for token in name.split()}
    return noun in tokens or any(set(load("roles")["bodies"][kind]) & tokens for kind in kinds - {"government"})
