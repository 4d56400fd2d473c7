"""The day of a statement: when its holder said it, as far as is known."""

from __future__ import annotations

import calendar
import datetime
from dataclasses import dataclass
from enum import StrEnum

from sayso.statement import Statement

RECALLED = datetime.timedelta(days=7)  # before the report, from which a saying is an older one that is told again


class Precision(StrEnum):
    """How exactly a day is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Day:
    """When something was said: None where neither saying nor report is dated; `reason` tells what it rests on."""

    day: datetime.date | None
    recalled: bool = False
    precision: Precision = Precision.NONE
    reason: str = ""


def day_of(statement: Statement, published: datetime.date | None) -> Day:
    """When a statement was said: the day told, else the day of publication.

    A month or a year stands for its last day, yet not for one after the report. A saying that is told to be later than
    the report is misread, so the day of publication counts.
    """
    told = last_day(statement.said) if statement.said else None
    if told is None:
        return Day(published, precision=Precision.DAY, reason="published then") if published else Day(None)
    precision = (Precision.YEAR, Precision.MONTH, Precision.DAY)[(statement.said or "").count("-")]
    if published is None:
        return Day(told, precision=precision, reason="said then")
    if first_day(statement.said or "") > published:
        return Day(published, precision=Precision.DAY, reason="said to be later than the report, so published then")
    day = min(told, published)
    return Day(day, published - day > RECALLED, precision, "said then")


def first_day(said: str) -> datetime.date:
    """The first day of an ISO date of day, month or year precision. Raises ValueError where it is none."""
    return datetime.date.fromisoformat(f"{said}-01-01"[:10])


def last_day(said: str) -> datetime.date:
    """The last day of an ISO date of day, month or year precision. Raises ValueError where it is none."""
    first = first_day(said)
    match said.count("-"):
        case 0:
            return first.replace(month=12, day=31)
        case 1:
            return first.replace(day=calendar.monthrange(first.year, first.month)[1])
        case _:
            return first
