"""Who and what a report names: its people with all forms of their names, its states, bodies and outlets, and where each is mentioned."""

from __future__ import annotations

import bisect
import functools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sayso.reading.gazetteer import Entry, Gazetteer, Kind, Use, known, straight
from sayso.reading.names import CAPITAL, Name, bare_name, fold, given_names, person_names, runs, sex_of, words
from sayso.reading.draft import Finding
from sayso.reading.organisations import new_bodies, speaking_bodies
from sayso.reading.quotations import quotations
from sayso.reading.sentences import sentences
from sayso.reading.sources import office_lines
from sayso.report import Report, Span
from sayso.vocabulary import load

# "Institute for the Study of War (ISW)", "Rapid Support Forces, or RSF": a long form and its letters.
ACRONYM = re.compile(rf"(?:\((?:the )?|, (?:or|known as) (?:the )?)([{CAPITAL}][\w/–-]{{1,11}})(?=[),])")
LONG_FORM = re.compile(rf"(?:[{CAPITAL}][\w'&-]*|\d+)(?: (?:(?:of|for|and|the|on|in|&|de|des|du) ){{0,3}}(?:[{CAPITAL}][\w'&-]*|\d+))*\s*\Z")
SUFFIXES = ("ian", "ese", "ean", "an", "n", "i", "ish")
SHORTEST_STATE = 4
SKELETON_FROM = 6
NEAR = 30  # people in one office that are looked at before and after a place
REACH = 3000  # characters that a noun like "the union" looks back over


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whom the report names in full, or by title and surname; `beside` is what it writes beside the name."""

    name: str
    words: tuple[str, ...]
    sex: str | None = None
    beside: tuple[Beside, ...] = ()


@dataclass(frozen=True, slots=True)
class Beside:
    """What the report writes beside a name, in one stretch, and where the name stands."""

    text: str
    position: int


@dataclass(frozen=True, slots=True)
class Mention:
    """A name at its place; `name` is canonical."""

    span: Span
    name: str
    kind: Kind
    form: str
    use: Use = Use.NAME


@dataclass(frozen=True, slots=True)
class Leader:
    """Somebody of the vocabulary of leaders: the side, the office and the ISO months of its term."""

    name: str
    party: str
    office: str
    start: str
    end: str | None

    def held(self, month: str | None) -> bool:
        """Whether the term covers ISO `month`; False where the month is unknown."""
        return month is not None and self.start <= month <= (self.end or "9999")


class Cast:
    """The people, states, bodies and outlets of one report."""

    def __init__(self, report: Report, sources: Iterable[Span] = ()) -> None:
        self.text = straight(report.text)
        self.month = report.published.isoformat()[:7] if report.published else None
        self.sentences = sentences(report.text)
        self.quotations = quotations(report.text)
        sources = list(sources)
        listed = Gazetteer([*_acronyms(self.text), *_new_states(self.text)], known())
        with_bodies = Gazetteer(new_bodies(self.text, listed), listed)
        self.people: dict[str, Person] = _people(_all_names(self.text, with_bodies, sources))
        self._by_word = _index(self.people.values())
        self._by_sound = _by_sound(self.people.values())
        self.gazetteer = Gazetteer(speaking_bodies(self.text, sources, with_bodies, self._by_word), with_bodies)
        self.mentions = _mentions(self.text, self)
        self._starts = [mention.span[0] for mention in self.mentions]
        self._offices = _offices(self.people.values())
        self.parties: dict[str, Finding[str | None]] = {}

    def called(self, name: str) -> tuple[str, ...]:
        """The people of the report, else of the vocabulary, whom `name` can be; several when it does not tell."""
        given = Name((0, 0), name).words
        if not given:
            return ()
        for candidates in (self._exactly(given), self._by_one_word(given), self._sounding(given), _leaders_called(given)):
            if candidates:
                return candidates
        return ()

    def sex(self, name: str) -> str | None:
        """The sex of somebody, as the report's titles or the given name tell it."""
        person = self.people.get(name)
        return person.sex if person and person.sex else sex_of(name, "")

    def mentions_in(self, span: Span) -> Sequence[Mention]:
        """The mentions that start inside `span`, in text order."""
        return self.mentions[bisect.bisect_left(self._starts, span[0]) : bisect.bisect_left(self._starts, span[1])]

    def quoted(self, offset: int) -> Span | None:
        """The quotation that holds `offset`, if any."""
        index = bisect.bisect_right(self.quotations, offset, key=lambda span: span[0]) - 1
        span = self.quotations[index] if index >= 0 else None
        return span if span and offset < span[1] else None

    def sentence(self, offset: int) -> int:
        """The index of the sentence that holds `offset`; zero before the first."""
        return max(0, bisect.bisect_right(self.sentences, offset, key=lambda span: span[0]) - 1)

    def _exactly(self, given: tuple[str, ...]) -> tuple[str, ...]:
        wanted = set(given)
        pool = [self.people[name] for name in self._by_word.get(given[-1], ())]
        same = [person.name for person in pool if len(given) > 1 and wanted <= set(person.words)]
        return tuple(same[:1])

    def _by_one_word(self, given: tuple[str, ...]) -> tuple[str, ...]:
        if len(given) > 1:
            return ()
        pool = [self.people[name] for name in self._by_word.get(given[0], ())]
        for place in (-1, 0):
            chosen = tuple(person.name for person in pool if person.words[place] == given[0])
            if chosen:
                return chosen
        return tuple(person.name for person in pool)

    def _sounding(self, given: tuple[str, ...]) -> tuple[str, ...]:
        if len(given[-1]) < SKELETON_FROM:
            return ()
        pool = [self.people[name] for name in self._by_sound.get(skeleton(given[-1]), ())]
        return tuple(person.name for person in pool if len(given) == 1 or given[0] == person.words[0])

    def in_office(self, lines: Iterable[str], position: int) -> list[Person]:
        """The people near `position` who are given one of the offices, each once, in the order of the report."""
        found: dict[str, None] = {}
        for line in lines:
            held = self._offices.get(line, [])
            middle = bisect.bisect_right(held, (position, ""))
            found.update(dict.fromkeys(name for _, name in held[max(0, middle - NEAR) : middle + NEAR]))
        return [self.people[name] for name in found]

    def last_mention(self, position: int, kinds: Iterable[Kind], reach: int = REACH) -> Iterator[Mention]:
        """The mentions of some kinds before `position`, the last first, those inside quotations left out."""
        wanted = frozenset(kinds)
        for mention in reversed(self.mentions_in((max(0, position - reach), position))):
            if mention.kind in wanted and not self.quoted(mention.span[0]):
                yield mention

    @functools.cached_property
    def capitalised(self) -> frozenset[str]:
        """Words with a capital that do not open their sentence."""
        return frozenset(re.findall(rf"(?<=[a-z,] )[{CAPITAL}][\w-]*(?:'s)?", self.text))

    @functools.cached_property
    def prominent(self) -> tuple[str, ...]:
        """The states and bodies of the report, the most often named first."""
        counts = Counter(mention.name for mention in self.mentions if mention.kind in (Kind.STATE, Kind.BODY))
        return tuple(name for name, _ in counts.most_common())


