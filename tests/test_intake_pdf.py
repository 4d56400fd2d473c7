"""PDF: pages into paragraphs, and the errors for those that hold no text to read."""

from __future__ import annotations

import io
from pathlib import Path

import pypdf
import pytest

from sayso.errors import IntakeError
from sayso.intake import read_sources
from sayso.intake.pdf import paragraphs
from sayso.report import Report

DATA = Path(__file__).parent / "data" / "intake"


def read(data: bytes) -> Report | IntakeError:
    (item,) = read_sources(["-"], stdin=io.BytesIO(data))
    return item


def encrypted(password: str) -> bytes:
    writer = pypdf.PdfWriter(clone_from=DATA / "report.pdf")
    writer.encrypt(password, owner_password="owner", algorithm="RC4-128")
    with io.BytesIO() as stream:
        writer.write(stream)
        return stream.getvalue()


def test_lines_become_paragraphs_over_hyphens_and_pages() -> None:
    (report,) = read_sources([str(DATA / "report.pdf")])
    assert isinstance(report, Report)
    assert (report.id, report.title, report.published) == ("report", "Dockers put off their strike", None)
    blocks = report.text.split("\n\n")
    assert blocks[0] == "Dockers put off their strike"
    assert blocks[1].startswith("OAKPORT, May 21 — The dockworkers’ union said on Wednesday that it would postpone")
    assert "machinery, and that government-led mediation was unnecessary." in report.text
    assert blocks[-1].endswith("who predicted shortages of pharmaceutical ingredients within a fortnight.")
    assert "Great Lakes Wire" not in report.text
    assert "\n" not in "".join(blocks)


def test_a_pdf_of_images_is_an_error() -> None:
    (error,) = read_sources([str(DATA / "scan.pdf")])
    assert isinstance(error, IntakeError)
    assert error.reason == "is a PDF without text, perhaps of scanned images"


def test_a_pdf_that_needs_a_password_is_an_error() -> None:
    error = read(encrypted("secret"))
    assert isinstance(error, IntakeError)
    assert error.reason == "is an encrypted PDF"


def test_a_pdf_locked_against_changes_alone_is_read() -> None:
    report = read(encrypted(""))
    assert isinstance(report, Report)
    assert "Maria Delgado" in report.text


@pytest.mark.parametrize("share", [0.01, 0.3, 0.6, 0.9])
def test_a_damaged_pdf_is_an_error(share: float) -> None:
    data = (DATA / "report.pdf").read_bytes()
    error = read(data[: int(len(data) * share)])
    assert isinstance(error, IntakeError)
    assert "PDF" in error.reason


PAGES = {
    "a hyphen within a word goes": (["The negotia-|tion went on."], "The negotiation went on."),
    "a hyphen after a known name stays": (
        ["It was a Russia-|led force. Nobody in Russia spoke."],
        "It was a Russia-led force. Nobody in Russia spoke.",
    ),
    "a hyphen after capitals stays": (["It was a US-|led force."], "It was a US-led force."),
    "the rest of the text tells a compound": (
        ["A long-term plan. It was, in the end, a long-|term plan."],
        "A long-term plan. It was, in the end, a long-term plan.",
    ),
    "two words known alone are a compound": (
        ["The term was long. He wanted a long-|term plan."],
        "The term was long. He wanted a long-term plan.",
    ),
    "the rest of the text tells a single word": (
        ["No agreement, she said. They had no agree-|ment on anything."],
        "No agreement, she said. They had no agreement on anything.",
    ),
    "a soft hyphen goes": (["The nego\u00adtia\u00ad|tion went on."], "The negotiation went on."),
    "a dash stays apart": (["He agreed –|on one condition."], "He agreed – on one condition."),
    "a short line ends a paragraph": (
        ["The minister said that the talks would go on|until Friday.|Nobody else who was in the room spoke of it."],
        "The minister said that the talks would go on until Friday.\n\nNobody else who was in the room spoke of it.",
    ),
    "small letters go on": (
        ["The minister said that the talks would go on|until Friday at|noon, and then come to a preliminary end."],
        "The minister said that the talks would go on until Friday at noon, and then come to a preliminary end.",
    ),
    "a bullet begins a paragraph": (["He wants:|• a truce|• the land"], "He wants:\n\n• a truce\n\n• the land"),
    "an empty line ends a paragraph": (["He agreed and||she left."], "He agreed and\n\nshe left."),
    "a sentence goes on over a page's end": (
        ["Daily Wire|He said that she would|1", "Daily Wire|agree to all of the terms.|2"],
        "He said that she would agree to all of the terms.",
    ),
    "numbers of pages go however written": (
        ["He agreed to|Page 1 of 2", "the terms.|- 2 -"],
        "He agreed to the terms.",
    ),
    "a number in the text stays": (["He paid|12|euros."], "He paid 12 euros."),
    "nothing": ([""], ""),
}


@pytest.mark.parametrize("case", PAGES)
def test_paragraphs(case: str) -> None:
    marked, text = PAGES[case]
    assert paragraphs([page.split("|") for page in marked]) == text
