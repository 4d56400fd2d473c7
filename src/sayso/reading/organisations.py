"""Bodies that no list has: told by the words in their names, by their letters, or by speaking in the report."""

from __future__ import annotations

import functools
import re
from collections.abc import Container, Iterator, Sequence

from sayso.reading.gazetteer import Entry, Found, Gazetteer, Kind, Use, known
from sayso.reading.letters import CAPITAL
from sayso.reading.lexicon import pattern, words
from sayso.reading.names import fold, given_names
from sayso.report import Span

# "Institute for the Study of War (ISW)", "Rapid Support Forces, or RSF": a long form and its letters.
ACRONYM = re.compile(rf"(?:\((?:the )?|, (?:or|known as) (?:the )?)([{CAPITAL}][\w/–-]{{1,11}})(?=[),])")
LONG_FORM = re.compile(
    rf"(?:[{CAPITAL}][\w'&-]*|\d+)"
    rf"(?: (?:(?:of|for|and|the|on|in|&|de|des|du) ){{0,3}}(?:[{CAPITAL}][\w'&-]*|\d+))*\s*\Z"
)
WORD = rf"(?:[{CAPITAL}]\w*(?:eople|men|hildren)'s(?= [{CAPITAL}])|[{CAPITAL}][\w&/+–-]*(?:'(?!s\b)\w*)?(?<![–-]))"
# "Institute for the Study of War", "Alliance of Motion Picture and Television Producers"
LONG_NAME = re.compile(
    rf"(?<![\w/]){WORD}(?: {WORD})*"
    rf"(?: (?:of|for|on|de|du|des) (?:the )?{WORD}(?: {WORD})*(?:,? and {WORD}(?: {WORD})*)?)*"
)
# Capital letters that stand alone: "RMT", "SAG-AFTRA", but no word of a heading and no speaker's name before a colon.
LETTERS = re.compile(
    r"(?<![\w.-])(?<!\n)(?<![A-Z] )(?=[\w&-]*[A-Z][\w&-]*[A-Z])"
    r"[A-Z][A-Z&]{1,4}(?:-[A-Z]+)*(?![\w.-]*\w)(?! [A-Z]{2})(?!:)"
)
ROMAN = re.compile(r"[IVXLC]+")
WITH_ARTICLE = re.compile(rf"\b[Tt]he ({WORD}(?: {WORD})?)")


def new_bodies(text: str, listed: Gazetteer) -> Iterator[tuple[str, Entry]]:
    """Organisations whose names hold such a word as "Institute", and unknown letters, with what they stand for."""
    names = list(dict.fromkeys(name for found in LONG_NAME.finditer(text) for name in _organisation(found[0], listed)))
    by_initials = {_initials(name): name for name in reversed(names)}
    for name in names:
        yield name, Entry(name, Kind.BODY, Use.NAME, _party(name, listed))
    single = set(re.findall(r"\b[A-Z][a-z]+\b", text))
    for letters in dict.fromkeys(found[0] for found in LETTERS.finditer(text)):
        ordinary = letters.capitalize() in single or ROMAN.fullmatch(letters) or listed.entries(letters.capitalize())
        if not (ordinary or listed.entries(letters) or letters.lower() in words("offices")):
            name = by_initials.get(letters, letters)
            yield letters, Entry(name, Kind.BODY, Use.NAME, _party(name, listed))


def _organisation(run: str, listed: Gazetteer) -> Iterator[str]:
    """The organisation in a run of capitals, without what opens the sentence or is a person's office."""
    tokens = _from_its_own_words(run).split()
    while tokens and (tokens[0] in words("not_names") or belongs(tokens[0])):
        tokens = tokens[1:]
    if len(tokens) > 2 and tokens[-1] in words("not_names") and tokens[-2] == "on":  # "... on Thursday"
        tokens = tokens[:-2]
    ends = [index for index, token in enumerate(tokens) if _is_office(tokens, index) or _begins_person(tokens, index)]
    tokens = tokens[: ends[0]] if ends else tokens
    name = " ".join(tokens)
    if (
        len(tokens) > 1
        and words("organisation_words") & set(tokens)
        and not set(tokens) <= generic()
        and not listed.entries(name)
    ):
        yield name


def belongs(word: str) -> bool:
    """Whether a word only tells where a body sits or whose it is: "UN-recognized", "Kyiv-based"."""
    return word.rpartition("-")[2] in words("belonging")


