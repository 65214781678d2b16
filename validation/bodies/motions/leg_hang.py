"""Leg hang as it is done (clinical-spec 3.2, the finisher): one leg over the edge of the bed."""

from __future__ import annotations

import random

from validation.bodies.body import Body
from validation.bodies.motions.motion import Motion
from validation.bodies.pose import Pose, blend
from validation.bodies.posture import supine, supine_legs
from validation.bodies.score import Mark, Score, Values
from validation.bodies.vectors import Vec, X, Z, between, turned, unit

SWAY = {"hang_swing": 1.0}


def pose_of(body: Body, at: Values) -> Pose:
    """On the back near an edge; ``l_hang`` and ``r_hang`` put that leg over the edge.

    ``cross`` is 1 where the leg crosses over to the opposite edge, ``low`` how far the thigh points
    down, in degrees; ``roll`` turns the chest after the leg, ``up`` bends both legs first.
    """
    rest = supine(body, at("arms"))
    pose: dict[str, Vec] = {**rest, **supine_legs(body, at("thigh"), planted=True)}
    pelvis, chest = 0.0, 0.0
    for side, sign in (("l", 1), ("r", -1)):
        share = at(f"{side}_hang")
        if share <= 0:
            continue
        over = sign * (1 - 2 * at("cross"))
        thigh = turned(unit((-0.72, 0.0, 0.69 * over)), Z, 0)
        thigh = _lowered(thigh, at("low") + at("hang_swing"))
        pose[f"{side}_thigh"] = between(pose[f"{side}_thigh"], thigh, share)
        shin = unit((-0.30, -0.95, 0.12 * over))
        pose[f"{side}_shin"] = between(pose[f"{side}_shin"], shin, share)
        pose[f"{side}_foot"] = between(pose[f"{side}_foot"], unit((-0.6, -0.6, 0.3 * over)), share)
        pelvis += over * share * (12 + 26 * at("cross"))
        chest += over * share * at("roll")
    pose["pelvis_left"] = turned(Z, X, pelvis)
    pose["chest_left"] = turned(Z, X, chest)
    return blend(rest, pose, at("up"))


def _lowered(level: Vec, deg: float) -> Vec:
    """Tilt a level direction below level by degrees."""
    return between(level, (0.0, -1.0, 0.0), deg / 90)


def draw_good(body: Body, chance: random.Random) -> Motion:
    """One or two hangs, now and then with the chest rolling after."""
    score = _lie(chance)
    first = chance.choice("lr")
    for side in (first, "r" if first == "l" else "l")[: chance.randint(1, 2)]:
        _hang(score, chance, side, chance.uniform(6, 22))
        score.stay(chance.uniform(1.5, 3.0))
    return _done(body, chance, score)


def draw_nothing(body: Body, chance: random.Random) -> Motion:
    """Knees up, feet to the edge and back, no leg below the bed."""
    score = _lie(chance)
    for _ in range(2):
        start = score.seconds
        side = chance.choice("lr")
        score.go(chance.uniform(1.2, 2.0), **{f"{side}_hang": 0.35})
        score.stay(chance.uniform(1.0, 4.0))
        score.go(chance.uniform(1.2, 2.0), **{f"{side}_hang": 0.0})
        score.mark("negative", start, kind="leg_to_the_edge")
        score.stay(chance.uniform(2, 5))
    return _done(body, chance, score)


def _lie(chance: random.Random) -> Score:
    score = Score(
        chance,
        SWAY,
        arms=chance.uniform(25, 60),
        thigh=chance.uniform(46, 58),
        cross=float(chance.random() < 0.5),
        low=chance.uniform(24, 38),
    )
    score.stay(chance.uniform(0.5, 1.5))
    score.go(chance.uniform(1.5, 2.5), up=1.0)
    score.mark("getting_in", 0.0)
    score.stay(chance.uniform(2.0, 3.5))
    return score


def _hang(score: Score, chance: random.Random, side: str, seconds: float) -> None:
    name = f"{side}_hang"
    score.go(chance.uniform(2.0, 3.2), **{name: 1.0})
    still = score.seconds
    if chance.random() < 0.3:
        score.stay(1.0)
        start = score.seconds
        score.go(1.2, roll=chance.uniform(20, 30))
        score.stay(max(3.0, seconds * 0.4))
        score.go(1.2, roll=0.0)
        score.marks.append(Mark("leg_hang.chest_rolls", start, score.seconds))
    score.stay(seconds)
    end = score.seconds
    score.go(chance.uniform(2.0, 3.2), **{name: 0.0})
    kind = "cross_over" if score.now("cross") else "same_side"
    score.mark("hang", still, side=side, still=(still, end), kind=kind)


def _done(body: Body, chance: random.Random, score: Score) -> Motion:
    start = score.seconds
    score.go(chance.uniform(1.5, 2.5), up=0.0)
    score.stay(1.0)
    score.mark("getting_out", start)
    return Motion("leg_hang", body, score, pose_of)
