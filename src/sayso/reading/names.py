"""Names of people in a text: where they stand, and the titles and callings that stand beside them."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from sayso.reading.gazetteer import Gazetteer, Kind, Use
from sayso.report import Span
from sayso.vocabulary import load

MALE, FEMALE = "male", "female"
CAPITAL = "".join(letter for letter in map(chr, range(0x250)) if letter.isupper())
# Small words that stand inside a name ("Mohammed bin Salman", "Ursula von der Leyen").
PARTICLE = r"(?:bin|bint|ibn|van|von|der|den|de|da|do|dos|das|di|del|della|la|le|ter|zu)"
ABBREVIATED = r"(?:Dr|Mr|Mrs|Ms|Mme|Gen|Sen|Rep|Gov|Lt|Col|Maj|Capt|Prof|Rev|Sgt|St|Adm|Brig|Hon|M|Jr)\."
TOKEN = rf"(?:{ABBREVIATED}|(?:[{CAPITAL}]\.)+|(?:[AaEe]l|[Aa]n|[Aa]s|[Uu]l)-[{CAPITAL}][\w]*|[{CAPITAL}]\w*(?:['-](?!s\b)\w+)*)"
OF_OFFICE = "of (?:the )?(?=State|Staff|Defen[cs]e|Foreign|Finance|Interior|Justice|Health|War|Commerce|Labou?r|Agriculture|Energy|Homeland|Trade|Economy|Treasury|House)"
RUN = re.compile(rf"\b{TOKEN}(?:\]? \[?(?:(?:{PARTICLE} ){{1,2}}|{OF_OFFICE})?{TOKEN})*")
PIECE = re.compile(rf"{TOKEN}|{PARTICLE}\b|of\b")
FAMILY_PARTICLES = frozenset("van von der den de da do dos das di del della la le ter zu bin bint ibn al".split())
LOOK_AROUND = 140
AFTER = re.compile(
    r"(?:, (?:formerly|once|the|an?|his|her|its|their|our|your|one|another|head|chief|chairman|chairwoman|chair|president|leader|prime"
    r"|director|spokesman|spokeswoman|spokesperson|secretary|deputy|senior|former|foreign|member|adviser|professor|ceo|general|editor|mother|father)\b"
    rf"|, (?={TOKEN}(?: {TOKEN})*(?:'s?)? [a-z])|,? who (?:also |jointly |now |then )?(?:is|was|leads|led|heads|headed|chairs|chaired|runs|ran|represents|negotiates|speaks|serves|works|advises|commands)\b"
    r"| (?:of|for) (?:the )?(?=[A-Z]))[^,.;:\"“”\n–—]*"
    r"| \([^()]{2,40}\)"
)
SEPARATOR = re.compile(r"[,.;:()\"“”\n–—]")
CLAUSE = re.compile(
    r"( and | but | that | said | says | told | tells | by | with | as | while | when | after | before | if | to | than | like | because | where"
    r" | urged | asked | accused | called | met | between | from | whether | against | about | including | quoted | cited | under | even | also )"
)
MEMBER = re.compile(rf"(?:'s?|\b(?:Republican|Democrat|Labour|Conservative|Tory|[a-z]+ [A-Z]\w*(?:an|ish|ese|i)))\Z")


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name at its place, with what is written beside it; offsets into the straightened text."""

    span: Span
    text: str
    before: str = ""
    after: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        """The parts of the name without particles, folded."""
        split = (re.sub(r"^[AaEe]l-", "", word) for word in self.text.split() if word.lower() not in FAMILY_PARTICLES)
        return tuple(folded for word in split if (folded := fold(word)))


def fold(word: str) -> str:
    """`word` for comparing: without accents, case, apostrophes and hyphens."""
    plain = unicodedata.normalize("NFKD", word).encode("ascii", "ignore").decode() or word
    return re.sub(r"[^a-z0-9]", "", plain.casefold())


@functools.cache
def given_names() -> dict[str, str]:
    """The sex that each given name tells, by folded name."""
    return {fold(name): sex for sex in (MALE, FEMALE) for name in load("given_names")[sex].split()}


@functools.cache
def words(kind: str) -> frozenset[str]:
    """The words of one list of the vocabulary of roles."""
    return frozenset(load("roles")[kind])


@functools.cache
def addresses() -> dict[str, str | None]:
    """The sex that each form of address tells, None where both bear it."""
    rows = load("roles")["address"]
    return {form: None if sex == "either" else sex for sex, forms in rows.items() for form in forms}


@functools.cache
def sexed() -> dict[str, str]:
    """The sex that each calling tells, where only one bears it."""
    return {word: sex for sex, listed in load("roles")["sexed"].items() for word in listed}


def runs(text: str, span: Span | None = None) -> Iterator[Span]:
    """Stretches of words with capitals in straightened `text`, particles inside included."""
    for run in RUN.finditer(text, *(span or (0, len(text)))):
        yield run.span()


def person_names(text: str, gazetteer: Gazetteer, span: Span | None = None, trusted: bool = False) -> Iterator[Name]:
    """Names of people in straightened `text`, titles taken off.

    A name of one word is one only after a title; a longer one must follow a title, begin with a given name or have a
    calling beside it, unless `trusted`, when nothing else speaks against it.
    """
    for run in runs(text, span):
        name = bare_name(text, run, gazetteer)
        if name and (trusted or _is_person(name)):
            yield name


