"""On whose behalf a statement counts: by office, nationality, membership or employer, as the report writes them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sayso.reading.antecedents import bodies_before
from sayso.reading.bodies import body_called
from sayso.reading.draft import Finding, Reason
from sayso.reading.gazetteer import Entry, Found, Kind, Use
from sayso.reading.leaders import leader
from sayso.reading.letters import CAPITAL
from sayso.reading.lexicon import pattern, words
from sayso.reading.mentions import Cast, Person
from sayso.reading.offices import office_in
from sayso.reading.organisations import generic
from sayso.reading.titles import without_titles

FORMER = r"(?i)\b(?:<former>\b|ex-\w)"
# What an office is directed at is not whose office it is: the ambassador "to Turkey", the adviser "on Iran".
AIMED = r"\b<aims_of_office>\b.*"
NAME = rf"[{CAPITAL}][\w&/-]*(?: (?:(?:of|for|and|&|the|on) ){{0,2}}[{CAPITAL}\d][\w&/-]*)*"
OWNER = rf"\b({NAME})'s?(?= )"
EMPLOYER = rf"(?:\b<employing>|\()(?: the)? ?({NAME})"
BEFORE_OFFICE = rf"(?<![\w/])({NAME}) (?=(?:[a-z-]+ ){{0,2}}<staff>\b)"
NOUN_OWNER = re.compile(r"\b[Tt]he (?:[\w-]+ )?([a-z]+)'s? ")
NOUN_AFTER = re.compile(r"\b(?:of|for) the (?:[\w-]+ )?([a-z]+)\b")
PRONOUN_OWNER = re.compile(r"\b([Hh]is|[Hh]er|[Ii]ts|[Tt]heir)\b")
EVENT = r"(?i)\b<events>\b"
OF_STATE = r"(?i)\b<state_offices>\b"
PEOPLE_REACH = 600
FOREMOST = 1.2  # times as often as the next, a state is named that is the report's own
NONE: Finding[str | None] = Finding(None, Reason("no side named"))


@dataclass(frozen=True, slots=True)
class Side:
    """Whose side a description names; `party` is None where it names somebody who holds no side."""

    party: str | None
    rule: str
    basis: str

    def finding(self) -> Finding[str | None]:
        """The side as the value of a field."""
        return Finding(self.party, Reason(self.rule, self.basis))


def party_of_person(person: Person, cast: Cast) -> Finding[str | None]:
    """The party of somebody whom the report describes, else of a leader whom the vocabulary has."""
    if person.name not in cast.parties:
        cast.parties[person.name] = NONE
        cast.parties[person.name] = _party_of_person(person, cast)
    return cast.parties[person.name]


def _party_of_person(person: Person, cast: Cast) -> Finding[str | None]:
    sides = [side for beside in person.beside if (side := side_of(beside.text, cast, beside.position))]
    told = next((side for side in sides if side.party), None)
    if told and told.rule != "state of the report":
        return told.finding()
    known = leader(person.name, cast.month)
    if known and (known.held(cast.month) or not sides or cast.month is None):
        return Finding(known.party, Reason("leader in the vocabulary", known.name))
    return told.finding() if told else sides[0].finding() if sides else NONE


def side_of_nameless(description: str, cast: Cast, position: int | None = None) -> Side | None:
    """Whose side somebody nameless is on: whom the source is close to, else as for anybody."""
    close = re.search(r"\bclose to (?:the )?(.+)", description)
    if not close:
        return side_of(description, cast, position)
    found = next(cast.gazetteer.find(close[1]), None)
    party = found.entry.party if found else None
    if party is None and position is not None and (name := body_called(close[1].split()[0], cast, position)):
        party = _party_of_body(name, cast)
    return Side(party, "close to", description)


def side_of(description: str, cast: Cast, position: int | None = None) -> Side | None:
    """Whose side a title or apposition names: None where it says nothing about sides.

    `position` is where the description stands; without it "its president" and a bare "President" say nothing.
    """
    own = pattern(AIMED).sub("", description)
    if pattern(FORMER).search(own):
        return Side(None, "former office", description)
    found = [each for each in cast.gazetteer.find(own) if each.entry.kind is not Kind.OUTLET]
    if _independent(own, found):
        return Side(None, "independent calling", description)
    return (
        _by_gazetteer(own, found)
        or _by_employer(own, cast)
        or (_by_context(own, cast, position) if position is not None else None)
    )


def _independent(description: str, found: list[Found]) -> bool:
    tokens = set(re.findall(r"[\w-]+", description.lower()))
    if tokens & words("independent") and not tokens & words("for_a_side"):
        return True
    return bool(found) and all(each.entry.kind is Kind.BODY and each.entry.party is None for each in found)


def _by_gazetteer(description: str, found: list[Found]) -> Side | None:
    sided = [each for each in found if each.entry.party and not _inside_a_name(each, description)]
    if not sided:
        return None
    bodies = [each for each in sided if each.entry.kind in (Kind.BODY, Kind.PEOPLE)]
    chosen = bodies[0] if bodies and not pattern(OF_STATE).search(description) else sided[0]
    rule = {Use.ADJECTIVE: "nationality", Use.SEAT: "seat of government"}.get(chosen.entry.use, "office")
    return Side(chosen.entry.party, rule, description)


def _inside_a_name(found: Found, description: str) -> bool:
    """Whether a known body is only the end of a longer name that nobody knows."""
    before = description[: found.span[0]].split(" ")
    return (
        found.entry.kind is Kind.BODY
        and found.entry.use is Use.NAME
        and len(before) > 1
        and before[-2][:1].isupper()
        and before[-2] in words("organisation_words")
    )


def _by_employer(description: str, cast: Cast) -> Side | None:
    """The side of a body that only this report knows, or of the person whose aide is meant."""
    for template in (OWNER, EMPLOYER, BEFORE_OFFICE):
        found = pattern(template).search(description)
        if found and (side := _employer(found[1], description, cast)):
            return side
    return None


def _employer(name: str, description: str, cast: Cast) -> Side | None:
    people = cast.called(without_titles(name)) if f"{name}'" in description else ()
    if len(people) == 1:
        party = _party_by_name(people[0], cast)
        return Side(party, "aide of", description) if party else None
    tokens = name.split()
    if (
        cast.gazetteer.entry(name, Use.ADJECTIVE)
        or tokens[0] in words("not_names")
        or office_in(tokens[-1])
        or set(tokens) <= generic()
    ):
        return None
    if len(tokens) == 1 and name not in cast.capitalised and not cast.gazetteer.entries(name):
        return None
    if set(tokens) & words("independent_organisations"):
        return Side(None, "independent organisation", description)
    return Side(name, "office in a body", description)


def _party_by_name(name: str, cast: Cast) -> str | None:
    person, known = cast.people.get(name), leader(name, cast.month)
    return party_of_person(person, cast).value if person else known.party if known else None


def _by_context(description: str, cast: Cast, position: int) -> Side | None:
    """The side of "the union's president", "his deputy" or a bare "President", by what stands before."""
    if pattern(EVENT).search(description):
        return None
    owner = NOUN_OWNER.search(description) or NOUN_AFTER.search(description)
    if owner and (name := body_called(owner[1], cast, position)):
        return Side(_party_of_body(name, cast), "office in a body", description)
    pronoun = PRONOUN_OWNER.search(description)
    if pronoun:
        return _by_pronoun(pronoun[1].lower(), description, cast, position)
    if pattern(OF_STATE).search(description):
        state = home(cast)
        return Side(state, "state of the report", description) if state else None
    return None


def _by_pronoun(pronoun: str, description: str, cast: Cast, position: int) -> Side | None:
    position -= len(description)
    if pronoun in ("his", "her"):
        before = next(cast.last_mention(position, (Kind.PERSON,), PEOPLE_REACH), None)
        party = _party_by_name(before.name, cast) if before else None
    else:
        candidates = bodies_before(position, cast, ())
        party = _party_of_body(candidates[0].name, cast) if candidates else None
    return Side(party, "aide of", description) if party else None


def home(cast: Cast) -> str | None:
    """The state that a bare "the president" is of: the one that the report names far more often than any other."""
    counts = [(name, count) for name, count in cast.prominence if _is_state(name, cast)]
    clear = counts and (len(counts) == 1 or counts[0][1] >= FOREMOST * counts[1][1])
    return counts[0][0] if clear else None


def _is_state(name: str, cast: Cast) -> bool:
    entry = cast.gazetteer.entry(name)
    return entry is not None and entry.kind is Kind.STATE


def _party_of_body(name: str, cast: Cast) -> str | None:
    entry = cast.gazetteer.entry(name)
    if entry:
        return party_of_entry(entry)
    state = next(cast.gazetteer.find(name), None)
    return state.entry.party if state else name


def party_of_entry(entry: Entry) -> str | None:
    """The party that a state or body counts for; outlets count for none."""
    return None if entry.kind is Kind.OUTLET else entry.party
