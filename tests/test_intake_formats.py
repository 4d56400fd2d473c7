"""Word documents, messages, tables, feeds and web archives, made by the libraries that others make them with."""

from __future__ import annotations

import gzip
import hashlib
import io
import zlib
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from sayso.errors import IntakeError
from sayso.intake import read_sources
from sayso.intake.unpacking import Members
from sayso.report import Report

PAGE = (
    "<html><head><title>Talks fail</title></head><body><article><h1>Talks fail</h1>"
    "<p>The minister said on Monday that the talks had failed.</p><p>Nobody knew what would come next, he added.</p>"
    "</article></body></html>"
)
LONG = "The minister said on Monday that the talks had failed. " * 14


def read(path: Path, **columns: str) -> list[Report | IntakeError]:
    return list(read_sources([str(path)], columns=columns))


def only(path: Path, **columns: str) -> Report:
    (item,) = read(path, **columns)
    assert isinstance(item, Report), item
    return item


def errors(path: Path) -> str:
    return " ".join(str(item) for item in read(path) if isinstance(item, IntakeError))


def test_a_word_document_keeps_its_paragraphs_and_tables(tmp_path: Path) -> None:
    document = docx.Document()
    document.core_properties.title = "Talks fail"
    document.add_paragraph("The talks failed.")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "North", "refused"
    document.add_paragraph("Nobody was surprised.")
    document.save(str(tmp_path / "a.docx"))
    report = only(tmp_path / "a.docx")
    assert (report.title, report.text) == ("Talks fail", "The talks failed.\n\nNorth\trefused\n\nNobody was surprised.")
    assert report.digest == hashlib.sha256((tmp_path / "a.docx").read_bytes()).hexdigest()


def message(**parts: str) -> EmailMessage:
    letter = EmailMessage()
    letter["From"], letter["Date"], letter["Subject"] = (
        "Wire Desk <desk@wire.example>",
        "Mon, 19 May 2025 10:00:00 +0000",
        "Talks",
    )
    for kind, content in parts.items():
        letter.set_content(content, subtype=kind)
    return letter


def test_a_message_is_a_report_and_so_is_what_is_attached(tmp_path: Path) -> None:
    letter = message(plain="The talks failed.\n")
    letter.add_attachment(b"The talks went on.", maintype="text", subtype="plain", filename="second.txt")
    letter.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="map.png")
    (tmp_path / "a.eml").write_bytes(letter.as_bytes())
    first, second = read(tmp_path / "a.eml")
    assert isinstance(first, Report)
    assert isinstance(second, Report)
    assert (first.text, first.title, first.publisher, str(first.published)) == (
        "The talks failed.",
        "Talks",
        "Wire Desk",
        "2025-05-19",
    )
    assert (second.text, second.source) == ("The talks went on.", f"{tmp_path / 'a.eml'}, attachment second.txt")


