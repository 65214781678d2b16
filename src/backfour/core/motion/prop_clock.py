"""Seconds in a prop: when they run, when they pause, and when a flash is none.

docs/algorithms/elbow_prop.md.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

WAY_UP: Final = 0.65
"""Nobody is up before this share of the own way up, nor after it on the way down (our choice: a
view from the head end magnifies the way, and the edge of 12 degrees comes too early there)."""
HEIGHT_FOLLOWS_S: Final = 2.0
"""Somebody who stays lower, but in position, is up again after about this long (our choice)."""
OUT_S: Final = 2.0
"""Out of position this long the clock runs on (clinical-spec 3.1)."""
FOUND_S: Final = 1.0
GLIMPSE_S: Final = 3.0
"""Begun so soon after sight came back and shorter than this when it is lost again, a stretch does
not count (our choice)."""
STRETCH_LEAST_S: Final = 0.8
"""A shorter stretch is a flash of getting in or out, not a prop (our choice)."""
SETTLE_S: Final = 1.6
SETTLED_S: Final = 0.8
"""So long after its start somebody is up; how high is seen in the last part of it (our choice)."""


@dataclass(frozen=True, slots=True)
class Clock:
    """Seconds in position: out for a moment it runs on, longer it pauses (clinical-spec 3.1).

    ``start_s``, ``end_s``, ``held_s``: first and last second and seconds of the stretches that are
    over; ``up_s``, ``last_s``, ``seen_s``: start and last look in position of the one under way
    (``up_s`` None: none is), and how much of it was seen in position. ``way``: time and rise of its
    first looks, until ``height_deg`` is known.
    """

    start_s: float | None = None
    end_s: float = 0.0
    held_s: float = 0.0
    up_s: float | None = None
    last_s: float = 0.0
    seen_s: float = 0.0
    way: tuple[tuple[float, float], ...] = ()
    height_deg: float | None = None

    @property
    def running_s(self) -> float:
        """Seconds of the stretch under way, 0 while it may be a flash."""
        if self.up_s is None or self.seen_s < STRETCH_LEAST_S:
            return 0.0
        return self.last_s - self.up_s

    @property
    def total_s(self) -> float:
        """Seconds held so far."""
        return self.held_s + self.running_s

    def up(self, t_s: float) -> bool:
        """Whether the look at that time was in position."""
        return self.up_s is not None and self.last_s == t_s

    def tick(self, t_s: float, dt_s: float, rise_deg: float, *, propped: bool) -> Clock:
        """Take in one look, raised by so much, that shows a prop or not."""
        if self.up_s is not None and t_s - self.last_s > OUT_S:
            return self.pause().tick(t_s, dt_s, rise_deg, propped=propped)
        if not propped:
            return self
        if self.up_s is None:
            return replace(self, up_s=t_s, last_s=t_s, seen_s=0.0, way=((t_s, rise_deg),))
        clock = replace(self, last_s=t_s, seen_s=self.seen_s + dt_s)
        if self.height_deg is None:
            return replace(clock, way=(*self.way, (t_s, rise_deg))).settled()
        share = min(1.0, dt_s / HEIGHT_FOLLOWS_S)
        height = self.height_deg + share * (rise_deg - self.height_deg)
        up = rise_deg >= WAY_UP * self.height_deg
        return replace(clock if up else self, height_deg=height)

    def settled(self) -> Clock:
        """See how high the prop is, and move its start to where most of the way up was done."""
        first_s = self.way[0][0]
        if self.last_s - first_s < SETTLE_S:
            return self
        heights = sorted(rise for t_s, rise in self.way if t_s >= self.last_s - SETTLED_S)
        height = heights[len(heights) // 2]
        start_s = next(t_s for t_s, rise in self.way if rise >= WAY_UP * height)
        return replace(self, up_s=start_s, height_deg=height, way=())

    def lose(self, found_s: float) -> Clock:
        """Pause because sight was lost; it had been found again at ``found_s``.

        A stretch that fills a short moment of sight may be somebody else's.
        """
        doubtful = self.up_s is not None and self.up_s - found_s < FOUND_S
        if doubtful and self.running_s < GLIMPSE_S:
            return replace(self, up_s=None, way=(), height_deg=None)
        return self.pause()

    def pause(self) -> Clock:
        """End the stretch under way at its last look in position; a flash is dropped."""
        over = replace(self, up_s=None, way=(), height_deg=None)
        if not self.running_s:
            return over
        start_s = self.up_s if self.start_s is None else self.start_s
        return replace(over, start_s=start_s, end_s=self.last_s, held_s=self.total_s)

    def take(self) -> Clock:
        """The clock without the stretches that are over: they have been told."""
        return replace(self, start_s=None, end_s=0.0, held_s=0.0)
