"""Warnings and threats in words."""

from __future__ import annotations

from sayso.analysis.consequences import Form
from sayso.analysis.warnings import WarningGiven
from sayso.wording.entries import dated, outlet
from sayso.wording.statements import one_line


def called(warning: WarningGiven) -> str:
    """What the holder is called in the report, without the name."""
    return one_line(warning.office.replace(warning.entry.statement.holder, "")).strip(" ,")


def opening(form: Form | None) -> str:
    """What stands before a condition; a clause of its own brings its "if" or "unless"."""
    if form is None or form is Form.CLAUSE:
        return "condition"
    return "unless" if form.averts else "if"


def how_often(warning: WarningGiven) -> str:
    """How often it was said, from when to when, and where it was reported."""
    series, issues = warning.series, ", ".join(map(one_line, warning.entry.statement.issues))
    tail = f"{outlet(warning.entry)} · {issues}"
    if len(series.entries) == 1:
        return f"{dated(warning.entry)} · {tail}"
    often = f"{warning.times} times" if warning.times > 1 else "once"
    days = f"{series.first} to {series.last}" if series.first != series.last else f"{series.first or 'undated'}"
    return f"{often}, {days} · told in {len(series.entries)} statements · {tail}"
