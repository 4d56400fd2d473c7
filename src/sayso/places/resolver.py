"""The resolver: gives each place name of a report the place that it means, all names of the report together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sayso.places.atlas import Kind, Place
from sayso.places.naming import Beside, beside, places_called
from sayso.places.regions import listed_regions, provinces_called, stands_for_region
from sayso.places.spelling import folded
from sayso.places.weighing import Sense, Weighed, weigh
from sayso.reading.draft import Reason
from sayso.report import Report, Span

SURE = 0.5  # share of likelihood from which a place is given
SAME = 50.0  # kilometres within which two entries of one name are one place, such as a town and its county
TOGETHER = 200  # names that are settled together
NAMED = 5  # candidates that an ambiguous name is given with


@dataclass(frozen=True, slots=True)
class Location:
    """A place name of a report with the place that it means.

    `place` is None where the atlas does not have the name or cannot tell which of `candidates` is meant.
    """

    span: Span
    words: str
    place: Place | None
    candidates: tuple[Place, ...]
    reason: Reason

    @property
    def is_ambiguous(self) -> bool:
        """Whether the name is known and which place it means is not."""
        return self.place is None and bool(self.candidates)


@dataclass(frozen=True, slots=True)
class Mention:
    """A place name where it stands, with the places that it may mean there; `is_region` as in "Donetsk region"."""

    span: Span
    words: str
    places: tuple[Place, ...]
    beside: Beside | None
    is_region: bool = False


Key = tuple[str, tuple[Place, ...]]


def locate(
    report: Report, mentions: Sequence[Span], countries: Mapping[str, float] | None = None
) -> tuple[Location, ...]:
    """Where the places named in the spans `mentions` of the report's text lie, in the order of the spans.

    `countries` are the ISO codes of those that the report is likely about, with how much that counts: e times as likely
    for each 1.
    """
    listed = listed_regions(report.text, mentions)
    read = _agreed([_mention(report, span, span in listed) for span in mentions])
    times = Counter(_key(mention) for mention in read if mention.places)
    found = dict(_weighed(times, countries or {}))
    return tuple(_location(mention, found.get(_key(mention))) for mention in read)


def _mention(report: Report, span: Span, listed: bool) -> Mention:
    words = report.cut(span)
    is_region = listed or stands_for_region(report.text, span)
    if is_region and (provinces := provinces_called(words)):
        return Mention(span, words, (*provinces, *_larger(places_called(words), provinces)), None, is_region=True)
    places = places_called(words)
    found = beside(report.text, span, places) if places else None
    return Mention(span, words, found.places if found else places, found)


def _larger(places: Sequence[Place], provinces: Sequence[Place]) -> list[Place]:
    """The towns elsewhere that have a better claim to "X region" than a province X with fewer people."""
    held = {(province.country, province.province) for province in provinces}
    most = max(province.population for province in provinces)
    return [place for place in places if place.population > most and (place.country, place.province) not in held]


def _agreed(mentions: Sequence[Mention]) -> list[Mention]:
    """One sense per report: a name means what it means where something stands beside it, if that is one thing."""
    told: defaultdict[str, dict[tuple[Place, ...], Beside]] = defaultdict(dict)
    for mention in mentions:
        if mention.beside:
            told[folded(mention.words)].setdefault(mention.places, mention.beside)
    return [_as_told(mention, list(told[folded(mention.words)].values())) for mention in mentions]


def _as_told(mention: Mention, told: Sequence[Beside]) -> Mention:
    if mention.beside or mention.is_region or len(told) != 1:
        return mention
    return replace(mention, places=told[0].places, beside=told[0])


def _key(mention: Mention) -> Key:
    return folded(mention.words), mention.places


def _weighed(times: Mapping[Key, int], countries: Mapping[str, float]) -> Iterator[tuple[Key, Weighed]]:
    keys = list(times)
    for start in range(0, len(keys), TOGETHER):
        some = keys[start : start + TOGETHER]
        yield from zip(some, weigh([Sense(*key, times[key]) for key in some], countries), strict=True)


def _location(mention: Mention, weighed: Weighed | None) -> Location:
    if weighed is None:
        return Location(mention.span, mention.words, None, (), Reason("not in the atlas", mention.words))
    best = weighed.places[0]
    alike = [place.kilometres(best) < SAME for place in weighed.places]
    share = sum(share for share, same in zip(weighed.shares, alike, strict=True) if same)
    candidates = weighed.places[:NAMED]
    if share < SURE:
        reason = Reason("several places of this name", mention.words, tuple(map(str, candidates)), share)
        return Location(mention.span, mention.words, None, candidates, reason)
    rule, basis = _evidence(mention, weighed, all(alike))
    others = tuple(str(place) for place in candidates[1:])
    return Location(mention.span, mention.words, best, candidates, Reason(rule, basis, others, share))


def _evidence(mention: Mention, weighed: Weighed, alone: bool) -> tuple[str, str]:
    """The rule that decided for the first place, and the words or the place that it rests on."""
    best, support = weighed.places[0], weighed.support
    if alone and mention.beside:
        return "named beside what it lies in", mention.beside.words
    if alone:
        return "only place of this name", str(best)
    if best == weighed.famous or support is None:
        return ("most people of this name" if best.kind is Kind.TOWN else "best known of this name"), str(best)
    if support.holds(best):
        return "in a place that the report names", str(support)
    if best.holds(support):
        return "holds a place that the report names", str(support)
    return "nearest to the report’s other places", str(support)
