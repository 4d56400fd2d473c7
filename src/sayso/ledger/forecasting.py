"""Forecasts and warnings of a ledger, and how forecasts fared."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, select

from sayso.analysis.consequences import Consequence, consequence_of
from sayso.analysis.forecasts import Forecast, forecasts_of
from sayso.analysis.likelihoods import Likelihood, likelihood_of
from sayso.analysis.repeats import Series, series_of
from sayso.analysis.scores import Score, scores_of
from sayso.analysis.warnings import (
    ANSWERED,
    ANSWERS,
    WARNINGS,
    Contradiction,
    WarningGiven,
    contradictions,
    in_order,
    shown_by,
)
from sayso.ledger import tables
from sayso.ledger.dialects import in_chunks
from sayso.ledger.engine import writing
from sayso.ledger.entry import Entry
from sayso.ledger.records import parties_of
from sayso.ledger.resolution import Outcome, Resolution, resolutions_of
from sayso.ledger.resolution import resolve as append_resolution
from sayso.ledger.resolution import undo_resolution as append_undo
from sayso.ledger.sides import Sides
from sayso.ledger.viewing import PAGE, Wanted, find
from sayso.report import Report
from sayso.statement import UNKNOWN, Act

if TYPE_CHECKING:
    from sayso.ledger.ledger import Ledger

NEWEST = 500  # statements of an act that are looked at; who wants those before asks for a party, an issue or a day
LOOKED_AT = 60  # newest statements on an issue that are looked at for what contradicts a warning


class By(StrEnum):
    """Whose forecasts are scored together: a speaker's, a party's, or those that an outlet reported."""

    SPEAKER = "speaker"
    PARTY = "party"
    OUTLET = "outlet"


@dataclass(frozen=True, slots=True)
class Told:
    """Where a statement was told: the report with its text, and what its holder is called there."""

    report: Report
    office: str


def forecasts(ledger: Ledger, on: datetime.date | None = None, **asked: Any) -> list[Forecast]:
    """The forecasts said by a day (today) as they stand then, what is overdue and due first.

    `asked` is what `Ledger.wanted` takes. The NEWEST statements that it leaves are looked at, and how many times
    something was said is counted among them.
    """
    on = on or datetime.date.today()
    entries = _said(ledger, (Act.PREDICT,), on, asked)
    with ledger.engine.connect() as connection:
        told = told_in(connection, entries)
        resolved = resolutions_of(connection, [entry.id for entry in entries])
    likelihoods = {entry.id: _likelihood(entry, told[entry.id]) for entry in entries}
    return forecasts_of(series_of(entries, speakers(ledger, entries)), likelihoods, resolved, on)


def _said(ledger: Ledger, acts: Collection[Act], on: datetime.date, asked: Mapping[str, Any]) -> list[Entry]:
    wanted = ledger.wanted(**{"until": on, **asked})
    found = [entry for act in acts for entry in ledger.entries(replace(wanted, act=act), NEWEST)]
    return [entry for entry in found if entry.day is None or entry.day <= on]


def _likelihood(entry: Entry, told: Told) -> Likelihood:
    statement = entry.statement
    cue = " ".join(told.report.cut(span) for span in statement.cue)
    return likelihood_of(entry.quote, cue, statement.condition)


def warnings(ledger: Ledger, on: datetime.date | None = None, **asked: Any) -> list[WarningGiven]:
    """The warnings and threats said by a day (today), the last ones first, without what contradicts them.

    The NEWEST statements of either kind that the question leaves are looked at.
    """
    return as_warnings(ledger, warned(ledger, on, **asked))


def warned(ledger: Ledger, on: datetime.date | None = None, **asked: Any) -> list[Series]:
    """What was warned of or threatened, each with all that repeats it, in the order of `warnings`."""
    entries = _said(ledger, WARNINGS, on or datetime.date.today(), asked)
    names = speakers(ledger, entries)
    return in_order([made for act in WARNINGS for made in series_of(_of(entries, act), names)])


def as_warnings(ledger: Ledger, given: Sequence[Series]) -> list[WarningGiven]:
    """Warnings read from the statements that make them: if what, then what."""
    entries = [entry for each in given for entry in each.entries]
    with ledger.engine.connect() as connection:
        told = told_in(connection, entries)
    consequences = {entry.id: consequence_of(told[entry.id].report, entry.statement) for entry in entries}
    return [_warning(each, consequences, told) for each in given]


def _of(entries: Iterable[Entry], act: Act) -> Iterator[Entry]:
    return (entry for entry in entries if entry.statement.act is act)


def _warning(series: Series, consequences: Mapping[str, Consequence], told: Mapping[str, Told]) -> WarningGiven:
    entry = shown_by(series, consequences)
    offices = (told[each.id].office for each in (entry, *series.entries))
    return WarningGiven(entry, series, consequences[entry.id], next(filter(None, offices), ""))


def contradicted(ledger: Ledger, given: Iterable[WarningGiven]) -> list[WarningGiven]:
    """The warnings with what others say to the contrary; ask it of those to be shown, as comparing takes a while."""
    with ledger.engine.connect() as connection:
        return [replace(each, contradictions=_answers(connection, each.entry)) for each in given]


def _answers(connection: Connection, entry: Entry) -> tuple[Contradiction, ...]:
    since, until = (entry.day - ANSWERED, entry.day + ANSWERED) if entry.day else (None, None)
    wanted = (
        Wanted(issue=issue, act=act, since=since, until=until) for issue in entry.statement.issues for act in ANSWERS
    )
    found = {each.id: each for asked in wanted for each in find(connection, asked, LOOKED_AT)}
    return contradictions(entry, found.values())


def scores(ledger: Ledger, by: By | str = By.SPEAKER, on: datetime.date | None = None, **asked: Any) -> list[Score]:
    """How the forecasts fared that were resolved by a day (today), for each speaker, party or outlet."""
    return fared(ledger, forecasts(ledger, on, **asked), by)


def fared(ledger: Ledger, found: Sequence[Forecast], by: By | str) -> list[Score]:
    """How some forecasts fared, for each speaker, party or outlet."""
    sides, names = ledger.sides(), speakers(ledger, [each.entry for each in found])
    groups = {
        By.SPEAKER: lambda each: _speaker(each, names),
        By.PARTY: lambda each: _parties(each, sides),
        By.OUTLET: _outlets,
    }
    return scores_of(found, groups[By(by)])


def _speaker(forecast: Forecast, names: Mapping[str, str]) -> Iterator[str]:
    holder = forecast.entry.statement.holder
    if holder != UNKNOWN:
        yield names[holder]


def _parties(forecast: Forecast, sides: Sides) -> Iterator[str]:
    return (sides.party(party) for party in parties_of(forecast.entry.statement) if party)


def _outlets(forecast: Forecast) -> Iterator[str]:
    return (entry.report.publisher for entry in forecast.tellings if entry.report.publisher)


def speakers(ledger: Ledger, entries: Iterable[Entry]) -> dict[str, str]:
    """What each holder of some entries is called in the end."""
    holders = ledger.holders()
    return {entry.statement.holder: holders.name(entry.statement.holder) for entry in entries}


def told_in(connection: Connection, entries: Sequence[Entry]) -> dict[str, Told]:
    """Where each of some entries was told, by their ids."""
    statements, reports = tables.statements.c, tables.reports
    joined = tables.statements.join(reports, reports.c.key == statements.report)
    columns = (statements.id.label("statement"), statements.office, reports.c.text)
    texts: dict[str, Any] = {}
    for chunk in in_chunks([entry.id for entry in entries], PAGE):
        query = select(*columns).select_from(joined).where(statements.id.in_(chunk))
        texts |= {row.statement: row for row in connection.execute(query)}
    return {
        entry.id: Told(Report(entry.report.id, texts[entry.id].text), texts[entry.id].office or "") for entry in entries
    }


def resolve(
    ledger: Ledger,
    forecast: str,
    outcome: Outcome | str,
    *,
    criterion: str,
    source: str,
    reviewer: str,
    day: datetime.date | None = None,
) -> Resolution:
    """Say what became of the forecast whose id begins so, since a day (today). Raises LedgerError."""
    with writing(ledger.engine) as connection:
        return append_resolution(
            connection,
            forecast,
            Outcome(outcome),
            criterion=criterion,
            source=source,
            reviewer=reviewer,
            day=day or datetime.date.today(),
        )


def undo_resolution(ledger: Ledger, forecast: str, *, reviewer: str) -> Resolution:
    """Take back the last resolution of a forecast; gives it. Raises LedgerError where there is none."""
    with writing(ledger.engine) as connection:
        return append_undo(connection, forecast, reviewer)
