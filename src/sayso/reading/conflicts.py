"""What a state's government is called as a side, where the report is of a conflict inside that state."""

from __future__ import annotations

from dataclasses import replace

from sayso.reading.draft import Finding, Reason
from sayso.reading.homelands import is_state
from sayso.reading.mentions import Cast
from sayso.vocabulary import load

OPPOSED = 1.0  # times as often as any other state, the adversaries inside are named


def within(party: Finding[str | None], cast: Cast) -> Finding[str | None]:
    """The party, each state in it replaced by its government where its adversaries at home are the report's subject."""
    if party.value is None:
        return party
    sides = party.value.split("; ")
    named = [_government(side, cast) or side for side in sides]
    if named == sides:
        return party
    return replace(party, value="; ".join(named), reason=Reason(f"{party.reason.rule}, conflict inside", party.value))


def _government(state: str, cast: Cast) -> str | None:
    row = load("countries").get(state, {}).get("within")
    if row is None:
        return None
    counts = dict(cast.prominence)
    inside = sum(counts.get(name, 0) for name in row["against"])
    outside = max((count for name, count in counts.items() if _is_abroad(name, state, cast)), default=0)
    return str(row["side"]) if inside > row.get("share", OPPOSED) * outside else None


def _is_abroad(name: str, state: str, cast: Cast) -> bool:
    return name != state and (is_state(name, cast) or name == "European Union")
