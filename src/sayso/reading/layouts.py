"""Statements that only the layout of a text tells: turns of a conversation, and quotations signed with a name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sayso.reading.draft import Draft
from sayso.reading.letters import CAPITAL
from sayso.reading.quotations import quotations
from sayso.reading.turns import LABEL, is_question
from sayso.report import Span

DASH = r"[-–—―]"
NAME = rf"[{CAPITAL}][\w.'’-]*(?: [{CAPITAL}][\w.'’-]*){{1,4}}"
# After a quotation, on the same line or below it: a dash, a name, and what its bearer is.
SIGNED = re.compile(rf"[ \t]*\n?[ \t]*\n?[ \t]*{DASH} ?({NAME}(?:, [^\n\"“”]{{2,90}})?)[ \t]*(?=\n|\Z)")
# Below a letter the name must say what its bearer is, as a dash begins the items of a list, too.
UNDER_LETTER = re.compile(rf"^[ \t]*[—–] ?({NAME}, [^\n\"“”.]{{2,90}})[ \t]*$", re.MULTILINE)
LEAST = 3  # words of a quotation that somebody signs
COVERED = 0.3  # share of a turn that others may claim already
MOSTLY = 0.5  # share of a draft's content that lies in a signed quotation


def laid_out(text: str, found: Sequence[Draft]) -> tuple[list[Draft], list[Draft]]:
    """The drafts found that stay, and those that only the layout of a text tells.

    A signed quotation takes the place of what was found in it with a holder from elsewhere, or with none. A turn counts
    where nothing was found of it.
    """
    signed = [*signed_quotations(text), *signed_letters(text)]
    kept = [draft for draft in found if not any(_is_of(draft, each) for each in signed)]
    claimed = {place for draft in (*kept, *signed) for start, end in draft.content for place in range(start, end)}
    return kept, [*signed, *(turn for turn in turns(text) if _share(turn, claimed) < COVERED)]


def _is_of(draft: Draft, signed: Draft) -> bool:
    """Whether a draft is what the signature claims: its content, but not a statement that is told inside it."""
    (start, end), *_ = signed.content
    told_inside = start < draft.evidence[0] and draft.evidence[1] < end and (draft.source or draft.cue)
    return not told_inside and _share(draft, set(range(start, end))) >= MOSTLY


def _share(draft: Draft, claimed: set[int]) -> float:
    places = [place for start, end in draft.content for place in range(start, end)]
    return sum(place in claimed for place in places) / len(places)


def turns(text: str) -> Iterator[Draft]:
    """What each labelled paragraph says; questions and dashes, which label nobody, are left out."""
    for label in LABEL.finditer(text):
        name = label.start(), label.end() - 1
        said = _trimmed(text, label.end(), _line_end(text, label.end()))
        if not label[2] and not is_question(label) and said[0] < said[1]:
            colon = text.rindex(text[name[1] - 1], *name)
            yield Draft((_trimmed(text, name[0], colon),), ((colon, colon + 1),), (said,))


def signed_quotations(text: str) -> Iterator[Draft]:
    """Quotations with a dash and a name behind them."""
    for start, end in quotations(text):
        signed = SIGNED.match(text, end)
        if signed and len(text[start:end].split()) >= LEAST:
            yield Draft((signed.span(1),), (), ((start, end),))


def signed_letters(text: str) -> Iterator[Draft]:
    """The paragraphs above a dash, a name and an office, unless they are quotations."""
    for signed in UNDER_LETTER.finditer(text):
        above = text[: signed.start()].rstrip()
        start = above.rfind("\n") + 1
        if len(above) - start > 1 and above[-1] in ".!?" and len(above[start:].split()) >= LEAST:
            yield Draft((signed.span(1),), (), ((start, len(above)),))


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end
