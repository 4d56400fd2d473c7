"""Forecasts and scores in the terminal."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from sayso.analysis.forecasts import Forecast, State
from sayso.analysis.likelihoods import Kind, Likelihood, Range
from sayso.analysis.scores import FEWEST, Bin, Score, Share
from sayso.ledger.resolution import Resolution
from sayso.statement import UNKNOWN, Deadline
from sayso.terminal.console import LOOK, narrow
from sayso.terminal.entries import SHORT, dated, outlet, saying, speaker
from sayso.terminal.words import one_line, party, quoted

STYLES = {State.OVERDUE: "bad", State.DUE: "firm", State.CAME_TRUE: "good", State.DID_NOT: "bad"}
UNSAID = {
    Kind.OPEN: "possible, no number",
    Kind.ASSERTED: "will be, no likelihood told",
    Kind.DENIED: "will not be, no likelihood told",
}
ORDINALS = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
INDENT = (0, 0, 0, 2)


def print_forecasts(console: Console, forecasts: Iterable[Forecast]) -> None:
    """Print forecasts, one below the other."""
    for forecast in forecasts:
        first, *rest = forecast_lines(forecast, console.width)
        console.print(first)
        for line in rest:
            console.print(Padding(line, INDENT, expand=False))
        console.print()


def forecast_lines(forecast: Forecast, width: int) -> Iterator[Text]:
    """A forecast: state, who and when; what; by when and how likely; how often; what became of it."""
    entry = forecast.entry
    whose = party(entry.statement)
    yield Text.assemble(
        (entry.id[:SHORT], "number"),
        "  ",
        (str(forecast.state), STYLES.get(forecast.state, "act")),
        "  ",
        (speaker(entry), "aside" if entry.statement.holder == UNKNOWN else "holder"),
        (f" for {whose}" if whose else "", "aside"),
        (f"  {dated(entry)}", "aside"),
    )
    yield Text(saying(entry, 3 * width))
    yield Text.assemble((by_when(forecast.deadline), "firm"), " · ", (how_likely(forecast.likelihood), "act"))
    yield Text(" · ".join(told(forecast)), style="aside")
    for resolution in forecast.resolutions:
        yield resolution_text(resolution)


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


def resolution_text(resolution: Resolution) -> Text:
    """A resolution: the outcome, the criterion, who says so on what source."""
    criterion, source = quoted(one_line(resolution.criterion)), one_line(resolution.source)
    signed = f" · {one_line(resolution.reviewer)}, {resolution.day.isoformat()} · {source}"
    return Text.assemble((f"{resolution.outcome}: ", "title"), criterion, (signed, "aside"))


def print_scores(console: Console, scores: Sequence[Score]) -> None:
    """Print scores, one below the other, with what was said to be how likely and how often it happened."""
    for score in scores:
        console.print(Text(one_line(score.name), style="holder"))
        for line in score_lines(score):
            console.print(Padding(line, INDENT, expand=False))
        if score.calibration:
            console.print(Padding(calibration_table(score.calibration, narrow(console)), INDENT, expand=False))
        console.print()


def score_lines(score: Score) -> Iterator[Text]:
    """What was resolved, the Brier score, and how often came true what gives no likelihood."""
    untold = f", {score.untold} cannot be told" if score.untold else ""
    yield Text(f"{score.resolved} resolved, {score.waiting} waiting{untold}", style="aside")
    if score.brier is None or score.interval is None:
        yield Text(f"with a likelihood: {score.scored}, too few to say (fewer than {FEWEST})")
    else:
        interval = f"{score.interval.low:.2f} to {score.interval.high:.2f}"
        climate = f"always saying the average outcome would have scored {score.climate:.2f}"
        yield Text.assemble((f"Brier score {score.brier:.2f}", "title"), f" ({interval}; {score.scored} forecasts)")
        yield Text(climate, style="aside")
    if score.plain.of:
        few = f", too few to say (fewer than {FEWEST})" if score.plain.of < FEWEST else ""
        yield Text(f"said without a likelihood: {of_all(score.plain)} came true{few or between(score.plain)}")


def of_all(share: Share) -> str:
    """A number of another."""
    return f"{share.did:g} of {share.of}"


def between(share: Share) -> str:
    """The interval of a share in per cent."""
    interval = share.interval
    return f" ({100 * interval.low:.0f} to {100 * interval.high:.0f} %)"


def calibration_table(bins: Iterable[Bin], short: bool) -> Table:
    """What was said to be how likely on average, and how often it happened."""
    table = Table(**LOOK)
    for name in ("Said", "On average", "Happened", "Interval" if short else "95 % interval"):
        table.add_column(name, justify="right")
    for each in bins:
        share = each.happened.share or 0.0
        happened = f"{of_all(each.happened)}, {100 * share:.0f} %"
        said = f"{100 * each.low:.0f}–{100 * each.high:.0f} %"
        table.add_row(said, f"{100 * each.said:.0f} %", happened, between(each.happened).strip(" ()"))
    return table
