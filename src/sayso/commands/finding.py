"""`sayso search`, `sayso show`: statements by their words and by their ids."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from sayso.commands.dossiers import Day, dossier_option, find_dossier, print_json, print_rows
from sayso.commands.shell import COULD_NOT, json_option, notes
from sayso.statement import Act
from sayso.terminal.console import make_console


@click.command(
    epilog=notes(
        """
        sayso search ceasefire
        sayso search '"security guarantees"' --party Ukraine --act demand --since 2025-05-01
        sayso search --place Kherson --json
        """,
        COULD_NOT,
    )
)
@click.argument("words", nargs=-1)
@dossier_option
@click.option("--party", help="Statements that count for this party.")
@click.option("--holder", help="Statements of this person or body.")
@click.option("--issue", help="Statements on this issue.")
@click.option("--act", type=click.Choice([str(act) for act in Act]), help="Statements that do this.")
@click.option("--place", help="Statements that name this place.")
@click.option("--since", type=Day(), help="Said on this day or later.")
@click.option("--until", type=Day(), help="Said on this day or earlier.")
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, help="How many to show.")
@click.option("--offset", type=click.IntRange(min=0), default=0, help="How many to leave out first, to go on.")
@json_option
def search(
    words: tuple[str, ...],
    folder: Path | None,
    party: str | None,
    holder: str | None,
    issue: str | None,
    act: str | None,
    place: str | None,
    since: datetime.date | None,
    until: datetime.date | None,
    limit: int,
    offset: int,
    as_json: bool,
) -> None:
    """Find statements that hold all WORDS, newest first; without WORDS, all statements that the options leave.

    Words match in all their forms ("withdraw" finds "withdrawal"), "words in quotation marks" only side by side. Where
    no option asks for a party, holder, issue, act or place, reports that hold the words are listed, too.
    """
    from sayso.ledger.ledger import Ledger
    from sayso.terminal.entries import print_entries, print_hits

    asked = " ".join(words)
    with Ledger.of(find_dossier(folder)) as ledger:
        wanted = ledger.wanted(
            party=party, holder=holder, issue=issue, act=act and Act(act), place=place, since=since, until=until
        )
        found = ledger.search(asked, wanted, limit=limit, offset=offset)
        narrowed = any((party, holder, issue, act, place)) or not asked
        hits = [] if narrowed or offset else ledger.search_reports(asked, wanted, limit=limit)
    if as_json:
        print_rows([*(entry.to_json() for entry in found), *(hit.to_json() for hit in hits)])
        return
    print_entries(make_console(), found)
    print_hits(make_console(), hits)
    if len(found) == limit:
        click.echo(f"there may be more: --offset {offset + limit}", err=True)
    elif not found and not hits:
        click.echo("nothing found", err=True)


@click.command(epilog=notes("sayso show k7f3q2mz\nsayso show k7f3q2mz --json", COULD_NOT))
@click.argument("statement", metavar="ID")
@dossier_option
@json_option
def show(statement: str, folder: Path | None, as_json: bool) -> None:
    """Show a statement: its sentences in context, every field, where else it was told, what was decided on it.

    ID is a statement's id as the listings show it, or its first characters.
    """
    from sayso.ledger.ledger import Ledger
    from sayso.terminal.card import print_card

    with Ledger.of(find_dossier(folder)) as ledger:
        card = ledger.card(statement)
    if as_json:
        print_json(card.to_json())
    else:
        print_card(make_console(), card)
