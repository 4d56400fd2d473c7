"""Sources: paths, directories, standard input and web addresses, one after the other."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from sayso.errors import IntakeError
from sayso.intake.formats import reports_in
from sayso.intake.material import Item, Material
from sayso.intake.unpacking import DamagedError
from sayso.intake.web import fetched, is_address
from sayso.report import Report

STANDARD_INPUT = "-"

Columns = Mapping[str, str]


def read_sources(
    sources: Iterable[str],
    *,
    stdin: BinaryIO | None = None,
    columns: Mapping[str, str] | None = None,
    private: bool = True,
) -> Iterator[Report | IntakeError]:
    """The reports of each source in turn, and an error in the place of each one that cannot be had.

    A source is the path of a file, a directory (all files below it but hidden ones, by name), "-" for `stdin`, or an
    http or https address. Formats: plain text, Markdown with front matter, HTML, PDF, Word documents, messages and
    mailboxes, tables, feeds, web archives, JSON, JSON lines, and gzip over any; content decides before the name does.
    `columns` names the columns of tables that hold the fields of a report, where their own names do not tell. Without
    `private`, nothing is fetched from hosts in private networks, whatever a name resolves to or a server redirects to:
    for addresses that strangers give.

    The iterator is lazy: it holds one report at a time, and of those before it only the ids, which it makes unique
    within the run by a number behind. It raises nothing of its own: an error names its source, and the line or item
    where it has such, and the rest goes on.
    """
    unique = _UniqueIds()
    for source in sources:
        for item in _items(source, stdin, columns or {}, private):
            yield unique.of(item) if isinstance(item, Report) else item


class _UniqueIds:
    def __init__(self) -> None:
        self._given: Counter[str] = Counter()

    def of(self, report: Report) -> Report:
        """The report, under an id that none before it has."""
        name = report.id
        while name in self._given:
            self._given[report.id] += 1
            name = f"{report.id}-{self._given[report.id]}"
        self._given[name] = 1
        return report if name == report.id else replace(report, id=name)


def _items(source: str, stdin: BinaryIO | None, columns: Columns, private: bool) -> Iterator[Item]:
    if source == STANDARD_INPUT:
        stream = stdin or sys.stdin.buffer
        yield from reports_of(Material("standard input", "stdin", "", stream, columns=columns, private=private))
    elif is_address(source):
        yield from _fetched_items(source, columns, private)
    else:
        yield from _items_below(Path(source), columns, private)


def _fetched_items(address: str, columns: Columns, private: bool) -> Iterator[Item]:
    try:
        material = replace(fetched(address, private=private), columns=columns)
    except IntakeError as error:
        yield error
    else:
        yield from reports_of(material)


def _items_below(path: Path, columns: Columns, private: bool) -> Iterator[Item]:
    try:
        if path.is_dir():
            yield from _items_in_directory(path, columns, private)
        else:
            with path.open("rb") as stream:
                suffix = path.suffix.lower()
                yield from reports_of(Material(str(path), path.stem, suffix, stream, columns=columns, private=private))
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        yield IntakeError(str(path), _reason(error))


def _items_in_directory(directory: Path, columns: Columns, private: bool) -> Iterator[Item]:
    entries = sorted(entry for entry in directory.iterdir() if not entry.name.startswith("."))
    if not entries:
        yield IntakeError(str(directory), "is a directory without files")
    for entry in entries:
        if entry.is_file() or (entry.is_dir() and not entry.is_symlink()):
            yield from _items_below(entry, columns, private)
        else:
            yield IntakeError(str(entry), "is neither a file nor a directory", "links to directories are not followed")


def reports_of(material: Material) -> Iterator[Item]:
    """The reports of one source that is open; what cannot be read of it is an error at the end, which names it."""
    try:
        yield from reports_in(material)
    except IntakeError as error:
        yield error
    except (OSError, EOFError) as error:
        yield IntakeError(material.name, _reason(error))


def _reason(error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return "there is no such file"
    if isinstance(error, DamagedError):
        return str(error)
    said = error.strerror if isinstance(error, OSError) else None
    return f"cannot be read: {said or error}"
