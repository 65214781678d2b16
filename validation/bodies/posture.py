"""The resting positions that movements start from and pass through, each as a pose."""

from __future__ import annotations

import math

from validation.bodies.body import Body
from validation.bodies.pose import LEFT_RIGHT, Pose
from validation.bodies.vectors import (
    DOWN,
    Vec,
    X,
    Y,
    Z,
    cross,
    in_plane,
    mul,
    sub,
    turned,
    two_bones,
    unit,
)

KNEE_Y = 0.05
"""Height of a knee joint on the floor, in metres (our choice, as the two below)."""
WRIST_Y = 0.045
ELBOW_Y = 0.035
BED_Y = 0.50
"""Height of the mattress."""


def sides(left: Vec, right: Vec | None = None, **_: object) -> dict[str, Vec]:
    """One direction for both sides, or one each."""
    return {"l": left, "r": left if right is None else right}


def named(bone: str, directions: dict[str, Vec]) -> dict[str, Vec]:
    """Directions by side as entries of a pose."""
    return {f"{side}_{bone}": directions[side] for side in LEFT_RIGHT}


def both(bone: str, direction: Vec) -> dict[str, Vec]:
    """One direction for both sides as entries of a pose."""
    return named(bone, sides(direction))


def head(neck: Vec, front: Vec, left: Vec) -> dict[str, Vec]:
    """Neck and head, the face towards ``front``."""
    return {"neck": neck, "head_front": front, "head_up": cross(front, left)}


def standing(body: Body, forward: Vec = X) -> Pose:
    """Upright, arms hanging."""
    left = cross(Y, forward)
    return {
        "hips": (0.0, body.leg + 0.08, 0.0),
        "lumbar": Y,
        "thorax": Y,
        "pelvis_left": left,
        "chest_left": left,
        **head(unit((forward[0] * 0.15, 1.0, forward[2] * 0.15)), forward, left),
        **both("upper_arm", DOWN),
        **both("forearm", unit((forward[0] * 0.25, -1.0, forward[2] * 0.25))),
        **both("hand", DOWN),
        **both("thigh", DOWN),
        **both("shin", DOWN),
        **both("foot", forward),
    }


def kneeling(body: Body, lean_deg: float = 0.0) -> Pose:
    """Upright on both knees, facing +x."""
    up = in_plane(1, 90 - lean_deg)
    left = mul(Z, -1)
    return {
        "hips": (0.0, KNEE_Y + body.thigh, 0.0),
        "lumbar": up,
        "thorax": up,
        "pelvis_left": left,
        "chest_left": left,
        **head(up, turned(up, Z, -75), left),
        **both("upper_arm", in_plane(1, -80)),
        **both("forearm", in_plane(1, -50)),
        **both("hand", in_plane(1, -40)),
        **both("thigh", DOWN),
        **both("shin", in_plane(-1, 0)),
        **both("foot", in_plane(-1, -8)),
    }


def childs_pose(body: Body) -> Pose:
    """Sitting back on the heels, chest low, arms reached forward on the floor."""
    thigh = in_plane(1, -18)
    hips = (-body.thigh * math.cos(math.radians(18)), KNEE_Y + body.thigh * 0.31, 0.0)
    left = mul(Z, -1)
    return {
        "hips": hips,
        "lumbar": in_plane(1, 14),
        "thorax": in_plane(1, -12),
        "pelvis_left": left,
        "chest_left": left,
        **head(in_plane(1, -15), in_plane(1, -80), left),
        **both("upper_arm", in_plane(1, -18)),
        **both("forearm", in_plane(1, -6)),
        **both("hand", X),
        **both("thigh", thigh),
        **both("shin", in_plane(-1, -2)),
        **both("foot", in_plane(-1, -4)),
    }


def prone_legs(body: Body, hips_y: float) -> dict[str, Vec]:
    """Legs stretched out behind, knees and ankles on the floor."""
    thigh = in_plane(-1, -math.degrees(math.asin(min(0.9, (hips_y - KNEE_Y - 0.01) / body.thigh))))
    return {
        **both("thigh", thigh),
        **both("shin", in_plane(-1, 2)),
        **both("foot", in_plane(-1, -6)),
    }


def supine_legs(body: Body, thigh_deg: float, *, planted: bool) -> dict[str, Vec]:
    """Legs of somebody lying on the back: thighs raised, shins hanging level or feet on the bed."""
    thigh = in_plane(-1, thigh_deg)
    knee_y = body.depth + body.thigh * thigh[1]
    drop = math.degrees(math.asin(max(-0.3, min(0.98, (knee_y - 0.06) / body.shin))))
    if planted:
        return {
            **both("thigh", thigh),
            **both("shin", in_plane(-1, -drop)),
            **both("foot", in_plane(-1, 0)),
        }
    return {
        **both("thigh", thigh),
        **both("shin", in_plane(-1, -12)),
        **both("foot", in_plane(-1, 40)),
    }


def supine(body: Body, arms_deg: float = 45.0) -> dict[str, Vec]:
    """On the back on a bed, head towards +x, legs flat, arms out by an angle from the trunk."""
    cos, sin = math.cos(math.radians(arms_deg)), math.sin(math.radians(arms_deg))
    return {
        "hips": (0.0, BED_Y + body.depth, 0.0),
        "lumbar": X,
        "thorax": in_plane(1, 2),
        "pelvis_left": Z,
        "chest_left": Z,
        **head(in_plane(1, 12), unit((0.12, 1.0, 0.0)), Z),
        **named("upper_arm", sides(unit((-cos, -0.1, sin)), unit((-cos, -0.1, -sin)))),
        **named("forearm", sides(unit((-cos, 0.02, sin * 0.8)), unit((-cos, 0.02, -sin * 0.8)))),
        **named("hand", sides(unit((-cos, 0.0, sin)), unit((-cos, 0.0, -sin)))),
        **both("thigh", in_plane(-1, -4)),
        **both("shin", in_plane(-1, -4)),
        **both("foot", unit((-0.35, 1.0, 0.0))),
    }


def reach(body: Body, shoulder: Vec, hand: Vec, bend: Vec) -> tuple[Vec, Vec]:
    """Directions of an arm whose hand stays where it is."""
    return two_bones(shoulder, hand, body.upper_arm, body.forearm, bend)


def step_to(body: Body, hip: Vec, ankle: Vec, bend: Vec) -> tuple[Vec, Vec]:
    """Directions of a leg whose foot stays where it is."""
    return two_bones(hip, ankle, body.thigh, body.shin, bend)


def way(a: Vec, b: Vec) -> Vec:
    """Direction from a to b."""
    return unit(sub(b, a))
