"""Following feeds, played by a server on this machine."""

from __future__ import annotations

import datetime
import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner

from readings import reading, said
from sayso.cli import main
from sayso.errors import SaysoError
from sayso.ledger.ledger import Ledger
from sayso.report import Report
from sayso.watching.changes import changes
from sayso.watching.following import Follower, Seen
from sayso.watching.webhook import notify

NOW = datetime.datetime(2025, 5, 20, tzinfo=datetime.UTC)
SAID = "President Mila Dorn of Adaria rejected a ceasefire on Monday. Belmark will sign within days, Dorn expects. "


def item(number: int) -> str:
    text = f"Report {number}. " + SAID * 8
    return (
        f"<item><guid>{number}</guid><title>Talks {number}</title>"
        f"<pubDate>Mon, 19 May 2025 10:00:00 GMT</pubDate><description>{text}</description></item>"
    )


def teaser(address: str) -> str:
    return f"<item><title>Teaser</title><link>{address}</link><description>In short.</description></item>"


class Host(BaseHTTPRequestHandler):
    """A feed with two entries, then three; another that is broken, and one that robots may not have.

    The feed of teasers leads to pages at `elsewhere`, another host: one has moved to where robots may not go, "/down"
    is out of order while `down`.
    """

    entries = 2
    elsewhere = ""
    down = True
    asked: list[str] = []  # noqa: RUF012
    posted: list[bytes] = []  # noqa: RUF012

    def do_GET(self) -> None:
        Host.asked.append(self.path)
        feed = f"<rss><channel><title>Wire</title>{''.join(map(item, range(Host.entries)))}</channel></rss>".encode()
        etag = f'"{Host.entries}"'
        if self.path == "/robots.txt":
            self.answer(200, b"User-agent: *\nDisallow: /private", "")
        elif self.path == "/broken":
            self.answer(410, b"", "")
        elif self.path == "/teasers":
            items = "".join(teaser(f"{Host.elsewhere}/{name}") for name in ("moved", "down", "page"))
            self.answer(200, f"<rss><channel><title>Wire</title>{items}</channel></rss>".encode(), "")
        elif self.path == "/moved":
            self.answer(302, b"", "", Location=f"{Host.elsewhere}/private/page")
        elif self.path.endswith("page") or self.path == "/down":
            broken = self.path == "/down" and Host.down
            self.answer(500 if broken else 200, f"<html><body><p>{SAID * 3}</p></body></html>".encode(), "")
        elif self.headers.get("If-None-Match") == etag:
            self.answer(304, b"", etag)
        else:
            self.answer(200, feed, etag)

    def do_POST(self) -> None:
        Host.posted.append(self.rfile.read(int(self.headers["Content-Length"])))
        self.answer(400 if self.path == "/refuses" else 204, b"", "")

    def answer(self, status: int, body: bytes, etag: str, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"ETag": etag, **headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the output of a test is not the place."""


@pytest.fixture
def host() -> Iterator[str]:
    Host.entries, Host.asked, Host.posted, Host.down = 2, [], [], True
    server = ThreadingHTTPServer(("127.0.0.1", 0), Host)
    Host.elsewhere = f"http://localhost:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def titles(follower: Follower, feed: str, now: datetime.datetime = NOW) -> list[str]:
    return [each.title if isinstance(each, Report) else str(each) for each in follower.follow(feed, now)]


def test_only_what_is_new_is_taken_and_nothing_asked_that_did_not_change(host: str) -> None:
    feed = f"{host}/feed"
    first = Follower({}, pause=0)
    assert titles(first, feed) == ["Talks 0", "Talks 1"]
    again = Follower(
        {each: Seen.from_json(json.loads(json.dumps(seen.to_json()))) for each, seen in first.memory.items()}, 0
    )
    assert titles(again, feed) == []
    assert again.memory[feed].etag == '"2"'
    Host.entries = 3
    assert titles(again, feed) == ["Talks 2"]


def test_what_robots_may_not_have_is_left_alone(host: str) -> None:
    (error,) = titles(Follower({}, pause=0), f"{host}/private/feed")
    assert "robots.txt" in error
    assert Host.asked == ["/robots.txt"]


def test_a_feed_that_fails_is_left_alone_for_longer_each_time(host: str) -> None:
    follower, feed = Follower({}, pause=0), f"{host}/broken"
    assert "410" in titles(follower, feed)[0]
    assert titles(follower, feed, NOW + datetime.timedelta(minutes=14)) == []
    later = NOW + datetime.timedelta(minutes=16)
    assert "410" in titles(follower, feed, later)[0]
    assert titles(follower, feed, later + datetime.timedelta(minutes=29)) == []
    assert follower.memory[feed].failures == 2


def test_a_round_that_is_cut_short_goes_on_where_it_ended(host: str) -> None:
    feed = f"{host}/feed"
    follower = Follower({}, pause=0)
    taken = follower.follow(feed, NOW)
    next(taken)
    next(taken)
    taken.close()
    assert titles(Follower(follower.memory, pause=0), feed) == ["Talks 1"]


def again(follower: Follower) -> Follower:
    """A follower that goes on from what another one remembered, as it is written down."""
    rows = json.loads(json.dumps({feed: seen.to_json() for feed, seen in follower.memory.items()}))
    return Follower({feed: Seen.from_json(row) for feed, row in rows.items()}, pause=0)


def test_a_page_that_fails_is_tried_again_without_its_feed_and_then_taken(host: str) -> None:
    feed, first = f"{host}/teasers", Follower({}, pause=0)
    forbidden, page = titles(first, feed)
    assert "robots.txt" in forbidden
    assert page == "Teaser"
    second = again(first)
    assert titles(second, feed, NOW + datetime.timedelta(minutes=14)) == []
    Host.down = False
    third = again(second)
    assert titles(third, feed, NOW + datetime.timedelta(minutes=16)) == ["Teaser"]
    assert third.memory[feed].waiting == ()
    assert titles(again(third), feed, NOW + datetime.timedelta(days=9)) == []
    assert (Host.asked.count("/page"), Host.asked.count("/private/page")) == (1, 0)


def test_a_page_that_keeps_failing_is_given_up_and_told(host: str) -> None:
    feed, follower, now = f"{host}/teasers", Follower({}, pause=0), NOW
    told = [titles(follower, feed, now + datetime.timedelta(days=day)) for day in range(7)]
    assert [len(each) for each in told] == [2, 0, 0, 0, 1, 0, 0]
    assert "answered 500 Internal Server Error; given up after 5 tries" in told[4][0]
    assert Host.asked.count("/down") == 5


def test_the_host_of_a_page_is_not_hurried_either(host: str) -> None:
    begun = time.monotonic()
    titles(Follower({}, pause=0.2), f"{host}/teasers")
    # Asked of the feed's host are its rules and the feed; of the pages' host its rules and three pages.
    assert time.monotonic() - begun > (1 + 3) * 0.2


def test_the_webhook_is_told_and_a_refusal_is_an_error(host: str) -> None:
    notify(f"{host}/hook", [{"kind": "shift"}, {"kind": "clash"}])
    assert [json.loads(line)["kind"] for line in Host.posted[0].splitlines()] == ["shift", "clash"]
    with pytest.raises(SaysoError, match="answered 400"):
        notify(f"{host}/refuses", [{"kind": "shift"}])


def test_what_new_statements_change_is_told(ledger: Ledger) -> None:
    thing = "the withdrawal of all troops from the Kelda valley"
    (old,) = ledger.add([reading(said("Ana", thing, "North", "withdrawal"), id="old")])
    lines = [
        said("Ana", "a summit in the capital", "North", "withdrawal", act="offer", said="2025-05-21"),
        said("Bo", thing, "South", "withdrawal", act="reject", stand="against"),
        said("Bo", "a signature by June", "South", act="predict", stand="none"),
    ]
    (new,) = ledger.add([reading(*lines, id="new", published="2025-05-22")])
    found = list(changes(ledger, new.statements, datetime.date(2025, 5, 23)))
    assert sorted(change.kind for change in found) == ["clash", "forecast", "shift"]
    assert list(changes(ledger, (), datetime.date(2025, 5, 23))) == []
    assert old.new


def test_watch_adds_what_is_new_and_posts_what_changed(host: str, tmp_path: Path) -> None:
    (tmp_path / "sayso.toml").write_text(f'feeds = ["{host}/feed"]\nwebhook = "{host}/hook"\n')
    arguments = ["watch", "--once", "--json", "--dossier", str(tmp_path)]
    first = CliRunner().invoke(main, arguments)
    assert first.exit_code == 0, first.output
    told = [json.loads(line) for line in first.stdout.splitlines()]
    assert told
    assert [json.loads(line) for line in Host.posted[0].splitlines()] == told
    with Ledger.open(f"sqlite:///{tmp_path / 'ledger.sqlite'}") as ledger:
        assert {entry.report.title for entry in ledger.entries()} == {"Talks 0", "Talks 1"}
    second = CliRunner().invoke(main, arguments)
    assert (second.exit_code, second.stdout) == (0, "")
