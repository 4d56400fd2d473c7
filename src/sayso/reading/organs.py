"""Bodies in a source: by name, as a state's government or organ, as somebody's office or writing, or by a noun."""

from __future__ import annotations

import re
from dataclasses import replace

from sayso.reading.antecedents import Sort, Speaker
from sayso.reading.bodies import bodies_called, body_lines, can_be_called
from sayso.reading.gazetteer import Entry, Found, Kind, Use
from sayso.reading.homelands import home
from sayso.reading.letters import CAPITAL
from sayso.reading.lexicon import pattern, words
from sayso.reading.mentions import Cast
from sayso.reading.names import person_names
from sayso.reading.offices import office_in
from sayso.reading.questions import BODIES, Question, again, body, entry_of, owner_of, person
from sayso.reading.sources import Source
from sayso.vocabulary import load

GOVERNMENT = r"(?i)\b<governments>$"
ORGAN = r"(?i)\b<state_organs>\b"
OFFICE_OF = re.compile(
    r"\A(?:the )?(?:office of (?:the )?(?P<after>.+)|(?P<before>.+?)(?:'s?)? office)$", re.IGNORECASE
)
DOCUMENT = r"(?i)^(?:<document_adjectives> )*<documents>$"
ORGANISATION = re.compile(
    rf"(?:[a-z-]+ ){{0,3}}([{CAPITAL}][\w.&'/-]*"
    rf"(?: (?:(?:of|for|and|the|on|in|&|de|to) ){{0,3}}[{CAPITAL}\d][\w.&'/-]*)*)"
)
SMALL_WORDS = frozenset(("of", "for", "the", "and", "in"))
RECENT = 3  # speakers among whom "the government" is looked for


def known_body(question: Question) -> Speaker | None:
    """A state, body or outlet by any of its names; capitals and seats stand for their governments."""
    source, gazetteer = question.source, question.cast.gazetteer
    forms = (source.text, source.core, source.bare)
    entry = next(filter(None, (gazetteer.entry(form, Use.NAME, Use.SEAT, Use.PEOPLE) for form in forms)), None)
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


def _is_body(found: Found) -> bool:
    return found.entry.use is Use.NAME and found.entry.kind is Kind.BODY


def government_of(question: Question) -> Speaker | None:
    """ "the Israeli government", "Syria's leadership", "McCarthy's team": the state, body or person itself."""
    source = question.source
    if not pattern(GOVERNMENT).search(source.core) or source.article in words("indefinite"):
        return None
    if source.head == source.bare.lower() and source.head in words("own_government"):
        return _own_government(question)
    found = next(question.cast.gazetteer.find(source.core), None)
    if found and found.entry.kind is not Kind.OUTLET and len(source.bare.replace(found.form, "").split()) <= 3:
        return body(found.entry, "government of", question)
    return _government_of_owner(question) or _named_after(question)


def _own_government(question: Question) -> Speaker | None:
    """ "the government": the last state that spoke, else the report's own."""
    recent = reversed(question.speakers[-RECENT:])
    earlier = next((speaker for speaker in recent if _is_government(speaker, question.cast)), None)
    if earlier:
        return again(earlier, "government of", question)
    state = home(question.cast)
    return body(entry_of(state, question.cast), "government of", question) if state else None


def _is_government(speaker: Speaker, cast: Cast) -> bool:
    entry = cast.gazetteer.entry(speaker.name)
    is_state = entry is not None and entry.kind is Kind.STATE
    return "; " not in speaker.name and (is_state or "government" in speaker.name.lower().split())


def _government_of_owner(question: Question) -> Speaker | None:
    owner = owner_of(question)
    if owner and owner.sort is Sort.PERSON and question.source.noun == "team":
        return again(owner, "team of", question)
    if owner and owner.party.value:
        return body(entry_of(owner.party.value, question.cast), "government of", question)
    return None


