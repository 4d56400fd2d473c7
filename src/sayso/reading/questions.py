"""What a rule is asked about one source phrase, and the answers that rules give."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from sayso.reading.antecedents import Sort, Speaker
from sayso.reading.draft import Finding, Reason
from sayso.reading.gazetteer import Entry, Kind, Use
from sayso.reading.leaders import leader
from sayso.reading.mentions import Cast
from sayso.reading.parties import NONE, party_of_entry, party_of_person, side_of
from sayso.reading.sources import Source
from sayso.statement import UNKNOWN

OWNING = {
    "his": "he",
    "her": "she",
    "its": "it",
    "their": "they",
    "whose": "who",
    "our": "we",
    "my": "we",
    "your": "you",
}
SINGULAR = frozenset((Sort.PERSON, Sort.ANONYMOUS))
BODIES = frozenset((Sort.BODY, Sort.SEVERAL))
ANYBODY = SINGULAR | BODIES


@dataclass(frozen=True, slots=True)
class Question:
    """One source phrase to resolve, and what the rules may look at.

    `position` is where it stands; `speakers` are the resolved holders of the statements read before, `last` the one
    before that nobody else reports; `outer` is the holder of the statement around this one; `quoted` tells that the
    phrase stands inside quotation marks, `goes_on` that its verb is one of going on ("added"). `resolver` resolves a
    part of the phrase.
    """

    source: Source
    position: int
    cast: Cast
    speakers: Sequence[Speaker]
    resolver: Callable[[Question], Speaker]
    outer: Speaker | None = None
    last: Speaker | None = None
    quoted: bool = False
    goes_on: bool = False

    def resolved(self, phrase: str) -> Speaker:
        """The holder that a part of the phrase means."""
        return self.resolver(replace(self, source=Source(phrase, self.source.span)))

    def reason(self, rule: str, candidates: Sequence[str] = ()) -> Reason:
        """The reason of an answer that `rule` gives to this phrase."""
        return Reason(rule, self.source.text, tuple(candidates))


Rule = Callable[[Question], Speaker | None]


def can_be(speaker: Speaker, sex: str) -> bool:
    """Whether "he" or "she" can be a speaker."""
    return speaker.sort in SINGULAR and speaker.sex in (sex, None) and not speaker.plural


def unknown(question: Question, rule: str, candidates: Sequence[str] = ()) -> Speaker:
    """The holder whom nobody can name."""
    return Speaker(UNKNOWN, Sort.UNKNOWN, NONE, question.reason(rule, candidates), question.position)


def again(speaker: Speaker, rule: str, question: Question, candidates: Sequence[str] = ()) -> Speaker:
    """An earlier speaker, found again by `rule`."""
    return replace(speaker, reason=question.reason(rule, candidates), described=question.source.text)


def person(name: str, rule: str, question: Question, candidates: Sequence[str] = ()) -> Speaker:
    """A person of the cast or the vocabulary as holder, with the side that the report gives them."""
    party = _party(name, question.cast)
    earlier = next((speaker for speaker in reversed(question.speakers) if speaker.name == name), None)
    if party.value is None and earlier and earlier.party.value:
        party = earlier.party
    reason = question.reason(rule, candidates)
    return Speaker(name, Sort.PERSON, party, reason, question.position, question.cast.sex(name))


def _party(name: str, cast: Cast) -> Finding[str | None]:
    if name in cast.people:
        return party_of_person(cast.people[name], cast)
    known = leader(name, cast.month)
    return Finding(known.party, Reason("leader in the vocabulary", name)) if known else NONE


def body(entry: Entry, rule: str, question: Question) -> Speaker:
    """A state, body or people as holder."""
    is_people = entry.kind is Kind.PEOPLE
    return Speaker(
        entry.name,
        Sort.SEVERAL if is_people else Sort.BODY,
        Finding(party_of_entry(entry), Reason("party of the name", question.source.text)),
        question.reason(rule),
        plural=is_people or entry.use is Use.PEOPLE,
    )


def entry_of(name: str, cast: Cast) -> Entry:
    """The entry of a body's name; one of its own where nobody lists it."""
    return cast.gazetteer.entry(name) or Entry(name, Kind.BODY, party=name)


def owner_of(question: Question) -> Speaker | None:
    """Whose the head of a phrase is: Iran's in "Iran's envoy", the last speaker's in "his deputy"; None if nobody's."""
    source = question.source
    if source.owner:
        return question.resolved(f"the {source.owner}" if source.owner[0].islower() else source.owner)
    return question.resolved(OWNING[source.possessor]) if source.possessor else None


def side(text: str, question: Question) -> Finding[str | None]:
    """The party that a description tells."""
    told = side_of(text, question.cast)
    return told.finding() if told else NONE
