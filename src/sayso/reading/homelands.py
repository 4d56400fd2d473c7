"""Which state an office is of that the report names without one: the one told of around it, where another has none."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Sequence

from sayso.reading.gazetteer import Kind, Use
from sayso.reading.leaders import leader
from sayso.reading.lexicon import pattern, words
from sayso.reading.mentions import Cast, Mention, Person
from sayso.reading.offices import office_lines

FOREMOST = 1.2  # times as often as the next, a state is named that is the report's own
# How much a mention of a state counts for an office, checked on the training talks.
NEAR = 200  # characters in which its weight falls to a third
AFTER = 0.3  # of the weight, where it stands behind the office
SHARE = 0.5  # of a mention close by, that having all mentions of states in the report is worth

OPENS = 1.0  # what being the subject of the sentence is worth besides
# What may stand before the subject of a sentence: a dateline, an article.
OPENING = r"(?s)(?:.{0,60}(?:—|–| - |\)|:|/\.?|\n))?\s*[“\"]?(?:[Tt]he |But |And |Still, |Yet )?\Z"

PORTFOLIO = r"\b[A-Z]\w+ (?i:<of_several>)\b"  # "Water Minister": another state may have a minister, too

Told = Callable[[Person], str | None]


def home(cast: Cast) -> str | None:
    """The state that a bare "the government" is of: the one that the report names far more often than any other."""
    counts = [(name, count) for name, count in cast.prominence if is_state(name, cast)]
    clear = counts and (len(counts) == 1 or counts[0][1] >= FOREMOST * counts[1][1])
    return counts[0][0] if clear else None


def state_near(description: str, cast: Cast, position: int, told: Told) -> str | None:
    """The state whose office `description` names at `position`: the one told of most just before, some after.

    States of which somebody else holds the same office are out, if one is left; `told` gives the party that the report
    tells of a person beside the name.
    """
    weights: defaultdict[str, float] = defaultdict(float)
    mentions = [mention for mention in cast.mentions if mention.kind is Kind.STATE]
    opening = _opening(position, mentions, cast)
    for mention in mentions:
        distance = mention.span[0] - position
        near = math.exp(-abs(distance) / NEAR) * (AFTER if distance > 0 else 1)
        near += OPENS * (mention is opening)
        weights[mention.name] += near + SHARE / len(mentions)
    taken = _taken(description, cast, position, told)
    free = {name: weight for name, weight in weights.items() if name not in taken}
    return max(free or weights, key=(free or weights).__getitem__, default=None)


def _opening(position: int, mentions: Sequence[Mention], cast: Cast) -> Mention | None:
    """The state that is the subject of the sentence at `position`, where one opens it behind the dateline at most."""
    start, end = cast.sentences[cast.sentence(position)]
    first = next((each for each in mentions if start <= each.span[0] < min(position, end)), None)
    opens = first and first.use is not Use.ADJECTIVE and pattern(OPENING).match(cast.text[start : first.span[0]])
    return first if opens else None


def _taken(description: str, cast: Cast, position: int, told: Told) -> set[str | None]:
    """The states of those whom the report or the vocabulary has in the same office."""
    taken: set[str | None] = set()
    several = words("of_several") if pattern(PORTFOLIO).search(description) else frozenset()
    for person in cast.in_office(office_lines(description) - several, position):
        known = leader(person.name, cast.month)
        taken.add(known.party if known and known.held(cast.month) else told(person))
    return taken


def is_state(name: str, cast: Cast) -> bool:
    """Whether `name` is a state's."""
    entry = cast.gazetteer.entry(name)
    return entry is not None and entry.kind is Kind.STATE
