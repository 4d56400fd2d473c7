"""Opening a ledger's database, SQLite or PostgreSQL, with its tables up to date."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import as_file, files
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from sayso.errors import LedgerError

VERSION = "0006"  # of the newest migration
LOCK = 7_295_060  # any number: what PostgreSQL calls the lock under which migrations run
CROWD = 60  # connections at once beside those kept: as many as there are threads that answer people
PATIENCE = 60.0  # seconds that a writer waits for another one
DRIVERS = {"postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}
# Compiling a query takes PostgreSQL longer than to answer it from indexes; of what is streamed, the first rows count.
SETTINGS = "-c jit=off -c cursor_tuple_fraction=0.001"
PRAGMAS = ("journal_mode=wal", "synchronous=normal", "foreign_keys=on", "cache_size=-65536", "mmap_size=1073741824")


def open_engine(address: str) -> Engine:
    """The database at an address, such as `sqlite:///ledger.sqlite` or `postgresql://user@host/name`, its tables made.

    Raises LedgerError where it cannot be opened, or was written by a newer Sayso.
    """
    try:
        engine = _engine(address)
        _migrate(engine)
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
        raise LedgerError(f"{address}: is no address of a ledger ({error})") from error
    except DBAPIError as error:
        raise LedgerError(f"{_shown(address)}: cannot be opened: {error.orig}") from error
    return engine


def _engine(address: str) -> Engine:
    url = make_url(address)
    url = url.set(drivername=DRIVERS.get(url.drivername, url.drivername))
    if url.get_backend_name() != "sqlite":
        return create_engine(url, connect_args={"options": SETTINGS}, max_overflow=CROWD)
    engine = create_engine(url, connect_args={"timeout": PATIENCE}, max_overflow=CROWD)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _shown(address: str) -> str:
    return make_url(address).render_as_string(hide_password=True)


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # transactions are begun below, not by the driver
    for pragma in PRAGMAS:
        connection.execute(f"pragma {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    """Begin; a writer takes the lock at once, as one that asks for it later fails where another one wrote meanwhile."""
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("begin immediate" if writes else "begin")


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction that writes: all of it is kept, or nothing."""
    with engine.execution_options(writes=True).begin() as connection:
        yield connection


def _migrate(engine: Engine) -> None:
    if _version(engine) == VERSION:
        return
    # Here, because only a new or an old ledger should wait for it.
    from alembic import command
    from alembic.config import Config
    from alembic.util.exc import CommandError

    with as_file(files("sayso.ledger") / "migrations") as folder, writing(engine) as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("select pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", str(folder).replace("%", "%%"))
        try:
            command.upgrade(config, VERSION)
        except CommandError as error:
            raise LedgerError(f"{_shown(str(engine.url))}: was written by a newer Sayso; update this one") from error


def _version(engine: Engine) -> str | None:
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        return connection.execute(text("select version_num from alembic_version")).scalar()
