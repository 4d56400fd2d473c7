"""The addressee: who must act, or who is warned, threatened or criticised, as far as the statement names them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest

from sayso.reading.conditions import condition_of
from sayso.reading.draft import Draft, Finding, Reason
from sayso.reading.gazetteer import Kind, Use, straight
from sayso.reading.gazetteer import known as known_names
from sayso.reading.phrases import Hit, phrases
from sayso.reading.stands import stand_of
from sayso.report import Report, Span
from sayso.statement import UNKNOWN, Act, Stand

WORD = re.compile(r"\w[\w.'&-]*")
LONGEST_NAME = 7  # words
REACH = 60  # characters before and after a name that can make it an addressee
DETERMINERS = re.compile(r"(?:\s*[“\"‘'(]|\s+(?:the|all|both|its|their|his|her|our|this))*\s*\Z", re.IGNORECASE)
JOINT = re.compile(r"(?:,? and|,|;)\s+(?:the )?\Z")
CLAUSE_START = re.compile(r"(?:\A|[.:;“\"]|\bthat)\s*[“\"‘']?\s*(?:the )?\Z", re.IGNORECASE)
POSSESSIVE = re.compile(r"'s?(?=\s)")
OFFICE = re.compile(
    r"(?:\s+(?:[A-Z][\w'-]*|of|and|for|the|president|prime|minister|foreign|secretary|leader|envoy|chancellor|premier))+\s+"
)


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody named in the statement, and what stands beside the name."""

    span: Span
    name: str
    before: str
    after: str
    in_content: bool
    opens_clause: bool
    adjective: bool
    joined_at: int | None


def addressee_of(
    report: Report, draft: Draft, act: Act, holder: str, known: Mapping[str, str], party: str | None = None
) -> Finding[str | None]:
    """The canonical name of whom the statement is aimed at, or None where the words do not tell.

    `known` leads from the report's mentions to canonical names; states and bodies of the vocabulary are known without
    it. The holder and the `party` that it speaks for are not their own addressees.
    """
    aims = AIMS.get(act, ())
    if act is Act.ASSESS and stand_of(report, draft, act, None).value is not Stand.AGAINST:
        return Finding(None, Reason("praise has no addressee"))
    named = [one for one in _named(report, draft, known) if one.name not in {holder, party, UNKNOWN}] if aims else []
    candidates = tuple(dict.fromkeys(one.name for one in named))
    for aim in aims:
        for one in named:
            hit = AIM[aim](one)
            if hit:
                return Finding(_with_its_equals(one, named), Reason(f"named as {aim}", hit.basis, candidates))
    if len(candidates) == 1 and named[0].in_content and _turned_on_somebody(report, draft, act):
        return Finding(candidates[0], Reason("the only other name in the content", candidates=candidates))
    return Finding(None, Reason("nobody is named as addressee", candidates=candidates))


def _turned_on_somebody(report: Report, draft: Draft, act: Act) -> bool:
    """Whether the statement is of the sort that is made against or towards the only name in it."""
    if act in (Act.THREATEN, Act.ASSESS):
        return True
    condition = condition_of(report, draft, act).value
    if act is Act.REJECT:
        return stand_of(report, draft, act, condition).value is not Stand.AGAINST
    return act is Act.OFFER and condition is not None


def _with_its_equals(one: Named, named: list[Named]) -> str:
    """The name with those that "and" or a comma joins to it, as one joint addressee."""
    at = named.index(one)
    first, last = at, at
    while first and named[first - 1].span[1] == named[first].joined_at:
        first -= 1
    while last + 1 < len(named) and named[last + 1].joined_at == named[last].span[1]:
        last += 1
    return "; ".join(dict.fromkeys(each.name for each in named[first : last + 1]))


def _beside(aim: str) -> Callable[[Named], Hit | None]:
    """A rule that a name fits where a phrase of `aim` ends right before it or begins right after it."""

    def rule(one: Named) -> Hit | None:
        before = [hit for hit in phrases("addressees", aim, "before").all(one.before) if hit.span[1] == len(one.before)]
        after = [hit for hit in phrases("addressees", aim, "after").all(one.after) if hit.span[0] == 0]
        return next(iter(before + after), None)

    return rule


