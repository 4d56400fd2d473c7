"""Spellings: what people's and bodies' names are compared as, so that ways of writing one name are the same."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from sayso.reading.gazetteer import Entry, Kind, Use, known
from sayso.reading.leaders import forms
from sayso.reading.names import NUMERAL, fold, folded_words, person_names
from sayso.reading.offices import office_in
from sayso.reading.romanisations import romanised
from sayso.reading.titles import titled
from sayso.vocabulary import load

ARTICLE = re.compile(r"\A(?:the|a|an) ", re.IGNORECASE)
GENERATIONS = ("jr", "sr")
MINISTRY = re.compile(r"\b(ministry|department) of (?:the )?([\w &]+)\Z")
OF_STATE = re.compile(r"\A(.+) of (?:the )?(.+)\Z")

Words = tuple[str, ...]


@functools.lru_cache(maxsize=65_536)
def person(holder: str) -> tuple[str, Words]:
    """A person's name, as the vocabulary of leaders has it or else without titles, and its folded words.

    No words where a holder is no person's name.
    """
    name = without_legal_form(holder.title() if holder.isupper() else holder)
    found = next((each for each in person_names(name, known(), trusted=True) if each.span[1] == len(name)), None)
    if entry(holder) or entry(name) or found is None or not _is_titled(name[: found.span[0]]):
        return holder, ()
    words = _without_generation(found.words)
    ends = (folded_words(name), *(words[start:] for start in range(len(words) - 1)))
    of_leader = next((forms()[end] for end in ends if len(end) > 1 and end in forms()), None)
    if of_leader:
        return of_leader, folded_words(of_leader)
    return found.text if found.before and len(words) > 1 else holder, words


def _is_titled(before: str) -> bool:
    """Whether nothing stands before a name but what somebody of that name is."""
    return not before or (" and " not in before and (titled(before.strip()) or bool(office_in(before))))


def _without_generation(words: Words) -> Words:
    return words[:-1] if len(words) > 1 and words[-1] in GENERATIONS else words


def surname(words: Words) -> str:
    """The word by which somebody is called alone: the last, or the one before a number ("Leo XIV")."""
    numbered = len(words) > 1 and NUMERAL.fullmatch(words[-1].upper())
    return romanised(words[-2 if numbered else -1])


@functools.lru_cache(maxsize=65_536)
def body(name: str) -> str:
    """What a body's or party's name is compared as: its name in the vocabulary, else its words without what varies."""
    bare = without_legal_form(ARTICLE.sub("", " ".join(name.split())))
    found = entry(bare)
    if found and found.use is Use.NAME:
        return found.name.casefold()
    return " ".join(_plain(bare))


def without_legal_form(name: str) -> str:
    """A company's name without "Inc." and the like."""
    *kept, last = name.split() or [""]
    return " ".join(kept).rstrip(",") if kept and last in load("voices")["legal_forms"] else name


def _plain(name: str) -> Iterator[str]:
    """The words of a body's name in their usual order and spelling, a state's under its own name before the rest."""
    state, rest = _of_state(name)
    rest = _ministry(rest.casefold())
    yield from [state.casefold()] if state else []
    for word in rest.split():
        yield fold(load("voices")["same_words"].get(word, word)) or word


def _of_state(name: str) -> tuple[str, str]:
    """The state whose body a name says it is, and the rest: "Iranian Foreign Ministry", "Foreign Ministry of Iran"."""
    found = next(known().find(name), None)
    if found and found.span[0] == 0 and found.span[1] < len(name) and found.entry.kind is Kind.STATE:
        return found.entry.name, re.sub(r"\A'?s? ", "", name[found.span[1] :])
    parts = OF_STATE.match(name)
    state = entry(parts[2]) if parts else None
    return (state.name, parts[1]) if parts and state and state.kind is Kind.STATE else ("", name)


def _ministry(name: str) -> str:
    found = MINISTRY.search(name)
    if not found:
        return name
    return name[: found.start()] + f"{load('voices')['ministries'].get(found[2], found[2])} {found[1]}"


def initials(name: str) -> str:
    """The first letters of a body's words with a capital, its state left out."""
    return "".join(word[0] for word in re.findall(r"\w+", _of_state(name)[1]) if word[0].isupper())


def entry(name: str) -> Entry | None:
    """What the vocabulary has under a name, with or without article and in whatever case it is all written."""
    bare = ARTICLE.sub("", name)
    written = (name, bare, f"the {bare}", *((bare.title(),) if name.isupper() else ()))
    return next(filter(None, map(known().entry, written)), None)
