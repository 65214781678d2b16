"""One-leg stance as it is done (clinical-spec 5.2): a foot off the floor, held, down again."""

from __future__ import annotations

import random

from validation.bodies.body import Body
from validation.bodies.motions.motion import Motion
from validation.bodies.motions.pelvic_circles import SWAY, pose_of
from validation.bodies.score import Score


def _stand(chance: random.Random) -> Score:
    score = Score(
        chance,
        SWAY | {"lean": 1.2, "drop": 0.8},
        up=chance.uniform(0.18, 0.4),
        aside=chance.uniform(0.0, 0.05),
        ahead=chance.uniform(-0.35, 0.05),
    )
    score.stay(chance.uniform(2.5, 4.0))
    return score


def draw_good(body: Body, chance: random.Random) -> Motion:
    """One or two stances on each leg, short and long."""
    score = _stand(chance)
    for side in chance.sample("lr", 2):
        for _ in range(chance.randint(1, 2)):
            score.go(chance.uniform(0.5, 1.0), weight=1.0 if side == "r" else -1.0)
            score.go(chance.uniform(0.5, 0.9), off=1.0)
            still = score.seconds
            score.stay(chance.choice((chance.uniform(1.5, 5), chance.uniform(5, 20))))
            end = score.seconds
            score.go(chance.uniform(0.3, 0.8), off=0.0)
            score.mark("stance", still, side=side, still=(still, end))
            score.go(chance.uniform(0.5, 1.0), weight=0.0)
            score.stay(chance.uniform(1.5, 3.0))
    return Motion("one_leg_stance", body, score, pose_of)


def draw_nothing(body: Body, chance: random.Random) -> Motion:
    """Weight shifted from leg to leg, heels hardly leaving the floor."""
    score = _stand(chance)
    for _ in range(chance.randint(3, 5)):
        start = score.seconds
        score.go(chance.uniform(0.6, 1.2), weight=chance.choice((-1.0, 1.0)))
        score.stay(chance.uniform(0.5, 2.5))
        score.go(chance.uniform(0.6, 1.2), weight=0.0)
        score.mark("negative", start, kind="weight_shift")
        score.stay(chance.uniform(0.5, 1.5))
    return Motion("one_leg_stance", body, score, pose_of)
