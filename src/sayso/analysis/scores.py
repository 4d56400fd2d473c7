"""Scores: how well forecasts fared, for a speaker, a party or an outlet; `docs/forecasts.md` gives the definitions.

Only forecasts that somebody resolved by a written criterion count. Those that give a number, or a phrase that stands
for a range, have a Brier score and a calibration. Those that only say "will" give no probability: of them it is counted
how often they came true.
"""

from __future__ import annotations

import bisect
import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from sayso.analysis.forecasts import Forecast
from sayso.analysis.likelihoods import Kind

FEWEST = 10  # forecasts, below which nothing is said of how well somebody forecasts
CONFIDENCE = 0.95
NORMAL = 1.959964  # the normal quantile of that confidence
DRAWS = 2000  # bootstrap samples
SEED = 203
EDGES = (0.05, 0.2, 0.45, 0.55, 0.8, 0.95)  # between the seven terms of ICD 203

Group = Callable[[Forecast], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Interval:
    """The interval of an estimate at 95 % confidence."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Share:
    """How many of a number did, with the Wilson interval of the share."""

    did: float
    of: int

    @property
    def share(self) -> float | None:
        """The share, from 0 to 1; None of nothing."""
        return self.did / self.of if self.of else None

    @property
    def interval(self) -> Interval:
        """The interval of the share."""
        return wilson(self.did, self.of)

    def to_json(self) -> dict[str, Any]:
        """The share, ready for `json.dumps`."""
        interval = self.interval
        return {"did": self.did, "of": self.of, "share": self.share, "interval": [interval.low, interval.high]}


@dataclass(frozen=True, slots=True)
class Bin:
    """The forecasts whose probability lies between two edges: what they said on average, and how often it happened."""

    low: float
    high: float
    said: float
    happened: Share


@dataclass(frozen=True, slots=True)
class Judged:
    """A forecast with a probability, and whether it happened by each criterion; `claim` is what it repeats."""

    probability: float
    outcomes: tuple[bool, ...]
    claim: str = ""

    @property
    def loss(self) -> float:
        """The squared distance of the probability from what happened, the mean over the criteria."""
        return sum((self.probability - outcome) ** 2 for outcome in self.outcomes) / len(self.outcomes)

    @property
    def happened(self) -> float:
        """The share of the criteria that were met."""
        return sum(self.outcomes) / len(self.outcomes)


@dataclass(frozen=True, slots=True)
class Score:
    """How the forecasts of one speaker, party or outlet fared.

    `resolved` forecasts have an outcome, `waiting` ones have none yet, `untold` ones cannot be told. `brier` is None
    where fewer than ten have a probability; `climate` is what always saying their average outcome would have scored.
    `plain` are those without a number that came true, of all those that assert or deny.
    """

    name: str
    resolved: int
    waiting: int
    untold: int
    scored: int
    plain: Share
    brier: float | None = None
    interval: Interval | None = None
    climate: float | None = None
    calibration: tuple[Bin, ...] = ()

    @property
    def too_few(self) -> bool:
        """Whether there are too few forecasts with a probability to say how good they are."""
        return self.scored < FEWEST

    def to_json(self) -> dict[str, Any]:
        """The score, ready for `json.dumps`."""
        return {
            "name": self.name,
            "resolved": self.resolved,
            "waiting": self.waiting,
            "untold": self.untold,
            "scored": self.scored,
            "too_few": self.too_few,
            "brier": self.brier,
            "interval": self.interval and [self.interval.low, self.interval.high],
            "climate": self.climate,
            "calibration": [
                {"low": each.low, "high": each.high, "said": each.said, **each.happened.to_json()}
                for each in self.calibration
            ],
            "plain": self.plain.to_json(),
        }


def scores_of(forecasts: Iterable[Forecast], group: Group) -> list[Score]:
    """The score of each group, such as speaker or party, in which anything was resolved, those with most first."""
    groups: dict[str, list[Forecast]] = defaultdict(list)
    for forecast in forecasts:
        for name in set(group(forecast)):
            groups[name].append(forecast)
    found = (score_of(name, made) for name, made in groups.items())
    return sorted((each for each in found if each.resolved), key=lambda each: (-each.resolved, each.name))


def score_of(name: str, forecasts: Sequence[Forecast]) -> Score:
    """The score of some forecasts."""
    resolved = [each for each in forecasts if each.outcomes]
    judged = list(judged_of(resolved))
    score = Score(
        name,
        resolved=len(resolved),
        waiting=sum(not each.resolutions for each in forecasts),
        untold=sum(bool(each.resolutions) and not each.outcomes for each in forecasts),
        scored=len(judged),
        plain=plain(resolved),
    )
    return score if score.too_few else _with_brier(score, judged)


def _with_brier(score: Score, judged: Sequence[Judged]) -> Score:
    happened = math.fsum(each.happened for each in judged) / len(judged)
    return replace(
        score,
        brier=brier(judged),
        interval=bootstrap(judged),
        climate=brier([replace(each, probability=happened) for each in judged]),
        calibration=calibration(judged),
    )


def judged_of(resolved: Iterable[Forecast]) -> Iterator[Judged]:
    """Those of some resolved forecasts that have a probability, as their score takes them."""
    for forecast in resolved:
        if (probability := forecast.likelihood.probability) is not None:
            yield Judged(probability, forecast.outcomes, forecast.claim)


def plain(resolved: Iterable[Forecast]) -> Share:
    """How many came true of those that say that something will be, or will not, and not how likely.

    One that came true by one of two criteria counts half.
    """
    held = [
        sum(outcome is each.likelihood.expects for outcome in each.outcomes) / len(each.outcomes)
        for each in resolved
        if each.likelihood.kind in {Kind.ASSERTED, Kind.DENIED}
    ]
    return Share(sum(held), len(held))


def brier(judged: Sequence[Judged]) -> float:
    """The Brier score: the mean squared distance of probabilities from outcomes, 0 the best, 1 the worst.

    Source: Brier, "Verification of forecasts expressed in terms of probability", Monthly Weather Review 78 (1950), in
    the form for one event, which is half of his. Raises ZeroDivisionError where there is nothing to score.
    """
    return math.fsum(each.loss for each in judged) / len(judged)


def bootstrap(judged: Sequence[Judged]) -> Interval:
    """The percentile bootstrap interval of the Brier score; what repeats one claim is drawn together.

    Source: Efron and Tibshirani, An Introduction to the Bootstrap (1993), chapter 13; drawing groups whole keeps what
    depends on each other from counting as evidence of its own.
    """
    losses: dict[str, list[float]] = defaultdict(list)
    for number, each in enumerate(judged):
        losses[each.claim or f"#{number}"].append(each.loss)
    groups = sorted((math.fsum(each), len(each)) for each in losses.values())
    sums = np.array([total for total, _ in groups])
    sizes = np.array([size for _, size in groups])
    drawn = np.random.default_rng(SEED).integers(len(groups), size=(DRAWS, len(groups)))
    means = sums[drawn].sum(axis=1) / sizes[drawn].sum(axis=1)
    low, high = np.quantile(means, [(1 - CONFIDENCE) / 2, (1 + CONFIDENCE) / 2])
    return Interval(float(low), float(high))


def calibration(judged: Iterable[Judged]) -> tuple[Bin, ...]:
    """How often it happened what was said to be about as likely: one bin for each term of ICD 203 that was used."""
    bins: dict[int, list[Judged]] = defaultdict(list)
    for each in judged:
        bins[bisect.bisect_right(EDGES, each.probability)].append(each)
    return tuple(_bin(number, bins[number]) for number in sorted(bins))


def _bin(number: int, judged: Sequence[Judged]) -> Bin:
    edges = (0.0, *EDGES, 1.0)
    said = math.fsum(each.probability for each in judged) / len(judged)
    happened = math.fsum(each.happened for each in judged)
    return Bin(edges[number], edges[number + 1], said, Share(happened, len(judged)))


def wilson(did: float, of: int) -> Interval:
    """The Wilson interval of a share; of nothing, all of 0 to 1.

    Source: Wilson, "Probable inference, the law of succession, and statistical inference", Journal of the American
    Statistical Association 22 (1927).
    """
    if not of:
        return Interval(0.0, 1.0)
    share, squared = did / of, NORMAL**2
    centre = (share + squared / (2 * of)) / (1 + squared / of)
    half = NORMAL * math.sqrt(share * (1 - share) / of + squared / (4 * of**2)) / (1 + squared / of)
    return Interval(max(0.0, centre - half), min(1.0, centre + half))
