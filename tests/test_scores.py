"""How well forecasts fared: Brier scores, calibration and their intervals."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.analysis.scores import Interval, Judged, bootstrap, brier, calibration, wilson

judged = st.builds(
    Judged,
    probability=st.floats(0, 1),
    outcomes=st.lists(st.booleans(), min_size=1, max_size=3).map(tuple),
    claim=st.sampled_from(["", "a", "b", "c"]),
)
several = st.lists(judged, min_size=1, max_size=30)
perfect = st.booleans().map(lambda outcome: Judged(float(outcome), (outcome,)))


@given(several)
def test_a_brier_score_lies_between_nought_and_one(forecasts: list[Judged]) -> None:
    assert 0 <= brier(forecasts) <= 1


@given(st.lists(perfect, min_size=1))
def test_who_is_always_right_and_sure_scores_nought(forecasts: list[Judged]) -> None:
    assert brier(forecasts) == 0
    assert all(each.said == each.happened.share for each in calibration(forecasts))


@given(several, st.randoms())
def test_the_order_of_forecasts_does_not_matter(forecasts: list[Judged], chance: random.Random) -> None:
    shuffled = chance.sample(forecasts, len(forecasts))
    assert brier(shuffled) == brier(forecasts)
    assert calibration(shuffled) == calibration(forecasts)
    if all(each.claim for each in forecasts):
        assert bootstrap(shuffled) == bootstrap(forecasts)


@given(several)
def test_the_interval_lies_where_scores_can_be(forecasts: list[Judged]) -> None:
    interval = bootstrap(forecasts)
    assert 0 <= interval.low <= interval.high <= 1 + 1e-9


@given(several)
def test_every_forecast_is_in_one_bin(forecasts: list[Judged]) -> None:
    bins = calibration(forecasts)
    assert sum(each.happened.of for each in bins) == len(forecasts)
    assert all(each.low <= each.said + 1e-9 and each.said <= each.high + 1e-9 for each in bins)


def test_the_score_of_an_outcome_is_the_squared_distance() -> None:
    assert brier([Judged(0.7, (True,)), Judged(0.7, (False,))]) == pytest.approx((0.09 + 0.49) / 2)


def test_two_criteria_with_two_outcomes_count_half_each() -> None:
    one = Judged(0.7, (True, False))
    assert (one.loss, one.happened) == (pytest.approx((0.09 + 0.49) / 2), 0.5)


def test_what_repeats_one_claim_is_drawn_together() -> None:
    losses = [(0.9, True), (0.9, False), (0.6, True), (0.6, False)] * 5
    apart = [Judged(probability, (outcome,), f"{number}") for number, (probability, outcome) in enumerate(losses)]
    together = [Judged(probability, (outcome,), f"{probability}{outcome}") for probability, outcome in losses]
    narrow, wide = bootstrap(apart), bootstrap(together)
    assert wide.high - wide.low > narrow.high - narrow.low


# The figures of the Wilson interval as Newcombe, Statistics in Medicine 17 (1998), table I, gives them.
@pytest.mark.parametrize(
    ("did", "of", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_the_wilson_interval(did: int, of: int, low: float, high: float) -> None:
    found = wilson(did, of)
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


def test_of_nothing_nothing_is_known() -> None:
    assert wilson(0, 0) == Interval(0.0, 1.0)
