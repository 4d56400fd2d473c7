"""Likelihoods: how likely a forecast says something is, in its words and as a range; `docs/forecasts.md` defines them.

The words and the tables of their meaning are in `vocabulary/likelihoods.yml`, each with its source.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sayso.reading.phrases import Hit, Phrases, phrases
from sayso.vocabulary import load

TOLD = "told as a number"

Row = Mapping[str, Any]


class Kind(StrEnum):
    """How a forecast tells its likelihood.

    NUMBER and PHRASE give a range. OPEN words ("may", "hopes") say only that it can be, ASSERTED that it will be,
    DENIED that it will not: none of these gives a number, and none is made up.
    """

    NUMBER = "number"
    PHRASE = "phrase"
    OPEN = "open"
    ASSERTED = "asserted"
    DENIED = "denied"


@dataclass(frozen=True, slots=True)
class Range:
    """A range of probabilities, from 0 to 1, and whose it is."""

    low: float
    high: float
    source: str

    @property
    def middle(self) -> float:
        """The probability half way between its ends."""
        return (self.low + self.high) / 2

    def to_json(self) -> dict[str, Any]:
        """The range, ready for `json.dumps`."""
        return {"low": self.low, "high": self.high, "source": self.source}


@dataclass(frozen=True, slots=True)
class Likelihood:
    """How likely something is said to be: the words for it, "" where there are none, and what they stand for.

    Of the ranges the first one counts; the others are what other tables have for the same words.
    """

    kind: Kind
    words: str = ""
    ranges: tuple[Range, ...] = ()

    @property
    def probability(self) -> float | None:
        """The middle of the range; None where the words give none."""
        return self.ranges[0].middle if self.ranges else None

    @property
    def expects(self) -> bool:
        """Whether it is said to be at least as likely as not, or to be possible."""
        return self.kind is not Kind.DENIED and (self.probability is None or self.probability >= 0.5)

    def to_json(self) -> dict[str, Any]:
        """The likelihood, ready for `json.dumps`."""
        return {
            "kind": str(self.kind),
            "words": self.words,
            "probability": self.probability,
            "ranges": [each.to_json() for each in self.ranges],
        }


def likelihood_of(content: str, cue: str = "", condition: str | None = None) -> Likelihood:
    """How likely a forecast of this content, attached by this cue, says it is; words of its condition do not count.

    >>> likelihood_of("that a deal is unlikely this year").ranges[0]
    Range(low=0.2, high=0.45, source='ICD 203')
    """
    content = content.replace(condition, " ") if condition else content
    found = _number(f"{cue} {content}") or _of_phrase(content, "phrases") or _of_phrase(cue, "phrases")
    return found or _unnumbered(content, cue) or Likelihood(Kind.ASSERTED)


def _unnumbered(content: str, cue: str) -> Likelihood | None:
    """What other words say: first that it will not be, then that it can be, then what the holder does."""
    steps = (
        (Kind.DENIED, phrases("likelihoods", "denied", "cue"), cue),
        (Kind.DENIED, phrases("likelihoods", "denied", "content"), content),
        (Kind.OPEN, phrases("likelihoods", "open"), cue),
        (Kind.OPEN, phrases("likelihoods", "open"), content),
    )
    hits = ((kind, listed.first(text)) for kind, listed, text in steps)
    found = next((Likelihood(kind, hit.words) for kind, hit in hits if hit), None)
    return found or _of_phrase(cue, "cues")


def _of_phrase(text: str, section: str) -> Likelihood | None:
    hit = _listed(section).first(text)
    return Likelihood(Kind.PHRASE, hit.words, tuple(_ranges(_row(section, hit)))) if hit else None


def _ranges(row: Row) -> Iterator[Range]:
    """What each table has for a phrase, in the order of the tables."""
    tables: Mapping[str, str] = load("likelihoods")["tables"]
    for table, source in tables.items():
        if table in row:
            ends: Sequence[float] = load("likelihoods")[table][row[table]]
            yield Range(ends[0] / 100, ends[-1] / 100, source)


@functools.cache
def _listed(section: str) -> Phrases:
    return Phrases(f"likelihoods {section}", [row["words"] for row in load("likelihoods")[section]])


def _row(section: str, hit: Hit) -> Row:
    """The line of the vocabulary that a hit rests on."""
    words = hit.entry.partition(": ")[2]
    return next(row for row in load("likelihoods")[section] if row["words"] == words)


def _number(text: str) -> Likelihood | None:
    """A likelihood that is told as a number: "a 70 percent chance", "one chance in three"."""
    line = " ".join(text.split())
    match = next((found for pattern in _numbers() if (found := pattern.search(line))), None)
    if match is None:
        return None
    told = {name: _value(words) for name, words in match.groupdict().items()}
    share = told["share"] / 100 if "share" in told else told["part"] / told["whole"]
    if not 0 <= share <= 1:
        return None
    words = line[min(match.start(name) for name in told) : match.end()]
    return Likelihood(Kind.NUMBER, words, (Range(share, share, TOLD),))


def _value(words: str) -> float:
    named: float | None = load("times")["numbers"].get(words.lower())
    return float(words.replace(",", ".")) if named is None else float(named)


@functools.cache
def _numbers() -> tuple[re.Pattern[str], ...]:
    named = "|".join(sorted(map(re.escape, load("times")["numbers"]), key=len, reverse=True))
    number = rf"\b(?:\d+(?:[.,]\d+)?|{named})\b"
    return tuple(re.compile(line.replace("NUMBER", number), re.IGNORECASE) for line in load("likelihoods")["numbers"])
