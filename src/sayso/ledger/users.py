"""Users: who may sign in to the web application, and who is signed in; passwords and tokens are kept as hashes only."""

from __future__ import annotations

import datetime
import hashlib
import secrets
from dataclasses import dataclass
from enum import IntEnum

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError
from sqlalchemy import Engine, delete, insert, select

from sayso.errors import LedgerError
from sayso.ledger import tables
from sayso.ledger.dialects import put
from sayso.ledger.engine import writing
from sayso.ledger.writing import now

SHORTEST = 10  # characters of a password
SIGNED_IN = datetime.timedelta(hours=12)
HASHER = PasswordHasher()
NOBODY = HASHER.hash("nobody's password")  # compared with where there is no such user, so that both take as long


class Role(IntEnum):
    """What somebody may do: read, decide on what was read, or also add reports and name parties and people."""

    READER = 1
    REVIEWER = 2
    OWNER = 3


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who may sign in."""

    name: str
    role: Role
    added: str = ""


def add_user(engine: Engine, name: str, role: Role, password: str) -> None:
    """Let somebody sign in, or give a user another role and password. Raises LedgerError where that is too short."""
    if not name.strip():
        raise LedgerError("a user needs a name")
    if len(password) < SHORTEST:
        raise LedgerError(f"{name}: the password is too short: take at least {SHORTEST} characters")
    row = {"name": name, "role": role.name.lower(), "password": HASHER.hash(password), "added": now()}
    with writing(engine) as connection:
        put(connection, tables.users, row)
        connection.execute(delete(tables.sessions).where(tables.sessions.c.name == name))


def remove_user(engine: Engine, name: str) -> None:
    """Let somebody sign in no more, and end what is open. Raises LedgerError where there is no such user."""
    with writing(engine) as connection:
        connection.execute(delete(tables.sessions).where(tables.sessions.c.name == name))
        if not connection.execute(delete(tables.users).where(tables.users.c.name == name)).rowcount:
            raise LedgerError(f"{name}: there is no such user")


def users(engine: Engine) -> list[User]:
    """All who may sign in, by name."""
    with engine.connect() as connection:
        rows = connection.execute(select(tables.users).order_by(tables.users.c.name))
        return [User(row.name, Role[row.role.upper()], row.added) for row in rows]


def signed_in(engine: Engine, name: str, password: str) -> str | None:
    """A token for the browser of a user whose password is right; None where it is not, or there is no such user."""
    with engine.connect() as connection:
        known = connection.execute(select(tables.users.c.password).where(tables.users.c.name == name)).scalar()
    try:
        HASHER.verify(known or NOBODY, password)
    except VerifyMismatchError:
        return None
    if known is None:
        return None
    token = secrets.token_urlsafe(32)
    until = (datetime.datetime.now(datetime.UTC) + SIGNED_IN).isoformat(timespec="seconds")
    with writing(engine) as connection:
        connection.execute(delete(tables.sessions).where(tables.sessions.c.until < now()))
        connection.execute(insert(tables.sessions).values(token=_hashed(token), name=name, until=until))
    return token


def user_of(engine: Engine, token: str) -> User | None:
    """The user whose browser keeps a token, as long as that counts."""
    joined = tables.sessions.join(tables.users, tables.users.c.name == tables.sessions.c.name)
    own = (tables.sessions.c.token == _hashed(token), tables.sessions.c.until >= now())
    with engine.connect() as connection:
        row = connection.execute(select(tables.users).select_from(joined).where(*own)).first()
    return User(row.name, Role[row.role.upper()], row.added) if row else None


def sign_out(engine: Engine, token: str) -> None:
    """Make a token count no more."""
    with writing(engine) as connection:
        connection.execute(delete(tables.sessions).where(tables.sessions.c.token == _hashed(token)))


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
