"""Voices: which names of holders, and which of parties, are one, whatever a report spells or calls them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sayso.analysis.namesakes import Seen, voices
from sayso.analysis.spellings import body, entry
from sayso.reading.gazetteer import Kind, Use
from sayso.statement import ANONYMOUS, JOINT, UNKNOWN

__all__ = ["Seen", "unify", "unify_parties"]


def unify(holders: Iterable[Seen], aliases: Mapping[str, Iterable[str]] | None = None) -> dict[str, str]:
    """What each holder's name stands for: the name under which all its spellings and callings are one.

    `aliases` are names with the other names that a user gives them; they win over everything. "unknown" and whoever is
    only described stay as they are. The holders of a joint statement are unified one by one and put in order. The order
    in which holders come does not matter, and what a name stands for stands for itself.
    """
    holders = list(holders)
    settled = {other.casefold(): name for name, others in (aliases or {}).items() for other in (name, *others)}
    stands_for = {seen.holder: seen.holder for seen in holders}
    while True:  # when names become one, there may be only one left that another can mean
        found = _once([Seen(stands_for[each.holder], each.party, each.count) for each in holders], settled)
        following = {holder: found[name] for holder, name in stands_for.items()}
        if following == stands_for:
            return stands_for
        stands_for = following


def unify_parties(names: Iterable[str]) -> dict[str, str]:
    """What each name of a party stands for: the state or body that the vocabulary has under it, or its plain form.

    A seat of government stands for the state. Of names that differ in spelling, one without article and not all in
    capitals stands for all. The order of the names does not matter.
    """
    alike: dict[str, list[str]] = defaultdict(list)
    for name in sorted(set(names)):
        alike[body(_known_party(name))].append(name)
    chosen = {key: _known_party(min(forms, key=_shouted)) for key, forms in alike.items()}
    return {name: chosen[key] for key, forms in alike.items() for name in forms}


def _known_party(name: str) -> str:
    """The state or body of the vocabulary that a name, or the seat of its government, stands for; else the name."""
    found = entry(name)
    if found and found.kind is Kind.STATE:
        return found.party or name
    return found.name if found and found.kind is Kind.BODY and found.use in (Use.NAME, Use.SEAT) else name


def _shouted(form: str) -> tuple[bool, bool, str]:
    return form.lower().startswith("the "), form.isupper(), form


def _once(holders: Iterable[Seen], settled: Mapping[str, str]) -> dict[str, str]:
    """What each holder stands for, as far as one round tells."""
    holders = list(holders)
    parts = [part for seen in holders for part in _parts(seen, settled) if not _is_fixed(part.holder)]
    found = {seen.holder: voice.name for voice in voices(parts, settled.values()) for seen in voice.seen}
    return {seen.holder: _joined([part.holder for part in _parts(seen, settled)], found) for seen in holders}


def _parts(seen: Seen, settled: Mapping[str, str]) -> Iterator[Seen]:
    """The holders of a joint statement, or the one there is, each under the name that the user gives it."""
    whole = seen.holder.casefold() in settled or _is_fixed(seen.holder)
    holders = [seen.holder] if whole else seen.holder.split(JOINT)
    parties = (seen.party or "").split(JOINT)
    parties = parties if len(parties) == len(holders) else [""] * len(holders)
    for holder, party in zip(map(str.strip, holders), map(str.strip, parties), strict=True):
        yield Seen(settled.get(holder.casefold(), holder), party or None, seen.count)


def _joined(parts: Sequence[str], found: Mapping[str, str]) -> str:
    named = [found.get(part, part) for part in parts]
    return f"{JOINT} ".join(sorted(set(named))) if len(named) > 1 else named[0]


def _is_fixed(holder: str) -> bool:
    """Whether a holder is nobody who could have another name."""
    return holder == UNKNOWN or holder.startswith(ANONYMOUS)
