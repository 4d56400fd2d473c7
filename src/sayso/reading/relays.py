"""Who passes a statement on to us: outlets, agencies and unnamed reports, and statements that hold other statements."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from sayso.reading.draft import Draft
from sayso.reading.gazetteer import Kind, Use, known
from sayso.reading.letters import CAPITAL
from sayso.reading.lexicon import pattern, words
from sayso.reading.mentions import Cast
from sayso.reading.names import fold
from sayso.reading.offices import office_in
from sayso.report import Report, Span
from sayso.statement import ANONYMOUS
from sayso.vocabulary import load

# "reports indicate that", "according to media reports": relayers that nobody can name.
REPORTS = (
    r"\b((?i:(?:<report_adjectives> ){0,3}reports))(?= <report_verbs>\b)"
    r"|(?:[Aa]ccording to|[Cc]iting|as per) ((?:<report_adjectives> ){0,3}reports)\b"
)
# "citing two people familiar with the matter": whom an outlet has it from and does not name.
CITED = (
    r"\b(?:[Cc]iting|[Qq]uoting|[Ii]nvok(?:ing|es)|[Cc]ites) "
    r"((?:(?:an?|two|three|four|several|some|its) )?(?:[\w.-]+ ){0,3}<nameless>\b"
    r"(?: (?:familiar|close|briefed|involved)\b[\w' ]*)?)"
)
# Outlets that no list has, told by the words beside them.
WORDS = rf"(?:[{CAPITAL}][\w'-]*|\d+)\b(?: (?:(?:de|du|la|el|al|e|of|am) )?(?:(?:al-|el-)?[{CAPITAL}][\w'-]*|\d+)\b)*"
NAMED_OUTLET = (
    rf"\b(?:<outlet_nouns>|<outlets_before_name>),? (?:[Tt]he )?({WORDS})"
    rf"|\b({WORDS})(?:'s)?,? (?:a |the )?(?:state |local |public )?<outlet_nouns>\b(?! [{CAPITAL}])"
    rf"|\b(?:reported|quoted|cited) (?:by|in) (?:[Tt]he )?({WORDS})"
)
REPORTING_OUTLET = (
    rf"\b({WORDS}),? (?:had |has )?(?:reported|reports),? (?:on \w+ |last \w+ )?(?:that|citing|quoting)\b"
    rf"|\b({WORDS}),? (?:citing|quoting) (?=an? |two |three |several |people |sources? |unnamed |anonymous )"
)
# Outlets told by a word in their own name, and whatever is spoken to and is nobody else.
OUTLET_BY_NAME = (
    rf"(?<![\w-])((?:[{CAPITAL}][\w'-]* ){{1,3}}<outlet_name_ends>"
    rf"|<outlet_name_starts>(?: (?:[{CAPITAL}][\w'-]*|\d+))+)(?![\w-])(?! [{CAPITAL}])"
)
SPOKEN_TO = (
    rf"\b(?:told|telling|tells|interview (?:with|to)|interviewed by|quoted by|wrote in) "
    rf"(?:[Tt]he )?(?:[{CAPITAL}][\w-]*'s )?({WORDS})(?! <offices>\b)"
)
# "told the paper", "quoted by the same agency": the outlet that was named last.
TOLD_AGAIN = (
    r"\b(?:told|telling|tells|interview with|(?:quoted|cited|interviewed) by|sp(?:oke|eaking) (?:to|with)) "
    r"(?:the|this) (?:same )?(?:<outlet_nouns>|<outlets_before_name>|<papers>|network)\b(?! [A-Z])"
)
# In a source, how the holder's words came to us.
PASSED_ON = r"\b(?:who (?:spoke|talked|wrote)|speaking) (?:to|with)|who told|(?:quoted|cited|interviewed) (?:by|in)\b"
# What stands around an outlet's name and is no part of it: "the Kyiv-based Vesti".
AROUND = r"^The |^(?:[\w-]+-<belonging>(?: |$))+|'s$"
DATELINE = r"\(<dateline_agencies>\)|/TASS/"


def outlets_for(draft: Draft, others: Sequence[Draft], cast: Cast, report: Report) -> tuple[str, ...]:
    """Outlets and unnamed reports in the draft's sentences that pass it on, in text order, outside what anybody says.

    The report's own publisher is not among them.
    """
    stretches = list(_free_stretches(draft, others, cast))
    found = dict.fromkeys(each for stretch in stretches for each in _relayers(cast, stretch))
    named = (name for name in found if not any(_is_part(name, other) for other in found))
    return tuple(name for name in named if not is_publisher(name, report))


def _is_part(name: str, other: str) -> bool:
    """Whether one outlet's name is only part of another's: "NBC" beside "NBC News"."""
    return _bare_words(name) < _bare_words(other)


def _bare_words(name: str) -> frozenset[str]:
    return frozenset(map(fold, re.findall(r"[\w'-]+", name))) - {"the"}


def _free_stretches(draft: Draft, others: Sequence[Draft], cast: Cast) -> Iterator[Span]:
    """The parts of the draft's sentences that are neither its content and source nor another's content around it, and
    the part of its source that tells to whom the holder spoke."""
    yield from _spoken_to(draft, cast)
    anchor = (draft.cue or draft.source or draft.content)[0][0]
    start, end = cast.sentences[cast.sentence(anchor)]
    closed = sorted([*draft.content, *draft.source, *_said_by_others(draft, others, (start, end))])
    for closed_start, closed_end in closed:
        if closed_start > start:
            yield start, min(closed_start, end)
        start = max(start, closed_end)
    if start < end:
        yield start, end


def _spoken_to(draft: Draft, cast: Cast) -> Iterator[Span]:
    """What a source tells of who passes its words on: "a diplomat who spoke to AFP", "officials quoted by Axios"."""
    for start, end in draft.source:
        found = pattern(PASSED_ON).search(cast.text, start, end)
        if found:
            yield found.start(), end


def _said_by_others(draft: Draft, others: Sequence[Draft], sentence: Span) -> Iterator[Span]:
    own = draft.evidence
    for other in others:
        shared = () if other.source and other.source == draft.source else other.cue
        for span in (*other.content, *other.source, *shared):
            inside = sentence[0] <= span[0] < sentence[1]
            if inside and not (span[0] <= own[0] and own[1] <= span[1]) and span not in draft.cue:
                yield span


def _relayers(cast: Cast, stretch: Span) -> Iterator[str]:
    text = cast.text[slice(*stretch)]
    text = pattern(DATELINE).sub(lambda found: " " * len(found[0]), text)
    for mention in cast.mentions_in(stretch):
        if mention.kind is Kind.OUTLET and text[mention.span[0] - stretch[0] :].startswith(mention.form):
            yield mention.name
    yield from _unlisted(text, cast)
    for found in pattern(TOLD_AGAIN).finditer(text):
        yield from islice((each.name for each in cast.last_mention(stretch[0] + found.start(), (Kind.OUTLET,))), 1)
    for found in pattern(REPORTS).finditer(text):
        yield ANONYMOUS + (found[1] or found[2]).lower()
    for found in pattern(CITED).finditer(text):
        yield ANONYMOUS + found[1]


def _unlisted(text: str, cast: Cast) -> Iterator[str]:
    """Outlets that no list has, in text order: told by the words beside them, by their names or by being spoken to."""
    found: dict[int, str] = {}
    for template, fits in RULES:
        for match in pattern(template).finditer(text):
            group = next(index for index, name in enumerate(match.groups(), 1) if name)
            name = _in_full(pattern(AROUND).sub("", match[group]), cast)
            if name and fits(name, cast):
                found.setdefault(match.end(group), _canonical(name, cast))
    yield from (found[end] for end in sorted(found))


def _canonical(name: str, cast: Cast) -> str:
    """The outlet's name as the vocabulary has it, else as it is written."""
    listed = (entry.name for entry in cast.gazetteer.entries(name) if entry.kind is Kind.OUTLET)
    return next(listed, name)


