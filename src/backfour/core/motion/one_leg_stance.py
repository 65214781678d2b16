"""The one-leg stance: how long one foot stays off the floor (clinical-spec 5.2).

It ends when the foot touches down or the standing foot moves; docs/algorithms/one_leg_stance.md.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar, Final

from backfour.core.motion.landmarks import L_ANKLE, R_ANKLE
from backfour.core.motion.seen import Demand, Event, Hold, Now, Seen, Side

LIFTED: Final = 0.12
"""A foot is off the floor this much higher than in the stance on both, trunk lengths: 7 % of a leg
(our choice, above the tremble) ..."""
DOWN: Final = 0.08
"""... and down again below this (our choice)."""
SHIFTED: Final = 0.28
"""A standing foot that moves by this hopped or stepped: 0.15 leg lengths (clinical-spec 3.4)."""
STANCE_S: Final = 0.8
"""The stance on both feet is learnt from this long (our choice)."""
LEAST_S: Final = 1.0
"""Shorter is a step (our choice)."""


@dataclass(frozen=True, slots=True)
class OneLegStance:
    """The eye for the one-leg stance.

    ``level``: left ankle below the right one on both feet, trunk lengths, a mean over
    ``watched_s``; ``side``: the standing leg; ``since_s``, ``seen_s``: first and last look of the
    stance; ``foot``: where the standing ankle was then.
    """

    level: float = 0.0
    watched_s: float = 0.0
    side: Side | None = None
    since_s: float = 0.0
    seen_s: float = 0.0
    foot: float = 0.0

    demand: ClassVar[Demand] = Demand((60.0, 90.0), view="any", least_extent=0.35)

    def step(self, seen: Seen) -> tuple[OneLegStance, tuple[Event, ...]]:
        """Take in one believed look."""
        down = (seen.at[L_ANKLE][1] - seen.at[R_ANKLE][1]) / seen.torso
        if self.watched_s < STANCE_S:
            watched_s = self.watched_s + seen.dt_s
            share = seen.dt_s / watched_s if watched_s else 1.0
            level = self.level + share * (down - self.level)
            return replace(self, level=level, watched_s=watched_s), ()
        lift = down - self.level
        if self.side is None:
            if abs(lift) < LIFTED:
                return self, ()
            side: Side = "left" if lift > 0 else "right"
            foot = _across(seen, side)
            return replace(self, side=side, since_s=seen.t_s, seen_s=seen.t_s, foot=foot), ()
        off = (lift if self.side == "left" else -lift) > DOWN
        moved = abs(_across(seen, self.side) - self.foot) > SHIFTED * seen.torso
        if off and not moved:
            return replace(self, seen_s=seen.t_s), ()
        return self._close()

    def lose(self, t_s: float) -> tuple[OneLegStance, tuple[Event, ...]]:
        """Stop judging: a stance ends with its last believed look."""
        del t_s
        return self._close()

    def finish(self, t_s: float) -> tuple[OneLegStance, tuple[Event, ...]]:
        """Close a stance that is open."""
        return self.lose(t_s)

    def now(self) -> Now:
        """What is under way."""
        if self.side is not None:
            return Now("hold", self.side, self.seen_s - self.since_s)
        return Now("start" if self.watched_s < STANCE_S else "rest")

    def _close(self) -> tuple[OneLegStance, tuple[Event, ...]]:
        side, held_s = self.side, self.seen_s - self.since_s
        eye = replace(self, side=None)
        if side is None or held_s < LEAST_S:
            return eye, ()
        return eye, (Hold(self.since_s, self.seen_s, held_s, side, counted=True),)


def _across(seen: Seen, side: Side) -> float:
    return seen.at[L_ANKLE if side == "left" else R_ANKLE][0]


def open_one_leg_stance(side: Side | None, level: int | None) -> OneLegStance:
    """Begin to watch; the camera sees which leg stands."""
    del side, level
    return OneLegStance()
