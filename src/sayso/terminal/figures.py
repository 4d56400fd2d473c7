"""An evaluation on a terminal: the figures, the kinds of statements, the worst cases."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from sayso.evaluation import Case, Evaluation, KindShares
from sayso.terminal.console import plain_table
from sayso.wording.statements import in_words, one_line, quoted, shortened

CONTENT_LIMIT = 160
RATES = ("P", "R", "F1")
SHARES = ("right", "false")
KIND_SHARES = ("gold", "read", "P", "R", "act", "holder", "whole R")
HEADINGS = {"missed": "Missed", "spurious": "Spurious", "wrong": "Wrong fields"}


def print_evaluation(console: Console, evaluation: Evaluation) -> None:
    """Print all figures, in percent, and the worst cases where some were asked for."""
    figures = evaluation.tally.to_json()
    console.print(Text(f"{figures['reports']} reports, {figures['statements']} statements", style="title"))
    console.print(rate_table(figures))
    if "labels" in figures:
        console.print(label_table(figures["labels"], figures["details"]))
    console.print(kind_table(evaluation.kinds))
    for fault, cases in evaluation.worst.items():
        print_cases(console, HEADINGS[fault], cases)


def rate_table(figures: Mapping[str, Any]) -> Table:
    """Precision, recall and F1 of everything that has them."""
    table = plain_table("Found", *RATES, numbers=RATES)
    for figure in ("token", "exact", "relation"):
        for name, rates in figures[figure].items():
            add_rates(table, f"{figure} {name}", rates)
    for name, rates in rates_of_labels(figures).items():
        add_rates(table, name, rates)
    return table


def rates_of_labels(figures: Mapping[str, Any]) -> dict[str, Sequence[float]]:
    """The figures with precision and recall that need labels."""
    if "labels" not in figures:
        return {}
    details = figures["details"]
    return {"whole": figures["whole"], "named holder": details["named_holder"], "hedged": details["hedged"]}


def add_rates(table: Table, name: str, rates: Sequence[float]) -> None:
    """Add precision, recall and F1."""
    table.add_row(name, *map(percent, rates))


def label_table(labels: Mapping[str, float | None], details: Mapping[str, Any]) -> Table:
    """How often a field is right; for dates, how often exact where there is one, and given where there is none."""
    table = plain_table("Field, of matched statements", *SHARES, numbers=SHARES)
    for name, rate in labels.items():
        table.add_row(name.replace("_f1", " F1"), percent(rate))
    for name, rate in details.items():
        if isinstance(rate, dict):
            table.add_row(f"{name} date", percent(rate["exact"]), percent(rate["false"]))
        elif not isinstance(rate, list):
            table.add_row(name, percent(rate))
    return table


def kind_table(kinds: Mapping[str, KindShares]) -> Table:
    """The kinds of statements side by side."""
    table = plain_table("Kind", *KIND_SHARES, numbers=KIND_SHARES)
    for name, shares in kinds.items():
        counts = (str(shares.recall.of), str(shares.precision.of))
        rates = (shares.precision, shares.recall, shares.act, shares.holder, shares.whole)
        table.add_row(name, *counts, *(percent(rate.rate) for rate in rates))
    return table


def print_cases(console: Console, heading: str, cases: Iterable[Case]) -> None:
    """Print the cases of one fault under a heading, or nothing where there are none."""
    rows = list(cases)
    if rows:
        console.print(Text(heading, style="title"))
    for case in rows:
        console.print(case_text(case), end="\n\n")


def case_text(case: Case) -> Text:
    """The report, the words, and the fields that differ."""
    words = [case.source or "no source", case.cue or "no cue", quoted(shortened(one_line(case.content), CONTENT_LIMIT))]
    lines = [Text(one_line(case.report), style="aside"), Text(" | ".join(map(one_line, words)))]
    for difference in case.differences:
        gold, predicted = (in_words(value) for value in (difference.gold, difference.predicted))
        lines.append(Text.assemble(f"  {difference.name}: ", (predicted, "bad"), ", should be ", (gold, "good")))
    return Text("\n").join(lines)


def percent(rate: float | None) -> str:
    """One decimal; a dash of nothing."""
    return "–" if rate is None else f"{rate:.1f}"
