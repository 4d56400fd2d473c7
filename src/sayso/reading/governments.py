"""Governments in a source, which stand for their states: "the Israeli government", "the administration"."""

from __future__ import annotations

from dataclasses import replace

from sayso.reading.antecedents import Sort, Speaker
from sayso.reading.gazetteer import Kind, Use
from sayso.reading.homelands import home, state_near
from sayso.reading.lexicon import pattern, words
from sayso.reading.mentions import Cast
from sayso.reading.names import person_names
from sayso.reading.questions import Question, again, body, entry_of, owner_of, person

GOVERNMENT = r"(?i)\b<governments>$"
SEATED = r"(?i)\b<own_government> in (?:the )?(.+)$"
RECENT = 3  # speakers among whom "the government" is looked for


def government_of(question: Question) -> Speaker | None:
    """ "the Israeli government", "Syria's leadership", "McCarthy's team": the state, body or person itself."""
    source = question.source
    if source.article in words("indefinite"):
        return None
    if source.head == source.bare.lower() and source.head in words("own_government"):
        return _own_government(question)
    seat = pattern(SEATED).search(source.core)
    seated = question.cast.gazetteer.entry(seat[1], Use.NAME, Use.SEAT) if seat else None
    if seated and seated.kind is Kind.STATE:
        return body(seated, "government of", question)
    if not pattern(GOVERNMENT).search(source.core):
        return None
    found = next(question.cast.gazetteer.find(source.core), None)
    if found and found.entry.kind is not Kind.OUTLET and len(source.bare.replace(found.form, "").split()) <= 3:
        return body(found.entry, "government of", question)
    return _government_of_owner(question) or _named_after(question)


def _own_government(question: Question) -> Speaker | None:
    """ "the government": the last state that spoke, else the report's own."""
    if question.source.noun == "administration" and "United States" in question.cast.prominent:
        return body(entry_of("United States", question.cast), "government of", question)
    recent = reversed(question.speakers[-RECENT:])
    earlier = next((speaker for speaker in recent if _is_government(speaker, question.cast)), None)
    if earlier:
        return again(earlier, "government of", question)
    state = home(question.cast) or state_near(question.source.core, question.cast, question.position, lambda _: None)
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
