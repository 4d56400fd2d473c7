"""Many readings in one table: who was reported to speak on what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import accumulate

from rich.console import Console
from rich.table import Table
from rich.text import Text

from sayso.statement import Reading
from sayso.terminal.console import LOOK
from sayso.wording.statements import one_line, shortened

NO_PARTY = "no party"
NO_ISSUE = "no issue"
OTHERS = "others"
PARTY_WIDTH = 16
GAP = 3

Cells = Counter[tuple[str, str]]


def print_summary(console: Console, readings: Iterable[Reading]) -> None:
    """Print how many statements each party made on each issue."""
    counts = count(readings)
    console.print(Text("Statements by issue and party", style="title"))
    console.print(summary_table(counts, console.width))
    console.print(Text("counted under the first issue of each statement", style="aside"))


def count(readings: Iterable[Reading]) -> Cells:
    """The statements of each party, joint ones under all their parties together, on each issue."""
    return Counter(
        (statement.party or NO_PARTY, next(iter(statement.issues), NO_ISSUE))
        for reading in readings
        for statement in reading.statements
    )


def summary_table(counts: Cells, width: int) -> Table:
    """Issues down, the most frequent parties that fit across, all others in one column."""
    issues = [issue for issue, _ in totals(counts, 1).most_common()]
    taken = max(map(len, ("Issue", *issues))) + len(OTHERS) + len("all") + 3 * GAP
    parties = fitting([party for party, _ in totals(counts, 0).most_common()], width - taken)
    table = Table(**LOOK, show_footer=True)
    table.add_column("Issue", footer="all")
    for party in [*parties, OTHERS, "all"]:
        name = shortened(one_line(party), PARTY_WIDTH)
        table.add_column(name, footer=str(add(counts, parties, party)), justify="right")
    for issue in issues:
        table.add_row(issue, *(str(add(counts, parties, party, issue) or "") for party in [*parties, OTHERS, "all"]))
    return table


def fitting(parties: list[str], room: int) -> list[str]:
    """The first parties whose columns fit into `room` characters."""
    widths = accumulate(min(len(party), PARTY_WIDTH) + GAP for party in parties)
    return [party for party, width in zip(parties, widths, strict=True) if width <= room]


def totals(counts: Cells, part: int) -> Counter[str]:
    """The counts by party (0) or by issue (1)."""
    sums: Counter[str] = Counter()
    for cell, number in counts.items():
        sums[cell[part]] += number
    return sums


def add(counts: Cells, parties: list[str], column: str, issue: str | None = None) -> int:
    """The statements of one column, on one issue or on all."""
    return sum(
        number
        for (party, found), number in counts.items()
        if issue in (None, found) and column in (party if party in parties else OTHERS, "all")
    )
