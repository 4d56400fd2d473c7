"""Names of regions: "Donetsk region" and "the regions of Kherson and Zaporizhzhia" are provinces, not their towns."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

from sayso.places.atlas import Kind, Place, load_atlas
from sayso.places.extent import settled
from sayso.places.naming import POSSESSIVE, is_direction, places_called
from sayso.places.spelling import folded
from sayso.report import Span
from sayso.vocabulary import load

KIND = (
    r"(?:[Rr]egions?|[Oo]blasts?|[Pp]rovinces?|[Gg]overnorates?|[Pp]eople[’']s [Rr]epublics?|область|області|области)"
)
AFTER = re.compile(rf"{KIND}\b")
# One word of a list that "regions" ends: "the Donetsk, Luhansk and Kherson regions".
LISTED = r"(?:\s*,\s*(?:and\s+|or\s+)?|\s+(?:and|or)\s+)(?:the\s+)?[^\W\d_a-zа-џ][\w’'-]*(?: [^\W\d_a-zа-џ][\w’'-]*)?"
NEXT = re.compile(
    rf"(?:{LISTED})+\s+(?:[Rr]egions|[Oo]blasts|[Pp]rovinces|[Gg]overnorates|[Pp]eople[’']s [Rr]epublics)\b"
)
DIRECTLY = re.compile(rf"\s+{KIND}\b")
PLURAL = re.compile(r"\b(?:regions|oblasts|provinces|governorates)\b")
BETWEEN = re.compile(r"\s*,\s*(?:(?:and|or)\s+)?(?:the\s+)?|\s+(?:and|or)\s+(?:the\s+)?")
SEVERAL = 3  # names of a list that speaks of regions without saying so
ALIKE = 5  # letters with which the names of a town and of its province begin
BEFORE = re.compile(r"\b(?:regions?|oblasts?|provinces?|governorates?) of (?:the )?\Z")
ARTICLE = re.compile(r"\A[Tt]he ")
ENDING = re.compile(rf"\s+{KIND}\s*\Z")


def stands_for_region(text: str, span: Span) -> bool:
    """Whether what stands around a name in a text makes it a province: "Donetsk and Luhansk regions"."""
    if ENDING.search(text[span[0] : span[1]]):
        return True
    following = DIRECTLY.match(text, span[1]) or NEXT.match(text, span[1])
    return bool(following or BEFORE.search(text[max(0, span[0] - 30) : span[0]]))


def listed_regions(text: str, spans: Iterable[Span]) -> frozenset[Span]:
    """The names that are regions as a list has them and nothing else: "Donetsk, Luhansk, Zaporizhzhia and Kherson".

    Three or more names one after another, each that of a province of the same country, in a text that speaks of
    regions.
    """
    if not PLURAL.search(text):
        return frozenset()
    lists: list[list[Span]] = []
    for span in sorted(set(spans)):
        if lists and BETWEEN.fullmatch(text[lists[-1][-1][1] : span[0]]):
            lists[-1].append(span)
        else:
            lists.append([span])
    return frozenset(span for some in lists if len(some) >= SEVERAL and _are_provinces(text, some) for span in some)


def _are_provinces(text: str, spans: Iterable[Span]) -> bool:
    countries = [{place.country for place in provinces_called(text[start:stop])} for start, stop in spans]
    return bool(set.intersection(*countries))


def provinces_called(name: str) -> tuple[Place, ...]:
    """The provinces and regions that a name means where it is said to be one; the largest first.

    A province may be spelled otherwise than its town: "Zaporizhzhia region" is where Zaporizhzhia lies.
    """
    bare = POSSESSIVE.sub("", ENDING.sub("", ARTICLE.sub("", name.strip())))
    if is_direction(bare):
        return ()
    spellings = (bare, *(english for english, own in load("toponyms")["exonyms"].items() if own == bare))
    found = (
        place for each in spellings for place in (*load_atlas().find(f"{each} Province"), *load_atlas().find(each))
    )
    own = dict.fromkeys(place for place in found if place.kind in (Kind.PROVINCE, Kind.REGION))
    return tuple(own) or _around(bare)


def _around(name: str) -> tuple[Place, ...]:
    """The province that is named after the largest town of a name: it begins alike."""
    towns = [town for town in load_atlas().find(name)[:1] if town.kind is Kind.TOWN and town.province]
    named = [town for town in towns if folded(town.province)[:ALIKE] == folded(name)[:ALIKE]]
    found = (place for town in named for place in load_atlas().find(f"{town.province} Province"))
    return tuple(place for place in found if (place.country, place.province) == (towns[0].country, towns[0].province))


def region_called(name: str) -> Place | None:
    """The one province, region or country that a name means; None where the atlas has none, or several."""
    found = provinces_called(name) or tuple(place for place in places_called(name) if place.kind is Kind.COUNTRY)
    same = {settled(place, found) for place in found}
    return same.pop() if len(same) == 1 else None


@functools.lru_cache(maxsize=4096)
def all_called(name: str) -> frozenset[str]:
    """The names, in the atlas, of all places that a name may mean, and of those that are the same."""
    found = (*places_called(name), *provinces_called(name))
    return frozenset(place.name for place in (*found, *(settled(each, found) for each in found)))


def is_called(place: Place, name: str) -> bool:
    """Whether somebody who asks for `name` may mean the place."""
    bare = ENDING.sub("", name)
    if bare != name:
        return place in {settled(each, provinces_called(name)) for each in provinces_called(name)}
    found = places_called(name)
    return folded(place.name) == folded(name) or place in found or place in {settled(each, found) for each in found}
