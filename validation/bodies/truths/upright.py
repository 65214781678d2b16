"""Slumps, chair stands and one-leg stances (clinical-spec 5.2, 6.3)."""

from __future__ import annotations

from validation.bodies import limits
from validation.bodies.truth import Traced, Truth, hold, rep

LIFTED = 0.03
"""An ankle this share of the leg above the other is off the floor (our choice)."""
STOOD_DEG = 150.0
"""Knees at least this straight: stood up (our choice)."""


def slumps(traced: Traced) -> list[Truth]:
    """One hold a slump: from half way down to half way up; the ramps may go either way."""
    found = []
    for mark in traced.marks("slump"):
        still = mark.about["still"]
        assert isinstance(still, tuple)  # noqa: S101 - written by our own player
        run = ((mark.start_s + still[0]) / 2, (still[1] + mark.end_s) / 2)
        one = hold(run, still, None, counted=True)
        one["held_hi"] = round(mark.end_s - mark.start_s, 2)
        found.append(one)
    return found


def stands(traced: Traced) -> list[Truth]:
    """One repetition a full stand, from leaving the upright seat to sitting again."""
    return [rep(mark.start_s, mark.end_s, None) for mark in traced.marks("stand")]


def stances(traced: Traced) -> list[Truth]:
    """One hold a stance: the other foot off the floor; the side is that of the standing leg."""
    found = []
    for mark in traced.marks("stance"):
        side, still = str(mark.about["side"]), mark.about["still"]
        assert isinstance(still, tuple)  # noqa: S101 - written by our own player
        k = 1 - limits.SIDES[side]
        leg = traced.motion.body.leg

        def lifted(points: limits.Points, k: int = k, leg: float = leg) -> bool:
            return points[27 + k][1] - points[28 - k][1] >= LIFTED * leg

        middle = (still[0] + still[1]) / 2
        run = next((r for r in traced.runs(lifted) if r[0] <= middle <= r[1]), still)
        found.append(hold(run, still, limits.NAMES[side], counted=True))
    return found
