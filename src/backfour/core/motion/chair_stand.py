"""The chair stand: how often somebody stands up fully from the chair (clinical-spec 5.2).

The thigh against the shin in the picture says how far up; see docs/algorithms/chair_stand.md.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar, Final

from backfour.core.motion.landmarks import L_ANKLE, L_HIP, L_KNEE, R_ANKLE, R_HIP, R_KNEE
from backfour.core.motion.seen import Demand, Event, Now, Rep, Seen, Side

STOOD: Final = 0.84
"""Stood up: thigh as high in the picture as this share of the shin (our choice; standing about
0.95, half way up less than 0.75)."""
SEATED: Final = 0.62
"""Seated: less than this (our choice; 0 from the side, up to 0.55 from in front) ..."""
SEAT_S: Final = 0.25
"""... and it must be seen this long before the first stand (our choice)."""
STANDS_S: Final = 0.1
"""Up for this long (our choice: a single wrong look is no stand)."""


@dataclass(frozen=True, slots=True)
class ChairStand:
    """The eye for the chair stand.

    ``seat_s``: time seen seated before the first stand; ``left_s``: when the seat was last left;
    ``up_s``: since when up, or None; ``stood``: this stand is counted.
    """

    seat_s: float = 0.0
    left_s: float | None = None
    up_s: float | None = None
    stood: bool = True

    demand: ClassVar[Demand] = Demand((30.0, 90.0), view="any", least_extent=0.3)

    def step(self, seen: Seen) -> tuple[ChairStand, tuple[Event, ...]]:
        """Take in one believed look."""
        high = rise(seen)
        if high <= SEATED:
            seat_s = self.seat_s + seen.dt_s
            ready = not (self.stood and seat_s < SEAT_S)
            return replace(self, seat_s=seat_s, left_s=seen.t_s, up_s=None, stood=not ready), ()
        if high < STOOD or self.stood or self.left_s is None:
            return replace(self, up_s=None), ()
        up_s = seen.t_s if self.up_s is None else self.up_s
        if seen.t_s - up_s < STANDS_S:
            return replace(self, up_s=up_s), ()
        rep = Rep(self.left_s, seen.t_s, None)
        return replace(self, up_s=up_s, stood=True, seat_s=0.0), (rep,)

    def lose(self, t_s: float) -> tuple[ChairStand, tuple[Event, ...]]:
        """Stop judging: who was half way is not counted."""
        del t_s
        return ChairStand(), ()

    def finish(self, t_s: float) -> tuple[ChairStand, tuple[Event, ...]]:
        """Nothing is open: a stand counts when it is full."""
        return self.lose(t_s)

    def now(self) -> Now:
        """What is under way."""
        if self.left_s is None:
            return Now("start")
        return Now("hold" if self.stood else "rest")


def rise(seen: Seen) -> float:
    """Height of the thighs against that of the shins in the picture, both legs together."""
    at = seen.at
    thighs = at[L_KNEE][1] + at[R_KNEE][1] - at[L_HIP][1] - at[R_HIP][1]
    shins = at[L_ANKLE][1] + at[R_ANKLE][1] - at[L_KNEE][1] - at[R_KNEE][1]
    return thighs / max(shins, 0.5 * seen.torso)


def open_chair_stand(side: Side | None, level: int | None) -> ChairStand:
    """Begin to watch; the chair stand has neither side nor level."""
    del side, level
    return ChairStand()
