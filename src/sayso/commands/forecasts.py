"""`sayso forecasts`, `resolve`, `scores`: what was expected, what became of it, and who forecast how well."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import click

from sayso.commands.deciding import by_option
from sayso.commands.dossiers import (
    Day,
    dossier_option,
    find_dossier,
    on_option,
    opened,
    print_json,
    print_rows,
    reviewer_of,
)
from sayso.commands.shell import COULD_NOT, json_option, notes
from sayso.terminal.console import make_console

OUTCOMES = ("yes", "no", "unresolvable")
GROUPS = ("speaker", "party", "outlet")
STATES = ("overdue", "due", "open", "resolved")

party_option = click.option("--party", help="Only what counts for this party.")
holder_option = click.option("--holder", help="Only what this person or body says.")
issue_option = click.option("--issue", help="Only on this issue.")
limit_option = click.option(
    "--limit", type=click.IntRange(min=1), default=30, show_default=True, help="How many to show."
)


@click.command(
    epilog=notes(
        """
        sayso forecasts
        sayso forecasts --on 2025-06-01 --party Russia --state overdue
        sayso forecasts --holder "Donald Trump" --json
        """,
        COULD_NOT,
    )
)
@dossier_option
@on_option
@party_option
@holder_option
@issue_option
@click.option(
    "--state", "states", multiple=True, type=click.Choice(STATES), help="Only those; may be given several times."
)
@limit_option
@json_option
def forecasts(
    folder: Path | None,
    on: datetime.date | None,
    states: tuple[str, ...],
    limit: int,
    as_json: bool,
    **asked: Any,
) -> None:
    """List who expects what, by when and how likely, and what became of it; what is overdue comes first.

    A forecast is due in the seven days before its deadline. The likelihood is given in its own words, with the range
    that they stand for and whose range that is. A speaker who says the same again is counted.
    """
    from sayso.ledger.forecasting import forecasts as forecasts_in
    from sayso.terminal.forecasts import print_forecasts

    with opened(folder) as ledger:
        found = forecasts_in(ledger, on, **asked)
    wanted = [
        each for each in found if not states or (str(each.state) if each.state in STATES else "resolved") in states
    ]
    if as_json:
        print_rows(each.to_json() for each in wanted[:limit])
    else:
        print_forecasts(make_console(), wanted[:limit])
    shown = f", {limit} shown (--limit)" if len(wanted) > limit else ""
    click.echo(f"{len(wanted)} forecasts{shown}", err=True)


@click.command(
    epilog=notes(
        """
        sayso resolve k7f3q2mz no --criterion "A ceasefire is signed by 1 June" --source https://example.org/report
        sayso resolve k7f3q2mz unresolvable --criterion "The talks went well" --source https://example.org/report
        sayso resolve k7f3q2mz --undo
        """,
        COULD_NOT,
    )
)
@click.argument("forecast", metavar="ID")
@click.argument("outcome", required=False, metavar="[yes|no|unresolvable]", type=click.Choice(OUTCOMES))
@dossier_option
@click.option("--criterion", metavar="TEXT", help="What had to happen, in writing.")
@click.option("--source", metavar="URL", help="Where it is shown that it did or did not.")
@click.option("--on", type=Day(), help="Since which day that can be told; without it, today.")
@click.option("--undo", is_flag=True, help="Take back the last resolution of this forecast.")
@by_option
@json_option
def resolve(
    forecast: str,
    outcome: str | None,
    folder: Path | None,
    criterion: str | None,
    source: str | None,
    on: datetime.date | None,
    undo: bool,
    by: str | None,
    as_json: bool,
) -> None:
    """Say what became of the forecast ID: whether CRITERION was met, was not, or cannot be told to be either.

    The criterion is about what the forecast gives its likelihood to: of "a summit is unlikely", it is the summit, and
    that there was none is "no". A forecast may have several criteria, each with its outcome. Resolutions are appended,
    signed and dated.
    """
    from sayso.ledger import forecasting

    reviewer = reviewer_of(find_dossier(folder), by)
    if undo is (outcome is not None):
        raise click.UsageError("give an outcome (yes, no or unresolvable), or --undo and none")
    with opened(folder) as ledger:
        if outcome is None:
            made = forecasting.undo_resolution(ledger, forecast, reviewer=reviewer)
        elif criterion and source:
            told = {"criterion": criterion, "source": source, "reviewer": reviewer}
            made = forecasting.resolve(ledger, forecast, outcome, day=on, **told)
        else:
            raise click.UsageError("no forecast is scored without a written --criterion and a --source")
    if as_json:
        print_json(made.to_json())
    else:
        click.echo(f"{made.statement}: {'taken back: ' * undo}{made.outcome}, {made.criterion}", err=True)


@click.command(epilog=notes("sayso scores\nsayso scores --by party\nsayso scores --by outlet --json", COULD_NOT))
@dossier_option
@on_option
@click.option("--by", type=click.Choice(GROUPS), default=GROUPS[0], show_default=True, help="Whose forecasts together.")
@party_option
@issue_option
@json_option
def scores(folder: Path | None, on: datetime.date | None, by: str, as_json: bool, **asked: Any) -> None:
    """Show how well forecasts fared that were resolved: the Brier score and the calibration, with their intervals.

    The Brier score is the mean squared distance of the likelihood from what happened: 0 is best, 0.25 is what saying
    50 % always scores. Fewer than ten forecasts are too few to say. A forecast that gives no likelihood has no Brier
    score; of those it is counted how many came true.
    """
    from sayso.ledger.forecasting import scores as scores_in
    from sayso.terminal.forecasts import print_scores

    with opened(folder) as ledger:
        found = scores_in(ledger, by, on, **asked)
    if as_json:
        print_rows(score.to_json() for score in found)
        return
    print_scores(make_console(), found)
    if not found:
        click.echo("no forecast is resolved yet (sayso resolve)", err=True)
