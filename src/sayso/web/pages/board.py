"""The board: issue by party as of a day; each cell opens to its quotes, its chain and what is said beside it."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sayso.analysis.clashes import Meeting, clashes_and_overlaps
from sayso.analysis.positions import Position
from sayso.analysis.relations import Relation, relate
from sayso.ledger.ledger import Board
from sayso.ledger.viewing import Key
from sayso.web.asking import Asked, Kind, Parameter
from sayso.web.pages.parameters import ISSUES, KNOWN, ON, PARTIES, entry_row, today
from sayso.web.views import Desk, Page, Row, View

SHOWN = 4  # parties that the board shows where the dossier names none
FRESH = 14  # days within which a shift is fresh
SURE = 0.7  # how likely two statements must be on one matter for the board to say that they meet
EVERYBODY = "all"


@dataclass(frozen=True, slots=True)
class Square:
    """A cell of the board: the position, what it clashes and meets with, and the position that it shifted from."""

    party: str
    position: Position | None
    clashes: tuple[Meeting, ...] = ()
    overlaps: tuple[Meeting, ...] = ()
    before: Position | None = None

    def others(self, meetings: Iterable[Meeting]) -> tuple[str, ...]:
        """The other parties of some meetings, each once."""
        return tuple(dict.fromkeys(party for met in meetings for party in met.parties if party != self.party))


def show(desk: Desk, asked: Asked) -> View:
    """The board as of a day."""
    days, known, issues = desk.ledger.days(), asked.day("known"), asked.texts("issue")
    day = today(asked, days)
    everyone = desk.ledger.everyone()
    chosen = asked.texts("party") or _shown(desk, everyone, asked.text("show") == EVERYBODY)
    board = desk.ledger.board(day, parties=chosen, issues=issues, known=known)
    before = desk.ledger.board(day - datetime.timedelta(FRESH), parties=chosen, issues=issues, beside=False)
    squares = _squares(board, before)
    values = {
        "board": board,
        "rows": [(issue, [squares[party, issue] for party in board.parties]) for issue in board.issues],
        "left": [party for party in everyone if party not in board.parties],
        "days": days,
        "chosen": asked.texts("party"),
        "fresh": FRESH,
    }
    return View("Board", values, board.to_json, lambda: _rows(board))


def _shown(desk: Desk, everyone: tuple[str, ...], everybody: bool) -> tuple[str, ...]:
    return everyone if everybody else tuple(desk.dossier.parties) or everyone[:SHOWN]


def _squares(board: Board, before: Board) -> Mapping[Key, Square]:
    held = list(board.positions.values())
    clashes, overlaps = clashes_and_overlaps(held)
    sure = [each for each in overlaps if each.related.about >= SURE]
    clashing, meeting = _by_cell(clashes), _by_cell(sure)
    moved = _moved(board, before)
    return {
        (party, issue): Square(
            party,
            board.positions.get((party, issue)),
            tuple(clashing[party, issue]),
            tuple(meeting[party, issue]),
            moved.get((party, issue)),
        )
        for issue in board.issues
        for party in board.parties
    }


def _by_cell(meetings: list[Meeting]) -> defaultdict[Key, list[Meeting]]:
    found: defaultdict[Key, list[Meeting]] = defaultdict(list)
    for meeting in meetings:
        for party in meeting.parties:
            found[party, meeting.issue].append(meeting)
    return found


def _moved(board: Board, before: Board) -> dict[Key, Position]:
    """The earlier positions of those cells that say something else by now."""
    both = [key for key in board.positions if key in before.positions]
    pairs = [(board.positions[key].entry, before.positions[key].entry) for key in both]
    changed = [number for number, (now, then) in enumerate(pairs) if now.id != then.id]
    related = relate([pairs[number] for number in changed])
    return {
        both[number]: before.positions[both[number]]
        for number, each in zip(changed, related, strict=True)
        if each.relation is not Relation.SAME
    }


def _rows(board: Board) -> Iterator[Row]:
    for (party, issue), position in board.positions.items():
        beside = {"repeats": len(position.repeats), "dissents": len(position.dissents)}
        yield {"on": board.on, "issue": issue, "party": party, "origins": str(position.origins or ""), **beside} | {
            name: value for name, value in entry_row(position.entry).items() if name not in ("party", "issues")
        }


PAGE = Page(
    "board",
    "/",
    "What each party stands for on each issue as of a day, in its own words.",
    show,
    (
        ON,
        KNOWN,
        PARTIES,
        ISSUES,
        Parameter("show", "`all` shows every party that has a position.", Kind.TEXT, choices=(EVERYBODY,)),
    ),
    "Board",
)
