"""Rendering: templates, with what they call to put entries into words."""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from importlib.resources import files
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from sayso.ledger.entry import Entry
from sayso.wording.entries import RANKS, age, dated, manner, outlet, speaker
from sayso.wording.statements import in_words, one_line, party, quoted, safe


def address(path: str, /, **given: object) -> str:
    """A path with what is asked of it; what is None, "" or () is left out.

    >>> address("/", on="2025-05-01", party=("A", "B"), issue=None)
    '/?on=2025-05-01&party=A&party=B'
    """
    kept = {name: value for name, value in given.items() if value not in (None, "", ())}
    return f"{path}?{urlencode(kept, doseq=True)}" if kept else path


def segment(text: str) -> str:
    """A text as one part of a path."""
    return quote(text, safe="")


def entered(value: object) -> str:
    """A value as the field of a form shows it: in one line, lists with semicolons, or as JSON where a part holds one.

    >>> entered(("Kyiv", "Moscow")), entered(("Kyiv; Moscow",)), entered(None)
    ('Kyiv; Moscow', '["Kyiv; Moscow"]', '')
    """
    if isinstance(value, list | tuple):
        parts = [one_line(str(part)) for part in value]
        holds = any(";" in part or part.startswith("[") for part in parts)
        return json.dumps(parts, ensure_ascii=False) if holds else "; ".join(parts)
    return one_line(str(value)) if value else ""


def whose(entry: Entry) -> str:
    """For whom an entry counts, where that is not the holder itself."""
    return party(entry.statement) or ""


@functools.cache
def environment() -> Environment:
    """The templates; all that comes from reports and people is escaped."""
    made = Environment(
        loader=PackageLoader("sayso.web"),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "age": age,
        "dated": dated,
        "entered": entered,
        "in_words": in_words,
        "line": one_line,
        "manner": manner,
        "outlet": outlet,
        "quoted": lambda text: quoted(one_line(text)),
        "safe_text": safe,
        "segment": segment,
        "speaker": speaker,
        "whose": whose,
    }
    made.globals |= {"address": address, "ranks": RANKS}
    return made


def picture(kind: str, drawn: object, title: str) -> str:
    """A chart of a kind as SVG that stands alone."""
    return rendered("picture.svg", {"kind": kind, "drawn": drawn, "title": title, "style": _style()}).strip()


@functools.cache
def _style() -> str:
    return files("sayso.web").joinpath("static", "picture.css").read_text(encoding="utf8")


def rendered(template: str, values: Mapping[str, Any]) -> str:
    """A template with its values."""
    return environment().get_template(template).render(values)
