"""Which movement is watched by what."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from backfour.core.motion.bed_rotation import open_bed_rotation
from backfour.core.motion.elbow_prop import open_elbow_prop
from backfour.core.motion.leg_hang import open_leg_hang
from backfour.core.motion.prone_hold import open_prone_hold
from backfour.core.motion.seen import Movement, Side

Builder = Callable[[Side | None, int | None], Movement]

MOVEMENTS: Final[Mapping[str, Builder]] = {
    "elbow_prop": open_elbow_prop,
    "bed_rotation": open_bed_rotation,
    "leg_hang": open_leg_hang,
    "prone_hold": open_prone_hold,
}
SIDED: Final = frozenset(
    {"bed_rotation", "leg_hang", "bird_dog", "pelvic_circles", "one_leg_stance"}
)
"""Movements that have sides (contracts section 4)."""