def skeleton(word: str) -> str:
    """A romanised name without what romanisations differ in: vowels after the first letter, doubled letters, q for gh."""
    plain = re.sub(r"gh|q", "g", word)
    return re.sub(r"(.)\1+", r"\1", plain[:1] + re.sub(r"[aeiouy]", "", plain[1:]))


@functools.cache
def leaders() -> Mapping[str, tuple[Leader, ...]]:
    """The vocabulary's leaders by each word of each form of their names, folded."""
    table: defaultdict[str, dict[str, Leader]] = defaultdict(dict)
    for leader, forms in _leader_rows():
        for form in forms:
            for word in Name((0, 0), form).words:
                table[word][leader.name] = leader
    return {word: tuple(found.values()) for word, found in table.items()}


@functools.cache
def _terms() -> Mapping[str, tuple[Leader, ...]]:
    table: defaultdict[str, list[Leader]] = defaultdict(list)
    for found, _ in _leader_rows():
        table[found.name].append(found)
    return {name: tuple(terms) for name, terms in table.items()}


def leader(name: str, month: str | None = None) -> Leader | None:
    """The leader of the vocabulary with this canonical name: in the term that ISO `month` falls into, else in the last before it."""
    terms = _terms().get(name, ())
    begun = [term for term in terms if month and term.start <= month]
    return next((term for term in terms if term.held(month)), max(begun, key=lambda term: term.start) if begun else next(iter(terms), None))


