"""The camera counts what was done and waits a little; it never holds a session up or stops it.

Hazard H33 (docs/safety.md).
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from backfour.core.exercises.catalogue import load_catalogue
from backfour.core.session.beats import SECOND, doing
from backfour.core.session.watching import (
    HOLD_WAIT_MS,
    REPS_WAIT_MS,
    UP_WAIT_MS,
    WATCHED_FROM,
    Sight,
    Watch,
    counts_itself,
    group_of,
    lead,
    look,
    verdict,
)
from tests.core.session.stage import CATALOGUE

CLEAR = Sight(
    trusted=True,
    coarse=False,
    holding=False,
    side=None,
    held_ms=0,
    total_ms=0,
    reps=(0, 0, 0),
    attempts=0,
    faults=0,
)
BLIND = replace(CLEAR, trusted=False)
CAT = load_catalogue(CATALOGUE)
TICK = 150


def beats_of(exercise, number):
    level = next(one for one in CAT.movement(exercise).levels if one.number == number)
    return doing(exercise, level, level.forms[0], "left"), level.kind


BIRD_DOG, REPS = beats_of("bird_dog", 1)
PROP, HOLD = beats_of("elbow_prop", 1)
CIRCLES, _ = beats_of("pelvic_circles", 1)


def seen(sights, beats=BIRD_DOG, now=0, ms=TICK):
    watch = None
    for sight in sights:
        watch = look(watch, sight, beats, now, ms)
    return watch


def test_without_a_camera_nothing_is_watched():
    assert seen([None, None]) is None
    assert counts_itself(None)
    assert verdict(None, REPS) == "not_judged"


def test_what_was_counted_before_the_movement_began_does_not_count():
    watch = seen([replace(CLEAR, reps=(3, 2, 0)), replace(CLEAR, reps=(4, 2, 0))])
    assert watch.reps == (1, 0)


def test_a_side_that_was_not_seen_is_the_side_that_was_asked_for():
    up_left = 0
    up_right = next(n for n, b in enumerate(BIRD_DOG) if b.kind == "up" and b.side == "right")
    one = replace(CLEAR, reps=(0, 0, 1))
    assert seen([CLEAR, one], now=up_left).reps == (1, 0)
    assert seen([CLEAR, one], now=up_right).reps == (0, 1)
    # The small model cannot tell sides: what it says of them is not used.
    coarse = replace(CLEAR, coarse=True)
    watch = seen([coarse, replace(coarse, reps=(1, 0, 0))], now=up_right)
    assert watch.reps == (0, 1)
    assert watch.coarse


def test_the_time_line_counts_only_what_could_not_be_seen_and_nothing_twice():
    assert not counts_itself(seen([CLEAR, CLEAR]))
    assert counts_itself(seen([CLEAR, BLIND, CLEAR]))
    assert counts_itself(seen([CLEAR, None]))
    counted = seen([CLEAR, BLIND, replace(CLEAR, reps=(1, 0, 0))])
    assert not counts_itself(counted)
    owed = replace(seen([CLEAR, BLIND]), owed=True)
    late = look(owed, replace(CLEAR, reps=(1, 0, 0)), BIRD_DOG, 1, TICK)
    assert (late.reps, late.owed) == ((0, 0), False)
    again = look(late, replace(CLEAR, reps=(2, 0, 0)), BIRD_DOG, 1, TICK)
    assert again.reps == (1, 0)


def test_a_new_repetition_is_judged_anew():
    second_up = [n for n, beat in enumerate(BIRD_DOG) if beat.kind == "up"][1]
    assert group_of(BIRD_DOG, second_up + 1) == second_up
    assert group_of(PROP, 0) == -1
    watch = replace(seen([CLEAR, BLIND]), owed=True, counted=1, up_ms=900)
    watch = look(watch, CLEAR, BIRD_DOG, second_up, TICK)
    assert (watch.blind, watch.owed, watch.counted, watch.up_ms) == (False, False, 0, 0)


def test_a_movement_that_is_seen_all_through_knows_its_seconds():
    sights = [replace(CLEAR, holding=True, total_ms=n * TICK) for n in range(10)]
    watch = seen(sights, PROP)
    assert watch.seen_throughout
    assert watch.held_ms == 9 * TICK
    assert not seen([*sights, BLIND], PROP).seen_throughout


def led(watch, sight, beat, elapsed, kind=REPS, ms=TICK):
    way = lead(watch, sight, kind, beat, elapsed, ms)
    return way.ms, way.begins, way.watch


def test_where_nothing_is_seen_time_simply_passes():
    up = BIRD_DOG[0]
    for sight in (None, BLIND):
        assert led(seen([CLEAR, sight]), sight, up, 0)[:2] == (TICK, False)
    assert led(seen([CLEAR, CLEAR]), CLEAR, CIRCLES[0], 0, "circles")[:2] == (TICK, False)


def test_a_repetition_begins_when_the_person_is_in_position_or_has_been_waited_for():
    up = BIRD_DOG[0]
    holding = replace(CLEAR, holding=True, held_ms=400)
    assert led(seen([CLEAR, holding]), holding, up, 300)[:2] == (0, True)
    watch = seen([CLEAR, CLEAR])
    assert led(watch, CLEAR, up, 300)[:2] == (TICK, False)
    waited, elapsed = 0, up.ms - 100
    while True:
        ms, begins, watch = led(watch, CLEAR, up, elapsed)
        elapsed += ms
        if elapsed >= up.ms:
            break
        assert not begins
        waited += TICK
    assert UP_WAIT_MS <= waited <= UP_WAIT_MS + TICK
    tired_of_waiting = replace(watch, up_ms=0, waited_ms=REPS_WAIT_MS)
    assert led(tired_of_waiting, CLEAR, up, up.ms - 100)[0] == TICK


def test_the_count_of_a_repetition_follows_the_hold():
    hold = BIRD_DOG[1]
    late = replace(CLEAR, holding=True, held_ms=1000)
    assert led(seen([CLEAR, late]), late, hold, 2000)[0] == 0
    assert led(seen([CLEAR, late]), late, hold, 1100)[0] == TICK
    assert led(seen([CLEAR, late]), late, hold, 950)[0] == TICK
    ahead = replace(late, held_ms=3000)
    assert led(seen([CLEAR, ahead]), ahead, hold, 1000)[0] == 2 * TICK
    assert led(seen([CLEAR, CLEAR]), CLEAR, hold, 1000)[0] == TICK
    spent = replace(seen([CLEAR, late]), waited_ms=REPS_WAIT_MS)
    assert led(spent, late, hold, 2000)[0] == TICK


def test_the_clock_of_a_hold_stands_while_the_person_is_out_of_it_but_not_for_ever():
    hold, passed, stood = PROP[0], 0, 0
    watch = look(None, CLEAR, PROP, 0, TICK)
    for _ in range(20 * SECOND // TICK):
        watch = look(watch, CLEAR, PROP, 0, TICK)
        ms, _, watch = led(watch, CLEAR, hold, passed, HOLD)
        passed += ms
        stood += TICK - ms
        if stood == 0:
            assert passed <= 2 * SECOND + TICK
    assert HOLD_WAIT_MS <= stood <= HOLD_WAIT_MS + TICK
    back = look(watch, replace(CLEAR, holding=True), PROP, 0, TICK)
    assert back.out_ms == 0


def watched(*, faults=0, attempts=4, seen_ms=9000, whole_ms=10_000, coarse=False, held_ms=0):
    last = replace(CLEAR, faults=faults, attempts=attempts, total_ms=held_ms)
    return Watch(CLEAR, last, seen_ms=seen_ms, whole_ms=whole_ms, coarse=coarse)


@pytest.mark.parametrize(
    ("watch", "kind", "technique"),
    [
        (watched(), "reps", "ok"),
        (watched(faults=1), "reps", "ok"),
        (watched(faults=2, attempts=8), "reps", "ok"),
        (watched(faults=2), "reps", "failing"),
        (watched(faults=4, attempts=8), "circles", "failing"),
        (watched(faults=9, seen_ms=6000), "reps", "not_judged"),
        (watched(faults=9, coarse=True), "reps", "not_judged"),
        (watched(attempts=0), "reps", "not_judged"),
        (watched(seen_ms=0, whole_ms=0), "reps", "not_judged"),
        (watched(held_ms=30_000), "hold", "ok"),
        (watched(held_ms=30_000, faults=2), "hold", "failing"),
        (watched(held_ms=60_000, faults=2), "hold", "ok"),
        (watched(held_ms=5_000), "sided_hold", "not_judged"),
    ],
)
def test_a_verdict_needs_enough_seen_and_faults_that_keep_coming(watch, kind, technique):
    assert verdict(watch, kind) == technique


def test_every_movement_says_from_which_level_the_camera_knows_it():
    assert set(WATCHED_FROM) == {movement.id for movement in CAT.movements}
