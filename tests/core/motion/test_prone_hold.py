"""The prone hold: every try of the self-test by itself."""

import pytest

from backfour.core.motion.coach import open_coach, step
from tests.core.motion.lying import film, prone, smoothly, watch

TWO = ((3, -3), (4, 18), (10, 18), (11, -3), (16, -3), (17, 18), (20, 18), (21, -3))


def tries(t_s):
    return prone(smoothly(t_s, *TWO))


def test_coming_down_ends_a_try_and_the_next_is_another():
    first, second = watch("prone_hold", tries, 24)["holds"]
    assert first["held_s"] == pytest.approx(6.9, abs=0.5)
    assert second["held_s"] == pytest.approx(3.9, abs=0.5)


def test_a_try_ends_where_sight_is_lost():
    first, second = watch("prone_hold", tries, 18.5, lost=[(8, 10.5)])["holds"]
    assert first["end_s"] == pytest.approx(8, abs=0.2)
    assert second["start_s"] == pytest.approx(16.6, abs=0.3)


def test_now_shows_the_seconds_of_the_try():
    coach, seen = open_coach("prone_hold"), []
    assert coach.now.phase == "start"
    for look in film(tries, 24):
        coach, _ = step(coach, look)
        seen.append((coach.now.phase, round(coach.now.held_s)))
    assert ("hold", 6) in seen
    assert seen[-1] == ("rest", 0)
