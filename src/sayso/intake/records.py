"""The records of a web archive, cut out one by one, the sound apart from the damaged.

A record is a line with the version, header lines, a blank line, as many bytes as its Content-Length says, and two line
breaks (https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/). Where one of these does not
hold, the record has a flaw, and the next one begins with the next line that gives a version.
"""

from __future__ import annotations

import base64
import hashlib
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO, cast

from sayso.intake.material import CHUNK, LARGEST
from sayso.intake.unpacking import DamagedError

START = b"WARC/"
WORDS = rb"[^\x00-\x08\x0a-\x1f\x7f]*\r?\n"  # the rest of a line: control characters come of damage alone
HEADER = re.compile(rb"WARC/\d%b(?:[!-9;-~]+[ \t]*:%b(?:[ \t]+%b)*+)*+\r?\n" % (WORDS, WORDS, WORDS))
FIELD = re.compile(rb"^([!-9;-~]+)[ \t]*:[ \t]*([^\r\n]*)", re.M)
NEXT = re.compile(rb"WARC/\d\.\d+\r?\n(?=[A-Za-z-]+:)")  # where a record begins, in the midst of a line, too
BESIDE = 2**8  # bytes within which a record begins whose first ones were counted to the one before
TYPES = {"warcinfo", "response", "resource", "request", "metadata", "revisit", "conversion", "continuation"}
LONGEST_HEADER = 2**20  # bytes
SHOWN = 2**16  # bytes of a record that is too large, from which it can be told whether it is a page
CUT_SHORT = "has a header that is damaged or cut short"
TOO_SHORT, TOO_LONG = "is shorter than its Content-Length says", "is longer than its Content-Length says"


@dataclass(frozen=True, slots=True)
class Record:
    """A record: the fields of its header by their names in small letters, its content, and what is wrong with it.

    Of a record that is `too_large`, the content is only its beginning.
    """

    fields: Mapping[str, str]
    header: bytes = b""
    content: bytes = b""
    flaw: str = ""
    too_large: bool = False


class _Source:
    """Bytes to read, which end where they are damaged until `passed` is called; what was read can be put back."""

    def __init__(self, head: bytes, stream: BinaryIO) -> None:
        self._held = bytearray(head)
        self._stream = cast(io.BufferedIOBase, stream)
        self.damage: DamagedError | None = None

    def take(self, size: int) -> bytes:
        """So many bytes, or what is left."""
        while len(self._held) < size and self._more():
            pass
        taken = bytes(self._held[:size])
        del self._held[:size]
        return taken

    def line(self) -> bytes:
        """A line with its break, or what is left; of a very long one a piece."""
        while b"\n" not in self._held and len(self._held) < LONGEST_HEADER and self._more():
            pass
        return self.take(self._held.find(b"\n") + 1 or len(self._held))

    def put_back(self, taken: bytes) -> None:
        """What is taken next."""
        self._held[:0] = taken

    def passed(self) -> str:
        """What the damage is, behind which reading goes on."""
        reason, self.damage = str(self.damage), None
        return reason

    def _more(self) -> bool:
        if self.damage:
            return False
        try:
            more = self._stream.read1(CHUNK)
        except DamagedError as error:
            self.damage = error
            return False
        self._held += more
        return bool(more)


def records_in(head: bytes, stream: BinaryIO) -> Iterator[Record]:
    """The records in a stream of which `head` was read already, those with flaws in their places."""
    source = _Source(head, stream)
    while (line := source.line()) or source.damage:
        if not line:
            yield Record({}, flaw=source.passed())
        elif line.strip():
            source.put_back(line)
            yield _record(source)


def _record(source: _Source) -> Record:
    header = _header(source)
    fields = {name.decode().lower(): value.decode("utf8", "replace").strip() for name, value in FIELD.findall(header)}
    flaw = _flaw_of_header(source, header, fields)
    if flaw:
        _go_to_next(source)
        return Record(fields, header, flaw=flaw)
    return _with_content(source, fields, header, int(fields["content-length"]))


def _header(source: _Source) -> bytes:
    """The lines up to the first blank one, or to where another record begins."""
    header = bytearray(source.line())
    while len(header) < LONGEST_HEADER and (line := source.line()):
        if line.startswith(START):
            source.put_back(line)
            break
        header += line
        if not line.strip():
            break
    return bytes(header)


def _flaw_of_header(source: _Source, header: bytes, fields: Mapping[str, str]) -> str:
    if source.damage and not header.endswith(b"\n\r\n"):
        return source.passed()
    if not header.startswith(START):
        return "has no line that begins it"
    if within := NEXT.search(header, 1):
        source.put_back(header[within.start() :])
        return CUT_SHORT
    if not HEADER.fullmatch(header):
        return CUT_SHORT
    if fields.get("warc-type") not in TYPES:
        return "has no WARC-Type that is known"
    return "" if fields.get("content-length", "").isdecimal() else "has no Content-Length that is a number"


def _go_to_next(source: _Source) -> None:
    while (line := source.line()) and not line.startswith(START):
        pass
    source.put_back(line)


def _with_content(source: _Source, fields: Mapping[str, str], header: bytes, length: int) -> Record:
    if length > LARGEST:
        content = source.take(SHOWN)
        _go_to_next(source)
        return Record(fields, header, content, too_large=True)
    content = source.take(length)
    flaw = _flaw_of_end(source, content, length) or _flaw_of_content(content, fields)
    return Record(fields, header, content, flaw)


def _flaw_of_end(source: _Source, content: bytes, length: int) -> str:
    """What is wrong with where a record ends; leaves the source where the next one begins."""
    blank, line = _next_line(source)
    if source.damage and not line and (source.damage.begun or len(content) < length):
        return source.passed()
    if len(content) == length and (not line or line.startswith(START) or blank.count(b"\n") > 1):
        source.put_back(line)
        return ""
    seen = content + blank + line + source.take(BESIDE)
    if within := NEXT.search(seen):
        source.put_back(seen[within.start() :])
        return TOO_SHORT if within.start() < len(content) else TOO_LONG
    source.put_back(seen[len(content) :])
    _go_to_next(source)
    return TOO_LONG if len(content) == length else f"is cut short: {len(content):,} of {length:,} bytes are there"


def _next_line(source: _Source) -> tuple[bytes, bytes]:
    """The next line that is not blank, and the blank ones before it."""
    blank = bytearray()
    while (line := source.line()) and not line.strip():
        blank += line
    return bytes(blank), line


def _flaw_of_content(content: bytes, fields: Mapping[str, str]) -> str:
    """A digest of another kind than the SHA-1 that most archives have is not looked at."""
    kind, _, given = fields.get("warc-block-digest", "").partition(":")
    made = hashlib.sha1(content, usedforsecurity=False)
    if kind.lower() != "sha1" or given.lower() in {made.hexdigest(), base64.b32encode(made.digest()).decode().lower()}:
        return ""
    return "is not what was archived: its digest is another"
