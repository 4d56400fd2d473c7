"""Intake: what each kind of source turns into, and the error in the place of what cannot be had."""

from __future__ import annotations

import datetime
import gzip
import io
import itertools
import json
import os
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, cast

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sayso.errors import IntakeError
from sayso.intake import material, read_sources, tidy
from sayso.intake.dates import published_on
from sayso.intake.decoding import decode
from sayso.report import Report

DATA = Path(__file__).parent / "data" / "intake"
MAY_21 = datetime.date(2025, 5, 21)


def read(*sources: object, stdin: bytes | None = None) -> list[Report | IntakeError]:
    return list(read_sources(map(str, sources), stdin=None if stdin is None else io.BytesIO(stdin)))


def piped(data: bytes) -> list[Report | IntakeError]:
    return read("-", stdin=data)


def only_report(items: list[Report | IntakeError]) -> Report:
    (item,) = items
    assert isinstance(item, Report), item
    return item


def only_error(items: list[Report | IntakeError]) -> IntakeError:
    (item,) = items
    assert isinstance(item, IntakeError), item
    return item


def bare(item: Report | IntakeError) -> Report:
    """A report without where it came from."""
    assert isinstance(item, Report)
    return replace(item, source="", digest="")


def row(**fields: object) -> bytes:
    return json.dumps(fields).encode() + b"\n"


# Files


def test_a_plain_text_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "kyiv.txt"
    path.write_bytes(b"  KYIV \xe2\x80\x94 He said no.\r\n\r\n\tShe agreed.\rThey left.\n\n")
    text = "  KYIV — He said no.\n\n\tShe agreed.\nThey left.\n\n"
    assert bare(only_report(read(path))) == Report(id="kyiv", text=text)


def test_front_matter_becomes_the_fields() -> None:
    report = only_report(read(DATA / "note.md"))
    assert report.title == "Dockers: no strike before June"
    assert (report.id, report.publisher, report.published) == ("note", "Great Lakes Wire", MAY_21)
    assert report.text.startswith("# Dockers put off their strike\n\nThe union said it would **postpone** the strike.")


PROSE = [
    ("---\nid: x\ntitle: No\n---\nHe agreed.", ("x", "No", "He agreed.")),
    ("---\ntitle: X\n...\n\nHe agreed.", ("stdin", "X", "He agreed.")),
    ("---\ntitle:\n  - a list\n---\nHe agreed.", ("stdin", "", "He agreed.")),
    ("---\n\nHe agreed.\n\n---\n\nShe left.", ("stdin", "", "---\n\nHe agreed.\n\n---\n\nShe left.")),
    ("---\nnote: it never ends", ("stdin", "", "---\nnote: it never ends")),
    ("# Talks\n\nHe agreed.", ("stdin", "", "# Talks\n\nHe agreed.")),
    ("[Moscow] He agreed.", ("stdin", "", "[Moscow] He agreed.")),
    ("{sic} He agreed.", ("stdin", "", "{sic} He agreed.")),
    ("<b>He</b> agreed, 3 < 4.", ("stdin", "", "<b>He</b> agreed, 3 < 4.")),
]


@pytest.mark.parametrize(("source", "expected"), PROSE)
def test_prose(source: str, expected: tuple[str, str, str]) -> None:
    report = only_report(piped(source.encode()))
    assert (report.id, report.title, report.text) == expected


def test_the_opening_heading_of_a_markdown_file_is_its_title(tmp_path: Path) -> None:
    path = tmp_path / "talks.md"
    path.write_text("\n# Talks stall #\n\nHe refused.\n")
    report = only_report(read(path))
    assert (report.title, report.text) == ("Talks stall", "\n# Talks stall #\n\nHe refused.\n")


def test_front_matter_that_is_no_yaml_is_an_error_with_its_line() -> None:
    error = only_error(piped(b"---\ntitle: Dockers: no strike\n---\nHe agreed."))
    assert str(error) == (
        "standard input: has front matter that is not YAML in line 2 (quote values that hold a colon)"
    )


def test_rows_and_the_errors_among_them() -> None:
    path = DATA / "rows.jsonl"
    items = read(path)
    reports = [item for item in items if isinstance(item, Report)]
    assert [report.id for report in reports] == ["a", "a-2", "rows-4", "https://wire.example/1"]
    assert bare(reports[0]) == Report("a", "The union said it would wait.", "Union waits", "Great Lakes Wire", MAY_21)
    assert reports[2].published == MAY_21
    assert [str(item).removeprefix(str(path)) for item in items if isinstance(item, IntakeError)] == [
        ", line 5: is not valid JSON at column 26: unterminated string",
        ", line 6: has no \"text\" (its keys are 'id')",
        ', line 7: is a JSON list, not an object (give {"id": ..., "text": ...})',
        ", line 8: holds no text",
    ]