def _named_after(question: Question) -> Speaker | None:
    """ "the Trump administration": by its own name, on the side of the person whose it is."""
    names = person_names(question.source.core, question.cast.gazetteer, trusted=True)
    called = next((question.cast.called(name.text) for name in names), ())
    if len(called) != 1:
        return None
    speaker = person(called[0], "administration of", question)
    return replace(speaker, name=question.source.bare, sort=Sort.BODY, sex=None)


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
        name = _titled(source.bare.replace("'s ", " "))
        return body(Entry(name, Kind.BODY, party=found.entry.party), "organ of", question)
    owner = owner_of(question) if source.possessor else None
    if owner is None or owner.party.value is None:
        return None
    name = _titled(f"{_adjective(owner.party.value)} {source.head}")
    return body(Entry(name, Kind.BODY, party=owner.party.value), "organ of", question)


def _adjective(state: str) -> str:
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
    owner = owner_of(question) if question.source.possessor else question.resolved(found["after"] or found["before"])
    if owner is None or owner.sort not in (Sort.PERSON, Sort.BODY):
        return None
    return replace(owner, name=f"Office of {owner.name}", sort=Sort.BODY, sex=None, reason=question.reason("office of"))


def document_of(question: Question) -> Speaker | None:
    """ "the statement", "the forum's statement", "his letter": whoever wrote it, else the last speaker."""
    source = question.source
    issuer = _issuer(question) if source.noun in words("figures") else None
    if issuer:
        return issuer
    if not pattern(DOCUMENT).match(source.head) and not (pattern(DOCUMENT).match(source.noun) and _inside(question)):
        return None
    writer = _writer(question)
    return again(writer, "document of", question) if writer and writer.sort is not Sort.UNKNOWN else None


def _writer(question: Question) -> Speaker | None:
    source = question.source
    after = re.search(r"\b(?:from|by) (.+)$", source.core)
    if source.possessor or source.owner:
        return owner_of(question)
    if after:
        return question.resolved(after[1])
    return _inside(question) or (question.last if source.definite or not source.article else None)


def _inside(question: Question) -> Speaker | None:
    """The body that the phrase itself names: Hamas in "the Hamas paper"."""
    found = next(question.cast.gazetteer.find(question.source.core), None)
    return body(found.entry, "document of", question) if found else None


def _issuer(question: Question) -> Speaker | None:
    """ "US government data", "customs data": the government or office that publishes them."""
    found = next(question.cast.gazetteer.find(question.source.core), None)
    organ = pattern(r"\b<issuers>\b").search(question.source.core)
    state = found.entry.name if found else home(question.cast)
    if not state or not (organ or found):
        return None
    name = f"{_adjective(state)} {organ[0]}" if organ else state
    return body(Entry(name, Kind.BODY, party=state), "issuer of", question)


def body_again(question: Question) -> Speaker | None:
    """ "the movement", "the union", "the ministry": the last body that spoke or was named and is called so."""
    source, cast = question.source, question.cast
    if not _goes_back(source):
        return None
    kinds = frozenset(body_lines(source.noun))
    spoken = [speaker for speaker in reversed(question.speakers) if _spoke_as(speaker, source.noun, kinds, cast)]
    if spoken:
        return again(spoken[0], "body again", question, list(dict.fromkeys(each.name for each in spoken)))
    named = next(bodies_called(source.noun, cast, question.position), None)
    return body(entry_of(named, cast), "body again", question) if named else None


def _goes_back(source: Source) -> bool:
    """Whether a phrase may go back to one body: "the movement", "rebels", not "these countries" or "Iran's army"."""
    if source.owner or not source.noun or source.article in ("these", "those"):
        return False
    return source.definite or source.core.lower() in words("fighters")


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
    party = None if set(found[1].split()) & words("independent_organisations") else found[1]
    return body(Entry(found[1], Kind.BODY, party=party), "organisation as written", question)
