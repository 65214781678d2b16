"""The one-leg stance: how long one foot stays off the floor (clinical-spec 5.2).

It ends when the foot touches down or the standing foot moves; docs/algorithms/one_leg_stance.md.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar, Final

from backfour.core.motion.landmarks import L_ANKLE, L_HEEL, L_TOE, R_ANKLE, R_HEEL, R_TOE
from backfour.core.motion.seen import OTHER, Demand, Event, Hold, Now, Seen, Side
from backfour.core.motion.smoothing import XY

LIFTED: Final = 0.1
"""A foot is off the floor this much higher than the other rose from it, trunk lengths: 5 cm (our
choice, above the tremble) ..."""
DOWN: Final = 0.06
"""... and down again below this (our choice)."""
SHIFTED: Final = 0.28
"""A standing foot that moves across by this hopped or stepped: 0.15 leg lengths (clinical-spec
3.4) ..."""
HOPPED: Final = 0.12
"""... and one that comes up by this hopped (our choice: 6 cm)."""
LEVEL: Final = 0.3
"""Feet further from level than this, trunk lengths, do not both stand (our choice: from the side
the far foot is seen up to 0.2 higher)."""
STILL: Final = 0.08
SETTLE_S: Final = 0.8
"""The floor is learnt where both feet keep still, within that, for this long (our choice)."""
TOUCH_S: Final = 0.2
"""A touch, a hop or a step must be seen this long (our choice: longer than a jump of a landmark,
shorter than standing on the foot)."""
EXCHANGED_S: Final = 0.5
SAME: Final = 0.12
"""Legs exchanged by the model for less than this are passed over: the standing foot seems to come
up, but both feet together are as high as before, within this (our choice; a hop lifts both)."""
LEAST_S: Final = 1.0
"""Shorter is a step (our choice)."""

Feet = tuple[XY, XY]
"""Places of the left and the right foot, picture heights."""
SIDES: Final[tuple[Side, Side]] = ("left", "right")
POINTS: Final = ((L_ANKLE, L_HEEL, L_TOE), (R_ANKLE, R_HEEL, R_TOE))


def feet_of(seen: Seen) -> Feet:
    """Middle of ankle, heel and toe of each foot."""
    left, right = (
        ((a[0] + b[0] + c[0]) / 3, (a[1] + b[1] + c[1]) / 3)
        for a, b, c in ((seen.at[n] for n in points) for points in POINTS)
    )
    return left, right


@dataclass(frozen=True, slots=True)
class Settling:
    """Feet that have kept their places: the mean over ``watched_s``."""

    feet: Feet
    watched_s: float = 0.0

    def look(self, feet: Feet, seen: Seen) -> Settling:
        """Take in one look; feet that move settle anew."""
        reach = STILL * seen.torso
        pairs = tuple(zip(self.feet, feet, strict=True))
        if any(abs(a[n] - b[n]) > reach for a, b in pairs for n in (0, 1)):
            return Settling(feet)
        watched_s = self.watched_s + seen.dt_s
        share = seen.dt_s / watched_s if watched_s else 1.0
        left, right = (
            (a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])) for a, b in pairs
        )
        return Settling((left, right), watched_s)


@dataclass(frozen=True, slots=True)
class OneLegStance:
    """The eye for the one-leg stance.

    ``floor``: where the feet stand, None until both have been seen on the floor; ``landed``: both
    have been on it since the last stance; ``side``: the
    standing leg; ``since_s``, ``seen_s``: first and last look of the stance; ``high``: how high
    both feet together were then, trunk lengths; ``bad_s``: since when it is not seen any more.
    """

    floor: Feet | None = None
    settling: Settling | None = None
    side: Side | None = None
    since_s: float = 0.0
    seen_s: float = 0.0
    high: float = 0.0
    bad_s: float | None = None
    landed: bool = True

    demand: ClassVar[Demand] = Demand((60.0, 90.0), view="any", least_extent=0.35)

    def step(self, seen: Seen) -> tuple[OneLegStance, tuple[Event, ...]]:
        """Take in one believed look."""
        feet = feet_of(seen)
        if self.side is None:
            return self._wait(feet, seen), ()
        return self._hold(self.side, feet, seen)

    def lose(self, t_s: float) -> tuple[OneLegStance, tuple[Event, ...]]:
        """Stop judging: a stance ends with its last believed look."""
        del t_s
        return OneLegStance(), self._close()[1]

    def finish(self, t_s: float) -> tuple[OneLegStance, tuple[Event, ...]]:
        """Close a stance that is open."""
        return self.lose(t_s)

    def now(self) -> Now:
        """What is under way."""
        if self.side is not None:
            return Now("hold", self.side, self.seen_s - self.since_s)
        return Now("start" if self.floor is None else "rest")

    def _wait(self, feet: Feet, seen: Seen) -> OneLegStance:
        """Learn the floor, and see whether a foot leaves it."""
        settling = (self.settling or Settling(feet)).look(feet, seen)
        left, right = settling.feet
        level = abs(left[1] - right[1]) <= LEVEL * seen.torso
        floor = settling.feet if level and settling.watched_s >= SETTLE_S else self.floor
        eye = replace(self, floor=floor, settling=settling)
        if floor is None:
            return eye
        left_up, right_up = _rises(floor, feet, seen)
        if not self.landed:
            landed = max(abs(left_up), abs(right_up)) <= DOWN or floor is not self.floor
            return replace(eye, landed=landed)
        for side in SIDES:
            if _stands(floor, feet, side, LIFTED, seen):
                high = left_up + right_up
                return OneLegStance(floor, None, side, seen.t_s, seen.t_s, high)
        return eye

    def _hold(self, side: Side, feet: Feet, seen: Seen) -> tuple[OneLegStance, tuple[Event, ...]]:
        """Whether the stance goes on."""
        floor = self.floor or feet
        rises = _rises(floor, feet, seen)
        high = rises[0] + rises[1]
        if _stands(floor, feet, side, DOWN, seen):
            return replace(self, seen_s=seen.t_s, high=high, bad_s=None), ()
        bad_s = seen.t_s if self.bad_s is None else self.bad_s
        exchanged = rises[SIDES.index(side)] >= DOWN and abs(high - self.high) <= SAME
        if seen.t_s - bad_s < (EXCHANGED_S if exchanged else TOUCH_S):
            return replace(self, bad_s=bad_s), ()
        return self._close()

    def _close(self) -> tuple[OneLegStance, tuple[Event, ...]]:
        """End the stance; the next one begins on both feet again."""
        side, held_s = self.side, self.seen_s - self.since_s
        eye = OneLegStance(self.floor, landed=False)
        if side is None or held_s < LEAST_S:
            return eye, ()
        return eye, (Hold(self.since_s, self.seen_s, held_s, side, counted=True),)


def _rises(floor: Feet, feet: Feet, seen: Seen) -> tuple[float, float]:
    """How far the left and the right foot came up, trunk lengths."""
    left, right = ((a[1] - b[1]) / seen.torso for a, b in zip(floor, feet, strict=True))
    return left, right


def _stands(floor: Feet, feet: Feet, side: Side, least: float, seen: Seen) -> bool:
    """Whether one foot stands where it stood while the other is off the floor by ``least``."""
    on, off = SIDES.index(side), SIDES.index(OTHER[side])
    rises = _rises(floor, feet, seen)
    across = abs(feet[on][0] - floor[on][0]) / seen.torso
    return abs(rises[on]) <= HOPPED and across <= SHIFTED and rises[off] - rises[on] >= least


def open_one_leg_stance(side: Side | None, level: int | None) -> OneLegStance:
    """Begin to watch; the camera sees which leg stands."""
    del side, level
    return OneLegStance()
