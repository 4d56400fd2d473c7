"""Namesakes: names of people and of bodies, as many reports have them, put together where they are one's."""

from __future__ import annotations

import functools
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from sayso.analysis.spellings import Words, body, entry, initials, person, surname, without_legal_form
from sayso.reading.leaders import forms
from sayso.reading.lexicon import words as listed
from sayso.reading.names import folded_words, is_given, sex_of
from sayso.reading.romanisations import given, romanised

LETTERS = 3  # an abbreviation has at least as many


@dataclass(frozen=True, slots=True)
class Seen:
    """A holder as read, with the party that it speaks for, and how many statements it makes for that party."""

    holder: str
    party: str | None = None
    count: int = 1


@dataclass(frozen=True, slots=True)
class Voice:
    """Names that are one: the one that stands for all, its folded words where it is a person's, and its side."""

    name: str
    words: Words
    side: str | None
    seen: tuple[Seen, ...]


Trait = Callable[[Voice], Hashable]
Join = Callable[[Sequence[Voice]], list[Voice]]
Meant = Callable[[Voice], Iterable[Voice]]


def voices(holders: Iterable[Seen], pinned: Collection[str] = ()) -> list[Voice]:
    """The voices behind holders of one name each; `pinned` names stand for themselves and are not put together."""
    alike: dict[Hashable, list[Seen]] = defaultdict(list)
    for seen in sorted(holders, key=lambda each: (each.holder, each.party or "", each.count)):
        words = person(seen.holder)[1]
        alike[words or body(seen.holder)].append(seen)
    join = functools.partial(_join, pinned=frozenset(pinned))
    each = [voice for seen in alike.values() for voice in join([_voice(seen, frozenset(pinned))])]
    people = list(_people([voice for voice in each if voice.words], join))
    letters = [voice for voice in people if _is_abbreviation(voice)]
    bodies = [*letters, *(voice for voice in each if not voice.words)]
    return [*(voice for voice in people if voice not in letters), *_bodies(bodies, join)]


def _join(group: Sequence[Voice], pinned: frozenset[str]) -> list[Voice]:
    """One voice of several, unless more than one of them is pinned."""
    if len(group) == 1 or sum(voice.name in pinned for voice in group) > 1:
        return list(group)
    return [_voice([seen for voice in group for seen in voice.seen], pinned)]


def _voice(seen: Sequence[Seen], pinned: frozenset[str]) -> Voice:
    name = _name(seen, pinned)
    sides = Counter[str]()
    for each in seen:
        if side := _side(each):
            sides[side] += each.count
    side = min(sides, key=lambda side: (-sides[side], side), default=None)
    return Voice(name, person(name)[1], side, tuple(seen))


def _side(seen: Seen) -> str | None:
    """The party that somebody speaks for, the state of an organ; None where it is but the holder's own name."""
    if seen.party is None or body(seen.party) == body(seen.holder):
        return None
    found = entry(seen.party)
    return (found.party if found else None) or body(seen.party)


def _name(seen: Sequence[Seen], pinned: frozenset[str]) -> str:
    """The name that stands for others: a pinned one, a known one, else the fullest of those read most often."""
    counts = Counter[str]()
    for each in seen:
        counts[each.holder if each.holder in pinned else _known(each.holder)] += each.count

    return min(counts, key=lambda name: (name not in pinned, *_plainness(name), -counts[name], name))


def _plainness(name: str) -> tuple[bool, ...]:
    """What puts a name before others: being a leader's, or in full, without article or legal form, not in capitals."""
    is_leaders = forms().get(folded_words(name)) == name
    has_more = name.lower().startswith("the ") or without_legal_form(name) != name
    return not is_leaders, len(person(name)[1]) == 1, has_more, name.isupper()


def _known(holder: str) -> str:
    """A holder's name in the vocabulary, or a person's without titles."""
    name, words = person(holder)
    found = entry(holder)
    return found.name if not words and found and body(holder) == found.name.casefold() else name


def _people(people: Sequence[Voice], join: Join) -> Iterator[Voice]:
    """People, those of one word with the only one who can be meant, if there is only one."""
    full = _contained(_spelled([voice for voice in people if len(voice.words) > 1], join), join)
    lone = _spelled([voice for voice in people if len(voice.words) == 1], join)
    by_word = _indexed(full, _called)
    yield from _attached(full, lone, lambda voice: by_word[romanised(voice.words[0])], join)


def _attached(voices: Sequence[Voice], short: Sequence[Voice], meant: Meant, join: Join) -> Iterator[Voice]:
    """Voices, each with the short forms that can mean no other of its side, and the short forms that are left."""
    held: dict[str, list[Voice]] = {voice.name: [voice] for voice in voices}
    for voice in short:
        fitting = [other for other in meant(voice) if _fit(other, voice)]
        if len(fitting) == 1:
            held[fitting[0].name].append(voice)
        else:
            yield voice
    for group in held.values():
        yield from join(group)


