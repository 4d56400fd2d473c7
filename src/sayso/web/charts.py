"""Charts as geometry: where marks stand, in units of a drawing of the width and height given; templates draw them."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sayso.analysis.forecasts import Forecast
from sayso.analysis.origins import Edge
from sayso.analysis.scores import Score
from sayso.analysis.shifts import Step
from sayso.ledger.entry import Entry, Rank
from sayso.wording.entries import RANKS, dated, manner, speaker
from sayso.wording.statements import one_line, shortened

WIDTH = 960
LEFT = 110  # for the names of the rows
RIGHT = 24
ROW = 34
TICKS = 8  # days that are written below a chart
SQUARE = 260  # of a calibration plot
NODE = (190, 44)  # width and height that a name takes in a graph
GAP = 90  # between the columns of a graph
CLOSE = 9  # marks of one row that would lie nearer are moved apart, up and down


@dataclass(frozen=True, slots=True)
class Dot:
    """A mark for an entry; `kind` and `stand` choose its look, `label` is read out, `link` where it leads."""

    x: float
    y: float
    entry: Entry
    label: str
    kind: str = ""
    length: float = 0.0  # of the bar that begins at the dot


@dataclass(frozen=True, slots=True)
class Line:
    """A line of time with rows: `ticks` are days and where they stand, `rows` names and where they stand."""

    width: float
    height: float
    ticks: tuple[tuple[float, str], ...]
    rows: tuple[tuple[float, str], ...]
    dots: tuple[Dot, ...]
    undated: int = 0
    now: float | None = None


@dataclass(frozen=True, slots=True)
class _Scale:
    """Days along the width."""

    first: datetime.date
    last: datetime.date

    @classmethod
    def of(cls, days: Iterable[datetime.date]) -> _Scale:
        days = sorted(days)
        margin = datetime.timedelta(max(1, (days[-1] - days[0]).days // 20))
        return cls(days[0] - margin, days[-1] + margin)

    def x(self, day: datetime.date) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * (day - self.first).days / (self.last - self.first).days

    def ticks(self) -> tuple[tuple[float, str], ...]:
        step = max(1, -(-(self.last - self.first).days // TICKS))
        days = [self.first + datetime.timedelta(n) for n in range(step, (self.last - self.first).days, step)]
        return tuple((self.x(day), day.isoformat()) for day in days)


def timeline(steps: Sequence[Step]) -> Line | None:
    """The statements of a history by day, a row for each rank, those that moved marked; None where no day is known."""
    known = [step for step in steps if step.entry.day]
    if not known:
        return None
    ranks = sorted({step.entry.rank for step in known}, reverse=True)
    rows = {rank: ROW * (number + 0.75) for number, rank in enumerate(ranks)}
    scale = _Scale.of(step.entry.day for step in known if step.entry.day)
    dots = [
        Dot(scale.x(step.entry.day), rows[step.entry.rank], step.entry, _label(step.entry), _kind(step))
        for step in known
        if step.entry.day
    ]
    names = tuple((y, _rank(rank)) for rank, y in rows.items())
    return Line(WIDTH, ROW * len(ranks) + 30, scale.ticks(), names, _apart(dots), len(steps) - len(known))


def _rank(rank: Rank) -> str:
    return RANKS.get(rank, "rank unknown")


def _kind(step: Step) -> str:
    return "shift" if step.is_shift else "word"


def _label(entry: Entry) -> str:
    return f"{dated(entry)}: {speaker(entry)}, {manner(entry)}: {shortened(one_line(entry.quote), 160)}"


def _apart(dots: Sequence[Dot]) -> tuple[Dot, ...]:
    """Dots of one row and nearly one day, a little above and below one another."""
    taken: defaultdict[tuple[int, float], int] = defaultdict(int)
    moved = []
    for dot in dots:
        place = round(dot.x / CLOSE), dot.y
        offset = (taken[place] + 1) // 2 * 4 * (-1) ** taken[place]
        taken[place] += 1
        moved.append(Dot(dot.x, dot.y + max(-12, min(12, offset)), dot.entry, dot.label, dot.kind, dot.length))
    return tuple(moved)


def schedule(forecasts: Sequence[Forecast], on: datetime.date) -> Line | None:
    """Forecasts from the day they were made to their deadline, one to a row; None where none has a deadline."""
    ends = {each.entry.id: _end(each) for each in forecasts}
    known = [each for each in forecasts if ends[each.entry.id] and each.entry.day]
    if not known:
        return None
    scale = _Scale.of([on, *(day for each in known for day in (each.entry.day, ends[each.entry.id]) if day)])
    dots, names = [], []
    for number, each in enumerate(known):
        said, end, y = each.entry.day, ends[each.entry.id], ROW * (number + 0.5)
        if said and end:
            start = scale.x(min(said, end))
            dots.append(Dot(start, y, each.entry, _label(each.entry), str(each.state), scale.x(max(said, end)) - start))
            names.append((y, shortened(one_line(each.entry.statement.holder), 16)))
    return Line(WIDTH, ROW * len(known) + 30, scale.ticks(), tuple(names), tuple(dots), now=scale.x(on))


def _end(forecast: Forecast) -> datetime.date | None:
    deadline = forecast.deadline
    return datetime.date.fromisoformat(deadline.end) if deadline and deadline.end else None


@dataclass(frozen=True, slots=True)
class Bar:
    """A point of a calibration plot with its interval: what was said on the x axis, what happened on the y axis."""

    x: float
    y: float
    low: float
    high: float
    label: str


def calibration(score: Score) -> tuple[Bar, ...]:
    """What was said to be how likely, and how often it happened, in a square; nothing where there are too few."""
    return tuple(
        Bar(
            SQUARE * each.said,
            SQUARE * (1 - (each.happened.share or 0)),
            SQUARE * (1 - each.happened.interval.low),
            SQUARE * (1 - each.happened.interval.high),
            f"said {each.said:.0%}, happened {each.happened.did:g} of {each.happened.of}",
        )
        for each in score.calibration
    )


@dataclass(frozen=True, slots=True)
class Node:
    """A name in a graph, and the upper left corner of its box."""

    name: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Arrow:
    """From who has something to whom they have it from: both ends, how, and in how many entries."""

    x1: float
    y1: float
    x2: float
    y2: float
    how: str
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Graph:
    """Who has it from whom: those who know first hand on the left, those who repeat it to the right."""

    width: float
    height: float
    nodes: tuple[Node, ...]
    arrows: tuple[Arrow, ...]


def graph(edges: Sequence[Edge]) -> Graph | None:
    """The graph of who has it from whom; None where nobody has it from anybody."""
    if not edges:
        return None
    columns = _columns(edges)
    nodes = {
        name: Node(name, depth * (NODE[0] + GAP), number * NODE[1])
        for depth, names in sorted(columns.items())
        for number, name in enumerate(names)
    }
    width = max(node.x for node in nodes.values()) + NODE[0]
    height = max(node.y for node in nodes.values()) + NODE[1]
    return Graph(width, height, tuple(nodes.values()), tuple(_arrow(edge, nodes) for edge in edges))


def _columns(edges: Sequence[Edge]) -> dict[int, list[str]]:
    """The names by how far they are from whoever has it from nobody; circles count their first round only."""
    depths = dict.fromkeys(sorted({edge.giver for edge in edges} | {edge.taker for edge in edges}), 0)
    for _ in depths:
        for edge in edges:
            if depths[edge.taker] <= depths[edge.giver] < len(depths) - 1:
                depths[edge.taker] = depths[edge.giver] + 1
    filled = sorted(set(depths.values()))
    columns: dict[int, list[str]] = defaultdict(list)
    for name, depth in depths.items():
        columns[filled.index(depth)].append(name)
    return columns


def _arrow(edge: Edge, nodes: Mapping[str, Node]) -> Arrow:
    giver, taker = nodes[edge.giver], nodes[edge.taker]
    middle = NODE[1] / 2 - 4
    return Arrow(giver.x + NODE[0], giver.y + middle, taker.x, taker.y + middle, str(edge.how), edge.entries)
