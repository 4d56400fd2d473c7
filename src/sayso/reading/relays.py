"""Who passes a statement on to us: outlets, agencies and unnamed reports, and statements that hold other statements."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from sayso.reading.draft import Draft
from sayso.reading.gazetteer import Kind, Use
from sayso.reading.letters import CAPITAL
from sayso.reading.lexicon import pattern, words
from sayso.reading.mentions import Cast
from sayso.reading.names import fold
from sayso.report import Report, Span
from sayso.statement import ANONYMOUS
from sayso.vocabulary import load

# "reports indicate that", "according to media reports": relayers that nobody can name.
REPORTS = (
    r"\b((?i:(?:<report_adjectives> ){0,3}reports))(?= <report_verbs>\b)"
    r"|(?:[Aa]ccording to|[Cc]iting|as per) ((?:<report_adjectives> ){0,3}reports)\b"
)
# Outlets that no list has, told by the words beside them.
WORDS = rf"(?:[{CAPITAL}][\w'-]*|\d+)(?: (?:[{CAPITAL}][\w'-]*|\d+|de|du|la|el|al))*"
NAMED_OUTLET = (
    rf"\b<outlet_nouns> ({WORDS})"
    rf"|\b({WORDS})(?:'s)?,? (?:a |the )?(?:state |local |public )?<outlet_nouns>\b"
    rf"|\b({WORDS}),? (?:had |has )?(?:reported|reports),? (?:on \w+ |last \w+ )?(?:that|citing|quoting)\b"
)
DATELINE = r"\(<dateline_agencies>\)|/TASS/"


def outlets_for(draft: Draft, others: Sequence[Draft], cast: Cast, report: Report) -> tuple[str, ...]:
    """Outlets and unnamed reports in the draft's sentences that pass it on, in text order, outside what anybody says.

    The report's own publisher is not among them.
    """
    stretches = list(_free_stretches(draft, others, cast))
    found = [each for stretch in stretches for each in _relayers(cast, stretch)]
    return tuple(dict.fromkeys(name for name in found if not is_publisher(name, report)))


def _free_stretches(draft: Draft, others: Sequence[Draft], cast: Cast) -> Iterator[Span]:
    """The parts of the draft's sentences that are neither its content and source nor another's content around it."""
    anchor = (draft.cue or draft.source or draft.content)[0][0]
    start, end = cast.sentences[cast.sentence(anchor)]
    closed = sorted([*draft.content, *draft.source, *_said_by_others(draft, others, (start, end))])
    for closed_start, closed_end in closed:
        if closed_start > start:
            yield start, min(closed_start, end)
        start = max(start, closed_end)
    if start < end:
        yield start, end


def _said_by_others(draft: Draft, others: Sequence[Draft], sentence: Span) -> Iterator[Span]:
    own = draft.evidence
    for other in others:
        for span in (*other.content, *other.source, *other.cue):
            inside = sentence[0] <= span[0] < sentence[1]
            if inside and not (span[0] <= own[0] and own[1] <= span[1]) and span not in draft.cue:
                yield span


def _relayers(cast: Cast, stretch: Span) -> Iterator[str]:
    text = cast.text[slice(*stretch)]
    text = pattern(DATELINE).sub(lambda found: " " * len(found[0]), text)
    for mention in cast.mentions_in(stretch):
        if mention.kind is Kind.OUTLET and text[mention.span[0] - stretch[0] :].startswith(mention.form):
            yield mention.name
    for found in pattern(NAMED_OUTLET).finditer(text):
        name = next(filter(None, found.groups())).removesuffix("'s")
        if _may_be_outlet(name, cast):
            yield name
    for found in pattern(REPORTS).finditer(text):
        yield ANONYMOUS + (found[1] or found[2]).lower()


def _may_be_outlet(name: str, cast: Cast) -> bool:
    """Whether a name that stands where outlets do is no other known name, nor a person's."""
    entry = cast.gazetteer.entry(name)
    if entry and entry.kind is not Kind.OUTLET and (entry.use is not Use.NAME or entry.kind is Kind.STATE):
        return False
    return not cast.called(name) and name.split()[0] not in words("not_names")


def is_outlet(name: str, cast: Cast) -> bool:
    """Whether `name` is an outlet that the vocabulary knows."""
    entry = cast.gazetteer.entry(name)
    return entry is not None and entry.kind is Kind.OUTLET


def is_publisher(name: str, report: Report) -> bool:
    """Whether the outlet `name` published the report itself."""
    if not report.publisher:
        return False
    forms = {fold(form) for form in _forms(name)}
    return bool(forms & {fold(report.publisher), fold(re.split(r"[-. ]", report.publisher)[0])})


def _forms(name: str) -> Iterable[str]:
    return [name, *load("outlets")["agencies"].get(name, ()), *load("outlets")["outlets"].get(name, ())]
