"""Jobs: reports that are read into the ledger while people go on working."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from sayso.dossier import Dossier
from sayso.errors import IntakeError, SaysoError
from sayso.ledger.ledger import Ledger
from sayso.report import Report

KEPT = 50  # jobs that are remembered

Items = Callable[[], Iterator[Report | IntakeError]]


@dataclass(slots=True)
class Job:
    """Reports that are being read: what they are, how far that is, and what came of it so far."""

    number: int
    name: str
    added: list[str] = field(default_factory=list)  # ids of the reports that were added
    known: list[str] = field(default_factory=list)  # ids of those that were there already
    statements: int = 0
    errors: list[str] = field(default_factory=list)
    ended: bool = False

    def to_json(self) -> dict[str, Any]:
        """The job, ready for `json.dumps`."""
        return {
            "number": self.number,
            "name": self.name,
            "added": list(self.added),
            "known": list(self.known),
            "statements": self.statements,
            "errors": list(self.errors),
            "ended": self.ended,
        }


class Jobs:
    """The jobs of an application, read one after the other by a thread of their own."""

    def __init__(self, dossier: Dossier, ledger: Ledger) -> None:
        self._dossier = dossier
        self._ledger = ledger
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="reading")
        self._numbers = itertools.count(1)
        self._jobs: dict[int, Job] = {}
        self._lock = threading.Lock()

    def start(self, name: str, items: Items) -> Job:
        """Begin to read reports, in turn after the jobs that wait; gives the job at once."""
        with self._lock:
            job = Job(next(self._numbers), name)
            self._jobs[job.number] = job
            for number in sorted(self._jobs)[:-KEPT]:
                del self._jobs[number]
        self._worker.submit(self._run, job, items)
        return job

    def job(self, number: int) -> Job | None:
        """The job of a number, None where there is none or it was long ago."""
        return self._jobs.get(number)

    def newest_first(self) -> list[Job]:
        """The jobs that are remembered."""
        return [self._jobs[number] for number in sorted(self._jobs, reverse=True)]

    def close(self) -> None:
        """End after what is being read."""
        self._worker.shutdown(cancel_futures=True)

    def _run(self, job: Job, items: Items) -> None:
        try:
            self._read(job, items())
        except Exception as error:
            # Whatever it is, those who wait must see that not all was read.
            job.errors.append(str(error) if isinstance(error, SaysoError) else f"stopped: {error!r}")
        finally:
            job.ended = True

    def _read(self, job: Job, items: Iterator[Report | IntakeError]) -> None:
        from sayso.adding import add_new

        for each in add_new(self._ledger, self._dossier.agenda, items, job.known.append, processes=1):
            if isinstance(each, IntakeError):
                job.errors.append(str(each))
            else:
                (job.added if each.new else job.known).append(each.report)
                job.statements += len(each.statements) * each.new
