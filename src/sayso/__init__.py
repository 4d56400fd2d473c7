"""Sayso reads the reporting on a negotiation: who wants what, from whom, on whose say-so, since when.

`sayso.read(text)` gives the reading of one report, `sayso.read_many(reports)` streams those of many, and
`sayso.Ledger.open(address)` keeps them.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from sayso.agenda import Agenda, Issue
from sayso.errors import AgendaError, IntakeError, LanguageError, ModelError, SaysoError
from sayso.report import Report
from sayso.statement import Act, Deadline, Firmness, Reading, Stand, Statement

if TYPE_CHECKING:
    from sayso.ledger.ledger import Ledger
    from sayso.reading.reader import Reader

__all__ = [
    "Act",
    "Agenda",
    "AgendaError",
    "Deadline",
    "Firmness",
    "IntakeError",
    "Issue",
    "LanguageError",
    "Ledger",
    "ModelError",
    "Reading",
    "Report",
    "SaysoError",
    "Stand",
    "Statement",
    "read",
    "read_many",
]


def __getattr__(name: str) -> object:
    """`Ledger`, whose database library takes a quarter of a second to load, when it is first asked for."""
    if name == "Ledger":
        from sayso.ledger.ledger import Ledger

        return Ledger
    raise AttributeError(f"module 'sayso' has no attribute {name!r}")


def read(report: str | Report) -> Reading:
    """The statements of one report, under the general agenda.

    Raises LanguageError where it is not in English, IntakeError where it is too long, ModelError where the
    installed model is damaged.
    """
    return _reader().read(_report(report, 1))


def read_many(reports: Iterable[str | Report | IntakeError]) -> Iterator[Reading | IntakeError]:
    """The readings of reports in their order, a batch at a time; a report that cannot be read gives its error.

    Errors among the reports, as `sayso.intake.read_sources` yields them, are passed on in their place.
    """
    numbered = enumerate(reports, 1)
    yield from _reader().read_many(
        _report(item, number) if isinstance(item, str) else item for number, item in numbered
    )


def _report(report: str | Report, number: int) -> Report:
    return report if isinstance(report, Report) else Report(id=f"report-{number}", text=report)


@functools.cache
def _reader() -> Reader:
    from sayso.reading.reader import Reader  # takes a second: the names above should not wait for it

    return Reader.load()