def test_a_message_in_html_is_read_as_a_page(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(message(html=PAGE).as_bytes())
    assert "the talks had failed" in only(tmp_path / "a.eml").text


TABLE = "date;headline;body\n2025-05-19;Talks;The talks failed.\n;;\n2025-05-20;More;The talks went on."


def test_a_row_of_a_table_is_a_report_and_an_empty_one_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(TABLE)
    first, empty, third = read(tmp_path / "a.csv")
    assert isinstance(first, Report)
    assert isinstance(third, Report)
    assert (first.text, first.title, str(first.published)) == ("The talks failed.", "Talks", "2025-05-19")
    assert "a.csv, row 2: holds no text" in str(empty)
    assert third.source.endswith("a.csv, row 3")


def test_the_user_says_which_column_holds_what(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text("day\tprose\tmemo\n2025-05-19\tThe talks failed.\tx")
    assert "no column with the text" in errors(tmp_path / "a.tsv")
    assert only(tmp_path / "a.tsv", text="prose").text == "The talks failed."
    (item,) = read(tmp_path / "a.tsv", text="body")
    assert "has no column 'body' for text" in str(item)


RSS = (
    "<?xml version='1.0'?><rss version='2.0'><channel><title>The Wire</title><item><title>Talks</title>"
    f"<pubDate>Mon, 19 May 2025 10:00:00 GMT</pubDate><description>{LONG}</description></item>"
    "<item><title>Nothing</title><description></description></item></channel></rss>"
)
ATOM = (
    "<feed xmlns='http://www.w3.org/2005/Atom'><title>The Wire</title><entry><title>Talks</title><updated>"
    f"2025-05-19T10:00:00Z</updated><id>x</id><content type='html'>&lt;p&gt;{LONG}&lt;/p&gt;</content></entry></feed>"
)


@pytest.mark.parametrize("feed", [RSS, ATOM], ids=["RSS", "Atom"])
def test_an_entry_of_a_feed_is_a_report(tmp_path: Path, feed: str) -> None:
    (tmp_path / "a.xml").write_text(feed)
    report = next(item for item in read(tmp_path / "a.xml") if isinstance(item, Report))
    assert (report.title, report.publisher, str(report.published)) == ("Talks", "The Wire", "2025-05-19")
    assert report.text.startswith("The minister said on Monday")


def archive(*pages: tuple[str, str, str]) -> bytes:
    stream = io.BytesIO()
    writer = WARCWriter(stream, gzip=True)
    for address, kind, body in pages:
        headers = StatusAndHeaders("200 OK", [("Content-Type", kind)], protocol="HTTP/1.0")
        writer.write_record(
            writer.create_warc_record(address, "response", payload=io.BytesIO(body.encode()), http_headers=headers)
        )
    return stream.getvalue()


PAGES = ("https://a.example/1", "text/html; charset=utf-8", PAGE), ("https://a.example/p.png", "image/png", "no")


@pytest.mark.parametrize("packed", [True, False])
def test_a_page_of_a_web_archive_is_a_report(tmp_path: Path, packed: bool) -> None:
    data = archive(*PAGES)
    (tmp_path / "a.warc.gz").write_bytes(data if packed else gzip.decompress(data))
    report = only(tmp_path / "a.warc.gz")
    assert (report.source, report.title) == ("https://a.example/1", "Talks fail")
    assert report.published is None  # the day it was archived is not the day it was published
    assert "the talks had failed" in report.text


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.docx", b"PK\x03\x04 and then nothing", "is a ZIP archive or an office document"),
        ("a.csv", b"text,title\n", "is a table without rows"),
        ("a.csv", b"date,title\n1,2\n", "its columns are date, title"),
        ("a.xml", b"<rss><channel><title>x</title></channel></rss>", "is a feed that gives nothing"),
        ("a.warc", b"WARC/1.0\r\nWARC-Type: response\r\nContent-Le", "a.warc, record 1: has a header that is"),
        ("a.eml", b"Subject: x\n\n", "holds no text"),
        ("a.csv", b"text,text\nThey talked.,They met.\n", "has two columns 'text'"),
        ("a.eml", b"Subject: x\nContent-Transfer-Encoding: base64\n\nVGhl!!IHRhb\n", "whose base64 is damaged"),
    ],
)
def test_what_is_damaged_is_named_with_the_reason(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(data)
    (tmp_path / "good.txt").write_text("The talks failed.")
    items = list(read_sources([str(tmp_path)]))
    assert reason in " ".join(str(item) for item in items if isinstance(item, IntakeError))
    assert [item.text for item in items if isinstance(item, Report)] == ["The talks failed."]


beginnings = st.sampled_from(
    [b"", b"PK\x03\x04", b"WARC/1.0\r\n", b"<rss>", b"From: a@b\n\n", b"text,title\n", b"\x1f\x8b"]
)
suffixes = st.sampled_from([".txt", ".csv", ".eml", ".docx", ".warc", ".xml", ".html", ".jsonl", ""])


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(beginnings, st.binary(max_size=300), suffixes)
def test_whatever_the_bytes_reading_gives_reports_or_errors(
    tmp_path: Path, head: bytes, rest: bytes, suffix: str
) -> None:
    path = tmp_path / f"x{suffix}"
    path.write_bytes(head + rest)
    for item in read(path):
        assert isinstance(item, Report | IntakeError)


def told(path: Path) -> list[str]:
    """The texts of the reports and the errors after the file's name, in order."""
    items = read(path)
    return [item.text if isinstance(item, Report) else str(item).removeprefix(str(path)) for item in items]


MISFITS = [
    ("2025-05-20,B", "has 2 cells where the heading has 3"),
    ("2025-05-20,B,They met,again", "has 4 cells where the heading has 3"),
    ("2025-05-20,B,They m\0t.", "holds a NUL byte"),
    ('2025-05-20,B,"They "met" again."', "has stray quotation marks"),
]


@pytest.mark.parametrize(("row", "reason"), MISFITS)
@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
def test_a_row_that_does_not_fit_is_named_and_harms_no_other(
    tmp_path: Path, row: str, reason: str, line_break: str
) -> None:
    lines = ["date,headline,body", "2025-05-19,A,They talked.", row, '2025-05-21,C,"They said ""no, never"" again."']
    (tmp_path / "a.csv").write_bytes(line_break.join(lines).encode())
    first, damaged, third = told(tmp_path / "a.csv")
    assert damaged.startswith(f", row 2 (line 3): {reason}")
    assert (first, third) == ("They talked.", 'They said "no, never" again.')


def test_empty_cells_too_many_say_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("date,body\n2025-05-19,They talked.,,\n")
    assert told(tmp_path / "a.csv") == ["They talked."]


def test_a_quotation_mark_that_is_never_closed_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text('headline,body\nA,"They\ntalked."\nB,"They met.\nC,They left.\n')
    first, swallowed = told(tmp_path / "a.csv")
    assert first == "They\ntalked."
    assert swallowed.startswith(", row 2 (line 4): opens a quotation mark that is never closed")
    (tmp_path / "b.csv").write_text('headline,"body\nA,They talked.\n')
    assert told(tmp_path / "b.csv")[0].startswith(", line 1: opens a quotation mark that is never closed")


def digests(path: Path, **columns: str) -> list[str]:
    return [item.digest for item in read(path, **columns) if isinstance(item, Report)]


def of(part: str | bytes) -> str:
    return hashlib.sha256(part if isinstance(part, bytes) else part.encode()).hexdigest()


PARTS = [
    ("a.csv", 'id,body\n1,"They\ntalked."\n2,They met.\n', ['1,"They\ntalked."', "2,They met."]),
    ("a.tsv", "id\tbody\r\n1\tThey talked.\r\n2\tThey met.", ["1\tThey talked.", "2\tThey met."]),
    (
        "a.jsonl",
        '{"text": "They talked."}\r\n\n{"text": "They met."}',
        ['{"text": "They talked."}', '{"text": "They met."}'],
    ),
    (
        "a.json",
        '[ {"text": "They [talked]."},\n {"text":"They met."} ]\n',
        ['{"text": "They [talked]."}', '{"text":"They met."}'],
    ),
    ("a.json", '{"text": "They talked."}\n', ['{"text": "They talked."}\n']),
    ("a.txt", "They talked.\n", ["They talked.\n"]),
]


@pytest.mark.parametrize(("name", "content", "parts"), PARTS)
def test_a_digest_is_that_of_the_reports_own_part(tmp_path: Path, name: str, content: str, parts: list[str]) -> None:
    (tmp_path / name).write_bytes(content.encode())
    assert digests(tmp_path / name) == [of(part) for part in parts]
    packed = tmp_path / f"packed.{name}.gz"
    packed.write_bytes(gzip.compress(content.encode()))
    assert digests(packed) == [of(part) for part in parts]


def test_a_row_has_the_same_digest_whatever_its_table_is_in(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes("body\nThey talked in Genève.\n".encode("utf-16"))
    assert digests(tmp_path / "a.csv") == [of("They talked in Genève.")]


BEFORE_THE_ROOT = [
    '<?xml version="1.0"?><?xml-stylesheet href="a.xsl" type="text/xsl"?>\n',
    "<!-- made by hand -->\n<?xml-stylesheet href='a.xsl'?><!-- twice -->",
    '<?xml version="1.0"?>\n<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "rss-0.91.dtd">\n',
    "<!--" + "x" * 5000 + "-->",
]


@pytest.mark.parametrize("before", BEFORE_THE_ROOT)
def test_a_feed_is_one_whatever_stands_before_its_root(tmp_path: Path, before: str) -> None:
    (tmp_path / "a.xml").write_text(before + RSS.partition("?>")[2])
    assert read(tmp_path / "a.xml")[0].title == "Talks"  # type: ignore[union-attr]


def test_a_feed_that_declares_entities_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text('<!DOCTYPE rss [<!ENTITY a "b">]>' + RSS.partition("?>")[2])
    assert "is an XML document, not a web page" in errors(tmp_path / "a.xml")


ENTRIES = [f"<item><title>{name}</title><description><![CDATA[</item>{LONG}]]></description></item>" for name in "AB"]


@pytest.mark.parametrize("after", ["</channel></rss>", ""], ids=["whole", "cut short"])
def test_an_entry_has_the_digest_of_its_own_element(tmp_path: Path, after: str) -> None:
    (tmp_path / "a.xml").write_text("<rss><channel><title>The Wire</title>" + "\n".join(ENTRIES) + after)
    assert digests(tmp_path / "a.xml") == [of(entry) for entry in ENTRIES]


UNUSUAL = ["X-Spam: no", "Received: from a\n\tby b", "Return-Path: <a@b.example>", "ARC-Seal: i=1;\n a=rsa", "Odd: yes"]
HEADERS = "From: Wire Desk <desk@wire.example>\nSubject: Talks"


@pytest.mark.parametrize("first", UNUSUAL)
@pytest.mark.parametrize("name", ["a.eml", "a", "a.txt"])
def test_a_message_is_told_by_its_headers(tmp_path: Path, first: str, name: str) -> None:
    (tmp_path / name).write_text(f"{first}\n{HEADERS}\n\nThe talks failed.\n")
    report = only(tmp_path / name)
    assert (report.title, report.publisher, report.text) == ("Talks", "Wire Desk", "The talks failed.")


PROSE = [
    "From: here to there\n\nThe talks failed.\n",
    "Subject: talks\nNothing came of them.\n",
    "Subject: talks\nFrom: a man\nwho knows\n\nThe talks failed.\n",
    "Title: Talks\nDate: 2025-05-19\n\nThe talks failed.\n",
    "From 10:30 on they talked.\nDate: unknown\n\nThe talks failed.\n",
    "https://a.example: an address\n\nThe talks failed.\n",
]


@pytest.mark.parametrize("text", PROSE)
def test_prose_that_looks_like_a_header_stays_prose(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.txt").write_text(text)
    assert only(tmp_path / "a.txt").text == text


@pytest.mark.parametrize("line_break", ["\n", "\r\n"])
def test_every_message_of_a_mailbox_is_a_report(tmp_path: Path, line_break: str) -> None:
    letters = [
        f"{HEADERS}\n\nThey met.\n\nFrom now on they talk.\nDate: open\n",
        f"X-Spam: no\n{HEADERS} again\n\nFrom noon on they talked.\n",
    ]
    marked = letters[0].replace("\nFrom now", "\n>From now"), letters[1].replace("\nFrom noon", "\n>From noon")
    mailbox = "".join(f"From a@b.example Mon May 19 10:00:00 2025\n{letter}\n" for letter in marked)
    (tmp_path / "a.mbox").write_bytes(mailbox.replace("\n", line_break).encode())
    first, second = read(tmp_path / "a.mbox")
    assert isinstance(first, Report)
    assert isinstance(second, Report)
    assert (first.text, first.source) == (
        "They met.\n\nFrom now on they talk.\nDate: open",
        f"{tmp_path / 'a.mbox'}, message 1",
    )
    assert (second.title, second.text) == ("Talks again", "From noon on they talked.")
    assert [first.digest, second.digest] == [of(letter.replace("\n", line_break)) for letter in letters]


def test_an_attachment_has_the_digest_of_its_own_bytes(tmp_path: Path) -> None:
    notes, rows = "Sie verhandelten in Genève.".encode("latin-1"), b"text,title\nThey talked.,x\n"
    letter, inner = message(plain="The talks failed.\n"), message(plain="They met.\n")
    letter.add_attachment(notes, maintype="text", subtype="plain", filename="notes.txt", params={"charset": "latin-1"})
    letter.add_attachment(rows, maintype="application", subtype="octet-stream", filename="rows.csv")
    letter.add_attachment(inner)
    (tmp_path / "a.eml").write_bytes(letter.as_bytes())
    assert digests(tmp_path / "a.eml") == [
        of((tmp_path / "a.eml").read_bytes()),
        of(notes),
        of("They talked.,x"),
        of(inner.as_bytes()),
    ]
    assert [item.text for item in read(tmp_path / "a.eml") if isinstance(item, Report)][1::2] == [
        notes.decode("latin-1"),
        "They met.",
    ]


def page(number: int) -> str:
    return PAGE.replace("had failed", f"had failed, he wrote {number} times")


def archived(packed: bool, *bodies: bytes, **headers: str) -> list[bytes]:
    """The records of an archive with pages, each as it is written."""
    records = []
    for number, body in enumerate(bodies):
        stream = io.BytesIO()
        lines = [("Content-Type", "text/html"), *((name.replace("_", "-"), value) for name, value in headers.items())]
        record = WARCWriter(stream, gzip=packed).create_warc_record(
            f"https://a.example/{number}",
            "response",
            payload=io.BytesIO(body),
            http_headers=StatusAndHeaders("200 OK", lines, protocol="HTTP/1.1"),
        )
        WARCWriter(stream, gzip=packed).write_record(record)
        records.append(stream.getvalue())
    return records


def reported(path: Path) -> list[int | str]:
    """The numbers of the pages that were read, and the reasons of the errors."""
    return [
        int(item.source.rpartition("/")[2]) if isinstance(item, Report) else f"{item.source}: {item.reason}"
        for item in read(path)
    ]


THREE = [page(number).encode() for number in range(3)]


def scribbled(record: bytes) -> bytes:
    return record[:40] + b"A" * 30 + record[70:]


DAMAGES = [
    (True, scribbled, "is damaged: "),
    (True, lambda record: record[:-40], ""),
    (True, lambda record: record[:-6] + b"AAAAAA", "is damaged: incorrect data check"),
    (True, lambda record: b"A" * 20 + record[20:], "is damaged: incorrect header check"),
    (False, lambda record: record.replace(b"WARC/1.0", b"AAAA/1.0"), "has no line that begins it"),
    (False, lambda record: record.replace(b"WARC-Type", b"AAAA-Type"), "has no WARC-Type that is known"),
    (False, lambda record: record.replace(b"WARC-Type: resp", b"WARC-Type: AAAA"), "has no WARC-Type that is known"),
    (False, lambda record: record[:31] + b"A" * 30 + record[61:], "has a header that is damaged or cut short"),
    (False, lambda record: record[:60], "has a header that is damaged or cut short"),
    (
        False,
        lambda record: record.replace(b"Content-Length", b"Content-Size"),
        "has no Content-Length that is a number",
    ),
    (
        False,
        lambda record: record.replace(b"Content-Length: ", b"Content-Length: -"),
        "has no Content-Length that is a",
    ),
    (
        False,
        lambda record: record.replace(b"Content-Length: ", b"Content-Length: 9"),
        "is shorter than its Content-Len",
    ),
    (False, lambda record: record.replace(b"he wrote", b""), "is shorter than its Content-Length says"),
    (False, lambda record: record.replace(b"he wrote", b"he often wrote"), "is longer than its Content-Length says"),
    (False, lambda record: record.replace(b"Monday", b"Sunday"), "is not what was archived: its digest is another"),
    (False, lambda record: record[:-100] + b"\r\n\r\n", "is shorter than its Content-Length says"),
    (False, lambda record: record[:-100], "is shorter than its Content-Length says"),
]


@pytest.mark.parametrize(("packed", "damage", "reason"), DAMAGES)
@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz", "a"])
def test_a_damaged_record_is_named_and_those_around_it_are_read(
    tmp_path: Path, name: str, packed: bool, damage: Callable[[bytes], bytes], reason: str
) -> None:
    first, second, third = archived(packed, *THREE)
    (tmp_path / name).write_bytes(first + damage(second) + third)
    before, *told, after = reported(tmp_path / name)
    assert (before, after) == (0, 2)
    assert told
    assert reason in " ".join(map(str, told))
    assert all(", record " in str(each) for each in told)


@pytest.mark.parametrize(("name", "packed"), [("a.warc.gz", True), ("a.warc", False)])
def test_an_archive_whose_first_bytes_are_damaged_is_read_all_the_same(tmp_path: Path, name: str, packed: bool) -> None:
    first, second, third = archived(packed, *THREE)
    (tmp_path / name).write_bytes(first[:3] + b"A" * 9 + first[12:] + second + third)
    *told, one, two = reported(tmp_path / name)
    assert ", record 1" in str(told[0])
    assert (one, two) == (1, 2)


@pytest.mark.parametrize("packed", [True, False])
def test_an_archive_that_is_cut_short_does_not_give_half_a_page(tmp_path: Path, packed: bool) -> None:
    first, second = archived(packed, *THREE[:2])
    whole = first + second
    for length in range(len(first), len(whole) - 4, 31):
        (tmp_path / "a.warc").write_bytes(whole[:length])
        page, *told = reported(tmp_path / "a.warc")
        assert page == 0
        assert len(told) == (length > len(first))


PACKED = gzip.compress(THREE[0])
CHUNKED = b"%x\r\n%b\r\n0\r\n\r\n" % (len(THREE[0]), THREE[0])
BODIES = [
    (PACKED, {"Content_Encoding": "gzip"}, ""),
    (zlib.compress(THREE[0]), {"Content_Encoding": "deflate"}, ""),
    (THREE[0], {"Content_Encoding": "gzip"}, ""),  # unpacked by the archive
    (CHUNKED, {"Transfer_Encoding": "chunked"}, ""),
    (THREE[0], {"Transfer_Encoding": "chunked"}, ""),  # joined by the archive
    (THREE[0], {"Content_Length": str(len(THREE[0]))}, ""),
    (PACKED[:-20], {"Content_Encoding": "gzip"}, "cannot be unpacked: "),
    (b"\xff" * 9, {"Content_Encoding": "deflate"}, "cannot be unpacked: "),
    (THREE[0], {"Content_Encoding": "odd"}, "is packed with odd, which cannot be unpacked here"),
    (CHUNKED[:-5], {"Transfer_Encoding": "chunked"}, "the last of its chunks is missing"),
    (CHUNKED[:-50], {"Transfer_Encoding": "chunked"}, "the last of its chunks is missing"),
    (THREE[0][:-50], {"Content_Length": str(len(THREE[0]))}, "is cut short: "),
]


@pytest.mark.parametrize(("body", "headers", "reason"), BODIES)
def test_a_page_is_unpacked_whole_or_not_at_all(
    tmp_path: Path, body: bytes, headers: dict[str, str], reason: str
) -> None:
    (tmp_path / "a.warc").write_bytes(b"".join(archived(False, body, **headers)))
    (item,) = read(tmp_path / "a.warc")
    if isinstance(item, Report):
        assert (item.digest, reason) == (of(THREE[0]), "")
    else:
        assert reason
        assert reason in item.reason


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=3000), st.integers(0, 2), st.integers(1, 3000))
def test_whatever_the_size_of_reads_members_give_what_was_packed(content: bytes, padding: int, size: int) -> None:
    members = [gzip.compress(content), gzip.compress(content[::-1])]
    stream = Members(io.BytesIO((b"\0" * padding).join(members)))
    assert b"".join(iter(lambda: stream.read(size), b"")) == content + content[::-1]


ARCHIVES = [archived(packed, *THREE) for packed in (True, False)]


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_wherever_an_archive_is_damaged_the_other_pages_are_read(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    records = list(data.draw(st.sampled_from(ARCHIVES)))
    at = data.draw(st.integers(0, len(records[1]) - 8))
    scribble = data.draw(st.binary(min_size=8, max_size=8).filter(lambda each: each != records[1][at : at + 8]))
    records[1] = records[1][:at] + scribble + records[1][at + 8 :]
    path = tmp_path_factory.mktemp("damaged") / "a.warc"
    path.write_bytes(b"".join(records))
    found = [item.digest if isinstance(item, Report) else "error" for item in read(path)]
    whole = [of(body) for body in THREE]
    assert (found[0], found[-1]) == (whole[0], whole[2])
    assert set(found[1:-1]) <= {whole[1], "error"}
    assert len(found) > 2
