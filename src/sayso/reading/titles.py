"""What stands beside a name and says who that is: titles before it, appositions and memberships after it."""

from __future__ import annotations

import functools
import re

from sayso.reading.letters import CAPITAL
from sayso.reading.lexicon import alternatives, words
from sayso.reading.offices import office_in
from sayso.vocabulary import load

LOOK_AROUND = 140  # characters before and after a name that may belong to its title or apposition
SEPARATOR = re.compile(r"[,.;:()\"“”\n–—]")
SHARED = re.compile(r"(?:[\w-]+ )?\b([a-z]+)s \Z")  # the title of several people: "chief delegates"
PROPER_ADJECTIVE = r"[a-z]+ [A-Z]\w*(?:an|ish|ese|i)"


@functools.cache
def _after() -> re.Pattern[str]:
    opener = rf"(?i:{alternatives('apposition_openers')})\b"
    owner = rf"(?=[{CAPITAL}][\w'-]*(?: [{CAPITAL}][\w'-]*)*(?:'s?)? [a-z])"
    office = rf"who (?:also |jointly |now |then )?{alternatives('office_verbs')}\b"
    member = r" (?:of|for) (?:the (?:[a-z'-]+ ){0,2})?(?=[A-Z])"
    leading = rf"(?:[a-z-]+ )?{alternatives('offices')} (?:of|for|at) "
    following = rf"whose (?=[{CAPITAL}])"
    return re.compile(
        rf"(?:, {opener}|, {owner}|, {leading}|, {following}|,? {office}|{member})[^,.;:\"“”\n–—]*| \([^()]{{2,40}}\)"
    )


@functools.cache
def _clause() -> re.Pattern[str]:
    return re.compile(rf"( {alternatives('clause_words')} )")


@functools.cache
def _membership() -> re.Pattern[str]:
    return re.compile(rf"(?:'s?|\b(?:{alternatives('member_adjectives')}|{PROPER_ADJECTIVE}))\Z")


@functools.cache
def _dotted() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives('dotted')}\.|(?:[{CAPITAL}]\.){{2,}})")


@functools.cache
def _portfolio() -> re.Pattern[str]:
    organ = rf"(?:[\w&-]+ )*?{alternatives('organisation_words')}"
    return re.compile(
        rf"\b(?:of|for|on) {alternatives('portfolios')}\Z|(?i:{alternatives('offices')}) (?:of|for) (?:the )?{organ}\Z"
    )


@functools.cache
def addresses() -> dict[str, str | None]:
    """The sex that each form of address tells, None where both bear it."""
    rows = load("roles")["address"]
    return {form: None if sex == "either" else sex for sex, forms in rows.items() for form in forms}


def is_title(word: str) -> bool:
    """Whether a word is a form of address or an office."""
    return word in addresses() or word.lower().removeprefix("ex-") in words("offices")


def titled(before: str) -> bool:
    """Whether what stands before a name ends in an office, with what it is of, or a form of address."""
    last = before.split()[-1:]
    if last and is_title(last[0]):
        return True
    return _portfolio().search(before) is not None


def beside(text: str, start: int, end: int) -> tuple[str, str]:
    """The title before a name and the apposition, membership or calling after it; each empty where there is none."""
    line = _dotted().sub(lambda found: found[0].replace(".", ""), text[max(0, start - LOOK_AROUND) : start])
    after = _after().match(text, end, min(len(text), end + LOOK_AROUND))
    return _title(line), after[0].strip(" ,") if after else ""


def _title(line: str) -> str:
    """The title or the apposition that ends where a name begins."""
    if line.endswith(", "):
        return _apposition(SEPARATOR.split(line[:-2])[-1])
    shared = SHARED.search(line)
    if shared and is_title(shared[1]):
        return shared[0].strip()
    segment = _without_address(_own_part(SEPARATOR.split(line)[-1]))
    return segment if titled(segment) or _membership().search(segment) else ""


def _apposition(segment: str) -> str:
    """The words around the office that a stretch before a comma names: "Iran's envoy to Turkey"; empty without one."""
    office = office_in(segment)
    if not office:
        return ""
    *_, end = [len(segment), *(found.end() for found in re.finditer(re.escape(office), segment, re.IGNORECASE))]
    return _own_part(segment[:end]) + segment[end:].rstrip()


def _without_address(segment: str) -> str:
    """A title without "Mr" or "Dr", unless that is all there is."""
    tokens = segment.split()
    while len(tokens) > 1 and tokens[-1] in addresses() and tokens[-1].lower() not in words("offices"):
        tokens.pop()
    left = " ".join(tokens)
    return left if titled(left) else " ".join(segment.split()[-1:])


def _own_part(segment: str) -> str:
    """What is left of the words before a name when what belongs to its sentence is cut off."""
    *earlier, kept = _clause().split(segment)
    for before, conjunction in zip(earlier[-2::-2], earlier[::-2], strict=True):
        if conjunction != " and " or not titled(before.strip()):
            break
        kept = before + conjunction + kept
    return kept.strip()


def without_titles(name: str) -> str:
    """A name without the titles before it."""
    tokens = name.split()
    while len(tokens) > 1 and is_title(tokens[0]):
        tokens = tokens[1:]
    return " ".join(tokens)
