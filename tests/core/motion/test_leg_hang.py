"""The leg hang: which leg, how long, and whether the chest stays."""

import pytest

from backfour.core.motion.coach import open_coach, step
from backfour.core.motion.leg_hang import Hang
from backfour.core.motion.report import judge
from tests.core.motion.lying import film, smoothly, supine, told, watch

KEYS = ((3, 0), (5, 1), (14, 1), (16, 0))


def hang(leg, *keys, **more):
    return lambda t_s: supine(planted=True, hang=leg, down=smoothly(t_s, *(keys or KEYS)), **more)


@pytest.mark.parametrize("rate_hz", [8, 30])
@pytest.mark.parametrize(("leg", "side"), [("l", "left"), ("r", "right")])
def test_a_hang_is_one_hold_of_the_lower_leg(leg, side, rate_hz):
    (hold,) = watch("leg_hang", hang(leg), 18, rate_hz=rate_hz, above_deg=14)["holds"]
    assert hold["side"] == side
    assert 9 <= hold["held_s"] <= 11.3


def test_a_mirrored_picture_swaps_the_sides():
    looks = film(hang("l"), 18, above_deg=14)
    (hold,) = judge("leg_hang", [look.mirrored() for look in looks])["holds"]
    assert hold["side"] == "right"


@pytest.mark.parametrize("camera", [{"around_deg": 180}, {"around_deg": 20}, {"size": 0.2}])
def test_the_camera_may_stand_elsewhere(camera):
    (hold,) = watch("leg_hang", hang("l"), 18, above_deg=12, **camera)["holds"]
    assert hold["side"] == "left"


def test_a_leg_at_the_edge_is_no_hang():
    assert watch("leg_hang", hang("l", (3, 0), (4, 0.3), (9, 0.3), (10, 0)), 12)["holds"] == []


def test_a_leg_that_only_dips_is_no_hang():
    assert watch("leg_hang", hang("l", (3, 0), (4, 1), (4.5, 1), (5.5, 0)), 9)["holds"] == []


def test_without_the_start_pose_nothing_is_counted():
    assert watch("leg_hang", lambda _: supine(flat=True), 6)["holds"] == []


def test_a_start_pose_that_only_flickers_is_none():
    def pose(t_s):
        return supine(planted=True) if t_s % 1 < 0.4 else supine(flat=True)

    coach = open_coach("leg_hang")
    for look in film(pose, 5, rate_hz=10):
        coach, _ = step(coach, look)
    assert coach.now.phase == "start"


def test_a_hitch_goes_on_and_a_lift_ends_the_hang():
    hitch = ((3, 0), (4.5, 1), (9, 1), (9.2, 0.4), (9.4, 1), (13, 1), (14.5, 0))
    lift = ((3, 0), (4.5, 1), (9, 1), (10, 0), (12, 0), (13, 1), (18, 1), (19, 0))
    assert len(watch("leg_hang", hang("l", *hitch), 17)["holds"]) == 1
    assert len(watch("leg_hang", hang("l", *lift), 21)["holds"]) == 2


def test_the_hang_ends_where_sight_is_lost():
    (hold,) = watch("leg_hang", hang("l"), 18, lost=[(10, 19)])["holds"]
    assert hold["end_s"] == pytest.approx(10, abs=0.2)


def test_where_both_legs_seem_to_hang_the_one_asked_for_is_told():
    both = Hang(0.0, 10.0, 10.0, lean=0.1)
    assert both.side("right") == "right"
    assert both.side(None) is None


def test_a_chest_that_rolls_is_told_and_a_still_one_is_not():
    def rolling(t_s):
        roll = smoothly(t_s, (7, 0), (8, 25), (11, 25), (12, 0))
        return supine(planted=True, hang="l", down=smoothly(t_s, *KEYS), roll_deg=roll)

    assert told(watch("leg_hang", rolling, 18)) == ["chest_rolls"]
    assert told(watch("leg_hang", hang("l"), 18)) == []


def test_now_shows_the_leg_that_was_asked_for_then_the_one_that_hangs():
    coach, seen = open_coach("leg_hang", side="right"), []
    for look in film(hang("l"), 18, above_deg=14):
        coach, _ = step(coach, look)
        seen.append((coach.now.phase, coach.now.side))
    assert seen[0] == ("start", None)
    assert {("rest", "right"), ("hold", "left")} <= set(seen)
