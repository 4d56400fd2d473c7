"""Consequences: what a warning or threat says would follow from what, in its own words; `docs/forecasts.md`.

The condition is taken from the statement where it has one, else from the form of the content. Where neither tells, it
stays unknown: what the holder may have meant by "that" is not guessed.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sayso.reading.conditions import condition_of
from sayso.reading.draft import Draft
from sayso.reading.gazetteer import Kind, Use, known, straight
from sayso.reading.phrases import phrases
from sayso.reading.sentences import sentence_at, sentences_of
from sayso.report import Report, Span, Spans
from sayso.statement import Statement
from sayso.vocabulary import load

CLAUSE = 3  # words that make a clause at least
LONGEST = 16  # words of a subject that is taken for a condition
THAT = re.compile(r"\s*that\b(?=\s)", re.IGNORECASE)
JOINING = re.compile(r"[\s,;:.–—-]*(?:(?:and|but|so|or else|or|otherwise|moreover|because|as)\b[\s,]+)+", re.IGNORECASE)
JOINED = re.compile(r"\b(?:and|but|that|so)\Z", re.IGNORECASE)
DANGLING = re.compile(r"[\s,]+(?:and|but|because|as)\s*\Z", re.IGNORECASE)
MARKS = re.compile(r"[\s\"“”«»‘’']+")
EDGES = " \n\t,;:.…–—-"
QUOTES = "\"“”«»‘’'"
PREPOSITIONS = "of|over|in|on|by|with|without|for|from|to|between|against|into|at|than"
# What follows the head of a noun phrase: a preposition, a clause, or a participle ("held" in "held without us").
AFTER_HEAD = re.compile(
    rf"\b(?:{PREPOSITIONS}|that|which|who|as|(?:\w{{3,}}ed|held|taken|made|struck)(?=\s+(?:{PREPOSITIONS})\b))\b"
)
JOINT_MARKS = ";,.:–—"
COMMA = re.compile(r",\s")
JOINTS = re.compile(r"[,;:.!?]\s|\s[–—-]\s")


class Form(StrEnum):
    """How the condition is told: in a clause of its own ("if"), as the subject of what follows from it, as the other
    side of an "or", or by the words that an "otherwise" looks back on. The last two say what averts the harm.
    """

    CLAUSE = "clause"
    SUBJECT = "subject"
    ALTERNATIVE = "alternative"
    OTHERWISE = "otherwise"

    @property
    def averts(self) -> bool:
        """Whether the harm comes unless the condition is met."""
        return self in {Form.ALTERNATIVE, Form.OTHERWISE}


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of a report, or several, in its own words, as half-open code point offsets into its text."""

    text: str
    spans: Spans

    def to_json(self) -> dict[str, Any]:
        """The words, ready for `json.dumps`."""
        return {"text": self.text, "spans": [list(span) for span in self.spans]}


