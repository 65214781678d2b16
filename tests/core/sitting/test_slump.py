"""From slumped moments to one nudge."""

import pytest

from backfour.core.sitting.slump import SLUMPED_S, WINDOW_S, Watcher, look, snooze


def watch(*spans, watcher=None, every_s=1.0, start_s=0.0):
    """Look again and again; spans are (posture, seconds). Returns the watcher and the nudges."""
    watcher, t_s, nudges = watcher or Watcher(), start_s, []
    for posture, seconds in spans:
        end_s = t_s + seconds
        while t_s < end_s:
            t_s += every_s
            watcher, nudge = look(watcher, t_s, posture)
            nudges += [t_s] * nudge
    return watcher, nudges


def test_ten_minutes_slumped_are_said_once():
    _, nudges = watch(("upright", 60), ("slumped", 640))
    assert nudges == [pytest.approx(660, abs=2)]


def test_ten_of_fifteen_minutes_are_enough_in_pieces():
    _, nudges = watch(*[("slumped", 130), ("upright", 50)] * 5)
    assert len(nudges) == 1
    _, nudges = watch(*[("slumped", 60), ("upright", 60)] * 30)
    assert nudges == []


def test_the_next_nudge_needs_ten_minutes_of_its_own():
    _, nudges = watch(("slumped", 1250))
    assert len(nudges) == 2
    assert nudges[1] - nudges[0] >= SLUMPED_S


def test_what_is_more_than_a_quarter_of_an_hour_ago_is_forgotten():
    watcher, _ = watch(("slumped", 500), ("upright", WINDOW_S + 20))
    assert watcher.slumped_s == 0


@pytest.mark.parametrize("posture", ["upright", "away", "unknown"])
def test_standing_being_away_and_somebody_else_are_no_slump(posture):
    watcher, nudges = watch((posture, 3000))
    assert nudges == []
    assert watcher.slumped_s == 0


def test_away_for_two_minutes_was_a_break_and_shorter_was_none():
    watcher, _ = watch(("slumped", 300), ("away", 60), ("slumped", 2))
    assert watcher.slumped_s == pytest.approx(302, abs=2)
    watcher, _ = watch(("away", 130), ("slumped", 2), watcher=watcher, start_s=362)
    assert watcher.slumped_s == pytest.approx(2, abs=1)


def test_a_gap_in_the_looks_counts_as_nothing_and_a_long_one_as_a_break():
    watcher, _ = watch(("slumped", 300))
    watcher, _ = look(watcher, 360.0, "slumped")
    assert watcher.slumped_s == pytest.approx(300, abs=2)
    watcher, _ = look(watcher, 600.0, "slumped")
    assert watcher.slumped_s == 0


def test_a_look_that_is_not_later_is_passed_over():
    watcher, _ = watch(("slumped", 10))
    assert look(watcher, 10.0, "slumped") == (watcher, False)


def test_snoozed_it_is_silent_for_half_an_hour_and_speaks_after():
    watcher, _ = watch(("slumped", 100))
    snoozed = snooze(watcher)
    assert snoozed.slumped_s == 0
    _, nudges = watch(("slumped", 2400), watcher=snoozed, start_s=100)
    assert nudges[0] == pytest.approx(1900, abs=2)
    assert snooze(Watcher(), 10).snoozed_until_s == 600


def test_a_slow_camera_comes_to_the_same_as_a_fast_one():
    _, slow = watch(("slumped", 700), every_s=4.0)
    _, fast = watch(("slumped", 700), every_s=0.25)
    assert len(slow) == len(fast) == 1
    assert slow[0] == pytest.approx(fast[0], abs=8)
