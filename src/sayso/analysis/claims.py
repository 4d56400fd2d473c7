"""Claims: entries with the text of their report, and when two of them say the same."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sayso.ledger.entry import Entry
from sayso.report import Report, Spans
from sayso.vocabulary import load

WORD = re.compile(r"\w+(?:['’-]\w+)*")
SHARED = 0.5  # of the content words of the shorter one
PHRASE = 3  # words in a row, two of them content words, by which one speaker is known again


@dataclass(frozen=True, slots=True)
class Claim:
    """An entry and the text of its report, "" where that is not at hand: credits and copies are then not seen."""

    entry: Entry
    text: str = ""

    @property
    def report(self) -> Report:
        """The report that the entry rests on."""
        heading = self.entry.report
        return Report(heading.id, self.text, heading.title, heading.publisher, heading.published, heading.source)

    def quote(self, spans: Spans) -> str:
        """Stretches of the report's text, "" where that is not at hand."""
        return " ".join(self.text[start:end] for start, end in spans)


Phrase = tuple[str, ...]
Same = Callable[[Claim, Claim], bool]
Speakers = Mapping[str, str]  # the names of holders, and the one that each stands for


def same_claim(claim: Claim, other: Claim) -> bool:
    """Whether two claims say the same thing of the same holder: on one issue, half of the shorter one's content words.

    Two unnamed holders count as one here, whoever they are: it is asked whether they say the same.
    """
    one, two = claim.entry.statement, other.entry.statement
    holders = one.holder == two.holder or (one.anonymous and two.anonymous)
    return holders and not set(one.issues).isdisjoint(two.issues) and _overlap(claim, other) >= SHARED


def phrases(claim: Claim) -> frozenset[Phrase]:
    """The runs of three words that a claim could be known again by: two content words at least, and no name."""
    words = WORD.findall(claim.entry.quote)
    runs = (tuple(words[start : start + PHRASE]) for start in range(1, len(words) - PHRASE + 1))
    return frozenset(run for run in runs if all(map(str.islower, run)) and len(_content(" ".join(run))) > 1)


def _overlap(claim: Claim, other: Claim) -> float:
    words, others = _content(claim.entry.quote), _content(other.entry.quote)
    fewest = min(len(words), len(others))
    return len(words & others) / fewest if fewest else 0.0


@functools.lru_cache(maxsize=65_536)
def _content(quote: str) -> frozenset[str]:
    """The content words of a quote, without the s of a plural."""
    small = {*load("english")["telling"], *load("english")["shared"], *load("origins")["hollow"]}
    words = (word.casefold() for word in WORD.findall(quote))
    return frozenset(re.sub(r"(?<=\w{3})s$", "", word) for word in words if word not in small)
