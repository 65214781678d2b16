"""Circles of stick people whose truth is known by construction."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest

from backfour.core.motion.coach import open_coach, step
from backfour.core.motion.landmarks import Frame
from backfour.core.motion.report import judge
from backfour.core.motion.seen import Now

ASPECT = 4 / 3
TORSO = 0.2
LENS = 0.28
"""Sine of the angle at which the lens looks down on the feet."""


def person(left=(0.0, 0.0, 0.0), right=(0.0, 0.0, 0.0), *, lean=0.0, drop=0.0, size=1.0, x=0.66):
    """Somebody seen from behind; feet are moved aside, up and ahead, in trunks."""
    torso = TORSO * size
    top = (x + math.sin(math.radians(lean)) * torso, 0.45 - math.cos(math.radians(lean)) * torso)
    head = (top[0], top[1] - 0.45 * torso)
    points = [(*head, 0.0, 0.9)] * 33
    for sign, n, (aside, up, ahead) in ((-1, 0, left), (1, 1, right)):
        fall = sign * math.sin(math.radians(drop)) * 0.25 * torso
        shoulder, hip = (
            (top[0] + sign * 0.4 * torso, top[1]),
            (x + sign * 0.25 * torso, 0.45 + fall),
        )
        knee = (hip[0], 0.45 + 0.8 * torso)
        points[7 + n] = (head[0] + sign * 0.1 * torso, head[1], 0.0, 0.9)
        for m in (11, 13, 15):
            points[m + n] = (*shoulder, 0.0, 0.9)
        points[23 + n], points[25 + n] = (*hip, 0.0, 0.9), (*knee, 0.0, 0.9)
        down = 1.6 - up - LENS * ahead
        foot = (hip[0] + aside * torso, 0.45 + down * torso, ahead * torso, 0.9)
        for m in (27, 29, 31):
            points[m + n] = foot
    return tuple(points)


def film(pose_at, seconds, rate_hz=15, start_s=0.0):
    """Looks at what a function of time says."""
    count = round(seconds * rate_hz)
    return [Frame(start_s + n / rate_hz, pose_at(n / rate_hz), ASPECT) for n in range(count)]


def along(keys, t_s):
    """A foot's place between keys (second, place), evenly."""
    for (one_s, one), (two_s, two) in pairwise(keys):
        if t_s <= two_s:
            share = max(0.0, (t_s - one_s) / (two_s - one_s))
            return tuple(a + share * (b - a) for a, b in zip(one, two, strict=True))
    return keys[-1][1]


HOME = (0.0, 0.0, 0.0)


def going(path, foot="right"):
    """A path of a foot as a function of time, after two seconds of standing."""

    def at(t_s):
        return person(**{foot: along([(0.0, HOME), (2.0, HOME), *path], t_s)})

    return at


def round_it(start_s, turns, period_s, *, wide=0.3, way=1, up=0.3, begin=0.0):
    """Keys of a foot that goes round."""
    steps = round(abs(turns) * 24)
    keys = []
    for n in range(steps + 1):
        angle = 2 * math.pi * (begin + way * n / 24)
        place = (0.35 - wide * math.cos(angle), up, wide * math.sin(angle))
        keys.append((start_s + n / 24 * period_s, place))
    return keys


def circling(turns, period_s, **more):
    """Standing, up, so many turns, down, standing: as the foot's path and its seconds."""
    keys = round_it(3.0, turns, period_s, **more)
    end_s = keys[-1][0]
    return [*keys, (end_s + 0.5, keys[-1][1]), (end_s + 1.3, HOME)], end_s + 4.0


def said(path, seconds, rate_hz=15, foot="right", **more):
    """What the coach says of a path."""
    return judge("pelvic_circles", film(going(path, foot), seconds, rate_hz), **more)


@pytest.mark.parametrize("rate_hz", [8, 15, 30])
@pytest.mark.parametrize("turns", [1, 4])
def test_every_full_turn_counts_once_for_the_standing_leg_at_every_rate(rate_hz, turns):
    document = said(*circling(turns, 3.6), rate_hz)
    assert [rep["side"] for rep in document["reps"]] == ["left"] * turns
    assert document["faults"] == []


