"""Relations: what two statements have to do with each other, by a small model of counted clues; docs/relations.md.

It asks three things in turn: whether the two are about the same matter, whether they then exclude each other, and
whether, if not, they say the same. Each answer is a logistic function of the clues named in `vocabulary/relations.yml`.
"""

from __future__ import annotations

import bisect
import functools
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sayso.ledger.entry import Entry
from sayso.reading.gazetteer import Kind, known, straight
from sayso.statement import UNKNOWN, Act, Stand, Statement, single_names
from sayso.vocabulary import load

WORD = re.compile(r"[^\W\d_][\w'’-]+")
PLAIN = re.compile(r"\b[^\W\d_A-Z][\w'’-]+")  # a word without a capital: names are in every report of a negotiation
REFUSALS = frozenset({Act.REJECT, Act.DENY, Act.THREATEN})
ASKED = frozenset({Act.DEMAND, Act.OFFER, Act.ACCEPT})
DIRECTIONS = {Act.REJECT: -1.0, Act.DENY: -1.0, Act.DEMAND: 1.0, Act.OFFER: 1.0, Act.ACCEPT: 1.0, Act.THREATEN: -0.5}
CONDITIONAL = 0.6  # how far somebody is for something that is offered under a condition
SHORTEST_STEM = 4
EVEN = 0.5  # probability
AGAINST = 0.65  # from which two statements on one matter are taken to exclude each other (docs/settlement.md)
NAMED = 4  # words that a reason names
SIDES = frozenset({Kind.STATE, Kind.BODY})


class Relation(StrEnum):
    """How two statements relate: they exclude each other, meet at least in part, say the same, or neither."""

    CLASH = "clash"
    OVERLAP = "overlap"
    SAME = "same"
    UNRELATED = "unrelated"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A statement and its content in its own words."""

    statement: Statement
    quote: str

    @classmethod
    def of(cls, entry: Entry) -> Proposal:
        """The proposal of an entry."""
        return cls(entry.statement, entry.quote)


@dataclass(frozen=True, slots=True)
class Related:
    """A relation with its probability, what it rests on in words, and how likely both are about the same matter.

    `bearing` is how they relate if they are: what is left where "unrelated" is not an answer.
    """

    relation: Relation
    score: float
    reason: str
    about: float
    bearing: Relation


@dataclass(frozen=True, slots=True)
class Shared:
    """The weight of the words that two quotes share: as a share of the lighter one's words (`overlap`), of all words of
    both (`share`), and in tens, at most two (`common`)."""

    overlap: float
    share: float
    common: float


def relate(pairs: Sequence[tuple[Entry | Proposal, Entry | Proposal]]) -> list[Related]:
    """How the two of each pair relate, in the order of the pairs; which of the two comes first does not matter."""
    proposals = [tuple(Proposal.of(each) if isinstance(each, Entry) else each for each in pair) for pair in pairs]
    return [_related(one, other) for one, other in proposals]


def clues(one: Proposal, other: Proposal) -> dict[str, float]:
    """The clues that a pair gives: numbers by their names in the vocabulary."""
    shared, first, second = shared_words(one.quote, other.quote), one.statement, other.statement
    issues, more, acts = set(first.issues), set(second.issues), {first.act, second.act}
    told, back = names(one, second), names(other, first)
    denials = [named for each, named in ((first, told), (second, back)) if each.act is Act.DENY]
    return {
        "overlap": shared.overlap,
        "share": shared.share,
        "common": shared.common,
        "plain": plain_share(one.quote, other.quote),
        "issues": len(issues & more) / max(1, len(issues | more)),
        "one_side": float(not _parties(first).isdisjoint(_parties(second))),
        "named": float(told) + float(back),
        "opposed": -polarity(one, other.quote) * polarity(other, one.quote),
        "stands": float({first.stand, second.stand} == {Stand.FOR, Stand.AGAINST}),
        "refusal": float((first.act in REFUSALS) != (second.act in REFUSALS)),
        "denied": float(denials == [True]),  # only one denies, and names the other in that
        "denial": float(denials == [False]),
        "turned_down": float(Act.REJECT in acts and not acts.isdisjoint(ASKED)),
        "threat": float(Act.THREATEN in acts),
        "condition": float(any(each.condition or each.stand is Stand.CONDITIONAL for each in (first, second))),
    }


def shared_words(one: str, other: str) -> Shared:
    """What two quotes share of their words."""
    words, others = _weights(one), _weights(other)
    common = sum(words[word] for word in words.keys() & others.keys())
    total, further = sum(words.values()) or 1.0, sum(others.values()) or 1.0
    return Shared(common / min(total, further), common / (total + further - common), min(common / 10, 2.0))


def plain_share(one: str, other: str) -> float:
    """The weight of the words without capitals that two quotes share, as a share of the lighter one's."""
    words, others = _plain(one), _plain(other)
    lighter = min(sum(words.values()), sum(others.values()))
    return sum(words[word] for word in words.keys() & others.keys()) / lighter if lighter else 0.0


