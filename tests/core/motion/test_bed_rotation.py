"""Bed rotation: every turn once, sides only where they can be known."""

import math

import pytest

from backfour.core.motion.coach import open_coach, step
from backfour.core.motion.report import judge
from tests.core.motion.lying import film, smoothly, supine, told, watch

START_S, TURN_S = 2.5, 3.0


def turns(*degrees, each_s=TURN_S, pause_s=0.2, **more):
    """To each angle and back, one after the other."""
    keys, at_s = [(START_S, 0.0)], START_S
    for degree in degrees:
        keys += [(at_s + each_s * 0.47, degree), (at_s + each_s * 0.53, degree)]
        keys += [(at_s + each_s, 0.0), (at_s + each_s + pause_s, 0.0)]
        at_s += each_s + pause_s
    return (lambda t_s: supine(smoothly(t_s, *keys), **more)), at_s + 1.5


FOUR = turns(25, -25, 25, -25)
SIDE = {"above_deg": 14}
FEET = {"around_deg": -45, "above_deg": 18}


@pytest.mark.parametrize("rate_hz", [8, 30])
@pytest.mark.parametrize("camera", [SIDE, {"around_deg": 180, "above_deg": 14}])
def test_from_the_side_turns_are_counted_and_their_sides_are_not_guessed(camera, rate_hz):
    reps = watch("bed_rotation", *FOUR, rate_hz=rate_hz, **camera)["reps"]
    assert [rep["side"] for rep in reps] == [None] * 4


def test_from_the_side_the_sides_follow_the_one_that_was_asked_for():
    reps = watch("bed_rotation", *FOUR, side="right", **SIDE)["reps"]
    assert [rep["side"] for rep in reps] == ["right", "left", "right", "left"]


@pytest.mark.parametrize("rate_hz", [8, 30])
def test_from_the_feet_end_sides_are_seen_whatever_was_asked_for(rate_hz):
    reps = watch("bed_rotation", *FOUR, side="right", rate_hz=rate_hz, **FEET)["reps"]
    assert [rep["side"] for rep in reps] == ["left", "right", "left", "right"]


def test_a_mirrored_picture_swaps_the_sides():
    pose, seconds = FOUR
    looks = [look.mirrored() for look in film(pose, seconds, **FEET)]
    reps = judge("bed_rotation", looks)["reps"]
    assert [rep["side"] for rep in reps] == ["right", "left", "right", "left"]


def test_turns_to_one_side_only_count_as_well():
    pose, seconds = turns(30, 30, 30, pause_s=0.5)
    reps = watch("bed_rotation", pose, seconds, **FEET)["reps"]
    assert [rep["side"] for rep in reps] == ["left"] * 3


@pytest.mark.parametrize("camera", [SIDE, FEET])
def test_feet_may_stay_on_the_bed(camera):
    pose, seconds = turns(25, -25, 25, planted=True)
    assert len(watch("bed_rotation", pose, seconds, **camera)["reps"]) == 3


def test_small_turns_count_once_they_follow_each_other():
    pose, seconds = turns(9, -9, 9, -9)
    assert len(watch("bed_rotation", pose, seconds, **SIDE)["reps"]) == 4


def test_one_small_turn_alone_is_not_believed():
    pose, seconds = turns(9)
    assert watch("bed_rotation", pose, seconds, **SIDE)["reps"] == []


def test_small_turns_far_apart_do_not_follow_each_other():
    pose, seconds = turns(9, -9, 9, pause_s=6.0)
    assert watch("bed_rotation", pose, seconds, **SIDE)["reps"] == []


@pytest.mark.parametrize("camera", [SIDE, FEET])
@pytest.mark.parametrize("tilt_deg", [-35, 35])
def test_knees_drawn_up_or_let_down_are_no_turn(camera, tilt_deg):
    def pose(t_s):
        return supine(tilt_deg=smoothly(t_s, (3, 0), (5, tilt_deg), (7, 0)))

    assert watch("bed_rotation", pose, 9, **camera)["reps"] == []


@pytest.mark.parametrize("camera", [SIDE, FEET])
def test_stretching_the_legs_out_is_no_turn_and_begins_anew(camera):
    def pose(t_s):
        return supine(flat=True) if 3 < t_s < 6 else supine()

    assert watch("bed_rotation", pose, 9, **camera)["reps"] == []


def test_a_quiver_is_no_turn():
    pose, seconds = turns(30, each_s=0.35)
    assert watch("bed_rotation", pose, seconds, **FEET)["reps"] == []


def test_putting_the_feet_down_forgets_the_turn():
    def pose(t_s):
        return supine(25 if t_s > 3 else 0, planted=t_s > 4)

    assert watch("bed_rotation", pose, 7, **SIDE)["reps"] == []


def test_lifting_the_feet_is_no_turn():
    def pose(t_s):
        return supine(planted=t_s < 4)

    assert watch("bed_rotation", pose, 7, **SIDE)["reps"] == []


def test_somebody_who_never_rests_has_a_middle_too():
    turning, seconds = turns(30, -30, 30)

    def restless(t_s):
        if t_s < 4:
            return supine(tilt_deg=15 * math.sin(2 * math.pi * t_s / 1.2))
        return turning(t_s - 4 + START_S)

    reps = watch("bed_rotation", restless, seconds + 2, **FEET)["reps"]
    assert [rep["side"] for rep in reps] == ["left", "right", "left"]


def test_a_turn_out_of_sight_does_not_count():
    reps = watch("bed_rotation", *FOUR, lost=[(6.5, 9.5)], **FEET)["reps"]
    assert not any(rep["start_s"] < 9.5 and rep["end_s"] > 6.5 for rep in reps)


def test_quick_turns_are_told_and_slow_ones_are_not():
    slow, fast = turns(25, -25, 25), turns(30, -30, 30, -30, each_s=1.0)
    assert told(watch("bed_rotation", *slow, **FEET)) == []
    assert "too_fast" in told(watch("bed_rotation", *fast, **FEET))


def test_a_chest_that_turns_along_is_told():
    def pose(t_s):
        turn = smoothly(t_s, (2.5, 0), (4, 25), (6, 25), (7.5, 0))
        return supine(turn, roll_deg=turn)

    assert told(watch("bed_rotation", pose, 9, **SIDE)) == ["chest_turns"]


def test_thighs_that_drift_while_turning_are_told_from_the_side():
    turning, seconds = turns(25, -25, 25, -25)

    def pose(t_s):
        return _tilted(turning(t_s), smoothly(t_s, (5.5, 0), (6.3, 30), (10.5, 30), (11.3, 0)))

    assert told(watch("bed_rotation", pose, seconds, **SIDE)) == ["thighs_drift"]


def _tilted(places, tilt_deg):
    moved = dict(places)
    for n in (25, 26, 27, 28):
        x, y, z = places[n]
        moved[n] = (x - 0.8 * math.sin(math.radians(tilt_deg)), y, z)
    return moved


def test_now_shows_rest_and_move():
    coach, seen = open_coach("bed_rotation", side="left"), []
    pose, seconds = FOUR
    for look in film(pose, seconds, **SIDE):
        coach, _ = step(coach, look)
        seen.append((coach.now.phase, coach.now.side))
    assert list(dict.fromkeys(phase for phase, _ in seen)) == ["start", "rest", "move"]
    assert ("move", "right") in seen
