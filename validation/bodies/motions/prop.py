"""The pose of an elbow prop: face down, chest raised on the elbows, and its neighbours (3.1)."""

from __future__ import annotations

import math

from validation.bodies.body import Body
from validation.bodies.motions import fours
from validation.bodies.pose import LEFT_RIGHT, Pose, blend
from validation.bodies.posture import ELBOW_Y, both, head, prone_legs
from validation.bodies.score import Values
from validation.bodies.vectors import DOWN, Vec, X, Y, Z, add, between, in_plane, mul, turned, unit

LEFT = fours.LEFT


def pose_of(body: Body, at: Values) -> Pose:
    """Return the pose of the values: on the way in, prone, propped, planking, pressed."""
    pose: Pose = prone(body, at)
    if at("plank") > 0:
        pose = blend(pose, plank(body), at("plank"))
    if at("press") > 0:
        pose = blend(pose, press_up(body), at("press"))
    if at("low") < 1:
        pose = blend(fours.pose_of(body, at), pose, at("low"))
    return pose


def prone(body: Body, at: Values) -> dict[str, Vec]:
    """Face down with the shoulder-hip line raised by ``lift`` degrees, hips by ``hips`` trunks."""
    lift = at("lift")
    rested = body.depth + 0.01
    hips = (0.0, rested + at("hips") * body.trunk, 0.0)
    slope = lift - math.degrees(math.asin(min(0.9, at("hips") * 0.9)))
    lumbar, thorax = in_plane(1, slope * 0.55), in_plane(1, slope * 1.36)
    chest = add(hips, mul(lumbar, body.lumbar), mul(thorax, body.thorax))
    front = in_plane(1, -62 + 0.5 * lift + at("head"))
    up = max(0.0, min(1.0, lift / 14))
    arms: dict[str, Vec] = {}
    for side, sign in zip(LEFT_RIGHT, (1, -1), strict=True):
        upper = _upper_arm(body, chest[1], sign)
        inward = unit((0.35, 0.02, 0.9 * sign))
        fore = between(inward, unit((1.0, 0.0, 0.12 * sign)), up)
        arms |= {f"{side}_upper_arm": upper, f"{side}_forearm": fore, f"{side}_hand": fore}
    return {
        "hips": hips,
        "lumbar": lumbar,
        "thorax": thorax,
        "pelvis_left": LEFT,
        "chest_left": LEFT,
        **head(in_plane(1, 12 + 1.5 * lift + 0.25 * at("head") - at("shrug")), front, LEFT),
        **arms,
        **prone_legs(body, hips[1]),
    }


def _upper_arm(body: Body, shoulder_y: float, sign: int) -> Vec:
    """Elbow on the floor, ahead of the shoulder by what the upper arm leaves over."""
    down = min(1.0, max(0.05, (shoulder_y - ELBOW_Y) / body.upper_arm))
    ahead = math.sqrt(max(0.0, 1 - down * down))
    return unit((ahead * 0.93, -down, -0.36 * ahead * sign))


def plank(body: Body) -> dict[str, Vec]:
    """On elbows and toes, the body one line: not a prop."""
    high = body.upper_arm + ELBOW_Y
    rise = math.degrees(math.asin((high - 0.10) / (body.trunk + body.leg)))
    line = in_plane(1, rise)
    back = mul(line, -1)
    hips_y = high - body.trunk * line[1]
    return {
        "hips": (body.trunk * 0.02, hips_y, 0.0),
        "lumbar": line,
        "thorax": line,
        "pelvis_left": LEFT,
        "chest_left": LEFT,
        **head(in_plane(1, rise + 8), in_plane(1, -75), LEFT),
        **both("upper_arm", DOWN),
        **both("forearm", X),
        **both("hand", X),
        **both("thigh", back),
        **both("shin", back),
        **both("foot", unit((0.15, -1.0, 0.0))),
    }


def press_up(body: Body) -> dict[str, Vec]:
    """Pressed up on straight arms: too high."""
    hips = (0.0, body.depth + 0.01, 0.0)
    rise = math.degrees(math.asin(min(0.86, (body.arm * 0.97 - body.depth) / body.trunk)))
    arm = unit((0.12, -1.0, 0.0))
    return {
        "hips": hips,
        "lumbar": in_plane(1, rise * 0.75),
        "thorax": in_plane(1, min(88, rise * 1.25)),
        "pelvis_left": LEFT,
        "chest_left": LEFT,
        **head(Y, turned(X, Z, -20), LEFT),
        **both("upper_arm", arm),
        **both("forearm", arm),
        **both("hand", X),
        **prone_legs(body, hips[1]),
    }
