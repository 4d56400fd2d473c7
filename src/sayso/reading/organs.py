"""Bodies in a source: by name, as a state's organ, as somebody's office, or by a noun."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from sayso.reading.antecedents import Sort, Speaker
from sayso.reading.bodies import bodies_called, body_lines, can_be_called
from sayso.reading.gazetteer import Entry, Found, Kind, Use, known
from sayso.reading.homelands import home
from sayso.reading.leaders import leader
from sayso.reading.letters import CAPITAL
from sayso.reading.lexicon import is_weekday, pattern, words
from sayso.reading.mentions import Cast
from sayso.reading.offices import office_in
from sayso.reading.questions import BODIES, Question, again, body, entry_of, owner_of
from sayso.reading.recasing import is_common
from sayso.reading.sources import Source, without_article
from sayso.reading.titles import is_title
from sayso.vocabulary import load

ORGAN = r"(?i)\b<state_organs>\b"
OFFICE_OF = re.compile(
    r"\A(?:the )?(?:office of (?:the )?(?P<after>.+)|(?P<before>.+?)(?:'s?)? office)$", re.IGNORECASE
)
ORGANISATION = re.compile(
    rf"(?:[a-z-]+ ){{0,3}}([{CAPITAL}][\w.&'/-]*"
    rf"(?: (?:(?:of|for|and|the|on|in|&|de|to) ){{0,3}}[{CAPITAL}\d][\w.&'/-]*)*)"
)
NAME = rf"[{CAPITAL}][\w–-]*(?: (?:(?:of|for|the|and) ){{0,2}}[{CAPITAL}][\w–-]*)*"
BEARING = rf"\b<calling_itself> (?:the )?({NAME})|\A({NAME})(?:,|\Z)"
OF_PLACE = r"\b<prepositions> (?:the )?$"  # "the holdouts in Nairobi" are not Nairobi
SMALL_WORDS = frozenset(("of", "for", "the", "and", "in"))
AS_WRITTEN = "name as written"  # the rule of names that nothing tells of whom or what they are
NEAR = 600  # characters before "the company" in which it is named
RECENT = 3  # speakers among whom it is
REACH = 3000  # characters before a phrase in which an organ is looked for


def known_body(question: Question) -> Speaker | None:
    """A state, body or outlet by any of its names; capitals and seats stand for their governments."""
    source, gazetteer = question.source, question.cast.gazetteer
    forms = [source.text, source.core, source.bare, f"{source.bare}."]
    if source.definite and not source.office:
        forms.append(without_article(source.tail))
    uses = (Use.NAME, Use.SEAT, Use.PEOPLE)
    named = next(filter(None, (gazetteer.entry(form, *uses) for form in forms)), None)
    entry = named or gazetteer.entry(source.text, Use.ADJECTIVE)
    if entry is None:
        return None
    rule = {Use.SEAT: "seat of government", Use.PEOPLE: "people"}.get(entry.use, "known name")
    return body(entry, rule, question)


def body_at_end(question: Question) -> Speaker | None:
    """ "the Palestinian movement Hamas", "the RMT union": a known body with words that say what it is."""
    source = question.source
    found = [each for each in question.cast.gazetteer.find(source.core) if _is_body(each)]
    if not found or source.office or source.noun in words("nameless"):
        return None
    before, after = source.core[: found[-1].span[0]].split(), source.core[found[-1].span[1] :].split()
    if after and (len(after) > 2 or not any(list(body_lines(word.lower())) for word in after)):
        return None
    joins = bool(before) and (before[-1].lower() in words("prepositions") | {"and"})
    return None if joins and not after else body(found[-1].entry, "known name", question)


def outlet_in(question: Question) -> Speaker | None:
    """ "Iran's IRNA state media", "the daily Vesti": the outlet that a phrase names and says to be one."""
    source = question.source
    says = pattern(r"(?i)\b(?:<outlet_nouns>|<outlets_before_name>|media)\b").search(source.bare)
    found = (each for each in question.cast.gazetteer.find(source.core) if each.entry.kind is Kind.OUTLET)
    named = next(found, None) if says and not source.office else None
    return body(named.entry, "known name", question) if named else None


def self_called(question: Question) -> Speaker | None:
    """ "the faction, which calls itself the Fjord Front", "the drivers' union, Fjord": the name that a body bears."""
    source, cast = question.source, question.cast
    found = pattern(BEARING).search(source.tail)
    if not found or not any(body_lines(source.noun)) or any(map(str.isupper, source.bare[1:])):
        return None
    name = found[1] or found[2]
    if cast.called(name) or office_in(name):
        return None
    entry = cast.gazetteer.entry(name) or Entry(name, Kind.BODY, party=name)
    return body(entry, "name that it bears", question)


def _is_body(found: Found) -> bool:
    return found.entry.use is Use.NAME and found.entry.kind is Kind.BODY


def organ_of(question: Question) -> Speaker | None:
    """ "Turkey's foreign ministry", "his ministry": an organ of a state, named by state and organ."""
    source = question.source
    nobody = source.office or office_in(source.head) or source.noun in words("nameless")
    if nobody or not pattern(ORGAN).search(source.core):
        return None
    found = next(
        (each for each in question.cast.gazetteer.find(source.core) if each.entry.kind is not Kind.OUTLET), None
    )
    if found:
        seat = re.search(rf" in {re.escape(found.form)}$", source.bare) if found.entry.use is Use.SEAT else None
        phrase = (
            f"{adjective(found.entry.party or found.entry.name)} {source.bare[: seat.start()]}" if seat else source.bare
        )
        owning = re.match(rf"{re.escape(found.form)}'s? ", phrase)
        if owning and found.entry.party:
            phrase = f"{adjective(found.entry.party)} {phrase[owning.end() :]}"
        name = _titled(phrase.replace("'s ", " "))
        return body(Entry(name, Kind.BODY, party=found.entry.party), "organ of", question)
    named = None if source.possessor else next(_bodies_with_noun(source.head, question.cast), None)
    if named:
        return body(entry_of(named, question.cast), "organ of", question)
    owner = owner_of(question) if source.possessor else None
    party = owner.party.value if owner else None if source.possessor else _state_of_organ(question)
    if party is None:
        return None
    return body(Entry(_titled(f"{adjective(party)} {source.head}"), Kind.BODY, party=party), "organ of", question)


def _bodies_with_noun(noun: str, cast: Cast) -> Iterator[str]:
    """The bodies of the report that a list says to be called so: the ECB for "the central bank"."""
    return (name for name in cast.prominent if (entry := cast.gazetteer.entry(name)) and noun in entry.nouns)


def _state_of_organ(question: Question) -> str | None:
    """Whose "the ministry" is: the state of the last organ that the report calls so, else the report's own."""
    source, cast = question.source, question.cast
    if not source.definite or source.owner:
        return None
    before = cast.text[max(0, question.position - REACH) : question.position]
    for found in reversed(
        list(re.finditer(rf"([{CAPITAL}][\w ]+?)(?:'s)? (?:[a-z]+ )?{re.escape(source.head)}\b", before, re.IGNORECASE))
    ):
        entry = cast.gazetteer.entry(found[1])
        if entry and entry.party:
            return entry.party
    return home(cast) if " " in source.head else None


