"""The statistic behind trend, lag and experiment, against what can be worked out otherwise."""

import math
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from backfour.core.outcomes import ar1
from backfour.core.outcomes.ar1 import Answer, Part, Row, answer, unit_variance

T_QUANTILES = {4: (2.1318, 2.7764), 10: (1.8125, 2.2281), 30: (1.6973, 2.0423)}
"""The 95th and 97.5th percentile of Student's t by degrees of freedom (printed tables)."""


def one(df, centre=0.0, scale=1.0):
    return Answer((Part(1.0, centre, scale, df),))


@pytest.mark.parametrize("df", T_QUANTILES)
def test_the_distribution_agrees_with_printed_tables(df):
    for p, quantile in zip((0.95, 0.975), T_QUANTILES[df], strict=True):
        assert one(df).below(quantile) == pytest.approx(p, abs=0.003)
        assert one(df).below(-quantile) == pytest.approx(1 - p, abs=0.003)
        assert one(df).quantile(p) == pytest.approx(quantile, abs=0.05)


def test_the_density_adds_up_to_the_probability():
    found = Answer((Part(0.3, -1.0, 0.5, 6.0), Part(0.7, 1.0, 2.0, 20.0)))
    step = 0.01
    area = math.fsum(step * found.density(-30 + step * i) for i in range(3050))
    assert area == pytest.approx(found.below(0.5), abs=0.004)
    assert found.centre == pytest.approx(0.4)


def inverse(matrix):
    size = len(matrix)
    wide = [[*line, *(float(i == j) for j in range(size))] for i, line in enumerate(matrix)]
    for i in range(size):
        pivot = max(range(i, size), key=lambda r, i=i: abs(wide[r][i]))
        wide[i], wide[pivot] = wide[pivot], wide[i]
        wide[i] = [x / wide[i][i] for x in wide[i]]
        for r in range(size):
            if r != i:
                wide[r] = [a - wide[r][i] * b for a, b in zip(wide[r], wide[i], strict=True)]
    return [line[size:] for line in wide]


def times(a, b):
    return [
        [math.fsum(x * y for x, y in zip(r, c, strict=True)) for c in zip(*b, strict=True)]
        for r in a
    ]


STEPS = (0, 1, 2, 5, 6, 9, 10, 14)
DESIGN = [(float(step < 5), float(step >= 5)) for step in STEPS]


def by_hand(phi):
    """c' (X' V^-1 X)^-1 c with V written out in full."""
    noise = [[phi ** abs(a - b) for b in STEPS] for a in STEPS]
    across = [list(column) for column in zip(*DESIGN, strict=True)]
    spread = inverse(times(times(across, inverse(noise)), [list(row) for row in DESIGN]))
    return spread[0][0] + spread[1][1] - 2 * spread[0][1]


@pytest.mark.parametrize("phi", [0.05, 0.4, 0.85])
def test_whitening_neighbours_equals_the_full_covariance(phi):
    assert unit_variance(STEPS, DESIGN, (-1.0, 1.0), phi) == pytest.approx(by_hand(phi))


def test_rows_that_say_nothing_of_a_coefficient_leave_it_unknown():
    assert unit_variance((0, 1), [(1.0, 0.0)] * 2, (-1.0, 1.0), 0.3) == math.inf


@given(st.sets(st.integers(0, 27), min_size=4), st.integers(0, 26), st.sampled_from(ar1.GRID))
def test_a_missing_day_never_makes_the_difference_more_certain(days, gone, phi):
    def certain(kept):
        design = [(float(day < 14), float(day >= 14)) for day in kept]
        return unit_variance(kept, design, (-1.0, 1.0), phi)

    kept = sorted(days)
    fewer = [day for i, day in enumerate(kept) if i != gone % len(kept)]
    assert certain(fewer) >= certain(kept) - 1e-9


def test_a_sum_of_values_has_the_variance_its_distances_give():
    """Two days three apart at correlation phi: var(b - a) = 2 - 2 phi³, in units of the noise."""
    told = [Row(0, (1.0,), 2.0), Row(1, (1.0,), 9.0), Row(3, (1.0,), 5.0)]
    found = answer(told, (1.0,), 1.0, weights=(-1.0, 0.0, 1.0))
    plain = answer(told, (1.0,), 1.0)
    assert found.centre == pytest.approx(3)
    for phi, part, level in zip(ar1.GRID, found.parts, plain.parts, strict=True):
        noise = level.scale / math.sqrt(unit_variance((0, 1, 3), [(1.0,)] * 3, (1.0,), phi))
        assert part.scale == pytest.approx(noise * math.sqrt(2 - 2 * phi**3))


def rows(values, start=0):
    return [
        Row(start + day, (float(day < 10), float(day >= 10)), float(value))
        for day, value in enumerate(values)
    ]


VALUES = st.lists(st.integers(0, 10), min_size=20, max_size=20)


@given(VALUES, st.integers(-1000, 1000), st.integers(-5, 5))
def test_only_differences_of_days_and_of_values_count(values, start, more):
    here = answer(rows(values), (-1.0, 1.0), 1.0)
    there = answer(rows([value + more for value in values], start), (-1.0, 1.0), 1.0)
    for p in (0.05, 0.5, 0.95):
        assert there.quantile(p) == pytest.approx(here.quantile(p), abs=1e-6)


@given(VALUES)
def test_days_told_backwards_turn_the_answer_round(values):
    here = answer(rows(values), (-1.0, 1.0), 1.0)
    back = answer(rows(values[::-1]), (-1.0, 1.0), 1.0)
    assert back.quantile(0.9) == pytest.approx(-here.quantile(0.1), abs=1e-6)


@given(VALUES)
def test_a_tie_draws_towards_nothing(values):
    free = answer(rows(values), (0.0, 1.0), 1.0)
    tied = answer(rows(values), (0.0, 1.0), 1.0, (0.0, 4.0))
    assume(abs(free.centre) > 0.5)
    assert abs(tied.centre) < abs(free.centre)


def test_the_same_number_every_day_still_leaves_some_doubt():
    found = answer(rows([4] * 20), (-1.0, 1.0), 1.0)
    assert found.centre == pytest.approx(0)
    assert found.quantile(0.95) > 0.1


def test_weights_add_up_and_follow_the_data():
    calm = answer(rows([3, 7] * 10), (-1.0, 1.0), 1.0)
    slow = answer(rows([3] * 5 + [7] * 10 + [3] * 5), (-1.0, 1.0), 1.0)
    for found in (calm, slow):
        assert math.fsum(part.weight for part in found.parts) == pytest.approx(1)
    assert all(a.weight > b.weight for a, b in pairwise(calm.parts))
    assert slow.parts[0].weight < slow.parts[6].weight
