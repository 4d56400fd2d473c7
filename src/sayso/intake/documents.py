"""Word documents (docx): their paragraphs and tables in order, by python-docx."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from sayso.errors import IntakeError
from sayso.intake.decoding import tidy
from sayso.intake.fields import report_of
from sayso.report import Report

INSIDE = "word/document.xml"


def is_document(body: bytes) -> bool:
    """Whether bytes are a ZIP archive with a Word document in it."""
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            return INSIDE in archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError):
        return False


def report_of_document(name: str, body: bytes, stem: str) -> Report:
    """The report in a Word document, paragraphs set apart by blank lines. Raises IntakeError where it is damaged."""
    # Here, because importing it takes a fifth of a second, which only documents should cost.
    import docx
    from docx.document import Document

    try:
        document: Document = docx.Document(io.BytesIO(body))
        text = "\n\n".join(part for part in map(str.strip, _parts(document)) if part)
        title = document.core_properties.title or ""
    except Exception as error:  # a damaged document fails in as many ways as it has parts
        raise IntakeError(
            name, f"is a Word document that cannot be read: {error}", "save it anew, or as PDF"
        ) from error
    return report_of(name, tidy(text), stem, {"title": tidy(title)})


def _parts(document: object) -> Iterator[str]:
    from docx.table import Table

    for block in document.iter_inner_content():  # type: ignore[attr-defined]
        if isinstance(block, Table):
            yield from ("\t".join(cell.text for cell in row.cells) for row in block.rows)
        else:
            yield block.text
