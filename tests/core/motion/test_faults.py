"""A fault is told when it shows in 70 % of the looks over a second, whatever the rate."""

from __future__ import annotations

import pytest

from backfour.core.motion.faults import AGAIN_S, Dwell


def told(pattern, rate_hz):
    """Times at which a fault is told, given whether it shows at each time."""
    dwell, times = Dwell(), []
    for n in range(int(12 * rate_hz)):
        t_s = n / rate_hz
        dwell, now = dwell.look(t_s, 1 / rate_hz if n else 0.0, seen=pattern(t_s))
        if now:
            times.append(t_s)
    return times


@pytest.mark.parametrize("rate_hz", [8, 15, 30])
def test_a_lasting_fault_is_told_after_a_second_and_again_after_five(rate_hz):
    first, second = told(lambda t: t >= 2, rate_hz)[:2]
    assert 2.6 <= first <= 3.1
    assert AGAIN_S <= second - first <= AGAIN_S + 0.2


@pytest.mark.parametrize("rate_hz", [8, 15, 30])
def test_a_flash_or_a_flicker_is_not_told(rate_hz):
    assert told(lambda t: 2 <= t < 2.5, rate_hz) == []
    assert told(lambda t: int(t * 2) % 2 == 0, rate_hz) == []


def test_resting_forgets_the_looks_but_not_when_it_was_told():
    dwell = Dwell(((0.0, 0.1, True),), told_s=0.0)
    assert dwell.rest() == Dwell((), told_s=0.0)
    assert dwell.rest().rest() == dwell.rest()