def _in_full(name: str, cast: Cast) -> str | None:
    """The outlet's name, for one that is short ("the Ledger") the longer name in the report; None where it has none."""
    if name not in words("outlet_name_ends"):
        return name
    longer = (match[1] for match in pattern(OUTLET_BY_NAME).finditer(cast.text) if match[1].endswith(f" {name}"))
    return next((re.sub(r"^The ", "", full) for full in longer), None)


def _is_nobody(name: str, cast: Cast) -> bool:
    """Whether a name that is spoken to is neither a person's, nor a state's or body's, nor an office.

    Letters that no list has and that the report writes only once may be an outlet's.
    """
    tokens = name.split()
    passing = name.isupper() and not known().entries(name) and cast.text.count(name) == 1
    entries = known().entries(name) if set(tokens) & words("outlet_name_ends") else cast.gazetteer.entries(name)
    listed = not passing and any(entry.kind is not Kind.OUTLET for entry in entries)
    bodies = words("organisation_words") - words("outlet_name_ends")
    called = any(cast.called(word) for word in tokens)
    return not (listed or called or set(tokens) & bodies or office_in(name)) and _may_be_outlet(name, cast)


def _is_called_outlet(name: str, cast: Cast) -> bool:
    """Whether a name that is called an outlet's is no other known name, nor one of a person of whom more is told."""
    people = [cast.people.get(each) for each in cast.called(name)]
    return all(each and not each.beside for each in people) and _is_no_other(name, cast)


def _may_be_outlet(name: str, cast: Cast) -> bool:
    """Whether a name that stands where outlets do is no other known name, nor a person's."""
    return not cast.called(name) and _is_no_other(name, cast)


def _is_no_other(name: str, cast: Cast) -> bool:
    """Whether a name is neither a state's, nor a known body's, nor a word that opens a sentence or a platform."""
    entry = cast.gazetteer.entry(name)
    if entry and entry.kind is not Kind.OUTLET and (entry.use is not Use.NAME or entry.kind is Kind.STATE):
        return False
    return not set(name.split()[:1]) & (words("not_names") | words("platforms"))


RULES = (
    (SPOKEN_TO, _is_nobody),
    (OUTLET_BY_NAME, _may_be_outlet),
    (NAMED_OUTLET, _is_called_outlet),
    (REPORTING_OUTLET, _may_be_outlet),
)


def is_outlet(name: str, cast: Cast) -> bool:
    """Whether `name` is an outlet that the vocabulary knows."""
    entry = cast.gazetteer.entry(name)
    return entry is not None and entry.kind is Kind.OUTLET


def is_publisher(name: str, report: Report) -> bool:
    """Whether the outlet `name` published the report itself."""
    if not report.publisher:
        return False
    forms = {fold(form) for form in _forms(name)}
    if forms & {fold(report.publisher), fold(re.split(r"[-. ]", report.publisher)[0])}:
        return True
    initials = "".join(word[0] for word in report.publisher.split())
    return name == initials or (bool(_bare_words(name)) and _bare_words(name) <= _bare_words(report.publisher))


def _forms(name: str) -> Iterable[str]:
    return [name, *load("outlets")["agencies"].get(name, ()), *load("outlets")["outlets"].get(name, ())]
