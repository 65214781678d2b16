"""The elbow prop: one hold with pauses, its neighbours that are none, and what would help."""

import pytest

from backfour.core.motion.coach import finish, open_coach, step
from backfour.core.motion.elbow_prop import open_elbow_prop
from backfour.core.motion.prop import learn
from backfour.core.motion.prop_clock import Clock
from backfour.core.motion.report import judge
from tests.core.motion.lying import film, plank, prone, smoothly, told, watch

FLAT = -3


def prop(*keys, **fault):
    return lambda t_s: prone(smoothly(t_s, (0, FLAT), *keys), **fault)


USUAL = prop((3, FLAT), (4.5, 18), (12, 18), (13.2, FLAT))


def lapse(normal, other, from_s, to_s):
    """Another pose between two times."""
    return lambda t_s: other(t_s) if from_s <= t_s < to_s else normal(t_s)


@pytest.mark.parametrize("rate_hz", [8, 15, 30])
def test_a_prop_is_one_hold_at_any_rate_of_looks(rate_hz):
    (hold,) = watch("elbow_prop", USUAL, 16, rate_hz=rate_hz)["holds"]
    assert hold["held_s"] == pytest.approx(8.4, abs=0.5)
    assert (hold["side"], hold["counted"]) == (None, True)


@pytest.mark.parametrize(
    "camera",
    [
        {"around_deg": 180},
        {"above_deg": 12},
        {"size": 0.2},
        {"around_deg": 30, "above_deg": 12, "size": 0.22},
        {"around_deg": -30, "above_deg": 12, "size": 0.22},
    ],
)
def test_the_camera_may_stand_elsewhere(camera):
    (hold,) = watch("elbow_prop", USUAL, 16, **camera)["holds"]
    assert hold["held_s"] == pytest.approx(8.4, abs=0.7)


def test_mirrored_pictures_and_later_clocks_change_nothing():
    seen = watch("elbow_prop", USUAL, 16)
    mirrored = judge("elbow_prop", [look.mirrored() for look in film(USUAL, 16)])
    later = judge("elbow_prop", film(USUAL, 16, start_s=100.0))
    assert mirrored["holds"] == seen["holds"]
    assert later["holds"][0]["held_s"] == seen["holds"][0]["held_s"]


def test_a_short_break_runs_on_and_a_long_one_pauses_the_clock():
    short = prop((3, FLAT), (4, 18), (8, 18), (8.4, 0), (8.8, 18), (14, 18), (15, FLAT))
    long = prop((3, FLAT), (4, 18), (8, 18), (8.8, 0), (12, 0), (12.8, 18), (18, 18), (19, FLAT))
    (one,) = watch("elbow_prop", short, 17)["holds"]
    (two,) = watch("elbow_prop", long, 21)["holds"]
    assert one["held_s"] == pytest.approx(10.8, abs=0.5)
    assert two["held_s"] == pytest.approx(10.5, abs=0.5)
    assert two["end_s"] - two["start_s"] == pytest.approx(14.8, abs=0.6)


def test_somebody_who_starts_in_the_prop_is_seen_too():
    (hold,) = watch("elbow_prop", prop((0.1, 24), (6, 24), (7, FLAT)), 9)["holds"]
    assert hold["held_s"] == pytest.approx(5.9, abs=0.7)


@pytest.mark.parametrize(
    "other",
    [
        plank,
        lambda: prone(0),
        lambda: prone(52, elbow_deg=180),
        lambda: prone(20, hips=0.3, fold=1.0),
    ],
)
def test_a_plank_lying_flat_a_press_up_and_childs_pose_are_no_prop(other):
    assert watch("elbow_prop", lapse(prop((1, FLAT)), lambda _: other(), 3, 9), 12)["holds"] == []


def test_passing_through_is_no_prop():
    flash = prop((3, FLAT), (3.5, 18), (3.8, 18), (4.3, FLAT))
    assert watch("elbow_prop", flash, 8)["holds"] == []


