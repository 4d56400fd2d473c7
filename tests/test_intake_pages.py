"""Web pages: the article, what the page declares, and what is left of it where it is broken."""

from __future__ import annotations

import datetime
import io
from pathlib import Path

import pytest

from sayso.errors import IntakeError
from sayso.intake import pages, read_sources
from sayso.report import Report

ARTICLE = Path(__file__).parent / "data" / "intake" / "article.html"

TEXT = """\
OAKPORT — The dockworkers’ union said on Wednesday that it would postpone a strike at eleven ports if the employers \
agreed to talks about automation.

“We are ready to return to the table,” said the union’s president, Maria Delgado, “but not without guarantees.”

The employers’ association rejected that condition. It called the demand for a 14 percent rise “out of reach”."""


def read(data: bytes) -> Report | IntakeError:
    (item,) = read_sources(["-"], stdin=io.BytesIO(data))
    return item


def text_of(source: str) -> str:
    report = read(source.encode())
    assert isinstance(report, Report), report
    return report.text


def test_the_article_and_what_the_page_declares() -> None:
    (report,) = read_sources([str(ARTICLE)])
    assert isinstance(report, Report)
    assert report.id == "article"
    assert report.title == "Dockers put off their strike"
    assert report.publisher == "Great Lakes Wire"
    assert report.published == datetime.date(2025, 5, 21)
    assert report.text.removeprefix("Dockers put off their strike\n\n").replace("\u00a0", " ") == TEXT


def test_a_page_is_known_by_its_content() -> None:
    (by_name,) = read_sources([str(ARTICLE)])
    assert isinstance(by_name, Report)
    for start in (b"", b"\n\n", b"\xef\xbb\xbf", b"<!-- saved -->\n", b'<?xml version="1.0" encoding="utf-8"?>\n'):
        assert text_of((start + ARTICLE.read_bytes()).decode("utf-8-sig")) == by_name.text


def test_the_encoding_that_a_page_declares() -> None:
    page = "<html><head><meta charset=windows-1251></head><body><p>Лавров and Зеленский agreed.</p></body></html>"
    report = read(page.encode("cp1251"))
    assert isinstance(report, Report)
    assert report.text == "Лавров and Зеленский agreed."


FRAGMENTS = [
    ("<html><body><p>He agreed.</p></body></html>", "He agreed."),
    ("<body><div>He agreed.</div><div>She left.</div></body>", "He agreed.\n\nShe left."),
    ("<html><p>He agreed.<p>She left.", "He agreed.\n\nShe left."),
    ("<html><head><title>x</title></head><p>He &amp; she agreed.</html>", "He & she agreed."),
]


@pytest.mark.parametrize(("source", "text"), FRAGMENTS)
def test_short_and_broken_pages_give_their_text(source: str, text: str) -> None:
    assert text_of(source) == text


def test_a_fragment_named_html_is_a_page(tmp_path: Path) -> None:
    path = tmp_path / "talks.html"
    path.write_text("<p>He agreed.</p>")
    (report,) = read_sources([str(path)])
    assert isinstance(report, Report)
    assert report.text == "He agreed."


@pytest.mark.parametrize("source", ["<html></html>", "<html><body><script>var a = 1;</script></body></html>"])
def test_a_page_without_text_is_an_error(source: str) -> None:
    error = read(source.encode())
    assert isinstance(error, IntakeError)
    assert error.reason == "holds no text"


def test_a_page_too_large_is_an_error() -> None:
    error = read(b"<html><body>" + b"<p>He agreed.</p>" * pages.MOST_ELEMENTS)
    assert isinstance(error, IntakeError)
    assert error.reason == "is a page of 50,002 elements; more than 50,000 take too long"


def test_a_date_in_the_running_text_is_not_the_page_s() -> None:
    report = read(b"<html><body><article><p>On 3 May 2021 he agreed to the terms.</p></article></body></html>")
    assert isinstance(report, Report)
    assert report.published is None
