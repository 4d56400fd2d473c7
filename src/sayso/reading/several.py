"""Joint holders: "Paris and London", "the leaders of Britain and France"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sayso.reading.antecedents import Sort, Speaker
from sayso.reading.draft import Finding
from sayso.reading.gazetteer import Entry, Kind, Use, known
from sayso.reading.letters import CAPITAL
from sayso.reading.lexicon import pattern, words
from sayso.reading.nameless import GROUP
from sayso.reading.offices import office_in
from sayso.reading.questions import Question, body
from sayso.reading.recasing import is_common
from sayso.reading.sources import Source, conjuncts, without_article

OF_STATES = r"(?:the |[\w-]+ )*<heads_of_states> (?:of|from|in) (.+)"
OTHERS = r"(?i)(?:the |some |many |dozens of |hundreds of )*<rest_of_list>\b"
SHARED = re.compile(rf"^([{CAPITAL}]\w+) and ([{CAPITAL}]\w+) ([a-z].*)$")
GROUP_IN = re.compile(r"(?:[Tt]he )?(?:[\w'-]+ ){0,2}([a-z'-]+) (?:in|from|at) (?:the )?[A-Z]")
BARE = rf"(?:the )?[{CAPITAL}][\w'-]*(?: [{CAPITAL}][\w'-]*)?"
BODY = re.compile(
    rf"((?:[{CAPITAL}][\w.'-]*)(?: [{CAPITAL}][\w.'-]*)*) and [{CAPITAL}][\w.'-]*(?: [{CAPITAL}][\w.'-]*)*"
)
RELATIVE = r",? (?:<relatives>|allies)\b"


def joint(question: Question) -> Speaker | None:
    """ "Paris and London", "Trump and Witkoff", "the leaders of Britain and France": each for itself."""
    source = question.source
    if any(
        question.cast.gazetteer.entry(form) for form in (without_article(source.text), source.bare) if " and " in form
    ):
        return None
    if _is_one_body(source, question):
        whose = next(question.cast.gazetteer.find(source.bare), None)
        party = whose.entry.party if whose and whose.span[0] == 0 else source.bare
        return body(Entry(source.bare, Kind.BODY, party=party), "organisation as written", question)
    lists = (listed for phrase in _lists(source) if len(listed := conjuncts(phrase)) > 1 and not _is_one(listed))
    return next((found for members in lists if (found := _each(members, question))), None)


def _is_one_body(source: Source, question: Question) -> bool:
    """Whether "and" stands in one body's name, whose first part ends in a common word: "Ports and Border Guard"."""
    found = BODY.fullmatch(source.bare)
    if found is None or known().entry(found[1]) or question.cast.called(found[1]):
        return False
    last = found[1].split()[-1]
    return is_common(last.lower()) and not office_in(last) and last not in words("organisation_words")


def _is_one(members: list[str]) -> bool:
    """Whether "and" joins the places of one group: "carmakers in Detroit and Stuttgart"."""
    first, *others = members
    group = GROUP_IN.match(first)
    return group is not None and group[1] not in words("documents") and all(re.fullmatch(BARE, each) for each in others)


def _each(members: list[str], question: Question) -> Speaker | None:
    """The members of a list as one holder, where each of them is somebody."""
    named = [member for member in _completed(members, question) if not pattern(OTHERS).match(member)]
    found = [question.resolved(member) for member in named]
    if not found or any(speaker.sort is Sort.UNKNOWN or speaker.reason.rule == GROUP for speaker in found):
        return None
    is_one = len({speaker.name for speaker in found}) == 1  # "Deputy Prime Minister and Foreign Minister Ana Lee"
    return found[-1] if is_one else joined(found, "joint holders", question)


def _lists(source: Source) -> Iterator[str]:
    """Where a list may be: behind "the leaders of", else before a relative clause, in the core or in the apposition."""
    of_states = pattern(OF_STATES).match(source.text)
    phrase = of_states[1] if of_states else source.text
    relative = pattern(RELATIVE).search(phrase)
    yield phrase[: relative.start()] if relative else phrase
    if " and " in source.core:
        yield source.core
    if source.noun.endswith("s") and (source.definite or source.noun not in words("nameless")):
        yield source.tail


def _completed(members: list[str], question: Question) -> list[str]:
    """The members of a list; of "Iranian and Pakistani officials" each with the noun that they share."""
    shared = SHARED.match(question.source.bare)
    if shared and all(question.cast.gazetteer.entry(shared[part], Use.ADJECTIVE) for part in (1, 2)):
        return [f"{shared[1]} {shared[3]}", f"{shared[2]} {shared[3]}"]
    return members


def joined(members: Sequence[Speaker], rule: str, question: Question) -> Speaker:
    """Several holders as one."""
    names = tuple(dict.fromkeys(member.name for member in members))
    parties = tuple(dict.fromkeys(member.party.value for member in members if member.party.value))
    party = Finding("; ".join(parties) or None, question.reason(rule, parties))
    return Speaker("; ".join(names), Sort.SEVERAL, party, question.reason(rule, names), plural=True)
