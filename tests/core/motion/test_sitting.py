"""Slumps of stick people whose seconds are known by construction: ears and shoulders only."""

from __future__ import annotations

import math

import pytest

from backfour.core.motion.coach import finish, open_coach, step
from backfour.core.motion.landmarks import Frame
from backfour.core.motion.report import judge
from tests.core.motion.standing import ASPECT, course, film

NECK = 0.12
"""From shoulders to ears, picture heights."""


def sitter(slump=0.0, *, forward=0.0, aside_deg=0.0, at=(0.66, 0.4), size=1.0):
    """Somebody at a desk; ``slump``: head down, half of it with the shoulders, and ``forward``:
    head across, both in necks.
    """
    neck = NECK * size
    shoulders = (at[0], at[1] + NECK + slump / 2 * neck)
    head = (at[0] + forward * neck, shoulders[1] - neck * (1 - slump / 2))
    tilt = math.sin(math.radians(aside_deg)) * 0.08
    points = [(*head, 0.0, 0.9)] * 33
    for sign, n in ((1, 0), (-1, 1)):
        points[7 + n] = (head[0] + sign * 0.02 + 2 * tilt, head[1] + sign * tilt / 4, 0.0, 0.9)
        points[11 + n] = (shoulders[0] + sign * 0.1, shoulders[1] + sign * tilt, 0.0, 0.9)
        for m in range(13, 23, 2):
            points[m + n] = (shoulders[0] + sign * 0.12, shoulders[1] + 0.15, 0.0, 0.9)
        for m in range(23, 33, 2):
            points[m + n] = (shoulders[0] + sign * 0.07, shoulders[1] + 0.3, 0.0, 0.9)
    return tuple(points)


def slumps(*spans, deep=0.4):
    """Return the slump over time: down and up within half a second, deep in between."""
    keys = [(0.0, 0.0)]
    for start, end in spans:
        keys += [(start, 0.0), (start + 0.5, deep), (end - 0.5, deep), (end, 0.0)]
    return course(*keys)


def holds(frames, **asked):
    return judge("sitting", frames, **asked)["holds"]


@pytest.mark.parametrize("rate_hz", [8, 15, 30])
@pytest.mark.parametrize("way", [0.0, 0.3, -0.3])
def test_each_slump_is_held_as_long_as_it_lasts_from_in_front_and_from_both_sides(way, rate_hz):
    slump = slumps((4, 12), (16, 22))
    found = holds(film(lambda t: sitter(slump(t), forward=way * slump(t) / 0.4), 26, rate_hz))
    assert [hold["side"] for hold in found] == [None, None]
    assert all(hold["counted"] for hold in found)
    assert [hold["held_s"] for hold in found] == pytest.approx([7.5, 5.5], abs=0.5)


def test_a_mirrored_picture_another_distance_and_another_hour_change_nothing():
    slump = slumps((4, 12))
    (there,) = holds(film(lambda t: sitter(slump(t)), 15))
    (turned,) = holds(film(lambda t: sitter(slump(t)), 15), mirrored=True)
    (far,) = holds(film(lambda t: sitter(slump(t), size=0.8), 15))
    (later,) = holds(film(lambda t: sitter(slump(t)), 15, start_s=3600.0))
    for hold in (turned, far, later):
        assert hold["held_s"] == pytest.approx(there["held_s"], abs=0.2)


def test_a_short_or_a_small_slump_is_not_told():
    short, small = slumps((4, 6)), slumps((4, 12), deep=0.12)
    assert holds(film(lambda t: sitter(short(t)), 12)) == []
    assert holds(film(lambda t: sitter(small(t)), 14)) == []


def test_a_moment_upright_does_not_end_a_slump():
    slump = course((0, 0), (4, 0), (4.5, 0.4), (8, 0.4), (8.3, 0), (8.6, 0.4), (12, 0.4), (12.5, 0))
    (hold,) = holds(film(lambda t: sitter(slump(t)), 16))
    assert hold["held_s"] == pytest.approx(8, abs=0.5)


