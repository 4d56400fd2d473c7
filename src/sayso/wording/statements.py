"""A statement's fields in words, as plain strings: what every rendering shows alike."""

from __future__ import annotations

import re
from collections.abc import Mapping

from sayso.report import Report
from sayso.statement import Deadline, Firmness, Statement

OPENING = "\"“„«‘'"
CLOSING = "\"”“»’'"
UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def safe(text: str) -> str:
    """Text of the same length without characters that steer a terminal or turn the direction of writing."""
    return UNSAFE.sub("\N{REPLACEMENT CHARACTER}", text)


def one_line(text: str) -> str:
    """Text without breaks and runs of blanks, safe to print."""
    return safe(" ".join(text.split()))


def shortened(text: str, limit: int) -> str:
    """Text of at most `limit` characters, cut between words and marked where it was cut."""
    if len(text) <= limit:
        return text
    kept = text[: limit - 1]
    return (kept.rsplit(" ", 1)[0] if " " in kept else kept).rstrip(",;: ") + "…"


def quoted(text: str) -> str:
    """Text in quotation marks, unless it brings its own."""
    own = len(text) > 1 and text[0] in OPENING and text[-1] in CLOSING and not set(text[1:-1]) & set(OPENING + CLOSING)
    return text if own else f"“{text}”"


def in_words(value: object) -> str:
    """The value of a field, in a statement or in its row, as a reader would write it."""
    if isinstance(value, Deadline):
        return f"{quoted(one_line(value.text))}, {value.start or '…'} to {value.end or '…'}"
    if isinstance(value, Mapping):  # a deadline in a row
        return in_words(Deadline(value.get("text") or "", value.get("start"), value.get("end")))
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return one_line(", ".join(map(str, value))) or "none"
    return "none" if value is None else one_line(str(value))


def heading(report: Report) -> str:
    """The title of a report, or its id where it has none."""
    return one_line(report.title) or one_line(report.id)


def origin(report: Report) -> str:
    """Who published a report, when, and its id."""
    known = (report.publisher, report.published and report.published.isoformat(), report.id)
    return " · ".join(one_line(part) for part in known if part)


def what(report: Report, statement: Statement, limit: int) -> str:
    """The content, quoted and shortened."""
    return quoted(shortened(one_line(report.quote(statement.content)), limit))


def party(statement: Statement) -> str | None:
    """For whom the statement counts, where that is not the holder itself."""
    return one_line(statement.party) if statement.party and statement.party != statement.holder else None


def relayers(statement: Statement) -> str | None:
    """Through whom the statement reached us, outermost first."""
    return one_line(" › ".join(statement.via)) or None


def due(deadline: Deadline) -> str:
    """By when: the date, or the reported words where no date is known."""
    if deadline.end:
        return f"by {deadline.end}"
    return f"from {deadline.start}" if deadline.start else f"due {quoted(one_line(deadline.text))}"


def when(statement: Statement) -> list[str]:
    """When it was said, and by when it is expected."""
    said = [f"said {statement.said}"] if statement.said else []
    return said + ([due(statement.deadline)] if statement.deadline else [])


def marks(statement: Statement) -> list[str]:
    """How firm, unless plain; hedged; under a condition."""
    firmness = [] if statement.firmness is Firmness.PLAIN else [str(statement.firmness)]
    return firmness + ["hedged"] * statement.hedged + ["condition"] * bool(statement.condition)
