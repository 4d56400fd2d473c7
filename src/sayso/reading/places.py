"""The places that a statement is about: where something is or happens, not a capital that stands for its government."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from sayso.reading.draft import Draft, Finding, Reason
from sayso.reading.gazetteer import Kind, Use, straight
from sayso.reading.gazetteer import known as known_names
from sayso.reading.phrases import Hit, phrases
from sayso.report import Report, Span
from sayso.vocabulary import load

CAPITALISED = r"[^\W\d_a-zß-öø-ÿ][\w’'-]*[^\W_]"
RUN = re.compile(rf"{CAPITALISED}(?: (?:(?:of|al|el|de|del|la|and) )?{CAPITALISED})*")
FOLLOWING = re.compile(r"\s+([^\W\d_]+)")
GOES_ON = re.compile(rf"[ -]{CAPITALISED}")
HAS_BEGUN = re.compile(rf"{CAPITALISED} \Z")
ARTICLE = re.compile(r"\b[Tt]he \Z")
LOCATED = re.compile(
    rf"\b(?:in|near|outside|inside|at|around) ({CAPITALISED}(?: {CAPITALISED}){{0,2}})(?=[\s.,;”\"])(?! {CAPITALISED})"
)
LONGEST_UNKNOWN = 2  # words of a name that no gazetteer knows
REACH = 60  # characters before a name in which the words that make it a place stand
LIST = re.compile(r"(?:,| and| or|, and)\s+(?:the )?\Z")
POSSESSIVE = re.compile(r"['’]s?\Z")
DECORATION = re.compile(r"(?:\s*[“\"‘'(]|\s+(?:the|all|any|its|their|his|her|our|this|that))*\s*\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A capitalised name, with the words before and after it."""

    span: Span
    words: str
    before: str
    after: str


def places_of(report: Report, draft: Draft) -> Finding[tuple[str, ...]]:
    """The place names in the evidence, verbatim, in text order and each once."""
    found: dict[str, str] = {}
    previous: Span | None = None
    local = _places_of_text(report.text)
    for candidate in _candidates(report.text, draft):
        listed = previous is not None and report.text[previous[1] : candidate.span[0]]
        basis = _basis(candidate, bool(listed and LIST.fullmatch(listed)), local)
        previous = candidate.span if basis else None
        if basis:
            found.setdefault(candidate.words, basis)
    return Finding(
        tuple(found), Reason("named as a place" if found else "no place is named", "; ".join(found.values()))
    )


def _candidates(text: str, draft: Draft) -> Iterator[Candidate]:
    """The capitalised names in the content: each name of a list apart."""
    for limits in draft.content:
        for run in RUN.finditer(text, *limits):
            for start, stop in _names_of_run(text, run):
                stop = _with_its_kind(text, start, stop, limits[1])
                before = text[max(limits[0], start - REACH) : start]
                yield Candidate((start, stop), text[start:stop], before, text[stop : min(limits[1], stop + REACH)])


def _names_of_run(text: str, run: re.Match[str]) -> Iterator[Span]:
    """A run of capitalised words as one name where it is a known one ("Judea and Samaria"), else parted at "and"."""
    whole = POSSESSIVE.sub("", run[0])
    if whole in _listed("regions"):
        yield run.start(), run.start() + len(whole)
        return
    start = run.start()
    for name in run[0].split(" and "):
        yield start, start + len(POSSESSIVE.sub("", name))
        start += len(name) + len(" and ")


def _with_its_kind(text: str, start: int, stop: int, end: int) -> int:
    """Where the name ends with a word that belongs to it ("Kamen Pass", "Philadelphi corridor")."""
    following = FOLLOWING.match(text, stop, end)
    return following.end() if following and following[1] in _listed("joined") else stop


def _basis(candidate: Candidate, listed: bool, local: frozenset[str]) -> str | None:
    """Why a name is a place here; None where it is none or may be somebody."""
    words, after = candidate.words, candidate.after
    if words.split()[0] in _listed("not_places") or _named_further(candidate):
        return None
    if words in _listed("regions") or (" " in words and words.split()[-1] in _listed("joined")):
        return f"“{words}” (places)"
    kind = _beginning(after, "kinds")
    if _is_attribute(candidate) and not kind:
        return None
    if listed and not _is_somebody(words):
        return f"“{words}” in a list of places"
    before = DECORATION.sub("", candidate.before)
    hits = (_ending(before, "locatives"), _ending(before, "about"), kind)
    return next((f"“{words}” {hit.basis}" for hit in hits if hit and _fits(words, hit, local)), None)


def _fits(words: str, hit: Hit, local: frozenset[str]) -> bool:
    """Whether `words` may be the place that `hit` speaks of: weak words ask for a well-known place."""
    if hit.entry.startswith("places about"):
        return not _is_state(words) and (_folded(words) in _gazetteer() or words in local) and not _is_seat(words)
    if hit.entry.startswith("places kinds"):
        return not _is_state(words) and (_is_known(words) or not _is_somebody(words))
    return _is_known(words) or (not _is_somebody(words) and len(words.split()) <= LONGEST_UNKNOWN)


def _named_further(candidate: Candidate) -> bool:
    """Whether the name goes on or has begun before: "Gaza Health Ministry", "Foreign Minister Israel Katz"."""
    return bool(GOES_ON.match(candidate.after) or HAS_BEGUN.search(candidate.before))


def _is_attribute(candidate: Candidate) -> bool:
    """Whether the name only says whose or which something is: "in Pyongyang's statement", "in the Istanbul meeting"."""
    if candidate.after[:1] in {"'", "’"}:
        return True
    return bool(ARTICLE.search(candidate.before)) and not _is_state(candidate.words) and _is_known(candidate.words)


def _ending(before: str, key: str) -> Hit | None:
    return next((hit for hit in phrases("places", key).all(before) if hit.span[1] == len(before)), None)


def _beginning(after: str, key: str) -> Hit | None:
    hit = phrases("places", key).first(after.lstrip())
    return hit if hit and hit.span[0] == 0 else None


@functools.lru_cache(maxsize=4)
def _places_of_text(text: str) -> frozenset[str]:
    """Names that stand after a locative somewhere in the report, and so are places in it."""
    return frozenset(
        match[1]
        for match in LOCATED.finditer(text)
        if not _is_somebody(match[1]) and match[1] not in _listed("not_places")
    )


def _is_known(words: str) -> bool:
    entry = known_names().entry(straight(words), Use.NAME, Use.SEAT)
    return (entry is not None and entry.kind is Kind.STATE) or _folded(words) in _gazetteer()


def _is_state(words: str) -> bool:
    entry = known_names().entry(straight(words), Use.NAME)
    return entry is not None and entry.kind is Kind.STATE


def _is_somebody(words: str) -> bool:
    """Whether it is, or holds, the name of a body, a people or an outlet, or letters that stand for one."""
    if words.isupper() and not _is_known(words):
        return True
    if words.split()[-1] in _listed("organisations"):
        return True
    return any(
        found.entry.kind is not Kind.STATE or found.entry.use in (Use.ADJECTIVE, Use.PEOPLE)
        for found in known_names().find(straight(words))
        if not _is_known(found.form)
    )


def _is_seat(words: str) -> bool:
    return known_names().entry(straight(words), Use.SEAT) is not None


@functools.cache
def _gazetteer() -> frozenset[str]:
    return frozenset(map(_folded, load("gazetteer")["names"].splitlines()))


@functools.cache
def _listed(key: str) -> frozenset[str]:
    return frozenset(load("places")[key])


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKD", straight(name)).encode("ascii", "ignore").decode()
