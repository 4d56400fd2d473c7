"""Names of outlets: what one outlet is called by others, by itself and by feeds, brought to one name."""

from __future__ import annotations

import functools
import re
import unicodedata

from sayso.vocabulary import load


@functools.lru_cache(maxsize=4096)
def outlet_key(name: str) -> str:
    """One name for all that an outlet is called, for comparing.

    A listed outlet is found under every name of its line in `outlets.yml`. Of any other, letter case, accents, a
    leading "the", an address's "www" and domain, and an ending such as "news agency" or "TV" do not count. Names of
    feeds ("bbc-world") go by what stands before the section.

    >>> outlet_key("The FT") == outlet_key("Financial Times")
    True
    """
    plain = _plain(name)
    for form in (plain, _without_endings(plain), _feed(name)):
        if form in _listed():
            return _plain(_listed()[form])
    return _without_endings(_feed(name) or plain)


def outlet_name(name: str) -> str:
    """The outlet's name as the list has it, else as it is written without a leading "the"."""
    return _by_key().get(outlet_key(name)) or re.sub(r"^[Tt]he ", "", name.strip())


def is_listed(name: str) -> bool:
    """Whether the vocabulary lists the outlet."""
    return outlet_key(name) in _by_key()


def is_agency(name: str) -> bool:
    """Whether the outlet is a news agency, whose stories others print."""
    return outlet_key(name) in _agencies()


@functools.cache
def _listed() -> dict[str, str]:
    """The listed name of an outlet under each of its names."""
    listed: dict[str, str] = {}
    for name, others in {**load("outlets")["outlets"], **load("outlets")["agencies"]}.items():
        listed |= {_plain(form): name for form in (name, *others)}
    return listed


@functools.cache
def _by_key() -> dict[str, str]:
    return {_plain(name): name for name in _listed().values()}


@functools.cache
def _agencies() -> frozenset[str]:
    return frozenset(map(_plain, load("outlets")["agencies"]))


@functools.lru_cache(maxsize=65_536)
def _plain(name: str) -> str:
    """Small letters without accents, article and domain, words parted by one space."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    address = re.sub(rf"^(?:https?://)?(?:www\.)?|(?<=\w)\.(?:{_alternatives('domains')})/?$", "", bare.strip())
    return re.sub(r"^the ", "", re.sub(r"[^\w]+", " ", address).strip())


def _without_endings(plain: str) -> str:
    return re.sub(rf"(?<=\w) (?:{_alternatives('outlet_endings')})$", "", plain)


def _feed(name: str) -> str:
    """The outlet of a feed's name, "" where it is not one: small letters, hyphens, sections at the end."""
    if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)+", name):
        return ""
    return re.sub(rf"(?: (?:{_alternatives('sections')}))+$", "", name.replace("-", " "))


@functools.cache
def _alternatives(kind: str) -> str:
    return "|".join(map(re.escape, sorted(load("origins")[kind], key=len, reverse=True)))
