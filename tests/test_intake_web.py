"""The web, played by a server on this machine."""

from __future__ import annotations

import datetime
import gzip
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import urllib3

from sayso.errors import IntakeError
from sayso.intake import read_sources, web
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
