"""Tables (CSV, TSV): a report in each row, its fields found by the names of the columns."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from sayso.errors import IntakeError
from sayso.intake.decoding import tidy
from sayso.intake.fields import report_of
from sayso.intake.material import Item, Material

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


def reports_in_table(material: Material, text: str) -> Iterator[Item]:
    """One report or error for each row. Raises IntakeError where no column holds the text, or there is no row."""
    csv.field_size_limit(LONGEST_FIELD)
    reader = csv.DictReader(io.StringIO(text, newline=""), dialect=_dialect(material, text), strict=False)
    columns = columns_of(material, reader.fieldnames or ())
    number = 0
    for number, row in enumerate(reader, 1):
        yield _report(f"{material.name}, row {number}", row, columns, f"{material.stem}-{number}")
    if not number:
        raise IntakeError(material.name, "is a table without rows")


def columns_of(material: Material, header: Sequence[str]) -> dict[str, str]:
    """The column of each field: as the user says, else by its name. Raises IntakeError where none holds the text."""
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
    return {field: column for field, column in found.items() if column}


def _dialect(material: Material, text: str) -> type[csv.Dialect]:
    try:
        return csv.Sniffer().sniff(text[:SAMPLE].partition("\n")[0] + "\n", DELIMITERS)
    except csv.Error:
        return csv.excel_tab if SUFFIXES.get(material.suffix) == "\t" else csv.excel


def _report(where: str, row: Mapping[str, str | None], columns: Mapping[str, str], stem: str) -> Item:
    fields = {field: row.get(column) for field, column in columns.items()}
    try:
        report = report_of(where, tidy(fields.pop("text") or "").strip(), stem, fields)
        return replace(report, source=where)
    except IntakeError as error:
        return error
