"""Web archives (WARC): a report for each page that was archived, by warcio; a damaged record harms no other."""

from __future__ import annotations

import gzip
import io
import re
import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import urllib3
from urllib3.exceptions import HTTPError

from sayso.errors import IntakeError
from sayso.intake.decoding import decode
from sayso.intake.material import LARGEST, Item, Material, digest_of, too_large
from sayso.intake.pages import PAGE_TYPES, declared_charset, report_of_page
from sayso.intake.records import START, Record, records_in
from sayso.report import Report

__all__ = ["START", "SUFFIX", "reports_in_archive"]

SUFFIX = ".warc"
HTTP = "application/http"
GZIP = b"\x1f\x8b"
CHUNK_SIZE = re.compile(rb"[0-9A-Fa-f]+[ \t]*(?:;[^\r\n]*)?\r\n")
CUT_SHORT = "is cut short: {} of {} bytes were archived"


def reports_in_archive(material: Material, head: bytes = b"") -> Iterator[Item]:
    """One report or error for each page and each damaged record, one at a time; what is no page is passed over.

    `head` was taken off the stream. Raises IntakeError where there is no page.
    """
    empty = True
    for number, record in enumerate(records_in(head, material.stream), 1):
        item = _item(f"{material.name}, record {number}", record)
        if item:
            empty = False
            yield item
    if empty:
        raise IntakeError(material.name, "is a web archive without pages")


def _item(where: str, record: Record) -> Item | None:
    """The report on a record, or the error; None where it is no page."""
    address = record.fields.get("warc-target-uri", "").strip("<>")
    if record.flaw:
        return IntakeError(f"{where} ({address})" if address else where, record.flaw)
    try:
        page = _parsed(where, record)
        if page.http_headers is None and HTTP in record.fields.get("content-type", ""):
            raise IntakeError(where, "has no address of the web")
        if not _is_page(page):
            return None
        if record.too_large:
            raise too_large(address or where)
        return _report(address or where, page)
    except IntakeError as error:
        return error


def _parsed(where: str, record: Record) -> Any:
    from warcio.recordloader import ArcWarcRecordLoader  # here, because only archives should wait for it

    loader = ArcWarcRecordLoader(verify_http=False, arc2warc=False)
    try:
        return loader.parse_record_stream(io.BytesIO(record.header + record.content), known_format="warc")
    except Exception as error:  # what warcio raises on a broken record, besides its own errors
        raise IntakeError(where, f"is damaged: {error}") from error


def _is_page(record: Any) -> bool:
    if record.rec_type != "response" or record.http_headers is None:
        return False
    kind = (record.http_headers.get_header("Content-Type") or "").partition(";")[0].strip().lower()
    return kind in PAGE_TYPES and record.http_headers.get_statuscode() == "200"


def _report(address: str, record: Any) -> Report:
    if reason := record.rec_headers.get_header("WARC-Truncated"):
        raise IntakeError(address, f"was cut short when it was archived: {reason}")
    body = _unpacked(address, _joined(address, record), _header(record, "Content-Encoding"))
    if len(body) > LARGEST:
        raise too_large(address)
    report = report_of_page(address, decode(body, address, _charset(record) or declared_charset(body)), address)
    return replace(report, source=address, digest=digest_of(body))


def _joined(address: str, record: Any) -> bytes:
    """The body as it was sent, its chunks joined. Raises IntakeError where some of it is missing.

    Some archives keep the headers but have joined and unpacked the body, so it may be longer than they say.
    """
    from warcio.bufferedreaders import ChunkedDataException, ChunkedDataReader

    body: bytes = record.raw_stream.read()
    length = _header(record, "Content-Length")
    if _header(record, "Transfer-Encoding") == "chunked" and CHUNK_SIZE.match(body):
        try:
            return bytes(ChunkedDataReader(io.BytesIO(body), raise_exceptions=True).read())
        except ChunkedDataException:
            raise IntakeError(address, "is cut short: the last of its chunks is missing") from None
    if length.isdecimal() and len(body) < int(length):
        raise IntakeError(address, CUT_SHORT.format(f"{len(body):,}", f"{int(length):,}"))
    return body


def _unpacked(address: str, body: bytes, encoding: str) -> bytes:
    if encoding in {"", "identity"}:
        return body
    try:
        if encoding in {"gzip", "x-gzip"}:
            return gzip.GzipFile(fileobj=io.BytesIO(body)).read(LARGEST + 1) if body.startswith(GZIP) else body
        if encoding in urllib3.HTTPResponse.CONTENT_DECODERS:
            answer = urllib3.HTTPResponse(
                io.BytesIO(body), headers={"Content-Encoding": encoding}, preload_content=False
            )
            return answer.read(LARGEST + 1)
    except (OSError, EOFError, zlib.error, HTTPError) as error:
        raise IntakeError(address, f"cannot be unpacked: {error}") from None
    raise IntakeError(address, f"is packed with {encoding}, which cannot be unpacked here", "pip install brotli")


def _header(record: Any, name: str) -> str:
    return (record.http_headers.get_header(name) or "").strip().lower()


def _charset(record: Any) -> str:
    return _header(record, "Content-Type").partition("charset=")[2].partition(";")[0].strip("\"' ")
