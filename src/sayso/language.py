"""The language of a text, and the refusal of reports that are not in English."""

from __future__ import annotations

import functools
import re
from collections import Counter

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from sayso.errors import LanguageError
from sayso.report import Report
from sayso.statement import UNKNOWN
from sayso.vocabulary import load

ENGLISH = "English"
# Code points. At this length the identification was sure of every one of some 3,100 English news texts and releases.
STRETCH = 600
MOST_STRETCHES = 9
# Letters. In fewer, a few foreign names may mislead even an identification that is sure.
SHORT = 150
# Probabilities from which on another language than English stands against one telling English word, or is named at all.
SURE = 0.9
LIKELY = 0.5
# Below it in ASCII the letters are not those of English, even of English full of Turkish or Polish names.
ASCII_SHARE = 0.75
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def language_of(text: str) -> str:
    """The English name of the language that most of `text` is in ("French"), or "unknown".

    Up to nine stretches from beginning to end are identified one by one, and each counts as many times as it has
    letters. A stretch in mostly ASCII letters is English if nothing is likelier, or if English function words speak
    against a likelier language that is not sure.
    """
    votes: Counter[str] = Counter()
    for stretch in _stretches(text):
        votes[_language_of_stretch(stretch)] += sum(map(str.isalpha, stretch))
    del votes[UNKNOWN]
    return max(votes, key=votes.__getitem__, default=UNKNOWN)


def require_english(report: Report) -> None:
    """Pass a report in English, and one too short or too bare of words for its language to be told.

    Raises LanguageError, naming the report's id and the language, on any other.
    """
    language = language_of(report.text)
    if language not in {ENGLISH, UNKNOWN}:
        raise LanguageError(report.id, language)


def _stretches(text: str) -> list[str]:
    """Stretches of STRETCH code points, evenly spread; all of a short text."""
    count = min(MOST_STRETCHES, -(-len(text) // STRETCH))
    last = max(0, len(text) - STRETCH)
    starts = (last * number // max(1, count - 1) for number in range(count))
    return [text[start : start + STRETCH] for start in starts]


def _language_of_stretch(stretch: str) -> str:
    letters = "".join(filter(str.isalpha, stretch))
    if not letters:
        return UNKNOWN
    code, probability = _identifier().classify(_in_small_letters(stretch, letters))
    name = str(load("languages")[code])
    if name == ENGLISH or sum(map(str.isascii, letters)) < ASCII_SHARE * len(letters):
        return name
    if _shows_english(stretch, probability, short=len(letters) < SHORT):
        return ENGLISH
    return name if probability >= LIKELY else UNKNOWN


def _in_small_letters(stretch: str, letters: str) -> str:
    """The stretch, without the capitals of one that is mostly set in them, which would mislead the identification."""
    return stretch.lower() if 2 * sum(map(str.isupper, letters)) > len(letters) else stretch


def _shows_english(stretch: str, probability: float, short: bool) -> bool:
    """Whether English function words outweigh another language that was identified with this probability."""
    words = {word.lower().replace("’", "'") for word in WORD.findall(stretch)}
    telling = len(words & _words("telling"))
    if probability >= SURE:
        return short and telling > 1
    return telling > 0 or (probability < LIKELY and len(words & _words("shared")) > 1)


@functools.cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(load("english")[kind])


@functools.cache
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(load("languages")))
    return identifier
