"""One round over feeds: what is new in them, asked for politely.

Robots' rules are kept, requests are conditional (ETag, Last-Modified), one host is asked once in PAUSE at most. This
holds for the hosts of feeds, of the pages that entries lead to, and of what either redirects to. A feed that fails is
left alone for twice as long each time, and so is a page; a page that fails MOST_TRIES times is given up.
"""

from __future__ import annotations

import datetime
import time
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from sayso.errors import IntakeError
from sayso.intake.feeds import Teaser, entries_of_feed
from sayso.intake.material import Item, read_all
from sayso.intake.web import asked

AGENT = "sayso"
PAUSE = 2.0  # seconds between two requests to one host
FIRST_WAIT = datetime.timedelta(minutes=15)
LONGEST_WAIT = datetime.timedelta(days=1)
KEPT = 1000  # entries that a feed is remembered to have had
MOST_TRIES = 5


@dataclass(frozen=True, slots=True)
class Waiting:
    """A page that could not be had: how often it was tried, and until when it is left alone."""

    teaser: Teaser
    tries: int
    not_before: str

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> Waiting:
        """What `Seen.to_json` wrote of it."""
        return cls(**{**row, "teaser": Teaser(**row["teaser"])})


@dataclass(frozen=True, slots=True)
class Seen:
    """What is remembered of a feed: validators of its last answer, entries that were taken, failures in a row, and the
    pages of its entries that are to be tried again.
    """

    etag: str | None = None
    modified: str | None = None
    entries: tuple[str, ...] = ()
    failures: int = 0
    not_before: str | None = None
    waiting: tuple[Waiting, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The memory, ready for `json.dumps`."""
        return asdict(self)

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> Seen:
        """The memory that `to_json` wrote."""
        waiting = tuple(map(Waiting.from_json, row.get("waiting", ())))
        return cls(**{**row, "entries": tuple(row.get("entries", ())), "waiting": waiting})


class Follower:
    """Asks feeds for what is new; `memory` says what was seen of each, and changes as the round goes on."""

    def __init__(self, memory: Mapping[str, Seen], pause: float = PAUSE) -> None:
        """Go on from a memory; `pause` is in seconds."""
        self.memory = dict(memory)
        self.pause = pause
        self._last: dict[str, float] = {}
        self._robots: dict[str, RobotFileParser | None] = {}

    def follow(self, feed: str, now: datetime.datetime) -> Iterator[Item]:
        """The reports of a feed's new entries, each remembered once it was taken, and errors in their places.

        Pages that failed in an earlier round come first, those that are due.
        """
        yield from self._tried_again(feed, now)
        seen = self._seen(feed)
        if seen.not_before and now < datetime.datetime.fromisoformat(seen.not_before):
            return
        try:
            yield from self._new(feed, now)
        except IntakeError as error:
            self.memory[feed] = _failed(self._seen(feed), now)
            yield error

    def _seen(self, feed: str) -> Seen:
        return self.memory.get(feed, Seen())

    def _new(self, feed: str, now: datetime.datetime) -> Iterator[Item]:
        seen = self._seen(feed)
        answer = asked(feed, _conditions(seen), before=self._before)
        if answer.material is None:
            self.memory[feed] = replace(seen, failures=0, not_before=None)
            return
        for entry in entries_of_feed(answer.material, read_all(answer.material)):
            if entry.key not in self._seen(feed).entries:
                yield from self._content(feed, entry.content, now)
                self._take(feed, entry.key)
        headers = {name.lower(): value for name, value in answer.headers.items()}
        seen = self._seen(feed)
        self.memory[feed] = Seen(headers.get("etag"), headers.get("last-modified"), seen.entries, waiting=seen.waiting)

    def _take(self, feed: str, key: str) -> None:
        seen = self._seen(feed)
        self.memory[feed] = replace(seen, entries=(*seen.entries, key)[-KEPT:])

    def _content(self, feed: str, content: Item | Teaser, now: datetime.datetime) -> Iterator[Item]:
        if isinstance(content, Teaser):
            yield from self._page(feed, Waiting(content, 0, ""), now)
        else:
            yield content

    def _tried_again(self, feed: str, now: datetime.datetime) -> Iterator[Item]:
        for waiting in self._seen(feed).waiting:
            if now >= datetime.datetime.fromisoformat(waiting.not_before):
                yield from self._page(feed, waiting, now)

    def _page(self, feed: str, waiting: Waiting, now: datetime.datetime) -> Iterator[Item]:
        """The page, or the error that it is given up with; nothing where it is to be tried again."""
        item = waiting.teaser.page(before=self._before)
        tries = waiting.tries + 1
        others = tuple(each for each in self._seen(feed).waiting if each != waiting)
        if isinstance(item, IntakeError) and not isinstance(item, RobotsError) and tries < MOST_TRIES:
            again = Waiting(waiting.teaser, tries, (now + _wait_after(waiting.tries)).isoformat())
            self.memory[feed] = replace(self._seen(feed), waiting=(*others, again))
            return
        yield _given_up(item, tries) if isinstance(item, IntakeError) else item
        self.memory[feed] = replace(self._seen(feed), waiting=others)

    def _before(self, address: str) -> None:
        """What politeness asks before an address is: that the host allows it, and that it is not hurried."""
        self._check_allowed(address)
        self._wait(address)

    def _wait(self, address: str) -> None:
        """Let the pause pass since the last request to a host."""
        host = urlsplit(address).netloc
        if host in self._last:
            time.sleep(max(0.0, self._last[host] + self.pause - time.monotonic()))
        self._last[host] = time.monotonic()

    def _check_allowed(self, address: str) -> None:
        """Raise IntakeError where the host's rules forbid to fetch an address, or where it is not well-formed."""
        try:
            robots = self._robots_of(address)
        except ValueError as error:
            raise IntakeError(address, f"is not a well-formed address: {error}") from None
        if robots is not None and not robots.can_fetch(AGENT, address):
            raise RobotsError(address, "the host's robots.txt asks not to fetch it", "ask the publisher for leave")

    def _robots_of(self, address: str) -> RobotFileParser | None:
        """The rules of an address's host; None where it has none."""
        parts = urlsplit(address)
        root = f"{parts.scheme}://{parts.netloc}"
        if root not in self._robots:
            self._wait(address)
            self._robots[root] = _read_robots(f"{root}/robots.txt")
        return self._robots[root]


class RobotsError(IntakeError):
    """An address that its host asks not to fetch: trying again would not be polite."""


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
    not_before = (now + _wait_after(seen.failures)).isoformat()
    return replace(seen, failures=seen.failures + 1, not_before=not_before)


def _wait_after(failures: int) -> datetime.timedelta:
    """How long to leave alone what failed after so many failures before."""
    return min(LONGEST_WAIT, FIRST_WAIT * (1 << failures))


def _given_up(error: IntakeError, tries: int) -> IntakeError:
    """The error, with how often the page was tried."""
    if tries == 1:
        return error
    return IntakeError(error.source, f"{error.reason}; given up after {tries} tries", error.advice)
