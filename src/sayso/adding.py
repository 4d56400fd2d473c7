"""Adding: reports that a ledger does not hold are read and added to it, as they come."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from sayso.agenda import Agenda
from sayso.bulk import Item, read_on_all_cores
from sayso.errors import IntakeError
from sayso.report import Report

if TYPE_CHECKING:
    from sayso.ledger.ledger import Ledger
    from sayso.ledger.writing import Added

Known = Callable[[str], object]


def add_new(
    ledger: Ledger, agenda: Agenda, items: Iterable[Item], known: Known, processes: int | None = None
) -> Iterator[Added | IntakeError]:
    """Read what the ledger does not hold and add it, and say what came of each; errors stand where reports would.

    The ids of reports that the ledger holds, as it has them, are given to `known`, and these are not read.
    """
    from sayso.reading.model import shipped_version

    for read in read_on_all_cores(_unknown(ledger, items, known), agenda, processes):
        if isinstance(read, IntakeError):
            yield read
        else:
            yield from ledger.add([read], shipped_version())


def _unknown(ledger: Ledger, items: Iterable[Item], known: Known) -> Iterator[Item]:
    for item in items:
        if isinstance(item, Report) and (held := ledger.held_as(item)):
            known(held)
        else:
            yield item
