"""Watches the leg hang: which leg hangs beside the bed, how long, and whether the chest stays.

Clinical-spec 3.2, reading (a): the leg farther from the edge crosses over; the same-side leg is
seen as well. docs/algorithms/leg_hang.md.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import ClassVar, Final

from backfour.core.motion.faults import Dwell
from backfour.core.motion.landmarks import L_ANKLE, L_KNEE, R_ANKLE, R_KNEE
from backfour.core.motion.seen import Demand, Event, Fault, Hold, Now, Seen, Side
from backfour.core.motion.supine import CHEST, DEMAND, Supine, supine_of

CHEST_ROLLS: Final = "leg_hang.chest_rolls"

KNEE_DROP: Final = 0.58
ANKLE_DROP: Final = 0.25
"""Knee and ankle sink so far under their places in the start pose (trunk lengths, our choice: the
picture shortens a leg that hangs on the far side of the bed; one that only lies at the edge sinks
less)."""
STAYS: Final = 0.7
"""Once down, this share of both is enough (our choice)."""
WAY_DOWN: Final = 0.68
"""A hang begins and ends at this share of the knee's own way down: there it is about 0.15 thighs
below the hip (clinical-spec 3.2), which a raised camera does not show by itself."""
SETTLE_S: Final = 2.5
SETTLED_S: Final = 0.8
"""So long after its start a leg hangs; how low is seen in the last part of it (our choice)."""
LOW_FOLLOWS_S: Final = 2.0
"""A leg that settles higher hangs all the same after about this long (our choice)."""
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


@dataclass(frozen=True, slots=True)
class Start:
    """The start pose: knees and ankles over the hips, left shoulder under the right one."""

    knees: float
    feet: float
    chest: float
    seen_s: float

    @property
    def known(self) -> bool:
        """Whether it has been seen long enough to be used."""
        return self.seen_s >= START_S

    def follow(self, look: Supine, dt_s: float) -> Start:
        """Take in one look at it."""
        seen_s = min(START_FOLLOWS_S, self.seen_s + dt_s)
        share = dt_s / seen_s if seen_s else 0.0
        return Start(
            self.knees + share * (look.knees - self.knees),
            self.feet + share * (look.feet - self.feet),
            self.chest + share * (look.chest - self.chest),
            seen_s,
        )


@dataclass(frozen=True, slots=True)
class Hang:
    """A hang under way.

    ``start_s``, ``last_s``: first and last second; ``seen_s``: last look at a leg that hangs at
    all; ``lean``: by how much the left ankle hangs lower, summed over time; ``way``: time and drop
    of the knee in its first looks, until ``low``, how far it hangs down, is known.
    """

    start_s: float
    last_s: float
    seen_s: float
    lean: float = 0.0
    way: tuple[tuple[float, float], ...] = ()
    low: float | None = None

    @property
    def held_s(self) -> float:
        """Seconds so far."""
        return self.last_s - self.start_s

    def side(self, asked: Side | None) -> Side | None:
        """The hanging leg; where both seem to hang, the one that was asked for."""
        if abs(self.lean) < SURE * self.held_s:
            return asked
        return "left" if self.lean > 0 else "right"

    def follow(self, t_s: float, dt_s: float, drop: float, lean: float) -> Hang:
        """Take in one look at the hanging leg."""
        hang = replace(self, seen_s=t_s, lean=self.lean + lean * dt_s)
        if hang.low is None:
            return replace(hang, last_s=t_s, way=(*self.way, (t_s, drop))).settled()
        share = min(1.0, dt_s / LOW_FOLLOWS_S)
        last_s = t_s if drop >= WAY_DOWN * hang.low else self.last_s
        return replace(hang, last_s=last_s, low=hang.low + share * (drop - hang.low))

    def settled(self) -> Hang:
        """See how low the leg hangs, and move the start to where most of the way was done."""
        if self.last_s - self.start_s < SETTLE_S:
            return self
        lowest = sorted(drop for t_s, drop in self.way if t_s >= self.last_s - SETTLED_S)
        low = lowest[len(lowest) // 2]
        start_s = next(t_s for t_s, drop in self.way if drop >= WAY_DOWN * low)
        return replace(self, start_s=start_s, low=low, way=())


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
        eye = self if self.hang is not None else self._rest(look, seen.dt_s)
        start = eye.start
        if start is None or not start.known:
            return eye, ()
        eye, events = eye.followed(seen, start)
        tips = eye.hang is not None and abs(look.chest - start.chest) > CHEST
        chest, rolls = eye.chest.look(seen.t_s, seen.dt_s, seen=tips)
        eye = replace(eye, chest=chest)
        return eye, (*events, Fault(seen.t_s, CHEST_ROLLS)) if rolls else events

    def lose(self, t_s: float) -> tuple[LegHang, tuple[Event, ...]]:
        """Close the hang at the last believed look."""
        del t_s
        return self._close()

    def finish(self, t_s: float) -> tuple[LegHang, tuple[Event, ...]]:
        """Close the hang."""
        del t_s
        return self._close()

    def now(self) -> Now:
        """What is under way."""
        if self.start is None or not self.start.known:
            return Now("start")
        if self.hang is None:
            return Now("rest", side=self.asked)
        return Now("hold", self.hang.side(self.asked), self.hang.held_s)

    def _rest(self, look: Supine, dt_s: float) -> LegHang:
        """Learn the start pose while both knees are up and both feet on the bed."""
        if look.knees >= START_KNEES and START_FEET[0] <= look.feet <= START_FEET[1]:
            start = self.start or Start(look.knees, look.feet, look.chest, 0.0)
            return replace(self, start=start.follow(look, dt_s))
        if self.start is not None and not self.start.known:
            return replace(self, start=None)
        return self

    def followed(self, seen: Seen, start: Start) -> tuple[LegHang, tuple[Event, ...]]:
        """Follow the lower leg down and up."""
        hips, hang = seen.hips[1], self.hang
        left, right = ((seen.at[n][1] - hips) / seen.torso for n in (L_ANKLE, R_ANKLE))
        knee = L_KNEE if left > right else R_KNEE
        drop = start.knees + (seen.at[knee][1] - hips) / seen.torso
        sunk = start.feet + max(left, right)
        share = 1.0 if hang is None else STAYS
        if drop >= share * KNEE_DROP and sunk >= share * ANKLE_DROP:
            hang = hang or Hang(seen.t_s, seen.t_s, seen.t_s)
            return replace(self, hang=hang.follow(seen.t_s, seen.dt_s, drop, left - right)), ()
        if hang is None or seen.t_s - hang.seen_s < LIFTED_S:
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
    del level
    return LegHang(asked=side)