def polarity(proposal: Proposal, other: str) -> float:
    """Whether somebody is for (1) or against (-1) what another quote is about, too.

    Each negation and each word of undoing before the first word that both quotes share turns it round.
    """
    stems, others = _places(proposal.quote), _places(other)
    shared = min((stems[stem] for stem in stems.keys() & others.keys()), default=len(proposal.quote))
    turned = bisect.bisect_left(_turns(proposal.quote), shared)
    return -_leaning(proposal.statement) if turned % 2 else _leaning(proposal.statement)


def names(proposal: Proposal, other: Statement) -> bool:
    """Whether somebody names the holder or party of another statement, or speaks to them."""
    told = _told(proposal.quote, proposal.statement.addressee or "")
    return not told.isdisjoint(_called(other.party or "", other.holder))


def denies_others(proposal: Proposal, other: Statement, quote: str) -> bool:
    """Whether somebody denies what is told of sides that another statement, with its quote, is neither by nor about.

    "Hamas has not accepted the offer" denies nothing that Israel says of its own.
    """
    sides = set(sides_in(proposal.quote))
    if proposal.statement.act is not Act.DENY or sides <= _parties(proposal.statement):
        return False
    return sides.isdisjoint(_called(other.party or "", other.holder) | set(sides_in(quote)))


@functools.lru_cache(maxsize=16_384)
def _told(quote: str, addressee: str) -> frozenset[str]:
    """The states and bodies that a quote or an addressee names, by any of their names; the addressee; the words."""
    return frozenset({addressee, *sides_in(addressee), *sides_in(quote), *WORD.findall(quote)} - {""})


@functools.lru_cache(maxsize=16_384)
def _called(party: str, holder: str) -> frozenset[str]:
    """What a statement's parties and holder are called: in full, and by the last word."""
    full = {*single_names(party), holder} - {"", UNKNOWN}
    return frozenset(full | {name.split()[-1] for name in full})


def sides_in(text: str) -> Iterator[str]:
    """The states and bodies that a text names, by any of their names, seats and adjectives."""
    return (found.entry.name for found in known().find(straight(text)) if found.entry.kind in SIDES)


def _leaning(statement: Statement) -> float:
    match statement.stand:
        case Stand.FOR:
            return 1.0
        case Stand.AGAINST:
            return -1.0
        case Stand.CONDITIONAL:
            return -1.0 if statement.act in REFUSALS else CONDITIONAL
        case _:
            return DIRECTIONS.get(statement.act, 0.0)


def _related(one: Proposal, other: Proposal) -> Related:
    found = clues(one, other)
    about, excludes, same = (_probability(question, found) for question in ("about", "excludes", "same"))
    if denies_others(one, other.statement, other.quote) or denies_others(other, one.statement, one.quote):
        about = 0.0
    scores = {
        Relation.CLASH: about * excludes,
        Relation.SAME: about * (1 - excludes) * same,
        Relation.OVERLAP: about * (1 - excludes) * (1 - same),
        Relation.UNRELATED: 1 - about,
    }
    relation = _chosen(scores)
    bearing = Relation.CLASH if excludes >= AGAINST else Relation.SAME if same >= EVEN else Relation.OVERLAP
    told = relation if relation is not Relation.UNRELATED or about < EVEN else bearing
    return Related(relation, scores[relation], _reason(told, one, other), about, bearing)


