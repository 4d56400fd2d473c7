"""The statements of a report as a table: seven columns on a wide console, three with stacked fields on a narrow one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from rich.console import Console
from rich.table import Table
from rich.text import Text

from sayso.report import Report
from sayso.statement import UNKNOWN, Reading, Stand, Statement
from sayso.terminal.console import LOOK, narrow
from sayso.wording.statements import heading, marks, one_line, origin, party, relayers, what, when

CONTENT_LIMIT = 280
Column = tuple[int | None, int | None]  # a fixed width, or a share of what fixed columns leave
# The fixed widths are those of the longest values: "conditional", "reconstruction", "said 2025-02-12", "condition".
WIDE: dict[str, Column] = {
    "Who": (None, 2),
    "Act": (11, None),
    "What": (None, 4),
    "Issue": (14, None),
    "When": (15, None),
    "How": (9, None),
}
STACKED: dict[str, Column] = {"Who": (None, 3), "What": (None, 7)}


def print_reading(console: Console, reading: Reading) -> None:
    """Print the heading of a report and the table of its statements, numbered from 1."""
    print_heading(console, reading.report)
    if reading.statements:
        console.print(statement_table(reading, narrow(console)))
    else:
        console.print(Text("no statements", style="aside"))
    console.print()


def print_heading(console: Console, report: Report) -> None:
    """Print the title, and below it where and when the report was published."""
    console.print(Text(heading(report), style="title"))
    console.print(Text(origin(report), style="aside"))


def statement_table(reading: Reading, stacked: bool) -> Table:
    """The statements of a reading, one row each."""
    table = empty_table(STACKED if stacked else WIDE)
    cells = stacked_cells if stacked else wide_cells
    for number, statement in enumerate(reading.statements, 1):
        table.add_row(Text(str(number), style="number"), *cells(reading.report, statement))
    return table


def empty_table(columns: Mapping[str, Column]) -> Table:
    """A table as wide as the console whose first column are numbers."""
    table = Table(**LOOK, expand=True, leading=1)
    table.add_column("#", justify="right", no_wrap=True)
    for name, (width, ratio) in columns.items():
        table.add_column(name, width=width, ratio=ratio)
    return table


def wide_cells(report: Report, statement: Statement) -> Iterator[Text]:
    """The fields of a statement, one cell each."""
    yield lines(who(statement))
    yield act(statement, "\n")
    yield Text(what(report, statement, CONTENT_LIMIT))
    yield lines(Text(one_line(issue)) for issue in statement.issues)
    yield lines(times(statement))
    yield how(statement, "\n")


def stacked_cells(report: Report, statement: Statement) -> Iterator[Text]:
    """Who and when in one cell; in the other what, and above it the other fields."""
    yield lines([*who(statement), *times(statement)])
    fields = (act(statement, ", "), Text(", ".join(map(one_line, statement.issues))), how(statement, " · "))
    first = Text(" · ").join(part for part in fields if part)
    yield lines([first, Text(what(report, statement, CONTENT_LIMIT))])


def lines(parts: Iterable[Text]) -> Text:
    """Texts below one another."""
    return Text("\n").join(parts)


def who(statement: Statement) -> list[Text]:
    """The holder; below it for whom, through whom and to whom."""
    name = Text(one_line(statement.holder), style="aside" if statement.holder == UNKNOWN else "holder")
    asides = {"for": party(statement), "via": relayers(statement), "to": statement.addressee}
    return [name, *(Text(f"{word} {one_line(value)}", style="aside") for word, value in asides.items() if value)]


def act(statement: Statement, between: str) -> Text:
    """The act, and the stand where one is taken."""
    parts = [str(statement.act)] if statement.stand is Stand.NONE else [statement.act, statement.stand]
    return Text(between.join(parts), style="against" if statement.stand is Stand.AGAINST else "act")


def times(statement: Statement) -> list[Text]:
    """When it was said, and by when it is expected."""
    return [Text(part, style="aside") for part in when(statement)]


def how(statement: Statement, between: str) -> Text:
    """How firm, hedged, under a condition."""
    return Text(between.join(marks(statement)), style="firm")
