"""The few errors that Sayso raises; each says what the user can do."""

from __future__ import annotations

from pathlib import Path


class SaysoError(Exception):
    """Base of every error that Sayso raises on purpose."""


class IntakeError(SaysoError):
    """A source that could not be turned into reports: names the source, the reason, and what would help."""

    def __init__(self, source: str, reason: str, advice: str = "") -> None:
        super().__init__(f"{source}: {reason}" + (f" ({advice})" if advice else ""))
        self.source = source
        self.reason = reason
        self.advice = advice


class LanguageError(IntakeError):
    """A report in a language that Sayso does not read; it is named and left alone."""

    def __init__(self, source: str, language: str) -> None:
        super().__init__(source, f"is in {language}, not English", "Sayso reads English; translate it first")
        self.language = language


class ModelError(SaysoError):
    """The model's files are missing, damaged or of another format."""


class AgendaError(SaysoError):
    """An agenda file that cannot be used: names the file and the entry."""


class DossierError(SaysoError):
    """A dossier that is not there, or whose settings cannot be used: names the file, the reason, and what helps."""

    def __init__(self, path: Path, reason: str, advice: str = "") -> None:
        super().__init__(f"{path}: {reason}" + (f" ({advice})" if advice else ""))


class TermsError(SaysoError):
    """A file with the terms of a settlement that cannot be used: names the file and the clause."""


class LedgerError(SaysoError):
    """A ledger that cannot be opened, or does not hold what was asked for; says what the user can do."""


class LayerError(SaysoError):
    """A file of areas that cannot be used: names the file, the reason, and what would help."""

    def __init__(self, source: str, reason: str, advice: str = "") -> None:
        super().__init__(f"{source}: {reason}" + (f" ({advice})" if advice else ""))
