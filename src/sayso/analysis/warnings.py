"""Warnings: if what, then what, for whom, said by whom, how often, contradicted by whom; `docs/forecasts.md`."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sayso.analysis.consequences import Consequence
from sayso.analysis.relations import Related, Relation, relate, shared_words
from sayso.analysis.repeats import Series
from sayso.ledger.entry import Entry
from sayso.reading.phrases import phrases
from sayso.statement import Act

WARNINGS = (Act.WARN, Act.THREATEN)
# What somebody says of how things are or will be; what they want or refuse contradicts no warning.
ANSWERS = (Act.DENY, Act.STATE, Act.ASSESS, Act.PREDICT)
TELLING = 1.0  # the least weight of the words that both have, some three rarer ones ("common" of the relations)
SHARED = 0.5  # of the weight of the shorter one's words: who states no to less states it to something else
ANSWERED = datetime.timedelta(days=30)  # around a warning, within which somebody contradicts it


@dataclass(frozen=True, slots=True)
class Contradiction:
    """An entry that says the contrary of a warning, and how surely it does."""

    entry: Entry
    related: Related

    def to_json(self) -> dict[str, Any]:
        """The contradiction, ready for `json.dumps`."""
        return {
            "entry": self.entry.to_json(),
            "score": round(self.related.score, 3),
            "reason": self.related.reason,
        }


@dataclass(frozen=True, slots=True)
class WarningGiven:
    """What one speaker warns of or threatens with.

    `entry` is the first telling that tells the condition, else the first one; `office` is what its holder is called in
    its report, "" where that is not told. `places` are those of all tellings.
    """

    entry: Entry
    series: Series
    consequence: Consequence
    office: str = ""
    contradictions: tuple[Contradiction, ...] = ()

    @property
    def is_threat(self) -> bool:
        """Whether the harm is the holder's own doing."""
        return self.entry.statement.act is Act.THREATEN

    @property
    def times(self) -> int:
        """On how many occasions it was said."""
        return len(self.series.occasions)

    @property
    def places(self) -> tuple[str, ...]:
        """The places that it is about, each once."""
        return tuple(dict.fromkeys(place for entry in self.series.entries for place in entry.statement.places))

    def to_json(self) -> dict[str, Any]:
        """The warning, ready for `json.dumps`."""
        first, last = self.series.first, self.series.last
        return {
            "threat": self.is_threat,
            "entry": self.entry.to_json(),
            "office": self.office,
            **self.consequence.to_json(),
            "places": list(self.places),
            "times": self.times,
            "tellings": [entry.id for entry in self.series.entries],
            "first": first and first.isoformat(),
            "last": last and last.isoformat(),
            "contradictions": [each.to_json() for each in self.contradictions],
        }


def shown_by(series: Series, consequences: Mapping[str, Consequence]) -> Entry:
    """The entry that a warning is shown by: the first one that tells its condition, else the first one."""
    entries = series.entries
    return next((entry for entry in entries if consequences[entry.id].condition), entries[0])


def contradictions(warning: Entry, others: Iterable[Entry]) -> tuple[Contradiction, ...]:
    """The entries of other holders that say the contrary of a warning, the surest first.

    They deny something, or say that something is not or will not be, and are on the same matter.
    """
    answers = [other for other in others if _may_answer(other, warning)]
    related = relate([(answer, warning) for answer in answers])
    found = [
        Contradiction(answer, each)
        for answer, each in zip(answers, related, strict=True)
        if each.relation is Relation.CLASH
    ]
    return tuple(sorted(found, key=lambda each: (-each.related.score, each.entry.id)))


def _may_answer(other: Entry, warning: Entry) -> bool:
    one, two = other.statement, warning.statement
    on_issue = not set(one.issues).isdisjoint(two.issues)
    return one.holder != two.holder and on_issue and _near(other, warning) and _denies(other, warning)


def _denies(other: Entry, warning: Entry) -> bool:
    """Whether an entry denies, or says no to most of the words that it shares with a warning."""
    shared = shared_words(other.quote, warning.quote)
    if shared.common < TELLING or other.statement.act not in ANSWERS:
        return False
    if other.statement.act is Act.DENY:
        return True
    return shared.overlap >= SHARED and phrases("warnings", "contraries").first(other.quote) is not None


def _near(one: Entry, other: Entry) -> bool:
    return one.day is None or other.day is None or abs(one.day - other.day) <= ANSWERED


def in_order(series: Iterable[Series]) -> list[Series]:
    """Those said last come first; of one day, those said more often."""
    oldest = datetime.date.min
    return sorted(
        series, key=lambda each: (-(each.last or oldest).toordinal(), -len(each.occasions), each.entries[0].id)
    )
