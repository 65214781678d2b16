"""Finds the loop a path closes, and how often a path has gone round a place.

A circle of the foot is a flat ellipse in the picture. Out and back along one way, whatever its
shape, encloses nothing: what it adds on the way out it takes off on the way back.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

SHORTEST_S: Final = 0.7
LONGEST_S: Final = 9.0
"""A loop takes at least and at most this long: clinical-spec 3.4 gives 2 to 8 s; faster ones count
too and get their cue, and a pause is no reason not to count (our choice)."""
SMALLEST: Final = 0.2
"""Least width, trunk lengths: radius 0.06 of a leg (clinical-spec 3.4), a leg being about 1.65
trunks in the picture."""
FLATTEST: Final = 0.16
"""Least height as a share of the width: flatter is a line with a tremble (our choice)."""
LEAST_HIGH: Final = 0.06
"""Least height, trunk lengths: above the tremble of a foot at rest (our choice)."""
CLOSED: Final = 0.3
"""A loop is closed when its ends lie this near together, in its own widths and heights (ours)."""
OPEN: Final = (0.5, 1.3)
"""Area as a share of the ellipse of that width and height: less is a way out and back, more has
gone round twice (our choice)."""

NEAR: Final = 0.35
"""Nearer to the middle than this, in widths and heights (a circle is 0.5 away), the foot is not on
its circle and its angle counts less (our choice)."""


@dataclass(frozen=True, slots=True)
class Dot:
    """A place on the path; ``swept``: twice the signed area swept about the origin so far."""

    t_s: float
    x: float
    y: float
    swept: float = 0.0

    def then(self, t_s: float, x: float, y: float) -> Dot:
        """Go on to the next place."""
        return Dot(t_s, x, y, self.swept + self.x * y - x * self.y)


Path = tuple[Dot, ...]


@dataclass(frozen=True, slots=True)
class Loop:
    """A closed loop: from when to when, its middle, its width and height, trunk lengths."""

    start_s: float
    end_s: float
    x: float
    y: float
    wide: float
    high: float

    def phase(self, dot: Dot) -> float:
        """The angle of a place about the middle, in turns."""
        return math.atan2((dot.y - self.y) / self.high, (dot.x - self.x) / self.wide) / math.tau

    def turned(self, one: Dot, two: Dot) -> float:
        """Part of a turn from one place to the next, less where it passes near the middle."""
        ax, ay = (one.x - self.x) / self.wide, (one.y - self.y) / self.high
        bx, by = (two.x - self.x) / self.wide, (two.y - self.y) / self.high
        turned = math.atan2(ax * by - bx * ay, ax * bx + ay * by) / math.tau
        near = min(math.hypot(ax, ay), math.hypot(bx, by)) / NEAR
        return turned * min(1.0, near * near)


def loop_of(path: Path) -> Loop | None:
    """The largest loop that the path closes with its latest place, or None."""
    now = path[-1]
    low_x = high_x = now.x
    low_y = high_y = now.y
    best, found = 0.0, None
    for dot in reversed(path):
        low_x, high_x = min(low_x, dot.x), max(high_x, dot.x)
        low_y, high_y = min(low_y, dot.y), max(high_y, dot.y)
        took_s = now.t_s - dot.t_s
        if took_s > LONGEST_S:
            break
        wide, high = high_x - low_x, high_y - low_y
        if took_s < SHORTEST_S or wide < SMALLEST or high < max(LEAST_HIGH, FLATTEST * wide):
            continue
        if math.hypot((dot.x - now.x) / wide, (dot.y - now.y) / high) > CLOSED:
            continue
        area = abs(now.swept - dot.swept + now.x * dot.y - dot.x * now.y) / 2
        full = math.pi / 4 * wide * high
        share = area / full
        if OPEN[0] <= share <= OPEN[1] and area * share * share > best:
            best = area * share * share
            middle = ((low_x + high_x) / 2, (low_y + high_y) / 2)
            found = Loop(dot.t_s, now.t_s, *middle, wide, high)
    return found
