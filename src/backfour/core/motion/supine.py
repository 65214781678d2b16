"""Somebody lying on the back with the knees up, measured in one look; lengths in trunk lengths.

Shared by bed rotation and leg hang. docs/algorithms/bed_rotation.md, leg_hang.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Final

from backfour.core.motion.geometry import mid, rise_deg
from backfour.core.motion.landmarks import (
    L_ANKLE,
    L_HIP,
    L_KNEE,
    L_SHOULDER,
    NOSE,
    R_ANKLE,
    R_HIP,
    R_KNEE,
    R_SHOULDER,
)
from backfour.core.motion.seen import Demand, Seen
from backfour.core.motion.smoothing import XY

DEMAND: Final = Demand(
    trunk_deg=(0.0, 40.0),
    inside=(NOSE, L_SHOULDER, R_SHOULDER, L_HIP, R_HIP, L_KNEE, R_KNEE, L_ANKLE, R_ANKLE),
    view="any",
)
"""Lying; a raised camera from the feet sees the trunk slope up to 25 degrees (our choice: 40). Arms
may leave the picture: they lie out wide."""

CHEST: Final = 0.16
"""Shoulders tip: 12 degrees (clinical-spec 3.2) of a width of 0.73 trunk lengths."""
PELVIS: Final = 1.5
ROLL: Final = 0.86
"""The pelvis counts more than knees and ankles, which the model lays on each other; the sum is
scaled to that of three (our choice)."""


@dataclass(frozen=True, slots=True)
class Supine:
    """One look.

    ``across_x``, ``across_y``: from the right to the left side of the trunk, where the picture's
    lengths are signed towards the head (x) and downwards (y); ``roll``: how much lower left than
    right hip, knee and ankle lie together; ``chest``: how much lower the left shoulder lies;
    ``knees``, ``feet``: knees and ankles over the hips; ``knees_on``, ``feet_on``: the same from
    the hips towards the head; ``slope_deg``: the trunk.
    """

    across_x: float
    across_y: float
    roll: float
    chest: float
    knees: float
    feet: float
    knees_on: float
    feet_on: float
    slope_deg: float


FIELDS: Final = tuple(one.name for one in fields(Supine))


def supine_of(seen: Seen) -> Supine:
    """Measure one look."""
    at, torso = seen.at, seen.torso
    shoulders, hips = seen.shoulders, seen.hips
    knees, ankles = mid(at[L_KNEE], at[R_KNEE]), mid(at[L_ANKLE], at[R_ANKLE])
    head = (1.0 if shoulders[0] >= hips[0] else -1.0) / torso
    chest = _lower(at, L_SHOULDER, R_SHOULDER, torso)
    chest_x = head * (at[L_SHOULDER][0] - at[R_SHOULDER][0])
    pelvis = _lower(at, L_HIP, R_HIP, torso)
    return Supine(
        across_x=(chest_x + head * (at[L_HIP][0] - at[R_HIP][0])) / 2,
        across_y=(chest + pelvis) / 2,
        roll=ROLL
        * (
            PELVIS * pelvis
            + _lower(at, L_KNEE, R_KNEE, torso)
            + _lower(at, L_ANKLE, R_ANKLE, torso)
        ),
        chest=chest,
        knees=(hips[1] - knees[1]) / torso,
        feet=(hips[1] - ankles[1]) / torso,
        knees_on=head * (knees[0] - hips[0]),
        feet_on=head * (ankles[0] - hips[0]),
        slope_deg=rise_deg(hips, shoulders),
    )


def _lower(at: Sequence[XY], left: int, right: int, torso: float) -> float:
    """By how much the left one of a pair lies lower."""
    return (at[left][1] - at[right][1]) / torso


def average(looks: Sequence[Supine]) -> Supine:
    """The mean of several looks, at least one."""
    n = len(looks)
    sums = [0.0] * len(FIELDS)
    for look in looks:
        for place, name in enumerate(FIELDS):
            sums[place] += getattr(look, name)
    return Supine(*(one / n for one in sums))


def toward(rest: Supine, look: Supine, share: float) -> Supine:
    """The first, moved a share of the way to the second."""
    return Supine(
        *(
            getattr(rest, name) + share * (getattr(look, name) - getattr(rest, name))
            for name in FIELDS
        )
    )
