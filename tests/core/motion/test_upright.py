"""Circles and slumps of stick people whose truth is known by construction."""

from __future__ import annotations

import math

import pytest

from backfour.core.motion.landmarks import Frame
from backfour.core.motion.report import judge

ASPECT = 4 / 3
TORSO = 0.2


def person(left=(0.0, 0.0, 0.0), right=(0.0, 0.0, 0.0), *, seat=0.0, slump=0.0, lean=0.0):
    """Somebody seen from behind; feet are moved, seat 1 sits, lengths in trunks."""
    hips = 0.45 + 0.75 * TORSO * seat
    top = (0.66 + math.sin(math.radians(lean)) * TORSO, hips - math.cos(math.radians(lean)) * TORSO)
    head = (top[0], top[1] - 0.45 * TORSO * (1 - slump))
    points = [(*head, 0.0, 0.9)] * 33
    for sign, n, (dx, dy, dz) in ((-1, 0, left), (1, 1, right)):
        shoulder, hip = (top[0] + sign * 0.08, top[1]), (0.66 + sign * 0.055, hips)
        knee, ankle = (hip[0], 0.45 + 0.8 * TORSO), (hip[0], 0.45 + 1.6 * TORSO)
        foot = (ankle[0] + dx * TORSO, ankle[1] + dy * TORSO, dz * TORSO, 0.9)
        points[7 + n] = (head[0] + sign * 0.02, head[1], 0.0, 0.9)
        for m in (11, 13, 15):
            points[m + n] = (*shoulder, 0.0, 0.9)
        points[23 + n], points[25 + n] = (*hip, 0.0, 0.9), (*knee, 0.0, 0.9)
        for m in (27, 29, 31):
            points[m + n] = foot
    return tuple(points)


def film(pose_at, seconds, rate_hz=15, start_s=0.0):
    """Looks at what a function of time says."""
    count = round(seconds * rate_hz)
    return [Frame(start_s + n / rate_hz, pose_at(n / rate_hz), ASPECT) for n in range(count)]


def circling(turns, period_s, share=1.0, foot=1, **more):
    """The right foot (or the left) goes round after two seconds, and is then put down."""
    sign = 1 if foot else -1

    def at(t_s):
        turned = 2 * math.pi * min(max(0.0, t_s - 2.0) / period_s, turns * share)
        if t_s > 2.0 + turns * share * period_s:
            turned = 0.0
        moved = (sign * 0.4 * (1 - math.cos(turned)), 0.0, 0.4 * math.sin(turned))
        leaning = more.get("lean", 0.0) if t_s > 4 else 0.0
        feet = {"right": moved} if foot else {"left": moved}
        return person(**feet, lean=leaning)

    return film(at, 2.0 + turns * period_s + 2.0, more.get("rate_hz", 15))


@pytest.mark.parametrize("rate_hz", [8, 15, 30])
def test_every_full_turn_counts_once_for_the_standing_leg_at_every_rate(rate_hz):
    document = judge("pelvic_circles", circling(4, 3.5, rate_hz=rate_hz))
    assert [rep["side"] for rep in document["reps"]] == ["left"] * 4
    assert document["faults"] == []


def test_the_other_foot_counts_for_the_other_leg_and_a_mirrored_picture_swaps_them():
    frames = circling(3, 4.0, foot=0)
    assert [rep["side"] for rep in judge("pelvic_circles", frames)["reps"]] == ["right"] * 3
    turned = judge("pelvic_circles", frames, mirrored=True)
    assert [rep["side"] for rep in turned["reps"]] == ["left"] * 3


def test_half_a_turn_counts_nothing():
    assert judge("pelvic_circles", circling(1, 4.0, share=0.5))["reps"] == []


def test_a_foot_that_goes_out_and_back_along_a_line_counts_nothing():
    frames = film(lambda t: person(right=(0.4 - 0.4 * math.cos(t * 1.8), 0.0, 0.0)), 14)
    assert judge("pelvic_circles", frames)["reps"] == []


def test_who_sits_draws_no_circles():
    def at(t_s):
        return person(right=(0.4 * math.cos(t_s * 2), 0.0, 0.4 * math.sin(t_s * 2)), seat=0.9)

    assert judge("pelvic_circles", film(at, 14))["reps"] == []


def test_a_lean_and_too_fast_a_turn_get_their_cue():
    leaning = judge("pelvic_circles", circling(3, 4.0, lean=20.0))["faults"]
    assert {fault["key"] for fault in leaning} == {"pelvic_circles.lean"}
    quick = judge("pelvic_circles", circling(5, 1.4))
    assert "pelvic_circles.too_fast" in {fault["key"] for fault in quick["faults"]}


def test_a_slump_is_held_as_long_as_it_lasts_and_a_short_one_is_not_told():
    long = film(lambda t: person(slump=0.4 if 5 < t < 15 else 0.0), 20)
    (hold,) = judge("sitting", long)["holds"]
    assert hold["held_s"] == pytest.approx(10, abs=0.5)
    short = film(lambda t: person(slump=0.4 if 5 < t < 6.5 else 0.0), 12)
    assert judge("sitting", short)["holds"] == []


def test_standing_up_is_no_slump_and_neither_is_the_seat_found_again():
    frames = film(lambda t: person(seat=0.0 if 5 < t < 12 else 0.9), 25)
    assert judge("sitting", frames)["holds"] == []


def test_a_slump_ends_where_nobody_is_seen():
    frames = [
        Frame(f.t_s, None if f.t_s > 10 else f.points, ASPECT)
        for f in film(lambda t: person(slump=0.4 if t > 4 else 0.0), 16)
    ]
    (hold,) = judge("sitting", frames)["holds"]
    assert hold["end_s"] <= 10