def _chosen(scores: Mapping[Relation, float]) -> Relation:
    """The likeliest relation; a clash only where it is sure enough, as a false one misleads more than a missed one."""
    if scores[Relation.CLASH] >= load("relations")["sure_clash"]:
        return Relation.CLASH
    return max((each for each in scores if each is not Relation.CLASH), key=lambda each: scores[each])


def _probability(question: str, found: Mapping[str, float]) -> float:
    weights: Mapping[str, float] = load("relations")[question]
    score = weights["always"] + sum(weight * found[clue] for clue, weight in weights.items() if clue != "always")
    return 1 / (1 + math.exp(-score))


def _reason(relation: Relation, one: Proposal, other: Proposal) -> str:
    """What the relation rests on: who does what, and the words that both use."""
    named = _common_words(one, other)
    on = f"both on {', '.join(named[:NAMED])}" if named else "on like matters in other words"
    acts = f"{one.statement.act} against {other.statement.act}"
    told = {
        Relation.CLASH: f"{acts}, {on}",
        Relation.OVERLAP: f"they meet in part, {on}",
        Relation.SAME: f"the same thing, {on}",
        Relation.UNRELATED: "another thing",
    }
    return told[relation]


def _common_words(one: Proposal, other: Proposal) -> list[str]:
    """The content words of one that the other has in some form, the more telling first."""
    words, others = _weights(one.quote), _weights(other.quote)
    found = {stem(word.lower()): word for word in WORD.findall(one.quote)}
    return [found[each] for each in sorted(words.keys() & others.keys(), key=lambda each: (-words[each], each))]


def _parties(statement: Statement) -> set[str]:
    return set(single_names(statement.party or "")) - {""}


@functools.lru_cache(maxsize=16_384)
def _weights(quote: str) -> dict[str, float]:
    """The content words of a quote by their stems, each with its weight: rarer ones tell more."""
    table = load("relations")
    words = (word.lower() for word in WORD.findall(quote))
    stems = {stem(word) for word in words if word not in _stop_words() and len(word) > 2}
    return {each: math.log(table["statements"] / (1 + table["counts"].get(each, table["rare"]))) for each in stems}


@functools.lru_cache(maxsize=16_384)
def _plain(quote: str) -> dict[str, float]:
    """The content words of a quote that have no capital, by their stems, each with its weight."""
    weights, found = _weights(quote), {stem(word) for word in PLAIN.findall(quote)}
    return {word: weights[word] for word in found & weights.keys()}


@functools.lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """A word without its ending, so that "withdraw" and "withdrawal" are one."""
    for ending in load("relations")["endings"]:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            return word[: -len(ending)]
    return word


@functools.lru_cache(maxsize=16_384)
def _places(quote: str) -> dict[str, int]:
    """Where each content word of a quote, by its stem, first begins."""
    found: dict[str, int] = {}
    for match in WORD.finditer(quote):
        found.setdefault(stem(match[0].lower()), match.start())
    return {each: found[each] for each in found if each in _weights(quote)}


@functools.lru_cache(maxsize=16_384)
def _turns(quote: str) -> tuple[int, ...]:
    """Where the negations and words of undoing in a quote begin."""
    return tuple(match.start() for match in _turning().finditer(quote))


@functools.cache
def _stop_words() -> frozenset[str]:
    return frozenset(load("relations")["stop_words"])


@functools.cache
def _turning() -> re.Pattern[str]:
    words = [*load("relations")["negations"], *load("relations")["undoing"]]
    return re.compile(rf"\b(?:{'|'.join(words)})\b|n['’]t\b", re.IGNORECASE)
