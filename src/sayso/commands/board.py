"""`sayso board`, `trace`, `clashes`, `overlaps`: what follows from the ledger as of a day."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sayso.commands.dossiers import dossier_option, find_dossier, known_option, on_option, print_json, print_rows
from sayso.commands.shell import COULD_NOT, json_option, notes
from sayso.terminal.console import make_console

if TYPE_CHECKING:
    from sayso.analysis.clashes import Meeting
    from sayso.ledger.ledger import Ledger

SHOWN = 4  # parties that the board shows where the dossier names none

party_option = click.option("--party", "parties", multiple=True, help="Only this party; may be given several times.")
issue_option = click.option("--issue", "issues", multiple=True, help="Only this issue; may be given several times.")


@click.command(
    epilog=notes(
        """
        sayso board
        sayso board --on 2025-05-23 --party Russia --party Ukraine
        sayso board --issue territory --json
        """,
        COULD_NOT,
    )
)
@dossier_option
@on_option
@known_option
@party_option
@issue_option
@click.option("--all", "everybody", is_flag=True, help="Show every party that has a position.")
@json_option
def board(
    folder: Path | None,
    on: datetime.date | None,
    known: datetime.date | None,
    parties: tuple[str, ...],
    issues: tuple[str, ...],
    everybody: bool,
    as_json: bool,
) -> None:
    """Show what each party stands for on each issue as of a day, in its own words.

    Below the words: the act, the stand and how firm; who says so, with which rank, and how long ago; how many other
    statements say the same, exclude it or make further points; and the id that sayso show takes. A party without a
    position is silent on the issue, which is no consent.
    """
    from sayso.ledger.ledger import Ledger
    from sayso.terminal.board import print_board

    dossier = find_dossier(folder)
    with Ledger.of(dossier) as ledger:
        everyone = ledger.board(on, issues=issues, known=known, beside=False).parties
        shown = parties or (everyone if everybody or as_json else tuple(dossier.parties) or everyone[:SHOWN])
        found = ledger.board(on, parties=shown, issues=issues, known=known)
    if as_json:
        print_json(found.to_json())
        return
    print_board(make_console(), found, dossier.agenda)
    if left := [] if parties else [party for party in everyone if party not in shown]:
        click.echo(f"{len(left)} more parties: {', '.join(left[:6])}{' ...' * (len(left) > 6)} (--all)", err=True)


@click.command(epilog=notes("sayso trace Russia\nsayso trace Russia ceasefire --json", COULD_NOT))
@click.argument("party")
@click.argument("issue", required=False)
@dossier_option
@click.option(
    "--limit", type=click.IntRange(min=1), default=200, show_default=True, help="Newest statements of an issue."
)
@json_option
def trace(party: str, issue: str | None, folder: Path | None, limit: int, as_json: bool) -> None:
    """Show how PARTY came to stand where it does on ISSUE, or on each issue.

    Every statement that takes a position is listed, oldest first, with what it is to those before it: new content, the
    same from a higher or lower rank, the same occasion reported again, an older word recalled, or repeated.
    """
    from sayso.ledger.ledger import Ledger
    from sayso.terminal.history import print_history

    dossier = find_dossier(folder)
    with Ledger.of(dossier) as ledger:
        name = ledger.sides().party(party)
        found = ledger.trace(party, issue, limit)
    if as_json:
        print_rows({"party": name, "issue": key, **step.to_json()} for key, steps in found.items() for step in steps)
        return
    for key, steps in found.items():
        print_history(make_console(), name, key, steps, dossier.agenda)
    if not found:
        click.echo(f"{name} takes no position{f' on {issue}' if issue else ''}", err=True)


def meetings_command(
    name: str, summary: str, ask: Callable[..., list[Meeting]], *options: Callable[..., Any]
) -> click.Command:
    """A command that lists pairs of statements; `options` are those that other such commands lack."""

    @click.command(name, help=summary, epilog=notes(f"sayso {name}\nsayso {name} --on 2025-05-23 --json", COULD_NOT))
    @dossier_option
    @on_option
    @known_option
    @party_option
    @issue_option
    @click.option("--limit", type=click.IntRange(min=1), default=30, show_default=True, help="How many to show.")
    @json_option
    def command(folder: Path | None, as_json: bool, limit: int, **asked: Any) -> None:
        from sayso.ledger.ledger import Ledger
        from sayso.terminal.history import print_meetings

        dossier = find_dossier(folder)
        with Ledger.of(dossier) as ledger:
            found = ask(ledger, **asked)
        if as_json:
            print_rows(meeting.to_json() for meeting in found[:limit])
        else:
            print_meetings(make_console(), found[:limit], dossier.agenda)
        shown = f", the surest {limit} shown (--limit)" if len(found) > limit else ""
        click.echo(f"{len(found)} {name}{shown}", err=True)

    for option in options:
        command = option(command)
    return command


def _clashes(ledger: Ledger, unsure: bool, **asked: Any) -> list[Meeting]:
    found = ledger.clashes(unsure=True, **asked)
    sure = [meeting for meeting in found if meeting.sure]
    if len(found) > len(sure) and not unsure:
        click.echo(f"{len(found) - len(sure)} more may be clashes (--unsure)", err=True)
    return found if unsure else sure


def _overlaps(ledger: Ledger, **asked: Any) -> list[Meeting]:
    return ledger.overlaps(**asked)


clashes = meetings_command(
    "clashes",
    "List pairs of positions that exclude each other, each side quoted, with the reason.",
    _clashes,
    click.option("--unsure", is_flag=True, help="Also those that are less sure, to be looked at."),
)
overlaps = meetings_command(
    "overlaps", "List pairs of positions that meet, each side quoted, with the reason.", _overlaps
)
