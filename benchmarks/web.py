"""How soon the pages of a large ledger begin to arrive: the first byte of every page, on SQLite and PostgreSQL.

    python -m benchmarks.web --folder /tmp/ledgers

The ledgers are those that `benchmarks.ledger` makes in the folder. The application is really served, by uvicorn on this
machine; times are medians of `--rounds` requests, each with other arguments where a page takes any, in seconds.
"""

from __future__ import annotations

import datetime
import random
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import click
import urllib3
from starlette.applications import Starlette

from benchmarks.ledger import DAYS, FIRST_DAY, ISSUES, PARTIES, THINGS, addresses, fill
from benchmarks.serving import serving
from sayso.dossier import Dossier
from sayso.ledger.ledger import Ledger
from sayso.ledger.users import Role, User
from sayso.ledger.viewing import Wanted
from sayso.terminal.console import make_console, plain_table
from sayso.web.application import application

SETTINGS = 'name = "A million statements"\n'


def pages(ledger: Ledger, chance: random.Random) -> dict[str, Callable[[], str]]:
    """The address of every page, each time with other arguments."""
    some = [entry.id for entry in ledger.entries(Wanted(), 200)]
    reports = [held.heading.id for held in ledger.reports(200)]

    def on() -> str:
        return f"on={FIRST_DAY + datetime.timedelta(chance.randrange(200, DAYS))}"

    def party() -> str:
        return quote(chance.choice(PARTIES))

    return {
        "board": lambda: f"/?{on()}",
        "trace": lambda: f"/trace/{party()}?issue={chance.choice(ISSUES)}",
        "clashes": lambda: f"/clashes?{on()}&issue={chance.choice(ISSUES)}",
        "overlaps": lambda: f"/overlaps?{on()}&issue={chance.choice(ISSUES)}",
        "review": lambda: f"/review?party={party()}",
        "search": lambda: f"/search?words={chance.choice(THINGS)}",
        "map": lambda: f"/map?{on()}&party={party()}",
        "warnings": lambda: f"/warnings?{on()}&party={party()}",
        "forecasts": lambda: f"/forecasts?{on()}&party={party()}",
        "settlement": lambda: "/settlement",
        "origins of a statement": lambda: f"/origins?statement={chance.choice(some)}",
        "origins on an issue": lambda: f"/origins?issue={chance.choice(ISSUES)}",
        "parties": lambda: "/parties",
        "sources": lambda: f"/sources?offset={chance.randrange(90_000)}",
        "report": lambda: f"/report/{quote(chance.choice(reports), safe='')}",
        "statement": lambda: f"/statement/{chance.choice(some)}",
        "add": lambda: "/add",
    }


def first_byte(pool: urllib3.PoolManager, address: str) -> float:
    """The seconds until a page begins to arrive. Raises RuntimeError where it is none."""
    began = time.perf_counter()
    answer = pool.request("GET", address, preload_content=False)
    answer.read(1)
    taken = time.perf_counter() - began
    answer.drain_conn()
    answer.release_conn()
    if answer.status != 200:
        raise RuntimeError(f"{address}: {answer.status}")
    return taken


def application_of(folder: Path, ledger: Ledger) -> Starlette:
    """The application of a ledger, with the settings of a dossier in a folder."""
    (folder / "sayso.toml").write_text(SETTINGS, encoding="utf8")
    return application(Dossier.open(folder), ledger, User("benchmark", Role.OWNER))


@click.command(help=__doc__)
@click.option("--folder", type=click.Path(file_okay=False, path_type=Path), required=True)
@click.option("--reports", default=100_000, show_default=True, help="Reports of the large ledger.")
@click.option("--rounds", default=20, show_default=True, help="Requests of each kind.")
@click.option("--kind", "kinds", multiple=True, default=("sqlite", "postgresql"), show_default=True)
def main(folder: Path, reports: int, rounds: int, kinds: tuple[str, ...]) -> None:
    """Serve each ledger, ask for every page, and print the medians."""
    found: dict[str, list[str]] = {}
    pool = urllib3.PoolManager()
    for _, address in addresses(folder, kinds):
        with Ledger.open(address.replace("NAME", "large")) as ledger:
            fill(ledger, reports)
            with serving(application_of(folder, ledger)) as served:
                for name, path in pages(ledger, random.Random(0)).items():
                    first_byte(pool, f"{served}{path()}")
                    times = [first_byte(pool, f"{served}{path()}") for _ in range(rounds)]
                    found.setdefault(name, []).append(f"{statistics.median(times):.3f}")
    table = plain_table("Page", *kinds, numbers=kinds)
    for name, figures in found.items():
        table.add_row(name, *figures)
    make_console().print(table)


if __name__ == "__main__":
    main()
