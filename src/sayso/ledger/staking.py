"""Places at stake in a ledger: its place names on the globe, with who says what of them."""

from __future__ import annotations

import datetime
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sayso.analysis.stakes import Named, Stakes, stakes_of
from sayso.errors import LedgerError
from sayso.ledger.entry import Entry
from sayso.ledger.layering import layers_of
from sayso.ledger.records import parties_of
from sayso.ledger.viewing import Placing, in_reports, newest_parties
from sayso.ledger.writing import reports_of
from sayso.places.atlas import Kind, load_atlas
from sayso.places.extent import settled
from sayso.places.regions import all_called, is_called
from sayso.places.resolver import Location, locate
from sayso.report import Report, Span

if TYPE_CHECKING:
    from sayso.ledger.ledger import Ledger

NEWEST = 1000  # statements that are looked at; who wants those before asks for a party, an issue or a day
SETTLED = 2.5  # how much a country of the settings counts, see locate(); chosen, not measured
BY_SIDE = 1.0  # how much one counts that is a side, which may fight over places of another one
RECENT = 10_000  # newest statements, among which sides are counted
SIDE = 0.1  # of these that a country must make so that it counts as a side where the settings name none
CODE = re.compile(r"[A-Z]{2}")


def stakes(ledger: Ledger, on: datetime.date | None = None, place: str | None = None, **asked: Any) -> Stakes:
    """The places that the entries wanted name, by a day (today), all or one; `asked` is what `Ledger.wanted` takes.

    The NEWEST statements that are asked for are looked at, all of those that may name `place`. Names are settled with
    all of their report's, whatever is asked for, so that a name means the same in every view.
    """
    on = on or datetime.date.today()
    asked_for = replace(ledger.wanted(until=on, **asked), placed=True)
    wanted = {entry.id: entry for entry in ledger.entries(asked_for, None if place else NEWEST)}
    if place:
        wanted = {key: entry for key, entry in wanted.items() if _may_name(entry, place)}
    named = list(_named(ledger, wanted))
    if place:
        named = [each for each in named if _is_asked(each, place)]
    sides, holders = ledger.sides(), ledger.holders()
    parties = {key: _parties(entry, sides.party) for key, entry in wanted.items()}
    if asked.get("party"):
        only = sides.party(asked["party"])
        parties = {key: [party for party in those if party == only] for key, those in parties.items()}
    names = {key: holders.name(entry.statement.holder) for key, entry in wanted.items()}
    return stakes_of(named, parties, names, layers_of(ledger), on)


def countries_of(ledger: Ledger) -> dict[str, float]:
    """The ISO codes of the countries that places likely lie in: as the settings say, else those that are sides."""
    if ledger.countries:
        return {_code(country): SETTLED for country in ledger.countries}
    return {code: BY_SIDE for party in _sides(ledger) for code in _codes(party)}


def _sides(ledger: Ledger) -> Sequence[str]:
    """The parties of the settings, else those with a tenth of the RECENT statements of a party."""
    sides = ledger.sides()
    if sides.order:
        return sides.order
    with ledger.engine.connect() as connection:
        said = Counter(sides.party(name) for name in newest_parties(connection, RECENT))
    return [party for party, count in said.items() if count >= SIDE * said.total()]


def _code(country: str) -> str:
    codes = {country} if CODE.fullmatch(country) else _codes(country)
    if len(codes) != 1:
        raise LedgerError(f"countries: {country!r} is no country (write its English name or its ISO code)")
    return next(iter(codes))


def _codes(name: str) -> set[str]:
    return {place.country for place in load_atlas().find(name) if place.kind is Kind.COUNTRY}


def _named(ledger: Ledger, wanted: Mapping[str, Entry]) -> Iterator[Named]:
    """The place names of the entries wanted, by their ids, with what they mean."""
    countries, reports = countries_of(ledger), sorted({entry.report.id for entry in wanted.values()})
    with ledger.engine.connect() as connection:
        together: dict[int, list[Placing]] = defaultdict(list)
        for each in in_reports(connection, reports):
            together[each.report].append(each)
        texts = reports_of(connection, together)
    for report, those in together.items():
        for each, location in _settled(texts[report], those, countries):
            if each.statement in wanted:
                yield _meant(wanted[each.statement], location)


def _settled(
    report: Report, placings: Iterable[Placing], countries: Mapping[str, float]
) -> Iterator[tuple[Placing, Location]]:
    """What each name in the statements of a report means, all of them together."""
    text, written = _written(report.text, placings)
    found = locate(Report(report.id, text), [span for _, span in written], countries)
    return zip((placing for placing, _ in written), found, strict=True)


def _meant(entry: Entry, location: Location) -> Named:
    place = location.place and settled(location.place, location.candidates)
    return Named(entry, location.words, place, location.candidates, location.reason.rule)


def _written(text: str, placings: Iterable[Placing]) -> tuple[str, list[tuple[Placing, Span]]]:
    """The names of statements where they stand; one that a correction brought stands after the end of the text."""
    whole, written = text, []
    for placing in placings:
        for words in placing.places:
            span = _span(text, words, placing.evidence)
            if span is None:
                whole += f"\n\n{words}"
                span = (len(whole) - len(words), len(whole))
            written.append((placing, span))
    return whole, written


def _span(text: str, words: str, evidence: Span) -> Span | None:
    """Where a name stands: in the statement's evidence, else anywhere."""
    name = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")
    match = name.search(text, *evidence) or name.search(text)
    return match and match.span()


def _parties(entry: Entry, party: Any) -> list[str]:
    return list(dict.fromkeys(party(name) for name in parties_of(entry.statement) if name))


def _may_name(entry: Entry, name: str) -> bool:
    """Whether an entry has a name that may mean the place asked for, whatever else is in its report."""
    asked = {name.casefold(), *map(str.casefold, all_called(name))}
    names = (called for words in entry.statement.places for called in (words, *all_called(words)))
    return not asked.isdisjoint(map(str.casefold, names))


def _is_asked(named: Named, name: str) -> bool:
    if named.words.casefold() == name.casefold() and named.place is None:
        return True
    return named.place is not None and is_called(named.place, name)
