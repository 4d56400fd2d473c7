"""What is known of words of time in a text: their span, what they say of a time, and the days that they mean."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from enum import StrEnum

from sayso.report import Span

DAY = datetime.timedelta(days=1)


REACH = 64  # how many characters before a period its connecting words may begin


class Kind(StrEnum):
    """What the words say of a time."""

    POINT = "point"
    BETWEEN = "between"
    BY = "by"
    UNTIL = "until"
    BEFORE = "before"
    WITHIN = "within"
    FROM = "from"
    AFTER = "after"
    SINCE = "since"
    DURATION = "duration"
    IMMEDIATELY = "immediately"
    SOON = "soon"


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words of time in a text.

    `span` holds half-open code point offsets, `text` the words there with what connects them ("by August"). `start` and
    `end` are ISO days, both counted in; None where the interval is open or cannot be known. `rule` names what read it.
    """

    span: Span
    text: str
    kind: Kind
    start: str | None
    end: str | None
    rule: str

    @property
    def date(self) -> str | None:
        """The time as one ISO date, of day, month or year precision: the finest that holds all of it."""
        if self.start is None or self.end is None:
            return None
        return next((self.start[:size] for size in (10, 7, 4) if self.start[:size] == self.end[:size]), None)


@dataclass(frozen=True, slots=True)
class Interval:
    """The days from `start` to `end`, both counted in; None where it is open or unknown."""

    start: datetime.date | None = None
    end: datetime.date | None = None


def expression(text: str, span: Span, kind: Kind, interval: Interval, rule: str) -> TimeExpression:
    """The expression at `span` of a text."""
    days = [None if day is None else day.isoformat() for day in (interval.start, interval.end)]
    return TimeExpression(span, text[slice(*span)], kind, days[0], days[1], rule)


def match_before(rule: re.Pattern[str], text: str, start: int, position: int) -> re.Match[str] | None:
    """The match of `rule` that ends at `position`, looking back no further than `start` and a few words."""
    return rule.search(text, max(start, position - REACH), position)
