"""Why one statement came out as it did, on a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from rich.console import Console
from rich.table import Table
from rich.text import Text

from sayso.reading.draft import Reason
from sayso.reading.explanation import Explanation, SpanScore
from sayso.report import Report
from sayso.statement import Statement
from sayso.terminal.console import plain_table
from sayso.terminal.marked import marked_text, marks, shows_colour
from sayso.terminal.table import print_heading
from sayso.wording.statements import in_words, one_line, quoted, shortened

BAR = 20
CANDIDATES = 5
WORDS_LIMIT = 60
ACTS_SHOWN = 4


def print_explanation(console: Console, report: Report, number: int, explanation: Explanation) -> None:
    """Print the statement in its sentence, the model's scores, and the reason for each field."""
    print_heading(console, report)
    console.print(Text(f"statement {number}", style="title"), end="\n\n")
    console.print(in_context(report, number, explanation.statement, shows_colour(console)), end="\n\n")
    console.print(score_table(report, explanation))
    console.print(act_table(explanation))
    console.print(reason_table(explanation))


def in_context(report: Report, number: int, statement: Statement, colour: bool) -> Text:
    """The evidence, its source, cue and content marked."""
    start = statement.evidence[0]
    shifted = [replace(mark, span=(mark.span[0] - start, mark.span[1] - start)) for mark in marks([statement], number)]
    return marked_text(report.cut(statement.evidence), shifted, colour)


def score_table(report: Report, explanation: Explanation) -> Table:
    """The probability of the anchor and of each stretch, with the piece that was least sure."""
    table = plain_table("Found", "words", "mean", "lowest", "at", numbers=("mean", "lowest"))
    table.add_row("anchor", "", probability(explanation.anchor), "", "")
    for score in explanation.spans:
        table.add_row(*span_cells(report, score))
    return table


def span_cells(report: Report, score: SpanScore) -> Iterator[Text]:
    """One stretch: role, words, mean, lowest, and where."""
    yield Text(score.role, style="content0" if score.role == "content" else score.role)
    yield Text(shortened(one_line(report.cut(score.span)), WORDS_LIMIT))
    yield Text(probability(score.mean))
    yield Text(probability(score.lowest))
    yield Text(quoted(one_line(report.cut(score.weakest))), style="aside")


def act_table(explanation: Explanation) -> Table:
    """The likeliest acts."""
    table = plain_table("Act", "score", "", numbers=("score",))
    for act, score in explanation.acts[:ACTS_SHOWN]:
        style = "act" if act == explanation.statement.act else "aside"
        table.add_row(Text(act, style=style), probability(score), Text("█" * round(score * BAR), style=style))
    return table


def reason_table(explanation: Explanation) -> Table:
    """Each field with its value, the rule that gave it, and what the rule rests on."""
    table = plain_table("Field", "value", "because")
    for name, reason in explanation.reasons.items():
        value = getattr(explanation.statement, name, None)
        table.add_row(name, Text(in_words(value)), because(reason))
    return table


def because(reason: Reason) -> Text:
    """The rule, its basis and its score; below them what else was possible."""
    score = "" if reason.score is None else f" ({probability(reason.score)})"
    basis = f": {one_line(reason.basis)}" if reason.basis else ""
    lines = [Text(f"{reason.rule}{basis}{score}")]
    if reason.candidates:
        lines.append(Text(f"candidates: {several(reason.candidates)}", style="aside"))
    return Text("\n").join(lines)


def several(candidates: tuple[str, ...]) -> str:
    """The first candidates, and how many more there are."""
    more = len(candidates) - CANDIDATES
    shown = ", ".join(map(one_line, candidates[:CANDIDATES]))
    return f"{shown} and {more} more" if more > 0 else shown


def probability(value: float) -> str:
    """Two decimals."""
    return f"{value:.2f}"
