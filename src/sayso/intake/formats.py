"""Which format a material is in, by its content first and its name second, and the reports that it holds."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePath
from typing import BinaryIO, cast

from sayso.errors import IntakeError
from sayso.intake import archives, documents, feeds, mail, pages, pdf, prose, rows, tables
from sayso.intake.decoding import decode, decode_untidied, is_wide, tidy
from sayso.intake.material import CHUNK, LARGEST, Item, Material, digest_of, read_all
from sayso.intake.unpacking import Members
from sayso.report import Report

GZIP, ZIP = b"\x1f\x8b", b"PK\x03\x04"
PAGE_SUFFIXES = {".html", ".htm", ".xhtml"}
JSON_START = re.compile(r"\s*(?:\{\s*\"|\[\s*\{\s*\")")
XML_START = re.compile(r"\s*<(?:\?xml|!doctype|rss|feed)\b", re.I)
TAG = re.compile(r"<[a-zA-Z!]")
PDF_WITHIN = 1024
ADVICE = "give plain text, Markdown, HTML, PDF, Word (docx), a message, a table, a feed, a web archive, JSON or JSONL"
# First bytes of what people mistake for a report: https://en.wikipedia.org/wiki/List_of_file_signatures
SIGNATURES = (
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "a rich text document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a WebP image, a sound or a film"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"%!PS", "a PostScript document"),
    (b"SQLite format 3", "an SQLite database"),
)


def reports_in(material: Material) -> Iterator[Item]:
    """The reports that a material holds, and an error for each one that cannot be had.

    Rows of JSON lines are read and given one by one; anything else is read whole. Raises IntakeError where the material
    as a whole is unusable, OSError or EOFError where its stream fails.
    """
    head = material.stream.readline(LARGEST + 1)
    _check_signature(material.name, head)
    if head.startswith(GZIP):
        yield from _reports_in_unpacked(_unpacked(material, head))
    elif head.startswith(archives.START) or material.suffix == archives.SUFFIX:  # its first bytes may be the damaged
        yield from archives.reports_in_archive(material, head)
    elif not is_wide(head) and _holds_rows(material.suffix, head):
        yield from rows.reports_in_lines(material, head)
    else:
        yield from _reports_in_body(material, read_all(material, head))


def _reports_in_unpacked(material: Material) -> Iterator[Item]:
    """An archive is told by its name first, as its first record may be the damaged one."""
    if material.suffix == archives.SUFFIX:
        yield from archives.reports_in_archive(material)
    else:
        yield from reports_in(material)


def _holds_rows(suffix: str, head: bytes) -> bool:
    return suffix in rows.SUFFIXES or (suffix != ".json" and rows.looks_like_a_row(head))


def _unpacked(material: Material, head: bytes) -> Material:
    if material.unpacked:
        raise IntakeError(material.name, "is packed with gzip twice", "unpack it first")
    members = Members(cast(BinaryIO, _Rewound(head, material.stream)))
    stream = cast(BinaryIO, io.BufferedReader(members, CHUNK))
    inner = PurePath(material.stem)
    suffix = inner.suffix.lower() if material.suffix == ".gz" else material.suffix
    stem = inner.stem if material.suffix == ".gz" else material.stem
    return replace(material, stream=stream, suffix=suffix, stem=stem, media_type="", unpacked=True)


class _Rewound(io.RawIOBase):
    """A stream with its first bytes, which have been read already, put back."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = io.BytesIO(head)
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._head.read(len(buffer)) or self._rest.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def _reports_in_body(material: Material, body: bytes) -> Iterator[Item]:
    if not body.strip():
        raise IntakeError(material.name, "is empty")
    digest = digest_of(body)
    for item in _items_in_body(material, body):
        yield (
            replace(item, source=item.source or material.name, digest=item.digest or digest)
            if isinstance(item, Report)
            else item
        )


def _items_in_body(material: Material, body: bytes) -> Iterator[Item]:
    if pdf.MAGIC in body[:PDF_WITHIN]:
        yield pdf.report_of_pdf(material.name, body, material.stem)
    elif body.startswith(ZIP):
        yield _report_in_zip(material, body)
    elif mail.is_mailbox(body):
        yield from mail.reports_in_mailbox(material, body, reports_in)
    elif mail.is_message(material, body):
        yield from mail.reports_in_message(material, body, reports_in)
    else:
        yield from _items_in_text(material, body)


def _report_in_zip(material: Material, body: bytes) -> Item:
    if documents.is_document(body):
        return documents.report_of_document(material.name, body, material.stem)
    raise IntakeError(material.name, "is a ZIP archive or an office document", ADVICE)


def _items_in_text(material: Material, body: bytes) -> Iterator[Item]:
    declared = material.charset or pages.declared_charset(body)
    is_table = material.suffix in tables.SUFFIXES
    # The rows of a table stay as they were written, so that a damaged one harms no other.
    written = (decode_untidied if is_table else decode)(body, material.name, declared)
    text = tidy(written) if is_table else written
    if material.suffix == ".json" or JSON_START.match(text):
        yield from rows.reports_in_json(material, text)
    elif _is_page(material, text):
        yield pages.report_of_page(material.name, text, material.stem)
    elif feeds.is_feed(text):
        yield from feeds.reports_in_feed(material, body)
    elif is_table:
        yield from tables.reports_in_table(material, written)
    elif XML_START.match(text):
        raise IntakeError(material.name, "is an XML document, not a web page", "give the article's own page or text")
    else:
        yield prose.report_of_prose(material.name, text, material.stem, material.suffix)


def _check_signature(name: str, head: bytes) -> None:
    for signature, kind in SIGNATURES:
        if head.startswith(signature):
            raise IntakeError(name, f"is {kind}", ADVICE)


def _is_page(material: Material, text: str) -> bool:
    by_name = material.suffix in PAGE_SUFFIXES or material.media_type in pages.PAGE_TYPES
    return pages.looks_like_a_page(text) or (by_name and TAG.search(text) is not None)