def adjective(state: str) -> str:
    """What a state's organs bear before their names: its adjective, or its name where it has none."""
    adjectives = load("countries").get(state, {}).get("adjectives", ())
    return str(next(iter(adjectives), state))


def _titled(phrase: str) -> str:
    """A phrase as a name: each word with a capital but the small ones."""
    return " ".join(word if word in SMALL_WORDS else word[:1].upper() + word[1:] for word in phrase.split())


def office_of(question: Question) -> Speaker | None:
    """ "Netanyahu's office", "the office of the president"."""
    found = OFFICE_OF.match(question.source.core)
    if not found:
        return None
    whose = found["after"] or found["before"]
    asked = f"the {whose.lower()}" if whose.lower() in words("heads_with_office") else whose
    owner = owner_of(question) if question.source.possessor else question.resolved(asked)
    if owner is None or owner.sort not in (Sort.PERSON, Sort.BODY):
        return None
    name = _office_held_by(owner, question) or f"Office of {owner.name}"
    return replace(owner, name=name, sort=Sort.BODY, sex=None, reason=question.reason("office of"))


def _office_held_by(owner: Speaker, question: Question) -> str | None:
    """What the office of a head of state or government is called: "Israeli Prime Minister's Office"."""
    known = leader(owner.name, question.cast.month)
    if known is None or known.office not in words("heads_with_office") or not known.held(question.cast.month):
        return None
    return f"{adjective(known.party)} {known.office.title()}'s Office"


