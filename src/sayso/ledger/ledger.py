"""The ledger: what was read, what people decided, and what follows from both on any day."""

from __future__ import annotations

import datetime
import functools
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, Any

from sqlalchemy import Engine, select

from sayso.agenda import OTHER
from sayso.analysis.agreement import Judged
from sayso.analysis.clashes import Meeting, clashes, overlaps
from sayso.analysis.origins import Origins
from sayso.analysis.positions import Cell, Position, positions
from sayso.analysis.shifts import Step, steps
from sayso.dossier import Dossier, Names
from sayso.ledger import deciding, engine, exporting, holding, rereading, searching, tables, tracing, viewing, writing
from sayso.ledger.card import Card, card
from sayso.ledger.dialects import put
from sayso.ledger.entry import Entry
from sayso.ledger.holders import Holders, holders_of
from sayso.ledger.holding import Held
from sayso.ledger.judgement import Judgement, Verdict
from sayso.ledger.naming import Kind, Naming, namings
from sayso.ledger.rereading import Conflict
from sayso.ledger.searching import Hit
from sayso.ledger.sides import Party, Sides, parties_of, sides_of
from sayso.ledger.viewing import AsOf, Key, Wanted
from sayso.ledger.writing import Added
from sayso.report import Report
from sayso.statement import Reading

if TYPE_CHECKING:
    from sayso.analysis.stakes import Stakes

NOTHING: Mapping[str | None, Any] = {None: None}  # what a judgement without a field says


@dataclass(frozen=True, slots=True)
class Board:
    """The positions of all parties on all issues as of a day; a pair without a position is silent, not in agreement.

    Parties and issues are in the order to show them: the user's own first, then those with most positions.
    """

    on: datetime.date
    parties: tuple[str, ...]
    issues: tuple[str, ...]
    positions: Mapping[Key, Position]

    def to_json(self) -> dict[str, Any]:
        """The board, ready for `json.dumps`; the positions issue by issue."""
        found = [self.positions.get((party, issue)) for issue in self.issues for party in self.parties]
        return {
            "on": self.on.isoformat(),
            "parties": list(self.parties),
            "issues": list(self.issues),
            "positions": [position.to_json(self.on) for position in found if position],
        }


