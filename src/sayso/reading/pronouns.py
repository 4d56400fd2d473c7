"""Whom a pronoun in a source means."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.reading.antecedents import Candidate, Sort, Speaker, bodies_before, by_recency, people_before
from sayso.reading.gazetteer import Kind, Use, known
from sayso.reading.homelands import is_state
from sayso.reading.lexicon import words
from sayso.reading.openings import bodies_opening, groups_opening, people_opening
from sayso.reading.parties import NONE
from sayso.reading.questions import ANYBODY, BODIES, Question, again, body, can_be, entry_of, person, unknown
from sayso.reading.turns import ANSWERS, answers_at, speaking_at

REPORTING = "pronoun for the reporting speaker"
GOES_ON = "pronoun, the speaker before goes on"
SEVERAL = "pronoun, several"
RELATIVE, TURN = "relative pronoun", "turn in a conversation"
REACH = 80  # characters before a relative pronoun in which a name may end
PLURAL_REACH = 2  # sentences that "they" looks back over for a group


def first_person(question: Question) -> Speaker | None:
    """ "I", "we" and "who" are the speaker of the quotation that they stand in, else the last speaker."""
    if question.source.pronoun not in {"first", "relative"}:
        return None
    if question.source.pronoun == "relative" and (named := _named_right_before(question)):
        return named
    whose_turn = None if question.outer else speaking_at(question.position, question.cast)
    if whose_turn:
        return person(whose_turn, TURN, question)
    if not question.outer and answers_at(question.position, question.cast):
        return unknown(question, TURN)
    if not question.outer and not question.quoted and question.source.pronoun == "first" and question.cast.publisher:
        return _publisher(question.cast.publisher, question)
    speaker = question.outer or next(by_recency(question.speakers, ANYBODY), None)
    return again(speaker, "first person in a quotation", question) if speaker else None


def _publisher(name: str, question: Question) -> Speaker:
    """Whoever publishes the report, whose "we" stands outside quotations."""
    return Speaker(name, Sort.BODY, NONE, question.reason("publisher"), question.position)


def own_paper(question: Question) -> Speaker | None:
    """ "this newspaper": whoever publishes the report."""
    source = question.source
    is_own = source.article == "this" and source.noun in words("papers") and question.cast.publisher
    return _publisher(question.cast.publisher, question) if is_own and question.cast.publisher else None


def in_answer(question: Question) -> Speaker | None:
    """ "A", before an answer of an interview: whoever gives it."""
    if question.source.text not in ANSWERS:
        return None
    name = speaking_at(question.position, question.cast)
    return person(name, TURN, question) if name else None


def _named_right_before(question: Question) -> Speaker | None:
    """The person or body whose name ends where ", who" or ", which" begins."""
    cast, position = question.cast, question.position
    mentions = cast.mentions_in((max(0, position - REACH), position))
    if not mentions or cast.text[mentions[-1].span[1] : position] not in (" ", ", "):
        return None
    name, kind = mentions[-1].name, mentions[-1].kind
    if kind is Kind.PERSON:
        return person(name, RELATIVE, question)
    if question.source.text.lower() != "which":
        return None
    return body(entry_of(name, cast), RELATIVE, question)


def second_person(question: Question) -> Speaker | None:
    """ "you" is whoever is spoken to, whom the words do not tell."""
    return unknown(question, "second person") if question.source.pronoun == "second" else None


def he_or_she(question: Question) -> Speaker | None:
    """ "he" and "she": the reporting speaker, or the most prominent name before of that sex."""
    sex, outer = question.source.pronoun, question.outer
    if sex not in {"male", "female"}:
        return None
    if question.goes_on and not outer and question.last and can_be(question.last, sex):
        return again(question.last, GOES_ON, question)
    fits = outer is not None and can_be(outer, sex)
    if outer and fits and outer.sort is Sort.PERSON and not question.quoted:
        return again(outer, REPORTING, question)
    named = people_before(question.position, sex, question.cast, question.speakers)
    candidates = _by_weight([*named, *people_opening(question, sex)])
    if not candidates and question.source.span:
        candidates = people_before(question.source.span[0], sex, question.cast, question.speakers)
    served = _served(question, sex)
    if served:
        return served
    if outer and (question.quoted or outer.sort is not Sort.PERSON):
        candidates = [each for each in candidates if each.name != outer.name]
    if outer and fits and not candidates and not question.quoted:
        return again(outer, REPORTING, question)
    return _most_prominent(candidates, f"pronoun, {sex}", question)


def _served(question: Question, sex: str) -> Speaker | None:
    """Whoever the reporting speakers work for: "he" in what aides to President Orondé, or his office, say of him."""
    outer = question.outer
    if outer is None or question.quoted or outer.sort is Sort.PERSON:
        return None
    phrase = f"{outer.described} | {outer.name}"
    named = [mention for mention in question.cast.mentions if mention.kind is Kind.PERSON and mention.form in phrase]
    fitting = list(dict.fromkeys(each.name for each in named if question.cast.sex(each.name) in (sex, None)))
    return person(fitting[0], "pronoun for whom the speaker serves", question, fitting) if len(fitting) == 1 else None


def _by_weight(candidates: list[Candidate]) -> list[Candidate]:
    return sorted(candidates, key=lambda each: (each.weight, each.position), reverse=True)


def _most_prominent(candidates: list[Candidate], rule: str, question: Question) -> Speaker:
    names = tuple(dict.fromkeys(each.name for each in candidates))
    if not candidates or _undecided(candidates):
        return unknown(question, rule, names)
    name = candidates[0].name
    spoken = next((speaker for speaker in reversed(question.speakers) if speaker.name == name), candidates[0].speaker)
    return again(spoken, rule, question, names) if spoken else person(name, rule, question, names)


def _undecided(candidates: list[Candidate]) -> bool:
    """Whether the two best candidates are equally prominent, both named in passing."""
    best, *others = candidates
    return bool(others) and best.weight == others[0].weight and best.weight <= 0 and best.speaker is None


def it_or_they(question: Question) -> Speaker | None:
    """ "it" and "they": the last body or group that spoke or opened a sentence."""
    wanted, outer = question.source.pronoun, question.outer
    if wanted not in {"body", "several"}:
        return None
    if outer and not question.quoted and (outer.sort in BODIES or (wanted == "several" and outer.plural)):
        return again(outer, REPORTING, question)
    last = question.last
    if question.goes_on and not outer and last and last.sort in BODIES and (wanted == "several" or not last.plural):
        return again(last, GOES_ON, question)
    return _last_body(question, f"pronoun, {wanted}") if wanted == "body" else _they(question)


def _they(question: Question) -> Speaker:
    """The last group, else the last body; unknown where that is a state or a body that no list has.

    Those two are "it" to reports: of four such answers on the annotated talks none was right.
    """
    plural = _last_plural(question)
    found = again(plural, SEVERAL, question) if plural else _last_body(question, SEVERAL)
    if found.plural or not (is_state(found.name, question.cast) or known().entry(found.name) is None):
        return found
    return unknown(question, SEVERAL, (found.name,))


def _last_body(question: Question, rule: str) -> Speaker:
    named = bodies_before(question.position, question.cast, question.speakers)
    candidates = _by_weight([*named, *bodies_opening(question)])
    if not candidates:
        return unknown(question, rule)
    best = candidates[0]
    if best.speaker:
        return again(best.speaker, rule, question, list(dict.fromkeys(each.name for each in candidates)))
    return body(entry_of(best.name, question.cast), rule, question)


def _last_plural(question: Question) -> Speaker | None:
    """The last group that spoke or opened a sentence shortly before, else the last body."""
    cast, here = question.cast, question.cast.sentence(question.position)
    before = [speaker for speaker in question.speakers[-6:] if speaker.position < question.position]
    spoken = [each for each in before if each.plural and here - cast.sentence(each.position) <= PLURAL_REACH]
    named = [(each.position, each.speaker) for each in groups_opening(question) if each.speaker]
    groups = [*((each.position, each) for each in spoken), *named, *_peoples(question)]
    bodies = (each for each in reversed(before) if each.sort in BODIES)
    return max(groups, key=lambda each: each[0])[1] if groups else next(bodies, None)


def _peoples(question: Question) -> Iterator[tuple[int, Speaker]]:
    """The peoples named shortly before, each at its place: "the Americans"."""
    cast = question.cast
    start = cast.sentences[max(0, cast.sentence(question.position) - 1)][0] if cast.sentences else 0
    for mention in cast.mentions_in((start, question.position)):
        entry = cast.gazetteer.entry(mention.form, Use.PEOPLE)
        if mention.use is Use.PEOPLE and entry:
            yield mention.span[0], body(entry, SEVERAL, question)
