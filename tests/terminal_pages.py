"""The pages that tests/data/terminal holds as they should look. Write them anew, and look at the difference, with

python tests/terminal_pages.py
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from rich.console import Console

from sayso import examples
from sayso.evaluation import evaluate
from sayso.reading.draft import Reason
from sayso.reading.explanation import Explanation, SpanScore
from sayso.rows import rows_by_id
from sayso.statement import Reading
from sayso.terminal.console import make_console
from sayso.terminal.explanation import print_explanation
from sayso.terminal.figures import print_evaluation
from sayso.terminal.marked import print_marked
from sayso.terminal.summary import print_summary
from sayso.terminal.table import print_reading

FOLDER = Path(__file__).parent / "data" / "terminal"
WIDTHS = (80, 120)
Print = Callable[[Console], None]


def annotated() -> dict[str, dict[str, Any]]:
    """The rows of the bundled reports."""
    return {name: dict(row) for name, row in rows_by_id([examples.path()]).items()}


def readings() -> list[Reading]:
    """The bundled reports as their annotators read them."""
    return [Reading.from_json(row) for row in annotated().values()]


def reading(number: int) -> Reading:
    return readings()[number - 1]


def rendered(show: Print, width: int, colour: bool = False) -> str:
    """What is printed on a console of a width, without blanks at line ends."""
    file = io.StringIO()
    show(make_console(file, width=width, colour=colour))
    return "".join(line.rstrip() + "\n" for line in file.getvalue().splitlines())


def explanation() -> Explanation:
    """Statement 10 of the first report: what Putin agreed to, as Peskov relays it."""
    statement = reading(1).statements[9]
    (source,), (cue,), (content,) = statement.source, statement.cue, statement.content
    return Explanation(
        statement,
        spans=(
            SpanScore("source", source, 0.98, 0.97, source),
            SpanScore("cue", cue, 0.91, 0.91, cue),
            SpanScore("content", content, 0.88, 0.52, (content[0], content[0] + 4)),
        ),
        anchor=0.93,
        acts=(("accept", 0.74), ("state", 0.18), ("offer", 0.05), ("predict", 0.02), ("demand", 0.01)),
        reasons={
            "holder": Reason("last name", "Putin", ("Vladimir Putin",), 1.0),
            "via": Reason("inside the content of another statement", "according to him", ("Dmitry Peskov",)),
            "firmness": Reason("no entry of the lexicon"),
            "said": Reason("the day of the report"),
            "issues": Reason(
                "judge", candidates=("process", "ceasefire", "other", "trade", "arms", "security", "budget")
            ),
        },
    )


def worse(row: dict[str, Any]) -> dict[str, Any]:
    """A row of which every third statement was missed, and every fifth taken for a plain assertion."""
    kept = [statement for number, statement in enumerate(row["statements"]) if number % 3]
    changed = [s if number % 5 else s | {"act": "state", "holder": "unknown"} for number, s in enumerate(kept)]
    return {"id": row["id"], "statements": changed}


def show_figures(console: Console) -> None:
    predicted = {name: worse(row) for name, row in annotated().items()}
    print_evaluation(console, evaluate(annotated(), predicted, worst=2))


PAGES: dict[str, Print] = {
    "table": lambda console: print_reading(console, reading(6)),
    "chains": lambda console: print_reading(console, reading(16)),
    "nothing": lambda console: print_reading(console, reading(10)),
    "marked": lambda console: print_marked(console, reading(1)),
    "explanation": lambda console: print_explanation(console, reading(1).report, 10, explanation()),
    "summary": lambda console: print_summary(console, readings()),
    "figures": show_figures,
}


def pages() -> Iterator[tuple[str, Print, int]]:
    """The name of each page, what prints it, and its width."""
    return ((f"{name}-{width}.txt", show, width) for name, show in PAGES.items() for width in WIDTHS)


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    for page, show, width in pages():
        (FOLDER / page).write_text(rendered(show, width), encoding="utf-8")
