"""The counter of repetitions against signals whose count is known."""

import math
import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backfour.core.motion.reps import open_counter, step
from backfour.core.motion.turns import KEPT
from tests.core.motion.signals import changed, folded, holed, sampled, wave

COUNTS = st.integers(1, 9)
PERIODS_S = st.floats(1.6, 8.0)
RATES = st.sampled_from([8.0, 10.0, 15.0, 20.0, 30.0])
SIZES = st.floats(1e-3, 1e3)
SHIFTS = st.floats(-100, 100)
SEEDS = st.integers(0, 2**32)
SIGNS = st.sampled_from([1, -1])


def watch(samples, count="cycles", **options):
    """The counter after all samples, and what it told."""
    counter, told = open_counter(count, **options), []
    for t_s, value in samples:
        counter, fresh = step(counter, t_s, value)
        told += fresh
    assert counter.told == len(told)
    return counter, told


def count_of(samples, count="cycles", **options):
    return watch(samples, count, **options)[0].told


@given(COUNTS, PERIODS_S, RATES, SIZES, SHIFTS, SIGNS, st.floats(0, 0.6), SEEDS)
def test_clean_repetitions_of_any_size_place_speed_and_direction_are_counted_exactly(
    n, period_s, fps, size, shift, sign, hold_share, seed
):
    shape, seconds = wave(n, period_s, hold_share=hold_share)
    samples = sampled(shape, seconds, fps, seed=seed)
    assert count_of(changed(samples, times=sign * size, plus=shift)) == n


@given(COUNTS, PERIODS_S, st.sampled_from([15.0, 30.0]), SIGNS, st.floats(0, 0.6), SEEDS)
def test_a_tremble_of_three_percent_changes_no_count(n, period_s, fps, sign, hold_share, seed):
    shape, seconds = wave(n, period_s, hold_share=hold_share)
    samples = sampled(shape, seconds, fps, seed=seed)
    assert count_of(changed(samples, times=sign, noise=0.03, seed=seed)) == n


@given(st.integers(2, 9), PERIODS_S, SIGNS, st.floats(0.35, 1.0), SEEDS)
def test_half_cycles_count_both_sides_though_one_is_much_lower(n, period_s, sign, lower, seed):
    shape, seconds = wave(n, period_s, heights=(1.0, lower))
    samples = sampled(shape, seconds, 30, seed=seed)
    assert count_of(changed(samples, times=sign, noise=0.01, seed=seed), "half_cycles") == n


@given(COUNTS, PERIODS_S, SIGNS, SEEDS)
def test_dropped_samples_and_short_gaps_change_no_count(n, period_s, sign, seed):
    shape, seconds = wave(n, max(2.5, period_s))
    samples = changed(sampled(shape, seconds), times=sign)
    assert count_of(holed(samples, seed=seed)) == n


@given(st.integers(2, 6), st.floats(5.0, 9.0), st.sampled_from([10.0, 30.0]), SIGNS, SEEDS)
def test_a_movement_to_both_sides_is_known_by_its_folded_tops(n, period_s, fps, sign, seed):
    shape, seconds = folded(n, period_s)
    samples = changed(sampled(shape, seconds, fps, seed=seed), times=sign)
    assert count_of(samples) == 2 * n


@given(st.floats(-1e3, 1e3), RATES)
def test_a_still_signal_counts_nothing(level, fps):
    assert count_of(sampled(lambda _: level, 20, fps)) == 0


@given(SIZES, st.sampled_from(["cycles", "half_cycles"]), SEEDS)
@settings(max_examples=30)
def test_a_mere_tremble_counts_nothing(size, count, seed):
    still = sampled(lambda _: 0.0, 30)
    assert count_of(changed(still, times=size, noise=1.0, seed=seed), count) == 0


def test_movements_below_the_least_stroke_count_nothing():
    shape, seconds = wave(5, 3.0)
    assert count_of(sampled(shape, seconds), least=0.9) == 5
    assert count_of(sampled(shape, seconds), least=1.1) == 0


@given(st.sampled_from(["cycles", "half_cycles"]), SEEDS)
def test_upside_down_is_the_same(count, seed):
    chance = random.Random(seed)
    level, walk = 0.0, []
    for n in range(600):
        level += chance.gauss(0, 1) + math.sin(n / 20)
        walk.append((n / 30, level))
    upside_down = changed(walk, times=-1)
    assert watch(walk, count)[1] == watch(upside_down, count)[1]


@given(st.floats(-1e4, 1e4), SEEDS)
def test_the_clock_may_start_anywhere(start_s, seed):
    shape, seconds = wave(4, 3.0, heights=(1.0, 0.7))
    assert count_of(sampled(shape, seconds, seed=seed, start_s=start_s)) == 4


@given(st.integers(2, 9), PERIODS_S, RATES, st.floats(0, 0.5))
def test_a_repetition_is_told_less_than_a_second_after_half_its_way_back(
    n, period_s, fps, hold_share
):
    shape, seconds = wave(n, period_s, hold_share=hold_share)
    _, told = watch(sampled(shape, seconds, fps))
    half_back_s = (1 + hold_share) / 2 + (1 - hold_share) / 4
    for k, one in enumerate(told):
        assert 0 < one.end_s - (1 + (k + half_back_s) * period_s) < 1
        assert one.start_s < one.end_s
        assert not one.late


