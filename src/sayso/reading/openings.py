"""Noun phrases that open a sentence and that a pronoun soon after may go back to, though they spoke nowhere."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from sayso.reading.antecedents import Candidate, Sort
from sayso.reading.letters import CAPITAL
from sayso.reading.lexicon import words
from sayso.reading.questions import Question, can_be
from sayso.vocabulary import load

REACH = 2  # sentences that are looked at, the pronoun's own among them
WEIGHT = 1.5  # how prominent such a phrase is, in sentences of distance
LEADING = r"\W*(?:(?:But|And|Still|Yet|Then|For|Even|Not even) )?"
WHAT = r"(?:[\w'-]+ ){0,4}?"
NAME = rf"(?:[Tt]he )?[{CAPITAL}][\w'-]*(?: (?:of )?[{CAPITAL}][\w'-]*)*"
SUBJECT = r"(?:It|He|She|They|We|I|You|This|That|There|If|When|While|As)"
JOINT = re.compile(rf"{LEADING}(?:In (?:a|their) joint [a-z]+,? )?({NAME}(?: \([A-Z]+\))? and {NAME})")
BOTH = re.compile(r"[^\n]*(?<!\bon )\b(both (?:sides|parties)|the two (?:sides|parties|countries))\b")
WHERE = rf"(?: (?:of|for|in|at) (?:the )?[{CAPITAL}][\w-]*(?: [{CAPITAL}][\w-]*)*)?"


def people_opening(question: Question, sex: str) -> Iterator[Candidate]:
    """People by office or nameless at the start of a sentence: "A senior official was blunter"."""
    for candidate in _opening(_person(), question):
        speaker = candidate.speaker
        if speaker and can_be(speaker, sex):
            yield candidate


def bodies_opening(question: Question) -> Iterator[Candidate]:
    """Bodies by their nouns at the start of a sentence: "The foreign ministry put it more softly"."""
    for candidate in _opening(_body(), question):
        if candidate.speaker and candidate.speaker.sort in (Sort.BODY, Sort.SEVERAL):
            yield candidate


def groups_opening(question: Question) -> Iterator[Candidate]:
    """Groups at the start of a sentence: "Western diplomats doubt it", "Oslo and Bern wavered", "the Americans"."""
    for candidate in (*_opening(_group(), question), *_opening(JOINT, question), *_opening(BOTH, question)):
        if candidate.speaker and candidate.speaker.plural:
            yield candidate


def _opening(phrase: re.Pattern[str], question: Question) -> Iterator[Candidate]:
    cast, position = question.cast, question.position
    here = cast.sentence(position)
    for index in range(max(0, here - REACH + 1), here + 1):
        found = phrase.match(cast.text, cast.sentences[index][0], position) if cast.sentences else None
        if found and "\n" not in cast.text[found.end() : position] and not cast.quoted(found.start(1)):
            speaker = question.resolved(found[1])
            if speaker.sort is not Sort.UNKNOWN:
                yield Candidate(speaker.name, WEIGHT - (here - index), found.start(1), speaker)


@functools.cache
def _person() -> re.Pattern[str]:
    people = (words("offices") | words("nameless")) - words("quantities")
    singular = {noun for noun in people if not noun.endswith("s") and " " not in noun}
    return _phrase(rf"(?:The|the|A|a|An|an|[{CAPITAL}][\w-]+'s?)", singular)


@functools.cache
def _body() -> re.Pattern[str]:
    bodies = {noun for nouns in load("roles")["bodies"].values() for noun in nouns}
    return _phrase(
        rf"(?:The|the|His|Her|his|her|[{CAPITAL}][\w-]+'s?)", bodies | words("state_organs") | words("governments")
    )


@functools.cache
def _group() -> re.Pattern[str]:
    plural = {noun for noun in words("offices") | words("nameless") | words("sides") if noun.endswith("s")}
    return _phrase(rf"(?:(?:The|the|Some|Several|Many|Two|Three|Both|A dozen|[{CAPITAL}][\w-]+))", plural)


def _phrase(opener: str, nouns: set[str] | frozenset[str]) -> re.Pattern[str]:
    listed = "|".join(map(re.escape, sorted(nouns, key=lambda noun: (-len(noun), noun))))
    return re.compile(rf"{LEADING}(?!{SUBJECT}\b)({opener} {WHAT}(?i:{listed})\b{WHERE})(?! [{CAPITAL}]|')")
