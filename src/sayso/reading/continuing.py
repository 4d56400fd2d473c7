"""Quotations over several paragraphs: sentences of one quotation with the same act are one statement."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from sayso.reading.explanation import Explanation
from sayso.statement import Statement, hull

# Between the paragraphs of a quotation: its marks, and blanks with a line break.
BETWEEN = re.compile(r"[\s.!?…,\"”'’]*\n\s*")
OPENS = ('"', "“", "«", "‘", "'")


def joined(explanations: Iterable[Explanation], text: str) -> list[Explanation]:
    """The statements of a report, read in `text`, each together with the paragraphs in which its quotation goes on."""
    found: list[Explanation] = []
    for each in explanations:
        if found and _goes_on(found[-1].statement, each.statement, text):
            found[-1] = _together(found[-1], each)
        else:
            found.append(each)
    return found


def _goes_on(before: Statement, after: Statement, text: str) -> bool:
    """Whether a statement without source is the next paragraph of the quotation of the one before, of the same act."""
    same = (before.holder, before.via, before.act) == (after.holder, after.via, after.act)
    quoted = all(text.startswith(OPENS, each.content[-1][0]) for each in (before, after))
    between = text[before.evidence[1] : after.evidence[0]]
    return same and quoted and not (after.source or after.cue) and BETWEEN.fullmatch(between) is not None


def _together(before: Explanation, after: Explanation) -> Explanation:
    """Two statements as one, which has from the second what the first lacks."""
    one, other = before.statement, after.statement
    statement = replace(
        one,
        evidence=hull((one.evidence, other.evidence)),
        content=(*one.content, *other.content),
        condition=one.condition or other.condition,
        deadline=one.deadline or other.deadline,
        places=tuple(dict.fromkeys((*one.places, *other.places))),
    )
    return replace(before, statement=statement, spans=(*before.spans, *after.spans))
