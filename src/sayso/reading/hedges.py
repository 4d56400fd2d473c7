"""Whether the report itself doubts a statement or keeps its distance from it."""

from __future__ import annotations

from sayso.reading.draft import Draft, Finding, Reason
from sayso.reading.phrases import Hit, joined, phrases
from sayso.report import Report, Span
from sayso.statement import ANONYMOUS


def hedge_of(report: Report, draft: Draft, via: tuple[str, ...]) -> Finding[bool]:
    """True where the reporter's own words around source and content distance; quoted doubts are the holder's.

    `via` are the relayers, outermost first: rumour and unnamed reports are a distance of their own.
    """
    relayers = (*via, joined(report, draft.source))
    return _in_the_words(report, draft) or _by_the_relayer(relayers) or Finding(False, Reason("no words of distance"))


def _in_the_words(report: Report, draft: Draft) -> Finding[bool] | None:
    for span in _frame(draft):
        hit = phrases("hedges", "frame").first(report.text, span)
        if hit:
            return _hedged("distance in the report's words", hit)
    hit = phrases("hedges", "cue").first(joined(report, draft.cue))
    return _hedged("distance in the cue", hit) if hit else None


def _by_the_relayer(relayers: tuple[str, ...]) -> Finding[bool] | None:
    for relayer in relayers:
        name = relayer.removeprefix(ANONYMOUS)
        hit = phrases("hedges", "relayers").first(name)
        if hit and hit.words == name:
            return _hedged("relayed by rumour", hit)
    return None


def _hedged(rule: str, hit: Hit) -> Finding[bool]:
    return Finding(True, Reason(rule, hit.basis))


def _frame(draft: Draft) -> list[Span]:
    """The evidence without its content and source: the cue and what the reporter put between the roles."""
    taken = sorted((*draft.content, *draft.source))
    start, end = draft.evidence
    edges = [start, *(edge for span in taken for edge in span), end]
    return [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if a < b]
