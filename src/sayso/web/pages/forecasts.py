"""Forecasts: who expects what by when, on a line of time, and how those fared that were resolved."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from typing import Any

from sayso.analysis.forecasts import Forecast, State
from sayso.ledger.forecasting import By, fared, forecasts
from sayso.web.asking import Asked, Parameter
from sayso.web.charts import calibration, schedule
from sayso.web.pages.parameters import HOLDER, ISSUE, LIMIT, ON, PARTY, entry_row, limit
from sayso.web.rendering import picture
from sayso.web.views import Desk, Page, Row, View
from sayso.wording.forecasts import by_when, how_likely, ordinal, score_lines

SHOWN = 50
NARROWING = (PARTY, HOLDER, ISSUE)
BY = Parameter("by", "Whose forecasts are scored together.", choices=tuple(map(str, By)))


def show(desk: Desk, asked: Asked) -> View:
    """The forecasts said by a day, what is overdue and due first, and the scores of those resolved."""
    day, state, by = asked.day("on") or datetime.date.today(), asked.text("state"), By(asked.text("by") or By.SPEAKER)
    given = {parameter.name: asked.values.get(parameter.name) for parameter in NARROWING}
    told = forecasts(desk.ledger, day, **given)
    found = [each for each in told if state in (None, str(each.state))]
    shown, scores = found[: limit(asked, SHOWN)], fared(desk.ledger, told, by)
    values: dict[str, Any] = {
        "forecasts": shown,
        "number": len(found),
        "day": day,
        "states": [str(each) for each in State],
        "state": state,
        "by": by,
        "given": given,
        "schedule": schedule(shown, day),
        "scores": [(each, list(score_lines(each)), calibration(each)) for each in scores],
        "by_when": by_when,
        "how_likely": how_likely,
        "ordinal": ordinal,
    }
    return View(
        "Forecasts",
        values,
        lambda: {"forecasts": [each.to_json() for each in shown], "scores": [each.to_json() for each in scores]},
        lambda: _rows(shown),
        (lambda: picture("line", values["schedule"], "Forecasts")) if values["schedule"] else None,
    )


def _rows(shown: Sequence[Forecast]) -> Iterator[Row]:
    for forecast in shown:
        likelihood, deadline = forecast.likelihood, forecast.deadline
        yield {
            "what became of it": str(forecast.state),
            "from": (deadline and deadline.start) or "",
            "by": (deadline and deadline.end) or "",
            "time in words": deadline.text if deadline else "",
            "likelihood in words": likelihood.words,
            "probability": "" if likelihood.probability is None else likelihood.probability,
            "times said": forecast.time,
        } | entry_row(forecast.entry)


PAGE = Page(
    "forecasts",
    "/forecasts",
    "Who expects what by when, how likely, and what became of it.",
    show,
    (
        ON,
        *NARROWING,
        Parameter("state", "Only those of this state.", choices=tuple(map(str, State))),
        BY,
        LIMIT,
    ),
    "Forecasts",
)
