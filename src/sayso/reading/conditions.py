"""The condition that a statement hangs on: the clause that opens with "if", "unless", "in return for" and the like."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from sayso.reading.draft import Draft, Finding, Reason
from sayso.reading.phrases import Hit, phrases
from sayso.reading.sentences import sentence_at, sentences
from sayso.report import Report, Span
from sayso.statement import Act

# A bare assertion or denial takes no stand that could be conditional; an "if" inside it belongs to what it passes on.
UNCONDITIONAL = frozenset({Act.STATE, Act.DENY})
BARGAINS = frozenset({Act.OFFER, Act.ACCEPT, Act.DEMAND})
STANCES = BARGAINS | {Act.REJECT, Act.THREATEN, Act.WARN}
CONSEQUENCES = frozenset({Act.WARN, Act.THREATEN, Act.PREDICT})
LONGEST = 320  # characters; a longer stretch is no clause any more
OPENING = re.compile(r"(?:\A|[“\"«:;.!?…])\s*(?:that |but |and )?\s*[“\"‘'«]?\Z", re.IGNORECASE)
BREAK = re.compile(r"[;—–](?=\s)")
COMMA = re.compile(r",[\"”’»]?(?=\s|\Z)")
# The comma before this parts a list inside the condition ("a firm, tangible and verifiable commitment, …").
LIST_ITEM = re.compile(
    r"\s*(?:(?:and|or|nor)\b|(?!(?:the|a|an|this|that|there|it|he|she|we|they|i|his|her|its|their|our|my)\b)"
    r"[a-z][\w’'-]*(?: [\w’'-]+){0,3} (?:and|or)\b)"
)
PARTNERS = {"”": "“", "»": "«"}
TRAILING = " \n\t,:."


def condition_of(report: Report, draft: Draft, act: Act) -> Finding[str | None]:
    """The condition, verbatim and inside the evidence, that the statement depends on; None where there is none."""
    if act in UNCONDITIONAL:
        return Finding(None, Reason("an assertion has no condition of its own"))
    clauses = (clause for span in draft.content if (clause := _clause_in(report, span, act, draft)))
    found = next(clauses, None) or _between(report, draft, act) or _deed(report, draft, act)
    return found or Finding(None, Reason("no words that open a condition"))


def _between(report: Report, draft: Draft, act: Act) -> Finding[str | None] | None:
    """A condition that fills the evidence between two roles ("If asked again, they said, they would …")."""
    roles = sorted((*draft.source, *draft.cue, *draft.content))
    for (_, start), (end, _) in pairwise(roles):
        found = _clause_in(report, (start, end), act, draft) if start < end else None
        if found and found.value == report.text[start:end].strip(TRAILING):
            return found
    return None


def _clause_in(report: Report, span: Span, act: Act, draft: Draft) -> Finding[str | None] | None:
    hit = _opener(report, span, act, draft)
    if hit is None:
        return None
    words = report.text[hit.span[0] : _end(report.text, hit, span)].rstrip(TRAILING)
    words = _without_unpaired_marks(words)
    whole_content = (span,) == draft.content and report.cut(span).strip(TRAILING + "“”\"'‘’") == words
    if len(words) <= len(hit.words) or len(words) > LONGEST or whole_content:
        return None
    return Finding(words, Reason("clause after a conditional word", hit.basis))


def _opener(report: Report, span: Span, act: Act, draft: Draft) -> Hit | None:
    """The first words that open a condition here."""
    text, kinds = report.text, _kinds(report, draft, act)
    hits = [hit for kind in kinds for hit in phrases("conditions", kind).all(text, span)]
    if act is not Act.ASSESS:
        hits += [hit for hit in phrases("conditions", "openers").all(text, span) if _stands_first(text, hit, span)]
    lookalikes = [hit.span for hit in phrases("conditions", "not").all(text, span)] if hits else []
    real = [hit for hit in hits if not any(a <= hit.span[0] < b for a, b in lookalikes)]
    return min(real, key=lambda hit: hit.span, default=None)


def _kinds(report: Report, draft: Draft, act: Act) -> Iterator[str]:
    yield "always"
    if act in STANCES:
        yield "stance"
    if act in BARGAINS:
        yield "bargain"
    if act is Act.REJECT and phrases("conditions", "negations").first(report.text, draft.evidence):
        yield "refusal"


def _stands_first(text: str, hit: Hit, span: Span) -> bool:
    return bool(OPENING.search(text[span[0] : hit.span[0]]))


def _end(text: str, hit: Hit, span: Span) -> int:
    """Where the clause that `hit` opens ends: with its sentence, at a dash, or where the main clause begins."""
    start, end = hit.span[1], _sentence_end(text, hit.span[0], span)
    pause = BREAK.search(text, start, end)
    end = pause.start() if pause else end
    return _before_main_clause(text, start, end) if _stands_first(text, hit, span) else end


def _sentence_end(text: str, offset: int, span: Span) -> int:
    sentence = sentence_at(sentences(text[offset : span[1]]), 0)
    return offset + sentence[1] if sentence else span[1]


def _before_main_clause(text: str, start: int, end: int) -> int:
    """Where a condition that stands first gives way: at its first comma that parts no list, or at a new subject."""
    commas = (comma for comma in COMMA.finditer(text, start, end) if not LIST_ITEM.match(text, comma.end(), end))
    comma = next(commas, None)
    if comma:
        return comma.start()
    second_word = text.find(" ", start + 1, end)
    subject = phrases("conditions", "main").first(text, (second_word, end)) if second_word >= 0 else None
    return subject.span[0] if subject else end


def _deed(report: Report, draft: Draft, act: Act) -> Finding[str | None] | None:
    """An action as subject of what would follow from it ("giving up these cities would weaken the army")."""
    if act not in CONSEQUENCES or not draft.content:
        return None
    span = draft.content[0]
    deed = phrases("conditions", "deeds").first(report.text, span)
    if deed is None or not _stands_first(report.text, deed, span):
        return None
    words = report.text[deed.span[0] : _modal_after(report.text, deed, draft)].rstrip(TRAILING)
    if len(words.split()) < 2 or "," in words or len(words) > LONGEST or len(sentences(words)) > 1:
        return None
    return Finding(words, Reason("action as subject of its consequence", deed.basis))


def _modal_after(text: str, deed: Hit, draft: Draft) -> int:
    """Where the modal verb after `deed` begins, in its stretch or right after it; without one, the deed."""
    modals = phrases("conditions", "modals")
    first, *rest = draft.content
    verb = modals.first(text, (deed.span[1], first[1]))
    if verb:
        return verb.span[0]
    continued = modals.first(text, rest[0]) if rest else None
    return first[1] if continued and continued.span[0] == rest[0][0] else deed.span[0]


def _without_unpaired_marks(words: str) -> str:
    while _ends_unpaired(words):
        words = words[:-1].rstrip(TRAILING)
    return words


def _ends_unpaired(words: str) -> bool:
    mark = words[-1:]
    if mark == '"':
        return words.count(mark) % 2 == 1
    return mark in PARTNERS and words.count(PARTNERS[mark]) < words.count(mark)
