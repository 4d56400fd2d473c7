"""From bytes to text, and the policy on what a text may hold."""

from __future__ import annotations

import codecs
import contextlib
import itertools
import re

import charset_normalizer
from charset_normalizer.constant import IANA_SUPPORTED

from sayso.errors import IntakeError

MARKS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
BYTE_ORDER_MARK = "\ufeff"
REPLACEMENT = "\ufffd"
# Pages that claim these mean Windows-1252: https://encoding.spec.whatwg.org/#names-and-labels
WINDOWS_1252 = {"ascii", "iso8859_1", "cp1252"}

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
BINARY = re.compile(r"[\x00-\x08\x0e-\x1f]")
SURROGATE = re.compile(r"[\ud800-\udfff]")
NOT_ASCII = re.compile(r"[^\x00-\x7f]")
# Possessive and from the line's beginning, so that a long line is passed over once.
LINE_NOT_ASCII = re.compile(rb"^[^\n\x80-\xff]*+[\x80-\xff][^\n]*", re.M)
# Letters of Icelandic, which other code pages misread as Windows-1252 show, and signs that stand inside a word.
NOT_WESTERN = re.compile(r"[ÐðÞþÝý]|(?<=[^\W\d_])[^\w\s\x00-\x7f‘’“”–—…•™®´·](?=[^\W\d_])|[¹²³ªº¼½¾](?=[^\W\d_])")
DETECTED_ON = 2**16
# The share of letters outside ASCII: above it no English and hardly any other Western text lies.
WESTERN_SHARE = 0.1
DAMAGED_SHARE = 0.25
BINARY_SHARE = 0.02
FEWEST_BINARY = 8


def decode(data: bytes, name: str, declared: str = "") -> str:
    """The text that `data` holds, tidied: by its byte-order mark, else as `declared`, as UTF-8, or as best detected.

    Bytes that are UTF-8 but for a few are read as such, with U+FFFD for each damaged place. Raises IntakeError, naming
    `name`, where the bytes are no text.
    """
    if b"\x00" in data and not is_wide(data):
        raise _not_text(name)
    return tidy(decode_untidied(data, name, declared))


def decode_untidied(data: bytes, name: str, declared: str = "") -> str:
    """The same as it was written, its line breaks, byte-order mark and a few control characters such as NUL with it."""
    if not data:
        return ""
    marked = next((encoding for mark, encoding in MARKS if data.startswith(mark)), None)
    if marked:
        return data.decode(marked, errors="replace")
    text = _strictly(data, declared) or _strictly(data, "utf-8") or _damaged_utf8(data) or _detected(data, name)
    if len(BINARY.findall(text)) > max(FEWEST_BINARY, BINARY_SHARE * len(text)):
        raise _not_text(name)
    return text


def is_wide(head: bytes) -> bool:
    """Whether bytes begin with the mark of UTF-16 or UTF-32, in which a line break is more than one byte."""
    return head.startswith(tuple(mark for mark, _ in MARKS))


def tidy(text: str) -> str:
    """The text under the policy that the package documents; tidying a second time changes nothing."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if SURROGATE.search(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return CONTROL.sub(" ", text).lstrip(BYTE_ORDER_MARK)


def one_line(value: object) -> str:
    """A scalar value as tidy text on one line, "" for anything else."""
    return " ".join(tidy(str(value)).split()) if isinstance(value, str | int | float) else ""


def _not_text(name: str) -> IntakeError:
    return IntakeError(name, "holds binary data, not text", "give plain text, Markdown, HTML, PDF, JSON or JSONL")


def _strictly(data: bytes, label: str) -> str:
    try:
        encoding = codecs.lookup(label).name.replace("-", "_")
        if encoding in WINDOWS_1252:
            return data.decode("cp1252")
        return data.decode(encoding) if encoding in IANA_SUPPORTED else ""
    except (LookupError, ValueError):
        return ""


def _damaged_utf8(data: bytes) -> str:
    with contextlib.suppress(UnicodeDecodeError):
        return data.decode("utf-8", errors="surrogatepass")
    text = data.decode("utf-8", errors="replace")
    damaged = text.count(REPLACEMENT)
    return text if damaged <= DAMAGED_SHARE * len(NOT_ASCII.findall(text)) else ""


def _detected(data: bytes, name: str) -> str:
    sample = b"\n".join(itertools.islice((line[0] for line in LINE_NOT_ASCII.finditer(data)), 500))[:DETECTED_ON]
    western = _strictly(data, "cp1252")
    if western and _looks_western(sample.decode("cp1252", errors="ignore")):
        return western
    for match in charset_normalizer.from_bytes(sample):
        # Not one of the EBCDIC family, which make letters of anything.
        if "a".encode(match.encoding) == b"a" and (text := _strictly(data, match.encoding)):
            return text
    if western:
        return western
    raise IntakeError(name, "is text in no encoding that could be told", "save it as UTF-8")


def _looks_western(sample: str) -> bool:
    letters = sum(map(str.isalpha, sample))
    foreign = sum(map(str.isalpha, "".join(NOT_ASCII.findall(sample))))
    return foreign <= WESTERN_SHARE * letters and not NOT_WESTERN.search(sample)