class Ledger:
    """A ledger that is open. Every method sees what any process wrote before it was called."""

    def __init__(self, database: Engine, parties: Names, aliases: Names, countries: tuple[str, ...] = ()) -> None:
        """Put the parts together; `open` and `of` do so from an address or a dossier."""
        self.engine = database
        self.countries = countries
        self._parties = parties
        self._aliases = aliases

    @classmethod
    def open(
        cls,
        address: str,
        parties: Names | None = None,
        aliases: Names | None = None,
        countries: tuple[str, ...] = (),
    ) -> Ledger:
        """The ledger at an address, such as `sqlite:///ledger.sqlite`, made where there is none. Raises LedgerError."""
        return cls(engine.open_engine(address), parties or {}, aliases or {}, countries)

    @classmethod
    def of(cls, dossier: Dossier) -> Ledger:
        """The ledger of a dossier. Raises LedgerError where it cannot be opened."""
        return cls.open(dossier.ledger, dossier.parties, dossier.aliases, dossier.countries)

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()

    def held_as(self, report: Report) -> str | None:
        """The id of the report in the ledger with the publisher, day, title and text of one; None where it has none."""
        return writing.held_as(self.engine, report)

    def add(self, readings: Iterable[Reading], model: str = "") -> Iterator[Added]:
        """Add readings as they are asked for, each in a transaction of its own, and say what came of each.

        `model` names what read them, so that a newer one can read them again.
        """
        return (writing.add(self.engine, reading, model) for reading in readings)

    def recall(self, name: str) -> dict[str, Any]:
        """What was remembered under a name; nothing where nothing was."""
        with self.engine.connect() as connection:
            query = select(tables.memory.c.value).where(tables.memory.c.name == name)
            return dict(connection.execute(query).scalar_one_or_none() or {})

    def remember(self, name: str, value: Mapping[str, Any]) -> None:
        """Remember something under a name, in place of what was."""
        with engine.writing(self.engine) as connection:
            put(connection, tables.memory, {"name": name, "value": dict(value)})

    def outdated(self, model: str, everything: bool = False) -> Iterator[Report]:
        """The reports that another model read, or all, in the order in which they were added."""
        return rereading.outdated(self.engine, model, everything)

    def reread(self, reading: Reading, model: str) -> list[Conflict]:
        """Put a new reading in the place of a report's old one; what people judged stays, and conflicts are given."""
        return rereading.reread(self.engine, reading, model)

    def accept(self, statement: str, *, reviewer: str) -> list[Judgement]:
        """Say that a statement, named by its id or the beginning of it, is right. Raises LedgerError."""
        return self._judge(statement, Verdict.ACCEPT, reviewer)

    def reject(self, statement: str, *, reviewer: str) -> list[Judgement]:
        """Say that a statement is none. Raises LedgerError."""
        return self._judge(statement, Verdict.REJECT, reviewer)

    def merge(self, statement: str, *, into: str, reviewer: str) -> list[Judgement]:
        """Say that a statement tells the same as another one, which remains. Raises LedgerError."""
        return self._judge(statement, Verdict.MERGE, reviewer, {None: into})

    def correct(self, statement: str, values: Mapping[str, Any], *, reviewer: str) -> list[Judgement]:
        """Give fields of a statement other values, as JSON; all or none. Raises LedgerError where one does not fit."""
        return self._judge(statement, Verdict.CORRECT, reviewer, dict[str | None, Any](values.items()))

    def add_statement(self, report: str, fields: Mapping[str, Any], *, reviewer: str) -> Judgement:
        """Add a statement that the model missed to the report of an id: `content`, `source` and `cue` as spans, and the
        other fields as JSON. Raises LedgerError where they do not fit, or the ledger has that statement.
        """
        with engine.writing(self.engine) as connection:
            return deciding.added(connection, report, fields, reviewer)

    def split(self, statement: str, at: Sequence[int], *, reviewer: str) -> list[Judgement]:
        """Make several statements of one, whose content is cut at offsets of the report's text. Raises LedgerError."""
        with engine.writing(self.engine) as connection:
            return deciding.split(connection, statement, at, reviewer)

    def _judge(
        self,
        statement: str,
        verdict: Verdict,
        reviewer: str,
        values: Mapping[str | None, Any] = NOTHING,
    ) -> list[Judgement]:
        with engine.writing(self.engine) as connection:
            return [deciding.judged(connection, statement, verdict, reviewer, *each) for each in values.items()]

    def undo(self, reviewer: str, statement: str | None = None) -> Judgement | Naming:
        """Take back the last decision of a reviewer, or the last one on a statement. Raises LedgerError."""
        with engine.writing(self.engine) as connection:
            return deciding.undo(connection, reviewer, statement)

    def name(self, kind: Kind | str, name: str, value: str, *, reviewer: str) -> Naming:
        """Decide what a name stands for; see `Kind`."""
        kind = Kind(kind)
        name = self.sides().party(name) if kind is Kind.PARTY else name
        with engine.writing(self.engine) as connection:
            return deciding.named(connection, kind, name, value, reviewer)

    def parties(self) -> list[Party]:
        """The parties with their names as read and how much they say, those who say most first."""
        sides = self.sides()
        with self.engine.connect() as connection:
            counts = viewing.party_counts(connection)
        return parties_of(sides, counts)

    def everyone(self) -> tuple[str, ...]:
        """The parties that say anything on an issue of the agenda, those that do so on most issues first."""
        sides = self.sides()
        with self.engine.connect() as connection:
            names = viewing.cell_names(connection)
        issues = {(sides.party(name), issue) for name, issue in names if name and issue != OTHER}
        counts = Counter(party for party, _ in sorted(issues))
        return tuple(party for party, _ in counts.most_common())

    def wanted(self, *, party: str | None = None, holder: str | None = None, **asked: Any) -> Wanted:
        """What to ask entries for, with a party and a holder by any of their names; else as in `Wanted`."""
        sides = self.sides()
        names = sides.spellings.get(sides.party(party), (party,)) if party else ()
        return Wanted(parties=names, holders=self.holders().names_of(holder) if holder else (), **asked)

    def holders(self) -> Holders:
        """The people and bodies, each with the names that it was read under."""
        with self.engine.connect() as connection:
            return holders_of(viewing.holders_seen(connection), self._aliases, namings(connection))

    def search(self, words: str, wanted: Wanted | None = None, limit: int = 20, offset: int = 0) -> list[Entry]:
        """The statements wanted that hold all the words, newest first; without words, all that are wanted."""
        wanted = wanted or Wanted()
        with self.engine.connect() as connection:
            if not words.strip():
                return list(viewing.find(connection, wanted, limit, offset))
            return searching.search(connection, words, wanted, limit, offset)

    def search_reports(self, words: str, wanted: Wanted | None = None, limit: int = 20) -> list[Hit]:
        """The reports that hold all the words, newest first; of what is wanted, the days count."""
        with self.engine.connect() as connection:
            return searching.search_reports(connection, words, wanted or Wanted(), limit)

    def card(self, beginning: str) -> Card:
        """All that is known of the statement whose id begins so. Raises LedgerError."""
        holders = self.holders()
        with self.engine.connect() as connection:
            return card(connection, beginning, holders)

    def corrections(self) -> Iterator[dict[str, Any]]:
        """The reports on which people decided, as annotated reports in the format of training."""
        with self.engine.connect() as connection:
            yield from exporting.corrections(connection)

    def sides(self) -> Sides:
        """The parties, each with the names that it was read under."""
        with self.engine.connect() as connection:
            read = {party for party, _ in viewing.cell_names(connection)}
            return sides_of(read, self._parties, namings(connection))

    def report(self, name: str) -> Report:
        """The report of an id. Raises LedgerError where there is none."""
        with self.engine.connect() as connection:
            return holding.report(connection, name)

    def reports(self, limit: int, offset: int = 0) -> list[Held]:
        """The reports that the ledger holds, without their texts, those added last first."""
        with self.engine.connect() as connection:
            return holding.held(connection, limit, offset)

    def count_of_reports(self) -> int:
        """How many reports the ledger holds."""
        with self.engine.connect() as connection:
            return holding.count_of_reports(connection)

    def stakes(self, on: datetime.date | None = None, **asked: Any) -> Stakes:
        """The places that the entries wanted name, with who wants what of them, by a day (today)."""
        from sayso.ledger.staking import stakes  # here, as its geometry takes a moment to load and few ask for it

        return stakes(self, on, **asked)

    def days(self) -> tuple[datetime.date, datetime.date] | None:
        """The first and the last day on which anything was said; None where no day is known."""
        with self.engine.connect() as connection:
            return holding.days(connection)

    def decisions(self, limit: int) -> list[Judgement]:
        """The last judgements that anybody made, newest first, those taken back among them."""
        with self.engine.connect() as connection:
            return deciding.newest_judgements(connection, limit)

    def namings(self) -> list[Naming]:
        """The decisions on names that are in force, in the order in which they were made."""
        with self.engine.connect() as connection:
            return namings(connection)

    def judged(self) -> list[Judged]:
        """The statements that people judged, as they were read, each with all judgements."""
        with self.engine.connect() as connection:
            return deciding.judged_statements(connection)

    def entry(self, beginning: str) -> Entry:
        """The entry whose id begins so. Raises LedgerError where there is none, or more than one."""
        with self.engine.connect() as connection:
            found = viewing.current_id(connection, beginning)
            return viewing.with_ids(connection, [found])[found]

    def entries(self, wanted: Wanted | None = None, limit: int | None = None, offset: int = 0) -> Iterator[Entry]:
        """The entries wanted, or all, newest first, fetched as they are asked for."""
        with self.engine.connect() as connection:
            yield from viewing.find(connection, wanted or Wanted(), limit, offset)

    def board(
        self,
        on: datetime.date | None = None,
        *,
        parties: Collection[str] = (),
        issues: Collection[str] = (),
        known: datetime.date | None = None,
        beside: bool = True,
    ) -> Board:
        """The positions as of a day (today), of all parties on all issues but `other`, or of those named.

        With `known`, as they could be known then: only from what had been reported by that day. Without `beside`, what
        else the parties said at that time and the origins are left out, which is quicker.
        """
        asked = AsOf(on or datetime.date.today(), known)
        sides = self.sides()
        wanted = {sides.party(party) for party in parties}
        held = positions(self._cells(sides, wanted, issues, asked, beside))
        if beside:
            holders = self.holders()
            with self.engine.connect() as connection:
                held = tracing.with_origins(connection, held, holders)
        return Board(
            asked.on,
            _ordered([each.party for each in held], sides.order),
            _ordered([each.issue for each in held], tuple(issues)),
            {(each.party, each.issue): each for each in held},
        )

    def _cells(
        self, sides: Sides, parties: Collection[str], issues: Collection[str], asked: AsOf, beside: bool
    ) -> list[Cell]:
        names: dict[Key, list[str]] = {}
        with self.engine.connect() as connection:
            for name, issue in viewing.cell_names(connection):
                party = sides.party(name)
                if name and (not parties or party in parties) and (issue in issues if issues else issue != OTHER):
                    names.setdefault((party, issue), []).append(name)
            return viewing.cells(connection, names, asked, beside)

    def trace(self, party: str, issue: str | None = None, limit: int = 200) -> dict[str, list[Step]]:
        """A party's history on an issue, or on each: the newest `limit` entries that take a position, oldest first."""
        sides = self.sides()
        spellings = sides.spellings.get(sides.party(party), ())
        with self.engine.connect() as connection:
            names = viewing.cell_names(connection)
            wanted = sorted({each for name, each in names if name in spellings and issue in (None, each)})
            found = {each: viewing.history(connection, spellings, each, limit) for each in wanted}
        speakers = self.holders().named
        return {each: steps(entries, speakers) for each, entries in found.items() if entries}

    def said(self, party: str, issues: Collection[str], on: datetime.date, limit: int) -> list[Entry]:
        """The newest entries, of each issue, by which a party has taken a position by a day; each once."""
        spellings = self.sides().spellings.get(party, ())
        with self.engine.connect() as connection:
            found = [
                entry for issue in sorted(issues) for entry in viewing.history(connection, spellings, issue, limit, on)
            ]
        return list({entry.id: entry for entry in found}.values())

    def clashes(self, on: datetime.date | None = None, *, unsure: bool = False, **asked: Any) -> list[Meeting]:
        """The pairs of positions as of a day that exclude each other, the surest first; of what `board` takes.

        With `unsure`, also those that are not `sure`, which are to be looked at.
        """
        return self._meetings(functools.partial(clashes, unsure=unsure), on, **asked)

    def overlaps(self, on: datetime.date | None = None, **asked: Any) -> list[Meeting]:
        """The pairs of positions as of a day that meet, the surest first; of what `board` takes."""
        return self._meetings(overlaps, on, **asked)

    def origins_of(self, beginning: str) -> Origins:
        """The origins of the statement whose id begins so, from all that tell the same. Raises LedgerError."""
        holders = self.holders()
        with self.engine.connect() as connection:
            return tracing.origins_of(connection, viewing.current_id(connection, beginning), holders)

    def origins_among(self, entries: Sequence[Entry]) -> Origins:
        """The origins of entries that tell the same, such as those of a card."""
        holders = self.holders()
        with self.engine.connect() as connection:
            return tracing.traced(connection, [entries], holders)[0]

    def origins_on(self, wanted: Wanted) -> Origins:
        """The origins of the newest of the entries wanted, such as those on an issue."""
        holders = self.holders()
        with self.engine.connect() as connection:
            return tracing.origins_on(connection, wanted, holders)

    def _meetings(
        self,
        find: Callable[[Sequence[Position]], list[Meeting]],
        on: datetime.date | None,
        parties: Collection[str] = (),
        issues: Collection[str] = (),
        known: datetime.date | None = None,
    ) -> list[Meeting]:
        """With one party named, its meetings with every other one; with more, those among them."""
        sides = self.sides()
        wanted = {sides.party(party) for party in parties}
        held = self.board(on, parties=parties if len(wanted) > 1 else (), issues=issues, known=known).positions
        met = find(list(held.values()))
        return [meeting for meeting in met if wanted <= set(meeting.parties) or len(wanted) > 1]


def _ordered(values: Iterable[str], first: tuple[str, ...]) -> tuple[str, ...]:
    """The different values: those named first, then the more frequent ones."""
    counts: dict[str, int] = {}
    for value in values:
        counts[value] = counts.get(value, 0) + 1
    rest = sorted(counts.keys() - set(first), key=lambda value: (-counts[value], value))
    return (*(value for value in first if value in counts), *rest)
