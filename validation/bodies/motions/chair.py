"""On a chair: sitting upright, slumped or away, and the chair stand (clinical-spec 5.2 and 6.3)."""

from __future__ import annotations

import math
import random

from validation.bodies.body import Body
from validation.bodies.motions.motion import Motion
from validation.bodies.pose import LEFT_RIGHT, Pose
from validation.bodies.posture import both, head, named, sides, step_to
from validation.bodies.score import Score, Values
from validation.bodies.vectors import Vec, X, Y, Z, add, mul, turned, unit

ANKLE_Y = 0.08
SEAT_SWAY = {"slump": 0.02, "lean": 0.8, "look": 2.0, "aside": 0.6}


def pose_of(body: Body, at: Values) -> Pose:
    """Facing +z; ``up`` runs from seated (0) to standing (1), ``lean`` bends forward at the hips.

    ``slump`` rounds the back from upright (0) to slumped (1), ``aside`` bends to the side.
    """
    up = at("up")
    ankle_z = body.thigh * (0.96 + at("feet"))
    high = ANKLE_Y + body.shin * 0.99 + 0.03
    angle = math.radians(92 * up)
    reach = 0.99 * body.leg
    hips_y = high + (ANKLE_Y + reach - high) * math.sin(angle * 90 / 92)
    hips = (0.0, hips_y, ankle_z * up**1.15)
    back, slump = at("lean"), at("slump")
    lumbar = turned(Y, X, back - 30 * slump)
    thorax = turned(Y, X, back + 30 * slump)
    lumbar, thorax = turned(lumbar, Z, at("aside")), turned(thorax, Z, 1.3 * at("aside"))
    neck = turned(Y, X, 8 + 0.7 * back + 42 * slump)
    front = turned(Z, X, 0.3 * back + 12 * slump + at("look"))
    pose: dict[str, Vec] = {
        "hips": hips,
        "lumbar": lumbar,
        "thorax": thorax,
        "pelvis_left": X,
        "chest_left": turned(X, Z, at("aside")),
        **head(neck, front, X),
        **both("foot", unit((0.0, -0.1, 1.0))),
        **_arms(at),
    }
    for side, sign in zip(LEFT_RIGHT, (1, -1), strict=True):
        hip = add(hips, mul(X, sign * body.hip_half))
        thigh, shin = step_to(body, hip, (sign * body.hip_half * 1.2, ANKLE_Y, ankle_z), Z)
        pose |= {f"{side}_thigh": thigh, f"{side}_shin": shin}
    return pose


def _arms(at: Values) -> dict[str, Vec]:
    """Hands in the lap or at a desk, or crossed before the chest for the chair stand."""
    if at("crossed") > 0.5:
        return {
            **both("upper_arm", unit((0.0, -0.85, 0.5))),
            **named("forearm", sides(unit((-0.8, 0.55, 0.25)), unit((0.8, 0.55, 0.25)))),
            **named("hand", sides(unit((-0.8, 0.6, 0.0)), unit((0.8, 0.6, 0.0)))),
        }
    ahead = 0.4 + 0.25 * at("slump")
    return {
        **both("upper_arm", unit((0.0, -1.0, ahead))),
        **named("forearm", sides(unit((-0.15, -0.15, 1.0)), unit((0.15, -0.15, 1.0)))),
        **both("hand", Z),
    }


def draw_sitting(body: Body, chance: random.Random) -> Motion:
    """Upright, slumped for a while, upright again, one to three times."""
    score = Score(chance, SEAT_SWAY, feet=chance.uniform(-0.1, 0.1), lean=chance.uniform(-6, 2))
    score.stay(chance.uniform(8, 14))
    for _ in range(chance.randint(1, 3)):
        start = score.seconds
        score.go(2.0, slump=chance.uniform(0.8, 1.1))
        still = score.seconds
        score.stay(chance.uniform(10, 18))
        end = score.seconds
        score.go(2.0, slump=0.0)
        score.mark("slump", start, still=(still, end))
        score.stay(chance.uniform(8, 14))
    return Motion("sitting", body, score, pose_of)


def draw_sitting_nothing(body: Body, chance: random.Random) -> Motion:
    """Looking about, bending to a side, leaning forward with a long back: no slump."""
    score = Score(chance, SEAT_SWAY, feet=chance.uniform(-0.1, 0.1), lean=chance.uniform(-6, 2))
    score.stay(chance.uniform(8, 12))
    home = score.now("lean")
    for _ in range(chance.randint(2, 4)):
        start = score.seconds
        name, far = chance.choice(
            (("look", 25.0), ("look", -20.0), ("aside", 22.0), ("aside", -22.0))
        )
        score.go(chance.uniform(1.0, 2.0), **{name: far})
        score.stay(chance.uniform(1.0, 3.0))
        score.go(chance.uniform(1.0, 2.0), **{name: 0.0})
        score.mark("negative", start, kind=name)
        score.stay(chance.uniform(4, 8))
    score.go(1.0, lean=home)
    return Motion("sitting", body, score, pose_of)


STAND_SWAY = {"lean": 0.8, "look": 2.0}


def draw_stands(body: Body, chance: random.Random) -> Motion:
    """Full stands at one pace, now and then a half one that does not count."""
    score = Score(chance, STAND_SWAY, crossed=1.0, feet=chance.uniform(-0.2, -0.05))
    pace = chance.uniform(0.75, 1.6)
    score.stay(chance.uniform(2.0, 4.0))
    for _ in range(chance.randint(4, 12)):
        half = chance.random() < 0.08
        _rise(score, chance, pace, chance.uniform(0.25, 0.42) if half else 1.0)
    score.stay(chance.uniform(1.0, 2.5))
    return Motion("chair_stand", body, score, pose_of)


def draw_stands_nothing(body: Body, chance: random.Random) -> Motion:
    """Leaning forward and half rising, never up."""
    score = Score(chance, STAND_SWAY, crossed=1.0, feet=chance.uniform(-0.2, -0.05))
    score.stay(chance.uniform(2.0, 4.0))
    for _ in range(chance.randint(2, 4)):
        _rise(score, chance, chance.uniform(0.9, 1.5), chance.choice((0.0, 0.25, 0.35)))
        score.stay(chance.uniform(0.5, 2.0))
    return Motion("chair_stand", body, score, pose_of)


def _rise(score: Score, chance: random.Random, pace: float, high: float) -> None:
    start = score.seconds
    score.go(0.35 * pace, lean=chance.uniform(28, 40))
    score.go(0.75 * pace, up=high, lean=4.0 if high == 1 else 30.0)
    score.stay(chance.uniform(0.1, 0.4))
    score.go(0.8 * pace, up=0.0, lean=18.0)
    score.go(0.3 * pace, lean=0.0)
    if high == 1.0:
        score.mark("stand", start)
    else:
        score.mark("negative", start, kind="half_stand" if high else "leaning")
    score.stay(chance.uniform(0.0, 0.4))
