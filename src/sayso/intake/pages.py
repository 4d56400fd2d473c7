"""Web pages: the article's text, title, site and date, by trafilatura."""

from __future__ import annotations

import re
from typing import Any

from sayso.errors import IntakeError
from sayso.intake.decoding import tidy
from sayso.intake.fields import report_of
from sayso.report import Report

# Possessive, so that a page that opens with many comments is passed over once.
PAGE = re.compile(r"(?:\s|<\?xml[^>]*+>|(?><!--.*?-->))*+<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
PROLOG = re.compile(r"\s*<\?xml[^>]*>")
CHARSET = re.compile(rb"""<(?:meta[^>]*charset|\?xml[^>]*encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.I)
LINE_BREAKS = re.compile(r"(?<!\s)\s*\n\s*")
PAGE_TYPES = {"text/html", "application/xhtml+xml"}
DECLARED_WITHIN = 4096
# trafilatura's time grows with the square of a page's elements; this many take some ten seconds.
MOST_ELEMENTS = 50_000
# Only dates that the page declares: one found in the running text may be any date.
DATES = {"extensive_search": False, "original_date": True}


def looks_like_a_page(text: str) -> bool:
    """Whether a text begins as an HTML document does."""
    return PAGE.match(text[:DECLARED_WITHIN]) is not None


def declared_charset(data: bytes) -> str:
    """The encoding that the beginning of a page declares, or ""."""
    match = CHARSET.search(data[:DECLARED_WITHIN])
    return match[1].decode("ascii") if match else ""


def report_of_page(name: str, source: str, stem: str) -> Report:
    """The report on a page, its paragraphs, headings and list items set apart by blank lines.

    Where no article stands out, all of the visible text counts. Raises IntakeError where there is none, and on a page
    of more than MOST_ELEMENTS elements.
    """
    try:
        return _extracted(name, source, stem)
    except (RecursionError, ValueError, TypeError, AttributeError) as error:  # what lxml raises on a broken tree
        raise IntakeError(name, f"is a page that cannot be taken apart: {error}") from None


def _extracted(name: str, source: str, stem: str) -> Report:
    # Here, because importing it takes half a second, which only pages should cost.
    import trafilatura
    from trafilatura.settings import Document
    from trafilatura.utils import load_html

    source = _as_document(source)
    tree = load_html(source)
    if tree is None:
        raise IntakeError(name, "is no HTML that can be parsed")
    _check_size(name, sum(1 for _ in tree.iter()))
    page = trafilatura.bare_extraction(tree, with_metadata=True, include_comments=False, date_extraction_params=DATES)
    found = page.as_dict() if isinstance(page, Document) else {}
    text = found.get("text") or trafilatura.html2txt(_without_head(load_html(source)))
    fields = {"title": found.get("title"), "publisher": found.get("sitename"), "published": found.get("date")}
    return report_of(name, LINE_BREAKS.sub("\n\n", tidy(text).strip()), stem, fields)


def _as_document(source: str) -> str:
    """The page without a prolog that contradicts its being decoded; a fragment with the elements it goes without."""
    source = PROLOG.sub("", source)
    return source if "<html" in source[:DECLARED_WITHIN].lower() else f"<html><body>{source}</body></html>"


def _without_head(tree: Any) -> Any:
    for element in tree.xpath("//head | //title"):
        element.drop_tree()
    return tree


def _check_size(name: str, elements: int) -> None:
    if elements > MOST_ELEMENTS:
        reason = f"is a page of {elements:,} elements; more than {MOST_ELEMENTS:,} take too long"
        raise IntakeError(name, reason, "save the article alone")
