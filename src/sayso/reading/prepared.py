"""A report made ready for the model: its text and its title in pieces."""

from __future__ import annotations

from dataclasses import dataclass

from tokenizers import Tokenizer

from sayso.errors import IntakeError
from sayso.language import require_english
from sayso.reading.pieces import Pieces, split
from sayso.report import Report

LONGEST = 2_000_000  # characters; a report is one news item, and this is a shelf of books


@dataclass(frozen=True, slots=True)
class Prepared:
    """A report with the pieces of its text and of its title."""

    report: Report
    pieces: Pieces
    title: Pieces


def prepare(report: Report, tokenizer: Tokenizer) -> Prepared:
    """The report in pieces. Raises LanguageError where it is not in English, IntakeError where it is too long."""
    if len(report.text) > LONGEST:
        size = f"is {len(report.text):,} characters long, over the limit of {LONGEST:,}"
        raise IntakeError(report.id, size, "split it into its reports")
    require_english(report)
    return Prepared(report, split(report.text, tokenizer), split(report.title, tokenizer))
