"""A small run of validation/outcomes.py: made-up people whose truth is known."""

import random
import statistics

import pytest

from backfour.core.outcomes.trend import trend
from tests.core.outcomes.histories import noisy
from validation.outcomes import World, experiments, lags, trends

NOTHING = World("nothing changed, 56 days", 56)


def test_when_nothing_changed_improved_is_said_of_at_most_one_in_twenty():
    found = trends(NOTHING, 400)
    assert found.improved <= 5
    assert 86 <= found.covered <= 95


def test_when_pain_falls_by_three_points_most_are_told_and_none_are_told_the_opposite():
    found = trends(World("3 points better, 56 days", 56, change=-3), 200)
    assert found.improved >= 55
    assert found.worse <= 1


def test_people_who_begin_on_a_bad_day_are_not_told_so_too_often():
    assert trends(World("began high", 56, begins_bad=1.5), 200).improved <= 7


def test_the_lag_view_finds_no_link_where_there_is_none():
    covered, _, links = lags(150, 0.0, 60)
    assert covered >= 84
    assert links <= 16


def test_the_own_experiment_keeps_its_stated_odds():
    covered, _, _, odds = experiments(150, 8, 1.0)
    assert 84 <= covered <= 96
    assert 6 <= odds <= 9


@pytest.mark.parametrize("days", [28, 56])
def test_more_missing_days_leave_more_doubt(days):
    """Half of the days left out at random, in a hundred people: the typical interval widens."""
    chance = random.Random(days)
    wider = []
    for seed in range(100):
        whole = noisy(seed, days)
        inner = [one for one in whole[1:-1] if chance.random() < 0.6]
        fewer = (whole[0], *inner, whole[-1])
        now, then = (trend("pain", told, whole[-1].day) for told in (fewer, whole))
        if now.low is not None:
            wider.append((now.high - now.low) - (then.high - then.low))
    assert statistics.median(wider) > 0
    assert sum(one > 0 for one in wider) / len(wider) > 0.6
