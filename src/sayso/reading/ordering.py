"""In which order the drafts of a report are resolved, and which share their sentences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sayso.reading.draft import Draft
from sayso.reading.mentions import Cast
from sayso.reading.nesting import chains


def reading_order(drafts: Sequence[Draft], outer: Sequence[int | None]) -> list[int]:
    """Drafts as they are resolved: in text order, each after the one that reports it."""
    around = chains(outer)
    first = [chain[0] if chain else index for index, chain in enumerate(around)]
    return sorted(
        range(len(drafts)),
        key=lambda at: (_place(drafts[first[at]]), first[at], len(around[at]), _place(drafts[at]), at),
    )


def _place(draft: Draft) -> int:
    return draft.evidence[0]


def by_sentence(drafts: Sequence[Draft], cast: Cast) -> list[list[Draft]]:
    """For each draft the other drafts that share its sentences."""
    table: defaultdict[int, list[int]] = defaultdict(list)
    for index, draft in enumerate(drafts):
        start, end = draft.evidence
        for sentence in range(cast.sentence(start), cast.sentence(end - 1) + 1):
            table[sentence].append(index)
    near = (table[cast.sentence((draft.cue or draft.source or draft.content)[0][0])] for draft in drafts)
    return [[drafts[other] for other in others if other != index] for index, others in enumerate(near)]
