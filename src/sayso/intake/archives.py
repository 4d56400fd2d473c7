"""Web archives (WARC): a report for each page that was archived, by warcio."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO

from sayso.errors import IntakeError
from sayso.intake.decoding import decode
from sayso.intake.material import LARGEST, Item, Material, too_large
from sayso.intake.pages import PAGE_TYPES, declared_charset, report_of_page
from sayso.report import Report

START = b"WARC/"


def reports_in_archive(material: Material, stream: BinaryIO) -> Iterator[Item]:
    """One report or error for each page of an archive, one at a time; what is no page is passed over.

    Raises IntakeError where the archive is damaged; the pages before the damage have been given.
    """
    from warcio.archiveiterator import ArchiveIterator  # here, because only archives should wait for it

    pages = 0
    try:
        for record in ArchiveIterator(stream):
            if _is_page(record):
                pages += 1
                yield _report(record)
    except Exception as error:  # what warcio raises on a broken record, besides its own errors
        raise IntakeError(material.name, f"is a web archive that is damaged after {pages} pages: {error}") from error
    if not pages:
        raise IntakeError(material.name, "is a web archive without pages")


def _is_page(record: Any) -> bool:
    if record.rec_type != "response" or record.http_headers is None:
        return False
    kind = (record.http_headers.get_header("Content-Type") or "").partition(";")[0].strip().lower()
    return kind in PAGE_TYPES and record.http_headers.get_statuscode() == "200"


def _report(record: Any) -> Item:
    address = record.rec_headers.get_header("WARC-Target-URI") or "a page without address"
    body = record.content_stream().read(LARGEST + 1)
    try:
        if len(body) > LARGEST:
            raise too_large(address)
        report = report_of_page(address, decode(body, address, _charset(record) or declared_charset(body)), address)
        return _with_source(report, address, body)
    except IntakeError as error:
        return error


def _with_source(report: Report, address: str, body: bytes) -> Report:
    return replace(report, source=address, digest=hashlib.sha256(body).hexdigest())


def _charset(record: Any) -> str:
    kind = record.http_headers.get_header("Content-Type") or ""
    return kind.partition("charset=")[2].partition(";")[0].strip("\"' ")
