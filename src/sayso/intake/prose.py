"""Plain text and Markdown with front matter."""

from __future__ import annotations

import re
from typing import Any

import yaml

from sayso.errors import IntakeError
from sayso.intake.fields import report_of
from sayso.report import Report

FRONT_MATTER = re.compile(
    r"\s*---[ \t]*\n(?=\s*[\w-]+[ \t]*:)(?P<block>.*?)^(?:---|\.\.\.)[ \t]*(?:\n\s*|\Z)", re.S | re.M
)
HEADING = re.compile(r"\s*#[ \t]+(?P<title>[^\n]+?)[ \t#]*(?:\n|\Z)")
MARKDOWN = {".md", ".markdown", ".mdown"}
LONGEST_FRONT_MATTER = 2**16


def report_of_prose(name: str, text: str, stem: str, suffix: str = "") -> Report:
    """The report that a tidy `text` is, its front matter taken out.

    The text is left as it is, Markdown's signs with it; a Markdown file's opening heading is also the title. Raises
    IntakeError on front matter that is no YAML, and where no text is left.
    """
    block = FRONT_MATTER.match(text[:LONGEST_FRONT_MATTER])
    fields = _fields(name, block["block"]) if block else {}
    body = text[block.end() :] if block else text
    heading = HEADING.match(body) if suffix in MARKDOWN else None
    return report_of(name, body, stem, fields, title=heading["title"] if heading else "")


def _fields(name: str, block: str) -> dict[str, Any]:
    try:
        # Every value as the string that it is written as: a title stays "No" and a date what the user typed.
        fields = yaml.load(block, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError) as error:
        where = getattr(error, "problem_mark", None)
        line = f" in line {where.line + 2}" if where else ""
        raise IntakeError(name, f"has front matter that is not YAML{line}", "quote values that hold a colon") from None
    return fields if isinstance(fields, dict) else {}
