"""Sofa and bed minutes against the next morning."""

import random

import pytest

from backfour.core.outcomes.lag import lag
from backfour.core.outcomes.series import Sitting
from tests.core.outcomes.histories import points


def sat(minutes, first=100):
    return [Sitting(first + day, m, m, 1, 0, {}) for day, m in enumerate(minutes) if m is not None]


def evenings(seed, days=40):
    chance = random.Random(seed)
    return [chance.randrange(0, 240, 10) for _ in range(days)]


def after(minutes, per_hour, seed=9):
    chance = random.Random(seed)
    return points(
        *(max(0, round(20 + per_hour * m / 60 + chance.gauss(0, 5))) for m in minutes), first=101
    )


@pytest.mark.parametrize(
    ("per_hour", "sentence"), [(8, "lag.more"), (-4, "lag.less"), (0, "lag.not_seen")]
)
def test_a_link_is_found_with_its_direction_and_range(per_hour, sentence):
    minutes = evenings(1)
    found = lag(sat(minutes), after(minutes, per_hour))
    assert found.sentence == sentence
    assert found.low <= per_hour <= found.high
    assert len(found.pairs) == 40


def test_few_pairs_or_days_all_alike_are_too_early():
    minutes = evenings(2, 13)
    assert lag(sat(minutes), after(minutes, 5)).sentence == "lag.early"
    alike = [60, 70] * 20
    assert lag(sat(alike), after(alike, 5)).per_hour is None


def test_a_day_without_sitting_or_without_a_morning_is_no_pair():
    minutes = evenings(3)
    minutes[4] = None
    stiff = [one for one in after([m or 0 for m in minutes], 3) if one.day != 111]
    found = lag(sat(minutes), stiff)
    assert {104, 110}.isdisjoint({pair.day for pair in found.pairs})
    assert len(found.pairs) == 38


def test_only_the_latest_ninety_days_count():
    minutes = evenings(4, 150)
    found = lag(sat(minutes), after(minutes, 3))
    assert found.pairs[0].day == 100 + 60
