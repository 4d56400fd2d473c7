"""The web, played by a server on this machine."""

from __future__ import annotations

import datetime
import gzip
import hashlib
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import urllib3

from sayso.errors import IntakeError
from sayso.intake import networks, read_sources, web
from sayso.report import Report

DATA = Path(__file__).parent / "data" / "intake"
ARTICLE = (DATA / "article.html").read_bytes()

# What is answered under each path: status, headers, body.
ANSWERS: dict[str, tuple[int, dict[str, str], bytes]] = {
    "/article": (200, {"Content-Type": "text/html; charset=utf-8"}, ARTICLE),
    "/packed": (200, {"Content-Type": "text/html", "Content-Encoding": "gzip"}, gzip.compress(ARTICLE)),
    "/moved": (301, {"Location": "/article"}, b""),
    "/round": (302, {"Location": "/round"}, b""),
    "/note.txt": (200, {"Content-Type": "text/plain; charset=windows-1251"}, "Лавров agreed.".encode("cp1251")),
    "/unknown": (200, {}, b"He agreed."),
    "/rows.jsonl.gz": (200, {"Content-Type": "application/gzip"}, gzip.compress((DATA / "rows.jsonl").read_bytes())),
    "/report.pdf": (200, {"Content-Type": "application/pdf"}, (DATA / "report.pdf").read_bytes()),
    "/photo": (200, {"Content-Type": "image/jpeg"}, b"\xff\xd8\xff"),
    "/film": (200, {"Content-Type": "application/octet-stream"}, b"\x00\x01\x02" * 99),
    "/gone": (410, {"Content-Type": "text/html"}, ARTICLE),
    "/empty": (200, {"Content-Type": "text/html"}, b""),
    "/bomb": (200, {"Content-Encoding": "gzip"}, gzip.compress(b"a" * (web.LARGEST + 1))),
    "/garbled": (200, {"Content-Encoding": "gzip"}, b"not gzip at all"),
}


