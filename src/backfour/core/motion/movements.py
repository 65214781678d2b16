"""Which movement is watched by what."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from backfour.core.motion.bed_rotation import open_bed_rotation
from backfour.core.motion.bird_dog import open_bird_dog
from backfour.core.motion.chair_stand import open_chair_stand
from backfour.core.motion.elbow_prop import open_elbow_prop
from backfour.core.motion.leg_hang import open_leg_hang
from backfour.core.motion.one_leg_stance import open_one_leg_stance
from backfour.core.motion.pelvic_circles import open_pelvic_circles
from backfour.core.motion.prone_hold import open_prone_hold
from backfour.core.motion.seen import Movement, Side
from backfour.core.motion.sitting import open_sitting

Builder = Callable[[Side | None, int | None], Movement]

MOVEMENTS: Final[Mapping[str, Builder]] = {
    "elbow_prop": open_elbow_prop,
    "bed_rotation": open_bed_rotation,
    "leg_hang": open_leg_hang,
    "bird_dog": open_bird_dog,
    "pelvic_circles": open_pelvic_circles,
    "chair_stand": open_chair_stand,
    "one_leg_stance": open_one_leg_stance,
    "prone_hold": open_prone_hold,
    "sitting": open_sitting,
}
SIDED: Final = frozenset(
    {"bed_rotation", "leg_hang", "bird_dog", "pelvic_circles", "one_leg_stance"}
)
"""Movements that have sides (contracts section 4)."""
