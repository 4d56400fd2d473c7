"""JSON and JSON lines: one object a report, of which "text" is needed and other keys than a report's are left alone."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from sayso.errors import IntakeError
from sayso.intake.decoding import decode, tidy
from sayso.intake.fields import report_of
from sayso.intake.material import LARGEST, Item, Material, digest_of, too_large
from sayso.report import Report

SUFFIXES = {".jsonl", ".ndjson"}
BETWEEN = re.compile(r"[\s,]*")


def looks_like_a_row(line: bytes) -> bool:
    """Whether a first line has the outline of a whole JSON object."""
    line = line.removeprefix(b"\xef\xbb\xbf").strip()
    return line.startswith(b"{") and line.endswith(b"}")


def reports_in_lines(material: Material, first: bytes = b"") -> Iterator[Item]:
    """One report or error for each line that is not blank, read one at a time; `first` was taken off the stream.

    Raises IntakeError where all lines are blank.
    """
    empty = True
    for number, line in enumerate(_lines(material.stream, first), start=1):
        if line.strip():
            empty = False
            yield _item_in_line(f"{material.name}, line {number}", line, f"{material.stem}-{number}")
    if empty:
        raise IntakeError(material.name, "is empty")


def _item_in_line(where: str, line: bytes, stem: str) -> Item:
    try:
        if len(line) > LARGEST:
            raise too_large(where)
        report = _report(where, _parsed(where, decode(line, where)), stem)
        return replace(report, source=where, digest=digest_of(line.rstrip(b"\r\n")))
    except IntakeError as error:
        return error


def reports_in_json(material: Material, text: str) -> Iterator[Item]:
    """The reports of a tidy JSON text that is one object, a list of objects, or lines of them.

    Raises IntakeError where it is none of these.
    """
    try:
        value = _parsed(material.name, text)
    except IntakeError:
        if not looks_like_a_row(text.strip().partition("\n")[0].encode()):
            raise
        yield from reports_in_lines(replace(material, stream=io.BytesIO(text.encode())))
        return
    if isinstance(value, list):
        yield from _reports_in_list(material, text)
    else:
        yield _report(material.name, value, material.stem)


def _reports_in_list(material: Material, text: str) -> Iterator[Item]:
    number = 0
    for number, (row, part) in enumerate(_items_of_list(text), start=1):
        where = f"{material.name}, item {number}"
        try:
            report = _report(where, row, f"{material.stem}-{number}")
            yield replace(report, source=where, digest=digest_of(part))
        except IntakeError as error:
            yield error
    if not number:
        raise IntakeError(material.name, "is an empty JSON list")


def _items_of_list(text: str) -> Iterator[tuple[object, str]]:
    """The items of a JSON list that is sound, each with the stretch of the text that it is written as."""
    decoder = json.JSONDecoder(strict=False)
    start = _next_item(text, text.index("[") + 1)
    while text[start] != "]":
        item, end = decoder.raw_decode(text, start)
        yield item, text[start:end]
        start = _next_item(text, end)


def _next_item(text: str, position: int) -> int:
    found = BETWEEN.match(text, position)
    return found.end() if found else position


def _lines(stream: BinaryIO, first: bytes) -> Iterator[bytes]:
    """The lines; of one that is longer than LARGEST, the beginning, so that no more than that is ever held."""
    line = first or stream.readline(LARGEST + 1)
    while line:
        yield line
        while len(line) > LARGEST and not line.endswith(b"\n"):
            line = stream.readline(LARGEST + 1) or b"\n"
        line = stream.readline(LARGEST + 1)


def _parsed(where: str, text: str) -> object:
    try:
        return json.loads(text, strict=False)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}" if "\n" in text.strip() else f"column {error.colno}"
        fault = error.msg.lower().removesuffix(" starting at")
        raise IntakeError(where, f"is not valid JSON at {place}: {fault}") from None
    except (ValueError, RecursionError):
        raise IntakeError(where, "is JSON with a number or a nesting too large to read") from None


def _report(where: str, row: object, stem: str) -> Report:
    if not isinstance(row, dict):
        raise IntakeError(where, f"is a JSON {_kind(row)}, not an object", 'give {"id": ..., "text": ...}')
    if not isinstance(row.get("text"), str):
        raise IntakeError(where, 'has no "text"', f"its keys are {', '.join(map(repr, row)) or 'none'}"[:200])
    return report_of(where, tidy(row["text"]), stem, row)


def _kind(value: object) -> str:
    kinds = {list: "list", str: "string", bool: "truth value", type(None): "null"}
    return kinds.get(type(value), "number")
