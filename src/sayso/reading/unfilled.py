"""Offices and callings that a report gives nobody: the last speaker's, a neighbour's in the text, or nobody's name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from sayso.reading.antecedents import Sort, Speaker, by_recency
from sayso.reading.draft import Finding, Reason
from sayso.reading.gazetteer import Kind
from sayso.reading.leaders import leader
from sayso.reading.lexicon import pattern, words
from sayso.reading.mentions import Cast
from sayso.reading.nameless import last_nameless
from sayso.reading.offices import office_in, office_lines, offices_held
from sayso.reading.parties import FORMER, party_of_person, side_of
from sayso.reading.questions import Question, again, person, unknown
from sayso.reading.sides import OF_STATE
from sayso.reading.sources import Source, office_asked
from sayso.statement import ANONYMOUS

CALLING, INDEPENDENT = "calling of the last speaker", "independent calling"
SMALL_WORDS = frozenset(("of", "for", "the", "and", "in"))
OF_PLACE = re.compile(r" of (?:the )?[A-Z]")
OPENING = 2  # sentences in which a report opens
NEXT = 3  # sentences in which the holder of an office is looked for who is named only after it
BEFORE = 2  # the same for somebody named just before
RECENT = 3  # speakers to whom a calling that nobody was given may go back


def without_holder(question: Question, party: str | None, owner: Speaker | None) -> Speaker:
    """Who is meant by an office that nobody is given: the last speaker, a nameless one, or whoever is named beside."""
    rules = (
        _last_of_calling(party, owner, question),
        last_nameless(question),
        _named_before(question, party),
        _named_next(question, party),
        _nobody_of(owner, question),
        _by_office_itself(party, owner, question),
    )
    return next(filter(None, rules), None) or unknown(question, "office without a name")


def _last_of_calling(party: str | None, owner: Speaker | None, question: Question) -> Speaker | None:
    """The last person who spoke and can be of a calling; whoever is called an expert so speaks for nobody."""
    office = question.source.office
    spoken = by_recency(question.speakers[-RECENT:], frozenset((Sort.PERSON,)))
    people = [each for each in spoken if owner is None or each.name != owner.name]
    if office in words("independent"):
        expert = next((each for each in people if not _in_office(each.name, question.cast)), None)
        nobody: Finding[str | None] = Finding(None, Reason(INDEPENDENT, question.source.text))
        return replace(again(expert, CALLING, question), party=nobody) if expert else None
    if office not in words("generic") | words("callings"):
        return None
    if party is None and (question.source.owner or question.source.possessor):
        return None
    fitting = (
        each
        for each in people
        if (party is None or each.party.value == party) and not _is_called_otherwise(each, office, question.cast)
    )
    found = next(fitting, None)
    return again(found, CALLING, question) if found else None


def _is_called_otherwise(speaker: Speaker, office: str, cast: Cast) -> bool:
    """Whether a calling is one that is given, and somebody was given others only."""
    known = cast.people.get(speaker.name)
    if office not in words("exact") or known is None:
        return False
    lines = {line for each in known.beside for line in office_lines(each.text)}
    return bool(lines) and not lines & office_lines(office)


def _in_office(name: str, cast: Cast) -> bool:
    """Whether somebody holds an office of state, as far as is known."""
    if name not in cast.people:
        return leader(name) is not None
    described = (beside.text for beside in cast.people[name].beside)
    return any(pattern(OF_STATE).search(text) and not pattern(FORMER).search(text) for text in described)


def _named_next(question: Question, party: str | None) -> Speaker | None:
    """An office whose holder the next sentences name: the first person there who is new and otherwise undescribed."""
    found = next((name for name in _new_names(question) if _can_be(name, party, question.source, question.cast)), None)
    if found is None:
        return None
    speaker = person(found, "named in the next sentences", question, (found,))
    return (
        replace(speaker, party=Finding(party, Reason("party of the office", question.source.text)))
        if party
        else speaker
    )


def _new_names(question: Question) -> Iterator[str]:
    """The people named in the sentences after a phrase and not before it."""
    cast = question.cast
    end = question.source.span[1] if question.source.span else question.position
    last = cast.sentences[min(len(cast.sentences) - 1, cast.sentence(end) + NEXT)]
    before = {speaker.name for speaker in question.speakers}
    before |= {mention.name for mention in cast.last_mention(end, (Kind.PERSON,))}
    for mention in cast.mentions_in((end, last[1])):
        if mention.kind is Kind.PERSON and mention.name not in before and not cast.quoted(mention.span[0]):
            yield mention.name


def _can_be(name: str, party: str | None, source: Source, cast: Cast) -> bool:
    """Whether somebody of whom nothing tells a calling is certainly a person, and of no other party."""
    if name not in cast.people or cast.people[name].beside or cast.sex(name) is None:
        return False
    return _may_be_of(name, party, cast) and not _leads_otherwise(name, source, cast)


def _leads_otherwise(name: str, source: Source, cast: Cast) -> bool:
    """Whether somebody is known to hold another office than the one asked for."""
    known = leader(name, cast.month)
    return known is not None and known.held(cast.month) and not offices_held(known.office) & office_asked(source)


def _may_be_of(name: str, party: str | None, cast: Cast) -> bool:
    """Whether nothing puts somebody on another side than `party`."""
    own = party_of_person(cast.people[name], cast).value
    return not (party and own) or own == party


def _named_before(question: Question, party: str | None) -> Speaker | None:
    """Somebody without office whom the paragraph names last before: in "Ana Lee came alone", then "the minister"."""
    source = question.source
    of_place = source.noun in words("heads") and OF_PLACE.search(source.bare)
    if source.owner or source.possessor or of_place:
        return None
    cast, here = question.cast, question.cast.sentence(question.position)
    start = max(cast.text.rfind("\n", 0, question.position), cast.sentences[max(0, here - BEFORE)][0])
    named = (each for each in reversed(cast.mentions_in((start, question.position))) if each.kind is Kind.PERSON)
    last = next((each.name for each in named if not cast.quoted(each.span[0])), None)
    if last is None or not (_has_no_office(last, party, cast) or _is_in_service(last, party, source.office, cast)):
        return None
    return person(last, "named just before", question, (last,))


def _is_in_service(name: str, party: str | None, office: str, cast: Cast) -> bool:
    """Whether somebody has an office of the party asked for, and a calling may mean any: "the Omani diplomat"."""
    if name not in cast.people or party is None or office not in words("callings") - words("exact"):
        return False
    return party_of_person(cast.people[name], cast).value == party


def _has_no_office(name: str, party: str | None, cast: Cast) -> bool:
    """Whether the report gives somebody no office, and no other side."""
    if (
        name not in cast.people
        or leader(name, cast.month)
        or any(office_in(each.text) for each in cast.people[name].beside)
    ):
        return False
    return _may_be_of(name, party, cast)


def _nobody_of(owner: Speaker | None, question: Question) -> Speaker | None:
    """ "the ministry's spokesman", "its lawyer": somebody unnamed of whoever that is."""
    source = question.source
    if source.noun in words("heads"):
        return None
    if not owner:
        return None
    named = owner.sort in (Sort.BODY, Sort.PERSON)
    name = f"{ANONYMOUS}the {source.head} of {owner.name}" if named else ANONYMOUS + source.core.lower()
    return Speaker(name, Sort.ANONYMOUS, owner.party, question.reason("nameless"))


def _by_office_itself(party: str | None, owner: Speaker | None, question: Question) -> Speaker | None:
    """ "its prime minister", "the mayor of Utrecht": by the office, where nobody says who holds it."""
    source = question.source
    whose = owner.name if owner and owner.sort is Sort.BODY else None
    phrase = f"{source.head} of {whose}" if whose else source.bare if OF_PLACE.search(source.bare) else ""
    if not phrase or source.noun not in words("heads"):
        return None
    name = " ".join(word if word in SMALL_WORDS else word[:1].upper() + word[1:] for word in phrase.split())
    side = Finding(party or whose, question.reason("office itself"))
    return Speaker(name, Sort.PERSON, side, question.reason("office itself"))


def introduced(question: Question) -> Speaker | None:
    """ "a deputy minister said", where a report opens: the person whom the next sentences name with such an office."""
    source, cast = question.source, question.cast
    opens = source.span is not None and cast.sentence(source.span[0]) < OPENING
    if source.article not in ("a", "an") or not source.office or not opens or source.office in words("independent"):
        return None
    told = side_of(source.core, cast)
    named = (name for name in _new_names(question) if name in cast.people)
    found = next((name for name in named if _is_called(name, source, told.party if told else None, cast)), None)
    return person(found, "named after its office", question, (found,)) if found else None


def _is_called(name: str, source: Source, party: str | None, cast: Cast) -> bool:
    """Whether the report gives somebody a calling that a phrase asks for, on no other side than `party`."""
    lines = {line for beside in cast.people[name].beside for line in office_lines(beside.text)}
    return bool(lines & office_asked(source)) and _may_be_of(name, party, cast)
