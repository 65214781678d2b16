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
MIDDLE_FOLLOWS_S: Final = 6.0
MIDDLE_SHARE: Final = 0.6
"""The middle follows slowly while the knees are in it: within this share of a turn's beginning (our
choice)."""

FEET_VIEW: Final = 0.27
"""Width of the trunk in the picture (trunk lengths): narrower is a view from the side, wider one from
the feet end, where sides can be told (our choice: 0 to 0.2 and 0.4 to 0.6 were seen)."""
LEGS_SHARE: Final = 0.35
ROLL_SHARE: Final = 0.15
"""From the feet end, the legs' way across the trunk and the roll count this much (our choice)."""
DROP_SHARE: Final = 0.3
"""From the side, lower knees and feet count this much beside the roll (our choice)."""
STEADY_S: Final = 0.4
"""Ways are averaged over about this long: knees swing slowly, landmarks tremble (our choice)."""

TURNS_BACK: Final = 0.11
"""The knees have turned back when they are this far from where they were furthest: trembling is
0.03 to 0.06, 20 degrees from side to side 0.2 and more (our choice)."""
TURNS_BACK_SHARE: Final = 0.5
"""... and this share of the usual way from side to side, once it is known."""
LEAST: Final = 0.045
LEAST_SHARE: Final = 0.35
"""A turn is this far from the middle, and this share of the usual one (our choice)."""
REST_SHARE: Final = 0.4
REST_S: Final = 0.5
"""Within this share of a usual turn for so long, the knees rest in the middle (our choice)."""
FROM_REST_SHARE: Final = 0.7
"""From a rest, only this share of a usual turn is one (our choice)."""
LEAST_S: Final = 0.3
"""From the middle out to the furthest and back takes longer (our choice)."""
FOLLOW_TURNS: Final = 0.3
"""Share by which the known size and middle of turns follow each (our choice)."""

FAST_S: Final = 1.5
"""A turn to one side and back in less: the tempo is 2-3 s a side, a full cycle 3 s (clinical-spec
3.2)."""
SEEN_SHARE: Final = 0.64
"""Between its thresholds this share of a turn is seen (of a least-jerk movement)."""
CHEST: Final = 0.16
"""Shoulders tip: 12 degrees (clinical-spec 3.2) of a width of 0.73 trunk lengths."""
DRIFT: Final = 0.24
"""Knees towards the chest or away: 15 degrees (clinical-spec 3.0) of a thigh (trunk lengths)."""


@dataclass(frozen=True, slots=True)
class Swing:
    """Ways out to the left (positive) and right, followed from one furthest place to the next.

    ``far``: the furthest so far, at ``far_s``; ``toward``: 1 while the left one is looked for, -1
    the right one, 0 from a rest; ``since_s``: when the middle was left; ``before``: the furthest
    before; ``half``: usual way from the middle to a side, 0 while unknown; ``middle``: half-way
    between the sides.
    """

    far: float = 0.0
    far_s: float = 0.0
    toward: int = 0
    since_s: float = 0.0
    near_s: float | None = None
    before: float = 0.0
    half: float = 0.0
    middle: float = 0.0

    def follow(self, t_s: float, way: float) -> tuple[Swing, tuple[float, float, float] | None]:
        """Take in one way out.

        Returns
        -------
        tuple
            The next swing, and a turn that is over: when it left the middle, when it was back, how
            far it went.
        """
        out = way - self.middle
        near = abs(out) <= REST_SHARE * (self.half or 2 * LEAST)
        swing = replace(self, near_s=(self.near_s or t_s) if near else None)
        if self.toward == 0:
            least = max(LEAST, FROM_REST_SHARE * self.half)
            if abs(out) < least:
                return (replace(swing, since_s=t_s) if near else swing), None
            return replace(swing, toward=1 if out > 0 else -1, far=way, far_s=t_s), None
        if (way - self.far) * self.toward > 0:
            return replace(swing, far=way, far_s=t_s), None
        back = (self.far - way) * self.toward
        if back >= max(TURNS_BACK, TURNS_BACK_SHARE * 2 * self.half) and out * self.toward < 0:
            return swing._over(t_s, way, -self.toward)
        if self.half and near and swing.near_s is not None and t_s - swing.near_s >= REST_S:
            return swing._over(t_s, way, 0)
        return swing, None

    def _over(
        self, t_s: float, way: float, toward: int
    ) -> tuple[Swing, tuple[float, float, float] | None]:
        out = self.far - self.middle
        counts = (
            out * self.toward >= max(LEAST, LEAST_SHARE * self.half)
            and t_s - self.since_s >= LEAST_S
        )
        half, middle = self.half, self.middle
        if counts:
            half = abs(out) if not half else half + FOLLOW_TURNS * (abs(out) - half)
        turn = (self.since_s, t_s, out) if counts else None
        nxt = replace(
            self, far=way, far_s=t_s, toward=toward, since_s=t_s, before=self.far,
            half=half, middle=middle,
        )
        return nxt, turn


