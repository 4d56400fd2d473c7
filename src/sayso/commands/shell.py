"""What all commands share: how they end, what their help says, their common options."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import click

from sayso.errors import SaysoError
from sayso.wording.statements import one_line

GUIDELINES = ("talks", "polnear", "any")
INTERRUPTED = 130
PIPE_CLOSED = 141
SOME_FAILED = "1 some reports failed, each named on standard error"
COULD_NOT = "1 it could not be done, for the reason given on standard error"


class Shell(click.Group):
    """A group of commands that ends cleanly when interrupted, or when the reader of its output goes away."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command."""
        try:
            return super().invoke(ctx)
        except SaysoError as error:
            raise click.ClickException(one_line(str(error))) from error
        except KeyboardInterrupt:
            click.echo("sayso: interrupted", err=True)
            ctx.exit(INTERRUPTED)
        except BrokenPipeError:
            silence_output()
            ctx.exit(PIPE_CLOSED)
        except OSError as error:
            raise click.ClickException(one_line(str(error))) from error


def silence_output() -> None:
    """Keep Python from flushing to a closed pipe when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def notes(examples: str, *codes: str) -> str:
    """The end of a help text: examples and exit codes."""
    listed = ("0 done", *codes, "2 wrong usage", "130 interrupted", "141 the reader of the output went away")
    in_order = sorted(listed, key=lambda line: int(line.split()[0]))
    sections = {"Examples:": examples.strip().splitlines(), "Exit codes:": in_order}
    blocks = ("\n".join(["\b", title, *(f"  {line.strip()}" for line in lines)]) for title, lines in sections.items())
    return "\n\n".join(blocks)


agenda_option = click.option(
    "--agenda",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="YAML file with the issues of this negotiation, in place of the general agenda.",
)
guidelines_option = click.option(
    "--guidelines",
    type=click.Choice(GUIDELINES),
    default=GUIDELINES[0],
    show_default=True,
    help="Whose guidelines say what is a statement: talks (Sayso's own), polnear (attributions as in PolNeAR), any.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON, spans as code point offsets.")
