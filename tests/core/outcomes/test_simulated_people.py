"""A small run of validation/outcomes.py: made-up people whose truth is known.

Each bound is what docs/algorithms/accuracy.md promises plus two binomial standard errors of
the small number of people (`slack`), so a run fails when the promise is clearly broken.
"""

import random
import statistics
from math import sqrt

import pytest

from backfour.core.outcomes.trend import trend
from tests.core.outcomes.histories import noisy
from validation.outcomes import HIGH, Own, World, experiments, lags, trends

PEOPLE = 600


def slack(share, people=PEOPLE):
    return 2 * sqrt(share * (100 - share) / people)


@pytest.mark.parametrize("phi", [0.0, 0.2, 0.5, 0.7])
def test_the_interval_keeps_its_word_however_alike_neighbouring_days_are(phi):
    found = trends(World("nothing changed", 56, (phi, phi)), PEOPLE)
    assert abs(found.covered - 90) <= 2 + slack(90)
    assert found.improved <= 5


@pytest.mark.parametrize(("phi", "high", "days"), [(0.5, 1, 28), (0.7, 1, 56), (0.7, 1.5, 84)])
def test_people_who_begin_in_a_bad_spell_are_not_told_improved_too_often(phi, high, days):
    found = trends(World("began high", days, (phi, phi), bad_spell=high), PEOPLE)
    assert found.improved <= 5 + slack(5)


def test_when_pain_changes_by_three_points_most_are_told_and_none_are_told_the_opposite():
    better = trends(World("3 points better", 56, level=HIGH, change=-3), 300)
    assert better.improved >= 45
    assert better.worse <= 1
    worse = trends(World("3 points worse", 56, change=3), 300)
    assert worse.worse >= 55
    assert worse.improved <= 1


def test_the_lag_view_finds_no_link_where_there_is_none():
    covered, _, links = lags(300, 0.0, 60)
    assert abs(covered - 90) <= 2 + slack(90, 300)
    assert links <= 12 + slack(12, 300)


def test_the_own_experiment_keeps_its_stated_odds():
    odds = experiments(300, Own(8, bell=2.0))
    assert abs(odds.covered - 90) <= 2 + slack(90, 300)
    told = [(tenths, *counts) for tenths, counts in odds.right.items()]
    helped = sum(count for _, _, count in told)
    promised = sum(tenths * people / 10 for tenths, people, _ in told)
    # Slack in per cent of 300 is three times as much in people.
    assert abs(helped - promised) <= 3 * slack(50, 300)


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
