"""What the words of a description alone tell of a side: a nation, a known body, an office that only one state has."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sayso.reading.draft import Finding, Reason
from sayso.reading.gazetteer import Found, Kind, Use
from sayso.reading.lexicon import pattern, words
from sayso.reading.mentions import Cast
from sayso.vocabulary import load

OF_STATE = r"(?i)\b<state_offices>s?\b"


@dataclass(frozen=True, slots=True)
class Side:
    """Whose side a description names; `party` is None where it names somebody who holds no side."""

    party: str | None
    rule: str
    basis: str

    def finding(self) -> Finding[str | None]:
        """The side as the value of a field."""
        return Finding(self.party, Reason(self.rule, self.basis))


def is_independent(description: str, found: list[Found]) -> bool:
    """Whether a description is of a calling, or of a body, that is on no side."""
    tokens = set(re.findall(r"[\w-]+", description.lower())) | {first_noun(description)}
    if tokens & words("independent") and not is_for_a_side(description):
        return True
    return bool(found) and all(_is_of_no_side(each, description) for each in found)


def _is_of_no_side(found: Found, description: str) -> bool:
    """Whether a body or people on no side is meant, and not only a word in the name of another body."""
    longer = found.entry.use is Use.ADJECTIVE and re.match(r" [A-Z]", description[found.span[1] :])
    return found.entry.kind is not Kind.STATE and found.entry.party is None and not longer


def by_fixed_office(description: str, cast: Cast) -> Side | None:
    """The only state or body that has such an office, where the report names it or one of its organs."""
    only = load("roles")["office_states"]
    office = next((office for office in only if re.search(rf"\b{office}\b", description.lower())), None)
    if office is None:
        return None
    state, start = only[office], description.lower().index(office)
    rest = description[:start] + description[start + len(office) :]
    if any(found.entry.party for found in cast.gazetteer.find(rest)):
        return None
    named = any(entry.party == state for name in cast.prominent for entry in cast.gazetteer.entries(name))
    return Side(state, "office of one state", description) if named else None


def is_for_a_side(description: str) -> bool:
    """Whether a description names a calling that speaks for a side, whatever else stands in it."""
    return bool(set(re.findall(r"[\w-]+", description.lower())) & words("for_a_side"))


def first_noun(description: str) -> str:
    """The noun that a description of several people opens with, in the singular: "residents of Kutkai"."""
    return re.sub(r"^(?:the|some|many) ", "", description.lower()).split(" ")[0].removesuffix("s")


def by_gazetteer(description: str, found: list[Found]) -> Side | None:
    """The side of the known state or body in a description; a body's goes first but for offices of state."""
    sided = [
        each
        for each in found
        if each.entry.party and not _inside_a_name(each, description) and not _is_portfolio(each, description)
    ]
    if not sided:
        return None
    bodies = [each for each in sided if each.entry.kind in (Kind.BODY, Kind.PEOPLE)]
    chosen = bodies[0] if bodies and not pattern(OF_STATE).search(description) else sided[0]
    rule = {Use.ADJECTIVE: "nationality", Use.SEAT: "seat of government"}.get(chosen.entry.use, "office")
    return Side(chosen.entry.party, rule, description)


def _is_portfolio(found: Found, description: str) -> bool:
    """Whether a known form is only a minister's field: "Labour" in "Labour Minister"."""
    after = description[found.span[1] :].lower()
    return found.form in words("portfolio_words") and re.match(r" (?:minister|ministry|secretary)\b", after) is not None


def _inside_a_name(found: Found, description: str) -> bool:
    """Whether a known body is only the end of a longer name that nobody knows."""
    before = description[: found.span[0]].split(" ")
    return (
        found.entry.kind is Kind.BODY
        and found.entry.use is Use.NAME
        and len(before) > 1
        and before[-2][:1].isupper()
        and bool({before[-2], found.form} & words("organisation_words"))
    )
