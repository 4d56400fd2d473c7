"""`sayso watch`: the dossier's feeds, followed."""

from __future__ import annotations

import datetime
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sayso.commands.add import add_all
from sayso.commands.dossiers import dossier_option, find_dossier, print_rows
from sayso.commands.running import show_progress
from sayso.commands.shell import COULD_NOT, json_option, notes
from sayso.terminal.console import make_console
from sayso.terminal.progress import LongRun, long_run

if TYPE_CHECKING:
    from sayso.dossier import Dossier
    from sayso.ledger.ledger import Ledger
    from sayso.watching.changes import Change

MEMORY = "feeds"


@click.command(epilog=notes("sayso watch\nsayso watch --once --json >> changes.jsonl", COULD_NOT))
@dossier_option
@click.option("--once", is_flag=True, help="Look once and end, for cron.")
@click.option("--every", type=click.IntRange(min=1), default=30, show_default=True, help="Minutes between two rounds.")
@json_option
def watch(folder: Path | None, once: bool, every: int, as_json: bool) -> None:
    """Follow the dossier's feeds, add what is new, and say what it changed: new shifts, clashes and forecasts.

    Feeds are asked politely: robots' rules are kept, nothing is fetched twice, one host is never hurried, and a feed
    that fails is left alone for a while. With `webhook` in the settings, changes are posted there as JSON lines, too.
    """
    from sayso.ledger.ledger import Ledger

    dossier = find_dossier(folder)
    if not dossier.feeds:
        raise click.UsageError(f"{dossier.name} follows no feed: name some under feeds in sayso.toml")
    with Ledger.of(dossier) as ledger:
        while True:
            with long_run(make_console(sys.stderr), show_progress(silent=True)) as run:
                found = one_round(ledger, dossier, run)
            tell(found, dossier, as_json)
            if once:
                break
            time.sleep(60 * every)


def one_round(ledger: Ledger, dossier: Dossier, run: LongRun) -> list[Change]:
    """Take what is new from every feed; gives what it changed. What was taken is remembered after each feed."""
    from sayso.watching.changes import changes
    from sayso.watching.following import Follower, Seen

    remembered = {feed: Seen.from_json(row) for feed, row in ledger.recall(MEMORY).items()}
    follower, new = Follower(remembered), list[str]()
    now = datetime.datetime.now(datetime.UTC)
    for feed in dossier.feeds:
        add_all(ledger, dossier, follower.follow(feed, now), run, processes=1, added=new)
        ledger.remember(MEMORY, {each: seen.to_json() for each, seen in follower.memory.items()})
    return list(changes(ledger, new, now.date()))


def tell(found: list[Change], dossier: Dossier, as_json: bool) -> None:
    """Print what changed, and tell the webhook."""
    from sayso.terminal.changes import print_changes
    from sayso.watching.webhook import notify

    rows: list[dict[str, Any]] = [change.to_json() for change in found]
    if as_json:
        print_rows(rows)
    else:
        print_changes(make_console(), found, dossier.agenda)
    if rows and dossier.webhook:
        notify(dossier.webhook, rows)
