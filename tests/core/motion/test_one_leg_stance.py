"""Stances of stick people whose seconds are known by construction."""

from __future__ import annotations

import math

import pytest

from backfour.core.motion.coach import open_coach, step
from backfour.core.motion.report import judge
from tests.core.motion.standing import FRONT, OBLIQUE, SIDE, course, film, person

HIGH_M = 0.2


def lifts(start_s, end_s, high=HIGH_M):
    """A foot up from ``start_s`` to ``end_s``, a quarter of a second each way."""
    return course(
        (start_s, 0.0), (start_s + 0.25, high), (end_s - 0.25, high), (end_s, 0.0), (end_s + 1, 0.0)
    )


def stance(start_s, end_s, *, side="left", az=FRONT, rate_hz=15, **more):
    """Somebody on the leg of that side, in a film that goes on for two seconds."""
    up, free = lifts(start_s, end_s), "right" if side == "left" else "left"
    first_s, high = more.pop("first_s", 0.0), more.pop("high", 1.0)

    def at(t_s):
        return person(az=az, **{free: (0.0, high * up(t_s))}, **more)

    return film(at, end_s + 2, rate_hz, first_s)


def holds(frames, **asked):
    return judge("one_leg_stance", frames, **asked)["holds"]


@pytest.mark.parametrize("az", [FRONT, 180.0, OBLIQUE, SIDE, -SIDE])
@pytest.mark.parametrize("rate_hz", [8, 15, 30])
@pytest.mark.parametrize("side", ["left", "right"])
def test_a_stance_lasts_while_the_other_foot_is_up_from_every_side(side, az, rate_hz):
    (hold,) = holds(stance(2.0, 9.0, side=side, az=az, rate_hz=rate_hz))
    assert (hold["side"], hold["counted"]) == (side, True)
    assert hold["held_s"] == pytest.approx(6.75, abs=0.4)
    assert hold["held_s"] == pytest.approx(hold["end_s"] - hold["start_s"], abs=0.02)


def test_a_mirrored_picture_swaps_the_legs():
    (hold,) = holds(stance(2.0, 6.0), mirrored=True)
    assert hold["side"] == "right"


def test_another_distance_and_another_hour_change_nothing():
    (there,) = holds(stance(2.0, 6.0))
    (far,) = holds(stance(2.0, 6.0, size=0.7))
    (later,) = holds(stance(2.0, 6.0, first_s=3600.0))
    assert far["held_s"] == pytest.approx(there["held_s"], abs=0.15)
    assert later["held_s"] == pytest.approx(there["held_s"], abs=0.02)


def test_a_step_is_no_stance_and_a_second_and_a_half_is_one():
    assert holds(stance(2.0, 2.9)) == []
    assert len(holds(stance(2.0, 3.7))) == 1


def test_a_foot_that_hardly_leaves_the_floor_is_not_lifted():
    assert holds(stance(2.0, 6.0, high=0.2)) == []


def test_both_feet_up_at_once_are_no_stance():
    up = lifts(2.0, 6.0)
    assert holds(film(lambda t: person(az=FRONT, left=(0, up(t)), right=(0, up(t))), 8)) == []


def test_a_touch_ends_the_stance_and_the_foot_lifted_again_begins_another():
    touch = course((2, 0), (2.3, 0.2), (6, 0.2), (6.2, 0), (6.6, 0), (6.8, 0.2), (12, 0.2))
    first, second = holds(film(lambda t: person(az=FRONT, right=(0.0, touch(t))), 12))
    assert first["end_s"] == pytest.approx(6.1, abs=0.3)
    assert second["start_s"] == pytest.approx(6.7, abs=0.3)


def test_a_twitch_of_the_landmarks_before_the_stance_does_not_cost_it():
    twitch, up = course((2, 0), (2.2, 0.2), (2.3, 0.2), (2.5, 0)), lifts(3.0, 8.0)
    frames = film(lambda t: person(az=FRONT, left=(0, twitch(t)), right=(0, up(t))), 10)
    (hold,) = holds(frames)
    assert (hold["side"], hold["held_s"]) == ("left", pytest.approx(4.75, abs=0.4))