@given(st.integers(1, 400), SEEDS)
def test_what_is_told_of_a_beginning_does_not_depend_on_what_follows(cut, seed):
    shape, seconds = wave(5, 2.5)
    samples = changed(sampled(shape, seconds), noise=0.02, seed=seed)
    counter, told = watch(samples[:cut])
    assert told == watch(samples)[1][: len(told)]
    again = [step(counter, *samples[cut]) for _ in range(2)] if cut < len(samples) else [0, 0]
    assert again[0] == again[1]


def test_a_wriggle_before_the_first_repetition_is_made_up_by_silence():
    shape, seconds = wave(4, 3.0, heights=(0.3, 1.0, 1.0, 1.0))
    counter, told = watch(sampled(shape, seconds))
    assert counter.told == 3
    assert not any(one.late for one in told)


def test_half_cycles_leave_out_an_excursion_that_did_not_start_at_rest():
    shape, seconds = wave(6, 2.5, heights=(1.0, 0.6), still_s=0.0)
    begun = [it for it in sampled(shape, seconds + 2) if it[0] > 0.9]
    assert count_of(begun, "half_cycles") == 5


def test_half_cycles_that_begin_at_the_far_end_count_only_ways_back_to_rest():
    shape, seconds = wave(7, 3.0, heights=(0.9, 1.3, 0.5), still_s=0.0)
    begun = [it for it in sampled(shape, seconds - 1.4) if it[0] > 1.5]
    assert count_of(begun, "half_cycles") == 5


def test_a_jerk_at_the_top_does_not_make_two_repetitions_of_one():
    shape, seconds = wave(6, 4.0, hold_share=0.4)

    def jerked(t_s):
        return 0.3 if 14.3 < t_s < 15.2 else shape(t_s)

    assert count_of(sampled(jerked, seconds)) == 6


def test_a_slip_of_two_frames_is_not_seen():
    shape, seconds = wave(5, 3.0)
    samples = [
        (t, 5.0 if n % 40 in (0, 1) else v) for n, (t, v) in enumerate(sampled(shape, seconds))
    ]
    assert count_of(samples) == 5


def test_the_last_stroke_counts_only_once_half_of_the_way_back_is_done():
    shape, _ = wave(3, 4.0)
    samples = sampled(shape, 40)
    assert count_of([(t, max(v, 0.55) if t > 10.9 else v) for t, v in samples]) == 2
    assert count_of([(t, max(v, 0.35) if t > 10.9 else v) for t, v in samples]) == 3


def test_sides_recognised_late_are_told_as_late():
    shape, seconds = folded(4, 5.0)
    _, told = watch(sampled(shape, seconds))
    late = [one for one in told if one.late]
    assert late
    assert all(one.start_s == one.end_s for one in late)
    assert len(told) == 8


def test_a_long_session_takes_no_more_room_than_a_short_one():
    for shape, seconds in (wave(60, 2.0), folded(60, 4.0)):
        counter, told = watch(sampled(shape, seconds, 15))
        assert len(told) == (60 if seconds < 200 else 120)
        assert len(counter.path.turns) <= KEPT
        assert len(counter.path.steady.window) < 30


def test_a_wobble_at_the_first_tops_is_forgotten_when_the_next_ones_are_plain():
    shape, seconds = wave(14, 4.0, hold_share=0.4)

    def wobbled(t_s):
        return shape(t_s) - (0.2 if t_s < 9 and 0.42 < ((t_s - 1) / 4) % 1 < 0.58 else 0.0)

    assert count_of(sampled(wobbled, seconds)) == 14


def test_a_gap_of_many_seconds_loses_only_what_happened_in_it():
    shape, seconds = wave(8, 3.0)
    samples = [(t, None if 13.0 < t < 19.0 else v) for t, v in sampled(shape, seconds)]
    assert count_of(samples) == 6


@pytest.mark.parametrize(
    ("count", "least", "named"),
    [("laps", 0.0, "count"), ("cycles", -1.0, "least"), ("cycles", math.nan, "least")],
)
def test_impossible_settings_are_refused_by_name(count, least, named):
    with pytest.raises(ValueError, match=named):
        open_counter(count, least=least)


@pytest.mark.parametrize(
    ("t_s", "value", "named"),
    [(1.0, 0.0, "t_s"), (math.nan, 0.0, "t_s"), (math.inf, 0.0, "t_s"), (2.0, math.nan, "value")],
)
def test_impossible_samples_are_refused_by_name(t_s, value, named):
    counter, _ = step(open_counter(), 1.0, 0.0)
    with pytest.raises(ValueError, match=named):
        step(counter, t_s, value)


def test_a_missing_sample_changes_nothing():
    counter, _ = step(open_counter(), 1.0, 0.0)
    assert step(counter, 2.0, None) == (counter, ())
    assert replace(counter, told=0) == counter
