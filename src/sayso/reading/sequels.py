"""Times counted from one that was told before them: "two weeks later", "the day after", "three Sundays later"."""

from __future__ import annotations

import bisect
import datetime
import functools
import re
from collections.abc import Iterator, Sequence

from sayso.reading.expressions import Interval, Kind, TimeExpression, expression
from sayso.reading.lengths import counted_length, length_template
from sayso.reading.named_periods import counted_weekday
from sayso.reading.periods import Frame, Leaning, any_of, number, pattern
from sayso.vocabulary import load

TERMS = frozenset({Kind.BY, Kind.UNTIL, Kind.BEFORE, Kind.WITHIN})  # what ends on a day, whenever it begins


def find_sequels(
    text: str, frame: Frame, told: Sequence[TimeExpression], start: int, end: int
) -> Iterator[TimeExpression]:
    """Times counted from the last of those `told` before them in `text[start:end]`, in text order.

    Where nothing is told before, what lies ahead is counted from the anchor if the leaning is to the future, as in a
    promise; a story counts from a day that is not known.
    """
    for match in _sequel_pattern().finditer(text, start, end):
        counts_on = told and told[0].span[0] < match.start()
        day = _counted(match, _told_before(told, match.start()) if counts_on else _today(match, frame))
        yield expression(text, match.span(), Kind.POINT, Interval(day, day), "counted from one told before")


def _told_before(told: Sequence[TimeExpression], place: int) -> datetime.date | None:
    """The last day told before a place in the text; None where the last time told there is no day, as a month is."""
    before = bisect.bisect_right(told, place, key=lambda time: time.span[1])
    last = told[before - 1] if before else None
    exact = last is not None and (last.kind in TERMS or last.start == last.end)
    return datetime.date.fromisoformat(last.end) if last and last.end and exact else None


def _today(match: re.Match[str], frame: Frame) -> datetime.date | None:
    return frame.anchor if frame.leaning is Leaning.FUTURE and not _is_back(match) else None


def _is_back(match: re.Match[str]) -> bool:
    return bool(match["back"] or match["back_alone"])


def _counted(match: re.Match[str], day: datetime.date | None) -> datetime.date | None:
    direction = -1 if _is_back(match) else 1
    if day is None:
        return None
    if match["weekday"]:
        words = {"weekday": match["weekday"].casefold()}
        period = counted_weekday(words, Frame(day), number(match["count4"]), direction)
        return period.start if period else None
    return counted_length(match, day, direction) if match["count"] else day + direction * datetime.timedelta(days=1)


@functools.cache
def _sequel_pattern() -> re.Pattern[str]:
    words = {name: any_of(listed) for name, listed in load("times")["sequels"].items()}
    loose = rf"(?:{words['ahead']}|(?P<back>{words['back']}))(?! than)"
    alone = rf"(?:{words['ahead_alone']}|(?P<back_alone>{words['back_alone']}))(?= ?[,.;:!?)”\"’]| ?\Z)"
    return pattern(rf"(?:{length_template()}|@count4 (?:@weekday)s?|the day) (?:{loose}|{alone})")