def _conditioned(one: Named) -> Hit | None:
    return _beside("conditioned")(one) if one.in_content and not one.adjective else None


def _subject(one: Named) -> Hit | None:
    return _beside("subject")(one) if one.in_content and one.opens_clause else None


def _owner(one: Named) -> Hit | None:
    """Whose proposal, demand or conduct is refused or judged."""
    return _beside("owner")(one) if one.in_content else None


AIM: dict[str, Callable[[Named], Hit | None]] = {
    **{aim: _beside(aim) for aim in ("told", "obliged", "against", "judged", "offered")},
    "conditioned": _conditioned,
    "subject": _subject,
    "owner": _owner,
}
AIMS: dict[Act, tuple[str, ...]] = {
    Act.DEMAND: ("told", "obliged"),
    Act.THREATEN: ("told", "conditioned", "against"),
    Act.WARN: ("told", "against"),
    Act.REJECT: ("owner",),
    Act.ASSESS: ("judged", "subject", "owner"),
    Act.OFFER: ("offered",),
}


def _named(report: Report, draft: Draft, known: Mapping[str, str]) -> Iterator[Named]:
    """The names in cue and content, without the nationality in front of an office and its holder's name."""
    start, end = draft.evidence
    text = straight(report.text[start:end])
    spans = list(_names_in(text, known))
    for (span, name, adjective), following in zip_longest(spans, spans[1:]):
        if following and OFFICE.fullmatch(text, span[1], following[0][0]) and adjective:
            continue
        place = span[0] + start
        if any(a <= place < b for a, b in draft.source) or _is_outlet(name):
            continue
        yield _beside_name(text, span, name, adjective, _content_before(draft, place, start))


def _is_outlet(name: str) -> bool:
    """Whether it is a paper or agency: whom a statement is told to is then no addressee."""
    entry = known_names().entry(name)
    return (entry is not None and entry.kind is Kind.OUTLET) or phrases("addressees", "press").first(name) is not None


def _content_before(draft: Draft, place: int, start: int) -> int | None:
    """Where in the evidence the stretch of content that holds `place` begins; None outside the content."""
    return next((a - start for a, b in draft.content if a <= place < b), None)


def _beside_name(text: str, span: Span, name: str, adjective: bool, content: int | None) -> Named:
    before = text[max(0, span[0] - REACH) : span[0]]
    after = text[span[1] : span[1] + REACH]
    after = after[possessive.end() :] if (possessive := POSSESSIVE.match(after)) else after
    after = after.lstrip()
    noun = phrases("addressees", "nouns").first(after)
    if adjective and noun and noun.span[0] == 0:
        after = after[noun.span[1] :].lstrip()
    opens = content is not None and bool(CLAUSE_START.search(text[content : span[0]]))
    joint = JOINT.search(before)
    joined_at = span[0] - len(before) + joint.start() if joint else None
    return Named(span, name, DETERMINERS.sub("", before), after, content is not None, opens, adjective, joined_at)


def _names_in(text: str, known: Mapping[str, str]) -> Iterator[tuple[Span, str, bool]]:
    """Names in `text`, leftmost longest first: the report's own before those of the vocabulary."""
    words = list(WORD.finditer(text))
    end = 0
    for index, word in enumerate(words):
        if word.start() < end:
            continue
        found = _own(text, words[index : index + LONGEST_NAME], known) or _of_vocabulary(text, word)
        if found:
            end = found[0][1]
            yield found


def _own(text: str, words: list[re.Match[str]], known: Mapping[str, str]) -> tuple[Span, str, bool] | None:
    start = words[0].start()
    for last in reversed(words):
        for end in (last.end(), last.start() + len(last[0].split("'")[0])):
            name = known.get(text[start:end])
            if name:
                return (start, end), name, False
    return None


def _of_vocabulary(text: str, word: re.Match[str]) -> tuple[Span, str, bool] | None:
    found = next(known_names().find(text, (word.start(), len(text))), None)
    if found is None or found.span[0] != word.start():
        return None
    return found.span, found.entry.name, found.entry.use is Use.ADJECTIVE
