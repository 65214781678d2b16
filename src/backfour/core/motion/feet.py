"""Where both feet are, where they rest on the floor, and which of them is on its way.

A foot is the mean of ankle, heel and toe: their errors even out.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Final

from backfour.core.motion.landmarks import (
    L_ANKLE,
    L_HEEL,
    L_TOE,
    R_ANKLE,
    R_HEEL,
    R_TOE,
)
from backfour.core.motion.seen import OTHER, Seen, Side

DEPTH: Final = 0.3
"""What the model's depth weighs against height in the picture (our choice: a lens at hip height
sees a level circle's depth as about this share of it in height, and depth is the rougher one)."""
STILL_S: Final = 0.4
"""Feet that stay this long have found their places on the floor (our choice)."""
STILL: Final = 0.07
"""... where they move less than this, trunk lengths (our choice: twice the tremble)."""
MOVED_S: Final = 3.0
"""Feet that stay elsewhere for this long stand there now (our choice)."""
LANDED: Final = 0.07
"""A foot this near to its place is on it: clinical-spec 3.4 says 0.05 leg lengths, which is 0.08;
a little more for the tremble (our choice)."""
LIFTED: Final = 0.14
"""It has left its place when it is this far away (our choice)."""
FOLLOW_S: Final = 1.0
"""A place on the floor follows the resting foot over this time (our choice)."""

Place = tuple[float, float, float]
"""Sideways and downwards in the picture, and the model's depth behind the other foot (a whole
body's depths err together), picture heights."""
POINTS: Final[dict[Side, tuple[int, int, int]]] = {
    "left": (L_ANKLE, L_HEEL, L_TOE),
    "right": (R_ANKLE, R_HEEL, R_TOE),
}
SIDES: Final[tuple[Side, Side]] = ("left", "right")


@dataclass(frozen=True, slots=True)
class Feet:
    """Both feet at one moment; ``torso``: length of the trunk, picture heights."""

    t_s: float
    left: Place
    right: Place
    torso: float

    def of(self, side: Side) -> Place:
        """One of them."""
        return self.left if side == "left" else self.right

    def away(self, side: Side, place: Place, depth: float = 0.0) -> float:
        """How far a foot is from a place, trunk lengths; depth weighs as much as is said."""
        x, y, z = self.of(side)
        return math.hypot(x - place[0], y - place[1], depth * (z - place[2])) / self.torso

    def flat(self, side: Side, place: Place) -> tuple[float, float]:
        """From a place, sideways, and downwards with nearness: there a circle is an open loop."""
        x, y, z = self.of(side)
        down = y - place[1] - DEPTH * (z - place[2])
        return (x - place[0]) / self.torso, down / self.torso


def feet_of(seen: Seen) -> Feet:
    """Measure one look."""
    (x, y, z), (other_x, other_y, other_z) = (_foot(seen, side) for side in SIDES)
    left, right = (x, y, z - other_z), (other_x, other_y, other_z - z)
    return Feet(seen.t_s, left, right, seen.torso)


def _foot(seen: Seen, side: Side) -> Place:
    ankle, heel, toe = POINTS[side]
    at, z = seen.at, seen.z
    return (
        (at[ankle][0] + at[heel][0] + at[toe][0]) / 3,
        (at[ankle][1] + at[heel][1] + at[toe][1]) / 3,
        (z[ankle] + z[heel] + z[toe]) / 3,
    )


def _toward(a: Place, b: Place, share: float) -> Place:
    return (
        a[0] + share * (b[0] - a[0]),
        a[1] + share * (b[1] - a[1]),
        a[2] + share * (b[2] - a[2]),
    )


@dataclass(frozen=True, slots=True)
class Floor:
    """The places of both feet on the floor, once known, and since when both have been still."""

    left: Place | None = None
    right: Place | None = None
    here: Feet | None = None

    def of(self, side: Side) -> Place | None:
        """The place of one foot."""
        return self.left if side == "left" else self.right

    def look(self, feet: Feet, dt_s: float, *, follows: bool) -> Floor:
        """Take in one look: learn the places where feet stay."""
        here = self.here
        if here is None or any(feet.away(side, here.of(side)) > STILL for side in SIDES):
            return replace(self, here=feet)
        still_s = feet.t_s - here.t_s
        if still_s >= (STILL_S if self.left is None else MOVED_S):
            return Floor(feet.left, feet.right, feet)
        if follows and all(self.on_it(side, feet, DEPTH) for side in SIDES):
            share = dt_s / (dt_s + FOLLOW_S)
            left, right = self.left or feet.left, self.right or feet.right
            return replace(
                self,
                left=_toward(left, feet.left, share),
                right=_toward(right, feet.right, share),
            )
        return self

    def away(self, side: Side, feet: Feet, depth: float = 0.0) -> float:
        """How far a foot is from its place, trunk lengths; without a place, 0."""
        place = self.of(side)
        return 0.0 if place is None else feet.away(side, place, depth)

    def on_it(self, side: Side, feet: Feet, depth: float = 0.0) -> bool:
        """Whether a foot is on its place."""
        return self.of(side) is not None and self.away(side, feet, depth) <= LANDED

    def lifted(self, feet: Feet) -> Side | None:
        """The foot that has left its place while the other one is on it."""
        for side in SIDES:
            if self.away(side, feet) > LIFTED and self.on_it(OTHER[side], feet):
                return side
        return None
