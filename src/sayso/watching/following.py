"""One round over feeds: what is new in them, asked for politely.

Robots' rules are kept, requests are conditional (ETag, Last-Modified), one host is asked once in PAUSE at most, and
a feed that fails is left alone for twice as long each time.
"""

from __future__ import annotations

import datetime
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from sayso.errors import IntakeError
from sayso.intake.feeds import entries_of_feed
from sayso.intake.material import Item, read_all
from sayso.intake.web import asked

AGENT = "sayso"
PAUSE = 2.0  # seconds between two requests to one host
FIRST_WAIT = datetime.timedelta(minutes=15)
LONGEST_WAIT = datetime.timedelta(days=1)
KEPT = 1000  # entries that a feed is remembered to have had


@dataclass(frozen=True, slots=True)
class Seen:
    """What is remembered of a feed: validators of its last answer, entries that were taken, and failures in a row."""

    etag: str | None = None
    modified: str | None = None
    entries: tuple[str, ...] = ()
    failures: int = 0
    not_before: str | None = None

    def to_json(self) -> dict[str, Any]:
        """The memory, ready for `json.dumps`."""
        return {name: getattr(self, name) for name in self.__slots__}

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> Seen:
        """The memory that `to_json` wrote."""
        return cls(**{**row, "entries": tuple(row.get("entries", ()))})


class Follower:
    """Asks feeds for what is new; `memory` says what was seen of each, and changes as the round goes on."""

    def __init__(self, memory: Mapping[str, Seen], pause: float = PAUSE) -> None:
        """Go on from a memory; `pause` is in seconds."""
        self.memory = dict(memory)
        self.pause = pause
        self._last: dict[str, float] = {}
        self._robots: dict[str, RobotFileParser | None] = {}

    def follow(self, feed: str, now: datetime.datetime) -> Iterator[Item]:
        """The reports of a feed's new entries, each remembered once it was taken, and errors in their places."""
        seen = self.memory.get(feed, Seen())
        if seen.not_before and now < datetime.datetime.fromisoformat(seen.not_before):
            return
        try:
            yield from self._new(feed, seen)
        except IntakeError as error:
            self.memory[feed] = _failed(self.memory.get(feed, seen), now)
            yield error

    def _new(self, feed: str, seen: Seen) -> Iterator[Item]:
        self._check_allowed(feed)
        self._wait(feed)
        answer = asked(feed, _conditions(seen))
        if answer.material is None:
            self.memory[feed] = replace(seen, failures=0, not_before=None)
            return
        taken = list(seen.entries)
        for entry in entries_of_feed(answer.material, read_all(answer.material)):
            if entry.key not in taken:
                self._wait(entry.key)
                yield entry.report()
                taken.append(entry.key)
                self.memory[feed] = replace(seen, entries=tuple(taken[-KEPT:]))
        headers = {name.lower(): value for name, value in answer.headers.items()}
        self.memory[feed] = Seen(headers.get("etag"), headers.get("last-modified"), tuple(taken[-KEPT:]))

    def _wait(self, address: str) -> None:
        """Let the pause pass since the last request to a host."""
        host = urlsplit(address).netloc
        if host in self._last:
            time.sleep(max(0.0, self._last[host] + self.pause - time.monotonic()))
        self._last[host] = time.monotonic()

    def _check_allowed(self, address: str) -> None:
        robots = self._robots_of(address)
        if robots is not None and not robots.can_fetch(AGENT, address):
            raise IntakeError(address, "the host's robots.txt asks not to fetch it", "ask the publisher for leave")

    def _robots_of(self, address: str) -> RobotFileParser | None:
        """The rules of an address's host; None where it has none."""
        parts = urlsplit(address)
        root = f"{parts.scheme}://{parts.netloc}"
        if root not in self._robots:
            self._wait(address)
            self._robots[root] = _read_robots(f"{root}/robots.txt")
        return self._robots[root]


def _read_robots(address: str) -> RobotFileParser | None:
    try:
        material = asked(address).material
    except IntakeError:
        return None
    rules = RobotFileParser(address)
    rules.parse(read_all(material).decode("utf8", "replace").splitlines() if material else [])
    return rules


def _conditions(seen: Seen) -> dict[str, str]:
    headers = {"If-None-Match": seen.etag, "If-Modified-Since": seen.modified}
    return {name: value for name, value in headers.items() if value}


def _failed(seen: Seen, now: datetime.datetime) -> Seen:
    wait = min(LONGEST_WAIT, FIRST_WAIT * 2**seen.failures)
    return replace(seen, failures=seen.failures + 1, not_before=(now + wait).isoformat())
