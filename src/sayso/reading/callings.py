"""People by their office or calling: "the minister", "Iran's chief negotiator", "his US counterpart"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sayso.reading.antecedents import Sort, Speaker, by_recency
from sayso.reading.gazetteer import Kind
from sayso.reading.homelands import home, is_state
from sayso.reading.leaders import leader, leaders_of
from sayso.reading.lexicon import pattern, words
from sayso.reading.mentions import Cast, Person
from sayso.reading.nameless import UNNAMED, last_nameless
from sayso.reading.names import sex_of
from sayso.reading.offices import office_lines, offices_held
from sayso.reading.parties import FORMER, party_of_person, side_of
from sayso.reading.questions import Question, again, owner_of, person, unknown
from sayso.reading.sources import Source, office_asked
from sayso.reading.unfilled import without_holder
from sayso.vocabulary import load

RECENT = 5  # speakers among whom one is looked for who was called so
GENERIC_MATCH = 2  # words that a generic calling and a leader's office must share, the calling among them
OWN_PARTY = 3  # words in common that being of the party asked for is worth


def by_office(question: Question) -> Speaker | None:
    """Somebody whom the report or the vocabulary gives the office asked for; unknown where nobody is."""
    source = question.source
    if not source.office or source.noun.endswith("s") or not (source.definite or _of_headline(question)):
        return None
    if UNNAMED.match(source.text):
        return None
    if "counterpart" in source.head:
        return _counterpart(question)
    owner = owner_of(question)
    party = _party_asked(question, owner)
    generic = last_nameless(question) if source.noun in words("generic") else None
    return (
        _described_so(question)
        or generic
        or _holding(office_asked(source) | _offices_of_leader(party, question), party, owner, question)
        or without_holder(question, party, owner)
    )


def _offices_of_leader(party: str | None, question: Question) -> frozenset[str]:
    """The offices that "the Russian leader" may hold: those at the head of a state."""
    if not question.source.core.endswith("leader") or not is_state(party or "", question.cast):
        return frozenset()
    return frozenset(line for office in words("heads_with_office") for line in office_lines(office))


def _described_so(question: Question) -> Speaker | None:
    """Who spoke by a longer phrase for that office: "the spokesman" after "the foreign ministry spokesman"."""
    source = question.source
    if source.head != source.noun or source.owner or source.possessor:
        return None
    people = by_recency(question.speakers[-RECENT:], frozenset((Sort.PERSON,)))
    found = next((each for each in people if Source(each.described).office == source.noun), None)
    return again(found, "called so before", question) if found else None


def _of_headline(question: Question) -> bool:
    """Whether a source is an office with neither article nor name, as in "Iranian foreign minister says"."""
    source = question.source
    whole = source.span is not None and source.span[1] - source.span[0] >= len(source.text)
    told = side_of(source.core, question.cast) if whole and not source.article else None
    return told is not None and told.party is not None


def _holding(wanted: frozenset[str], party: str | None, owner: Speaker | None, question: Question) -> Speaker | None:
    """Who holds the office, by the report or else by the vocabulary."""
    fitting = _fitting(wanted, party, owner, question)
    if len(fitting) > 1:
        return _nearest(fitting, question)
    if fitting:
        return person(fitting[0], "office", question, fitting)
    return _by_vocabulary(wanted, party, question)


def _party_asked(question: Question, owner: Speaker | None) -> str | None:
    told = side_of(pattern(FORMER).sub("", question.source.core), question.cast)
    if told and told.party:
        return told.party
    only = load("roles")["office_states"]
    fixed = next((only[office] for office in only if office in question.source.core.lower()), None)
    return fixed or (owner.party.value if owner else None)


def _fitting(wanted: frozenset[str], party: str | None, owner: Speaker | None, question: Question) -> list[str]:
    """The people of the report who hold one of the offices and are not of another party, the most alike only."""
    asked, former = _words_of(question.source), _is_former(question.source.core)
    scored: list[tuple[int, str]] = []
    for each in question.cast.in_office(wanted, question.position):
        own = party_of_person(each, question.cast).value
        if _is_of_other_sex(each, question) or (owner and owner.name == each.name) or (party and own and own != party):
            continue
        fitting = (text for text in _descriptions(each, question.cast) if _is_former(text) == former)
        alike = max((_alike(wanted, asked, text) for text in fitting), default=0)
        scored.append((alike and alike + OWN_PARTY * bool(party and own == party), each.name))
    return _best(scored)


def _is_former(description: str) -> bool:
    """Whether a description is of somebody who no longer holds the office."""
    return pattern(FORMER).search(description) is not None


def _is_of_other_sex(each: Person, question: Question) -> bool:
    """Whether a calling tells a sex, as "spokeswoman" does, that somebody has not."""
    asked, own = sex_of("", question.source.noun), question.cast.sex(each.name)
    return asked is not None and own is not None and asked != own


def _words_of(source: Source) -> set[str]:
    return set(source.core.lower().split())


def _best(scored: Sequence[tuple[int, str]]) -> list[str]:
    """The names with the highest score, where that is above zero."""
    highest = max((score for score, _ in scored), default=0)
    return [name for score, name in scored if score == highest and score > 0]


def _descriptions(each: Person, cast: Cast) -> Iterator[str]:
    yield from (beside.text for beside in each.beside)
    known = leader(each.name, cast.month)
    if known and cast.month:
        yield known.office if known.held(cast.month) else f"former {known.office}"


def _alike(wanted: Iterable[str], asked: set[str], described: str) -> int:
    """How well a description fits the office asked for; zero where it is another office."""
    return 1 + len(asked & set(described.lower().split())) if offices_held(described) & set(wanted) else 0


def _nearest(names: Sequence[str], question: Question) -> Speaker:
    """Of several people in such an office, the one who spoke or was named last before the phrase."""
    spoken = ((each.position, each.name) for each in question.speakers if each.position < question.position)
    mentions = question.cast.last_mention(question.position, (Kind.PERSON,))
    named = ((mention.span[0], mention.name) for mention in mentions)
    fitting = [each for each in (*spoken, *named) if each[1] in names]
    if not fitting:
        return unknown(question, "office held by several", names)
    return person(max(fitting)[1], "office, named last", question, names)


def _by_vocabulary(wanted: Iterable[str], party: str | None, question: Question) -> Speaker | None:
    """A leader of the vocabulary, where the office says of which state it is and the report's date lies in the term."""
    state = party or home(question.cast)
    if not state or pattern(FORMER).search(question.source.core):
        return None
    held = [known for known in leaders_of(state) if known.held(question.cast.month)]
    least = GENERIC_MATCH if question.source.noun in words("generic") else 0
    scored = [(_alike(wanted, _words_of(question.source), known.office) - least, known.name) for known in held]
    names = _best(scored)
    return person(names[0], "office in the vocabulary", question, names) if len(names) == 1 else None


def _counterpart(question: Question) -> Speaker:
    """ "his US counterpart": somebody of that side in the office of the one whom the report just had."""
    told, owner = side_of(question.source.core, question.cast), owner_of(question)
    if not told or not told.party or not owner:
        return unknown(question, "counterpart")
    counterpart = question.cast.people.get(owner.name) or Person(owner.name, ())
    described = _descriptions(counterpart, question.cast)
    wanted = frozenset(line for text in described for line in office_lines(text))
    return _holding(wanted, told.party, owner, question) or unknown(question, "counterpart")