@functools.cache
def leader_forms() -> Mapping[tuple[str, ...], str]:
    """The canonical name for the folded words of each full form of a leader's name."""
    return {Name((0, 0), form).words: found.name for found, forms in _leader_rows() for form in forms}


@functools.cache
def leaders_of(party: str) -> tuple[Leader, ...]:
    """The leaders of the vocabulary who speak for `party`."""
    return tuple(found for found, _ in _leader_rows() if found.party == party)


def _leader_rows() -> Iterator[tuple[Leader, list[str]]]:
    for name, rows in load("leaders").items():
        for row in rows if isinstance(rows, list) else [rows]:
            term = str(row.get("from", "")), str(row["to"]) if "to" in row else None
            yield Leader(name, row["of"], row.get("office", ""), *term), [name, *row.get("also", ())]


def _leaders_called(given: tuple[str, ...]) -> tuple[str, ...]:
    found = leaders().get(given[-1], ())
    if len(given) > 1:
        exact = leader_forms().get(given)
        return (exact,) if exact else ()
    last = [who.name for who in found if Name((0, 0), who.name).words[-1] == given[0]]
    return tuple(last or [who.name for who in found if fold(who.name.split()[0]) != given[0]])


def _acronyms(text: str) -> Iterator[tuple[str, Entry]]:
    """Letters that the report puts after a long form, and the long form itself."""
    for found in ACRONYM.finditer(text):
        long = LONG_FORM.search(text, max(0, found.start() - 120), found.start())
        if not long or not _abbreviates(found[1], long[0].strip()):
            continue
        entry = known().entry(long[0].strip(), Use.NAME) or known().entry(found[1], Use.NAME)
        meant = entry or Entry(_without_article(long[0].strip()), Kind.BODY, Use.NAME, _without_article(long[0].strip()))
        yield found[1], meant
        yield long[0].strip(), meant


def _abbreviates(letters: str, long: str) -> bool:
    initials = "".join(word[0] for word in re.findall(r"\w+", long)).casefold()
    wanted = re.sub(r"\W", "", letters).casefold()
    rest = iter(initials)
    return len(long.split()) > 1 and wanted[:1] in initials and sum(letter in rest for letter in wanted) >= min(2, len(wanted))


def _without_article(name: str) -> str:
    return re.sub(r"^[Tt]he ", "", name)


def _new_states(text: str) -> Iterator[tuple[str, Entry]]:
    """Names that the report also uses as adjectives, "Veldora" and "Veldoran ministers": lands that no list has."""
    single = set(re.findall(rf"\b[{CAPITAL}]\w{{3,}}\b", text))
    adjectives = set(re.findall(rf"\b([{CAPITAL}]\w{{3,}}) (?=[a-z])", text))
    for adjective in sorted(adjectives):
        name = next((adjective[: -len(end)] for end in SUFFIXES if _derives(adjective, end, single)), None)
        if name:
            entry = Entry(name, Kind.STATE, Use.NAME, name)
            yield name, entry
            yield adjective, replace(entry, use=Use.ADJECTIVE)
            yield adjective + "s", replace(entry, use=Use.PEOPLE)


def _derives(adjective: str, end: str, single: set[str]) -> bool:
    name = adjective.removesuffix(end)
    if name == adjective or len(name) < SHORTEST_STATE or name not in single:
        return False
    if known().entries(name) or known().entries(adjective):
        return False
    return not {fold(name), fold(adjective)} & given_names().keys() and name not in words("not_names")


