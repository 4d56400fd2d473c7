"""Feeds (RSS, Atom): a report for each entry, by feedparser; where an entry is a mere teaser, its page is fetched."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from sayso.errors import IntakeError
from sayso.intake.decoding import decode, tidy
from sayso.intake.fields import report_of
from sayso.intake.material import Item, Material, read_all
from sayso.intake.pages import declared_charset, report_of_page
from sayso.intake.web import fetched, is_address
from sayso.report import Report

START = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:rss|feed|rdf:RDF)\b", re.S)
TEASER = 600  # characters below which an entry's text is taken for the beginning of a page


def is_feed(text: str) -> bool:
    """Whether a text is a feed."""
    return START.match(text[:4096]) is not None


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """An entry of a feed: what tells it from the others, and how to come by its report."""

    key: str
    report: Callable[[], Item]


def reports_in_feed(material: Material, body: bytes) -> Iterator[Item]:
    """One report or error for each entry. Raises IntakeError where the feed cannot be parsed or has no entry."""
    return (entry.report() for entry in entries_of_feed(material, body))


def entries_of_feed(material: Material, body: bytes) -> list[FeedEntry]:
    """The entries of a feed, of which none is fetched yet. Raises IntakeError where there is none."""
    import feedparser  # here, because only feeds should wait for it

    feed = feedparser.parse(body)
    if not feed.entries:
        reason = feed.get("bozo_exception") or "it has no entry"
        raise IntakeError(material.name, f"is a feed that gives nothing: {reason}")
    publisher = feed.feed.get("title")
    return [
        FeedEntry(_key(entry), functools.partial(_item, material, entry, publisher, number))
        for number, entry in enumerate(feed.entries, 1)
    ]


def _key(entry: Any) -> str:
    return str(entry.get("id") or entry.get("link") or entry.get("title") or "")


def _item(material: Material, entry: Any, publisher: str | None, number: int) -> Item:
    try:
        return _report(material, entry, publisher, number)
    except IntakeError as error:
        return error


def _report(material: Material, entry: Any, publisher: str | None, number: int) -> Report:
    link = entry.get("link") or ""
    where = link or f"{material.name}, entry {number}"
    fields = {
        "id": link or entry.get("id"),
        "title": entry.get("title"),
        "publisher": publisher,
        "published": entry.get("published") or entry.get("updated"),
    }
    content = max((each.value for each in entry.get("content", ())), key=len, default=entry.get("summary") or "")
    text = _text(where, content)
    if len(text) < TEASER and is_address(link):
        return _page(link, fields)
    return replace(report_of(where, text, f"{material.stem}-{number}", fields), source=where)


def _text(where: str, content: str) -> str:
    if "<" not in content:
        return tidy(content).strip()
    return report_of_page(where, content, where).text


def _page(link: str, fields: dict[str, Any]) -> Report:
    """The page that an entry leads to, with the entry's heading where the page has none."""
    material = fetched(link)
    body = read_all(material)
    page = report_of_page(link, decode(body, link, material.charset or declared_charset(body)), link)
    heading = report_of(link, page.text, link, fields)
    return replace(
        heading,
        title=page.title or heading.title,
        publisher=page.publisher or heading.publisher,
        published=heading.published or page.published,
        source=link,
    )
