"""The pages, each a view of the ledger with an address of its own."""

from sayso.web.pages import (
    adding,
    board,
    feared,
    forecasts,
    map,
    meetings,
    origins,
    parties,
    report,
    review,
    search,
    settlement,
    sources,
    statement,
    trace,
)
from sayso.web.views import Page

PAGES: tuple[Page, ...] = (
    board.PAGE,
    trace.PARTIES,
    trace.PARTY_PAGE,
    meetings.CLASHES,
    meetings.OVERLAPS,
    review.PAGE,
    search.PAGE,
    map.PAGE,
    feared.PAGE,
    forecasts.PAGE,
    settlement.PAGE,
    origins.PAGE,
    parties.PAGE,
    sources.PAGE,
    adding.PAGE,
    adding.JOB,
    report.PAGE,
    statement.PAGE,
)
