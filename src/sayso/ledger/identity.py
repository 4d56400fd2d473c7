"""Who is who in every ledger: ids made of what a report and a statement are, not of when they came."""

from __future__ import annotations

import base64
import hashlib
import json

from sayso.report import Report
from sayso.statement import Statement

TOLD_APART = 6  # hexadecimal digits that a report's id gets where another report has it
LENGTH = 12  # characters of five bits: two of a million statements share an id once in two million ledgers


def report_identity(report: Report) -> str:
    """What tells a report from every other one: its publisher, day, title and text, as 64 hexadecimal digits."""
    day = report.published and report.published.isoformat()
    return _digest([report.publisher, day, report.title, report.text]).hex()


def longer_id(name: str, identity: str) -> str:
    """The id of a report whose own another report has.

    >>> longer_id("statement", "0123456789abcdef")
    'statement-012345'
    """
    return f"{name}-{identity[:TOLD_APART]}"


def statement_id(identity: str, statement: Statement) -> str:
    """The id of a statement in the report with that identity, made of its spans: twelve small letters and digits.

    >>> statement_id("0" * 64, Statement((0, 9), ((0, 3),), (), ((4, 9),)))
    'ooyz4z2qrrtd'
    """
    spans = [statement.source, statement.cue, statement.content]
    return base64.b32encode(_digest([identity, spans])).decode().lower()[:LENGTH]


def _digest(parts: list[object]) -> bytes:
    return hashlib.sha256(json.dumps(parts).encode()).digest()