@pytest.mark.parametrize("begin", [0.0, 0.2, 0.45, 0.7, 0.9])
@pytest.mark.parametrize("way", [1, -1])
def test_where_a_circle_begins_and_which_way_it_goes_changes_no_count(begin, way):
    assert len(said(*circling(3, 3.6, begin=begin, way=way))["reps"]) == 3


def test_the_other_foot_counts_for_the_other_leg_and_a_mirrored_picture_swaps_them():
    path, seconds = circling(3, 4.0, way=-1)
    mirrored = [(t, (-x, y, z)) for t, (x, y, z) in path]
    document = said(mirrored, seconds, foot="left")
    assert [rep["side"] for rep in document["reps"]] == ["right"] * 3
    turned = said(path, seconds, mirrored=True)
    assert [rep["side"] for rep in turned["reps"]] == ["right"] * 3


def test_time_and_place_change_nothing_and_a_smaller_person_is_no_other():
    path, seconds = circling(2, 4.0)
    feet = lambda t: along([(0.0, HOME), (2.0, HOME), *path], t)  # noqa: E731
    here = judge("pelvic_circles", film(lambda t: person(right=feet(t)), seconds))
    later = judge("pelvic_circles", film(lambda t: person(right=feet(t)), seconds, 15, 100.0))
    small = film(lambda t: person(right=feet(t), size=0.7, x=0.5), seconds)
    assert len(here["reps"]) == len(later["reps"]) == 2
    assert len(judge("pelvic_circles", small)["reps"]) == 2


@pytest.mark.parametrize("part", [0.3, 0.5])
def test_part_of_a_turn_and_back_counts_nothing(part):
    out = round_it(3.0, part, 4.0)
    end_s = out[-1][0]
    back = [(2 * end_s - t + 0.5, place) for t, place in reversed(out)]
    path = [*out, *back, (back[-1][0] + 0.8, HOME)]
    assert said(path, back[-1][0] + 4)["reps"] == []


def test_taps_to_the_side_and_lifts_count_nothing():
    out, up = (0.7, 0.2, 0.0), (0.1, 0.3, 0.1)
    path = [
        (t, HOME if n % 2 else place)
        for n, (t, place) in enumerate(
            (2.8 + 0.8 * n, up if n in (2, 6) else out) for n in range(10)
        )
    ]
    assert said(path, 14)["reps"] == []


def test_a_change_of_direction_begins_anew():
    there = round_it(3.0, 2, 3.6)
    back = round_it(there[-1][0] + 0.3, 2, 3.6, way=-1)
    path = [*there, *back, (back[-1][0] + 1, HOME)]
    assert len(said(path, back[-1][0] + 4)["reps"]) == 4


def test_a_last_turn_counts_where_the_recording_ends_in_the_air():
    path = round_it(3.0, 2, 3.6)
    assert len(said(path, path[-1][0] + 0.3)["reps"]) == 2


def test_a_minute_of_circles_is_counted_to_the_last():
    assert len(said(*circling(15, 3.5), 10)["reps"]) == 15


def test_fast_turns_count_and_get_one_cue_at_a_time():
    document = said(*circling(4, 1.3))
    assert len(document["reps"]) == 4
    assert {fault["key"] for fault in document["faults"]} == {"pelvic_circles.too_fast"}
    assert len(document["faults"]) <= 2


def dabbing(rests_s, after_s=0.4):
    """Two circles, down for so long, and two more."""
    one = round_it(3.0, 2, 3.6)
    down_s = one[-1][0] + 0.4
    two = round_it(down_s + rests_s + after_s, 2, 3.6)
    return [*one, (down_s, HOME), (down_s + rests_s, HOME), *two, (two[-1][0] + 0.8, HOME)], two[
        -1
    ][0] + 4


@pytest.mark.parametrize("rests_s", [0.5, 0.8, 1.8])
def test_a_foot_put_down_between_circles_has_dabbed(rests_s):
    document = said(*dabbing(rests_s))
    assert [fault["key"] for fault in document["faults"]] == ["pelvic_circles.foot_dab"]
    assert len(document["reps"]) == 4


def test_a_rest_is_no_dab():
    document = said(*dabbing(5.0))
    assert document["faults"] == []
    assert len(document["reps"]) == 4


def test_a_foot_lifted_in_vain_before_any_circle_is_no_dab():
    path, seconds = circling(1, 3.6)
    first = [(2.5, (0.4, 0.3, 0.0)), (2.9, HOME), (3.5, HOME)]
    path = [*first, *((t + 1.5, place) for t, place in path)]
    assert said(path, seconds + 1.5)["faults"] == []