def test_rows_packed_with_gzip_read_the_same(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl.gz"
    path.write_bytes(gzip.compress((DATA / "rows.jsonl").read_bytes()))
    assert [str(item).replace(str(path), "") for item in read(path)] == [
        str(item).replace(str(DATA / "rows.jsonl"), "") for item in read(DATA / "rows.jsonl")
    ]


def test_rows_before_the_damage_of_an_archive_are_kept() -> None:
    rows = b"".join(row(id=str(n), text=f"Envoy {n * 7919} agreed.") for n in range(5000))
    *reports, error = piped(gzip.compress(rows)[:-5000])
    assert len(reports) > 100 and all(isinstance(report, Report) for report in reports)
    assert str(error) == "standard input: ends too early: the archive is damaged"


JSON = [
    (b'{"id": "x", "text": "He agreed."}', ["x"]),
    (b'{\n "id": "x",\n "text": "He agreed."\n}\n', ["x"]),
    (b'[{"id": "x", "text": "He agreed."}, {"text": "She left."}]', ["x", "talks-2"]),
    (b'\n{"text": "He agreed."}\n{"text": "She left."}', ["talks-2", "talks-3"]),
    ('{"id": "é", "text": "He agreed."}\n{"id": "y", "text": "She left."}'.encode("utf-16"), ["é", "y"]),
    (b'\xef\xbb\xbf{"text": "He agreed."}', ["talks"]),
]


@pytest.mark.parametrize(("data", "ids"), JSON)
def test_json_is_an_object_a_list_or_lines(data: bytes, ids: list[str], tmp_path: Path) -> None:
    path = tmp_path / "talks.json"
    path.write_bytes(data)
    assert [cast(Report, item).id for item in read(path)] == ids


def test_rows_in_utf_16(tmp_path: Path) -> None:
    path = tmp_path / "talks.jsonl"
    path.write_text('{"id": "é", "text": "He agreed."}\n{"id": "y", "text": "She left."}\n', encoding="utf-16")
    assert [cast(Report, item).id for item in read(path)] == ["é", "y"]


def test_other_keys_and_values_of_the_wrong_kind_are_left_alone() -> None:
    data = row(id=7, text="He agreed.", title=None, publisher=["x"], published=12, statements=[{"holder": "He"}])
    assert bare(only_report(piped(data))) == Report("7", "He agreed.")


@pytest.mark.parametrize("data", [b"[" * 100_000, b'{"text": ' * 100_000, b'{"text": ' + b"9" * 5000 + b"}"])
def test_json_too_deep_or_too_long_is_an_error(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "deep.json"
    path.write_bytes(data)
    assert only_error(read(path)).reason == "is JSON with a number or a nesting too large to read"


UNUSABLE = {
    "empty.txt": (b"", "is empty"),
    "blank.txt": (b" \n\t\n", "is empty"),
    "empty.jsonl": (b"\n\n", "is empty"),
    "empty.json": (b"[]", "is an empty JSON list"),
    "signs.txt": ("… — …".encode(), "holds no text"),
    "image.txt": (b"\x89PNG\r\n\x1a\n\x00\x00", "is a PNG image"),
    "photo": (b"\xff\xd8\xff\xe0\x00\x10JFIF", "is a JPEG image"),
    "report.docx": (b"PK\x03\x04\x14\x00\x06\x00", "is a ZIP archive or an office document"),
    "letter.rtf": (b"{\\rtf1\\ansi He agreed.}", "is a rich text document"),
    "nul.txt": (b"He agreed.\x00She left.", "holds binary data, not text"),
    "noise.txt": (bytes(range(1, 32)) * 20, "holds binary data, not text"),
    "feed.xml": (b'<?xml version="1.0"?><book><page/></book>', "is an XML document, not a web page"),
    "broken.json": (b'{"text": "He', "is not valid JSON at column 10: unterminated string"),
    "twice.gz": (gzip.compress(gzip.compress(b"He agreed.")), "is packed with gzip twice"),
}


@pytest.mark.parametrize("name", UNUSABLE)
def test_what_cannot_be_used_is_named_with_the_reason(name: str, tmp_path: Path) -> None:
    data, reason = UNUSABLE[name]
    path = tmp_path / name
    path.write_bytes(data)
    error = only_error(read(path))
    assert (error.source, error.reason) == (str(path), reason)


def test_a_missing_file_does_not_stop_the_rest(tmp_path: Path) -> None:
    missing, report = read(tmp_path / "missing.txt", DATA / "note.md")
    assert str(missing) == f"{tmp_path / 'missing.txt'}: there is no such file"
    assert isinstance(report, Report)


def test_a_path_that_no_system_knows_is_an_error() -> None:
    assert only_error(read("a\x00b")).reason.startswith("cannot be read")


def test_a_directory_is_all_its_files_but_hidden_ones(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "talks.txt").write_text("He agreed.")
    (tmp_path / "c").mkdir()
    (tmp_path / "talks.txt").write_text("She left.")
    (tmp_path / ".hidden.txt").write_text("Nobody saw.")
    (tmp_path / "a.png").write_bytes(b"\x89PNG")
    (tmp_path / "loop").symlink_to(tmp_path)
    image, agreed, empty, loop, left = read(tmp_path)
    assert cast(Report, agreed).text == "He agreed." and cast(Report, left).text == "She left."
    assert (cast(Report, agreed).id, cast(Report, left).id) == ("talks", "talks-2")
    assert [cast(IntakeError, error).reason for error in (image, empty, loop)] == [
        "is a PNG image",
        "is a directory without files",
        "is neither a file nor a directory",
    ]


def test_a_named_pipe_is_read_like_a_file(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.write(writing, b"He agreed.")
    os.close(writing)
    assert only_report(read(f"/dev/fd/{reading}")).text == "He agreed."
    os.close(reading)


def test_ids_are_unique_within_a_run() -> None:
    data = b"".join(row(id=name, text="He agreed.") for name in ("a", "a-2", "a", "a", "b", "a-2"))
    ids = [cast(Report, item).id for item in read("-", DATA / "note.md", DATA / "note.md", stdin=data)]
    assert ids == ["a", "a-2", "a-3", "a-4", "b", "a-2-2", "note", "note-2"]


# Size


class Endless(io.RawIOBase):
    """Rows without end, counting what was taken."""

    def __init__(self) -> None:
        self.taken = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        line = row(text="He agreed. " * 2000)
        self.taken += len(line)
        buffer[: len(line)] = line
        return len(line)


def test_rows_are_read_one_by_one() -> None:
    source = Endless()
    rows = read_sources(["-"], stdin=cast(BinaryIO, io.BufferedReader(source, 2**16)))
    tracemalloc.start()
    first = [item.id for item in itertools.islice(rows, 500) if isinstance(item, Report)]
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert first == [f"stdin-{n}" for n in range(1, 501)]
    assert source.taken > 10 * 2**20 > 5 * most


def test_a_text_of_twenty_megabytes_comes_back_whole() -> None:
    text = "The envoy’s side refused. She said so again.\n" * 440_000
    assert only_report(piped(text.encode())).text == text
    assert only_report(piped(row(text=text))).text == text


def test_what_is_too_large_is_refused_and_the_next_row_read(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("material", "formats", "rows"):
        monkeypatch.setattr(f"sayso.intake.{module}.LARGEST", 1000)
    assert only_error(piped(b"He agreed.\n" * 100)).reason == "is larger than 0 MB"
    rows = [row(id="x", text="a"), row(text="a" * 3000), row(text="a" * 1001), row(id="y", text="b")]
    x, large, larger, y = piped(b"".join(rows))
    assert (cast(Report, x).id, cast(Report, y).id) == ("x", "y")
    assert (cast(IntakeError, large).source, cast(IntakeError, larger).source) == (
        "standard input, line 2",
        "standard input, line 3",
    )


def test_the_limit_is_above_any_text_of_twenty_megabytes() -> None:
    assert material.LARGEST > 4 * 20 * 2**20


# Decoding

SENTENCE = "The envoy’s “plan” – he said at the Café Zürich – costs €5 million."
ENCODED = [
    (SENTENCE, "utf-8-sig"),
    (SENTENCE, "utf-16"),
    ("\ufeff" + SENTENCE, "utf-16-be"),
    (SENTENCE, "utf-32"),
    (SENTENCE, "cp1252"),
    ("Le président a déclaré : « À Genève, où l’été commence… »", "cp1252"),
    ("Президент заявил, что переговоры продолжаются.", "cp1251"),
    ("Rząd oświadczył, że rozmowy są możliwe w przyszłym tygodniu.", "cp1250"),
    ("Erdoğan şöyle dedi: görüşmeler sürüyor, İstanbul’da ışık var.", "cp1254"),
]


@pytest.mark.parametrize(("text", "encoding"), ENCODED)
def test_encodings(text: str, encoding: str) -> None:
    assert only_report(piped(text.encode(encoding))).text == text.removeprefix("\ufeff")


def test_a_few_damaged_bytes_do_not_change_the_encoding() -> None:
    data = "“We agreed,” he said. “All of it.”".encode().replace(b"All", b"\xffAll")
    assert only_report(piped(data)).text == "“We agreed,” he said. “\ufffdAll of it.”"


POLICY = [
    ("a\x00b\x0bc\x1fd\x7fe\x85f\x9fg", "a b c d e f g"),
    ("a\r\nb\rc\n\rd\te", "a\nb\nc\n\nd\te"),
    ("a\ud800b\udc00", "a\ufffdb\ufffd"),
    ("a\ud83d\ude00", "a😀"),
    ("\ufeff\ufeffa\ufeffb", "a\ufeffb"),
    ("‏שלום‎ \u202bالسلام\u202c \u2067x\u2069", "‏שלום‎ \u202bالسلام\u202c \u2067x\u2069"),
    ("co\u00adoperate\u2028then\u00a0left", "co\u00adoperate\u2028then\u00a0left"),
]


@pytest.mark.parametrize(("text", "tidied"), POLICY)
def test_the_policy_on_what_a_text_may_hold(text: str, tidied: str) -> None:
    assert tidy(text) == tidied


ANY_TEXT = st.text(st.characters(exclude_categories=()) | st.sampled_from("\r\n\t\x00\x85\ud83d\ude00\ufeff\u200f"))


@settings(deadline=None)
@given(ANY_TEXT, st.booleans())
def test_any_text_comes_back_through_a_row(text: str, escaped: bool) -> None:
    data = json.dumps({"id": "x", "text": text}, ensure_ascii=escaped).encode("utf-8", "surrogatepass")
    (item,) = piped(data)
    if not any(map(str.isalnum, tidy(text))):
        assert isinstance(item, IntakeError) and item.reason == "holds no text"
    else:
        assert bare(item) == Report("x", tidy(text))


@settings(deadline=None)
@given(ANY_TEXT)
def test_tidying_twice_changes_nothing(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)


def decoded(data: bytes) -> Iterator[str]:
    try:
        yield decode(data, "x")
    except IntakeError:
        return


@settings(deadline=None)
@given(st.binary() | ANY_TEXT.map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_what_was_decoded_decodes_to_itself(data: bytes) -> None:
    for text in decoded(data):
        assert decode(text.encode(), "x") == text


STARTS = [
    b"",
    b"%PDF-1.7\n",
    b"\x1f\x8b\x08",
    b"<html>",
    b"---\na: ",
    b'{"',
    b"[{",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"<?xml",
]


@settings(deadline=None)
@given(st.sampled_from(STARTS), st.binary())
@example(b"<html>", b"<body>&#0;&#xd800;<p>x")
@example(b"---\na: ", b"!!python/object:os.system x\n---\nx")
def test_any_bytes_give_reports_or_errors(start: bytes, rest: bytes) -> None:
    items = piped(start + rest)
    assert items
    for item in items:
        assert isinstance(item, IntakeError) or item.text == tidy(item.text)


# Dates

DAYS = [
    "2025-05-21",
    "20250521",
    "2025-05-21T05:05:35+00:00",
    "2025-05-21T23:59:59-04:00",
    "2025-05-21T05:05:35.123Z",
    " 2025-05-21 05:05 ",
    "2025/05/21",
    "2025.5.21",
    "Wed, 21 May 2025 12:00:47 +0000",
    "Wednesday, May 21, 2025 5:05 PM EDT",
    "21 May 2025",
    "May 21st, 2025",
    "21.05.2025",
    "5/21/2025",
    MAY_21,
    datetime.datetime(2025, 5, 21, 5, 5),
]
NO_DAYS = [
    *("", "yesterday", "21 May", "May 2025", "2025", "2025-05", "03/04/2025", "5/21/25", "2025-13-45", "2025-02-30"),
    *(
        "0000-00-00",
        "0001-01-01",
        "May 45, 2025",
        "9" * 5000,
        "Updated recently",
        None,
        20250521,
        ["2025-05-21"],
        "10:00",
    ),
]


@pytest.mark.parametrize("value", DAYS)
def test_a_day_however_written(value: object) -> None:
    assert published_on(value) == MAY_21


@pytest.mark.parametrize("value", NO_DAYS)
def test_no_day_is_guessed(value: object) -> None:
    assert published_on(value) is None


@settings(deadline=None)
@given(st.text() | st.text("0123456789-/.: TZ+MayJun"))
def test_any_text_for_a_date_gives_a_day_or_none(value: str) -> None:
    assert published_on(value) is None or isinstance(published_on(value), datetime.date)
