"""The act of a statement: the likeliest by the model, but for cues that decide it, and for who only relays another."""

from __future__ import annotations

from sayso.reading.draft import Draft, Finding, Reason
from sayso.reading.judge import Verdict
from sayso.reading.phrases import joined, phrases
from sayso.report import Report
from sayso.statement import Act

# The guidelines give whoever relays another's position a `state` of his own; acts that turn on what is relayed stay.
OWN = frozenset((Act.STATE, Act.ASSESS, Act.ACCEPT, Act.REJECT, Act.DENY))
SHOWN = 3
DECIDED = (Act.ACCEPT, Act.STATE)


def act_of(report: Report, draft: Draft, verdict: Verdict, relayed: Verdict | None) -> Finding[Act]:
    """The act of a statement; `relayed` is the verdict on another holder's statement that fills its content, if any.

    Some cues decide the act whatever they are about: who "no longer insists" accepts, who "has yet to say" states. Who
    relays does not do what he relays: an act that is the other's too is taken for the other's.
    """
    likeliest, probability = verdict.acts[0]
    considered = tuple(f"{act} {score:.2f}" for act, score in verdict.acts[:SHOWN])
    for act in DECIDED:
        hit = phrases("acts", act).first(joined(report, draft.cue))
        if hit:
            return Finding(act, Reason("the cue decides", hit.basis, considered))
    if relayed is not None and (likeliest not in OWN or likeliest == relayed.acts[0][0]):
        basis = f"{relayed.acts[0][0]} is the act of another"
        return Finding(Act.STATE, Reason("relays the position of another", basis, considered, probability))
    return Finding(Act(likeliest), Reason("likeliest act", "", considered, probability))
