"""Forecasts and scores in the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from sayso.analysis.forecasts import Forecast, State
from sayso.analysis.scores import Bin, Score
from sayso.ledger.resolution import Resolution
from sayso.statement import UNKNOWN
from sayso.terminal.console import LOOK, narrow
from sayso.wording.entries import SHORT, dated, saying, speaker
from sayso.wording.forecasts import between, by_when, how_likely, of_all, score_lines, told
from sayso.wording.statements import one_line, party, quoted

STYLES = {State.OVERDUE: "bad", State.DUE: "firm", State.CAME_TRUE: "good", State.DID_NOT: "bad"}
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
            console.print(Padding(Text(line), INDENT, expand=False))
        if score.calibration:
            console.print(Padding(calibration_table(score.calibration, narrow(console)), INDENT, expand=False))
        console.print()


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
