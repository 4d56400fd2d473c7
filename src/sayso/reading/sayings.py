"""How a statement is told: in which sentence, in what tense, by a name or a pronoun, with which tell-tale words."""

from __future__ import annotations

import bisect
import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.reading.draft import Draft
from sayso.reading.periods import any_of
from sayso.reading.sentences import PARAGRAPH_END, sentences_of, sentences_over
from sayso.report import Report, Span
from sayso.statement import hull
from sayso.vocabulary import load

WIDEST = 600  # characters on either side of the saying's words that are looked at
WORD = re.compile(r"[\w’']+")
QUOTES = "\"“'‘«"


@dataclass(frozen=True, slots=True)
class Saying:
    """A statement as its report tells it, before its day is known.

    `sentence` holds the words that say who speaks and how, no further than some hundred characters from them; `place`
    counts the report's sentences to the one that the statement begins in. `manner` names what the words tell.
    """

    draft: Draft
    holder: str
    sentence: Span
    place: int
    paragraph: int
    within_another: bool
    tense: str
    source: str
    manner: frozenset[str]

    @property
    def has_words(self) -> bool:
        """Whether a source or a cue says whose it is; a sentence that just goes on has neither."""
        return bool(self.draft.cue or self.draft.source)


def sayings_of(report: Report, drafts: Sequence[Draft], holders: Sequence[str]) -> list[Saying]:
    """The drafts of a report in text order, with how each is told."""
    within = set(_within_another(drafts))
    return [
        _saying(report, draft, holder, index in within)
        for index, (draft, holder) in enumerate(zip(drafts, holders, strict=True))
    ]


def overlap(first: Span, second: Span) -> bool:
    """Whether two spans share a character."""
    return first[0] < second[1] and second[0] < first[1]


def tells_happening(text: str) -> bool:
    """Whether the text tells of something at which one may speak: "met", "a press conference"."""
    return _wordings()["happening"].search(text) is not None


def days_counted(text: str) -> int | None:
    """How many days after another day something is told to have happened: "a day later" is 1, "the day before" -1."""
    counts: dict[str, int] = load("sayings")["days_counted"]
    match = _days_pattern().search(text)
    return counts[" ".join(match[0].casefold().split())] if match else None


@functools.cache
def _days_pattern() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{any_of(load('sayings')['days_counted'])})\b", re.IGNORECASE)


def _saying(report: Report, draft: Draft, holder: str, within: bool) -> Saying:
    start = draft.evidence[0]
    sentence = _sentence(report, hull(draft.cue or draft.source or draft.content))
    place = max(bisect.bisect_right(sentences_of(report), start, key=lambda span: span[0]) - 1, 0)
    paragraph = bisect.bisect_right(_paragraph_ends(report), start)
    source = _source_kind(report.quote(draft.source))
    manner = frozenset(_manner(report, draft, _outside(report, draft, sentence)))
    return Saying(draft, holder, sentence, place, paragraph, within, _tense(report.quote(draft.cue)), source, manner)


def _sentence(report: Report, words: Span) -> Span:
    """From the beginning of the first sentence that the words stand in to the end of the last."""
    first, last = hull((words, *sentences_over(sentences_of(report), words)))
    return max(first, words[0] - WIDEST), min(last, words[1] + WIDEST)


@functools.lru_cache(maxsize=4)
def _paragraph_ends(report: Report) -> tuple[int, ...]:
    return tuple(match.end() for match in PARAGRAPH_END.finditer(report.text))


def _within_another(drafts: Sequence[Draft]) -> Iterator[int]:
    """Which drafts stand inside the content of another one, as what that one passes on."""
    contents = sorted((span, index) for index, draft in enumerate(drafts) for span in draft.content)
    for index, draft in enumerate(drafts):
        start, end = draft.evidence
        last = bisect.bisect_right(contents, start, key=lambda entry: entry[0][0])
        near = contents[max(0, last - 16) : last]
        if any(span[0] <= start and end <= span[1] and other != index for span, other in near):
            yield index


def _outside(report: Report, draft: Draft, sentence: Span) -> str:
    """The words of the sentence that are not the draft's own content."""
    pieces, position = [], sentence[0]
    for start, end in sorted(draft.content):
        pieces.append(report.text[position : max(position, min(start, sentence[1]))])
        position = max(position, end)
    return " ".join((*pieces, report.text[position : sentence[1]]))


def _manner(report: Report, draft: Draft, outside: str) -> Iterator[str]:
    for name, wording in _wordings().items():
        if wording.search(outside if name != "stance" else report.quote(draft.cue)):
            yield name
    if report.text[draft.content[0][0]] in QUOTES:
        yield "quoted"


@functools.cache
def _wordings() -> dict[str, re.Pattern[str]]:
    lists: dict[str, list[str]] = load("sayings")["wordings"]
    return {name: re.compile(rf"\b(?:{any_of(words)})\b", re.IGNORECASE) for name, words in lists.items()}


def _source_kind(words: str) -> str:
    plain = words.casefold().strip()
    if not plain:
        return "no source"
    if plain in load("times")["same_speaker"]:
        return "a pronoun"
    return "a role" if plain.startswith("the ") else "a name"


def _tense(cue: str) -> str:
    vocabulary = load("sayings")
    words = [word.casefold() for word in WORD.findall(cue)]
    if not words:
        return "no cue"
    word = next((word for word in words if word not in vocabulary["before_the_verb"]), words[0])
    listed = next((tense for tense, listed in vocabulary["tenses"].items() if word in listed), None)
    return listed or _by_ending(word)


def _by_ending(word: str) -> str:
    if word in load("sayings")["not_by_ending"]:
        return "none"
    if word.endswith("ing"):
        return "participle"
    if word.endswith("ed"):
        return "past"
    return "present" if word.endswith("s") and not word.endswith("ss") else "none"
