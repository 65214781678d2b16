"""What is believed is what a body can be. Hazard H32 (docs/safety.md)."""

from __future__ import annotations

import pytest

from backfour.core.motion import trust as module
from backfour.core.motion.landmarks import Frame
from backfour.core.motion.seen import WHOLE_BODY, Demand, Found, Lost
from backfour.core.motion.trust import Trust, body_of, problem_of, watch
from tests.core.motion.sticks import ASPECT, looks, stick

LYING, UPRIGHT = Demand((0, 45)), Demand((50, 90), view="behind")


def run(frames, demand=LYING):
    trust, changes, used = Trust(), [], []
    for frame in frames:
        trust, change = watch(trust, frame, demand)
        if change:
            changes.append(change)
        if trust.usable:
            used.append(frame.t_s)
    return trust, changes, used


def problem(points, demand=LYING, light=None):
    frame = Frame(0.0, points, ASPECT, light)
    return problem_of(frame, demand, None if points is None else body_of(points))


def test_each_problem_has_its_name():
    good = stick(upright=False)
    assert problem(good) is None
    assert problem(good, light=0.5) is None
    assert problem(good, light=0.05) == "dark"
    assert problem(None) == "nobody"
    assert problem(stick(upright=False, size=0.03)) == "too_small"
    assert problem(stick(upright=False, size=0.06)) == "too_small"
    assert problem(stick(upright=False, x=0.2)) == "out_of_frame"
    assert problem(stick(upright=True)) == "wrong_view"
    assert problem(stick(upright=False, shoulders=0.5)) == "wrong_view"
    assert problem(stick(upright=True), UPRIGHT) is None
    assert problem(good, UPRIGHT) == "wrong_view"


def test_only_the_points_that_matter_must_be_in_the_picture():
    legs_out = stick(upright=False, x=0.95)
    assert problem(legs_out) == "out_of_frame"
    trunk = Demand((0, 45), inside=WHOLE_BODY[1:5])
    assert problem(legs_out, trunk) is None


def test_a_good_view_is_believed_after_half_a_second():
    _, changes, used = run(looks(stick(upright=False), 2))
    assert changes == []
    assert used[0] == pytest.approx(module.REGAIN_AFTER_S)


def test_a_short_loss_is_passed_over_and_a_long_one_is_told_from_its_first_look():
    good = stick(upright=False)
    frames = looks(good, 2) + looks(None, 0.8, start_s=2) + looks(good, 1, start_s=2.8)
    _, changes, used = run(frames)
    assert changes == []
    assert not [t for t in used if 2 <= t < 2.8]
    assert 2.8 in used
    frames = looks(good, 2) + looks(None, 3, start_s=2) + looks(good, 2, start_s=5)
    _, changes, _ = run(frames)
    assert changes == [
        Lost(pytest.approx(3.0), 2.0, "nobody"),
        Found(pytest.approx(5.5), 2.0, "nobody"),
    ]


@pytest.mark.parametrize("rate_hz", [8, 15, 30])
@pytest.mark.parametrize(
    ("points", "light", "reason"),
    [
        (None, None, "nobody"),
        (stick(upright=True), None, "wrong_view"),
        (stick(upright=False, x=0.2), None, "out_of_frame"),
        (stick(upright=False), 0.03, "dark"),
    ],
)
def test_what_was_never_right_is_told_within_two_seconds(points, light, reason, rate_hz):
    _, changes, used = run(looks(points, 5, rate_hz=rate_hz, light=light))
    (lost,) = changes
    assert used == []
    assert (lost.since_s, lost.reason) == (0, reason)
    assert lost.t_s < 2


def test_a_good_look_now_and_then_is_not_enough():
    frames = []
    for n in range(60):
        frames += looks(stick(upright=n % 3 != 0), 0.1, start_s=n / 10)
    _, changes, used = run(frames)
    assert used == []
    assert changes[0].reason == "wrong_view"


def test_another_body_in_the_picture_stops_the_judging_until_it_is_gone_for_a_while():
    me, other = stick(upright=False, x=0.5), stick(upright=False, x=0.9)
    frames = looks(me, 3) + looks(other, 1, start_s=3) + looks(me, 4, start_s=4)
    trust, changes, used = run(frames)
    lost, found = changes
    assert (lost.reason, lost.since_s) == ("two_people", 3)
    assert not [t for t in used if 3 <= t < 4 + module.REGAIN_AFTER_TWO_S]
    assert found.t_s == pytest.approx(4 + module.REGAIN_AFTER_TWO_S + module.REGAIN_AFTER_S)
    assert trust.trusted


def test_who_walks_to_the_mat_has_not_leapt():
    frames = [Frame(n / 10, stick(upright=False, x=0.5 + 0.02 * n), ASPECT) for n in range(15)]
    trust, changes, _ = run(frames)
    assert (changes, trust.leapt_s) == ([], None)


def test_a_trunk_that_changes_its_length_is_not_believed():
    frames = looks(stick(upright=False), 2) + looks(stick(upright=False, size=0.12), 2, start_s=2)
    _, changes, used = run(frames)
    assert changes == [
        Lost(pytest.approx(3.0), 2.0, "unsteady"),
        Found(pytest.approx(3.6), 2.0, "unsteady"),
    ]
    assert not [t for t in used if 2 <= t < 3.5]


def test_a_camera_that_stalls_has_seen_nothing_meanwhile():
    good = stick(upright=False)
    _, changes, _ = run(looks(good, 2) + looks(good, 2, start_s=4))
    lost, found = changes
    assert (lost.since_s, lost.t_s, lost.reason) == (1.9, 4, "stalled")
    assert (found.since_s, found.reason) == (1.9, "stalled")
    # A stall within a loss that was told already is no news.
    _, changes, _ = run(looks(None, 2) + looks(None, 2, start_s=5))
    assert [change.reason for change in changes] == ["nobody"]
    # One that begins in a bad moment counts from there.
    _, changes, _ = run(looks(good, 2) + looks(None, 0.5, start_s=2) + looks(good, 1, start_s=6))
    assert (changes[0].since_s, changes[0].reason) == (2.0, "stalled")
