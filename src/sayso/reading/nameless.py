"""Holders whom a report does not name: described, never named."""

from __future__ import annotations

import re
from dataclasses import replace

from sayso.reading.antecedents import Sort, Speaker, by_recency
from sayso.reading.bodies import body_lines
from sayso.reading.draft import Finding
from sayso.reading.gazetteer import Entry, Kind, Use
from sayso.reading.lexicon import is_weekday, pattern, words
from sayso.reading.parties import NONE, state_side
from sayso.reading.questions import Question, again, owner_of, side
from sayso.reading.recasing import is_common
from sayso.reading.sources import Source, without_article
from sayso.reading.unnamed import side_of_nameless
from sayso.statement import ANONYMOUS

ORGAN = r"(?i)\b<state_organs>\b"
SOME = r"(?i)(?:the )?(?:<quantities>)(?: of (?:them|those|these))?"
RECENT = 4  # speakers among whom the group is looked for that "one of them" is of
AGAIN, GROUP = "nameless holder again", "group as written"
UNNAMED = re.compile(r"\b(?:anonymous|unnamed|unidentified) ")
VOWEL = re.compile(r"(?!U[SNK]\b|EU|Eu|uni|one|U\.)[aeiouAEIOU]|(?:[FHLMNRSX][A-Z])")


def nameless_again(question: Question) -> Speaker | None:
    """ "the official", "the sources", "the Post's source": the last nameless holder who was called so."""
    source = question.source
    owner = question.cast.gazetteer.entry(source.owner) if source.owner else None
    if not source.definite or (source.owner and (owner is None or owner.kind is not Kind.OUTLET)):
        return None
    return last_nameless(question)


def last_nameless(question: Question) -> Speaker | None:
    """The last nameless holder whose description has the same head noun; "the source" may be any of them."""
    noun = question.source.noun.rstrip("s")
    nameless = by_recency(question.speakers, frozenset((Sort.ANONYMOUS,)))
    spoken = [each for each in nameless if each.plural == _is_plural(question.source) or not question.source.definite]
    same = (each for each in spoken if noun == Source(each.name.removeprefix(ANONYMOUS)).noun.rstrip("s"))
    any_of_them = (each for each in spoken if question.source.noun in words("any_nameless") and not each.plural)
    found = next(same, None) or next(any_of_them, None)
    return again(found, AGAIN, question) if noun and found else None


def nameless(question: Question) -> Speaker | None:
    """ "a senior European official", "diplomats", "two people familiar with the talks": described, never named."""
    source = question.source
    if _is_side(question):
        party, reason = side(source.core, question), question.reason("people of a side")
        return Speaker(source.core, Sort.SEVERAL, party, reason, plural=True)
    if not _is_nameless(source):
        return None
    name = ANONYMOUS + _description(question)
    sex = {"spokesman": "male", "spokeswoman": "female", "man": "male", "woman": "female"}.get(source.noun)
    sort = Sort.BODY if source.noun in words("documents") | words("writings") else Sort.ANONYMOUS
    return Speaker(name, sort, _party(question), question.reason("nameless"), sex=sex, plural=_is_plural(source))


def some_of_them(question: Question) -> Speaker | None:
    """ "one", "others", "two of them": some out of a group that nobody names."""
    text = question.source.text
    if not pattern(SOME).fullmatch(text):
        return None
    one = text.lower() in ("one", "another", "the other")
    whole = next(
        (each for each in reversed(question.speakers[-RECENT:]) if each.plural and "; " not in each.name), None
    )
    party = whole.party if whole else NONE
    return Speaker(ANONYMOUS + text.lower(), Sort.ANONYMOUS, party, question.reason("some of them"), plural=not one)


def _is_side(question: Question) -> bool:
    """ "Israeli officials", "EU ambassadors": a side's people, who are called by its name.

    Officials are a side's only by a state's adjective: "Washington officials" and "European officials" are nobody's.
    """
    source = question.source
    if source.noun not in words("sides") | words("state_sides") or source.article or source.head.startswith("senior"):
        return False
    found = next(question.cast.gazetteer.find(source.core), None)
    return found is not None and (source.noun in words("sides") or _is_state(found.entry))


def _is_state(entry: Entry) -> bool:
    """Whether a state is named, and not by its seat."""
    return entry.kind is Kind.STATE and entry.use is not Use.SEAT


