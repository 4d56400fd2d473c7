"""On whose behalf a statement counts: by office, nationality, membership or employer, as the report writes them."""

from __future__ import annotations

import itertools
import re

from sayso.reading.antecedents import Speaker, bodies_before
from sayso.reading.bodies import body_called, body_lines
from sayso.reading.draft import Finding, Reason
from sayso.reading.gazetteer import Entry, Kind, Use, known, straight
from sayso.reading.homelands import state_near
from sayso.reading.leaders import Leader, leader
from sayso.reading.letters import CAPITAL
from sayso.reading.lexicon import pattern, words
from sayso.reading.mentions import Cast, Person
from sayso.reading.offices import office_in
from sayso.reading.organisations import generic
from sayso.reading.sides import (
    OF_STATE,
    Side,
    by_fixed_office,
    by_gazetteer,
    first_noun,
    is_for_a_side,
    is_independent,
)
from sayso.reading.titles import is_title, without_titles

FORMER = r"(?i)\b(?:<former>\b|ex-\w)"
# What an office is directed at is not whose office it is: the ambassador "to Turkey", the adviser "on Iran".
AIMED = r"\b<aims_of_office>\b.*"
# "Then", and where a body sits or whose it is: "of the Tbilisi-based Caucasus Observatory".
BESIDE_THE_SIDE = r"^Then |\b[\w-]+-<belonging> "
ASSISTING = r"(?i)\b<assistants> (?:to|of) (.+)"
MOVED_ON = r"\bwho (?:now |also )?<office_verbs> .*"
NAME = rf"[{CAPITAL}][\w&/-]*(?: (?:(?:of|for|and|&|the|on) ){{0,2}}[{CAPITAL}\d][\w&/-]*)*"
OWNER = rf"\b({NAME})'s?(?= )"
EMPLOYER = rf"(?:\b<employing>|\()(?: the)? ?({NAME})"
BEFORE_OFFICE = rf"(?<![\w/])({NAME}) (?=(?:[a-z-]+ ){{0,2}}<staff>\b)"
NOUN_OWNER = re.compile(r"\b[Tt]he (?:[\w-]+ )?([a-z]+)'s? ")
NOUN_AFTER = re.compile(r"\b(?:of|for) the (?:[\w-]+ )?([a-z]+)\b")
PRONOUN_OWNER = re.compile(r"\b([Hh]is|[Hh]er|[Ii]ts|[Tt]heir)\b")
EVENT = r"(?i)\b<events>\b"
# Rules that a leader's term in the vocabulary goes before.
GUESSED = frozenset(("state of the report", "aide by pronoun"))
INDEPENDENT = frozenset(("independent calling", "independent organisation"))
# Rules that an independent calling goes before: a hydrologist of a bank does not speak for it.
MEMBERSHIPS = frozenset(("office", "office in a body", "nationality", "seat of government"))
PEOPLE_REACH = 600
NONE: Finding[str | None] = Finding(None, Reason("no side named"))


def party_of_person(person: Person, cast: Cast) -> Finding[str | None]:
    """The party of somebody whom the report describes, else of a leader whom the vocabulary has."""
    if person.name not in cast.parties:
        cast.parties[person.name] = NONE
        cast.parties[person.name] = _party_of_person(person, cast)
    return cast.parties[person.name]


def _party_of_person(person: Person, cast: Cast) -> Finding[str | None]:
    sides = [side for beside in person.beside if (side := side_of(beside.text, cast, beside.position))]
    told = min((side for side in sides if side.party), key=lambda side: side.rule in GUESSED, default=None)
    free = next((side for side in sides if side.rule in INDEPENDENT), None)
    if free and told and told.rule in MEMBERSHIPS and not is_for_a_side(told.basis):
        return free.finding()
    listed = leader(person.name, cast.month)
    if told and told.rule not in GUESSED and not (listed and _governs(listed, cast)):
        return told.finding()
    if listed and (listed.held(cast.month) or not sides or cast.month is None or (told and told.rule in GUESSED)):
        return Finding(listed.party, Reason("leader in the vocabulary", listed.name))
    return told.finding() if told else sides[0].finding() if sides else NONE


