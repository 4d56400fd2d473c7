"""Writings and figures by which whoever wrote or publishes them speaks: "the forum's statement", "customs data"."""

from __future__ import annotations

import re

from sayso.reading.antecedents import Sort, Speaker
from sayso.reading.gazetteer import Entry, Kind
from sayso.reading.homelands import home
from sayso.reading.lexicon import pattern, words
from sayso.reading.organs import adjective
from sayso.reading.questions import Question, again, body, owner_of

DOCUMENT = r"(?i)^(?:<document_adjectives> )*<documents>$"


def document_of(question: Question) -> Speaker | None:
    """ "the statement", "the forum's statement", "his letter": whoever wrote it, else the last speaker."""
    source = question.source
    issuer = _issuer(question) if source.noun in words("figures") else None
    if issuer:
        return issuer
    if source.span and source.bare.endswith(source.noun.capitalize()) and " " in source.bare:
        return None
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
    name = f"{adjective(state)} {organ[0]}" if organ else state
    return body(Entry(name, Kind.BODY, party=state), "issuer of", question)
