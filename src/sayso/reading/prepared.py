"""A report made ready for the model: its text and its title in pieces."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from tokenizers import Tokenizer

from sayso.errors import IntakeError
from sayso.language import require_english
from sayso.reading.legible import legible
from sayso.reading.pieces import Pieces, split
from sayso.report import Report

SURROGATE, REPLACEMENT = re.compile(r"[\ud800-\udfff]"), "\ufffd"
LONGEST = 2_000_000  # characters; a report is one news item, and this is a shelf of books


@dataclass(frozen=True, slots=True)
class Prepared:
    """A report, the same as it is read, and the pieces of what is read: of its text and of its title.

    `legible` differs from `report` in characters only, not in where they stand.
    """

    report: Report
    legible: Report
    pieces: Pieces
    title: Pieces


def prepare(report: Report, tokenizer: Tokenizer) -> Prepared:
    """The report in pieces; half a surrogate pair, which no encoding can write, becomes U+FFFD in its place.

    Raises LanguageError where it is not in English, IntakeError where it is too long.
    """
    if len(report.text) > LONGEST:
        size = f"is {len(report.text):,} characters long, over the limit of {LONGEST:,}"
        raise IntakeError(report.id, size, "split it into its reports")
    readable = replace(
        report, text=SURROGATE.sub(REPLACEMENT, report.text), title=SURROGATE.sub(REPLACEMENT, report.title)
    )
    require_english(readable)
    read = legible(readable)
    return Prepared(readable, read, split(read.text, tokenizer), split(read.title, tokenizer))
