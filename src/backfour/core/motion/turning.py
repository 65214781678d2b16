"""The middle position of bed rotation, and turns out of it, in one look's measures.

Seen from the feet end the way of the legs shows a turn, seen from the side how the body rolls.
docs/algorithms/bed_rotation.md.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Final

from backfour.core.motion.seen import Side
from backfour.core.motion.supine import Supine, toward

FEET_UP: Final = 0.28
FEET_DOWN: Final = 0.16
"""Feet off the bed, and on it again: ankles over the hips (our choice)."""
FEET_LOW: Final = 0.3
"""Feet that hung so much lower than in the middle have been put down (share, our choice)."""
MIDDLE_FOLLOWS_S: Final = 6.0
"""The middle follows about this slowly while the knees are in it (our choice)."""
FEET_VIEW: Final = 0.27
"""Width of the trunk in the picture (trunk lengths): narrower is a view from the side, wider one
from the feet end, where sides can be told (our choice: 0 to 0.2 and 0.4 to 0.6 were seen)."""
LEGS_SHARE: Final = 0.35
"""Makes the way of the legs across the trunk, seen from the feet end, as large as the roll, seen
from the side."""
ROLL_LEAST: Final = 0.08
ROLL_SHARE: Final = 0.4
"""Seen from the feet end, thighs that tilt along the trunk move like a turn. Where the left or
right half sinks as well (trunk lengths, and as a share of the way), it is one; where not, only
towards the feet's end, between turns to the other side, and if turns to this side never showed
it: there the model does not always follow (our choice)."""
OUT_SIDE: Final = 0.07
OUT_FEET: Final = 0.085
"""A turn begins beyond this. From the side, 20 degrees give 0.1 to 0.2 and trembling 0.03; from the
feet end twice as much (our choice)."""


@dataclass(frozen=True, slots=True)
class Turn:
    """An excursion under way.

    ``way``: to the left positive, at its peak; ``side_way``: without the drop; ``roll``: of trunk
    and legs.
    """

    start_s: float
    way: float
    side_way: float
    roll: float
    end_s: float = 0.0

    @property
    def side(self) -> Side:
        """The side the knees go to."""
        return "left" if self.way > 0 else "right"


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

    @property
    def least(self) -> float:
        """Smallest way out that begins a turn."""
        return OUT_FEET if self.from_feet else OUT_SIDE

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
        """How far the legs are turned to the left: their way along the trunk's width."""
        rest = self.look
        width = math.hypot(rest.across_x, rest.across_y)
        feet = 1.0 if self.feet_up else 0.0
        way_x = look.knees_on - rest.knees_on + feet * (look.feet_on - rest.feet_on)
        way_y = rest.knees - look.knees + feet * (rest.feet - look.feet)
        across = (way_x * rest.across_x + way_y * rest.across_y) / width
        return LEGS_SHARE * across * (2 - feet)

    def shows_roll(self, turn: Turn) -> bool:
        """Whether the body rolled with the legs; from the side that is what is counted anyway."""
        roll = math.copysign(turn.roll, turn.roll * turn.way)
        return not self.from_feet or roll >= max(ROLL_LEAST, ROLL_SHARE * abs(turn.way))

    def to_head_end(self, turn: Turn) -> bool:
        """Whether the legs went towards the head's end of the picture."""
        return turn.way * self.look.across_x > 0

    def drop(self, look: Supine) -> float:
        """How much lower knees and feet are than thighs that only tilt, seen from the side."""
        rest = self.look
        thigh = math.hypot(rest.knees, rest.knees_on)
        tilt = math.hypot(look.knees, look.knees_on) or 1.0
        tilted = thigh * look.knees / tilt - rest.knees
        lower = rest.knees + tilted - look.knees
        return lower + (rest.feet + tilted - look.feet if self.feet_up else lower)
