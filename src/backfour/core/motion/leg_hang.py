"""Watches the leg hang: which leg hangs beside the bed, how long, and whether the chest stays.

Clinical-spec 3.2, reading (a): the leg farther from the edge crosses over; the same-side leg is seen
as well. docs/algorithms/leg_hang.md.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import ClassVar, Final

from backfour.core.motion.faults import Dwell
from backfour.core.motion.landmarks import L_ANKLE, L_KNEE, R_ANKLE, R_KNEE
from backfour.core.motion.seen import Demand, Event, Fault, Hold, Now, Seen, Side
from backfour.core.motion.supine import DEMAND, supine_of

CHEST_ROLLS: Final = "leg_hang.chest_rolls"

DROP: Final = 0.5
STAYS: Final = 0.4
"""The ankle hangs so far under its place in the start pose, and still hangs above this (trunk
lengths; our choice: half a shin; hanging free it drops by more than one)."""
KNEE_UNDER: Final = 0.05
KNEE_STAYS: Final = 0.12
"""The knee is no higher over the hips than this. Clinical-spec 3.2 asks for 0.15 thighs below, but a
raised camera lifts a crossed knee in the picture, and on the way down both come within half a second
(our choice)."""
START_KNEES: Final = 0.35
START_FEET: Final = (-0.35, 0.45)
"""The start pose: knees up, feet on the bed (trunk lengths over the hips, our choice)."""
START_S: Final = 0.6
START_FOLLOWS_S: Final = 3.0
LEAST_S: Final = 2.0
"""A shorter hang is getting in or out (our choice)."""
LIFTED_S: Final = 0.6
"""Up again for this long, the hang is over; a shorter lift is a hitch (our choice)."""
SURE: Final = 0.08
"""One ankle must hang lower by this on average, or the side is not known: the model sometimes lays
both legs on one (trunk lengths, our choice)."""
CHEST: Final = 0.16
"""Shoulders tip: 12 degrees (clinical-spec 3.2) of a width of 0.73 trunk lengths."""


@dataclass(frozen=True, slots=True)
class Start:
    """The start pose: ankles over the hips, left shoulder under the right one."""

    feet: float
    chest: float
    seen_s: float

    def follow(self, feet: float, chest: float, dt_s: float) -> Start:
        """Take in one look at it."""
        seen_s = min(START_FOLLOWS_S, self.seen_s + dt_s)
        share = dt_s / seen_s if seen_s else 0.0
        return Start(
            self.feet + share * (feet - self.feet),
            self.chest + share * (chest - self.chest),
            seen_s,
        )


@dataclass(frozen=True, slots=True)
class Hang:
    """A hang under way: from ``start_s`` to ``last_s``; ``lean``: by how much the left ankle hangs
    lower, summed over time."""

    start_s: float
    last_s: float
    lean: float = 0.0

    @property
    def held_s(self) -> float:
        """Seconds so far."""
        return self.last_s - self.start_s

    def side(self, asked: Side | None) -> Side | None:
        """The hanging leg; where both seem to hang, the one that was asked for."""
        if abs(self.lean) < SURE * self.held_s:
            return asked
        return "left" if self.lean > 0 else "right"


@dataclass(frozen=True, slots=True)
class LegHang:
    """The eye of the leg hang."""

    demand: ClassVar[Demand] = DEMAND

    asked: Side | None = None
    start: Start | None = None
    hang: Hang | None = None
    chest: Dwell = field(default_factory=Dwell)

    def step(self, seen: Seen) -> tuple[LegHang, tuple[Event, ...]]:
        """Take in one believed look."""
        look = supine_of(seen)
        if self.start is None or self.start.seen_s < START_S or self.hang is None:
            rests = look.knees >= START_KNEES and START_FEET[0] <= look.feet <= START_FEET[1]
            if rests:
                start = self.start or Start(look.feet, look.chest, 0.0)
                self = replace(self, start=start.follow(look.feet, look.chest, seen.dt_s))
            elif self.start is not None and self.start.seen_s < START_S:
                self = replace(self, start=None)
        if self.start is None or self.start.seen_s < START_S:
            return self, ()
        eye, events = self._follow(seen)
        tips = eye.hang is not None and abs(look.chest - self.start.chest) > CHEST
        chest, rolls = eye.chest.look(seen.t_s, seen.dt_s, seen=tips)
        eye = replace(eye, chest=chest)
        return eye, (*events, Fault(seen.t_s, CHEST_ROLLS)) if rolls else events

    def lose(self, t_s: float) -> tuple[LegHang, tuple[Event, ...]]:
        """Close the hang at the last believed look."""
        return self._close()

    def finish(self, t_s: float) -> tuple[LegHang, tuple[Event, ...]]:
        """Close the hang."""
        return self._close()

    def now(self) -> Now:
        """What is under way."""
        if self.start is None or self.start.seen_s < START_S:
            return Now("start")
        if self.hang is None:
            return Now("rest", side=self.asked)
        return Now("hold", self.hang.side(self.asked), self.hang.held_s)

    def _follow(self, seen: Seen) -> tuple[LegHang, tuple[Event, ...]]:
        """Follow the lower leg."""
        hips = seen.hips[1]
        left, right = ((seen.at[n][1] - hips) / seen.torso for n in (L_ANKLE, R_ANKLE))
        knee = L_KNEE if left > right else R_KNEE
        under = (hips - seen.at[knee][1]) / seen.torso
        drop = max(left, right) + (0.0 if self.start is None else self.start.feet)
        hang = self.hang
        if hang is None:
            if drop < DROP or under > KNEE_UNDER:
                return self, ()
            return replace(self, hang=Hang(seen.t_s, seen.t_s)), ()
        if drop >= STAYS and under <= KNEE_STAYS:
            lean = hang.lean + (left - right) * seen.dt_s
            return replace(self, hang=replace(hang, last_s=seen.t_s, lean=lean)), ()
        if seen.t_s - hang.last_s < LIFTED_S:
            return self, ()
        return self._close()

    def _close(self) -> tuple[LegHang, tuple[Event, ...]]:
        hang = self.hang
        eye = replace(self, hang=None, chest=self.chest.rest())
        if hang is None or hang.held_s < LEAST_S:
            return eye, ()
        side = hang.side(self.asked)
        return eye, (Hold(hang.start_s, hang.last_s, hang.held_s, side, counted=True),)


def open_leg_hang(side: Side | None = None, level: int | None = None) -> LegHang:
    """Begin to watch a leg hang; ``side`` is the leg that was asked for."""
    return LegHang(asked=side)
