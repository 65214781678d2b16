"""What a condition of the body allows: the highest level of each movement, or none of it.

Clinical-spec 3.5 with engine-semantics 2.5.2. The strictest number wins.

Hazard H05 (docs/safety.md).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from backfour.core.vocabulary import CEILINGS, EXERCISES

BLOCKED: Final = -1
"""Stands for X in the matrix: the movement is not offered at any level."""

_X: Final = BLOCKED
_o: Final[None] = None
_ROWS: Final[dict[str, tuple[int | None, ...]]] = {
    # flag: elbow prop, bed rotation, leg hang, bird-dog, pelvic circles
    "stenosis_claudication": (_X, _o, _o, _o, _o),
    "spondylolisthesis_ext_pain": (_X, _o, _o, 3, _o),
    "osteoporosis": (4, 0, _X, 6, _o),
    "vertebral_fracture_old": (_X, 0, _X, 3, _o),
    "hip_replacement_precautions": (4, 0, _X, _o, _X),
    "hip_replacement_healed": (4, 1, _X, _o, _o),
    "hip_oa_painful": (_o, 1, 0, _o, 2),
    "shoulder_limit": (0, _o, _o, 0, _o),
    "wrist_limit": (_o, _o, _o, 3, _o),
    "knee_kneel_limit": (_o, _o, _o, 0, _o),
    "no_floor_transfer": (4, _o, _o, 3, _o),
    "cannot_lie_prone": (0, _o, _o, _o, _o),
    "fall_risk": (_o, _o, 0, _o, 0),
    "balance_fail_5s": (_o, _o, _o, _o, _X),
    "bp_uncontrolled": (_X, _X, _X, _X, _X),
    "abdominal_surgery_lt8w": (_X, 0, _X, 0, _o),
    "sciatica_below_knee": (1, 0, _X, _o, _o),
    "no_end_range": (_o, 1, _X, _o, _o),
    "balance_condition": (_o, _o, _o, _o, _X),
    "spinal_fusion": (_o, _X, _X, _o, _o),
    "leg_swelling_or_ulcer": (_o, _o, _X, _o, _o),
    "hernia_or_stoma": (_X, _o, _o, _o, _o),
    "neck_limit": (0, _o, _o, _o, _o),
    "knee_ankle_limit": (_o, _o, _o, _o, 0),
}

LIMITS: Final[dict[str, dict[str, int]]] = {
    flag: {
        exercise: limit for exercise, limit in zip(EXERCISES, row, strict=True) if limit is not None
    }
    for flag, row in _ROWS.items()
}
"""For each flag, the highest level of the movements it touches, or `BLOCKED`."""

PRACTITIONER_MAY_UNLOCK: Final = frozenset(
    {("vertebral_fracture_old", "elbow_prop"), ("balance_condition", "pelvic_circles")}
)
"""The two blocks that a practitioner may lift (starred in clinical-spec 3.5)."""


def caps(flags: Iterable[str]) -> dict[str, int]:
    """Find the highest level of each movement under these conditions.

    Returns
    -------
    dict
        All five movements: the lowest number of the matrix, the ceiling where nothing
        limits, or `BLOCKED`.
    """
    found = dict(CEILINGS)
    for flag in flags:
        for exercise, limit in LIMITS[flag].items():
            found[exercise] = min(found[exercise], limit)
    return found
