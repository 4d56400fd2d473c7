"""Forecasts: who expects what by when, how likely, and what became of it; `docs/forecasts.md` gives the definitions."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sayso.analysis.likelihoods import Likelihood
from sayso.analysis.repeats import Series
from sayso.ledger.entry import Entry
from sayso.ledger.resolution import Outcome, Resolution
from sayso.statement import Deadline

SOON = datetime.timedelta(days=7)  # before its deadline, from which a forecast is due


class State(StrEnum):
    """What a forecast has come to as of a day, in the order of what asks for somebody's attention."""

    OVERDUE = "overdue"
    DUE = "due"
    OPEN = "open"
    DISPUTED = "depends on the criterion"
    CAME_TRUE = "came true"
    DID_NOT = "did not come true"
    CANNOT_BE_TOLD = "cannot be told"


STATES = tuple(State)


@dataclass(frozen=True, slots=True)
class Forecast:
    """What one speaker expects, as said on one occasion.

    `entry` is what it is shown by, `tellings` all that tell of the occasion. It is the `time`-th time, counted from 1,
    that this speaker says so, since the day `since`. `claim` is the id of the first entry that says so at all.
    `resolutions` are those in force, of any of the tellings.
    """

    entry: Entry
    tellings: tuple[Entry, ...]
    likelihood: Likelihood
    state: State
    time: int = 1
    since: datetime.date | None = None
    claim: str = ""
    resolutions: tuple[Resolution, ...] = ()

    @property
    def deadline(self) -> Deadline | None:
        """By when it is expected, and the words that say so."""
        return self.entry.statement.deadline

    @property
    def outcomes(self) -> tuple[bool, ...]:
        """Whether what it gives the likelihood of happened, by each criterion by which that can be told."""
        told = {Outcome.YES: True, Outcome.NO: False}
        return tuple(told[each.outcome] for each in self.resolutions if each.outcome in told)

    def to_json(self) -> dict[str, Any]:
        """The forecast, ready for `json.dumps`."""
        return {
            "entry": self.entry.to_json(),
            "tellings": [entry.id for entry in self.tellings],
            "likelihood": self.likelihood.to_json(),
            "state": str(self.state),
            "time": self.time,
            "since": self.since and self.since.isoformat(),
            "claim": self.claim,
            "resolutions": [each.to_json() for each in self.resolutions],
        }


def forecasts_of(
    series: Iterable[Series],
    likelihoods: Mapping[str, Likelihood],
    resolutions: Mapping[str, tuple[Resolution, ...]],
    on: datetime.date,
) -> list[Forecast]:
    """The forecasts of some series as of a day, what is overdue and due first; the mappings go by the entries' ids."""
    found = [each for made in series for each in _of_series(made, likelihoods, resolutions, on)]
    return sorted(found, key=_order)


def _of_series(
    series: Series,
    likelihoods: Mapping[str, Likelihood],
    resolutions: Mapping[str, tuple[Resolution, ...]],
    on: datetime.date,
) -> Iterator[Forecast]:
    for time, tellings in enumerate(series.occasions, 1):
        entry = next((each for each in tellings if _ends(each)), tellings[0])
        made = tuple(each for told in tellings for each in resolutions.get(told.id, ()) if each.day <= on)
        likelihood = likelihoods[entry.id]
        state = state_of(entry.statement.deadline, likelihood, made, on)
        yield Forecast(entry, tellings, likelihood, state, time, series.first, series.entries[0].id, made)


def state_of(
    deadline: Deadline | None, likelihood: Likelihood, resolutions: Iterable[Resolution], on: datetime.date
) -> State:
    """What a forecast has come to: by what people found, and where they found nothing yet, by its deadline."""
    outcomes = {each.outcome for each in resolutions}
    if {Outcome.YES, Outcome.NO} <= outcomes:
        return State.DISPUTED
    if Outcome.YES in outcomes or Outcome.NO in outcomes:
        return State.CAME_TRUE if (Outcome.YES in outcomes) is likelihood.expects else State.DID_NOT
    return State.CANNOT_BE_TOLD if outcomes else _by_deadline(deadline, on)


def _by_deadline(deadline: Deadline | None, on: datetime.date) -> State:
    if deadline is None or deadline.end is None:
        return State.OPEN
    end = datetime.date.fromisoformat(deadline.end)
    if end < on:
        return State.OVERDUE
    return State.DUE if end - on <= SOON else State.OPEN


def _ends(entry: Entry) -> str | None:
    deadline = entry.statement.deadline
    return deadline.end if deadline else None


def _order(forecast: Forecast) -> tuple[int, str, int, str]:
    day = forecast.entry.day or datetime.date.min
    return STATES.index(forecast.state), _ends(forecast.entry) or "9999", -day.toordinal(), forecast.entry.id