def _is_nameless(source: Source) -> bool:
    """Whether a phrase is of people whom nobody names: an indefinite, or a bare plural of such a noun."""
    if source.article in words("indefinite"):
        return source.noun[:1].islower()
    if source.definite and (source.noun not in words("recurring") or _has_capitals(source)):
        return False
    described = {source.noun, *source.head.split()[:1]} & words("nameless")
    return bool(described) and not _written_large(source)


def _has_capitals(source: Source) -> bool:
    return any(word[:1].isupper() for word in source.bare.split()[1:]) or source.noun in words("offices")


def _written_large(source: Source) -> bool:
    """Whether the noun of a phrase has a capital though it does not open the phrase: "United Auto Workers"."""
    return any(word.lower() == source.noun and word[:1].isupper() for word in source.bare.split()[1:])


def _is_plural(source: Source) -> bool:
    many = source.article in words("several") and source.article != "one"
    return many or source.noun.endswith("s") or source.noun in ("people", "media")


def _description(question: Question) -> str:
    """The phrase up to its relative clause, in small letters at its start, without "unnamed"."""
    source, phrase = question.source, UNNAMED.sub("", question.source.core)
    if source.article in ("a", "an", "one") and not phrase.lower().startswith("one of"):
        rest = without_article(phrase)
        return f"{'an' if VOWEL.match(rest) else 'a'} {rest}"
    first = re.split(r"\W", phrase)[0]
    proper = first.isupper() or any(question.cast.gazetteer.starting(first))
    return phrase if proper and first.lower() not in words("nameless") else phrase[:1].lower() + phrase[1:]


def _party(question: Question) -> Finding[str | None]:
    """The side that the phrase tells, else the one that its relative clause does."""
    source = question.source
    sides = (side_of_nameless(text, question.cast, question.position) for text in (source.core, source.text))
    found = [side for side in sides if side]
    told = next((side for side in found if side.party), found[-1] if found else None)
    return told.finding() if told else NONE


def group(question: Question) -> Speaker | None:
    """Any other group, by its own words: "the writers"."""
    source = question.source
    if not source.bare or source.office:
        return None
    if source.article in words("several") and source.noun[:1].islower() and not _written_large(source):
        return _counted(question)
    name = source.core if source.possessor else source.bare
    if is_weekday(name):
        return None
    if _names_nobody(question):
        name = f"{ANONYMOUS}{source.core[:1].lower()}{source.core[1:]}"
    return Speaker(
        name, Sort.SEVERAL, _side_of_group(question), question.reason(GROUP), plural=source.noun.endswith("s")
    )


def _names_nobody(question: Question) -> bool:
    """Whether the head of a phrase is of common words, and of no body or organ: "the writers", not "the ministry"."""
    source = question.source
    first, *others = source.bare[: len(source.bare) - len(source.bare.lower().partition(source.head)[2])].split()
    common = first.islower() or (is_common(first.lower()) and not any(question.cast.gazetteer.starting(first)))
    small = (common or bool(source.possessor)) and all(map(str.islower, others))
    return small and not any(body_lines(source.noun)) and not pattern(ORGAN).search(source.core)


def _counted(question: Question) -> Speaker:
    """ "Two hotel porters", "three of its councillors": some whom nobody names, and of whom only the number is told."""
    name = ANONYMOUS + _description(question)
    return Speaker(name, Sort.ANONYMOUS, _party(question), question.reason("nameless"), plural=True)


def _side_of_group(question: Question) -> Finding[str | None]:
    """The side that a group's words tell, or whose the group is: "the bloc's ambassadors", "the army"."""
    source = question.source
    told = side(source.core, question)
    free = source.noun.rstrip("s") in words("independent") or source.noun in words("papers")
    if told.value or told.reason.rule != NONE.reason.rule or free:
        return told
    owner = owner_of(question) if source.owner or source.possessor else None
    if owner and owner.sort is Sort.BODY and question.cast.gazetteer.entry(owner.name):
        return replace(owner.party, reason=question.reason("side of the owner", (owner.name,)))
    organ = source.definite and source.head == source.noun and source.noun in words("state_organs")
    state = state_side(source.core, question.cast, question.position) if organ else None
    return state.finding() if state else NONE
