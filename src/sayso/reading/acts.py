"""The act of a statement: the likeliest by the model, but for one that only relays what another wants or thinks."""

from __future__ import annotations

from sayso.reading.draft import Finding, Reason
from sayso.reading.judge import Verdict
from sayso.statement import Act

# The guidelines give whoever relays another's position a `state` of his own; acts that turn on what is relayed stay.
OWN = frozenset((Act.STATE, Act.ASSESS, Act.ACCEPT, Act.REJECT, Act.DENY))
SHOWN = 3


def act_of(verdict: Verdict, relays: str | None) -> Finding[Act]:
    """The act of a statement; `relays` names the other holder whose statement fills its content, if there is one."""
    ranked = verdict.acts
    considered = tuple(f"{act} {probability:.2f}" for act, probability in ranked[:SHOWN])
    likeliest = Act(ranked[0][0])
    if relays is not None and likeliest not in OWN:
        return Finding(Act.STATE, Reason("relays the position of another", relays, considered, ranked[0][1]))
    return Finding(likeliest, Reason("likeliest act", "", considered, ranked[0][1]))
