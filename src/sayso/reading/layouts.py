"""Statements that only the layout of a text tells: turns of a conversation, quotations signed or led in with a name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sayso.reading.draft import Draft, overlap, size
from sayso.reading.letters import CAPITAL
from sayso.reading.offices import office_in
from sayso.reading.quotations import quotations
from sayso.reading.turns import LABEL, is_question
from sayso.report import Span

DASH = r"[-–—―]"
NAME = rf"[{CAPITAL}][\w.'’-]*(?: [{CAPITAL}][\w.'’-]*){{1,4}}"
# After a quotation, on the same line or below it: a dash, a name, and what its bearer is.
SIGNED = re.compile(rf"[ \t]*\n?[ \t]*\n?[ \t]*{DASH} ?({NAME}(?:, [^\n\"“”]{{2,90}})?)[ \t]*(?=\n|\Z)")
# Below a letter the name must say what its bearer is, as a dash begins the items of a list, too.
UNDER_LETTER = re.compile(rf"^[ \t]*[—–] ?({NAME}, [^\n\"“”.]{{2,90}})[ \t]*$", re.MULTILINE)
# After a quotation, in brackets: a name, with an office before it or none, and the occasion.
IN_BRACKETS = re.compile(rf" \(((?:(?:his|her|its|the|an?) [a-z][a-z -]{{2,40}}, )?{NAME})(?:, [^()\n\d]{{2,60}})?\)")
CLAUSE = re.compile(r"(?:[.;!?)\n]\s*|\A)(?=[^.;!?)\n]*\Z)")
# "And from Geneva, a shrug:", and a quotation behind it.
FROM = re.compile(
    r"(?:(?<![^\n])|(?<=[.!?”\"] ))((?:And )?(?:(?:this|then), )?[Ff]rom) ([^\n:.!?\"“”]{3,90}): (?=[\"“])"
)
GIFT = re.compile(r", (?:an?|one|only|just) [^,]+\Z")
LEAST = 3  # words of a quotation that somebody signs
COVERED = 0.3  # share of a turn that others may claim already
MOSTLY = 0.5  # share of a draft's content that lies in a signed quotation, and of capitals that make it a title
ALL = 0.8  # share of a turn and of a draft that are one
MARKS = "\"“”‘’',.;:!?"
LONGEST_CLAUSE = 200  # characters before a quotation that belong to it


def laid_out(text: str, found: Sequence[Draft]) -> tuple[list[Draft], list[Draft]]:
    """The drafts found that stay, and those that only the layout of a text tells.

    A quotation signed or led in with a name takes the place of what was found in it with a holder from elsewhere, or
    with none. A turn takes that of a draft without source that is all of it, and counts where nothing was found of it.
    """
    signed = [*signed_quotations(text), *signed_in_brackets(text), *signed_letters(text), *led_in(text)]
    spoken = list(turns(text))
    kept = [draft for draft in found if not any(_is_of(draft, each) for each in signed)]
    kept = [draft for draft in kept if draft.source or not any(_is_all_of(draft, each) for each in spoken)]
    claimed = {place for draft in (*kept, *signed) for start, end in draft.content for place in range(start, end)}
    return kept, [*signed, *(turn for turn in spoken if _share(turn, claimed) < COVERED)]


def _is_of(draft: Draft, signed: Draft) -> bool:
    """Whether a draft is what the signature claims: it has its cue, or its content and is not told inside it."""
    (start, end), *_ = signed.content
    told_inside = start < draft.evidence[0] and draft.evidence[1] < end and (draft.source or draft.cue)
    same = overlap(draft.cue, signed.cue) > 0
    return same or (not told_inside and _share(draft, set(range(start, end))) >= MOSTLY)


def _is_all_of(draft: Draft, turn: Draft) -> bool:
    """Whether a draft has the words of a turn and few others."""
    shared = overlap(draft.content, turn.content)
    return shared >= ALL * max(size(turn.content[:1]), size(draft.content))


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


def signed_in_brackets(text: str) -> Iterator[Draft]:
    """Quotations with a name in brackets behind them, but for the titles of works; with the clause that they end."""
    for start, end in quotations(text):
        signed = IN_BRACKETS.match(text, end)
        words = text[start:end].split()
        if (
            signed
            and len(words) >= LEAST
            and sum(word.strip(MARKS)[:1].isupper() for word in words) < MOSTLY * len(words)
        ):
            yield Draft((signed.span(1),), (), ((_clause(text, start), end),))


def _clause(text: str, start: int) -> int:
    """Where the clause begins that a quotation ends, if it begins within a sentence; else where the quotation does."""
    begins = CLAUSE.search(text, max(0, start - LONGEST_CLAUSE), start)
    return begins.end() if begins and text[start + 1 : start + 2].islower() else start


def led_in(text: str) -> Iterator[Draft]:
    """Quotations behind "And from", a name and a colon; "a shrug" or "a short answer" before the colon is no name."""
    ends = dict(quotations(text))
    for lead in FROM.finditer(text):
        gift = GIFT.search(lead[2])
        name = lead.start(2), lead.start(2) + (gift.start() if gift and not office_in(gift[0]) else len(lead[2]))
        if lead.end() in ends and re.search(rf"[{CAPITAL}]", text[slice(*name)]):
            yield Draft((name,), (lead.span(1),), ((lead.end(), ends[lead.end()]),))


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
