"""A dossier: one negotiation that a user follows, as `sayso.toml` in a folder of its own describes it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sayso.agenda import Agenda
from sayso.errors import AgendaError, DossierError

FILE = "sayso.toml"
LEDGER = "sqlite:///ledger.sqlite"
SQLITE = "sqlite:///"

Names = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Dossier:
    """What a user has settled about a negotiation.

    `parties` are the sides with the other names that reports call them by; where there are none, the sides are those
    found in what was read. `aliases` are the same for people and bodies. `ledger` is a database address as SQLAlchemy
    writes it. `reviewer` signs the judgements made here. `countries` are those where the places of this negotiation
    likely lie, by name or ISO code.
    """

    folder: Path
    name: str
    ledger: str
    agenda: Agenda
    parties: Names
    aliases: Names
    feeds: tuple[str, ...] = ()
    webhook: str | None = None
    reviewer: str | None = None
    countries: tuple[str, ...] = ()

    @classmethod
    def open(cls, folder: Path) -> Dossier:
        """The dossier in a folder. Raises DossierError, which names the file and the key, where it cannot be used."""
        path = folder / FILE
        try:
            settings = tomllib.loads(path.read_text(encoding="utf8"))
        except FileNotFoundError as error:
            raise DossierError(path, "there is no such file", "make a dossier with sayso init") from error
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise DossierError(path, f"cannot be read: {error}") from error
        return _Settings(path, settings).dossier()

    @classmethod
    def find(cls, start: Path) -> Dossier:
        """The dossier of a folder or of the nearest one above it. Raises DossierError where there is none."""
        folders = (start.resolve(), *start.resolve().parents)
        found = next((folder for folder in folders if (folder / FILE).is_file()), None)
        if found is None:
            advice = "go into the dossier's folder, name it with --dossier, or make one with sayso init"
            raise DossierError(start, f"there is no {FILE} here or above", advice)
        return cls.open(found)


@dataclass(frozen=True, slots=True)
class _Settings:
    """The keys of a settings file, each checked when it is taken."""

    path: Path
    values: Mapping[str, Any]

    def dossier(self) -> Dossier:
        known = {"name", "ledger", "agenda", "parties", "aliases", "feeds", "webhook", "reviewer", "countries"}
        for key in self.values.keys() - known:
            raise DossierError(self.path, f"{key!r} is no setting", f"known are {', '.join(sorted(known))}")
        return Dossier(
            folder=self.path.parent,
            name=self.text("name") or self.path.parent.resolve().name,
            ledger=self.ledger(),
            agenda=self.agenda(),
            parties=self.names("parties"),
            aliases=self.names("aliases"),
            feeds=self.texts("feeds"),
            webhook=self.text("webhook"),
            reviewer=self.text("reviewer"),
            countries=self.texts("countries"),
        )

    def ledger(self) -> str:
        """The ledger's address; a relative SQLite file lies in the dossier's folder."""
        address = self.text("ledger") or LEDGER
        return SQLITE + str(self.path.parent / address.removeprefix(SQLITE)) if address.startswith(SQLITE) else address

    def agenda(self) -> Agenda:
        name = self.text("agenda")
        try:
            return Agenda.open(self.path.parent / name) if name else Agenda.general()
        except AgendaError as error:
            raise DossierError(self.path, f"agenda: {error}") from error

    def text(self, key: str) -> str | None:
        value = self.values.get(key)
        if value is not None and not isinstance(value, str):
            raise DossierError(self.path, f"{key} is not text", f'write {key} = "..."')
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        return _texts(self.path, key, self.values.get(key, []))

    def names(self, key: str) -> Names:
        """A table of names to their other names; no name may stand for two."""
        table = self.values.get(key, {})
        if not isinstance(table, dict):
            raise DossierError(self.path, f"{key} is no table", f"write [{key}] and below it lines of name = [names]")
        names = {name: _texts(self.path, f"{key}.{name}", others) for name, others in table.items()}
        self.check_once(key, names)
        return names

    def check_once(self, key: str, names: Names) -> None:
        owners: dict[str, str] = {}
        for owner, name in _calls(names):
            if owners.setdefault(name.casefold(), owner) != owner:
                reason = f"{key}: {name!r} stands for both {owners[name.casefold()]!r} and {owner!r}"
                raise DossierError(self.path, reason, "keep it under one of them")


def _calls(names: Names) -> Iterator[tuple[str, str]]:
    for owner, others in names.items():
        yield from ((owner, name) for name in (owner, *others))


def _texts(path: Path, key: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(entry, str) for entry in value):
        raise DossierError(path, f"{key} is not a list of texts", f'write {key} = ["...", "..."]')
    return tuple(value)


TEMPLATE = """\
# A dossier of Sayso: one negotiation, and the ledger of who wants what in it.
# Lines that begin with # are comments; take the # away to use a setting.

# What the dossier is called.
name = {name}

# Where the ledger is kept: a file in this folder, or a PostgreSQL database.
ledger = "sqlite:///ledger.sqlite"
# ledger = "postgresql+psycopg://user:password@host/database"

# What the negotiation is about: a YAML file of  id: {{label: ..., about: ...}}  in this folder. Without it the general
# agenda is used. Statements read before a change keep their issues until they are read again (sayso reread).
# agenda = "agenda.yml"

# Who signs the judgements that are made here; without it, the name you are signed in under.
# reviewer = "Your Name"

# Where places that are named are likely to lie; without it, in the countries that are sides.
# countries = ["Ukraine", "RU"]

# Feeds that sayso watch follows.
# feeds = ["https://example.org/rss.xml"]

# Where sayso watch posts what changed, as JSON lines.
# webhook = "https://example.org/hook"

# The sides, in the order in which the board shows them, each with the other names that reports call it by. Without any,
# the board shows the sides that were read of most; sayso parties proposes lines for here.
# [parties]
# Russia = ["Moscow", "Russian Federation"]
# Ukraine = ["Kyiv"]

# People and bodies under the name that you want to see, each with the other names that reports call it by.
# [aliases]
# "Volodymyr Zelensky" = ["Volodymyr Zelenskyy", "Zelenskiy"]
"""


def start(folder: Path, name: str) -> Path:
    """Make the folder with a commented settings file, and give that file's path.

    Raises DossierError where the folder is a dossier already, OSError where it cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / FILE
    try:
        with path.open("x", encoding="utf8") as stream:
            stream.write(TEMPLATE.format(name=_quoted(name)))
    except FileExistsError as error:
        raise DossierError(path, "is there already", "this folder is a dossier; sayso add fills it") from error
    return path


def _quoted(text: str) -> str:
    """A text as TOML writes it."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(mark if mark.isprintable() else " " for mark in escaped) + '"'
