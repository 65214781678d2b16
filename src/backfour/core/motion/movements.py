"""Which movement is watched by what."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from backfour.core.motion.chair_stand import open_chair_stand
from backfour.core.motion.one_leg_stance import open_one_leg_stance
from backfour.core.motion.pelvic_circles import open_pelvic_circles
from backfour.core.motion.seen import Movement, Side
from backfour.core.motion.sitting import open_sitting

Builder = Callable[[Side | None, int | None], Movement]

MOVEMENTS: Final[Mapping[str, Builder]] = {
    "chair_stand": open_chair_stand,
    "one_leg_stance": open_one_leg_stance,
    "pelvic_circles": open_pelvic_circles,
    "sitting": open_sitting,
}
SIDED: Final = frozenset(
    {"bed_rotation", "leg_hang", "bird_dog", "pelvic_circles", "one_leg_stance"}
)
"""Movements that have sides (contracts section 4)."""