def _from_its_own_words(run: str) -> str:
    """A run from the first stretch with a word of organisations: "Center for X" in "Ann Bell of the Center for X"."""
    parts = re.split(r" (?:of|for|on|de|du|des) (?:the )?", run)
    first = next(
        (index for index, part in enumerate(parts) if words("organisation_words") & set(part.split())), len(parts) - 1
    )
    return run[run.index(parts[first]) :] if first else run


def _is_office(tokens: Sequence[str], index: int) -> bool:
    """Whether a word of a name is a person's office: not in "African Group of Negotiators" or "General Motors"."""
    if (index and tokens[index - 1] in ("of", "for", "and", "on")) or tokens[index] == "General":
        return False
    return tokens[index].lower() in words("offices")


def _begins_person(tokens: Sequence[str], index: int) -> bool:
    """Whether a person's name follows an organisation's at its end: "Kessel Republic Vadim Krasny"."""
    after_body = index > 1 and tokens[index - 1] in words("organisation_words") | words("portfolio_words")
    return after_body and index == len(tokens) - 2 and fold(tokens[index]) in given_names()


@functools.cache
def generic() -> frozenset[str]:
    """Words that make up the name of an organ of any state: "Foreign Ministry", "Supreme Council"."""
    return words("portfolio_words") | words("organs") | {"Supreme", "High", "of", "the", "for", "and"}


def _initials(name: str) -> str:
    return "".join(token[0] for token in name.split() if token[0].isupper())


def _party(name: str, listed: Gazetteer) -> str | None:
    """Whose side a body is on: the state's whose organ it is, nobody's if it is a research body, else its own."""
    tokens = name.split()
    if set(tokens) & words("independent_organisations"):
        return None
    found = next(listed.find(name), None)
    if found and found.entry.party and _is_organ(tokens, found):
        return found.entry.party
    return name


def _is_organ(tokens: Sequence[str], found: Found) -> bool:
    return bool(set(tokens) & words("organs")) and found.entry.kind in (Kind.STATE, Kind.BODY)


def speaking_bodies(
    text: str, sources: Sequence[Span], listed: Gazetteer, people: Container[str]
) -> Iterator[tuple[str, Entry]]:
    """Names that speak in the report and are no person's: "Ford", where there is a chief executive of Ford."""
    with_article = {found[1] for found in WITH_ARTICLE.finditer(text)}
    with_chief = {
        found[1]
        for found in pattern(rf"\b(?=({WORD}(?: {WORD})?)(?:'s?)? (?:\w+ ){{0,2}}<belongings>\b)").finditer(text)
    }
    for name in dict.fromkeys(text[slice(*span)] for span in sources):
        bare = re.sub(r"^[Tt]he |'s$", "", name)
        is_body = (
            bare in with_article if name != bare else bare in with_chief and fold(bare.split()[0]) not in given_names()
        )
        if is_body and re.fullmatch(rf"{WORD}(?: {WORD})?", bare) and not listed.entries(bare) and _free(bare, people):
            yield bare, Entry(bare, Kind.BODY, Use.NAME, _party(bare, listed))


def _free(name: str, people: Container[str]) -> bool:
    """Whether no word of a name is a person's, an office or an ordinary word."""
    tokens = set(name.split())
    if (
        tokens & words("not_names")
        or any(map(belongs, tokens))
        or tokens <= words("organisation_words") | words("portfolio_words")
    ):
        return False
    if {word.lower() for word in tokens} & (words("nameless") | words("offices")):
        return False
    return not any(fold(word) in people for word in name.split())


def acronyms(text: str) -> Iterator[tuple[str, Entry]]:
    """Letters that the report puts after a long form, and the long form itself."""
    for found in ACRONYM.finditer(text):
        long = LONG_FORM.search(text, max(0, found.start() - 120), found.start())
        name = _bare(long[0].strip()) if long else ""
        if not name or not _abbreviates(found[1], name):
            continue
        entry = known().entry(name, Use.NAME) or known().entry(found[1], Use.NAME)
        meant = entry or Entry(name, Kind.BODY, Use.NAME, name)
        yield found[1], meant
        yield name, meant


def _abbreviates(letters: str, long: str) -> bool:
    initials = "".join(word[0] for word in re.findall(r"\w+", long)).casefold()
    wanted = re.sub(r"\W", "", letters).casefold()
    rest = iter(initials)
    return (
        len(long.split()) > 1
        and wanted[:1] in initials
        and sum(letter in rest for letter in wanted) >= min(2, len(wanted))
    )


def _bare(name: str) -> str:
    """A name without article and without a word that tells whose the body is."""
    first, _, rest = re.sub(r"^[Tt]he ", "", name).partition(" ")
    return rest if belongs(first) else f"{first} {rest}".strip()
