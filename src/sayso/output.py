"""Writing readings as JSON, one line per report, to a stream or to a file that an interrupted run takes up again."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import blake2b
from os import SEEK_END
from pathlib import Path
from typing import Any, BinaryIO

from sayso.errors import IntakeError, SaysoError
from sayso.report import Report
from sayso.statement import Reading

START = b'{"id": '


def to_line(row: dict[str, Any]) -> bytes:
    """A row as one line of UTF-8; text that UTF-8 cannot hold (lone surrogates) is escaped."""
    try:
        return json.dumps(row, ensure_ascii=False).encode() + b"\n"
    except UnicodeEncodeError:
        return json.dumps(row).encode() + b"\n"


def write_line(stream: BinaryIO, row: dict[str, Any]) -> None:
    """Write a row and flush, so that whoever reads the stream has it at once."""
    stream.write(to_line(row))
    stream.flush()


@dataclass(frozen=True, slots=True)
class RowFile:
    """A file of readings open at its end, and the ids that it held when it was opened, with digests of their texts."""

    stream: BinaryIO
    digests: Mapping[str, bytes]

    def holds(self, report: Report) -> bool:
        """Whether the report was in the file. Raises IntakeError where another one has its id there."""
        known = self.digests.get(report.id)
        if known and known != digest(report.text):
            raise IntakeError(report.id, "is the id of another report in the output file", "choose another file")
        return known is not None

    def write(self, reading: Reading) -> None:
        """Append a reading."""
        write_line(self.stream, reading.to_json())


@contextmanager
def open_rows(path: Path) -> Iterator[RowFile]:
    """Open a file of readings to append to, making it where there is none.

    A last line that an interrupted run left torn is dropped. Raises SaysoError, and leaves the file as it is, where it
    is no regular file or holds anything but rows of `sayso read --json`.
    """
    if path.exists() and not path.is_file():
        raise SaysoError(f"{path}: is not a regular file, so no run could be taken up from it; --json prints instead")
    path.touch()
    with path.open("r+b") as stream:
        digests = dict(known_reports(stream, path))
        stream.truncate()
        end_line(stream)
        yield RowFile(stream, digests)


def known_reports(stream: BinaryIO, path: Path) -> Iterator[tuple[str, bytes]]:
    """The ids of the rows and the digests of their texts; leaves the stream after the last whole one."""
    end = 0
    for number, line in enumerate(stream, 1):
        if is_torn(line):
            break
        yield parse(line, f"{path}:{number}")
        end += len(line)
    stream.seek(end)


def is_torn(line: bytes) -> bool:
    """Whether a line is the beginning of a row whose writing was cut off: only the last line can be."""
    if line.endswith(b"\n") or not (line.startswith(START) or START.startswith(line)):
        return False
    return not (line.endswith(b"}") and is_whole(line))


def is_whole(line: bytes) -> bool:
    """Whether a line that ends like a row is one: the deadline within a statement ends like it, too."""
    try:
        json.loads(line)
    except ValueError:
        return False
    return True


def end_line(stream: BinaryIO) -> None:
    """Write the line break that the last row lacks, if it does."""
    if stream.tell():
        stream.seek(-1, SEEK_END)
        if stream.read(1) != b"\n":
            stream.write(b"\n")


def parse(line: bytes, where: str) -> tuple[str, bytes]:
    """The id of a row, and the digest of its text."""
    try:
        row = json.loads(line)
        return row["id"], digest(row["text"])
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise SaysoError(f"{where}: is not a row of sayso read --json; nothing was written to this file") from error


def digest(text: str) -> bytes:
    """A short fingerprint of a text."""
    return blake2b(text.encode(errors="surrogatepass"), digest_size=16).digest()
