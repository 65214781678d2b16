"""What one look at somebody on all fours says about arms, legs, head and trunk.

Heights are in thighs and ways along the trunk in trunk lengths: on all fours a thigh stands upright
and keeps its length from every side, while a trunk is shortened by an oblique view. Legs are
measured against each other, so that a body that sways as a whole moves nothing here. There is no
landmark between shoulders and hips: the back itself is never judged (camera-findings).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from backfour.core.motion.geometry import angle_deg, distance, heading_deg, mid, rise_deg, turn_deg
from backfour.core.motion.landmarks import (
    L_ANKLE,
    L_EAR,
    L_ELBOW,
    L_HEEL,
    L_HIP,
    L_KNEE,
    L_SHOULDER,
    L_TOE,
    L_WRIST,
    NOSE,
    R_ANKLE,
    R_EAR,
    R_ELBOW,
    R_HEEL,
    R_HIP,
    R_KNEE,
    R_SHOULDER,
    R_TOE,
    R_WRIST,
)
from backfour.core.motion.seen import Seen
from backfour.core.motion.smoothing import XY

Both = tuple[float, float]
"""Left and right, the person's own."""

ARMS: Final = ((L_SHOULDER, L_ELBOW, L_WRIST), (R_SHOULDER, R_ELBOW, R_WRIST))
LEGS: Final = ((L_HIP, L_KNEE, L_ANKLE), (R_HIP, R_KNEE, R_ANKLE))
LOWER_LEG: Final = ((L_KNEE, R_KNEE), (L_ANKLE, R_ANKLE), (L_HEEL, R_HEEL), (L_TOE, R_TOE))
"""Four points whose tremble is not one another's: together they tell an inch from it."""

TORSO_THIGHS: Final = 1.18
"""A trunk is this many thighs long (segment table of Drillis and Contini, 1966, at second hand)."""
MOST_OBLIQUE: Final = 1.6
"""No view that is believed shortens the trunk by more (our choice)."""


@dataclass(frozen=True, slots=True)
class Look:
    """One look, measured.

    Parameters
    ----------
    ahead
        1 where the head is to the right of the hips in the picture, -1 to the left.
    tilt_deg
        Shoulders above hips, degrees against level.
    arm_deg, elbow_deg
        Line from shoulder to wrist against the trunk's: 0 is straight on, -90 hanging, 90 towards
        the ceiling; 180 is a straight elbow.
    hip_deg, knee_deg
        Angles shoulder-hip-knee and hip-knee-ankle.
    knee_up, ankle_up
        Left knee or ankle above the right, thighs.
    back
        Left lower leg further back than the right, trunk lengths.
    above_hips
        Ankles above the middle of the hips, thighs.
    hips
        Where the middle of the hips is in the picture, picture heights.
    head_deg
        Line from ears to nose against the trunk's: about -90 with the eyes on the floor.
    """

    ahead: int
    tilt_deg: float
    arm_deg: Both
    elbow_deg: Both
    hip_deg: Both
    knee_deg: Both
    knee_up: float
    ankle_up: float
    back: float
    above_hips: Both
    hips: XY
    head_deg: float


@dataclass(frozen=True, slots=True)
class Sizes:
    """Lengths of this person's trunk and thighs as the picture shows them, picture heights."""

    torso: float
    thigh: float

    @property
    def stretch(self) -> float:
        """By how much an oblique view shortens what runs along the trunk, 1 from the side."""
        return min(MOST_OBLIQUE, max(1.0, TORSO_THIGHS * self.thigh / self.torso))

    @property
    def allowance(self) -> float:
        """By how much a height may be larger in an oblique view, 1 from the side (our choice)."""
        return 0.5 + 0.5 * self.stretch


def sizes_of(seen: Seen) -> Sizes:
    """Measure them in one look at somebody on all fours."""
    at = seen.at
    thighs = distance(at[L_HIP], at[L_KNEE]) + distance(at[R_HIP], at[R_KNEE])
    return Sizes(seen.torso, max(thighs / 2, seen.torso / 3))


def look_at(seen: Seen, sizes: Sizes) -> Look:
    """Measure one look.

    Parameters
    ----------
    seen
        The look.
    sizes
        From the start pose, or of this look before that is known.
    """
    torso, thigh, stretch = sizes.torso * sizes.stretch, sizes.thigh, sizes.stretch
    at = tuple((x * stretch, y) for x, y in seen.at)
    shoulders, hips = mid(at[L_SHOULDER], at[R_SHOULDER]), mid(at[L_HIP], at[R_HIP])
    ahead = 1 if shoulders[0] >= hips[0] else -1
    trunk = heading_deg(hips, shoulders)
    return Look(
        ahead,
        rise_deg(hips, shoulders),
        _both(*(_off_deg(trunk, ahead, at[s], at[w]) for s, _, w in ARMS)),
        _both(*(angle_deg(at[s], at[e], at[w]) for s, e, w in ARMS)),
        _both(
            angle_deg(at[L_SHOULDER], at[L_HIP], at[L_KNEE]),
            angle_deg(at[R_SHOULDER], at[R_HIP], at[R_KNEE]),
        ),
        _both(*(angle_deg(at[h], at[k], at[a]) for h, k, a in LEGS)),
        (at[R_KNEE][1] - at[L_KNEE][1]) / thigh,
        (at[R_ANKLE][1] - at[L_ANKLE][1]) / thigh,
        ahead * _mean_apart(at) / torso,
        _both(*((hips[1] - at[a][1]) / thigh for _, _, a in LEGS)),
        seen.hips,
        _off_deg(trunk, ahead, mid(at[L_EAR], at[R_EAR]), at[NOSE]),
    )


def _both(left: float, right: float) -> Both:
    return (left, right)


def _off_deg(trunk_deg: float, ahead: int, start: XY, end: XY) -> float:
    """A line's direction against the trunk's: 90 away from the floor, whichever way she faces."""
    return ahead * turn_deg(trunk_deg, heading_deg(start, end))


def _mean_apart(at: tuple[XY, ...]) -> float:
    """How far the right lower leg is to the right of the left one, picture heights."""
    apart = 0.0
    for left, right in LOWER_LEG:
        apart += at[right][0] - at[left][0]
    return apart / len(LOWER_LEG)


def hangs_deg(look: Look, side: int) -> float:
    """How far an arm is from hanging straight down, 0..180 degrees."""
    return abs(turn_deg(-90.0 - look.tilt_deg, look.arm_deg[side]))