@dataclass(frozen=True, slots=True)
class Middle:
    """Knees in the middle, seen for ``seen_s``; ``feet_up``: off the bed."""

    look: Supine
    feet_up: bool
    seen_s: float

    @property
    def from_feet(self) -> bool:
        """Whether the view is from the feet end."""
        return abs(self.look.across_x) >= FEET_VIEW

    def follow(self, look: Supine, dt_s: float) -> Middle:
        """Take in one look at it."""
        seen_s = min(MIDDLE_FOLLOWS_S, self.seen_s + dt_s)
        return replace(self, look=toward(self.look, look, dt_s / seen_s), seen_s=seen_s)

    def keeps(self, look: Supine) -> bool:
        """Whether the feet are still where they were: on the bed, or off it."""
        if self.feet_up:
            return look.feet > max(FEET_DOWN, FEET_LOW * self.look.feet)
        return look.feet < max(FEET_UP, self.look.feet + FEET_UP)

    def turn_from_feet(self, look: Supine) -> float:
        """How far the legs are turned to the left, seen from the feet end.

        Their way along the width of the trunk shows it, and how much the left ones sink.
        """
        rest = self.look
        width = math.hypot(rest.across_x, rest.across_y)
        feet = 1.0 if self.feet_up else 0.0
        way_x = look.knees_on - rest.knees_on + feet * (look.feet_on - rest.feet_on)
        way_y = rest.knees - look.knees + feet * (rest.feet - look.feet)
        across = (way_x * rest.across_x + way_y * rest.across_y) / width
        return LEGS_SHARE * across * (2 - feet) + ROLL_SHARE * (look.roll - rest.roll)

    def drop(self, look: Supine) -> float:
        """How much lower knees and feet are than thighs that only tilt, seen from the side."""
        rest = self.look
        thigh = math.hypot(rest.knees, rest.knees_on)
        tilt = math.hypot(look.knees, look.knees_on) or 1.0
        tilted = thigh * look.knees / tilt - rest.knees
        lower = rest.knees + tilted - look.knees
        return lower + (rest.feet + tilted - look.feet if self.feet_up else lower)


