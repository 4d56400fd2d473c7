"""The act of a statement: the likeliest by the model, but for cues that decide it, and for who only relays another."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.reading.draft import Draft, Finding, Reason
from sayso.reading.judge import Verdict
from sayso.reading.phrases import Hit, joined, phrases
from sayso.report import Report
from sayso.statement import Act

# The guidelines give whoever relays another's position a `state` of his own; acts that turn on what is relayed stay.
OWN = frozenset((Act.STATE, Act.ASSESS, Act.ACCEPT, Act.REJECT, Act.DENY))
MISTAKEN = frozenset((Act.THREATEN, Act.OFFER))  # what a refusal on a condition is taken for
SHOWN = 3
REACH = 30  # characters before a word in which a negation leaves it undone
DECIDED = (Act.ACCEPT, Act.STATE, Act.ASSESS, Act.DEMAND, Act.REJECT, Act.THREATEN, Act.DENY, Act.OFFER)


def act_of(report: Report, draft: Draft, verdict: Verdict, relayed: Verdict | None) -> Finding[Act]:
    """The act of a statement; `relayed` is the verdict on another holder's statement that fills its content, if any.

    Some cues decide the act whatever they are about: who "no longer insists" accepts, who "has yet to say" states, who
    "condemned" assesses. Who relays does not do what he relays: an act that is the other's too is taken for the
    other's.
    """
    likeliest, probability = verdict.acts[0]
    considered = tuple(f"{act} {score:.2f}" for act, score in verdict.acts[:SHOWN])
    decided = decided_by_cue(report, draft)
    if decided:
        act, hit = decided
        return Finding(act, Reason("the cue decides", hit.basis, considered))
    refusal = likeliest in MISTAKEN and _refused_until(joined(report, draft.content))
    if refusal:
        return Finding(Act.REJECT, Reason("a refusal on a condition", refusal.basis, considered))
    if relayed is not None and (likeliest not in OWN or likeliest == relayed.acts[0][0]):
        basis = f"{relayed.acts[0][0]} is the act of another"
        return Finding(Act.STATE, Reason("relays the position of another", basis, considered, probability))
    return Finding(Act(likeliest), Reason("likeliest act", "", considered, probability))


def decided_by_cue(report: Report, draft: Draft) -> tuple[Act, Hit] | None:
    """The act that the cue decides, and the words that do; None where it leaves the act open."""
    cue = joined(report, draft.cue)
    return _leftmost((act, hit) for act in DECIDED for hit in phrases("acts", act).all(cue) if _done(cue, hit)) or (
        _leftmost((act, hit) for act in DECIDED for hit in _from_the_cue(report, draft, act) if _done(report.text, hit))
    )


def _leftmost(hits: Iterator[tuple[Act, Hit]]) -> tuple[Act, Hit] | None:
    return min(hits, key=lambda decided: decided[1].span[0], default=None)


def _from_the_cue(report: Report, draft: Draft, act: Act) -> Iterator[Hit]:
    """The hits that begin in the cue and run on into what lies in its gaps or behind it ("filed … a lawsuit")."""
    for hit in phrases("acts", act).all(report.text, draft.evidence):
        if any(start <= hit.span[0] < end for start, end in draft.cue):
            yield hit


def _done(text: str, hit: Hit) -> bool:
    """Whether what the words tell is done, not left undone ("did not condemn")."""
    before = text[max(0, hit.span[0] - REACH) : hit.span[0]].rstrip()
    return not any(undone.span[1] == len(before) for undone in phrases("acts", "undone").all(before))


def _refused_until(content: str) -> Hit | None:
    """The words after which a refusal no longer holds ("will not leave until …"), behind it or at the beginning."""
    refusal = phrases("acts", "refusing").first(content)
    if refusal is None:
        return None
    until = phrases("acts", "until")
    first = until.first(content)
    return first if first and first.span[0] == 0 else until.first(content, (refusal.span[1], len(content)))
