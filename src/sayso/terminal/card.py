"""A statement's card: its sentences in context, its fields, where else it was told, what was decided on it."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.table import Table
from rich.text import Text

from sayso.ledger.card import Card
from sayso.ledger.judgement import Judgement, Verdict
from sayso.report import Span
from sayso.terminal.console import LOOK
from sayso.terminal.entries import entry_lines
from sayso.wording.entries import RANKS, manner
from sayso.wording.statements import heading, in_words, one_line, origin, safe

STYLES = {"source": "source", "cue": "cue", "content": "content0"}


def print_card(console: Console, card: Card) -> None:
    """Print a card."""
    console.print(Text.assemble((card.entry.id, "number"), "  ", (manner(card.entry), "act")))
    console.print(Text(heading(card.report), style="title"))
    console.print(Text(" · ".join((origin(card.report), *filter(None, [one_line(card.report.source)]))), style="aside"))
    console.print()
    console.print(context_text(card))
    console.print()
    console.print(field_table(card))
    for line in history_lines(card):
        console.print(line)
    if card.elsewhere:
        console.print(Text(f"\nTold elsewhere ({len(card.elsewhere)})", style="title"))
    for entry in card.elsewhere:
        for line in entry_lines(entry, console.width):
            console.print(line)


def context_text(card: Card) -> Text:
    """The sentences around the statement, with source, cue and content marked."""
    start, _ = card.context
    text = Text(safe(card.report.cut(card.context)))
    for role, style in STYLES.items():
        spans: tuple[Span, ...] = getattr(card.entry.statement, role)
        for span in spans:
            text.stylize(style, max(0, span[0] - start), max(0, span[1] - start))
    return text


def field_table(card: Card) -> Table:
    """The fields that have a value; one that people corrected with what had been read."""
    table = Table(**LOOK, show_header=False)
    table.add_column(style="aside")
    table.add_column()
    for name, value in fields(card):
        table.add_row(name, value)
    return table


def fields(card: Card) -> Iterator[tuple[str, Text]]:
    """The names and values of the fields to show."""
    now, read = card.entry.statement.to_json(), card.read.to_json()
    rank = RANKS.get(card.entry.rank, "unknown") + (f" ({one_line(card.office)})" if card.office else "")
    for name, value in now.items():
        if name in {"evidence", *STYLES} or (value in (None, [], False) and value == read[name]):
            continue
        text = Text(in_words(value))
        if value != read[name]:
            text.append(f"  (was read as {in_words(read[name])})", style="aside")
        yield name, text
        if name == "holder":
            yield "rank", Text(rank)
    yield "state", Text(str(card.entry.state))


def history_lines(card: Card) -> Iterator[Text]:
    """What was decided, when and by whom."""
    if card.history:
        yield Text("Judgements", style="title")
    for judgement in card.history:
        yield Text(f"  {judgement.at[:16].replace('T', ' ')}  {one_line(judgement.reviewer)}  {decision(judgement)}")


def decision(judgement: Judgement) -> str:
    """A judgement in words."""
    match judgement.verdict:
        case Verdict.CORRECT:
            return f"corrected {judgement.field} to {in_words(judgement.value)}"
        case Verdict.MERGE:
            return f"merged into {judgement.value}"
        case Verdict.UNDO:
            return f"took judgement {judgement.undoes} back"
        case _:
            return f"{judgement.verdict}ed"
