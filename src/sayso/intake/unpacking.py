"""Gzip archives unpacked member by member, so that a damaged one does not take those behind it along."""

from __future__ import annotations

import io
import zlib
from typing import BinaryIO

MAGIC = b"\x1f\x8b\x08"
GZIP = 16 + zlib.MAX_WBITS  # how zlib is told that a header and a checksum of gzip are there
CHUNK = 2**16
BEFORE_A_RECORD = b"WARC/"  # only of web archives is each part a member of its own, so only there going on makes sense
ENOUGH = 2**12  # bytes of a member, packed, from which its beginning can be told
REMEMBERED = 2**24  # packed bytes of a member; damage is noticed behind where it is, at times behind the next member
ENDS_EARLY = "ends too early: the archive is damaged"


class DamagedError(OSError):
    """A member that cannot be unpacked; `begun` where some of it was given before that showed."""

    def __init__(self, reason: str, begun: bool) -> None:
        super().__init__(reason)
        self.begun = begun


class Members(io.RawIOBase):
    """What the members of a gzip archive hold, one after the other; a read gives bytes of one member.

    A read raises DamagedError once for a member that is damaged; the next one goes on at the first member behind it
    that begins a record of a web archive, or gives nothing where there is none.
    """

    def __init__(self, packed: BinaryIO) -> None:
        super().__init__()
        self._packed = packed
        self._held = b""  # read, but not unpacked
        self._member = zlib.decompressobj(GZIP)
        self._behind = bytearray()  # unpacked of this member
        self._begun = False

    def readable(self) -> bool:
        """True: this is a stream to read from."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill a buffer, or a part of it; gives how many bytes. Raises DamagedError."""
        data = self._next(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def _next(self, size: int) -> bytes:
        while self._has_member():
            packed, self._held = self._held or self._packed.read(CHUNK), b""
            data = self._unpacked(packed, size)
            if data:
                self._begun = True
                return data
            if not packed:
                raise self._damage(ENDS_EARLY, b"")
        return b""

    def _unpacked(self, packed: bytes, size: int) -> bytes:
        try:
            data = self._member.decompress(packed, size)
        except zlib.error as error:
            raise self._damage(f"is damaged: {str(error).rpartition(': ')[2]}", packed) from None
        self._held = self._member.unconsumed_tail or self._member.unused_data
        self._behind += packed[: len(packed) - len(self._held)]
        if len(self._behind) > REMEMBERED:
            self._behind.clear()
        return data

    def _has_member(self) -> bool:
        """Whether there is more of this member or another one; zeros between them are padding."""
        if self._behind and not self._member.eof:
            return True
        self._held = self._held.lstrip(b"\0")
        while not self._held and (more := self._packed.read(CHUNK)):
            self._held = more.lstrip(b"\0")
        self._begin()
        return bool(self._held)

    def _begin(self) -> None:
        self._member, self._begun = zlib.decompressobj(GZIP), False
        self._behind.clear()

    def _damage(self, reason: str, packed: bytes) -> DamagedError:
        """The error to raise; what is read next is the next member that is sound."""
        error = DamagedError(reason, self._begun)
        self._held = self._from_next_record(bytes(self._behind) + packed)
        self._begin()
        return error

    def _from_next_record(self, held: bytes) -> bytes:
        """What is packed from the next member on that begins a record; `held` begins with the damaged one."""
        at = held.find(MAGIC, 1)
        while True:
            if (at < 0 or len(held) - at < ENOUGH) and (more := self._packed.read(CHUNK)):
                held = held[at if at >= 0 else 1 - len(MAGIC) :] + more
                at = held.find(MAGIC)
            elif at < 0:
                return b""
            elif _begins_a_record(held[at : at + ENOUGH]):
                return held[at:]
            else:
                at = held.find(MAGIC, at + 1)


def _begins_a_record(packed: bytes) -> bool:
    try:
        return zlib.decompressobj(GZIP).decompress(packed, len(BEFORE_A_RECORD)) == BEFORE_A_RECORD
    except zlib.error:
        return False
