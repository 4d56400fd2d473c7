"""Which two, or which group, "both sides", "the two leaders", "these countries" and "all three" are."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence

from sayso.reading.antecedents import Sort, Speaker, by_recency
from sayso.reading.gazetteer import Kind
from sayso.reading.lexicon import pattern, words
from sayso.reading.mentions import Cast
from sayso.reading.questions import Question, again, unknown
from sayso.reading.several import joined

PAIRED = (
    r"(?i)\A(?:both(?: <pair_nouns>)?|(?:the|these) two(?: <pair_nouns>)?|the pair"
    r"|neither(?: side| party| of the two)?|either side|each side|the <bare_pairs>)\Z"
)
COUNTED = r"(?i)\A(?:the|these|those|all)(?: (<numbers>))?(?: (?:[\w-]+ )?<pair_nouns>)?\Z"
NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
NEAR = 2  # sentences in which two names may stand side by side
TOGETHER = re.compile(r"(?:'s?)?(?: (?:and|with|to) |-| (?:and|with) (?:[a-z]+ ){1,4})(?:the )?\Z")
RECENT = 6  # speakers among whom a joint holder is looked for


def both_sides(question: Question) -> Speaker | None:
    """ "both sides", "the two leaders": the last two of the same kind who are named or speak together."""
    if not pattern(PAIRED).match(question.source.core):
        return None
    earlier = _joint_before(question, 2) or _joint_before(question, None)
    if earlier:
        return again(earlier, "both sides", question)
    two = _people(question) if _of_people(question) else _parties(question)
    if len(two) < 2:
        return unknown(question, "both sides", two)
    return joined([question.resolved(name) for name in two], "both sides", question)


def all_of_them(question: Question) -> Speaker | None:
    """ "the three countries", "these nations", "all three": the last joint holder of as many."""
    found = pattern(COUNTED).match(question.source.core)
    if found is None or not (found[1] or question.source.article in ("these", "those")):
        return None
    number = NUMBERS.index(found[1].lower()) + 2 if found[1] else None
    earlier = _joint_before(question, number)
    return again(earlier, "joint holders again", question) if earlier else None


def _joint_before(question: Question, number: int | None) -> Speaker | None:
    joint = (each for each in reversed(question.speakers[-RECENT:]) if "; " in each.name)
    return next((each for each in joint if number in (None, each.name.count("; ") + 1)), None)


def _of_people(question: Question) -> bool:
    return bool(set(question.source.core.lower().split()) & words("pair_of_people"))


def _people(question: Question) -> list[str]:
    """The two people named last, in the order of the report."""
    mentions = question.cast.last_mention(question.position, (Kind.PERSON,))
    return list(dict.fromkeys(mention.name for mention in mentions))[:2][::-1]


def _parties(question: Question) -> list[str]:
    """The two parties named last side by side, else the two that the report names most often or that spoke last."""
    return _side_by_side(question) or _foremost(question.cast) or _spoken(question)


def _side_by_side(question: Question) -> list[str]:
    cast = question.cast
    start = cast.sentences[max(0, cast.sentence(question.position) - NEAR)][0] if cast.sentences else 0
    mentions = [each for each in cast.mentions_in((start, question.position)) if each.kind in (Kind.STATE, Kind.BODY)]
    for first, second in reversed(list(itertools.pairwise(mentions))):
        two = _named((first.name, second.name), cast)
        if len(two) == 2 and TOGETHER.match(cast.text[first.span[1] : second.span[0]]):
            return two
    return []


def _spoken(question: Question) -> list[str]:
    bodies = by_recency(question.speakers, frozenset((Sort.BODY,)))
    return list(dict.fromkeys(speaker.name for speaker in bodies))[:2][::-1]


def _foremost(cast: Cast) -> list[str]:
    counts: Counter[str] = Counter()
    for name, count in cast.prominence:
        counts.update(dict.fromkeys(_named((name,), cast), count))
    return [party for party, count in counts.most_common(2) if count > 1]


def _named(names: Sequence[str], cast: Cast) -> list[str]:
    """The parties of some names, each once."""
    entries = (cast.gazetteer.entry(name) for name in names)
    return list(dict.fromkeys(entry.party for entry in entries if entry and entry.party))