def _all_names(text: str, gazetteer: Gazetteer, sources: Iterable[Span]) -> list[Name]:
    found = {name.span: name for name in person_names(text, gazetteer)}
    for span in sources:
        for name in person_names(text, gazetteer, span, trusted=True):
            if len(name.words) > 1:
                found.setdefault(name.span, name)
    return [found[span] for span in sorted(found)]


def _people(names: Sequence[Name]) -> dict[str, Person]:
    """The people behind `names`: fuller forms first, so that shorter ones find them."""
    people: dict[str, Person] = {}
    by_last: defaultdict[str, list[str]] = defaultdict(list)
    for name in sorted(names, key=lambda each: -len(each.words)):
        if not name.words:
            continue
        same = next((who for who in by_last[name.words[-1]] if _same(people[who], name)), None)
        canonical = same or _canonical(name)
        if canonical not in people:
            people[canonical] = Person(canonical, name.words)
            by_last[name.words[-1]].append(canonical)
        people[canonical] = _described(people[canonical], name)
    return people


def _same(person: Person, name: Name) -> bool:
    given = name.words
    if len(given) == 1:
        return person.words[-1] == given[0]
    return set(given) <= set(person.words) or given[0] == person.words[0]


def _canonical(name: Name) -> str:
    ends = (name.words[0], name.words[-1]) if len(name.words) > 1 else name.words
    return leader_forms().get(name.words) or leader_forms().get(ends) or name.text


def _described(person: Person, name: Name) -> Person:
    beside = tuple(Beside(text, name.span[0]) for text in (name.before, name.after) if text)
    sex = person.sex or sex_of(name.text, f"{name.before} | {name.after}")
    return replace(person, sex=sex, beside=(*person.beside, *beside))


def _by_sound(people: Iterable[Person]) -> dict[str, tuple[str, ...]]:
    table: defaultdict[str, list[str]] = defaultdict(list)
    for person in people:
        table[skeleton(person.words[-1])].append(person.name)
    return {sound: tuple(names) for sound, names in table.items()}


def _offices(people: Iterable[Person]) -> dict[str, list[tuple[int, str]]]:
    """Who is given each line of offices, by the place where the report does so."""
    table: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for person in people:
        for beside in person.beside:
            for line in office_lines(beside.text):
                table[line].append((beside.position, person.name))
    return {line: sorted(held) for line, held in table.items()}


def _index(people: Iterable[Person]) -> dict[str, tuple[str, ...]]:
    table: defaultdict[str, list[str]] = defaultdict(list)
    for person in people:
        for word in dict.fromkeys((*person.words, *Name((0, 0), person.name).words)):
            table[word].append(person.name)
    return {word: tuple(names) for word, names in table.items()}


def _mentions(text: str, cast: Cast) -> list[Mention]:
    """Every name of the report at its place, in text order; of two that overlap, the person's."""
    people = list(_people_mentioned(text, cast))
    taken = [mention.span for mention in people]
    others = [mention for mention in _others_mentioned(text, cast.gazetteer) if not _overlaps(mention.span, taken)]
    return sorted([*people, *others], key=lambda mention: mention.span)


def _people_mentioned(text: str, cast: Cast) -> Iterator[Mention]:
    for run in runs(text):
        name = bare_name(text, run, cast.gazetteer)
        called = cast.called(name.text) if name else ()
        if name and len(called) == 1:
            yield Mention(name.span, called[0], Kind.PERSON, name.text)


def _others_mentioned(text: str, gazetteer: Gazetteer) -> Iterator[Mention]:
    for found in gazetteer.find(text):
        yield Mention(found.span, found.entry.name, found.entry.kind, found.form, found.entry.use)


def _overlaps(span: Span, taken: Sequence[Span]) -> bool:
    index = bisect.bisect_right(taken, span)
    before, after = taken[index - 1 : index], taken[index : index + 1]
    return any(other[0] < span[1] and span[0] < other[1] for other in (*before, *after))