@dataclass(frozen=True, slots=True)
class Consequence:
    """If what, then what, for whom: `condition` and `form` are None where they are not told, `whom` is then empty."""

    then: Words
    condition: Words | None = None
    form: Form | None = None
    whom: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The consequence, ready for `json.dumps`."""
        return {
            "condition": self.condition and self.condition.to_json(),
            "form": self.form and str(self.form),
            "averts": bool(self.form and self.form.averts),
            "then": self.then.to_json(),
            "whom": list(self.whom),
        }


Found = tuple[Span, Form]


def consequence_of(report: Report, statement: Statement) -> Consequence:
    """What a statement says would follow from what."""
    found = _clause(report, statement) or _otherwise(report, statement) or _alternative(report, statement)
    found = found or _subject(report, statement)
    rest = tuple(_without(report.text, statement.content, found[0] if found else None))
    rest = _following(report.text, found[0], rest) if found else rest
    then = _words(report, rest or statement.content)
    if found is None or not rest:
        return Consequence(then, whom=whom(then.text))
    span, form = found
    return Consequence(then, _words(report, (span,)), form, whom(then.text))


def _following(text: str, condition: Span, rest: Spans) -> Spans:
    """What comes after a condition that opens a sentence or a clause, if anything does; else all of the rest."""
    before = text[: condition[0]].rstrip(QUOTES + " \n")
    opens = before[-1:] in JOINT_MARKS or JOINED.search(before) is not None
    after = tuple(span for span in rest if span[0] >= condition[1])
    comma = text[condition[1] : condition[1] + 2].lstrip(QUOTES)[:1] == ","
    return after if opens and comma and after else rest


def _words(report: Report, spans: Spans) -> Words:
    return Words(" … ".join(report.cut(span) for span in spans), spans)


def _clause(report: Report, statement: Statement) -> Found | None:
    """A clause of its own, as the statement has it or else as its content tells it."""
    words = statement.condition or _read_condition(report, statement)
    start, end = statement.evidence
    place = report.text.find(words, start, end) if words else -1
    if words is None or place < 0:
        return None
    span = _before_main_clause(report.text, (place, place + len(words)))
    verb = phrases("conditions", "modals").first(report.text, (span[1], end))
    if phrases("conditions", "always").first(words) or verb is None or report.text[span[1] : verb.span[0]].strip():
        return span, Form.CLAUSE
    occurs = phrases("warnings", "occurrences").first(report.text, (verb.span[1], end))
    return None if occurs and not report.text[verb.span[1] : occurs.span[0]].strip() else (span, Form.SUBJECT)


def _read_condition(report: Report, statement: Statement) -> str | None:
    draft = Draft(statement.source, statement.cue, statement.content)
    return condition_of(report, draft, statement.act).value


def _before_main_clause(text: str, span: Span) -> Span:
    """The clause without a main clause that was taken with it ("if he does, it will …")."""
    for comma in COMMA.finditer(text, *span):
        main = phrases("conditions", "main").first(text, (comma.end(), span[1]))
        if main and main.span[0] == comma.end():
            return span[0], comma.start()
    return span


def _otherwise(report: Report, statement: Statement) -> Found | None:
    """What an "otherwise" looks back on: what goes before it in the content or its sentence, or the sentence before."""
    start, end = statement.content[0]
    hit = phrases("warnings", "otherwise").first(report.text, (start, end))
    if hit is None or not (_blank(report.text[start : hit.span[0]]) or _joint(report.text, hit.span[0])):
        return None
    stretches = ((start, hit.span[0]), *_sentences_before(report, hit.span[0]))
    trimmed = (_trimmed(report.text, each) for each in stretches)
    before = next((each for each in trimmed if each and len(report.cut(each).split()) >= CLAUSE), None)
    return (before, Form.OTHERWISE) if before else None


def _sentences_before(report: Report, offset: int) -> Iterator[Span]:
    """What goes before an offset in its sentence, and the sentence before that one."""
    spans = sentences_of(report)
    own = sentence_at(spans, offset)
    if own:
        yield own[0], offset
        index = spans.index(own)
        yield from spans[index - 1 : index]


def _joint(text: str, offset: int) -> bool:
    before = text[:offset].rstrip()
    return before[-1:] in JOINT_MARKS or DANGLING.search(before) is not None


def _alternative(report: Report, statement: Statement) -> Found | None:
    """The first side of an "or" whose other side is a clause: "make a deal or we are out"."""
    span = statement.content[0]
    hit = phrases("warnings", "alternatives").first(report.text, span)
    if hit is None or phrases("warnings", "not_alternatives").first(report.text, (span[0], hit.span[0])):
        return None
    first = _trimmed(report.text, (_opening(report.text, span), hit.span[0]))
    return (first, Form.ALTERNATIVE) if first and len(report.cut(first).split()) > 1 else None


def _subject(report: Report, statement: Statement) -> Found | None:
    """Something that happens, as the subject of what it would bring about: "a pause would embolden …"."""
    start, end = statement.content[0]
    start = _opening(report.text, (start, end))
    matches = filter(None, (pattern.match(report.text, start, end) for pattern in _subject_patterns()))
    spans = filter(None, (_trimmed(report.text, match.span("subject")) for match in matches))
    span = next((each for each in spans if _happens(report.cut(each))), None)
    return (span, Form.SUBJECT) if span else None


def _happens(subject: str) -> bool:
    """Whether a noun phrase is of something that happens or is done, by its head."""
    head = AFTER_HEAD.split(subject, maxsplit=1)[0].strip()
    last = head.split()[-1:] if head else []
    if not last or len(subject.split()) > LONGEST or JOINTS.search(subject):
        return False
    return _whole("events", last[0]) and not _whole("not_events", last[0])


def _whole(kind: str, word: str) -> bool:
    hit = phrases("warnings", kind).first(word)
    return hit is not None and hit.words == word


@functools.cache
def _subject_patterns() -> tuple[re.Pattern[str], ...]:
    """A subject before a modal verb and a verb that brings something about.

    One with "any" is taken before some other verbs, too, and as what would be treated as something.
    """
    table = load("warnings")
    kinds = ("modals", "adverbs", "unmodal", "treated")
    modals, adverbs, unmodal, treated = ("|".join(table[kind]) for kind in kinds)
    effects = "|".join(table["effects"]).replace(" ", r"\s+")
    subject = "[^.;:!?]{3,160}?"
    return (
        re.compile(rf"(?P<subject>{subject})\s+(?:{modals})\s+(?:(?:{adverbs})\s+)*(?:{effects})\b", re.IGNORECASE),
        re.compile(rf"(?P<subject>any\b{subject})(?<!\bthat)(?<!\bwho)(?<!\bwhich)\s+(?:{unmodal})\b", re.IGNORECASE),
        re.compile(rf".{{0,80}}?\b(?:{treated})\s+(?P<subject>any\b{subject})\s+as\b", re.IGNORECASE | re.DOTALL),
    )


def whom(then: str) -> tuple[str, ...]:
    """Whom a harm would befall: the parties or else the people that are named where its object is told, as told.

    The subject is who does harm, unless the verb is passive ("will be killed"). An adjective tells whose something is,
    not whom it harms ("further Russian attacks"). Nobody named is nobody given.
    """
    start = _object_start(then)
    text = straight(then)
    named = [found.entry for found in known().find(text, (start, len(text)))]
    harmed = [entry for entry in named if entry.kind is not Kind.OUTLET and entry.use is not Use.ADJECTIVE]
    parties = tuple(dict.fromkeys(entry.party or entry.name for entry in harmed))
    if parties:
        return parties
    return tuple(dict.fromkeys(hit.words for hit in phrases("warnings", "groups").all(then, (start, len(then)))))


def _object_start(then: str) -> int:
    """Where the object of the harm begins: after its verb, or without a verb after "against" and the like."""
    verb = _modal().search(then)
    if verb is None:
        return next((hit.span[1] for hit in phrases("warnings", "directed").all(then)), len(then))
    return 0 if verb["passive"] else verb.end()


@functools.cache
def _modal() -> re.Pattern[str]:
    table = load("warnings")
    modals, adverbs, passives = ("|".join(table[kind]) for kind in ("modals", "adverbs", "passives"))
    return re.compile(
        rf"\b(?:{modals})\b(?:\s+(?:{adverbs}))*(?P<passive>\s+(?:{passives})\s+(?:\w+ed|\w+en|lost|left|put|hit)\b)?",
        re.IGNORECASE,
    )


def _opening(text: str, span: Span) -> int:
    """Where a content begins, after quotation marks, "that" and joining words."""
    start, end = span
    for opening in (MARKS, THAT, JOINING, MARKS):
        found = opening.match(text, start, end)
        start = found.end() if found else start
    return start


def _blank(text: str) -> bool:
    return not THAT.sub("", text).strip(EDGES + QUOTES)


def _without(text: str, content: Spans, taken: Span | None) -> Iterator[Span]:
    """The content without a stretch of it, trimmed."""
    for start, end in content:
        parts = [(start, end)]
        if taken and taken[0] < end and start < taken[1]:
            parts = [(start, max(start, taken[0])), (min(end, taken[1]), end)]
        yield from (part for each in parts if (part := _trimmed(text, each)))


def _trimmed(text: str, span: Span) -> Span | None:
    """A stretch without blanks, joints and a leading "that" at its ends; None where no word is left.

    A quotation mark at an end goes with them where its partner is not in the stretch.
    """
    start, end = span
    for opening in (THAT, JOINING):
        found = opening.match(text, start, end)
        start = found.end() if found else start
    dangling = DANGLING.search(text, start, end)
    end = dangling.start() if dangling else end
    while start < end and (text[start] in EDGES or _unpaired(text, start, start, end)):
        start += 1
    while start < end and (text[end - 1] in EDGES or _unpaired(text, end - 1, start, end)):
        end -= 1
    return (start, end) if any(map(str.isalnum, text[start:end])) else None


def _unpaired(text: str, at: int, start: int, end: int) -> bool:
    if text[at] not in QUOTES or text[at] in "'’‘":
        return False
    return sum(text.count(mark, start, end) for mark in '"“”«»') % 2 == 1
