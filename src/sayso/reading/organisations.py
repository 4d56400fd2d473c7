"""Bodies that no list has: told by the words in their names, by their letters, or by speaking in the report."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence

from sayso.reading.gazetteer import Entry, Found, Gazetteer, Kind, Use
from sayso.reading.names import CAPITAL, fold, given_names, words
from sayso.report import Span

WORD = rf"[{CAPITAL}][\w&/+–-]*(?:'(?!s\b)\w*)?(?<![–-])"
# "Institute for the Study of War", "Alliance of Motion Picture and Television Producers"
LONG_NAME = re.compile(rf"\b{WORD}(?: {WORD})*(?: (?:of|for|on|de|du|des) (?:the )?{WORD}(?: {WORD})*(?:,? and {WORD}(?: {WORD})*)?)*")
LETTERS = re.compile(rf"(?<![\w.])(?=[\w&-]*[A-Z][\w&-]*[A-Z])[A-Z][A-Z&]+(?:-[A-Z]+)*(?![\w.]*\w)")
ROMAN = re.compile(r"[IVXLC]+")
LONGEST_LETTERS = 10
CHIEF = r"(?:'s?)? (?:\w+ )?(?:chief|president|chairman|spokes\w+|leader|executive|secretary|boss|negotiator|director)\b"
WITH_ARTICLE = re.compile(rf"\b[Tt]he ({WORD}(?: {WORD})?)")
WITH_CHIEF = re.compile(rf"\b(?=({WORD}(?: {WORD})?){CHIEF})")


def new_bodies(text: str, listed: Gazetteer) -> Iterator[tuple[str, Entry]]:
    """Organisations whose names hold such a word as "Institute", and unknown capital letters, with what they stand for."""
    names = list(dict.fromkeys(name for found in LONG_NAME.finditer(text) for name in _organisation(found[0], listed)))
    by_initials = {_initials(name): name for name in reversed(names)}
    for name in names:
        yield name, Entry(name, Kind.BODY, Use.NAME, _party(name, listed))
    for letters in dict.fromkeys(found[0] for found in LETTERS.finditer(text)):
        if not (listed.entries(letters) or ROMAN.fullmatch(letters) or len(letters) > LONGEST_LETTERS or letters in given_names()):
            name = by_initials.get(letters, letters)
            yield letters, Entry(name, Kind.BODY, Use.NAME, _party(name, listed))


def _organisation(run: str, listed: Gazetteer) -> Iterator[str]:
    """The organisation in a run of capitals, without what opens the sentence or is a person's office."""
    tokens = run.split()
    while tokens and (tokens[0] in words("not_names")):
        tokens = tokens[1:]
    offices = [index for index, token in enumerate(tokens) if token.lower() in words("offices") and token not in ("General",)]
    tokens = tokens[: offices[0]] if offices else tokens
    name = " ".join(tokens)
    if len(tokens) > 1 and words("organisation_words") & set(tokens) and not listed.entries(name):
        yield name


def _initials(name: str) -> str:
    return "".join(token[0] for token in name.split() if token[0].isupper())


def _party(name: str, listed: Gazetteer) -> str | None:
    """Whose side a body is on: the state's whose organ it is, nobody's where it is a research body or outlet, else its own."""
    tokens = name.split()
    if set(tokens) & words("independent_organisations"):
        return None
    found = next(listed.find(name), None)
    if found and found.entry.party and _is_organ(tokens, found):
        return found.entry.party
    return name


def _is_organ(tokens: Sequence[str], found: Found) -> bool:
    return bool(set(tokens) & words("organs")) and found.entry.kind in (Kind.STATE, Kind.BODY)


def speaking_bodies(text: str, sources: Sequence[Span], listed: Gazetteer, people: Container[str]) -> Iterator[tuple[str, Entry]]:
    """Names that speak in the report and are no person's: "Ford", where there is a chief executive of Ford."""
    with_article = {found[1] for found in WITH_ARTICLE.finditer(text)}
    with_chief = {found[1] for found in WITH_CHIEF.finditer(text)}
    for name in dict.fromkeys(text[slice(*span)] for span in sources):
        bare = re.sub(r"^[Tt]he |'s$", "", name)
        is_body = bare in with_article if name != bare else bare in with_chief and fold(bare.split()[0]) not in given_names()
        if is_body and re.fullmatch(rf"{WORD}(?: {WORD})?", bare) and not listed.entries(bare) and _free(bare, people):
            yield bare, Entry(bare, Kind.BODY, Use.NAME, _party(bare, listed))


def _free(name: str, people: Container[str]) -> bool:
    """Whether no word of a name is a person's, an office or an ordinary word."""
    if name in words("not_names") or {word.lower() for word in name.split()} & (words("nameless") | words("offices")):
        return False
    return not any(fold(word) in people for word in name.split())