@dataclass(frozen=True, slots=True)
class BedRotation:
    """The eye of bed rotation.

    ``asked``: the side asked for next, None where nobody said. ``looks``: what may become the
    middle. ``way``, ``drop``: how far out the knees are, averaged. ``size``: of a usual turn.
    ``near_s``: when the knees were last in the middle; ``ready``: they were since the ``last`` turn.
    """

    demand: ClassVar[Demand] = DEMAND

    asked: Side | None = None
    looks: tuple[tuple[float, Supine], ...] = ()
    middle: Middle | None = None
    way: float = 0.0
    swing: Swing = field(default_factory=Swing)
    chest: Dwell = field(default_factory=Dwell)
    drift: Dwell = field(default_factory=Dwell)

    def step(self, seen: Seen) -> tuple[BedRotation, tuple[Event, ...]]:
        """Take in one believed look."""
        look = supine_of(seen)
        if look.knees < KNEES_UP or (self.middle is not None and not self.middle.keeps(look)):
            return self._forget(), ()
        if self.middle is None:
            return self._settle(seen.t_s, look), ()
        eye, faults = self._check(seen, look, self.middle)
        eye, turns = eye._measure(seen, look, self.middle)._move(seen, look, self.middle)
        return eye, (*turns, *faults)

    def lose(self, t_s: float) -> tuple[BedRotation, tuple[Event, ...]]:
        """Forget the turn under way: nobody knows how it ended."""
        return self._forget(), ()

    def finish(self, t_s: float) -> tuple[BedRotation, tuple[Event, ...]]:
        """A turn that is not back does not count."""
        return self._forget(), ()

    def now(self) -> Now:
        """What is under way."""
        if self.middle is None:
            return Now("start")
        return Now("move" if self.swing.toward else "rest", side=self.asked)

    def _forget(self) -> BedRotation:
        return replace(self, looks=(), middle=None, way=0.0, swing=Swing(half=self.swing.half))

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
        rest = average(lately)
        middle = Middle(rest, rest.feet > (FEET_UP + FEET_DOWN) / 2, STILL_S)
        swing = replace(self.swing, since_s=t_s)
        return replace(self, looks=(), middle=middle, swing=swing)

    def _measure(self, seen: Seen, look: Supine, middle: Middle) -> BedRotation:
        """Follow the way out, steadied."""
        steady = seen.dt_s / (STEADY_S + seen.dt_s)
        way = middle.turn_from_feet(look) if middle.from_feet else look.roll - middle.look.roll
        return replace(self, way=self.way + steady * (way - self.way))

    def _move(
        self, seen: Seen, look: Supine, middle: Middle
    ) -> tuple[BedRotation, tuple[Event, ...]]:
        """Follow the knees out and back."""
        swing, turn = self.swing.follow(seen.t_s, self.way)
        eye = replace(self, swing=swing)
        if turn is None:
            return eye, ()
        since_s, t_s, out = turn
        seen_side: Side = "left" if out > 0 else "right"
        side = seen_side if middle.from_feet else self.asked
        events: tuple[Event, ...] = (Rep(since_s, t_s, side),)
        if t_s - since_s < SEEN_SHARE * FAST_S:
            events += (Fault(t_s, TOO_FAST),)
        asked = None if self.asked is None else OTHER[side or self.asked]
        return replace(eye, asked=asked), events

    def _check(
        self, seen: Seen, look: Supine, middle: Middle
    ) -> tuple[BedRotation, tuple[Event, ...]]:
        """Look for what would help."""
        tips = abs(look.chest - middle.look.chest) > CHEST
        away = abs(look.knees_on - middle.look.knees_on) > DRIFT
        drifts = away and middle.feet_up and not middle.from_feet
        chest, turns = self.chest.look(seen.t_s, seen.dt_s, seen=tips)
        drift, far = self.drift.look(seen.t_s, seen.dt_s, seen=drifts)
        told = ((CHEST_TURNS, turns), (THIGHS_DRIFT, far))
        events = tuple(Fault(seen.t_s, key) for key, tells in told if tells)
        return replace(self, chest=chest, drift=drift), events


def _still(looks: tuple[Supine, ...]) -> bool:
    for name in ("knees_on", "feet_on", "knees", "feet", "roll"):
        values = [getattr(look, name) for look in looks]
        if max(values) - min(values) > STILL:
            return False
    return True


def open_bed_rotation(side: Side | None = None, level: int | None = None) -> BedRotation:
    """Begin to watch bed rotation; ``side`` is the one asked for first, then they alternate."""
    return BedRotation(asked=side)
