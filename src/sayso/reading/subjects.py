"""The subject that stands beside a cue, for a statement that was found without its source."""

from __future__ import annotations

import re

from sayso.reading.draft import Draft
from sayso.reading.letters import CAPITAL
from sayso.reading.lexicon import pattern
from sayso.reading.mentions import Cast
from sayso.report import Span

NAME = rf"(?:[{CAPITAL}][\w.'-]*(?: (?:(?:of|for|the|and|al|bin|de|von|van) ){{0,2}}[{CAPITAL}][\w.'-]*)*)"
PRONOUN = r"(?:[Hh]e|[Ss]he|[Tt]hey|[Ii]t)"
BEFORE = rf"\b(?:{PRONOUN}|[Tt]he (?:[a-z]+ ){{0,4}}[a-z]+|(?:[Tt]he )?{NAME}) (?:<auxiliaries> )*\Z"
AFTER = re.compile(rf"\A (?:{PRONOUN}|the (?:[a-z]+ ){{0,3}}[a-z]+|(?:the |[a-z]+ )?{NAME})\b")


def subject_beside(draft: Draft, cast: Cast) -> Span | None:
    """The name, pronoun or noun phrase right before the cue, or right after "said" or "according to", if any."""
    if draft.source or not draft.cue:
        return None
    start, end = draft.cue[0]
    sentence = cast.sentences[cast.sentence(start)]
    return _before(sentence[0], start, draft, cast) or _after(end, sentence[1], draft, cast)


def _before(floor: int, cue: int, draft: Draft, cast: Cast) -> Span | None:
    found = pattern(BEFORE).search(cast.text, floor, cue)
    if found is None:
        return None
    end = found.start() + len(pattern(r"\b<auxiliaries> ").sub("", found[0]).rstrip())
    return None if _inside_content((found.start(), end), draft) else (found.start(), end)


def _after(cue: int, ceiling: int, draft: Draft, cast: Cast) -> Span | None:
    if not pattern(r"(?i)<subject_follows>\Z").search(cast.text[max(0, cue - 20) : cue]):
        return None
    found = AFTER.match(cast.text[cue:ceiling])
    span = (cue + 1, cue + found.end()) if found else None
    return None if span is None or _inside_content(span, draft) else span


def _inside_content(span: Span, draft: Draft) -> bool:
    return any(start < span[1] and span[0] < end for start, end in draft.content)
