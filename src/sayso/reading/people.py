"""People named in a source, in full or by surname, with or without title and apposition."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sayso.reading.antecedents import Sort, Speaker
from sayso.reading.draft import Finding, Reason
from sayso.reading.letters import CAPITAL
from sayso.reading.lexicon import pattern, words
from sayso.reading.mentions import Cast
from sayso.reading.names import Name, is_given, person_names, sex_of
from sayso.reading.offices import office_in
from sayso.reading.organs import OFFICE_OF
from sayso.reading.parties import NONE, side_of
from sayso.reading.questions import Question, owner_of, person, side, unknown
from sayso.reading.sources import Source
from sayso.reading.titles import is_title
from sayso.report import Span

BEHIND_PREPOSITION = r"\b<prepositions> (?:the )?((?:[\w']+ ){0,4})$"
TITLE_OF = r"(?i)\b<offices>s? (?:of|for) (?:(?:<portfolio_words>|the|and|of|for) )+$"
TITLE_OF_PLACE = rf"(?i:\b<offices> (?:of|for) (?:the )?)[{CAPITAL}][\w-]* $"  # "the mayor of Utrecht Ana Lee"
TITLE_OF_BODY = r"\b(?i:(<offices>) (?:of|for)(?: the)?) ((?:[\w-]+ ){1,4})$"
GOES_ON = re.compile(r" (?:of|for|from|in|at|once|on|and)\b")
GIVEN_NAME = re.compile(rf"\b(?:be called|name (?:only )?as) ([{CAPITAL}]\w+)$")
RELATIVE = r"\b(?:who|whom|which)\b"
KIN = r"\b<kin>\b"
SHARED_NAME = "name shared by several"
RECENT = 3  # speakers among whom a shared name is looked for


def by_name(question: Question) -> Speaker | None:
    """The person named in the phrase; a name that the report has in full elsewhere leads there."""
    source, cast = question.source, question.cast
    is_office = OFFICE_OF.match(source.core) and source.noun == "office"
    name = None if is_office else next(_names_in(source, cast), None)
    if name is None:
        return None
    if " " not in name and (relative := _relative(name, question)):
        return relative
    called = cast.called(name)
    if called:
        return (
            _with_owner(person(called[0], "name", question), question)
            if len(called) == 1
            else _one_of(called, name, question)
        )
    alone = GIVEN_NAME.search(source.tail) or _is_given_alone(name, source)
    if len(name.split()) > 1 or alone or _is_proper(name, question):
        return Speaker(name, Sort.PERSON, side(source.text, question), question.reason("name as written"))
    return None


def _relative(name: str, question: Question) -> Speaker | None:
    """ "his wife, Ana": with the surname of the one whose wife she is."""
    if question.source.noun not in words("kin") and not pattern(KIN).search(question.source.core):
        return None
    owner = owner_of(question)
    if owner is None or owner.sort is not Sort.PERSON:
        return None
    full = f"{name} {owner.name.split()[-1]}"
    sex = sex_of(full, question.source.core)
    return Speaker(full, Sort.PERSON, NONE, question.reason("name of a relative"), sex=sex)


def _is_proper(word: str, question: Question) -> bool:
    """Whether a single unknown word is a name: not one that the sentence merely begins with."""
    source, cast = question.source, question.cast
    if source.definite or source.core != word or word.lower() in words("nameless"):
        return False
    opens = source.span is not None and cast.opens_sentence(source.span[0])
    return not opens or word in cast.capitalised or f"{word}'s" in cast.capitalised


def _names_in(source: Source, cast: Cast) -> Iterator[str]:
    """The person's name in the core of a phrase, or in its apposition where the core is an office."""
    for name in person_names(source.core, cast.gazetteer, trusted=True):
        if _is_head(name.span, source.core, cast) and (_is_known(name, cast) or source.core == name.text):
            yield name.text
    given = GIVEN_NAME.search(source.tail)
    if given:
        yield given[1]
    if _tells_of_someone_else(source):
        return
    described = source.office or source.possessor or source.definite or source.noun in words("nameless")
    if described or source.article in ("one", "another"):
        apposition = pattern(RELATIVE).split(source.tail)[0]  # "the president, who meets Ben Cole" is not Ben Cole
        names = person_names(apposition, cast.gazetteer, trusted=True)
        yield from (name.text for name in names if _is_known(name, cast) or _is_given_alone(name.text, source))


def _is_given_alone(name: str, source: Source) -> bool:
    """Whether a given name is all that an apposition has: "her neighbour, Omar, a baker"."""
    return is_given(name) and source.tail.split(",")[0] == name


def _tells_of_someone_else(source: Source) -> bool:
    """Whether what follows the phrase may be of whom the phrase names: "allies of the minister, Ana Lee"."""
    if source.definite or source.noun not in words("nameless"):
        return False
    _, of, whose = source.core.lower().partition(f"{source.noun} of ")
    return bool(of) and (source.noun.endswith("s") or bool(office_in(whose)))


def _is_known(name: Name, cast: Cast) -> bool:
    return len(name.words) > 1 or bool(cast.called(name.text))


def _is_head(span: Span, core: str, cast: Cast) -> bool:
    """Whether a name in a phrase is what the phrase is about: not whose something is, and not after a preposition."""
    before, rest = core[: span[0]], core[span[1] :]
    if rest.startswith(("'s", "' ")) or before.endswith("'"):
        return False
    behind = pattern(BEHIND_PREPOSITION).search(before)
    titled = behind and (
        pattern(TITLE_OF).search(before)
        or pattern(TITLE_OF_PLACE).search(before)
        or _is_head_of_body(before, core[slice(*span)])
    )
    if behind and not titled and not cast.gazetteer.entry(behind[1].strip()):
        return False
    return not re.match(r" [a-z]", rest) or GOES_ON.match(rest) is not None


def _is_head_of_body(before: str, name: str) -> bool:
    """Whether a name follows an office and what it is of or for: "director of the state bank"."""
    found = pattern(TITLE_OF_BODY).search(before)
    if found is None or found[1].lower() in words("kin") or any(map(is_title, found[2].split())):
        return False
    return found[2].islower() or is_given(name.split()[0])


def _one_of(called: Sequence[str], name: str, question: Question) -> Speaker:
    """Of several people of one name, the one whose party the phrase tells or who alone spoke just now; else unknown."""
    told = side_of(question.source.text.replace(name, ""), question.cast)
    people = [person(each, SHARED_NAME, question, called) for each in called]
    fitting = [each for each in people if told and told.party and each.party.value == told.party]
    spoke = {speaker.name for speaker in question.speakers[-RECENT:]}
    recent = [each for each in people if each.name in spoke]
    decided = next((chosen[0] for chosen in (fitting, recent) if len(chosen) == 1), None)
    return decided or unknown(question, "several people of that name", called)


def _with_owner(speaker: Speaker, question: Question) -> Speaker:
    """A person introduced as "his deputy" counts for the side of whom that means."""
    source = question.source
    if speaker.party.value or source.office in words("independent"):
        return speaker
    owner = owner_of(question)
    if owner is None or owner.party.value is None:
        return speaker
    return replace(speaker, party=Finding(owner.party.value, Reason("aide of", source.text)))
