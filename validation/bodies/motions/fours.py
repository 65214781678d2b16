"""The pose of a bird-dog: all fours with limbs raised, and the way there (clinical-spec 3.3)."""

from __future__ import annotations

import math

from validation.bodies.body import Body
from validation.bodies.pose import LEFT_RIGHT, Pose, blend
from validation.bodies.posture import (
    KNEE_Y,
    WRIST_Y,
    both,
    childs_pose,
    head,
    kneeling,
    reach,
    standing,
    way,
)
from validation.bodies.score import Values
from validation.bodies.vectors import (
    Vec,
    X,
    Z,
    add,
    between,
    in_plane,
    mul,
    rise_deg,
    turned,
    unit,
)

LEFT: Vec = (0.0, 0.0, -1.0)
"""The left of somebody whose head is at +x and who looks at the floor."""


def pose_of(body: Body, at: Values) -> Pose:
    """Return the pose of the values: standing, kneeling, all fours with limbs raised, resting."""
    pose = all_fours(body, at)
    if at("child") > 0:
        pose = blend(pose, childs_pose(body), at("child"))
    if at("down") < 1:
        pose = blend(kneeling(body, 5 + at("lean")), pose, at("down"))
    if at("stood") > 0:
        pose = blend(pose, standing(body), at("stood"))
    return pose


def all_fours(body: Body, at: Values) -> Pose:
    """Hands under shoulders, knees under hips; then what is raised."""
    fall = at("sag") * body.trunk
    lean = math.radians(at("rock")) + math.acos(max(0.2, 1 - fall / body.thigh))
    hips = (-body.thigh * math.sin(lean), KNEE_Y + body.thigh * math.cos(lean), 0.0)
    rest = (0.0, KNEE_Y + body.thigh, 0.0)
    rise = math.asin((WRIST_Y + 0.985 * body.arm - rest[1]) / body.trunk)
    chest = add(rest, mul((math.cos(rise), math.sin(rise), 0.0), body.trunk))
    trunk = way(hips, chest)
    pelvis_left = turned(LEFT, X, at("roll"))
    chest_left = turned(LEFT, X, at("twist"))
    lumbar, thorax = turned(trunk, Z, at("cat")), turned(trunk, Z, -at("cat"))
    neck = turned(trunk, Z, 4 + at("look") - at("cat"))
    chest = add(hips, mul(lumbar, body.lumbar), mul(thorax, body.thorax))
    pose: dict[str, Vec] = {
        "hips": hips,
        "lumbar": lumbar,
        "thorax": thorax,
        "pelvis_left": pelvis_left,
        "chest_left": chest_left,
        **head(neck, turned(neck, Z, -80 + at("look")), LEFT),
        **both("foot", in_plane(-1, -8)),
    }
    hands_x = body.trunk * math.cos(rise) + at("hands")
    for side, sign in zip(LEFT_RIGHT, (1, -1), strict=True):
        shoulder = add(chest, mul(chest_left, sign * body.shoulder_half))
        hip = add(hips, mul(pelvis_left, sign * body.hip_half))
        hand = (hands_x, WRIST_Y, -sign * body.shoulder_half)
        knee = (0.0, KNEE_Y, -sign * body.hip_half)
        upper, fore = reach(body, shoulder, hand, (-1.0, 0.0, -sign * 0.6))
        pose |= _arm(side, sign, trunk, (upper, fore), at)
        pose |= _leg(body, side, way(hip, knee), at)
    return pose


def _arm(side: str, sign: int, trunk: Vec, floor: tuple[Vec, Vec], at: Values) -> dict[str, Vec]:
    """One arm: on its hand, raised forward by a share, or opened to the side by a share."""
    raised = in_plane(1, rise_deg(trunk) + at(f"{side}_arm_deg"))
    fore = turned(raised, Z, -at(f"{side}_elbow"))
    share, opened = at(f"{side}_arm"), at(f"{side}_open")
    out = unit((0.05, 1.0, -0.35 * sign))
    upper = between(between(floor[0], raised, share), out, opened)
    fore = between(between(floor[1], fore, share), out, opened)
    return {
        f"{side}_upper_arm": upper,
        f"{side}_forearm": fore,
        f"{side}_hand": between(X, fore, max(share, opened)),
    }


def _leg(body: Body, side: str, floor: Vec, at: Values) -> dict[str, Vec]:
    """One leg: on its knee, the knee lifted by a share of the thigh, or stretched out behind."""
    lift = max(0.0, at(f"{side}_knee"))
    thigh = turned(floor, Z, -math.degrees(math.acos(max(0.0, 1 - lift))))
    low = math.degrees(math.asin(min(lift, 0.2) * body.thigh / body.shin))
    shin = in_plane(-1, -low + 90 * max(0.0, lift - 0.2))
    straight = in_plane(-1, at(f"{side}_leg_deg"))
    share = at(f"{side}_leg")
    return {
        f"{side}_thigh": between(thigh, straight, share),
        f"{side}_shin": between(shin, straight, share**2),
        f"{side}_foot": between(in_plane(-1, -8), in_plane(-1, -45), share),
    }
