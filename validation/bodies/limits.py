"""What is true of a pose, by the limits of clinical-spec section 3, from the true joints."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from validation.bodies import pose as p
from validation.bodies.vectors import Vec, angle_deg, mid, norm, rise_deg, sub

Points = Sequence[Vec]
SIDES = {"l": 0, "r": 1}
NAMES = {"l": "left", "r": "right"}
ARM_DEG, ELBOW_DEG = 20, 150
"""Bird-dog arm: this near to the trunk line, elbow at least this straight (3.3)."""
KNEE_LIFT, STRAIGHT_DEG = 0.03, 150
"""Bird-dog leg: knee above the other by a share of the thigh; or hip and knee this straight."""
PROP_DEG = (12, 45)
"""Elbow prop: shoulder-hip line above level (3.1)."""
HANG = 0.15
"""Leg hang: knee below the hip by a share of the thigh (3.2)."""


def hips(points: Points) -> Vec:
    """Between the hips."""
    return mid(points[p.L_HIP], points[p.R_HIP])


def chest(points: Points) -> Vec:
    """Between the shoulders."""
    return mid(points[p.L_SHOULDER], points[p.R_SHOULDER])


def trunk(points: Points) -> Vec:
    """From hips to shoulders."""
    return sub(chest(points), hips(points))


def trunk_deg(points: Points) -> float:
    """Trunk above level, degrees."""
    return rise_deg(trunk(points))


def joint_deg(points: Points, a: int, at: int, b: int) -> float:
    """Angle at a joint, 180 is straight."""
    return angle_deg(sub(points[a], points[at]), sub(points[b], points[at]))


def knee_deg(points: Points, side: str) -> float:
    """Angle at the knee."""
    k = SIDES[side]
    return joint_deg(points, p.L_HIP + k, p.L_KNEE + k, p.L_ANKLE + k)


def hip_deg(points: Points, side: str) -> float:
    """Angle shoulder, hip, ankle."""
    k = SIDES[side]
    return joint_deg(points, p.L_SHOULDER + k, p.L_HIP + k, p.L_ANKLE + k)


def elbow_deg(points: Points, side: str) -> float:
    """Angle at the elbow."""
    k = SIDES[side]
    return joint_deg(points, p.L_SHOULDER + k, p.L_ELBOW + k, p.L_WRIST + k)


def arm_off_deg(points: Points, side: str) -> float:
    """Angle between the line to the wrist and the trunk line."""
    k = SIDES[side]
    return angle_deg(sub(points[p.L_WRIST + k], points[p.L_SHOULDER + k]), trunk(points))


def arm_is_up(points: Points, side: str) -> bool:
    """Bird-dog arm in position."""
    return arm_off_deg(points, side) <= ARM_DEG and elbow_deg(points, side) >= ELBOW_DEG


def knee_lift(points: Points, side: str) -> float:
    """Height of a knee above the other, in thighs."""
    k = SIDES[side]
    thigh = norm(sub(points[p.L_KNEE], points[p.L_HIP]))
    return (points[p.L_KNEE + k][1] - points[p.R_KNEE - k][1]) / thigh


def leg_is_up(points: Points, side: str, form: str) -> bool:
    """Bird-dog leg in position by the form."""
    if form == "knee_inch":
        return knee_lift(points, side) >= KNEE_LIFT
    return hip_deg(points, side) >= STRAIGHT_DEG and knee_deg(points, side) >= STRAIGHT_DEG


def ankle_above_hip(points: Points, side: str) -> float:
    """In trunks."""
    k = SIDES[side]
    return (points[p.L_ANKLE + k][1] - points[p.L_HIP + k][1]) / norm(trunk(points))


def is_propped(points: Points) -> bool:
    """Elbow prop in position: chest raised, hips down."""
    return PROP_DEG[0] <= trunk_deg(points) <= PROP_DEG[1] and knee_bend_ok(points)


def knee_bend_ok(points: Points) -> bool:
    """Lying: hips not far above the knees (a kneeling or planking body has them there)."""
    return hips_above_knees(points) <= 0.45


def hips_above_knees(points: Points) -> float:
    """Hips over the line of the knees, in trunks."""
    knees = mid(points[p.L_KNEE], points[p.R_KNEE])
    return (hips(points)[1] - knees[1]) / norm(trunk(points))


def ears_above_shoulders(points: Points) -> float:
    """In trunks."""
    ears = mid(points[p.L_EAR], points[p.R_EAR])
    return (ears[1] - chest(points)[1]) / norm(trunk(points))


def nose_deg(points: Points) -> float:
    """Ear to nose above level."""
    return rise_deg(sub(points[p.NOSE], mid(points[p.L_EAR], points[p.R_EAR])))


def hip_tilt_deg(points: Points) -> float:
    """Line of the hips against level."""
    return abs(rise_deg(sub(points[p.L_HIP], points[p.R_HIP])))


def lean_deg(points: Points) -> float:
    """Trunk against vertical."""
    return 90 - trunk_deg(points)


def intervals(times: Sequence[float], true: Sequence[bool]) -> list[tuple[float, float]]:
    """Runs of true, from the first moment of each to the first moment after it."""
    runs: list[tuple[float, float]] = []
    start: float | None = None
    for at_s, holds in zip(times, true, strict=True):
        if holds and start is None:
            start = at_s
        elif not holds and start is not None:
            runs.append((start, at_s))
            start = None
    if start is not None:
        runs.append((start, times[-1]))
    return runs


def peak_for(
    times: Sequence[float], values: Sequence[float], window: tuple[float, float], seconds: float
) -> float:
    """Largest value that is reached or passed for so many seconds in the window."""
    inside = sorted(v for t, v in zip(times, values, strict=True) if window[0] <= t <= window[1])
    step = times[1] - times[0]
    count = max(1, round(seconds / step))
    return inside[-count] if len(inside) >= count else (inside[0] if inside else 0.0)


Measure = Callable[[Points], float]