def _governs(listed: Leader, cast: Cast) -> bool:
    """Whether somebody holds an office of a state, and so speaks for it whatever stands beside the name."""
    entry = cast.gazetteer.entry(listed.party)
    return listed.held(cast.month) and entry is not None and entry.kind is Kind.STATE


def party_by_source(speaker: Speaker, cast: Cast) -> Finding[str | None]:
    """The party that a source tells by an office in it ("a Foreign Office minister, Lord Pask")."""
    own = re.split(r",? who(?:m|se)?\b", speaker.described)[0].replace(speaker.name, "").strip()
    side = side_of(own, cast) if office_in(own) else None
    return side.finding() if side else NONE


def side_of(description: str, cast: Cast, position: int | None = None) -> Side | None:
    """Whose side a title or apposition names: None where it says nothing about sides.

    `position` is where the description stands; without it "its president" and a bare "President" say nothing.
    """
    description = straight(description)
    assisted = pattern(ASSISTING).search(description)
    if assisted and (side := _assisted(assisted[1], description, cast, position)):
        return side
    own = pattern(AIMED).sub("", pattern(BESIDE_THE_SIDE).sub("", description))
    if pattern(FORMER).search(own):
        now = pattern(MOVED_ON).search(own)
        side = _by_employer(now[0], cast) if now else None
        return side or Side(None, "former office", description)
    found = [each for each in cast.gazetteer.find(own) if each.entry.kind is not Kind.OUTLET]
    if is_independent(own, found):
        return Side(None, "independent calling", description)
    return (
        by_fixed_office(own, cast)
        or by_gazetteer(own, found)
        or _by_employer(own, cast)
        or (by_context(own, cast, position) if position is not None else None)
    )


def _assisted(whom: str, description: str, cast: Cast, position: int | None) -> Side | None:
    """The side of whom an aide works for: a person, or whoever holds an office."""
    people = cast.called(without_titles(whom))
    party = party_by_name(people[0], cast) if len(people) == 1 else None
    if party:
        return Side(party, "aide of", description)
    side = side_of(whom, cast, position)
    return Side(side.party, "aide of", description) if side and side.party else None


def _by_employer(description: str, cast: Cast) -> Side | None:
    """The side of a body that only this report knows, or of the person whose aide is meant."""
    for template in (OWNER, EMPLOYER, BEFORE_OFFICE):
        found = pattern(template).search(description)
        if found and (side := _employer(found[1], description, cast)):
            return side
    return None


def _employer(name: str, description: str, cast: Cast) -> Side | None:
    is_served = f"{name}'" in description or f"for {name}" in description or f"at {name}" in description
    people = cast.called(without_titles(name)) if is_served and not cast.gazetteer.entries(name) else ()
    if people:
        party = party_by_name(people[0], cast) if len(people) == 1 else None
        return Side(party, "aide of", description) if party else None
    tokens = list(itertools.dropwhile(_opens_phrase, name.split()))
    name = " ".join(tokens)
    if not tokens or any(map(is_title, tokens[:-1])):
        return _served(tokens[-1], description, cast) if tokens else None
    longer = _longer_name(name, cast)
    if longer:
        return Side(party_of_body(longer, cast), "office in a body", description)
    if (
        cast.gazetteer.entry(name, Use.ADJECTIVE)
        or tokens[0] in words("not_names") | words("regions")
        or office_in(tokens[-1])
        or set(tokens) <= generic()
    ):
        return None
    if len(name) == 1:
        return None
    certain = name.isupper() or name in cast.capitalised or f"{name}'s" in description
    if len(tokens) == 1 and not certain and not cast.gazetteer.entries(name):
        return None
    if set(tokens) & words("independent_organisations") or first_noun(name) in words("independent"):
        return Side(None, "independent organisation", description)
    return Side(name, "office in a body", description)