def posed(**bad):
    """Three circles of the right foot during which the trunk or the hips are wrong."""
    path, seconds = circling(3, 4.0)

    def at(t_s):
        foot = along([(0.0, HOME), (2.0, HOME), *path], t_s)
        return person(right=foot, **(bad if t_s > 5 else {}))

    return {fault["key"] for fault in judge("pelvic_circles", film(at, seconds))["faults"]}


def test_a_lean_and_a_dropped_hip_get_their_cue_and_a_raised_hip_none():
    assert posed(lean=20.0) == {"pelvic_circles.lean"}
    assert posed(drop=20.0) == {"pelvic_circles.hip_drop"}
    assert posed(drop=-20.0) == set()
    assert posed(lean=5.0, drop=5.0) == set()


def test_legs_exchanged_for_a_moment_change_nothing():
    path, seconds = circling(3, 4.0, wide=0.5)
    frames = film(going(path), seconds)
    for n in (60, 61, 62):
        points = list(frames[n].points)
        for m in (25, 27, 29, 31):
            points[m], points[m + 1] = points[m + 1], points[m]
        frames[n] = Frame(frames[n].t_s, tuple(points), ASPECT)
    assert len(judge("pelvic_circles", frames)["reps"]) == 3


def test_who_steps_away_has_drawn_no_circle():
    def at(t_s):
        step = max(0.0, t_s - 6.0) * 0.4
        foot = along([(0.0, HOME), (2.0, HOME), *round_it(3.0, 0.7, 4.0)], t_s)
        return person(left=(step, 0.0, 0.0), right=foot)

    assert judge("pelvic_circles", film(at, 12))["reps"] == []


def test_feet_that_stay_elsewhere_stand_there_now():
    path, seconds = circling(2, 4.0)

    def at(t_s):
        aside = -0.5 if t_s > 2 else 0.0
        foot = along([(0.0, HOME), (8.0, HOME), *((t + 6, place) for t, place in path)], t_s)
        return person(left=(aside, 0.0, 0.0), right=(foot[0] + aside, foot[1], foot[2]))

    assert len(judge("pelvic_circles", film(at, seconds + 6))["reps"]) == 2


def test_the_other_foot_may_follow_at_once():
    one = round_it(3.0, 2, 3.6)
    down_s = one[-1][0] + 0.6
    two = [(t + down_s - 2.8, (-x, y, z)) for t, (x, y, z) in round_it(3.0, 2, 3.6)]

    def at(t_s):
        right = along([(0.0, HOME), (2.0, HOME), *one, (down_s, HOME)], t_s)
        left = along([(0.0, HOME), (down_s, HOME), *two, (two[-1][0] + 1, HOME)], t_s)
        return person(left=left, right=right)

    reps = judge("pelvic_circles", film(at, two[-1][0] + 4))["reps"]
    assert [rep["side"] for rep in reps] == ["left", "left", "right", "right"]


def test_nothing_inside_a_gap_counts():
    path, seconds = circling(4, 3.6)
    frames = [
        Frame(f.t_s, None if 6 < f.t_s < 12 else f.points, ASPECT)
        for f in film(going(path), seconds)
    ]
    reps = judge("pelvic_circles", frames)["reps"]
    assert all(rep["end_s"] <= 6.2 or rep["start_s"] >= 12 for rep in reps)


def test_the_page_is_told_what_is_under_way():
    path, seconds = circling(3, 3.6)
    coach, told = open_coach("pelvic_circles"), []
    for frame in film(going(path), seconds):
        coach, _ = step(coach, frame)
        told.append(coach.now)
    assert told[0] == Now("start")
    assert Now("move", "left") in told
    assert told[-1] == Now("rest")


def test_seen_from_the_side_no_hip_drops():
    path, seconds = circling(3, 4.0)

    def at(t_s):
        points = list(person(right=along([(0.0, HOME), (2.0, HOME), *path], t_s)))
        for m in (23, 24):
            points[m] = (0.66, points[m][1] + (0.03 if m == 24 and t_s > 5 else 0.0), 0.0, 0.9)
        return tuple(points)

    document = judge("pelvic_circles", film(at, seconds))
    assert len(document["reps"]) == 3
    assert document["faults"] == []
