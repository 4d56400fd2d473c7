"""When a statement was made.

A date belongs to the saying where it stands outside the content, next to the words that say who speaks: "told Radio 4
on Thursday", "On Monday, the minister refused". Where none does, the date of the holder's last words is carried on, or
that of an occasion told before; several may compete, and whether any holds is a matter of degree. So each is given
clues that a reader can check, and what these weigh was counted in annotated reports (`vocabulary/occasions.yml`); a
date that is not likely enough stays unknown. The day of publication is never taken for it but in live reports, since
reports often tell what was said before.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from sayso.reading.adjacent_dates import dates_beside
from sayso.reading.distant_dates import dates_elsewhere
from sayso.reading.draft import Draft, Finding, Reason
from sayso.reading.occasions import Occasion, Telling, Weights, weights
from sayso.reading.sayings import sayings_of
from sayso.reading.standing import Standing, aged
from sayso.report import Report
from sayso.statement import UNKNOWN

RULES = {
    "beside": "date beside the saying",
    "carried": "date carried on from the holder's last dated words",
    "shared": "date shared with the statement before",
    "told before": "date told in the sentences before",
    "counted": "day counted from one told before",
    "report day": "day of the report",
}


def said_on(report: Report, draft: Draft) -> Finding[str | None]:
    """The ISO date of one saying by itself, of day, month or year precision; None where it is not told."""
    return said_dates(report, [draft], [UNKNOWN])[0]


def said_dates(report: Report, drafts: Sequence[Draft], holders: Sequence[str]) -> list[Finding[str | None]]:
    """When each of a report's statements, in text order, was said; `holders` are the resolved ones, one a draft."""
    told = occasions_of(report, drafts, holders, weights())
    return [_chosen(occasions, weights()) for occasions in told]


def occasions_of(
    report: Report, drafts: Sequence[Draft], holders: Sequence[str], weights: Weights
) -> list[list[Occasion]]:
    """For each statement the dates on which it may have been said."""
    telling = Telling.of(report, sayings_of(report, drafts, holders))
    beside = [aged(report.published, dates_beside(telling, index)) for index in range(len(drafts))]
    anchors = [occasion if likely >= weights.own else None for occasion, likely in map(weights.likeliest, beside)]
    elsewhere = dates_elsewhere(telling, anchors, beside)
    standing = Standing.of(anchors)
    taken = [_taken_over(far, own) for far, own in zip(elsewhere, anchors, strict=True)]
    return [standing.placed([*near, *aged(report.published, far)]) for near, far in zip(beside, taken, strict=True)]


def _taken_over(elsewhere: Sequence[Occasion], own: Occasion | None) -> list[Occasion]:
    """A saying that has a date of its own takes over no other."""
    return [occasion for occasion in elsewhere if own is None or occasion.date == own.date]


def _chosen(occasions: Sequence[Occasion], weights: Weights) -> Finding[str | None]:
    words = tuple(dict.fromkeys(occasion.words for occasion in occasions))
    occasion, likely = weights.likeliest(occasions)
    if occasion is None or likely < weights.certainty:
        return Finding(None, Reason("no date that is likely enough", candidates=words, score=likely))
    rule = f"{RULES[occasion.origin]}: {occasion.rule}, {weights.strongest(occasion)}"
    return Finding(occasion.date, Reason(rule, occasion.words, words, likely))


def said_day(said: str | None, published: datetime.date | None = None) -> datetime.date | None:
    """The first day that a date of day, month or year precision may mean, or if it may mean it, the day published."""
    if said and published and published.isoformat().startswith(said):
        return published
    return datetime.date.fromisoformat(f"{said}-01-01"[:10]) if said else None
