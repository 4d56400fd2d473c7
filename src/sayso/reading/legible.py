"""A report as a careful printer would set it, character for character, so that names and sentences can be told."""

from __future__ import annotations

from dataclasses import replace

from sayso.reading.recasing import recased
from sayso.reading.typesetting import typeset
from sayso.report import Report


def legible(report: Report) -> Report:
    """The report with a text and title that can be read; each character stands where it stands in `report`.

    It is `report` itself where nothing needs to be set otherwise.
    """
    text, title = typeset(recased(report.text)), recased(report.title)
    return report if (text, title) == (report.text, report.title) else replace(report, text=text, title=title)
