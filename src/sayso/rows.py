"""Rows: reports with their statements as JSON, one object per line, annotated or written by `sayso read --json`."""

from __future__ import annotations

import datetime
import gzip
import json
import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from sayso.errors import SaysoError
from sayso.report import Report

Row = Mapping[str, Any]

NEEDED = {"id": str, "text": str, "statements": list}
SPANS = ("source", "cue", "content")
LISTS = ("via", "issues", "places")
TEXTS = ("holder", "party", "addressee", "condition", "said")
DAY = re.compile(r"[12]\d{3}(-\d\d(-\d\d)?)?")  # what is reckoned from it stays a day, too
FULL_DAY = re.compile(r"[12]\d{3}-\d\d-\d\d")


def read_rows(path: Path) -> Iterator[Row]:
    """The rows of a file with one report per line, gzipped or not.

    Raises SaysoError, which names file and line, on what is not a report with an id, a text and a list of statements,
    or has fields that cannot be what they should be.
    """
    try:
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield parse_row(line, f"{path}:{number}")
    except (UnicodeDecodeError, EOFError, zlib.error) as error:
        raise SaysoError(f"{path}: cannot be read as lines of JSON in UTF-8 ({error})") from error


def rows_by_id(paths: Iterable[Path]) -> dict[str, Row]:
    """The rows of several files by id; raises SaysoError where an id occurs twice."""
    rows: dict[str, Row] = {}
    for path in paths:
        for row in read_rows(path):
            if row["id"] in rows:
                raise SaysoError(f"{path}: the report {row['id']} occurs twice")
            rows[row["id"]] = row
    return rows


def parse_row(line: str, where: str) -> Row:
    """One report's row; raises SaysoError, which begins with `where`, on anything else."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise SaysoError(f"{where}: is not JSON ({error})") from error
    if not isinstance(row, dict) or not all(isinstance(row.get(name), kind) for name, kind in NEEDED.items()):
        raise SaysoError(f"{where}: is not a report with an id, a text and a list of statements")
    check_heading(row, where)
    for number, statement in enumerate(row["statements"], 1):
        check_statement(statement, len(row["text"]), f"{where}: statement {number}")
    return row


def check_heading(row: Row, where: str) -> None:
    """Raise SaysoError where title and publisher are not text, or the day of publication is not a date."""
    for name in ("title", "publisher", "published"):
        if not is_text(row.get(name)):
            raise SaysoError(f"{where}: {name} is not text")
    try:
        Report.from_json(row)
    except ValueError as error:
        raise SaysoError(f"{where}: published is not an ISO date ({error})") from error


def check_statement(statement: object, length: int, where: str) -> None:
    """Raise SaysoError where a statement on a text of `length` characters has a field that is not of its kind."""
    if not isinstance(statement, dict):
        raise SaysoError(f"{where} is not an object")
    for name in SPANS:
        if not is_list(statement.get(name), lambda span: is_span(span, length)):
            raise SaysoError(f"{where}: {name} is not a list of [start, end] within the {length:,} characters")
    for name in LISTS:
        if not is_list(statement.get(name), is_text):
            raise SaysoError(f"{where}: {name} is not a list of texts")
    for name in TEXTS:
        if not is_text(statement.get(name)):
            raise SaysoError(f"{where}: {name} is not text")
    if not is_day(statement.get("said")):
        raise SaysoError(f"{where}: said is no ISO date of a day, a month or a year")
    if not is_deadline(statement.get("deadline")):
        raise SaysoError(f"{where}: deadline is not an object with text, and ISO days as start and end")


def is_text(value: object) -> bool:
    """Whether a value is text or not given."""
    return value is None or isinstance(value, str)


def is_day(value: str | None) -> bool:
    """Whether a value is an ISO date of day, month or year precision, or not given."""
    if value is None:
        return True
    try:
        return DAY.fullmatch(value) is not None and bool(datetime.date.fromisoformat(f"{value}-01-01"[:10]))
    except ValueError:
        return False


def is_list(value: object, fits: Callable[[Any], bool]) -> bool:
    """Whether a value is a list of what fits, or not given."""
    return value is None or (isinstance(value, list) and all(map(fits, value)))


def is_span(value: object, length: int) -> bool:
    """Whether a value is a stretch of a text of `length` characters: two offsets, the first before the second."""
    if not isinstance(value, list) or [type(offset) for offset in value] != [int, int]:
        return False
    start, end = value
    return bool(0 <= start < end <= length)


def is_deadline(value: object) -> bool:
    """Whether a value is a deadline, or not given."""
    if value is None:
        return True
    return (
        isinstance(value, dict)
        and is_text(value.get("text"))
        and all(is_full_day(value.get(name)) for name in ("start", "end"))
    )


def is_full_day(value: object) -> bool:
    """Whether a value is an ISO date of a day, or not given."""
    return value is None or (isinstance(value, str) and FULL_DAY.fullmatch(value) is not None and is_day(value))
