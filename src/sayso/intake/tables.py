"""Tables (CSV, TSV): a report in each row, its fields found by the names of the columns.

A row that does not fit its heading, or whose quotation marks do not pair, is an error and no report: nobody knows what
its cells hold. https://www.rfc-editor.org/rfc/rfc4180 says how rows are written.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sayso.errors import IntakeError
from sayso.intake.decoding import BYTE_ORDER_MARK, tidy
from sayso.intake.fields import report_of
from sayso.intake.material import Item, Material, digest_of
from sayso.report import Report

SUFFIXES = {".csv": ",", ".tsv": "\t"}
# What columns are called, first what is most to the point.
NAMES = {
    "text": ("text", "body", "content", "article", "full_text", "fulltext", "story"),
    "title": ("title", "headline", "heading"),
    "publisher": ("publisher", "outlet", "source", "newspaper", "media", "site"),
    "published": ("published", "date", "pubdate", "published_at", "publication_date", "day"),
    "id": ("id", "url", "link", "key"),
}
DELIMITERS = ",;\t|"
SAMPLE = 8192
LONGEST_FIELD = 2**27
NUL = "\0"
UNPAIRED = "write a quotation mark inside a quoted cell twice"
MISFIT = "quote cells that hold the delimiter or a line break"


def reports_in_table(material: Material, text: str) -> Iterator[Item]:
    """One report or error for each row. `text` may hold NUL bytes and any line break.

    Raises IntakeError where the heading cannot be read, no column holds the text, or there is no row.
    """
    rows = _rows(text.lstrip(BYTE_ORDER_MARK), *_dialect(material, text))
    heading = next(rows, Row(1, "", ()))
    if heading.fault:
        raise IntakeError(f"{material.name}, line {heading.line}", heading.fault, UNPAIRED)
    columns = columns_of(material, heading.cells)
    number = 0
    for number, row in enumerate(rows, 1):
        try:
            yield _report(f"{material.name}, row {number}", row, heading.cells, columns, f"{material.stem}-{number}")
        except IntakeError as error:
            yield error
    if not number:
        raise IntakeError(material.name, "is a table without rows")


@dataclass(frozen=True, slots=True)
class Row:
    """A row: the line it begins on, how it is written, its cells, and why it cannot be read where it cannot."""

    line: int
    written: str
    cells: tuple[str, ...]
    fault: str = ""


def _rows(text: str, delimiter: str, skips_spaces: bool) -> Iterator[Row]:
    """The rows that are not blank, the heading first."""
    csv.field_size_limit(LONGEST_FIELD)
    lines = list(io.StringIO(text, newline=""))
    reader = csv.reader(lines, delimiter=delimiter, skipinitialspace=skips_spaces, strict=True)
    while (done := reader.line_num) < len(lines):
        cells, fault = _next_cells(reader)
        if cells or fault:
            yield Row(done + 1, "".join(lines[done : reader.line_num]).rstrip("\r\n"), cells, fault)


def _next_cells(reader: Iterator[list[str]]) -> tuple[tuple[str, ...], str]:
    """The cells of the next row; or none, and what is wrong with it."""
    try:
        return tuple(next(reader)), ""
    except csv.Error as error:
        unclosed = "end of data" in str(error)
        return (), "opens a quotation mark that is never closed" if unclosed else f"has stray quotation marks: {error}"


def columns_of(material: Material, header: Sequence[str]) -> dict[str, str]:
    """The column of each field: as the user says, else by its name.

    Raises IntakeError where none holds the text, and where two have the name of one that is needed.
    """
    known = {name.strip().casefold(): name for name in header}
    for field, column in material.columns.items():
        if column.casefold() not in known:
            raise IntakeError(
                material.name, f"has no column {column!r} for {field}", f"its columns are {', '.join(header)}"
            )
    chosen = {
        field: (material.columns[field],) if field in material.columns else names for field, names in NAMES.items()
    }
    found = {
        field: next((known[n.casefold()] for n in names if n.casefold() in known), "")
        for field, names in chosen.items()
    }
    if not found["text"]:
        shown = ", ".join(header)[:200] or "none"
        raise IntakeError(
            material.name, "has no column with the text", f"its columns are {shown}; say --column text=NAME"
        )
    if double := [column for column in found.values() if column and header.count(column) > 1]:
        raise IntakeError(material.name, f"has two columns {double[0]!r}", "rename one of them")
    return {field: column for field, column in found.items() if column}


def _dialect(material: Material, text: str) -> tuple[str, bool]:
    """The delimiter, and whether spaces after it count for nothing."""
    try:
        found = csv.Sniffer().sniff("".join(text[:SAMPLE].splitlines()[:1]) + "\n", DELIMITERS)
    except csv.Error:
        return SUFFIXES.get(material.suffix, ","), False
    return found.delimiter, found.skipinitialspace


def _report(where: str, row: Row, heading: Sequence[str], columns: Mapping[str, str], stem: str) -> Report:
    _check(where, row, len(heading))
    cells = dict(zip(heading, row.cells, strict=False))
    fields = {field: cells[column] for field, column in columns.items()}
    report = report_of(where, tidy(fields.pop("text")).strip(), stem, fields)
    return replace(report, source=where, digest=digest_of(row.written))


def _check(where: str, row: Row, wanted: int) -> None:
    """Raise IntakeError on a row that cannot be read as it stands; empty cells too many say nothing."""
    if row.fault:
        raise IntakeError(f"{where} (line {row.line})", row.fault, UNPAIRED)
    if len(row.cells) < wanted or any(row.cells[wanted:]):
        raise IntakeError(
            f"{where} (line {row.line})", f"has {len(row.cells)} cells where the heading has {wanted}", MISFIT
        )
    if NUL in row.written:
        raise IntakeError(f"{where} (line {row.line})", "holds a NUL byte", "the cell was damaged; take it out")