def _served(surname: str, description: str, cast: Cast) -> Side | None:
    """The side of somebody who is named with a title: "a spokesman for Prime Minister Lee"."""
    people = cast.called(surname)
    party = party_by_name(people[0], cast) if len(people) == 1 else None
    return Side(party, "aide of", description) if party else None


def _opens_phrase(word: str) -> bool:
    return word in words("not_names") or word.islower() or word.isdigit()


def _longer_name(word: str, cast: Cast) -> str | None:
    """The body of the report that one word of organisations is short for: "Commission", "Platform"."""
    if word not in words("organisation_words"):
        return None
    return next((name for name in cast.prominent if word in name.split()[-1:]), None)


def party_by_name(name: str, cast: Cast) -> str | None:
    """The party of a person of the report or the vocabulary, by canonical name."""
    person, listed = cast.people.get(name), leader(name, cast.month)
    return party_of_person(person, cast).value if person else listed.party if listed else None


def by_context(description: str, cast: Cast, position: int) -> Side | None:
    """The side of "the union's president", "his deputy" or a bare "President", by what stands before."""
    if pattern(EVENT).search(description) or words("regions") & set(description.split()):
        return None
    owner = NOUN_OWNER.search(description) or NOUN_AFTER.search(description)
    if owner and owner[1] in words("own_government"):
        return state_side(description, cast, position)
    if owner and (name := body_called(owner[1], cast, position) or _unlisted_body(owner[1], cast)):
        return Side(party_of_body(name, cast), "office in a body", description)
    pronoun = PRONOUN_OWNER.search(description)
    if pronoun:
        return _by_pronoun(pronoun[1].lower(), description, cast, position)
    if pattern(OF_STATE).search(description) and not set(description.lower().split()) & words("against_government"):
        return state_side(description, cast, position)
    if set(description.lower().split()) <= words("bare_offices"):
        before = bodies_before(position, cast, ())
        return Side(party_of_body(before[0].name, cast), "aide by pronoun", description) if before else None
    return None


def state_side(description: str, cast: Cast, position: int) -> Side | None:
    """The state that an office without one is of, as its place in the report tells."""
    state = state_near(description, cast, position, lambda person: _told_beside(person, cast))
    return Side(state, "state of the report", description) if state else None


def _told_beside(person: Person, cast: Cast) -> str | None:
    """The party that stands beside a name itself."""
    sides = (side_of(beside.text, cast) for beside in person.beside)
    return next((side.party for side in sides if side and side.party), None)


def _unlisted_body(noun: str, cast: Cast) -> str | None:
    """The body named most often of those that no list has, for a noun that nothing in a name tells: "the union"."""
    if next(body_lines(noun), None) in (None, "government", "ministry", "parliament"):
        return None
    return next((name for name in cast.prominent if _is_body(name, cast) and not known().entries(name)), None)


def _is_body(name: str, cast: Cast) -> bool:
    entry = cast.gazetteer.entry(name)
    return entry is not None and entry.kind is Kind.BODY and entry.party == name


def _by_pronoun(pronoun: str, description: str, cast: Cast, position: int) -> Side | None:
    position = max(cast.text.find(description, max(0, position - 150)), 0) or position
    if pronoun in ("his", "her"):
        before = next(cast.last_mention(position, (Kind.PERSON,), PEOPLE_REACH), None)
        party = party_by_name(before.name, cast) if before else None
    else:
        candidates = bodies_before(position, cast, ())
        party = party_of_body(candidates[0].name, cast) if candidates else None
    return Side(party, "aide by pronoun", description) if party else None


def party_of_body(name: str, cast: Cast) -> str | None:
    """The party that a body of this name counts for: its own where no list has it."""
    entry = cast.gazetteer.entry(name)
    if entry:
        return party_of_entry(entry)
    state = next(cast.gazetteer.find(name), None)
    return state.entry.party if state else name


def party_of_entry(entry: Entry) -> str | None:
    """The party that a state or body counts for; outlets and the public count for none."""
    public = entry.party == entry.name and first_noun(entry.name) in words("independent") | words("publics")
    return None if entry.kind is Kind.OUTLET or public else entry.party
