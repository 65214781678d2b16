"""Watches bed rotation: every turn of the knees to a side and back, and what would help.

Clinical-spec 3.2: the least reliable movement for a camera. From the side it counts turns and takes
their sides from the one that was asked for first; only a view from the feet end shows the side.
docs/algorithms/bed_rotation.md.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import ClassVar, Final

from backfour.core.motion.faults import Dwell
from backfour.core.motion.seen import OTHER, Demand, Event, Fault, Now, Rep, Seen, Side
from backfour.core.motion.supine import DEMAND, Supine, average, supine_of, toward

TOO_FAST: Final = "bed_rotation.too_fast"
CHEST_TURNS: Final = "bed_rotation.chest_turns"
THIGHS_DRIFT: Final = "bed_rotation.thighs_drift"

KNEES_UP: Final = 0.35
"""Knees over the hips (trunk lengths): less is not the position (our choice; half a thigh)."""
FEET_UP: Final = 0.28
FEET_DOWN: Final = 0.16
"""Feet off the bed, and on it again: ankles over the hips (our choice)."""
FEET_LOW: Final = 0.3
"""Feet that hung so much lower than in the middle have been put down (share, our choice)."""

STILL_S: Final = 0.6
STILL: Final = 0.14
"""The middle is where somebody is still this long: nothing moves further than this (our choice)."""
RESTLESS_S: Final = 2.5
"""Without such a moment, the middle is the mean of this long (our choice)."""
MIDDLE_FOLLOWS_S: Final = 8.0
MIDDLE_NEAR: Final = 0.03
"""The middle follows slowly while the knees are in it (our choice)."""

SIDE_FROM: Final = 0.15
SIDE_SHOWN: Final = 0.3
FEET_VIEW: Final = 0.4
"""Width of the trunk in the picture: below the first a view from the side, above the last one from
the feet end, and from the second on sides can be told (trunk lengths, our choice: shoulders and hips
are 0.5 apart at 45 degrees)."""
LEGS_SHARE: Final = 0.35
"""Makes the way of the legs, seen from the feet end, as large as the roll, seen from the side."""

OUT: Final = 0.055
OUT_SHARE: Final = 0.35
"""A turn begins beyond this, and beyond this share of the turns before: 20 degrees give 0.1 to 0.2,
trembling 0.03 (our choice)."""
LEAST: Final = 0.07
"""A turn that never goes further is none (our choice)."""
BACK_SHARE: Final = 0.4
"""It is back in the middle below this share of its own way (our choice)."""
LEAST_S: Final = 0.6
"""Shorter is no turn of a body (our choice)."""
STEADY_S: Final = 0.25
"""The way is averaged over about this long: knees swing slowly, landmarks tremble (our choice)."""
FOLLOW_TURNS: Final = 0.3
"""Share by which the known size of turns follows each (our choice)."""

FAST_S: Final = 1.5
"""A turn to one side and back in less: the tempo is 2-3 s a side, a full cycle 3 s (clinical-spec
3.2)."""
SEEN_SHARE: Final = 0.75
"""Between its thresholds about this share of a turn is seen (our choice)."""
CHEST: Final = 0.16
"""Shoulders tip: 12 degrees (clinical-spec 3.2) of a width of 0.73 trunk lengths."""
DRIFT: Final = 0.24
"""Knees towards the chest or away: 15 degrees (clinical-spec 3.0) of a thigh (trunk lengths)."""


@dataclass(frozen=True, slots=True)
class Turn:
    """An excursion under way: to the left is positive."""

    start_s: float
    left: bool
    peak: float

    @property
    def side(self) -> Side:
        """The side the knees go to."""
        return "left" if self.left else "right"


@dataclass(frozen=True, slots=True)
class BedRotation:
    """The eye of bed rotation.

    ``asked``: the side asked for next, None where nobody said. ``looks``: what may become the
    middle. ``feet_up``: the posture that belongs to ``middle``. ``size``: of a usual turn.
    ``near_s``: when the knees were last in the middle;
    ``way``: how far out they are.
    """

    demand: ClassVar[Demand] = DEMAND

    asked: Side | None = None
    looks: tuple[tuple[float, Supine], ...] = ()
    middle: Supine | None = None
    feet_up: bool = False
    turn: Turn | None = None
    size: float = 0.0
    near_s: float = 0.0
    way: float = 0.0
    chest: Dwell = field(default_factory=Dwell)
    drift: Dwell = field(default_factory=Dwell)

    def step(self, seen: Seen) -> tuple[BedRotation, tuple[Event, ...]]:
        """Take in one believed look."""
        look = supine_of(seen)
        if not self._in_posture(look):
            return replace(self, looks=(), middle=None, turn=None, way=0.0), ()
        if self.middle is None:
            return self._settle(seen.t_s, look), ()
        eye, faults = self._check(seen, look)
        eye, turns = eye._move(seen, look)
        return eye, (*turns, *faults)

    def lose(self, t_s: float) -> tuple[BedRotation, tuple[Event, ...]]:
        """Forget the turn under way: nobody knows how it ended."""
        return replace(self, looks=(), middle=None, turn=None, way=0.0), ()

    def finish(self, t_s: float) -> tuple[BedRotation, tuple[Event, ...]]:
        """A turn that is not back does not count."""
        return replace(self, turn=None), ()

    def now(self) -> Now:
        """What is under way."""
        if self.middle is None:
            return Now("start")
        if self.turn is None:
            return Now("rest", side=self.asked)
        return Now("move", side=self._side(self.turn))

    def _in_posture(self, look: Supine) -> bool:
        """Whether knees are up, and feet where they were."""
        if look.knees < KNEES_UP:
            return False
        if self.middle is None:
            return True
        if self.feet_up:
            return look.feet > max(FEET_DOWN, FEET_LOW * self.middle.feet)
        return look.feet < max(FEET_UP, self.middle.feet + FEET_UP)

    def _settle(self, t_s: float, look: Supine) -> BedRotation:
        """Wait for the middle: knees up and still."""
        looks = (*self.looks, (t_s, look))
        lately = tuple(one for s, one in looks if s > t_s - STILL_S)
        began_s = looks[0][0]
        if t_s - began_s < STILL_S:
            return replace(self, looks=looks)
        if not _still(lately):
            if t_s - began_s < RESTLESS_S:
                return replace(self, looks=looks)
            lately = tuple(one for _, one in looks)
        middle = average(lately)
        return replace(
            self, looks=(), middle=middle, feet_up=middle.feet > (FEET_UP + FEET_DOWN) / 2, near_s=t_s
        )

    def _side(self, turn: Turn) -> Side | None:
        """Which side: as seen where the view shows it, else as asked."""
        if self.middle is not None and abs(self.middle.across_x) >= SIDE_SHOWN:
            return turn.side
        return self.asked

    def _move(self, seen: Seen, look: Supine) -> tuple[BedRotation, tuple[Event, ...]]:
        """Follow the knees out and back."""
        middle = self.middle or look
        turn, t_s = self.turn, seen.t_s
        steady = seen.dt_s / (STEADY_S + seen.dt_s)
        way = self.way + steady * (way_of(middle, look) - self.way)
        self = replace(self, way=way)
        if turn is None:
            if abs(way) <= MIDDLE_NEAR:
                share = min(1.0, seen.dt_s / MIDDLE_FOLLOWS_S)
                return replace(self, near_s=t_s, middle=toward(middle, look, share)), ()
            if abs(way) < max(OUT, OUT_SHARE * self.size):
                return self, ()
            return replace(self, turn=Turn(self.near_s, way > 0, abs(way))), ()
        out = way if turn.left else -way
        turn = replace(turn, peak=max(turn.peak, out))
        if out > BACK_SHARE * turn.peak:
            return replace(self, turn=turn), ()
        return replace(self, turn=None, near_s=t_s)._count(turn, t_s)

    def _count(self, turn: Turn, t_s: float) -> tuple[BedRotation, tuple[Event, ...]]:
        """A turn is back in the middle."""
        lasted_s = t_s - turn.start_s
        if turn.peak < LEAST or lasted_s < LEAST_S:
            return self, ()
        size = turn.peak if not self.size else self.size + FOLLOW_TURNS * (turn.peak - self.size)
        side = self._side(turn)
        events: tuple[Event, ...] = (Rep(turn.start_s, t_s, side),)
        if lasted_s < FAST_S:
            events += (Fault(t_s, TOO_FAST),)
        asked = None if self.asked is None else OTHER[side or self.asked]
        return replace(self, size=size, asked=asked), events

    def _check(self, seen: Seen, look: Supine) -> tuple[BedRotation, tuple[Event, ...]]:
        """Look for what would help."""
        middle = self.middle or look
        from_side = abs(middle.across_x) < SIDE_SHOWN
        tips = abs(look.chest - middle.chest) > CHEST
        drifts = from_side and self.feet_up and abs(look.knees_on - middle.knees_on) > DRIFT
        chest, turns = self.chest.look(seen.t_s, seen.dt_s, seen=tips)
        drift, far = self.drift.look(seen.t_s, seen.dt_s, seen=drifts)
        told = ((CHEST_TURNS, turns), (THIGHS_DRIFT, far))
        events = tuple(Fault(seen.t_s, key) for key, tells in told if tells)
        return replace(self, chest=chest, drift=drift), events


def way_of(middle: Supine, look: Supine) -> float:
    """How far the knees are from the middle, to the left positive, in trunk lengths.

    From the feet end the way of the legs along the trunk's width shows it, from the side how much
    the left half of the body sinks and the right one rises; between them, both in parts.
    """
    width = math.hypot(middle.across_x, middle.across_y) or 1.0
    feet_end = (abs(middle.across_x) - SIDE_FROM) / (FEET_VIEW - SIDE_FROM)
    feet_end = min(1.0, max(0.0, feet_end))
    legs = (
        (look.legs_x - middle.legs_x) * middle.across_x
        + (look.legs_y - middle.legs_y) * middle.across_y
    ) / width
    return feet_end * LEGS_SHARE * legs + (1 - feet_end) * (look.roll - middle.roll)


def _still(looks: tuple[Supine, ...]) -> bool:
    for name in ("legs_x", "legs_y", "roll", "feet"):
        values = [getattr(look, name) for look in looks]
        if max(values) - min(values) > STILL:
            return False
    return True


def open_bed_rotation(side: Side | None = None, level: int | None = None) -> BedRotation:
    """Begin to watch bed rotation; ``side`` is the one asked for first, then they alternate."""
    return BedRotation(asked=side)
