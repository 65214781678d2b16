"""Holds and faults of a bird-dog (clinical-spec 3.3)."""

from __future__ import annotations

from validation.bodies import limits
from validation.bodies.score import Mark
from validation.bodies.truth import Traced, Truth, fault, hold

MUST_S, MUST_NOT_S = 4.8, 4.1
"""A still part this long must count; a whole hold this short must not; the limit is 4.5 s (3.3)."""


def holds(traced: Traced) -> list[Truth]:
    """Every lift as a hold: the right pair by the limits, everything else not counted."""
    return [_hold(traced, mark) for mark in traced.marks("lift")]


def _hold(traced: Traced, mark: Mark) -> Truth:
    arm, leg, kind = mark.about["arm"], mark.about["leg"], str(mark.about["kind"])
    form = str(mark.about["form"])
    still = mark.about["still"]
    assert isinstance(still, tuple)  # noqa: S101 - written by our own player

    def up(points: limits.Points) -> bool:
        return (not arm or limits.arm_is_up(points, str(arm))) and (
            not leg or limits.leg_is_up(points, str(leg), form)
        )

    middle = (still[0] + still[1]) / 2
    run = next((run for run in traced.runs(up) if run[0] <= middle <= run[1]), still)
    counted: bool | None = False
    if kind in ("knee_inch", "leg_straight"):
        long = still[1] - still[0] >= MUST_S and run != still
        counted = True if long else False if run[1] - run[0] <= MUST_NOT_S else None
    return hold(run, still, limits.NAMES[str(arm or leg)], counted=counted, kind=kind)


def faults(traced: Traced) -> list[Truth]:
    """Every fault that was meant, judged where the joints are clearly past the limit."""
    found = []
    for mark in traced.motion.score.marks:
        if mark.what.startswith("bird_dog."):
            measure, judged = _judge(traced, mark)
            found.append(fault(mark, measure, judged=judged))
    return found


def _judge(traced: Traced, mark: Mark) -> tuple[float | None, bool]:
    """Return the size of a fault and whether a coach must find it (clearly past the limit)."""
    key = mark.what.removeprefix("bird_dog.")
    if key == "wrong_pair":
        return None, True
    if key == "leg_too_high":
        high = traced.lasting(lambda one: max(limits.ankle_above_hip(one, s) for s in "lr"), mark)
        return high, high > 0.22  # limit 0.15
    if key == "knee_too_high":
        high = traced.lasting(lambda one: abs(limits.knee_lift(one, "l")), mark)
        return high, high > 0.28  # limit 0.20
    if key == "back_sags":
        return _sag(traced, mark)
    if key == "arm_low":
        low = traced.lasting(lambda one: min(limits.arm_off_deg(one, s) for s in "lr"), mark)
        return low, low > 30  # limit 20
    if key == "hip_turn":
        return traced.lasting(limits.hip_tilt_deg, mark), False  # not judged from the side
    return traced.lasting(limits.nose_deg, mark), False  # head up: the specification has no limit


def _sag(traced: Traced, mark: Mark) -> tuple[float, bool]:
    high = traced.before(lambda one: limits.hips(one)[1], mark)
    drop = traced.lasting(lambda one: high - limits.hips(one)[1], mark) / traced.motion.body.trunk
    return drop, drop > 0.11  # limit 0.08
