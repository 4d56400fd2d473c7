"""On whose side somebody is whom the report does not name: close to whom, in which seat, of which "party" or "bank"."""

from __future__ import annotations

import re

from sayso.reading.bodies import body_called, body_lines
from sayso.reading.lexicon import pattern, words
from sayso.reading.mentions import Cast
from sayso.reading.parties import by_context, party_by_name, party_of_body, side_of, state_side
from sayso.reading.sides import OF_STATE, Side
from sayso.reading.titles import without_titles

# Whoever speaks for a government that is told only by where it sits: "officials in Pretoria".
SEATED = r"(?i)\b<seated>(?: \w+)? in (?:the )?(.+)"
NOUN_BEFORE = r"\b([a-z]+) <staff>\b"


def side_of_nameless(description: str, cast: Cast, position: int | None = None) -> Side | None:
    """Whose side somebody nameless is on: whom the source is close to, else as for anybody."""
    close = re.search(r"\bclose to (?:the )?(.+)", description)
    if close:
        return Side(_party_close(close[1], cast, position), "close to", description)
    return (
        side_of(description, cast, position)
        or _seated(description, cast, position)
        or (_by_noun_before(description, cast, position) if position is not None else None)
    )


def _party_close(whom: str, cast: Cast, position: int | None) -> str | None:
    found = next(cast.gazetteer.find(whom), None)
    if found and found.entry.party:
        return found.entry.party
    people = cast.called(without_titles(whom))
    if len(people) == 1:
        return party_by_name(people[0], cast)
    noun = whom.split(",")[0].split()[-1]
    if position is None or noun[:1].isupper():
        return noun if noun in cast.capitalised else None
    if noun in words("own_government"):
        side = state_side(whom, cast, position)
        return side.party if side else None
    name = body_called(noun, cast, position)
    return party_of_body(name, cast) if name else None


def _seated(description: str, cast: Cast, position: int | None) -> Side | None:
    """The state or body in whose seat an official speaks."""
    seat = pattern(SEATED).search(description)
    if seat and position is not None and pattern(OF_STATE).search(seat[1]):
        return by_context(seat[1], cast, position)
    found = next(cast.gazetteer.find(seat[1]), None) if seat else None
    return Side(found.entry.party, "official in", description) if found and found.span[0] == 0 else None


def _by_noun_before(description: str, cast: Cast, position: int) -> Side | None:
    """The side of "a party insider", "a bank official", "an administration official"."""
    noun = pattern(NOUN_BEFORE).search(description[:1].lower() + description[1:])
    if noun is None:
        return None
    if noun[1] in words("own_government") | words("state_organs"):
        return state_side(description, cast, position)
    name = body_called(noun[1], cast, position) if next(body_lines(noun[1]), None) else None
    return Side(party_of_body(name, cast), "office in a body", description) if name else None
