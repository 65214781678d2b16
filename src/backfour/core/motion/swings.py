"""Cuts the way one foot makes against the other into swings: from one turning point to the next.

A circle seen from anywhere at its own height sways sideways in the picture by its full width, while
its depth may be invisible; so circles are followed by their swings (docs/algorithms).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from backfour.core.motion.landmarks import L_ANKLE, L_SHOULDER, R_ANKLE, R_SHOULDER
from backfour.core.motion.seen import Seen, Side

TURN_BACK: Final = 0.14
"""A foot has turned back when it has come this far, trunk lengths (our choice: above the tremble of
two ankles, below the 0.2 of the smallest circle that counts)."""
TURN_BACK_SHARE: Final = 0.2
"""... and this share of the swing before, so that a tremble in a wide circle is none (our
choice)."""
EVERY_S: Final = 0.03
"""Looks closer than this are not kept (33 a second are enough)."""
LONGEST_S: Final = 12.0
"""Looks kept of one swing: a foot that rests is not on a swing."""
CLEAR: Final = (0.15, 0.85)
"""A swing's pace is taken between these shares of its way, where a rest before or after does not
matter; a circle needs 0.494 of half its turn for it."""
CLEAR_SHARE: Final = math.acos(1 - 2 * 0.85) / math.pi - math.acos(1 - 2 * 0.15) / math.pi
MOVER_RATIO: Final = 2.0
"""The moving foot goes at least this much further than the standing one (our choice)."""


@dataclass(frozen=True, slots=True)
class Look:
    """Left ankle against right ankle, trunk lengths: sideways, downwards, depth.

    And the ankles' own places sideways, and how far the left shoulder is right of the right one.
    """

    t_s: float
    across: float
    down: float
    depth: float
    left: float
    right: float
    shoulders: float


def look_of(seen: Seen) -> Look:
    """Measure one look."""
    at, z, torso = seen.at, seen.z, seen.torso
    left, right = at[L_ANKLE], at[R_ANKLE]
    return Look(
        seen.t_s,
        (left[0] - right[0]) / torso,
        (left[1] - right[1]) / torso,
        (z[L_ANKLE] - z[R_ANKLE]) / torso,
        left[0] / torso,
        right[0] / torso,
        (at[L_SHOULDER][0] - at[R_SHOULDER][0]) / torso,
    )


@dataclass(frozen=True, slots=True)
class Swing:
    """From one turning point to the next.

    ``way``: trunk lengths, signed; ``half_s``: half the time of the turn it would belong to, from
    its pace; ``mover``: the foot that moved, or None where both or none did; ``strayed``: how far
    the other one moved meanwhile, trunk lengths.
    """

    looks: tuple[Look, ...]
    way: float
    half_s: float
    mover: Side | None
    strayed: float

    @property
    def size(self) -> float:
        """Its way without direction, trunk lengths."""
        return abs(self.way)


def swing_of(looks: tuple[Look, ...]) -> Swing:
    """Measure a swing from its looks, at least one."""
    way = looks[-1].across - looks[0].across
    left = _range([look.left for look in looks])
    right = _range([look.right for look in looks])
    mover: Side | None = None
    if max(left, right) > MOVER_RATIO * min(left, right):
        mover = "left" if left > right else "right"
    return Swing(looks, way, _half_s(looks, way), mover, min(left, right))


def _range(values: list[float]) -> float:
    return max(values) - min(values)


def _half_s(looks: tuple[Look, ...], way: float) -> float:
    if not way:
        return 0.0
    low_s, high_s = (_passes(looks, way, share) for share in CLEAR)
    return (high_s - low_s) / CLEAR_SHARE


def _passes(looks: tuple[Look, ...], way: float, share: float) -> float:
    """When the given share of the way was passed for the last time, between two looks."""
    start, target = looks[0].across, share
    for after, before in zip(reversed(looks), reversed(looks[:-1]), strict=False):
        done = (before.across - start) / way
        if done < target:
            gone = (after.across - start) / way
            return before.t_s + (after.t_s - before.t_s) * (target - done) / (gone - done)
    return looks[0].t_s


@dataclass(frozen=True, slots=True)
class Swings:
    """Follows the swings.

    ``looks``: since the last turning point; ``peak``: index of the furthest of them in the
    direction of the swing; ``sign``: that direction, 0 before the first.
    """

    looks: tuple[Look, ...] = ()
    peak: int = 0
    sign: int = 0
    before: float = 0.0

    @property
    def going(self) -> tuple[Look, ...]:
        """The looks of the swing under way, up to its furthest."""
        return self.looks[: self.peak + 1]

    def look(self, look: Look) -> tuple[Swings, Swing | None]:
        """Take in one look; a swing comes back when it is over."""
        if self.looks and look.t_s - self.looks[-1].t_s < EVERY_S - 1e-9:
            return self, None
        if not self.looks:
            return Swings((look,)), None
        looks = (*self.looks, look)
        if not self.sign:
            return self._start(looks), None
        if (look.across - looks[self.peak].across) * self.sign >= 0:
            return self._kept(looks, len(looks) - 1), None
        back = abs(look.across - looks[self.peak].across)
        way = abs(looks[self.peak].across - looks[0].across)
        if back < max(TURN_BACK, TURN_BACK_SHARE * max(way, self.before)):
            return self._kept(looks, self.peak), None
        swing = swing_of(looks[: self.peak + 1])
        rest = looks[self.peak :]
        return Swings(rest, len(rest) - 1, -self.sign, way), swing

    def _start(self, looks: tuple[Look, ...]) -> Swings:
        """Wait for a first clear direction."""
        now = looks[-1].across
        low = min(range(len(looks)), key=lambda n: looks[n].across)
        high = max(range(len(looks)), key=lambda n: looks[n].across)
        if now - looks[low].across >= TURN_BACK:
            return Swings(looks[low:], len(looks) - 1 - low, 1)
        if looks[high].across - now >= TURN_BACK:
            return Swings(looks[high:], len(looks) - 1 - high, -1)
        return Swings(_recent(looks))

    def _kept(self, looks: tuple[Look, ...], peak: int) -> Swings:
        if looks[-1].t_s - looks[0].t_s <= LONGEST_S:
            return Swings(looks, peak, self.sign, self.before)
        return Swings((looks[-1],))


def _recent(looks: tuple[Look, ...]) -> tuple[Look, ...]:
    """While both feet rest only the last second matters."""
    while looks[-1].t_s - looks[0].t_s > 1.0:
        looks = looks[1:]
    return looks
