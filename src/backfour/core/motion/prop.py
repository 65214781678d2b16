"""Whether somebody lies propped up on the elbows, seen from the side.

Shared by the exercise and its self-test. What decides is how far shoulders rise over this person's
own flat lying pose while the thighs stay down (clinical-spec 3.1, camera-findings); lengths are in
trunk lengths, angles in degrees. docs/algorithms/elbow_prop.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from backfour.core.motion.geometry import angle_deg, mid, rise_deg
from backfour.core.motion.landmarks import (
    L_ANKLE,
    L_EAR,
    L_ELBOW,
    L_HIP,
    L_KNEE,
    L_SHOULDER,
    L_WRIST,
    NOSE,
    R_ANKLE,
    R_EAR,
    R_ELBOW,
    R_HIP,
    R_KNEE,
    R_SHOULDER,
    R_WRIST,
)
from backfour.core.motion.seen import Demand, Seen

DEMAND: Final = Demand(trunk_deg=(0.0, 50.0))
"""Lying, up to the steepest prop (45 degrees, clinical-spec 3.1) and a little error."""

RISE_DEG: Final = 12.0
"""The trunk rises this far over the flat pose (clinical-spec 3.1: 12 above level)."""
BEND_DEG: Final = 9.0
"""The hips straighten or arch by this much over the flat pose: in a plank, hips rise with the
shoulders and they do not (our choice)."""
LOWER: Final = 0.8
"""Once up, this share of both is enough: nobody is held on the edge (our choice)."""
BARE_RISE_DEG: Final = 12.0
BARE_BEND_DEG: Final = 7.5
"""Without a flat pose seen before: slope above level (clinical-spec 3.1), and trunk against thighs
(our choice, between planks and props of real people)."""
STEEPEST_DEG: Final = 45.0
"""A steeper trunk is pressed up (clinical-spec 3.1)."""
STRAIGHT_ELBOW_DEG: Final = 145.0
"""Straighter elbows under raised shoulders are a press-up (clinical-spec 3.1 says 130; our choice,
because views from the head end open the angle)."""
ARM_RISE: Final = 0.1
BARE_ARM: Final = 0.3
"""Shoulders stand over the elbows, more than in the flat pose (trunk lengths, our choice)."""
ELBOW_AHEAD: Final = 0.65
"""Elbows no further before or behind the shoulders (trunk lengths). Clinical-spec 3.1 has half an
upper arm, 0.3; further is a fault of form, not another exercise (our choice)."""
HIPS_UP: Final = 0.14
BARE_HIPS: Final = 0.37
"""Hips over the elbows: so much more than lying flat, or at all, and they are off the floor (trunk
lengths; clinical-spec 3.1 says 0.15 over the knees, but knees leave the floor in a plank)."""
FOLDED_DEG: Final = 115.0
"""Hips folded further are a child's pose, all fours or sitting (our choice)."""

FLAT_RISE_DEG: Final = 10.0
FLAT_BEND_DEG: Final = (-32.0, 13.0)
FLAT_ARM: Final = 0.42
FLAT_STRAIGHT_DEG: Final = 145.0
"""What may be taken as lying flat before anything is known (our choice): hardly raised, body in one
line, shoulders near the elbows' height, legs straight."""
FLAT_SLOPING_DEG: Final = 22.0
FLAT_SLOPING_BEND_DEG: Final = -2.0
"""Seen from the feet end it slopes up in the picture, and the thighs more (our choice)."""
FLAT_REACHING: Final = 0.45
FLAT_REACHING_ARM: Final = 0.62
"""Seen from the head end, arms lying ahead of the head hang lower in the picture (our choice)."""
FLAT_SLOPE_DEG: Final = -25.0
"""From above and the head end, a flat trunk slopes down in the picture, no further than this."""
FLAT_LEAST_S: Final = 0.6
FLAT_FOLLOWS_S: Final = 3.0
"""The flat pose is known after this long and averaged over about this long (our choice)."""
FLAT_NEAR_DEG: Final = 6.0
FLAT_NEAR: Final = 0.07
"""Once known, only looks this near to it still belong to it (trunk lengths; our choice)."""


@dataclass(frozen=True, slots=True)
class Posture:
    """One look, measured.

    ``slope_deg``: shoulder-hip line above level; ``bend_deg``: that against the thighs, positive
    when arched back; ``arm``, ``hips``: shoulders and hips over the elbows; ``ahead``: elbows
    before the shoulders; ``gap``: ears over shoulders (trunk lengths); ``face_deg``: the nose above
    the ears; ``shin_deg``: knees above the ankles.
    """

    slope_deg: float
    bend_deg: float
    arm: float
    ahead: float
    elbow_deg: float
    hip_deg: float
    knee_deg: float
    hips: float
    gap: float
    face_deg: float
    shin_deg: float