def body_again(question: Question) -> Speaker | None:
    """ "the movement", "the union", "the ministry": the last body that spoke or was named and is called so."""
    source, cast = question.source, question.cast
    if not _goes_back(source):
        return None
    if source.possessor:
        return _own_body(question)
    kinds = frozenset(body_lines(source.noun))
    spoken = [speaker for speaker in reversed(question.speakers) if _spoke_as(speaker, source.noun, kinds, cast)]
    if spoken:
        exact = (each for each in spoken if _has_noun(each.name, source.noun, cast))
        last = next(exact, spoken[0])
        return again(last, "body again", question, list(dict.fromkeys(each.name for each in spoken)))
    named = next(bodies_called(source.noun, cast, question.position), None) or _unlisted_before(question, kinds)
    return body(entry_of(named, cast), "body again", question) if named else None


def _unlisted_before(question: Question, kinds: frozenset[str]) -> str | None:
    """The body named last that no list has, which "the company" or "the union" can be."""
    if not kinds & words("kinds_of_unlisted") or question.source.head != question.source.noun:
        return None
    spoken = (each.name for each in reversed(question.speakers[-RECENT:]) if each.reason.rule == AS_WRITTEN)
    named = (each.name for each in question.cast.last_mention(question.position, (Kind.BODY,), NEAR))
    return next((name for name in (*spoken, *named) if _tells_no_kind(name)), None)


def _tells_no_kind(name: str) -> bool:
    """Whether neither a list nor its own words tell what a body is."""
    return known().entry(name) is None and not set(name.split()) & words("organisation_words")


def _has_noun(name: str, noun: str, cast: Cast) -> bool:
    entry = cast.gazetteer.entry(name)
    return entry is not None and noun in entry.nouns


def _own_body(question: Question) -> Speaker | None:
    """ "his party": the body on whose side its owner is, where it can be called so."""
    owner, noun = owner_of(question), question.source.noun
    party = owner.party.value if owner else None
    if party is None or not can_be_called(party, noun, frozenset(body_lines(noun)), question.cast):
        return None
    return body(entry_of(party, question.cast), "body of its own", question)


def _goes_back(source: Source) -> bool:
    """Whether a phrase may go back to one body: "the movement", "rebels", not "these countries" or "Iran's army"."""
    if source.owner or not source.noun or source.article in ("these", "those") or _means_several(source.noun):
        return False
    if source.noun in words("own_government") and set(source.head.split()[:-1]) & words("part_of_state"):
        return False
    return source.definite or source.core.lower() in words("fighters")


def _means_several(noun: str) -> bool:
    """Whether a noun is the plural of one for bodies: "unions", but not "rebels" or "authorities"."""
    return noun.endswith("s") and not any(noun in nouns for nouns in load("roles")["bodies"].values())


def _spoke_as(speaker: Speaker, noun: str, kinds: frozenset[str], cast: Cast) -> bool:
    if speaker.sort not in BODIES or "; " in speaker.name:
        return False
    return can_be_called(speaker.name, noun, kinds, cast) or noun in speaker.described.lower().split()


def organisation(question: Question) -> Speaker | None:
    """An organisation as the phrase writes it, where no list and no rule knows it."""
    source = question.source
    found = ORGANISATION.fullmatch(source.bare)
    if not found or source.article in ("a", "an") or source.noun in words("nameless"):
        return None
    if pattern(OF_PLACE).search(source.bare[: found.start(1)]):
        return None
    if is_weekday(found[1]) or _is_no_name(found[1], question):  # "Wednesday's appeal"
        return None
    party = None if _is_nobodys(found[1], source) else found[1]
    return body(Entry(found[1], Kind.BODY, party=party), "organisation as written", question)


def _is_no_name(name: str, question: Question) -> bool:
    """Whether a phrase has a capital for being an office or a title, or only because it opens its sentence."""
    source, cast = question.source, question.cast
    first, *others = name.split()
    if not others and (len(first) == 1 or is_title(first) or is_title(f"{first}.")):
        return True
    opens = source.bare == name and source.span is not None and cast.opens_sentence(source.span[0])
    ordinary = first.endswith("s") and is_common(first.lower()) and first not in cast.capitalised
    people = cast.gazetteer.entry(name, Use.ADJECTIVE) is not None  # "the American" is somebody of that nation
    return people or (opens and ordinary and (not others or others[0] in words("prepositions")))


def _is_nobodys(name: str, source: Source) -> bool:
    """Whether a body's name, or what stands beside it, tells that it is an outlet or on no side."""
    outlets = words("outlet_name_ends") | words("outlet_name_starts")
    beside = f"{source.bare.replace(name, '')} {source.tail}".lower()
    told = set(re.findall(r"[\w-]+", beside)) & (
        words("independent") | words("outlet_nouns") | words("outlets_before_name")
    )
    return bool(told) or bool(set(name.split()) & (words("independent_organisations") | outlets))
