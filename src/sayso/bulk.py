"""Reading many reports on all cores: batches go to processes, readings come back in the order of the reports."""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import chain, islice
from multiprocessing import get_context, parent_process
from typing import TYPE_CHECKING

from sayso.agenda import Agenda
from sayso.errors import IntakeError
from sayso.report import Report
from sayso.statement import Reading

if TYPE_CHECKING:
    from sayso.reading.reader import Reader

BATCH = 8  # reports that a process reads at once
AHEAD = 3  # batches for each process that wait or are read while earlier ones are taken

Item = Report | IntakeError
Read = Reading | IntakeError


def read_on_all_cores(items: Iterable[Item], agenda: Agenda, processes: int | None = None) -> Iterator[Read]:
    """The readings of reports in their order; errors stand where their report would.

    Lazy: it holds no more than a few batches. Where there is one core, or no more reports than one batch, no process is
    started. Processes end with the one that started them, however that ends.
    """
    rest = iter(items)
    first = list(islice(rest, BATCH + 1))
    processes = processes or len(os.sched_getaffinity(0))
    if processes == 1 or len(first) <= BATCH:
        yield from _load(agenda, 0).read_many(chain(first, rest))
    else:
        yield from _read_in_processes(chain(first, rest), agenda, processes)


def _read_in_processes(items: Iterator[Item], agenda: Agenda, processes: int) -> Iterator[Read]:
    context = get_context("spawn")  # a fork would copy the threads' locks, and not the threads
    with ProcessPoolExecutor(processes, context, initializer=_begin, initargs=(agenda,)) as pool:
        waiting: deque[Future[list[Read]]] = deque()
        try:
            while batch := list(islice(items, BATCH)):
                waiting.append(pool.submit(_read, batch))
                if len(waiting) >= processes * AHEAD:
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


class _Own:
    """What a reading process holds for itself."""

    reader: Reader


def _begin(agenda: Agenda) -> None:
    """Make this process ready to read: an interrupt is for the process that started it, whose end it shares."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _Own.reader = _load(agenda, 1)


def _end_with_parent() -> None:
    parent = parent_process()
    if parent:
        parent.join()
        os._exit(1)


def _read(batch: list[Item]) -> list[Read]:
    return list(_Own.reader.read_many(batch))


def _load(agenda: Agenda, threads: int) -> Reader:
    from sayso.reading.model import Model
    from sayso.reading.reader import Reader

    return Reader(Model.load(threads=threads), agenda)