def posture_of(seen: Seen) -> Posture:
    """Measure one look: middles of left and right, because a far limb is a guess anyway."""
    at, torso = seen.at, seen.torso
    shoulders, hips = seen.shoulders, seen.hips
    elbows, knees = mid(at[L_ELBOW], at[R_ELBOW]), mid(at[L_KNEE], at[R_KNEE])
    ears = mid(at[L_EAR], at[R_EAR])
    slope = rise_deg(hips, shoulders)
    forward = 1.0 if shoulders[0] >= hips[0] else -1.0
    return Posture(
        slope_deg=slope,
        bend_deg=slope - rise_deg(knees, hips),
        arm=(elbows[1] - shoulders[1]) / torso,
        ahead=forward * (elbows[0] - shoulders[0]) / torso,
        elbow_deg=_both(at, (L_SHOULDER, L_ELBOW, L_WRIST), (R_SHOULDER, R_ELBOW, R_WRIST)),
        hip_deg=angle_deg(shoulders, hips, knees),
        knee_deg=_both(at, (L_HIP, L_KNEE, L_ANKLE), (R_HIP, R_KNEE, R_ANKLE)),
        hips=(elbows[1] - hips[1]) / torso,
        gap=(shoulders[1] - ears[1]) / torso,
        face_deg=rise_deg(ears, at[NOSE]),
        shin_deg=rise_deg(mid(at[L_ANKLE], at[R_ANKLE]), knees),
    )


def _both(
    at: tuple[tuple[float, float], ...], left: tuple[int, int, int], right: tuple[int, int, int]
) -> float:
    return (angle_deg(*(at[n] for n in left)) + angle_deg(*(at[n] for n in right))) / 2


@dataclass(frozen=True, slots=True)
class Flat:
    """The person lying flat; ``seen_s``: how long it has been looked at."""

    slope_deg: float
    bend_deg: float
    arm: float
    hips: float
    gap: float
    seen_s: float

    @property
    def known(self) -> bool:
        """Whether it has been seen long enough to be used."""
        return self.seen_s >= FLAT_LEAST_S


def learn(flat: Flat | None, look: Posture, dt_s: float) -> Flat | None:
    """Take a look into the flat pose, if it belongs to it."""
    if flat is None or not flat.known:
        if not could_be_flat(look):
            return None
        if flat is None or not near(flat, look):
            return Flat(look.slope_deg, look.bend_deg, look.arm, look.hips, look.gap, 0.0)
    elif not near(flat, look):
        return flat
    seen_s = min(FLAT_FOLLOWS_S, flat.seen_s + dt_s)
    share = min(1.0, dt_s / seen_s) if seen_s else 0.0
    return Flat(
        flat.slope_deg + share * (look.slope_deg - flat.slope_deg),
        flat.bend_deg + share * (look.bend_deg - flat.bend_deg),
        flat.arm + share * (look.arm - flat.arm),
        flat.hips + share * (look.hips - flat.hips),
        flat.gap + share * (look.gap - flat.gap),
        seen_s,
    )


def could_be_flat(look: Posture) -> bool:
    """Whether a look may show somebody lying flat, nothing else known."""
    level = FLAT_SLOPE_DEG <= look.slope_deg <= FLAT_RISE_DEG
    sloping = look.slope_deg <= FLAT_SLOPING_DEG and look.bend_deg <= FLAT_SLOPING_BEND_DEG
    reaching = look.ahead >= FLAT_REACHING and look.arm <= FLAT_REACHING_ARM
    return (
        (level or sloping)
        and (look.arm <= FLAT_ARM or reaching)
        and FLAT_BEND_DEG[0] <= look.bend_deg <= FLAT_BEND_DEG[1]
        and look.knee_deg >= FLAT_STRAIGHT_DEG
    )


def near(flat: Flat, look: Posture) -> bool:
    """Whether a look shows the flat pose that is known."""
    return (
        abs(look.slope_deg - flat.slope_deg) <= FLAT_NEAR_DEG
        and abs(look.bend_deg - flat.bend_deg) <= FLAT_NEAR_DEG
        and abs(look.arm - flat.arm) <= FLAT_NEAR
        and abs(look.hips - flat.hips) <= FLAT_NEAR
        and look.gap >= flat.gap - FLAT_NEAR
    )


def propped(flat: Flat | None, look: Posture, *, already: bool) -> bool:
    """Whether a look shows the elbow prop.

    Parameters
    ----------
    flat
        The person's flat pose, or None where it was never seen.
    look
        The look.
    already
        Whether the look before showed it: then a little less is enough.
    """
    if not on_elbows(look):
        return False
    share = LOWER if already else 1.0
    bare = (
        look.slope_deg >= share * BARE_RISE_DEG
        and look.bend_deg >= share * BARE_BEND_DEG
        and look.arm >= BARE_ARM
        and look.hips <= BARE_HIPS
    )
    if flat is None or not flat.known:
        return bare
    return (
        look.slope_deg - flat.slope_deg >= share * RISE_DEG
        and look.bend_deg - flat.bend_deg >= share * BEND_DEG
        and look.arm - flat.arm >= share * ARM_RISE
        and look.hips - flat.hips <= HIPS_UP
    )


def on_elbows(look: Posture) -> bool:
    """Whether shoulders are carried by bent elbows under them, and hips not folded."""
    return (
        look.slope_deg <= STEEPEST_DEG
        and look.elbow_deg <= STRAIGHT_ELBOW_DEG
        and abs(look.ahead) <= ELBOW_AHEAD
        and look.hip_deg >= FOLDED_DEG
    )


def rise(flat: Flat | None, look: Posture) -> float:
    """How far the trunk is raised: over the flat pose where it is known, else above level."""
    return look.slope_deg - (flat.slope_deg if flat is not None and flat.known else 0.0)
