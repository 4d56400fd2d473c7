"""On whose behalf a holder's statement counts: by office, nationality, membership or employer, as the report writes them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sayso.reading.bodies import body_called
from sayso.reading.draft import Finding, Reason
from sayso.reading.gazetteer import Entry, Found, Kind, Use
from sayso.reading.mentions import Cast, Person, leader
from sayso.reading.names import CAPITAL, fold, office_in, words

FORMER = re.compile(r"\b(?:former|formerly|ex-\w+|once|retired|deposed|ousted)\b|\bthen[- ]", re.IGNORECASE)
# What an office is directed at is not whose office it is: the ambassador "to Turkey", the adviser "on Iran".
AIMED = re.compile(r"\b(?:to|in|on|against|with|from|about|near|who (?:did|was|met|visited|has|had|said|told))\b.*")
NAME = rf"[{CAPITAL}][\w&/-]*(?: (?:(?:of|for|and|&|the|on) ){{0,2}}[{CAPITAL}\d][\w&/-]*)*"
OWNER = re.compile(rf"\b({NAME})'s?(?= )")
EMPLOYER = re.compile(rf"\b(?:of|for|at|runs|leads|heads|chairs|represents|union|lobby|\()(?: the)? ?({NAME})")
BEFORE_OFFICE = re.compile(rf"\A(?:[Tt]he )?({NAME}) [a-z]")
NOUN_OWNER = re.compile(r"\b[Tt]he (?:[\w-]+ )?([a-z]+)'s? ")
NOUN_AFTER = re.compile(r"\b(?:of|for) the (?:[\w-]+ )?([a-z]+)\b")
EVENT = re.compile(r"\b(?:talks|summit|meeting|conference|session|commission|panel|inquiry)\b", re.IGNORECASE)
PRONOUN_OWNER = re.compile(r"\b([Hh]is|[Hh]er|[Ii]ts|[Tt]heir)\b")
OF_STATE = re.compile(
    r"\b(?:president|prime minister|foreign minister|minister|premier|chancellor|king|emir|supreme leader|ambassador|secretary of state|foreign secretary"
    r"|vice president|crown prince|taoiseach|tánaiste|foreign ministry|ministry|state department|treasury secretary|deputy prime minister|spokes\w+ for the president)\b",
    re.IGNORECASE,
)
PEOPLE_REACH = 600
STATE_REACH = 400
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


def side_of(description: str, cast: Cast, position: int | None = None) -> Side | None:
    """Whose side a title or apposition names: None where it says nothing about sides.

    `position` is where the description stands; without it "its president" and a bare "President" say nothing.
    """
    own = AIMED.sub("", description)
    if FORMER.search(own):
        return Side(None, "former office", description)
    found = [each for each in cast.gazetteer.find(own) if each.entry.kind is not Kind.OUTLET]
    if _independent(own, found):
        return Side(None, "independent calling", description)
    return _by_gazetteer(own, found) or _by_employer(own, cast) or (_by_context(own, cast, position) if position is not None else None)


def _independent(description: str, found: list[Found]) -> bool:
    tokens = set(re.findall(r"[\w-]+", description.lower()))
    if tokens & words("independent") and not tokens & words("for_a_side"):
        return True
    return bool(found) and all(each.entry.kind is Kind.BODY and each.entry.party is None for each in found)


def _by_gazetteer(description: str, found: list[Found]) -> Side | None:
    sided = [each for each in found if each.entry.party]
    if not sided:
        return None
    bodies = [each for each in sided if each.entry.kind in (Kind.BODY, Kind.PEOPLE)]
    chosen = bodies[0] if bodies and not OF_STATE.search(description) else sided[0]
    rule = {Use.ADJECTIVE: "nationality", Use.SEAT: "seat of government"}.get(chosen.entry.use, "office")
    return Side(chosen.entry.party, rule, description)


def _by_employer(description: str, cast: Cast) -> Side | None:
    """The side of a body that only this report knows, or of the person whose aide is meant."""
    for pattern in (OWNER, EMPLOYER, BEFORE_OFFICE):
        found = pattern.search(description)
        if found and (side := _employer(found[1], description, cast)):
            return side
    return None


def _employer(name: str, description: str, cast: Cast) -> Side | None:
    people = cast.called(name) if f"{name}'" in description else ()
    if len(people) == 1:
        party = _party_by_name(people[0], cast)
        return Side(party, "aide of", description) if party else None
    tokens = name.split()
    if tokens[0] in words("not_names") or office_in(tokens[-1]) or set(tokens) <= words("portfolio_words"):
        return None
    if set(name.split()) & words("independent_organisations"):
        return Side(None, "independent organisation", description)
    return Side(name, "office in a body", description)


def _party_by_name(name: str, cast: Cast) -> str | None:
    person, known = cast.people.get(name), leader(name, cast.month)
    return party_of_person(person, cast).value if person else known.party if known else None


def _by_context(description: str, cast: Cast, position: int) -> Side | None:
    """The side of "the union's president", "his deputy" or a bare "President", by what stands before."""
    if EVENT.search(description):
        return None
    owner = NOUN_OWNER.search(description) or NOUN_AFTER.search(description)
    if owner and (name := body_called(owner[1], cast, position)):
        return Side(_party_of_body(name, cast), "office in a body", description)
    pronoun = PRONOUN_OWNER.search(description)
    if pronoun:
        return _by_pronoun(pronoun[1].lower(), description, cast, position)
    if OF_STATE.search(description):
        state = home(cast, position)
        return Side(state, "state of the report", description) if state else None
    return None


def _by_pronoun(pronoun: str, description: str, cast: Cast, position: int) -> Side | None:
    kinds = (Kind.PERSON,) if pronoun in ("his", "her") else (Kind.STATE, Kind.BODY)
    before = next(cast.last_mention(position - len(description), kinds, PEOPLE_REACH), None)
    if before is None:
        return None
    party = _party_by_name(before.name, cast) if before.kind is Kind.PERSON else _party_of_body(before.name, cast)
    return Side(party, "aide of", description) if party else None


def home(cast: Cast, position: int) -> str | None:
    """The state that a bare "the president" at `position` is of: the one named last shortly before, else the report's foremost."""
    before = next(cast.last_mention(position, (Kind.STATE,), STATE_REACH), None)
    if before:
        return before.name
    states = (name for name in cast.prominent if (entry := cast.gazetteer.entry(name)) and entry.kind is Kind.STATE)
    return next(states, None)


def _party_of_body(name: str, cast: Cast) -> str | None:
    entry = cast.gazetteer.entry(name)
    return party_of_entry(entry) if entry else name


def party_of_entry(entry: Entry) -> str | None:
    """The party that a state or body counts for; outlets count for none."""
    return None if entry.kind is Kind.OUTLET else entry.party
