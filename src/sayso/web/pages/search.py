"""Search: full text over statements and reports, narrowed by what statements are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sayso.ledger.entry import Entry
from sayso.statement import Act
from sayso.web.asking import Asked, Parameter
from sayso.web.pages.parameters import (
    ACT,
    HOLDER,
    ISSUE,
    LIMIT,
    OFFSET,
    PARTY,
    PLACE,
    SINCE,
    UNTIL,
    entry_rows,
    limit,
)
from sayso.web.views import Desk, Page, View

SHOWN = 25
COUNTED = 300  # newest statements found that the facets count
NARROWING = (PARTY, HOLDER, ISSUE, ACT, PLACE, SINCE, UNTIL)
FACETS = 8  # values of a facet that are shown


def show(desk: Desk, asked: Asked) -> View:
    """The statements, and the reports, that hold all words."""
    words, most, offset = asked.text("words") or "", limit(asked, SHOWN), asked.number("offset", 0)
    given = {parameter.name: asked.values.get(parameter.name) for parameter in NARROWING}
    wanted = desk.ledger.wanted(**given | {"act": given["act"] and Act(given["act"])})
    counted = desk.ledger.search(words, wanted, COUNTED + offset)[offset:]
    found = counted[:most]
    narrowed = any(given.values()) or not words
    hits = [] if narrowed or offset else desk.ledger.search_reports(words, wanted, most)
    values = {
        "words": words,
        "given": given,
        "found": found,
        "hits": hits,
        "facets": facets(desk, counted),
        "more": offset + most if len(counted) > most else None,
        "back": max(0, offset - most) if offset else None,
        "counted": COUNTED,
    }
    return View(
        f"Search: {words}" if words else "Search",
        values,
        lambda: {"statements": [each.to_json() for each in found], "reports": [each.to_json() for each in hits]},
        lambda: entry_rows(found),
    )


def facets(desk: Desk, entries: Sequence[Entry]) -> dict[str, list[tuple[str, int]]]:
    """What the entries found are of, most first: parties, people and bodies, issues, acts and places."""
    sides, holders = desk.ledger.sides(), desk.ledger.holders()
    found = {
        "party": Counter(sides.party(each.statement.party) for each in entries if each.statement.party),
        "holder": Counter(holders.name(each.statement.holder) for each in entries if not each.statement.anonymous),
        "issue": Counter(issue for each in entries for issue in each.statement.issues),
        "act": Counter(str(each.statement.act) for each in entries),
        "place": Counter(place for each in entries for place in each.statement.places),
    }
    return {name: counts.most_common(FACETS) for name, counts in found.items()}


PAGE = Page(
    "search",
    "/search",
    "Statements and reports that hold all words, newest first.",
    show,
    (
        Parameter("words", 'Words that must be there, in any of their forms; "in quotation marks" side by side.'),
        *NARROWING,
        LIMIT,
        OFFSET,
    ),
    "Search",
)
