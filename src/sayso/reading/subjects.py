"""The subject that stands beside a cue, for a statement that was found without its source."""

from __future__ import annotations

import re

from sayso.reading.draft import Draft
from sayso.reading.mentions import Cast
from sayso.reading.names import CAPITAL
from sayso.report import Span

NAME = rf"(?:[{CAPITAL}][\w.'-]*(?: (?:(?:of|for|the|and|al|bin|de|von|van) ){{0,2}}[{CAPITAL}][\w.'-]*)*)"
BEFORE = re.compile(rf"(?:\b(?:he|she|they|it|He|She|They|It)|(?:\b[Tt]he (?:[a-z]+ ){{0,4}}[a-z]+|(?:\b[Tt]he )?{NAME})) (?:has |had |have |also |then |later |is |was |will |would )*\Z")
AFTER = re.compile(rf"\A (?:he|she|they|it|the (?:[a-z]+ ){{0,3}}[a-z]+|(?:the |[a-z]+ )?{NAME})\b")
LINKS = re.compile(r"\b(?:has|had|have|also|then|later|is|was|will|would) ")
LEADING = re.compile(r"(?:according to|said|says|added|noted|told|by|for|as)\Z", re.IGNORECASE)


def subject_beside(draft: Draft, cast: Cast) -> Span | None:
    """The name, pronoun or noun phrase right before the cue, or right after "said" and "according to"; None where there is none."""
    if draft.source or not draft.cue:
        return None
    start, end = draft.cue[0]
    sentence = cast.sentences[cast.sentence(start)]
    return _before(sentence[0], start, draft, cast) or _after(end, sentence[1], draft, cast)


def _before(floor: int, cue: int, draft: Draft, cast: Cast) -> Span | None:
    found = BEFORE.search(cast.text, floor, cue)
    if found is None:
        return None
    end = found.start() + len(LINKS.sub("", found[0]).rstrip())
    return None if _inside_content((found.start(), end), draft) else (found.start(), end)


def _after(cue: int, ceiling: int, draft: Draft, cast: Cast) -> Span | None:
    if not LEADING.search(cast.text[max(0, cue - 20) : cue]):
        return None
    found = AFTER.match(cast.text[cue:ceiling])
    span = (cue + 1, cue + found.end()) if found else None
    return None if span is None or _inside_content(span, draft) else span


def _inside_content(span: Span, draft: Draft) -> bool:
    return any(start < span[1] and span[0] < end for start, end in draft.content)
