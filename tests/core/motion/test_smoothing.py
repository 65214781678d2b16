"""Tremble goes, movement stays, and a point that jumps is not followed at once."""

from __future__ import annotations

import math
import random
import statistics

import pytest

from backfour.core.motion.smoothing import FORGET_S, JUMP_LASTS_S, smooth

TORSO = 0.2


def run(values, rate_hz=15):
    state, out = None, []
    for n, value in enumerate(values):
        state = smooth(state, n / rate_hz, ((value, 0.0, 0.0, 1.0),), TORSO)
        out.append(state.places[0][0])
    return out


@pytest.mark.parametrize("rate_hz", [8, 15, 30])
def test_the_tremble_of_a_still_point_shrinks(rate_hz):
    noise = random.Random(1)
    values = [0.5 + noise.gauss(0, 0.003) for _ in range(rate_hz * 10)]
    out = run(values, rate_hz)[rate_hz:]
    assert statistics.stdev(out) < 0.7 * statistics.stdev(values)


@pytest.mark.parametrize("rate_hz", [8, 15, 30])
def test_a_raised_arm_is_followed_within_a_fifth_of_a_second(rate_hz):
    values = [0.5 + 0.2 * min(1.0, max(0.0, n / rate_hz - 1)) for n in range(rate_hz * 4)]
    out = run(values, rate_hz)
    late = next(n for n, value in enumerate(out) if value > 0.6)
    true = next(n for n, value in enumerate(values) if value > 0.6)
    assert (late - true) / rate_hz <= 0.2


def test_a_jump_is_ignored_unless_it_stays():
    values = [0.5] * 10 + [0.9] * 3 + [0.5] * 10
    assert max(run(values)) == 0.5
    staying = run([0.5] * 10 + [0.9] * 12)
    at = next(n for n, value in enumerate(staying) if value == 0.9)
    assert (at - 10) / 15 == pytest.approx(JUMP_LASTS_S, abs=0.07)


def test_after_a_long_gap_the_filter_starts_anew():
    one = smooth(None, 0, ((0.5, 0.5, 0, 1),), TORSO)
    two = smooth(one, FORGET_S + 0.1, ((0.58, 0.5, 0, 1),), TORSO)
    assert two.places == ((0.58, 0.5),)
    near = smooth(one, 0.1, ((0.58, 0.5, 0, 1),), TORSO)
    assert 0.5 < near.places[0][0] < 0.58
    assert math.isfinite(near.speeds[0][0])
