"""Who and what a report names: its people with all forms of their names, its states, bodies and outlets, and where."""

from __future__ import annotations

import bisect
import functools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from sayso.reading.draft import Finding
from sayso.reading.gazetteer import Gazetteer, Kind, Use, known, straight
from sayso.reading.leaders import leader, leaders_called, leaders_named
from sayso.reading.letters import CAPITAL
from sayso.reading.names import Name, bare_names, described, folded_words, is_person, person_names, sex_of
from sayso.reading.offices import offices_held
from sayso.reading.organisations import acronyms, new_bodies, speaking_bodies
from sayso.reading.quotations import quotations
from sayso.reading.sentences import sentences
from sayso.reading.states import new_states
from sayso.reading.surnames import lone_names
from sayso.report import Report, Span

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


class Cast:
    """The people, states, bodies and outlets of one report."""

    def __init__(self, report: Report, sources: Iterable[Span] = ()) -> None:
        self.text = straight(report.text)
        self.publisher = report.publisher
        self.month = report.published.isoformat()[:7] if report.published else None
        self.sentences = sentences(report.text)
        self.quotations = quotations(report.text)
        sources = list(sources)
        listed = Gazetteer([*acronyms(self.text), *new_states(self.text)], known())
        with_bodies = Gazetteer(new_bodies(self.text, listed), listed)
        bare = list(bare_names(self.text, with_bodies))
        names = _all_names(self.text, bare, with_bodies, sources)
        told = {word for name in names for word in name.words}
        self.gazetteer = Gazetteer(speaking_bodies(self.text, sources, with_bodies, told), with_bodies)
        names += lone_names(self.text, sources, self.gazetteer)
        self.people: dict[str, Person] = _people(names, self.month)
        self._by_word = _index(self.people.values())
        self._by_sound = _by_sound(self.people.values())
        self.mentions = _mentions(bare, self)
        self._starts = [mention.span[0] for mention in self.mentions]
        self._offices = _offices(self.people.values(), self.mentions, self.month)
        self.parties: dict[str, Finding[str | None]] = {}

    def called(self, name: str) -> tuple[str, ...]:
        """The people of the report, else of the vocabulary, whom `name` can be; several when it does not tell."""
        given = folded_words(name)
        if not given:
            return ()
        for candidates in (
            self._exactly(given),
            self._by_one_word(given),
            self._sounding(given),
            leaders_called(given, self.month),
        ):
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

    def opens_sentence(self, offset: int) -> bool:
        """Whether a sentence begins at `offset`, or a quotation mark before it does."""
        return bool(self.sentences) and self.sentences[self.sentence(offset)][0] >= offset - 1

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
        return [self.people.get(name) or Person(name, folded_words(name)) for name in found]

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
    def prominence(self) -> tuple[tuple[str, int], ...]:
        """The states and bodies of the report with the number of their mentions, the most often named first."""
        counts = Counter(mention.name for mention in self.mentions if mention.kind in (Kind.STATE, Kind.BODY))
        return tuple(counts.most_common())

    @functools.cached_property
    def prominent(self) -> tuple[str, ...]:
        """The states and bodies of the report, the most often named first."""
        return tuple(name for name, _ in self.prominence)


def skeleton(word: str) -> str:
    """A romanised name without what romanisations differ in: vowels but the first letter, doubled letters, q for gh."""
    plain = re.sub(r"gh|q", "g", word)
    return re.sub(r"(.)\1+", r"\1", plain[:1] + re.sub(r"[aeiouy]", "", plain[1:]))


def _all_names(text: str, bare: Iterable[Span], gazetteer: Gazetteer, sources: Iterable[Span]) -> list[Name]:
    """The names of people: those with something beside them that tells it, and those of two words that speak."""
    names = (described(text, span) for span in bare)
    found = {name.span: name for name in names if is_person(name) or leaders_named(name.words)}
    for span in sources:
        speaking = (name for name in person_names(text, gazetteer, span, trusted=True) if len(name.words) > 1)
        for name in speaking:
            found.setdefault(name.span, name)
    return [found[span] for span in sorted(found)]


