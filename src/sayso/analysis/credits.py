"""Credits in a report's text: the agency whose story it prints, and the outlets that it has something from."""

from __future__ import annotations

import functools
import re
from collections.abc import Collection

from sayso.analysis.outlets import is_agency, outlet_name
from sayso.report import Report
from sayso.vocabulary import load

HEAD = 200  # characters: a dateline or byline stands before the first sentence ends
FOOT = 120
# "KYIV (Reuters) -", "MOSCOW, May 26. /TASS/.", "By The Associated Press", "AFP - "; no photograph's "(A. Person/AFP)"
IN_HEAD = (
    r"\((?:<agency>)(?:/\w+)?\)\s*(?:[-–—:]|$)|/(?:<agency>)/|^\W*By (?:[Tt]he )?(?:<agency>)\b"
    r"|^\W*(?:<agency>)\s*[-–—]\s"
)
# "(AP)", "Source: Reuters", "© AFP" at the very end
IN_FOOT = (
    r"(?:\((?:<agency>)\)|[-–—] ?(?:<agency>)|(?:[Ss]ource|[Cc]redit|©|[Cc]opyright)[:\s]+(?:[Tt]he )?(?:<agency>))\W*$"
)
# "With files from Reuters", "The Associated Press and Jo Doe contributed to this report"
HELPED = re.compile(
    r"\b[Ww]ith (?:files|reporting|inputs?|material) from ([^.\n]*)"
    r"|(?:^|(?<=[.\n]))([^.\n]*) contributed to this report"
)


def wire_of(report: Report) -> str | None:
    """The agency whose story a report is: its publisher's, else the one credited above or below; None where neither is.

    >>> wire_of(Report("a", "KYIV, May 4 (Reuters) - The talks ended early.", publisher="Daily Lantern"))
    'Reuters'
    """
    publisher = report.publisher
    return outlet_name(publisher) if publisher and is_agency(publisher) else credited(report.text)


@functools.lru_cache(maxsize=16_384)
def credited(text: str) -> str | None:
    """The agency that a dateline, byline or last line of a text names as the one whose story it is."""
    head, foot = _credit(IN_HEAD).search(text[:HEAD]), _credit(IN_FOOT).search(text[-FOOT:])
    found = head or foot
    names = found and next(iter(_agency().findall(found[0])), None)
    return outlet_name(names) if names else None


def shared_wire(report: Report, other: Report) -> str | None:
    """The agency that both reports have their matter from, as far as they name one."""
    return next(iter(sorted(_wires(report) & _wires(other))), None)


def _wires(report: Report) -> set[str]:
    return {*_helpers(report.text), *([wire] if (wire := wire_of(report)) else [])}


@functools.lru_cache(maxsize=16_384)
def _helpers(text: str) -> frozenset[str]:
    """The agencies that a text thanks for matter."""
    stretches = [stretch for found in HELPED.findall(text) for stretch in found]
    return frozenset(outlet_name(agency) for stretch in stretches for agency in _agency().findall(stretch))


def cited(text: str, outlets: frozenset[str]) -> set[str]:
    """Which of the outlets, by name, a text has something from: they stand beside a word of reporting."""
    return {name for found in _citing(outlets).findall(text) for name in found if name} if outlets else set()


@functools.lru_cache(maxsize=16)
def _citing(outlets: frozenset[str]) -> re.Pattern[str]:
    before, after = (_any(load("origins")[kind]) for kind in ("citing_before", "citing_after"))
    outlet = rf"(?:[Tt]he )?({_any(outlets)})"
    return re.compile(
        rf"\b(?i:{before}) {outlet}\b|\b{outlet}(?:'s|’s)?,? (?:too,? |also |had |has |have )*(?:{after})\b"
    )


@functools.cache
def _credit(template: str) -> re.Pattern[str]:
    return re.compile(template.replace("<agency>", _names()))


@functools.cache
def _agency() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_names()})\b")


def _names() -> str:
    agencies = load("outlets")["agencies"]
    return _any([form for name, others in agencies.items() for form in (name, *others) if len(form) > 1])


def _any(forms: Collection[str]) -> str:
    return "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))
