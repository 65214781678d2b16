"""The start of a bird-dog, as this person takes it: seen, remembered, and quietly kept up to date.

Arms, legs and head are then judged against it, because the pose model's own bias (5 degrees and
more) is far larger than its tremble (camera-findings).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from backfour.core.motion.bird_dog_look import Both, Look, Sizes, hangs_deg
from backfour.core.motion.geometry import distance
from backfour.core.motion.smoothing import XY

TILT_DEG: Final = (-15.0, 35.0)
"""Trunk about level (clinical-spec: within 15 degrees; widened upwards, because the model's hips
and short thighs tilt it to 25)."""
ARM_OFF_DEG: Final = 35.0
"""Arms about upright (clinical-spec: within 20 degrees; the floor's tolerance of 15 added)."""
ELBOW_DEG: Final = 125.0
"""Elbows not deeply bent, which is on the forearms (our choice)."""
HIP_DEG: Final = (60.0, 132.0)
"""Thighs about upright (clinical-spec: 75 to 110; the floor's tolerance of 15 added, and more for
oblique views)."""
KNEE_DEG: Final = 130.0
"""Shins on the floor: a straighter knee is a plank or a step (our choice)."""

LEARN_S: Final = 0.4
"""How long the start must be held still before it is known (our choice; it is refined at
every rest)."""
STILL_DEG: Final = 12.0
STILL: Final = 0.10
"""What still means while it is learned: arms, and legs in thighs (our choice)."""
FORGET_S: Final = 4.0
"""The remembered start follows the rest between holds about this slowly (our choice)."""
SAME: Final = 0.05
"""Rest looks like the start when legs differ by less, as ``legs_off`` measures (our choice)."""
ANEW_S: Final = 8.0
"""Rest that looks otherwise for this long is a new start: she has moved a knee (our choice)."""
NEAR: Final = 0.3
SAME_SIZE: Final = 1.2
"""After a gap the start still holds if the hips are where they were, in trunk lengths, and lengths
are those they were (our choice)."""

UP, BACK = 0.6, 0.5
"""A knee an inch off the floor goes up by 0.06 thigh, near the tremble, and with it back by more:
both together tell it from a knee at rest (shares our choice)."""

CLEARLY_UP: Final = 0.10
"""A knee that is this many thighs above the other is lifted, though it goes forwards: most people's
goes back with the hip, some bring it towards the chest (our choice)."""


@dataclass(frozen=True, slots=True)
class Start:
    """The start pose: means of ``Look`` over ``age_s`` seconds, and the lengths it was seen in.

    ``known``: held still for long enough. ``odd_s``: since when rest has looked otherwise.
    """

    ahead: int
    sizes: Sizes
    arm_deg: Both
    knee_up: float
    ankle_up: float
    back: float
    hips: XY
    head_deg: float
    tilt_deg: float
    age_s: float = 0.0
    known: bool = False
    odd_s: float | None = None


def on_all_fours(look: Look) -> bool:
    """Whether both hands and both knees carry."""
    return (
        TILT_DEG[0] <= look.tilt_deg <= TILT_DEG[1]
        and max(hangs_deg(look, 0), hangs_deg(look, 1)) <= ARM_OFF_DEG
        and min(look.elbow_deg) >= ELBOW_DEG
        and min(look.hip_deg) >= HIP_DEG[0]
        and max(look.hip_deg) <= HIP_DEG[1]
        and max(look.knee_deg) <= KNEE_DEG
    )


def learn(start: Start | None, look: Look, sizes: Sizes, dt_s: float) -> Start | None:
    """Take in one look while the start is not known.

    Returns
    -------
    Start or None
        None while nobody is on all fours.
    """
    if not on_all_fours(look):
        return None
    if start is None or not _still(start, look):
        return _begin(look, sizes)
    age_s = start.age_s + dt_s
    share = dt_s / age_s
    torso = start.sizes.torso + share * (sizes.torso - start.sizes.torso)
    thigh = start.sizes.thigh + share * (sizes.thigh - start.sizes.thigh)
    return replace(
        _follow(start, look, share),
        sizes=Sizes(torso, thigh),
        age_s=age_s,
        known=age_s >= LEARN_S,
    )


def keep(start: Start, look: Look, off: float, times: tuple[float, float]) -> Start | None:
    """Take in one look at rest once the start is known.

    Parameters
    ----------
    off
        ``legs_off``, averaged.
    times
        Time of the look and time since the one before, seconds.

    Returns
    -------
    Start or None
        None when the start must be learned anew.
    """
    if not on_all_fours(look):
        return replace(start, odd_s=None)
    t_s, dt_s = times
    if abs(off) > SAME:
        odd_s = t_s if start.odd_s is None else start.odd_s
        return None if t_s - odd_s >= ANEW_S else replace(start, odd_s=odd_s)
    age_s = min(start.age_s + dt_s, FORGET_S)
    return replace(_follow(start, look, dt_s / age_s), age_s=age_s, odd_s=None)


def legs_off(start: Start, knee_up: float, back: float) -> float:
    """How far the legs differ from the start: above 0 the left is lifted, below 0 the right."""
    up, away = UP * (knee_up - start.knee_up), BACK * (back - start.back)
    if abs(up) >= UP * CLEARLY_UP and up * away < 0:  # the knee went up and forwards
        return up
    return up + away


def is_there_still(start: Start, look: Look, sizes: Sizes) -> bool:
    """Whether this is the same person in the same place, after a while that nobody saw.

    ``look`` and ``sizes`` are measured afresh. Arms and legs may be raised by now.
    """
    thigh, torso = sizes.thigh / start.sizes.thigh, sizes.torso / start.sizes.torso
    return (
        look.ahead == start.ahead
        and abs(look.tilt_deg - start.tilt_deg) <= STILL_DEG
        and distance(look.hips, start.hips) <= NEAR * start.sizes.torso
        and max(thigh, torso, 1 / thigh, 1 / torso) <= SAME_SIZE
    )


def _begin(look: Look, sizes: Sizes) -> Start:
    return Start(
        look.ahead,
        sizes,
        look.arm_deg,
        look.knee_up,
        look.ankle_up,
        look.back,
        look.hips,
        look.head_deg,
        look.tilt_deg,
    )


def _still(start: Start, look: Look) -> bool:
    return (
        start.ahead == look.ahead
        and max(abs(look.arm_deg[n] - start.arm_deg[n]) for n in (0, 1)) <= STILL_DEG
        and abs(look.tilt_deg - start.tilt_deg) <= STILL_DEG
        and abs(legs_off(start, look.knee_up, look.back)) <= STILL
    )


def _follow(start: Start, look: Look, share: float) -> Start:
    """Move the means towards this look."""

    def to(mean: float, value: float) -> float:
        return mean + share * (value - mean)

    return replace(
        start,
        arm_deg=(to(start.arm_deg[0], look.arm_deg[0]), to(start.arm_deg[1], look.arm_deg[1])),
        knee_up=to(start.knee_up, look.knee_up),
        ankle_up=to(start.ankle_up, look.ankle_up),
        back=to(start.back, look.back),
        hips=(to(start.hips[0], look.hips[0]), to(start.hips[1], look.hips[1])),
        head_deg=to(start.head_deg, look.head_deg),
        tilt_deg=to(start.tilt_deg, look.tilt_deg),
    )