def _people(names: Sequence[Name], month: str | None) -> dict[str, Person]:
    """The people behind `names`: fuller forms first, so that shorter ones find them."""
    people: dict[str, Person] = {}
    by_last: defaultdict[str, list[str]] = defaultdict(list)
    by_first: defaultdict[str, list[str]] = defaultdict(list)
    for name in sorted(names, key=lambda each: -len(each.words)):
        if not name.words:
            continue
        same = next((who for who in by_last[name.words[-1]] if _same(people[who], name)), None)
        if same is None and len(name.words) == 1 and len(by_first[name.words[0]]) == 1:
            same = by_first[name.words[0]][0]
        canonical = same or _canonical(name, month)
        if canonical not in people:
            people[canonical] = Person(canonical, name.words)
            by_last[name.words[-1]].append(canonical)
            if len(name.words) > 1:
                by_first[name.words[0]].append(canonical)
        people[canonical] = _described(people[canonical], name)
    return people


def _same(person: Person, name: Name) -> bool:
    given = name.words
    if len(given) == 1:
        return person.words[-1] == given[0]
    return set(given) <= set(person.words) or given[0] == person.words[0]


def _canonical(name: Name, month: str | None) -> str:
    called = leaders_called(name.words, month)
    return called[0] if len(called) == 1 else name.text


def _described(person: Person, name: Name) -> Person:
    beside = tuple(Beside(text, name.span[0]) for text in (name.before, name.after) if text)
    sex = person.sex or sex_of(name.text, f"{name.before} | {name.after}")
    return replace(person, sex=sex, beside=(*person.beside, *beside))


def _by_sound(people: Iterable[Person]) -> dict[str, tuple[str, ...]]:
    table: defaultdict[str, list[str]] = defaultdict(list)
    for person in people:
        table[skeleton(person.words[-1])].append(person.name)
    return {sound: tuple(names) for sound, names in table.items()}


def _offices(
    people: Iterable[Person], mentions: Iterable[Mention], month: str | None
) -> dict[str, list[tuple[int, str]]]:
    """Who is in each line of offices, by the place where the report says so, or first names a leader in office."""
    table: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for person in people:
        for beside in person.beside:
            for line in offices_held(beside.text):
                table[line].append((beside.position, person.name))
    for name, position in _first_mentions(mentions).items():
        known = leader(name, month)
        for line in offices_held(known.office) if known and known.held(month) else ():
            table[line].append((position, name))
    return {line: sorted(held) for line, held in table.items()}


def _first_mentions(mentions: Iterable[Mention]) -> dict[str, int]:
    first: dict[str, int] = {}
    for mention in mentions:
        if mention.kind is Kind.PERSON:
            first.setdefault(mention.name, mention.span[0])
    return first


def _index(people: Iterable[Person]) -> dict[str, tuple[str, ...]]:
    table: defaultdict[str, list[str]] = defaultdict(list)
    for person in people:
        for word in dict.fromkeys((*person.words, *folded_words(person.name))):
            table[word].append(person.name)
    return {word: tuple(names) for word, names in table.items()}


def _mentions(bare: Iterable[Span], cast: Cast) -> list[Mention]:
    """Every name of the report at its place, in text order; of two that overlap, the person's."""
    people = list(_people_mentioned(bare, cast))
    taken = [mention.span for mention in people]
    others = [mention for mention in _others_mentioned(cast) if not _overlaps(mention.span, taken)]
    return sorted([*people, *others], key=lambda mention: mention.span)


def _people_mentioned(bare: Iterable[Span], cast: Cast) -> Iterator[Mention]:
    for span in bare:
        form = cast.text[slice(*span)]
        called = () if cast.gazetteer.entries(form) else cast.called(form)
        if len(called) == 1:
            yield Mention(span, called[0], Kind.PERSON, form)


def _others_mentioned(cast: Cast) -> Iterator[Mention]:
    for found in cast.gazetteer.find(cast.text):
        yield Mention(found.span, found.entry.name, found.entry.kind, found.form, found.entry.use)


def _overlaps(span: Span, taken: Sequence[Span]) -> bool:
    index = bisect.bisect_right(taken, span)
    before, after = taken[index - 1 : index], taken[index : index + 1]
    return any(other[0] < span[1] and span[0] < other[1] for other in (*before, *after))
