"""Feeds (RSS, Atom): a report for each entry, by feedparser; where an entry is a mere teaser, its page is fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sayso.errors import IntakeError
from sayso.intake.decoding import decode, tidy
from sayso.intake.fields import report_of
from sayso.intake.material import Item, Material, digest_of, read_all
from sayso.intake.pages import declared_charset, report_of_page
from sayso.intake.web import Before, fetched, is_address
from sayso.report import Report

# What may stand before the root (https://www.w3.org/TR/xml/#sec-prolog-dtd). A document type that brings declarations
# of its own is left alone: entities that unfold each other can fill any memory.
START = re.compile(
    r"(?:\s|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*>)*+<(?:rss|feed|rdf:RDF|\w+:feed)(?=[\s/>])", re.S | re.I
)
STARTS_WITHIN = 2**16
# A tag of an entry, or a stretch in which tags are none.
TAG = re.compile(
    r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|(?P<start><(?:\w+:)?(?:item|entry)(?=[\s/>]))|(?P<end></(?:\w+:)?(?:item|entry)\s*>)",
    re.S | re.I,
)
TEASER = 600  # characters below which an entry's text is taken for the beginning of a page


def is_feed(text: str) -> bool:
    """Whether a text is a feed."""
    return START.match(text[:STARTS_WITHIN]) is not None


@dataclass(frozen=True, slots=True)
class Teaser:
    """An entry that leads to its page: the page's address, and what the feed says of it."""

    address: str
    heading: Mapping[str, str | None]

    def page(self, *, private: bool = True, before: Before | None = None) -> Item:
        """The report on the page, with the entry's heading where the page has none, or why it cannot be had.

        `private` and `before` are as `sayso.intake.web.fetched` has them.
        """
        try:
            return self._report(fetched(self.address, private=private, before=before))
        except IntakeError as error:
            return error

    def _report(self, material: Material) -> Report:
        body = read_all(material)
        text = decode(body, self.address, material.charset or declared_charset(body))
        page = report_of_page(self.address, text, self.address)
        heading = report_of(self.address, page.text, self.address, self.heading)
        return replace(
            heading,
            title=page.title or heading.title,
            publisher=page.publisher or heading.publisher,
            published=heading.published or page.published,
            source=self.address,
            digest=digest_of(body),
        )


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """An entry of a feed: what tells it from the others, and its report, or the way to it where it is a teaser."""

    key: str
    content: Item | Teaser


def reports_in_feed(material: Material, body: bytes) -> Iterator[Item]:
    """One report or error for each entry. Raises IntakeError where the feed cannot be parsed or has no entry."""
    for entry in entries_of_feed(material, body):
        content = entry.content
        yield content.page(private=material.private) if isinstance(content, Teaser) else content


def entries_of_feed(material: Material, body: bytes) -> Iterator[FeedEntry]:
    """The entries of a feed, of which none is fetched. Raises IntakeError where there is none."""
    import feedparser  # here, because only feeds should wait for it

    feed = feedparser.parse(body)
    if not feed.entries:
        reason = feed.get("bozo_exception") or "it has no entry"
        raise IntakeError(material.name, f"is a feed that gives nothing: {reason}")
    digests = _digests(material, body, len(feed.entries))
    publisher = feed.feed.get("title")
    for number, (entry, digest) in enumerate(zip(feed.entries, digests, strict=True), 1):
        yield FeedEntry(_key(entry), _content(material, entry, publisher, number, digest))


def _digests(material: Material, body: bytes, count: int) -> list[str]:
    """The digest of each entry as it is written; that of the feed, where it is so damaged that this cannot be told."""
    text = decode(body, material.name, material.charset or declared_charset(body))
    digests = list(map(digest_of, _elements(text)))
    return digests if len(digests) == count else [digest_of(body)] * count


def _elements(text: str) -> Iterator[str]:
    begun = None
    for tag in TAG.finditer(text):
        if tag["start"] and begun is None:
            begun = tag.start()
        elif tag["end"] and begun is not None:
            yield text[begun : tag.end()]
            begun = None
    if begun is not None:
        yield text[begun:]


def _key(entry: Any) -> str:
    return str(entry.get("id") or entry.get("link") or entry.get("title") or "")


def _content(material: Material, entry: Any, publisher: str | None, number: int, digest: str) -> Item | Teaser:
    link = entry.get("link") or ""
    where = link or f"{material.name}, entry {number}"
    heading = {
        "id": link or entry.get("id"),
        "title": entry.get("title"),
        "publisher": publisher,
        "published": entry.get("published") or entry.get("updated"),
    }
    try:
        text = _text(where, max((each.value for each in entry.get("content", ())), key=len, default=_summary(entry)))
        if len(text) < TEASER and is_address(link):
            return Teaser(link, heading)
        return replace(report_of(where, text, f"{material.stem}-{number}", heading), source=where, digest=digest)
    except IntakeError as error:
        return error


def _summary(entry: Any) -> str:
    return entry.get("summary") or ""


def _text(where: str, content: str) -> str:
    if "<" not in content:
        return tidy(content).strip()
    return report_of_page(where, content, where).text
