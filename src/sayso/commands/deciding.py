"""`sayso judge`, `undo`, `parties`, `export`: what people decide on the ledger, and what they take out of it."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from sayso.commands.dossiers import dossier_option, find_dossier, opened, print_json, print_rows, reviewer_of
from sayso.commands.shell import COULD_NOT, json_option, notes
from sayso.terminal.console import make_console, plain_table
from sayso.wording.statements import one_line

if TYPE_CHECKING:
    from sayso.ledger.judgement import Judgement
    from sayso.ledger.ledger import Ledger
    from sayso.ledger.naming import Naming

VERDICTS = ("accept", "reject", "correct", "merge")

by_option = click.option("--by", "by", metavar="NAME", help="Who signs; without it, the dossier's reviewer or you.")


@click.command(
    epilog=notes(
        """
        sayso judge k7f3q2mz accept
        sayso judge k7f3q2mz correct act=reject stand=against
        sayso judge k7f3q2mz correct 'issues=["territory", "withdrawal"]'
        sayso judge k7f3q2mz merge zvoyoj42
        """,
        COULD_NOT,
    )
)
@click.argument("statement", metavar="ID")
@click.argument("verdict", type=click.Choice(VERDICTS))
@click.argument("details", metavar="[FIELD=VALUE...|ID]", nargs=-1)
@dossier_option
@by_option
@json_option
def judge(
    statement: str, verdict: str, details: tuple[str, ...], folder: Path | None, by: str | None, as_json: bool
) -> None:
    """Decide on a statement: accept it, reject it, correct fields of it, or merge it into another that tells the same.

    The decision is appended, signed and dated, every view follows at once, and sayso undo takes it back. A VALUE is
    text, or JSON where the field is a list, a number or nothing (null).
    """
    dossier = find_dossier(folder)
    with opened(folder) as ledger:
        made = decide(ledger, statement, verdict, details, reviewer_of(dossier, by))
    if as_json:
        print_rows(judgement.to_json() for judgement in made)
    else:
        click.echo(
            f"{made[0].statement}: {verdict}ed" if verdict != "merge" else f"{made[0].statement}: merged", err=True
        )


def decide(ledger: Ledger, statement: str, verdict: str, details: tuple[str, ...], reviewer: str) -> list[Judgement]:
    """Carry out what the user decided."""
    match verdict, details:
        case "accept", ():
            return ledger.accept(statement, reviewer=reviewer)
        case "reject", ():
            return ledger.reject(statement, reviewer=reviewer)
        case "merge", (other,):
            return ledger.merge(statement, into=other, reviewer=reviewer)
        case "correct", (_, *_):
            return ledger.correct(statement, dict(map(field_and_value, details)), reviewer=reviewer)
    wanted = {"correct": "FIELD=VALUE", "merge": "the ID of the statement that remains"}.get(verdict, "nothing more")
    raise click.UsageError(f"{verdict} takes {wanted}")


def field_and_value(detail: str) -> tuple[str, Any]:
    """A field and its value, from how the user writes them."""
    field, sign, value = detail.partition("=")
    if not sign:
        raise click.UsageError(f"{detail!r} is not FIELD=VALUE")
    try:
        return field, json.loads(value)
    except ValueError:
        return field, [value] if field in {"issues", "places", "via"} else value


@click.command(epilog=notes("sayso undo\nsayso undo k7f3q2mz", COULD_NOT))
@click.argument("statement", metavar="[ID]", required=False)
@dossier_option
@by_option
@json_option
def undo(statement: str | None, folder: Path | None, by: str | None, as_json: bool) -> None:
    """Take back your last decision, or the last one on the statement ID, whoever made it."""
    dossier = find_dossier(folder)
    with opened(folder) as ledger:
        taken = ledger.undo(reviewer_of(dossier, by), statement)
    if as_json:
        print_json(taken.to_json())
    else:
        click.echo(f"taken back: {in_short(taken)}", err=True)


def in_short(decision: Judgement | Naming) -> str:
    """A decision in a few words."""
    from sayso.ledger.judgement import Judgement
    from sayso.terminal.card import decision as words

    if isinstance(decision, Judgement):
        return f"{decision.statement} {words(decision)}"
    return f"{decision.kind}: {one_line(decision.name)} as {one_line(decision.value)}"


@click.group(
    invoke_without_command=True,
    epilog=notes(
        """
        sayso parties
        sayso parties merge "Russian Federation" Russia
        sayso parties belongs "Kirill Dmitriev" Russia
        sayso parties propose >> sayso.toml
        """,
        COULD_NOT,
    ),
)
@dossier_option
@by_option
@json_option
@click.pass_context
def parties(ctx: click.Context, folder: Path | None, by: str | None, as_json: bool) -> None:
    """List the parties with the names they were read under, or decide on names; sayso undo takes a decision back."""
    dossier = find_dossier(folder)
    ctx.obj = (folder, reviewer_of(dossier, by))
    if ctx.invoked_subcommand:
        return
    with opened(folder) as ledger:
        found = ledger.parties()
    if as_json:
        print_rows(party.to_json() for party in found)
        return
    table = plain_table("Party", "Statements", "Issues", "Read as", numbers=("Statements", "Issues"))
    for party in found:
        others = ", ".join(one_line(name) for name in party.spellings if name != party.name)
        table.add_row(one_line(party.name), str(party.statements), str(party.issues), others)
    make_console().print(table)


def _name(ctx: click.Context, kind: str, name: str, value: str) -> None:
    folder, reviewer = ctx.obj
    with opened(folder) as ledger:
        made = ledger.name(kind, name, value, reviewer=reviewer)
    click.echo(in_short(made), err=True)


@parties.command("merge", epilog=notes('sayso parties merge "Russian Federation" Russia', COULD_NOT))
@click.argument("name")
@click.argument("party")
@click.pass_context
def merge_parties(ctx: click.Context, name: str, party: str) -> None:
    """Count the party NAME as PARTY."""
    _name(ctx, "party", name, party)


@parties.command("rename", epilog=notes('sayso parties rename Russia "Russian Federation"', COULD_NOT))
@click.argument("name")
@click.argument("new")
@click.pass_context
def rename_party(ctx: click.Context, name: str, new: str) -> None:
    """Call the party NAME by a NEW name."""
    _name(ctx, "party", name, new)


@parties.command("alias", epilog=notes('sayso parties alias Zelenskiy "Volodymyr Zelensky"', COULD_NOT))
@click.argument("name")
@click.argument("holder")
@click.pass_context
def alias_holder(ctx: click.Context, name: str, holder: str) -> None:
    """Take the NAME of a person or body for another name of HOLDER."""
    _name(ctx, "holder", name, holder)


@parties.command("belongs", epilog=notes('sayso parties belongs "Kirill Dmitriev" Russia', COULD_NOT))
@click.argument("holder")
@click.argument("party")
@click.pass_context
def belongs(ctx: click.Context, holder: str, party: str) -> None:
    """Count what HOLDER says for PARTY, whatever the reports say."""
    _name(ctx, "belongs", holder, party)


@parties.command("propose", epilog=notes("sayso parties propose >> sayso.toml", COULD_NOT))
@click.option(
    "--least", type=click.IntRange(min=1), default=10, show_default=True, help="Statements that a party must have."
)
@click.pass_context
def propose(ctx: click.Context, least: int) -> None:
    """Print lines for sayso.toml with the parties that were read of, to be looked over."""
    with opened(ctx.obj[0]) as ledger:
        found = [party for party in ledger.parties() if party.statements >= least]
    click.echo("[parties]")
    for party in found:
        others = [name for name in party.spellings if name != party.name]
        click.echo(f"{json.dumps(party.name, ensure_ascii=False)} = {json.dumps(others, ensure_ascii=False)}")


@click.command(
    epilog=notes(
        """
        sayso export --format csv statements.csv
        sayso export --format jsonl > statements.jsonl
        sayso export --corrections corrections.jsonl
        """,
        COULD_NOT,
    )
)
@click.argument("file", required=False, type=click.Path(dir_okay=False, path_type=Path))
@dossier_option
@click.option(
    "--format", "form", type=click.Choice(("csv", "jsonl")), default="csv", show_default=True, help="As what."
)
@click.option("--corrections", is_flag=True, help="Instead, the reports that were judged, in the format of training.")
def export(file: Path | None, folder: Path | None, form: str, corrections: bool) -> None:
    """Write every statement as it stands with what people decided on it, one a line, to FILE or standard output."""
    from sayso.ledger import exporting

    with opened(folder) as ledger, written(file) as stream:
        if corrections:
            number = exporting.write_lines(ledger.corrections(), stream)
        elif form == "csv":
            number = exporting.write_csv(ledger.entries(), stream)
        else:
            number = exporting.write_lines((entry.to_json() for entry in ledger.entries()), stream)
    click.echo(f"{number} {'reports' if corrections else 'statements'} written", err=True)


@contextmanager
def written(file: Path | None) -> Iterator[IO[str]]:
    """Standard output, or a file that is there whole or not at all."""
    if file is None:
        yield sys.stdout
        return
    partial = file.with_name(f"{file.name}.partial")
    with partial.open("w", encoding="utf8", newline="") as stream:
        yield stream
    partial.replace(file)
