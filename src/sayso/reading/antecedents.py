"""Whom "he", "she", "it", "they" go back to: earlier speakers and names of the right kind, the most prominent first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sayso.reading.draft import Finding, Reason
from sayso.reading.gazetteer import Kind, Use
from sayso.reading.lexicon import pattern
from sayso.reading.mentions import Cast, Mention
from sayso.report import Span

REACH = 4  # sentences that a pronoun looks back over for a name that did not speak
# What stands before a name that is not what its sentence is about.
OBLIQUE = r"(?i)\b<oblique>(?: (?:the|US|former|president|prime minister))* ?\Z"


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
    seen: set[int] = set()
    spoken = {speaker.name for speaker in speakers[-6:]}
    for mention in cast.mentions_in((start, position)):
        if mention.kind is not Kind.PERSON or cast.quoted(mention.span[0]) or not _fits(mention.name, sex, cast):
            continue
        sentence = cast.sentence(mention.span[0])
        first = sentence not in seen
        seen.add(sentence)
        weight = (
            1.5 * first
            - (here - sentence)
            - 1.5 * _oblique(mention, cast)
            - 1.0 * _possessive(mention, cast)
            + 0.5 * (mention.name in spoken)
        )
        yield Candidate(mention.name, weight, mention.span[0])


def _spoken(here: int, position: int, sex: str, cast: Cast, speakers: Sequence[Speaker]) -> Iterator[Candidate]:
    for age, speaker in enumerate(by_recency(speakers[-8:], frozenset((Sort.PERSON, Sort.ANONYMOUS)))):
        distance = here - cast.sentence(speaker.position)
        if not speaker.plural and speaker.sex in (sex, None) and speaker.position < position:
            yield Candidate(speaker.name, 1.8 - distance - 0.4 * age, speaker.position, speaker)


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
    start = cast.sentences[max(0, here - 2)][0] if cast.sentences else 0
    found: list[Candidate] = []
    seen: set[int] = set()
    for mention in cast.mentions_in((start, position)):
        if mention.kind not in (Kind.STATE, Kind.BODY) or mention.use is Use.ADJECTIVE or cast.quoted(mention.span[0]):
            continue
        sentence = cast.sentence(mention.span[0])
        weight = (
            1.0 * (sentence not in seen)
            - (here - sentence)
            - 1.5 * _oblique(mention, cast)
            - _possessive(mention, cast)
        )
        seen.add(sentence)
        found.append(Candidate(mention.name, weight, mention.span[0]))
    for age, speaker in enumerate(by_recency(speakers[-6:], frozenset((Sort.BODY,)))):
        if speaker.position < position:
            found.append(
                Candidate(
                    speaker.name, 1.8 - (here - cast.sentence(speaker.position)) - 0.4 * age, speaker.position, speaker
                )
            )
    return sorted(found, key=lambda each: (each.weight, each.position), reverse=True)


def opening(span: Span, cast: Cast) -> bool:
    """Whether a span opens its sentence."""
    return cast.sentences[cast.sentence(span[0])][0] == span[0]
