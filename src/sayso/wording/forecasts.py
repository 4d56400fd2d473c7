"""Forecasts and scores in words."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from sayso.analysis.forecasts import Forecast
from sayso.analysis.likelihoods import Kind, Likelihood, Range
from sayso.analysis.scores import FEWEST, Score, Share
from sayso.statement import Deadline
from sayso.wording.entries import outlet
from sayso.wording.statements import one_line, quoted

UNSAID = {
    Kind.OPEN: "possible, no number",
    Kind.ASSERTED: "will be, no likelihood told",
    Kind.DENIED: "will not be, no likelihood told",
}
ORDINALS = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def by_when(deadline: Deadline | None) -> str:
    """By when something is expected: the words, and the days that they are taken for."""
    if deadline is None:
        return "no time told"
    words = quoted(one_line(deadline.text))
    if deadline.end is None:
        return f"{words}: from {deadline.start}" if deadline.start else f"{words}: no date known"
    days = deadline.end if deadline.start in (None, deadline.end) else f"{deadline.start} to {deadline.end}"
    return f"{words}: {days}"


def how_likely(likelihood: Likelihood) -> str:
    """How likely it is said to be: the words, the range that they stand for and whose it is."""
    words = quoted(one_line(likelihood.words)) if likelihood.words else ""
    if likelihood.ranges:
        return f"{words} {percent(likelihood.ranges[0])}"
    return f"{words} {UNSAID[likelihood.kind]}".strip()


def percent(told: Range) -> str:
    """A range in per cent with its source."""
    low, high = f"{100 * told.low:.0f}", f"{100 * told.high:.0f}"
    return f"{low if low == high else f'{low}–{high}'} % ({told.source})"


def told(forecast: Forecast) -> Iterator[str]:
    """How often it was said, and where."""
    if forecast.time > 1:
        since = f" since {month(forecast.since)}" if forecast.since else ""
        yield f"{ordinal(forecast.time)} time{since}"
    if len(forecast.tellings) > 1:
        yield f"told in {len(forecast.tellings)} statements"
    yield outlet(forecast.entry)


def ordinal(number: int) -> str:
    """A number in words, up to the tenth."""
    return ORDINALS[number] if number < len(ORDINALS) else f"{number}th"


def month(day: datetime.date | None) -> str:
    """A day's month and year."""
    return f"{day:%B %Y}" if day else ""


def score_lines(score: Score) -> Iterator[str]:
    """What was resolved, the Brier score, and how often came true what gives no likelihood."""
    untold = f", {score.untold} cannot be told" if score.untold else ""
    yield f"{score.resolved} resolved, {score.waiting} waiting{untold}"
    if score.brier is None or score.interval is None:
        yield f"with a likelihood: {score.scored}, too few to say (fewer than {FEWEST})"
    else:
        interval = f"{score.interval.low:.2f} to {score.interval.high:.2f}"
        yield f"Brier score {score.brier:.2f} ({interval}; {score.scored} forecasts)"
        yield f"always saying the average outcome would have scored {score.climate:.2f}"
    if score.plain.of:
        few = f", too few to say (fewer than {FEWEST})" if score.plain.of < FEWEST else ""
        yield f"said without a likelihood: {of_all(score.plain)} came true{few or between(score.plain)}"


def of_all(share: Share) -> str:
    """A number of another."""
    return f"{share.did:g} of {share.of}"


def between(share: Share) -> str:
    """The interval of a share in per cent."""
    interval = share.interval
    return f" ({100 * interval.low:.0f} to {100 * interval.high:.0f} %)"
