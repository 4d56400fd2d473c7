"""`sayso warnings`: if what, then what, for whom, said by whom."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import click

from sayso.commands.dossiers import dossier_option, on_option, opened, print_rows
from sayso.commands.forecasts import holder_option, issue_option, limit_option, party_option
from sayso.commands.shell import COULD_NOT, json_option, notes
from sayso.terminal.console import make_console


@click.command(
    epilog=notes(
        """
        sayso warnings
        sayso warnings --issue territory --party Ukraine
        sayso warnings --kind threat --place Kherson --json
        """,
        COULD_NOT,
    )
)
@dossier_option
@on_option
@party_option
@holder_option
@issue_option
@click.option("--place", help="Only what names this place.")
@click.option("--kind", type=click.Choice(("warning", "threat")), help="Only warnings, or only threats.")
@limit_option
@json_option
def warnings(
    folder: Path | None, on: datetime.date | None, kind: str | None, limit: int, as_json: bool, **asked: Any
) -> None:
    """List what people warn of and threaten with: if what, then what, for whom, where; the last said comes first.

    A threat is a harm of the speaker's own. Condition and consequence are shown in the words of the report; what is not
    told is "unknown". Repeats of a speaker are counted as one warning. Below stand those who say the contrary.
    """
    from sayso.ledger.forecasting import contradicted
    from sayso.ledger.forecasting import warnings as warnings_in
    from sayso.terminal.warnings import print_warnings

    with opened(folder) as ledger:
        wanted = [
            each for each in warnings_in(ledger, on, **asked) if kind is None or each.is_threat is (kind == "threat")
        ]
        found = contradicted(ledger, wanted[:limit])
    if as_json:
        print_rows(each.to_json() for each in found)
    else:
        print_warnings(make_console(), found)
    shown = f", {limit} shown (--limit)" if len(wanted) > limit else ""
    click.echo(f"{len(wanted)} warnings and threats{shown}", err=True)