class Wire(BaseHTTPRequestHandler):
    busy = 1

    def do_GET(self) -> None:
        if self.path == "/busy" and Wire.busy:
            Wire.busy -= 1
            self.answer(503, {}, b"")
        elif self.path == "/silent":
            self.connection.shutdown(socket.SHUT_RDWR)
        else:
            self.answer(*ANSWERS.get(self.path, ANSWERS["/article"]))

    def answer(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the output of a test is not the place."""


@pytest.fixture(scope="module")
def wire() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Wire)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def reported(address: str) -> Report:
    (item,) = read_sources([address])
    assert isinstance(item, Report), item
    return item


def refused(address: str) -> IntakeError:
    (item,) = read_sources([address])
    assert isinstance(item, IntakeError), item
    assert item.source == address
    return item


@pytest.mark.parametrize("path", ["/article", "/packed", "/moved", "/busy"])
def test_an_article_is_fetched(path: str, wire: str) -> None:
    report = reported(wire + path)
    assert report.id == wire + path
    assert (report.title, report.publisher) == ("Dockers put off their strike", "Great Lakes Wire")
    assert report.published == datetime.date(2025, 5, 21)
    assert "Maria Delgado, “but not without guarantees.”" in report.text


def test_the_server_tells_the_encoding(wire: str) -> None:
    assert reported(wire + "/note.txt").text == "Лавров agreed."


def test_what_the_server_does_not_tell_is_found_out(wire: str) -> None:
    assert reported(wire + "/unknown").text == "He agreed."
    assert "Maria Delgado" in reported(wire + "/report.pdf").text


def test_rows_from_the_web(wire: str) -> None:
    items = list(read_sources([wire + "/rows.jsonl.gz"]))
    assert sum(isinstance(item, Report) for item in items) == 4
    assert sum(isinstance(item, IntakeError) for item in items) == 4


REFUSALS = {
    "/gone": "the server answered 410 Gone",
    "/photo": "is of type image/jpeg, not an article",
    "/film": "holds binary data, not text",
    "/empty": "is empty",
    "/round": "redirects too often",
    "/bomb": "is larger than 32 MB",
}


@pytest.mark.parametrize("path", REFUSALS)
def test_a_refusal_says_why(path: str, wire: str) -> None:
    assert refused(wire + path).reason == REFUSALS[path]


@pytest.mark.parametrize("path", ["/garbled", "/silent"])
def test_a_broken_answer_is_an_error(path: str, wire: str) -> None:
    assert refused(wire + path).reason.startswith("could not be fetched: ")


def test_a_server_that_never_answers_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "TIMEOUT", urllib3.Timeout(connect=0.2, read=0.2))
    with socket.create_server(("127.0.0.1", 0)) as server:
        error = refused(f"http://127.0.0.1:{server.getsockname()[1]}/")
    assert error.reason == "the server took too long to answer"


def test_a_host_that_refuses_is_an_error() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    assert refused(f"http://127.0.0.1:{port}/").reason == "the host refuses the connection"


def test_a_host_that_is_unknown_is_an_error() -> None:
    assert refused("http://no-such-host.invalid/article").reason == "there is no such host, or no network"


@pytest.mark.parametrize(
    "address", ["http://", "http://[::1", "https://host:99999/", "http://ho st/", "http://\ud800/"]
)
def test_an_address_that_is_malformed_is_an_error(address: str) -> None:
    assert refused(address).reason


def test_one_bad_address_does_not_stop_the_rest(wire: str) -> None:
    bad, good = read_sources([wire + "/gone", wire + "/article"])
    assert isinstance(bad, IntakeError) and isinstance(good, Report)


ADDRESSES = {
    "93.184.215.14": True,
    "2606:2800:21f:cb07:6820:80da:af6b:8b2c": True,
    "::ffff:93.184.215.14": True,
    "64:ff9b::5db8:d70e": True,
    "2002:5db8:d70e::1": True,
    "127.0.0.1": False,
    "10.1.2.3": False,
    "172.16.0.1": False,
    "192.168.1.1": False,
    "169.254.169.254": False,
    "100.64.0.1": False,
    "0.0.0.0": False,
    "224.0.0.1": False,
    "255.255.255.255": False,
    "::1": False,
    "::": False,
    "::127.0.0.1": False,
    "fe80::1%eth0": False,
    "fd00::1": False,
    "ff02::1": False,
    "::ffff:10.0.0.1": False,
    "64:ff9b::7f00:1": False,
    "64:ff9b:1::7f00:1": False,
    "2002:7f00:1::1": False,
}


@pytest.mark.parametrize("address", ADDRESSES)
def test_which_addresses_are_public(address: str) -> None:
    assert networks.is_public(address) is ADDRESSES[address]


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1"])
def test_a_private_host_is_not_asked_where_that_is_forbidden(host: str, wire: str) -> None:
    Wire.busy = 1
    address = f"http://{host}:{wire.rpartition(':')[2]}/busy"
    (error,) = read_sources([address], private=False)
    assert isinstance(error, IntakeError)
    assert error.reason == "its host lies in a private network, where nothing is fetched from here"
    (with_tls,) = read_sources([address.replace("http:", "https:")], private=False)
    assert isinstance(with_tls, IntakeError)
    assert with_tls.reason == error.reason
    assert Wire.busy == 1


@pytest.fixture
def first_loopback_public(monkeypatch: pytest.MonkeyPatch) -> None:
    """127.0.0.1 is public, and all else is not."""
    monkeypatch.setattr(networks, "is_public", "127.0.0.1".__eq__)


@pytest.mark.usefixtures("first_loopback_public")
def test_a_public_host_is_asked_but_where_it_redirects_to_is_looked_at_too(wire: str) -> None:
    ANSWERS["/inwards"] = (302, {"Location": f"http://127.0.0.2:{wire.rpartition(':')[2]}/article"}, b"")
    (report,) = read_sources([wire + "/moved"], private=False)
    assert isinstance(report, Report), report
    (error,) = read_sources([wire + "/inwards"], private=False)
    assert isinstance(error, IntakeError)
    assert "private network" in error.reason


@pytest.mark.usefixtures("first_loopback_public")
def test_what_a_feed_leads_to_is_looked_at_too(wire: str) -> None:
    links = [wire + "/article", f"http://127.0.0.2:{wire.rpartition(':')[2]}/article"]
    items = "".join(f"<item><title>A</title><link>{link}</link></item>" for link in links)
    feed = f"<rss><channel><title>x</title>{items}</channel></rss>"
    ANSWERS["/feed"] = (200, {"Content-Type": "application/rss+xml"}, feed.encode())
    page, error = read_sources([wire + "/feed"], private=False)
    assert isinstance(error, IntakeError)
    assert (error.source, "private network" in error.reason) == (links[1], True)
    assert isinstance(page, Report)
    assert page.digest == hashlib.sha256(ARTICLE).hexdigest()


@pytest.mark.usefixtures("first_loopback_public")
def test_the_address_that_was_looked_at_is_the_one_connected_to(wire: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that resolves to a public address the first time and to a private one ever after."""
    port, resolve, answers = wire.rpartition(":")[2], socket.getaddrinfo, ["127.0.0.1"]
    monkeypatch.setattr(
        socket,
        "getaddrinfo",
        lambda host, *rest, **more: resolve(
            (answers.pop() if answers else "127.0.0.2") if host == "wire.example" else host, *rest, **more
        ),
    )
    (report,) = read_sources([f"http://wire.example:{port}/article"], private=False)
    assert isinstance(report, Report), report
