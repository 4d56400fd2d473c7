"""The command line: the commands together."""

from __future__ import annotations

import io
import logging
import sys

import click

from sayso.commands.add import add
from sayso.commands.board import board, clashes, overlaps, trace
from sayso.commands.check import check
from sayso.commands.deciding import export, judge, parties, undo
from sayso.commands.demo import demo
from sayso.commands.evaluate import evaluate
from sayso.commands.explain import explain
from sayso.commands.finding import search, show
from sayso.commands.forecasts import forecasts, resolve, scores
from sayso.commands.init import init
from sayso.commands.layers import layer
from sayso.commands.origins import origins
from sayso.commands.places import places
from sayso.commands.read import read
from sayso.commands.reread import reread
from sayso.commands.serve import serve, user
from sayso.commands.shell import COULD_NOT, Shell, notes
from sayso.commands.warnings import warnings
from sayso.commands.watch import watch


@click.group(
    cls=Shell,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=notes("sayso demo\nsayso read report.txt\nsayso COMMAND --help", COULD_NOT),
)
@click.version_option(package_name="sayso")
def main() -> None:
    """Read the reporting on a negotiation: who wants what, on whose say-so."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    # Libraries that open pages and PDFs log what they stumble over; what it means for the user, an IntakeError says.
    logging.basicConfig(handlers=[logging.NullHandler()])


for command in (
    read,
    explain,
    evaluate,
    demo,
    init,
    add,
    reread,
    watch,
    board,
    trace,
    clashes,
    overlaps,
    origins,
    check,
    warnings,
    places,
    layer,
    forecasts,
    resolve,
    scores,
    search,
    show,
    judge,
    undo,
    parties,
    export,
    serve,
    user,
):
    main.add_command(command)
