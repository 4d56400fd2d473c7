"""Voices: names that differ in spelling only are one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sayso.reading.gazetteer import Kind, known

ARTICLE = "the "


def unify_parties(names: Iterable[str]) -> dict[str, str]:
    """What each name of a party stands for: the state or body that the gazetteer has under it, or its plain form.

    Of names that differ in case or in the article before them, one without article and not all in capitals stands for
    all. The order of the names does not matter.
    """
    names = sorted(set(names))
    alike: dict[str, list[str]] = defaultdict(list)
    for name in names:
        alike[_plain(name)].append(name)
    chosen = {plain: min(forms, key=_shouted) for plain, forms in alike.items()}
    return {name: _listed(name) or _listed(chosen[_plain(name)]) or chosen[_plain(name)] for name in names}


def _shouted(form: str) -> tuple[bool, bool, str]:
    return form.lower().startswith(ARTICLE), form.isupper(), form


def _plain(name: str) -> str:
    return " ".join(name.casefold().split()).removeprefix(ARTICLE)


def _listed(name: str) -> str | None:
    """The state that the gazetteer has under a name: "Russian Federation" for Russia."""
    entry = known().entry(name)
    return entry.party if entry and entry.kind is Kind.STATE else None
