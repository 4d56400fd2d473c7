"""`sayso serve`: the dossier in the browser; `sayso user`: who may sign in to it."""

from __future__ import annotations

import ipaddress
from pathlib import Path

import click

from sayso.commands.dossiers import dossier_option, find_dossier, opened, print_rows, reviewer_of
from sayso.commands.shell import COULD_NOT, json_option, notes
from sayso.errors import LedgerError
from sayso.terminal.console import make_console, plain_table
from sayso.wording.statements import one_line

ROLES = ("reader", "reviewer", "owner")
PORT = 8400
# Seconds that a browser's connection is kept: one that is closed as it is used again looks like a failure.
KEPT_ALIVE = 60


@click.command(
    epilog=notes("sayso serve --open\nsayso serve --port 8500\nsayso serve --host 0.0.0.0", COULD_NOT),
)
@dossier_option
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(1, 65535), default=PORT, show_default=True, help="Port to listen on.")
@click.option("--open", "open_browser", is_flag=True, help="Open the board in your browser.")
def serve(folder: Path | None, host: str, port: int, open_browser: bool) -> None:
    """Show the dossier in the browser: read, review, add and decide there.

    On this machine alone nobody has to sign in. Any other address is refused as long as nobody could sign in: make
    users with sayso user add, and put a server that speaks https before it.
    """
    import uvicorn

    from sayso.ledger.ledger import Ledger
    from sayso.ledger.users import Role, User, users
    from sayso.web.application import LOOPBACK, application

    dossier = find_dossier(folder)
    with Ledger.of(dossier) as ledger:
        alone = is_loopback(host)
        if not alone and not users(ledger.engine):
            raise LedgerError(
                f"{host} can be reached from elsewhere, and there is no user: make one with sayso user add"
            )
        only = User(reviewer_of(dossier, None), Role.OWNER) if alone else None
        address = f"http://{f'[{host}]' if ':' in host else host}:{port}/"
        click.echo(f"{one_line(dossier.name)}: {address} (Ctrl+C ends it)", err=True)
        if open_browser:
            click.launch(address)
        app = application(dossier, ledger, only, (*LOOPBACK, host) if alone else ())
        uvicorn.run(app, host=host, port=port, log_level="warning", server_header=False, timeout_keep_alive=KEPT_ALIVE)


def is_loopback(host: str) -> bool:
    """Whether an address can be reached from this machine alone."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@click.group(epilog=notes("sayso user add ana --role reviewer\nsayso user list", COULD_NOT))
def user() -> None:
    """Decide who may sign in to the web application, and what they may do there."""


@user.command("add", epilog=notes("sayso user add ana --role reviewer", COULD_NOT))
@click.argument("name")
@click.option(
    "--role",
    type=click.Choice(ROLES),
    default=ROLES[1],
    show_default=True,
    help="reader looks, reviewer also judges, owner also adds reports and names parties.",
)
@click.password_option(help="Asked for where it is not given.")
@dossier_option
def add_user(name: str, role: str, password: str, folder: Path | None) -> None:
    """Let NAME sign in; run again to give another role or password, which signs NAME out everywhere."""
    from sayso.ledger import users

    with opened(folder) as ledger:
        users.add_user(ledger.engine, name, users.Role[role.upper()], password)
    click.echo(f"{one_line(name)} may sign in as {role}", err=True)


@user.command("remove", epilog=notes("sayso user remove ana", COULD_NOT))
@click.argument("name")
@dossier_option
def remove_user(name: str, folder: Path | None) -> None:
    """Let NAME sign in no more; what NAME decided stays."""
    from sayso.ledger import users

    with opened(folder) as ledger:
        users.remove_user(ledger.engine, name)
    click.echo(f"{one_line(name)} may sign in no more", err=True)


@user.command("list", epilog=notes("sayso user list --json", COULD_NOT))
@dossier_option
@json_option
def list_users(folder: Path | None, as_json: bool) -> None:
    """List who may sign in."""
    from sayso.ledger import users

    with opened(folder) as ledger:
        found = users.users(ledger.engine)
    if as_json:
        print_rows({"name": each.name, "role": each.role.name.lower(), "added": each.added} for each in found)
        return
    table = plain_table("Name", "Role", "Added")
    for each in found:
        table.add_row(one_line(each.name), each.role.name.lower(), each.added)
    make_console().print(table)
