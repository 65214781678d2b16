"""Which movement is watched by what."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from backfour.core.motion.seen import Movement, Side

Builder = Callable[[Side | None, int | None], Movement]

MOVEMENTS: Final[Mapping[str, Builder]] = {}
SIDED: Final = frozenset(
    {"bed_rotation", "leg_hang", "bird_dog", "pelvic_circles", "one_leg_stance"}
)
"""Movements that have sides (contracts section 4)."""
