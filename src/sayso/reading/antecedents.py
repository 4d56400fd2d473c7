"""Whom "he", "she", "it", "they" go back to: earlier speakers and names of the right kind, the most prominent first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sayso.reading.draft import Finding, Reason
from sayso.reading.gazetteer import Kind, Use
from sayso.reading.letters import CAPITAL
from sayso.reading.lexicon import pattern
from sayso.reading.mentions import Cast, Mention

REACH = 4  # sentences that "he" looks back over for a name that did not speak
BODY_REACH = 2  # the same for "it"
RECENT = 8  # speakers that a pronoun looks back over
# How prominent a name is, in sentences of distance that it makes up for; set by hand and checked on the training talks.
OPENS, BODY_OPENS = 1.5, 1.0  # it is the first in its sentence
SPOKEN = 0.5  # whoever bears it has spoken
SPEAKS, AGE = 1.8, 0.4  # it is a speaker's, and how much each later speaker takes from that
OBLIQUENESS, POSSESSION = 1.5, 1.0  # it stands behind a preposition, or owns what follows
# What stands before a name that is not what its sentence is about.
OBLIQUE = rf"\b<oblique>(?: (?:the|a|former|lead|chief|special|of|<offices>|[{CAPITAL}][\w.'-]*))* ?\Z"
# What opens a sentence whose names are of what somebody is asked about.
ASKED = r"\W*<asking>\b"


class Sort(StrEnum):
    """What kind of speaker a holder is, as far as pronouns and verbs care."""

    PERSON = "person"
    BODY = "body"
    SEVERAL = "several"
    ANONYMOUS = "anonymous"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Speaker:
    """A resolved holder at its place in the report; `described` is the phrase that it was found by."""

    name: str
    sort: Sort
    party: Finding[str | None]
    reason: Reason
    position: int = 0
    sex: str | None = None
    described: str = ""
    plural: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody whom a pronoun may mean, and how prominent the name is: the higher the better."""

    name: str
    weight: float
    position: int
    speaker: Speaker | None = None


def by_recency(speakers: Sequence[Speaker], sorts: frozenset[Sort]) -> Iterator[Speaker]:
    """The speakers of some sorts, the latest first."""
    return (speaker for speaker in reversed(speakers) if speaker.sort in sorts)


def people_before(position: int, sex: str, cast: Cast, speakers: Sequence[Speaker]) -> list[Candidate]:
    """Those whom "he" or "she" at `position` may mean, the most prominent first."""
    here = cast.sentence(position)
    found = [*_mentioned(position, here, sex, cast, speakers), *_spoken(here, position, sex, cast, speakers)]
    best: dict[str, Candidate] = {}
    for candidate in found:
        if candidate.name not in best or best[candidate.name].weight < candidate.weight:
            best[candidate.name] = candidate
    return sorted(best.values(), key=lambda each: (each.weight, each.position), reverse=True)


def _mentioned(position: int, here: int, sex: str, cast: Cast, speakers: Sequence[Speaker]) -> Iterator[Candidate]:
    start = cast.sentences[max(0, here - REACH)][0] if cast.sentences else 0
    spoken = {speaker.name for speaker in speakers[-RECENT:]}
    seen: set[int] = set()
    asked = bool(cast.sentences) and pattern(ASKED).match(cast.text, cast.sentences[here][0]) is not None
    end = cast.sentences[here][0] if asked else position
    for mention in cast.mentions_in((start, end)):
        if mention.kind is Kind.PERSON and _in_reach(mention, position, cast) and _fits(mention.name, sex, cast):
            sentence = cast.sentence(mention.span[0])
            weight = OPENS * (sentence not in seen) - (here - sentence) - _obscurity(mention, cast)
            seen.add(sentence)
            yield Candidate(mention.name, weight + SPOKEN * (mention.name in spoken), mention.span[0])


def _in_reach(mention: Mention, position: int, cast: Cast) -> bool:
    """Whether a name stands outside quotations, or in the one that the pronoun is in itself."""
    return cast.quoted(mention.span[0]) in (None, cast.quoted(position))


def _obscurity(mention: Mention, cast: Cast) -> float:
    """How much less prominent a name is for standing behind a preposition or for owning what follows."""
    return OBLIQUENESS * _oblique(mention, cast) + POSSESSION * _possessive(mention, cast)


def _spoken(here: int, position: int, sex: str, cast: Cast, speakers: Sequence[Speaker]) -> Iterator[Candidate]:
    """The speakers whom a pronoun may mean; whoever speaks in somebody else's quotation is none."""
    for age, speaker in enumerate(by_recency(speakers[-RECENT:], frozenset((Sort.PERSON, Sort.ANONYMOUS)))):
        distance = here - cast.sentence(speaker.position)
        apart = cast.quoted(speaker.position) not in (None, cast.quoted(position))
        if not apart and not speaker.plural and speaker.sex in (sex, None) and speaker.position < position:
            yield Candidate(speaker.name, SPEAKS - distance - AGE * age, speaker.position, speaker)


def _fits(name: str, sex: str, cast: Cast) -> bool:
    return cast.sex(name) in (sex, None)


def _oblique(mention: Mention, cast: Cast) -> bool:
    start = mention.span[0]
    return bool(pattern(OBLIQUE).search(cast.text[max(0, start - 40) : start]))


def _possessive(mention: Mention, cast: Cast) -> bool:
    return cast.text[mention.span[1] : mention.span[1] + 2] in ("'s", "' ")


def bodies_before(position: int, cast: Cast, speakers: Sequence[Speaker]) -> list[Candidate]:
    """The states and bodies that "it" at `position` may mean, the most prominent first."""
    here = cast.sentence(position)
    found = [*_bodies_mentioned(position, here, cast), *_bodies_speaking(position, here, cast, speakers)]
    return sorted(found, key=lambda each: (each.weight, each.position), reverse=True)


def _bodies_mentioned(position: int, here: int, cast: Cast) -> Iterator[Candidate]:
    start = cast.sentences[max(0, here - BODY_REACH)][0] if cast.sentences else 0
    seen: set[int] = set()
    for mention in cast.mentions_in((start, position)):
        named = mention.kind in (Kind.STATE, Kind.BODY) and mention.use is not Use.ADJECTIVE
        if named and _in_reach(mention, position, cast):
            sentence = cast.sentence(mention.span[0])
            weight = BODY_OPENS * (sentence not in seen) - (here - sentence) - _obscurity(mention, cast)
            seen.add(sentence)
            yield Candidate(mention.name, weight, mention.span[0])


def _bodies_speaking(position: int, here: int, cast: Cast, speakers: Sequence[Speaker]) -> Iterator[Candidate]:
    for age, speaker in enumerate(by_recency(speakers[-RECENT:], frozenset((Sort.BODY,)))):
        apart = cast.quoted(speaker.position) not in (None, cast.quoted(position))
        if not apart and speaker.position < position:
            weight = SPEAKS - (here - cast.sentence(speaker.position)) - AGE * age
            yield Candidate(speaker.name, weight, speaker.position, speaker)