def _indexed(
    voices: Iterable[Voice], keys: Callable[[Voice], Iterable[Hashable]]
) -> defaultdict[Hashable, list[Voice]]:
    """Voices by all keys of each."""
    table: defaultdict[Hashable, list[Voice]] = defaultdict(list)
    for voice in voices:
        for key in set(keys(voice)):
            table[key].append(voice)
    return table


def _spelled(people: Iterable[Voice], join: Join) -> list[Voice]:
    """People with names that are one but for spelling and middle names, told apart by sex, middle names and side."""
    alike: dict[Hashable, list[Voice]] = defaultdict(list)
    for voice in people:
        alike[_key(voice.words)].append(voice)
    groups = list(alike.values())
    for trait in (_sex, _middle_initials, _middle_names, _of_side):
        groups = [part for group in groups for part in _told_apart(group, trait)]
    return [voice for group in groups for voice in join(group)]


def _key(words: Words) -> Words:
    """First and last name, as spellings of them have it in common, and a number that belongs to the name."""
    last = romanised(words[-1])
    return (surname(words), last) if len(words) == 1 else (given(words[0]), surname(words), last)


def _told_apart(group: Sequence[Voice], trait: Trait) -> Iterator[list[Voice]]:
    """A group by a trait; those without it stay with the others where these have it in common, else alone."""
    parts: dict[Hashable, list[Voice]] = defaultdict(list)
    for voice in group:
        parts[trait(voice)].append(voice)
    without = parts.pop(None, [])
    if len(parts) > 1:
        yield from parts.values()
        yield from ([voice] for voice in without)
    else:
        yield [*without, *(voice for part in parts.values() for voice in part)]


def _sex(voice: Voice) -> str | None:
    return sex_of(voice.name, "") if len(voice.words) > 1 else None


def _middle_initials(voice: Voice) -> Words | None:
    return tuple(word[0] for word in voice.words[1:-1]) or None


def _middle_names(voice: Voice) -> Words | None:
    middle = voice.words[1:-1]
    return tuple(map(romanised, middle)) if all(len(word) > 1 for word in middle) and middle else None


def _of_side(voice: Voice) -> str | None:
    return voice.side


def _contained(people: Sequence[Voice], join: Join) -> list[Voice]:
    """People whose names only one longer name holds, put with that."""
    longer = _indexed(people, _ends)
    held: dict[str, list[Voice]] = {voice.name: [voice] for voice in people}
    for voice in people:
        holding = [other for other in longer[voice.words] if _holds(other, voice)]
        widest = [each for each in holding if not any(_holds(other, each) for other in longer[each.words])]
        if len(widest) == 1:
            held[widest[0].name] += held.pop(voice.name)
    return [voice for group in held.values() for voice in join(group)]


def _ends(voice: Voice) -> Iterator[Words]:
    """The beginnings and ends of a name that are names themselves."""
    for length in range(2, len(voice.words)):
        yield from (voice.words[:length], voice.words[-length:])


def _holds(longer: Voice, shorter: Voice) -> bool:
    """Whether a name holds another: with a family's name after it, or words before it that are no given names."""
    extra = len(longer.words) - len(shorter.words)
    if extra < 1 or not _fit(longer, shorter):
        return False
    before = longer.words[extra:] == shorter.words and not any(map(is_given, longer.words[:extra]))
    after = longer.words[:-extra] == shorter.words and longer.side is not None and longer.side == shorter.side
    return before or after


def _fit(one: Voice, other: Voice) -> bool:
    """Whether nothing tells that two speak for different sides."""
    return one.side is None or other.side is None or one.side == other.side


def _called(voice: Voice) -> Iterator[str]:
    """The words that can stand for somebody: the end of a name, or its first word where people are called by that."""
    yield surname(voice.words)
    if voice.side in listed("called_by_first_word"):
        yield romanised(voice.words[0])


def _bodies(bodies: Sequence[Voice], join: Join) -> Iterator[Voice]:
    """Bodies, abbreviations with the only one that they can stand for."""
    written = [voice for voice in bodies if not _is_abbreviation(voice)]
    letters = [voice for voice in bodies if _is_abbreviation(voice)]
    abbreviated = _indexed(written, lambda voice: [initials(voice.name)])
    yield from _attached(written, letters, lambda voice: abbreviated[voice.name], join)


def _is_abbreviation(voice: Voice) -> bool:
    """Whether a name is of capitals only, like a person's name in a heading that nobody bears."""
    return len(voice.name) >= LETTERS and voice.name.isupper() and voice.name.isalpha() and entry(voice.name) is None
