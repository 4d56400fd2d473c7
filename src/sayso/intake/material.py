"""Material: the bytes that a source gives, and what its name and its server say of them."""

from __future__ import annotations

import functools
import hashlib
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO

from sayso.errors import IntakeError
from sayso.report import Report

# In bytes. Five times the longest book; a larger item is a dump that belongs into JSONL, which is read row by row.
LARGEST = 100 * 2**20
CHUNK = 2**20

Item = Report | IntakeError


@dataclass(frozen=True, slots=True)
class Material:
    """An open source that has not been read yet.

    `name` is what the user calls it; `stem` is the id of a report that brings none of its own; `suffix` is in small
    letters with its dot; `media_type` and `charset` are what a server said, empty where none spoke. `columns` are the
    columns of a table that the user names for the fields of a report. Where `private` is false, what the material leads
    to is not fetched from hosts in private networks.
    """

    name: str
    stem: str
    suffix: str
    stream: BinaryIO
    media_type: str = ""
    charset: str = ""
    unpacked: bool = False
    columns: Mapping[str, str] = field(default_factory=dict)
    private: bool = True


def read_all(material: Material, head: bytes = b"") -> bytes:
    """`head` and all that is left in the stream.

    Raises IntakeError where that is more than LARGEST bytes.
    """
    body = io.BytesIO()
    body.write(head)
    for chunk in chunks(material.stream):
        if body.tell() + len(chunk) > LARGEST:
            raise too_large(material.name)
        body.write(chunk)
    return body.getvalue()


def chunks(stream: BinaryIO) -> Iterator[bytes]:
    """The rest of the stream, piece by piece."""
    return iter(functools.partial(stream.read, CHUNK), b"")


def too_large(name: str) -> IntakeError:
    """The error for one item of more than LARGEST bytes."""
    return IntakeError(name, f"is larger than {LARGEST // 2**20} MB", "split it, or put the reports into JSONL")


def digest_of(part: bytes | str) -> str:
    """The SHA-256 of bytes, or of a text in UTF-8, as hexadecimal digits."""
    return hashlib.sha256(part if isinstance(part, bytes) else part.encode(errors="surrogatepass")).hexdigest()