def test_a_bend_to_the_side_or_a_head_that_only_moves_forward_is_no_slump():
    slump = slumps((4, 10))
    bent = film(lambda t: sitter(slump(t), aside_deg=100 * slump(t)), 14)
    assert holds(bent) == []
    ahead = film(lambda t: sitter(0.0, forward=2.0 * slump(t)), 14)
    assert holds(ahead) == []


def test_who_is_seen_too_shortly_has_no_upright_place_yet():
    coach = open_coach("sitting")
    for frame in film(lambda _: sitter(), 1.5):
        coach, events = step(coach, frame)
        assert events == ()
    assert coach.now.phase == "start"
    assert finish(coach)[1] == ()


def test_the_page_shows_the_slump_under_way_and_the_end_closes_it():
    slump, coach, phases = slumps((4, 30)), open_coach("sitting"), []
    for frame in film(lambda t: sitter(slump(t)), 10):
        coach, _ = step(coach, frame)
        if not phases or phases[-1] != coach.now.phase:
            phases.append(coach.now.phase)
    assert phases == ["start", "rest", "hold"]
    assert coach.now.held_s == pytest.approx(5.6, abs=0.4)
    (hold,) = finish(coach)[1]
    assert hold.held_s == pytest.approx(5.6, abs=0.4)


def test_standing_up_is_no_slump_and_the_seat_is_still_known_afterwards():
    high, slump = course((4, 0), (5.5, 0.25), (12, 0.25), (13.5, 0)), slumps((15, 22))
    frames = film(lambda t: sitter(slump(t), at=(0.66, 0.45 - high(t))), 25)
    (hold,) = holds(frames)
    assert hold["start_s"] > 14.5
    assert hold["held_s"] == pytest.approx(6.5, abs=0.5)


def test_sitting_down_into_another_place_is_learnt_anew_and_slumps_are_judged_from_there():
    low, slump = course((4, 0), (5.5, 0.2)), slumps((13, 20))
    frames = film(lambda t: sitter(slump(t), at=(0.66, 0.3 + low(t))), 23)
    (hold,) = holds(frames)
    assert hold["held_s"] == pytest.approx(6.5, abs=0.5)


def test_somebody_much_nearer_is_another_person_or_place_and_no_slump():
    size = course((4, 1.0), (6, 1.6))
    frames = film(lambda t: sitter(size=size(t), at=(0.66, 0.4 + 0.06 * (size(t) - 1))), 9)
    assert holds(frames) == []


def gap(pose_at, start_s, end_s, seconds):
    looks = film(pose_at, seconds)
    return [
        Frame(look.t_s, None if start_s < look.t_s < end_s else look.points, ASPECT)
        for look in looks
    ]


def test_a_gap_ends_a_slump_where_it_was_last_seen_and_it_goes_on_as_another_one():
    slump = slumps((4, 20))
    first, second = holds(gap(lambda t: sitter(slump(t)), 9, 12, 23))
    assert first["end_s"] <= 9.0
    assert second["start_s"] >= 12.0
    assert second["end_s"] == pytest.approx(19.7, abs=0.5)


def test_who_comes_back_to_another_place_must_first_settle_there():
    def at(t_s):
        return sitter(0.0 if t_s < 8 else 0.4, at=(0.4 if t_s < 8 else 1.0, 0.4))

    document = judge("sitting", gap(at, 6, 9, 20))
    assert document["holds"] == []
    assert [lost["reason"] for lost in document["abstained"]] == ["nobody"]


def test_who_is_lost_before_an_upright_place_was_learnt_begins_anew():
    slump = slumps((8, 14))
    (hold,) = holds(gap(lambda t: sitter(slump(t)), 1.0, 3.0, 17))
    assert hold["held_s"] == pytest.approx(5.5, abs=0.5)
