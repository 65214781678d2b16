"""Chair stands of stick people whose count is known by construction."""

from __future__ import annotations

import pytest

from backfour.core.motion.coach import open_coach, step
from backfour.core.motion.report import judge
from tests.core.motion.standing import FRONT, OBLIQUE, SIDE, course, film, person


def stands(count, high=1.0, period_s=3.0):
    """Up and down after two seconds on the chair: a second each way, half a second at each end."""
    keys = [(0.0, 0.0), (2.0, 0.0)]
    for n in range(count):
        start = 2.0 + n * period_s
        keys += [(start + 1.0, high), (start + 1.5, high), (start + 2.5, 0.0)]
        keys.append((start + period_s, 0.0))
    return course(*keys)


def filmed(count, high=1.0, *, az=SIDE, rate_hz=15, start_s=0.0, size=1.0):
    up = stands(count, high)
    pose = lambda t: person(up(t), az=az, size=size)  # noqa: E731 - the pose of this film
    return film(pose, 3.0 + 3.0 * count, rate_hz, start_s)


def counted(frames, **asked):
    return len(judge("chair_stand", frames, **asked)["reps"])


@pytest.mark.parametrize("az", [SIDE, -SIDE, OBLIQUE, FRONT])
@pytest.mark.parametrize("rate_hz", [8, 15, 30])
def test_every_full_stand_counts_once_from_every_side_and_at_every_rate(az, rate_hz):
    assert counted(filmed(4, az=az, rate_hz=rate_hz)) == 4


def test_a_stand_runs_from_the_seat_to_standing_and_has_no_side():
    (rep,) = judge("chair_stand", filmed(1))["reps"]
    assert rep["side"] is None
    assert 2.0 <= rep["start_s"] < rep["end_s"] <= 3.5


def test_a_mirrored_picture_another_distance_and_another_hour_change_nothing():
    assert counted(filmed(3, az=OBLIQUE), mirrored=True) == 3
    assert counted(filmed(3, size=0.7)) == 3
    assert counted(filmed(3, start_s=3600.0)) == 3


@pytest.mark.parametrize("az", [SIDE, OBLIQUE, FRONT])
@pytest.mark.parametrize("high", [0.25, 0.5])
def test_half_a_stand_does_not_count(az, high):
    assert counted(filmed(3, high, az=az)) == 0


def test_a_full_stand_counts_among_half_ones():
    up = course((0, 0), (2, 0), (3, 0.45), (4, 0), (4.5, 0), (5.5, 1), (6, 1), (7, 0), (8, 0.5))
    assert counted(film(lambda t: person(up(t)), 9)) == 1


def test_standing_up_and_bending_down_again_without_sitting_counts_once():
    up = course((0, 0), (2, 0), (3, 1), (4, 0.55), (5, 1), (6, 0.55), (7, 1))
    assert counted(film(lambda t: person(up(t)), 8)) == 1


def test_standing_only_in_bent_knees_does_not_count():
    up = course((0, 0), (2, 0), (3, 0.53), (6, 0.53), (7, 0))
    assert counted(film(lambda t: person(up(t)), 8)) == 0


def test_half_a_stand_does_not_count_because_the_seat_was_learnt_bent_forward():
    lean, up = course((2, 0), (2.5, 40), (4, 40), (5, 0)), course((4, 0), (5, 0.5), (6, 0.5))
    pose = lambda t: person(up(t), lean=lean(t), az=OBLIQUE)  # noqa: E731 - the pose of this film
    assert counted(film(pose, 7)) == 0


def test_shoulders_that_come_up_from_a_slump_do_not_make_half_a_stand_full():
    trunk, up = course((3, 0.42), (4, 0.5)), course((3, 0), (4, 0.43), (6, 0.43))
    assert counted(film(lambda t: person(up(t), trunk=trunk(t), az=FRONT), 7)) == 0


def test_bent_knees_do_not_make_a_stand_however_high_the_shoulders_come():
    lean, up = course((0, 24), (3, 24), (4, 0)), course((3, 0), (4, 0.53), (6, 0.53))
    assert counted(film(lambda t: person(up(t), lean=lean(t)), 7)) == 0


def test_walking_off_half_risen_and_straightening_elsewhere_does_not_count():
    up, at = course((2, 0), (3, 0.5), (4, 0.5), (5, 1), (6, 1)), course((3, -0.2), (4, 0.3))
    assert counted(film(lambda t: person(up(t), at=at(t)), 7)) == 0


@pytest.mark.parametrize("az", [SIDE, OBLIQUE])
def test_leaning_forward_in_the_chair_does_not_count(az):
    lean = course((0, 0), (2, 0), (3, 40), (4, 0), (5, 40), (6, 0))
    assert counted(film(lambda t: person(0.0, lean=lean(t), az=az), 8)) == 0


def test_shifting_in_the_chair_does_not_count():
    up = course((0, 0), (2, 0), (2.5, 0.1), (3, 0), (4, 0.12), (5, 0))
    assert counted(film(lambda t: person(up(t)), 7)) == 0


def test_walking_up_to_the_chair_and_turning_round_does_not_count():
    walk, turn = course((0, -0.6), (3, 0)), course((3, -90), (5, 90))
    up = course((5, 1), (6.5, 0), (8, 0), (9, 1), (10, 1))
    came = film(lambda t: person(up(t), at=walk(t), az=turn(t)), 8)
    assert counted(came) == 0
    stood = film(lambda t: person(up(t), at=walk(t), az=turn(t)), 10.5)
    assert counted(stood) == 1


def test_who_is_never_seen_sitting_still_has_not_left_a_seat():
    up = course(*((n * 0.5, n % 2) for n in range(17)))
    assert counted(film(lambda t: person(0.2 + 0.8 * up(t)), 8)) == 0


def test_the_chair_moved_elsewhere_is_learnt_again():
    up, at = stands(1), course((4.6, -0.3), (6, 0.3))
    frames = film(lambda t: person(up(t % 6.0), at=at(t)), 12)
    assert counted(frames) == 2


def test_a_body_that_leaps_half_way_up_is_another_one_and_does_not_count():
    up = course((0, 0), (2.0, 0), (2.01, 0.55), (3.0, 0.55), (3.6, 1), (5, 1))
    assert counted(film(lambda t: person(up(t), az=FRONT), 6)) == 0


def test_a_stand_inside_a_gap_does_not_count_and_the_next_one_does():
    up = stands(4)

    def at(t_s):
        return None if 4.9 < t_s < 7.9 else person(up(t_s))

    document = judge("chair_stand", film(at, 15))
    assert len(document["reps"]) == 2
    assert [gap["reason"] for gap in document["abstained"]] == ["nobody"]


def test_who_was_half_way_up_when_lost_is_not_counted_when_found_standing():
    up = course((0, 0), (2, 0), (4, 1), (9, 1))
    frames = film(lambda t: None if 3 < t < 6 else person(up(t)), 9)
    assert counted(frames) == 0


def test_the_page_shows_whether_the_seat_is_known_and_the_stand_is_counted():
    coach, phases = open_coach("chair_stand"), []
    for frame in filmed(1):
        coach, _ = step(coach, frame)
        if not phases or phases[-1] != coach.now.phase:
            phases.append(coach.now.phase)
    assert phases == ["start", "rest", "hold", "rest"]
