"""A proposed settlement checked: clause by party, who blocks what, and two proposals side by side."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from sayso.analysis.settlement import Answer, Change, Check, Finding, counts
from sayso.ledger.entry import Entry
from sayso.terminal.console import LOOK
from sayso.terms import Clause
from sayso.wording.entries import SHORT, age, saying, speaker
from sayso.wording.statements import in_words, one_line, shortened

CLAUSE_WIDTH = 34
LEAST_WIDTH = 22  # of a party's column; where there is less room, the check is a list
QUOTE_LIMIT, CLAUSE_LIMIT = 110, 160
STYLES = {Answer.ACCEPTED: "good", Answer.CONDITIONAL: "firm", Answer.REFUSED: "bad", Answer.SILENT: "aside"}


def print_check(console: Console, check: Check, on: datetime.date) -> None:
    """Print what each party has said to each clause, and what follows."""
    console.print(Text(one_line(check.terms.name), style="title"))
    if check.terms.source:
        console.print(Text(one_line(check.terms.source), style="aside"))
    if (console.width - CLAUSE_WIDTH) // len(check.parties) < LEAST_WIDTH:
        print_list(console, check, on)
    else:
        console.print(check_table(check, on))
    for line in summary_lines(check):
        console.print(line)


def check_table(check: Check, on: datetime.date) -> Table:
    """A clause to a row and a party to a column."""
    table = Table(**LOOK, expand=True, leading=1)
    table.add_column("Clause", width=CLAUSE_WIDTH)
    for party in check.parties:
        table.add_column(one_line(party), ratio=1)
    for clause in check.terms.clauses:
        cells = (Text("\n").join(finding_lines(check.at(clause, party), on)) for party in check.parties)
        table.add_row(Text("\n").join(clause_lines(clause)), *cells)
    return table


def clause_lines(clause: Clause) -> Iterator[Text]:
    """What a clause says, and what else is told of it."""
    yield Text.assemble((f"{one_line(clause.id)}  ", "number"), shortened(one_line(clause.text), CLAUSE_LIMIT))
    told = {"who": clause.who, "where": clause.where, "when": clause.when, "if": clause.condition}
    for word, value in told.items():
        if value:
            yield Text(f"{word}: {in_words(value)}", style="aside")


def finding_lines(finding: Finding, on: datetime.date) -> Iterator[Text]:
    """An answer with the words that give it, their age and their rank."""
    yield Text(str(finding.answer), style=STYLES[finding.answer])
    entry = finding.entry
    if entry:
        if finding.answer is Answer.CONDITIONAL:
            yield Text(f"if: {one_line(entry.statement.condition or 'a condition is met')}", style="firm")
        yield from entry_lines(entry, on)
    elif finding.others:
        yield Text("perhaps on it, to be looked at:", style="aside")
        yield from entry_lines(finding.others[0], on)


def entry_lines(entry: Entry, on: datetime.date) -> Iterator[Text]:
    """What was said, by whom, how long ago."""
    yield Text(saying(entry, QUOTE_LIMIT))
    yield Text.assemble((speaker(entry), "holder"), (f" · {age(entry.day, on)} · {entry.id[:SHORT]}", "aside"))


def print_list(console: Console, check: Check, on: datetime.date) -> None:
    """Print the check as a list, each clause with what the parties said to it."""
    for clause in check.terms.clauses:
        console.print()
        for line in clause_lines(clause):
            console.print(line)
        for party in check.parties:
            first, *rest = finding_lines(check.at(clause, party), on)
            console.print(Text.assemble(f"  {one_line(party)}: ", first))
            for line in rest:
                console.print(Text("    ").append_text(line))


def summary_lines(check: Check) -> Iterator[Text]:
    """How much is settled, what each party's answers are, and which clauses each has refused."""
    clauses, settled = check.terms.clauses, check.settled()
    yield Text(
        f"\nSettled: {len(settled)} of {len(clauses)} clauses ({len(settled) / len(clauses):.0%})", style="title"
    )
    for party in check.parties:
        answers = counts(each for each in check.findings if each.party == party)
        told = ", ".join(f"{number} {answer}" for answer, number in answers.items() if number)
        yield Text.assemble((f"  {one_line(party)}: ", "holder"), told)
    for party, refused in check.blocked().items():
        yield Text(
            f"  {one_line(party)} stands in the way of {', '.join(one_line(c.id) for c in refused)}", style="bad"
        )
    yield Text("Silence is silence: nothing here says that a party would agree.", style="aside")


def print_changes(console: Console, names: tuple[str, str], changes: Sequence[Change]) -> None:
    """Print two proposals side by side: what differs, and who answers otherwise."""
    console.print(Text(f"\n{one_line(names[0])} beside {one_line(names[1])}", style="title"))
    table = Table(**LOOK, expand=True, leading=1)
    for name in (*names, "Who answers otherwise"):
        table.add_column(one_line(name), ratio=1)
    for change in changes:
        moved = (f"{one_line(party)}: {one} → {other}" for party, (one, other) in change.moved.items())
        table.add_row(_side(change.before), _other_side(change), Text("\n".join(moved)))
    console.print(table)


def _side(clause: Clause | None) -> Text:
    return Text("no such clause", style="aside") if clause is None else Text("\n").join(clause_lines(clause))


def _other_side(change: Change) -> Text:
    same = change.before and change.after and change.before.text.split() == change.after.text.split()
    return (
        Text(f"{change.after.id}  the same" if same and change.after else "", style="aside")
        if same
        else _side(change.after)
    )