def test_two_stances_with_a_rest_between_are_two_one_for_each_leg():
    one, two = lifts(2.0, 5.0), lifts(7.0, 12.0)
    frames = film(lambda t: person(az=FRONT, right=(0, one(t)), left=(0, two(t))), 14)
    assert [hold["side"] for hold in holds(frames)] == ["left", "right"]


def test_a_step_aside_with_the_standing_foot_ends_it():
    up, aside = lifts(2.0, 9.0), course((5.0, 0.0), (5.3, 0.25), (9, 0.25))
    frames = film(lambda t: person(az=FRONT, right=(0, up(t)), left=(aside(t), 0)), 11)
    (hold,) = holds(frames)
    assert hold["end_s"] == pytest.approx(5.15, abs=0.3)


def test_a_hop_on_the_standing_foot_ends_it():
    up = course((2, 0), (2.3, 0.2), (10, 0.2))
    hop = course((5.0, 0), (5.25, 0.15), (5.5, 0.15), (5.7, 0), (10, 0))

    def at(t_s):
        return person(az=FRONT, left=(0, hop(t_s)), right=(0, up(t_s) + hop(t_s)))

    (hold,) = holds(film(at, 10))
    assert hold["end_s"] == pytest.approx(5.1, abs=0.3)


def test_hopping_from_leg_to_leg_and_walking_count_nothing():
    def walk(t_s):
        swing = 0.2 * math.sin(2 * math.pi * t_s / 1.2) if t_s > 2 else 0.0
        return person(
            az=SIDE, at=-0.4 + 0.1 * t_s, left=(0, max(0, swing)), right=(0, max(0, -swing))
        )

    assert holds(film(walk, 10)) == []


def test_legs_exchanged_for_a_moment_do_not_end_it():
    def at(t_s):
        up = lifts(2.0, 9.0)(t_s)
        exchanged = 5.0 < t_s < 5.3
        return person(az=SIDE, left=(0, up if exchanged else 0), right=(0, 0 if exchanged else up))

    (hold,) = holds(film(at, 11))
    assert hold["held_s"] == pytest.approx(6.75, abs=0.4)


def test_who_begins_on_one_leg_is_judged_only_from_both_feet_on():
    up = course((0, 0.25), (4, 0.25), (4.3, 0), (7, 0), (7.3, 0.25), (11, 0.25))
    (hold,) = holds(film(lambda t: person(az=FRONT, right=(0, up(t))), 11))
    assert hold["start_s"] == pytest.approx(7.2, abs=0.3)


def test_a_gap_closes_the_stance_where_it_was_last_seen():
    up = lifts(2.0, 12.0)
    frames = film(lambda t: None if 5 < t < 8 else person(az=FRONT, right=(0, up(t))), 14)
    (hold,) = holds(frames)
    assert hold["end_s"] <= 5.0


def test_a_stance_still_under_way_is_closed_at_the_end():
    up = course((2, 0), (2.3, 0.2), (7, 0.2))
    (hold,) = holds(film(lambda t: person(az=FRONT, right=(0, up(t))), 7))
    assert hold["end_s"] == pytest.approx(6.93, abs=0.02)


def test_the_page_shows_the_floor_learnt_the_standing_leg_and_its_seconds():
    coach, shown = open_coach("one_leg_stance", side="left"), []
    for frame in stance(3.0, 6.0):
        coach, _ = step(coach, frame)
        shown.append(coach.now)
    phases = [now.phase for now in shown]
    assert [phases[0], phases[30]] == ["start", "rest"]
    longest = max(shown, key=lambda now: now.held_s)
    assert (longest.phase, longest.side) == ("hold", "left")
    assert longest.held_s == pytest.approx(2.75, abs=0.4)