def bare_name(text: str, run: Span, gazetteer: Gazetteer) -> Name | None:
    """What is left of a run of capitals without the titles before it, unless it names an organisation or a land."""
    pieces = list(PIECE.finditer(text, *run))
    first = _first_after_titles(text, pieces, gazetteer)
    while first < len(pieces) and pieces[first][0] in FAMILY_PARTICLES | {"of"}:
        first += 1
    if first >= len(pieces):
        return None
    start, end = pieces[first].start(), run[1]
    if _names_something_else(text, (start, end), gazetteer):
        return None
    return Name((start, end), re.sub(r"[\[\]]", "", text[start:end]), *_beside(text, start, end))


def _first_after_titles(text: str, pieces: list[re.Match[str]], gazetteer: Gazetteer) -> int:
    """The index of the first piece of the name itself: after the last title, office, people or state."""
    first = index = 0
    while index < len(pieces):
        length = _title_length(text, pieces, index, gazetteer)
        index += max(1, length)
        if length and not (index == len(pieces) and first < index - length and _given(pieces[first][0])):
            first = index
    return first


def _title_length(text: str, pieces: list[re.Match[str]], index: int, gazetteer: Gazetteer) -> int:
    """How many pieces from `index` on are no part of a name."""
    piece = pieces[index]
    if piece[0] in addresses() or piece[0].lower() in words("offices") or piece[0] in words("not_names"):
        return 1
    if index and pieces[index - 1][0] == "of" and piece[0] in words("portfolios"):
        return 1
    if piece[0] in words("organisation_words"):
        return 1
    found = next(gazetteer.find(text, (piece.start(), pieces[-1].end())), None)
    if found is None or found.span[0] != piece.start() or (found.entry.use is Use.NAME and _mostly_given(found.form)):
        return 0
    return sum(found.span[0] <= other.start() < found.span[1] for other in pieces[index:])


def _mostly_given(form: str) -> bool:
    """Whether a form is also a given name, as in "Israel Katz"."""
    return not form.isupper() and fold(form) in given_names()


def _given(word: str) -> bool:
    return fold(word) in given_names() or fold(word.split("-")[0]) in given_names()


def _names_something_else(text: str, span: Span, gazetteer: Gazetteer) -> bool:
    name = text[slice(*span)]
    if any(word in words("organisation_words") for word in name.split()) or (name.isupper() and " " not in name):
        return True
    entry = gazetteer.entry(name)
    return entry is not None and entry.kind is not Kind.PERSON and not _mostly_given(name)


def _beside(text: str, start: int, end: int) -> tuple[str, str]:
    """The title before a name and the apposition, membership or calling after it; each empty where there is none."""
    line = text[max(0, start - LOOK_AROUND) : start]
    after = AFTER.match(text, end, min(len(text), end + LOOK_AROUND))
    return _title(line), after[0].strip(" ,") if after else ""


def _title(line: str) -> str:
    """The title or the apposition that ends where a name begins."""
    if line.endswith(", "):
        segment = SEPARATOR.split(line[:-2])[-1]
        return _own_part(segment) if office_in(segment) else ""
    segment = _own_part(SEPARATOR.split(line)[-1])
    return segment if titled(segment) or MEMBER.search(segment) else ""


def _own_part(segment: str) -> str:
    """What is left of the words before a name when what belongs to its sentence is cut off."""
    parts = CLAUSE.split(segment)
    kept = parts[-1]
    for conjunction, before in zip(parts[-2::-2], parts[-3::-2], strict=False):
        if conjunction != " and " or not titled(before.strip()):
            break
        kept = before + conjunction + kept
    return kept.strip()


def office_in(text: str) -> str:
    """The last word or pair of words in `text` that is an office, or nothing."""
    tokens = re.findall(r"[\w-]+", text.lower())
    for index in range(len(tokens) - 1, -1, -1):
        pair = " ".join(tokens[max(0, index - 1) : index + 1])
        if pair in words("offices"):
            return pair
        if tokens[index] in words("offices"):
            return tokens[index]
    return ""


def titled(before: str) -> bool:
    """Whether what stands before a name ends in an office or a form of address."""
    tokens = before.split()
    if not tokens:
        return False
    if tokens[-1] in addresses() or tokens[-1].lower() in words("offices"):
        return True
    return any(before.endswith(f"of {portfolio}") for portfolio in words("portfolios"))


def _is_person(name: Name) -> bool:
    parts = name.text.split()
    if titled(name.before):
        return True
    if len(parts) < 2:
        return False
    return _given(parts[0]) or bool(office_in(name.after)) or name.after.startswith("who ") or bool(office_in(name.before))


def sex_of(name: str, beside: str) -> str | None:
    """Whether `name` is a man's or a woman's: by what stands beside it, or the given name; None where neither tells."""
    for token in re.findall(r"[\w.]+", beside):
        told = addresses().get(token) or sexed().get(token.lower())
        if told:
            return told
    parts = name.split()
    return given_names().get(fold(parts[0])) if len(parts) > 1 else None


def is_adjective(word: str, gazetteer: Gazetteer) -> bool:
    """Whether `word` is the adjective of a state, a body or a people."""
    return gazetteer.entry(word, Use.ADJECTIVE) is not None