def test_what_is_not_seen_does_not_count_and_it_stays_one_hold():
    (hold,) = watch("elbow_prop", USUAL, 16, lost=[(7, 10)])["holds"]
    assert hold["held_s"] == pytest.approx(8.4 - 3.5, abs=0.6)


def test_a_hold_is_told_though_nobody_is_seen_at_the_end():
    (hold,) = watch("elbow_prop", USUAL, 16, lost=[(9, 17)])["holds"]
    assert hold["end_s"] == pytest.approx(9, abs=0.2)


def test_a_glimpse_of_a_prop_between_two_losses_of_sight_does_not_count():
    up = prop((0.1, 20), (9, 20))
    assert watch("elbow_prop", up, 9, lost=[(0, 2), (4.5, 10)])["holds"] == []
    (hold,) = watch("elbow_prop", up, 12, lost=[(0, 2), (7.5, 13)])["holds"]
    assert hold["held_s"] == pytest.approx(5.0, abs=0.3)


def test_a_plank_ends_the_prop():
    pose = lapse(prop((3, FLAT), (4, 18)), lambda _: plank(), 10, 14)
    document = watch("elbow_prop", pose, 20)
    first, second = document["holds"]
    assert first["end_s"] == pytest.approx(10, abs=0.3)
    assert second["start_s"] == pytest.approx(14, abs=0.4)
    assert told(document) == ["hips_lifted"]


def faulty(**fault):
    normal = prop((3, FLAT), (4.5, 20), (16, 20), (17, FLAT))
    return lapse(normal, lambda _: prone(**{"lift_deg": 20, **fault}), 8, 12)


@pytest.mark.parametrize(
    ("fault", "key"),
    [
        ({"lift_deg": -5, "hips": 0.3, "raised": 1.0}, "hips_lifted"),
        ({"face_deg": 50}, "head_back"),
        ({"lift_deg": 10, "gap": 0.05}, "sinking"),
    ],
)
@pytest.mark.parametrize("rate_hz", [8, 30])
def test_a_fault_that_lasts_is_told_once(fault, key, rate_hz):
    document = watch("elbow_prop", faulty(**fault), 19, rate_hz=rate_hz)
    assert told(document) == [key]
    assert 8.5 <= document["faults"][0]["t_s"] <= 13
    assert len(document["holds"]) == 1


def test_good_form_is_left_alone():
    assert watch("elbow_prop", USUAL, 16)["faults"] == []


def test_settling_lower_is_still_the_prop():
    lower = prop((3, FLAT), (4, 28), (8, 28), (9, 16), (18, 16), (19, FLAT))
    (hold,) = watch("elbow_prop", lower, 21)["holds"]
    assert hold["held_s"] == pytest.approx(14.9, abs=0.6)


def test_now_shows_start_rest_and_seconds():
    coach = open_coach("elbow_prop")
    phases = []
    for look in film(USUAL, 16):
        coach, _ = step(coach, look)
        phases.append((coach.now.phase, round(coach.now.held_s)))
    assert list(dict.fromkeys(phase for phase, _ in phases)) == ["start", "rest", "hold"]
    assert ("hold", 5) in phases
    assert phases[-1][0] == "rest"
    assert finish(coach)[1][0].counted


def test_nothing_seen_is_nothing_held():
    assert open_elbow_prop().finish(0.0)[1] == ()
    assert Clock().pause() == Clock()


def test_the_flat_pose_starts_anew_until_it_is_still():
    from backfour.core.motion.prop import Flat, Posture

    look = Posture(0, -5, 0.2, 0.5, 100, 170, 170, 0.1, 0.1, -60, 0)
    moved = Posture(8, -5, 0.2, 0.5, 100, 170, 170, 0.1, 0.1, -60, 0)
    flat = learn(None, look, 0.1)
    assert learn(flat, look, 0.1).seen_s == pytest.approx(0.1)
    assert learn(learn(flat, look, 0.1), moved, 0.1) == Flat(8, -5, 0.2, 0.1, 0.1, 0.0)
    assert learn(flat, Posture(0, -5, 0.2, 0.5, 100, 90, 90, 0.1, 0.1, -60, 0), 0.1) is None
