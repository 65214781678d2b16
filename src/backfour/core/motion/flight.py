"""Follows one foot from the floor to the floor and counts how often it has gone round.

Turns are counted from the first closed loop on, by the angle about its middle. Ways straight
through the middle add nothing, so neither the way to the circle nor the way back makes a turn.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from backfour.core.motion.feet import Place
from backfour.core.motion.loops import LONGEST_S, Dot, Loop, Path, loop_of
from backfour.core.motion.seen import Side

EVERY_S: Final = 0.09
"""Looks closer than this are not kept: about ten a second are enough."""
AGAIN_S: Final = 0.3
"""A new loop is looked for this often (our choice)."""
SURE: Final = 0.08
"""A turn counts when this much of the next is done (our choice: a tremble must not count)."""
NEARLY: Final = (0.2, 0.4)
"""When the foot is put down or turns back, the first turn and a later one may lack this much: where
on its circle the foot began is not known better (our choice; half a turn must never count)."""
BACK: Final = 0.6
"""So much of a turn backwards is another direction; less is a part of a turn and back (ours)."""

SETTLED: Final = 1.3
"""Up to here the first loop may have been a part of one: the beginning is measured anew (ours)."""
ASTRAY: Final = 0.3
"""Angles added up may have gone astray by so much against the loop's own (our choice)."""
ORIGIN: Final = Dot(0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Turn:
    """One full turn of a foot."""

    start_s: float
    end_s: float
    mover: Side


@dataclass(frozen=True, slots=True)
class Flight:
    """A foot off the floor.

    ``place``: its own on the floor, where ``path`` has its origin; ``path``: of the last seconds.
    ``loop``: the latest it closed, looked for at ``looked_s``. Turns begin at ``start``, seen from
    the loop's middle at the angle ``start_at`` (in turns). ``done``: turns since the first loop
    or the last change of direction, ``way`` is their sign; ``far``: the most of them, at ``far_s``;
    ``count``: counted ones, the last of which ended at ``since_s``.
    """

    mover: Side
    place: Place
    path: Path
    loop: Loop | None = None
    looked_s: float = 0.0
    way: int = 1
    start: Dot = ORIGIN
    start_at: float = 0.0
    done: float = 0.0
    far: float = 0.0
    far_s: float = 0.0
    count: int = 0
    since_s: float = 0.0

    def look(self, t_s: float, x: float, y: float, *, floor: bool) -> tuple[Flight, Turn | None]:
        """Take in where the foot is; no loop ends on its place on the floor."""
        last = self.path[-1]
        if t_s - last.t_s < EVERY_S:
            return self, None
        now = last.then(t_s, x, y)
        kept = self.path[1:] if t_s - self.path[0].t_s > LONGEST_S else self.path
        flight = replace(self, path=(*kept, now))
        if self.loop is not None:
            done = self.done + self.way * self.loop.turned(last, now)
            flight = replace(flight, done=done)
        if not floor and t_s - self.looked_s >= AGAIN_S:
            flight = replace(flight, looked_s=t_s).looped()
        return flight.advanced() if self.loop is not None else (flight, None)

    def looped(self) -> Flight:
        """Look for a new loop: circles may wander."""
        loop = loop_of(self.path)
        if loop is None:
            return self
        if self.loop is None:
            return self._begun(loop)
        start = loop.phase(self.start) if self.done < SETTLED else self.start_at
        off = self.way * (loop.phase(self.path[-1]) - start) - self.done
        off -= round(off)
        done = self.done + off if abs(off) <= ASTRAY else self.done
        return replace(self, loop=loop, start_at=start, done=done)

    def _begun(self, loop: Loop) -> Flight:
        """The first loop: from here on turns are counted."""
        path = tuple(dot for dot in self.path if dot.t_s >= loop.start_s)
        done = sum(loop.turned(one, two) for one, two in pairwise(path))
        return replace(
            self,
            loop=loop,
            way=1 if done > 0 else -1,
            start=path[0],
            start_at=loop.phase(path[0]),
            done=abs(done),
            far=abs(done),
            far_s=loop.end_s,
            since_s=loop.start_s,
        )

    def advanced(self) -> tuple[Flight, Turn | None]:
        """Whether another turn is full."""
        t_s = self.path[-1].t_s
        if self.done >= self.far:
            return replace(self, far=self.done, far_s=t_s).counted(t_s, SURE)
        if self.far - self.done < BACK:
            return self, None
        flight, turn = self.counted(self.far_s, -NEARLY[self.count > 0])
        back = self.far - self.done
        turned = replace(flight, way=-self.way, done=back, far=back, far_s=t_s, count=0)
        start = next(dot for dot in self.path if dot.t_s >= self.far_s)
        start_at = self.start_at + self.way * self.far
        return replace(turned, since_s=self.far_s, start=start, start_at=start_at), turn

    def counted(self, end_s: float, more: float) -> tuple[Flight, Turn | None]:
        """Count the next turn if so much more than it is done."""
        if self.far < self.count + 1 + more:
            return self, None
        turn = Turn(self.since_s, end_s, self.mover)
        return replace(self, since_s=end_s, count=self.count + 1), turn

    def close(self) -> Turn | None:
        """The foot is back on the floor: whether a turn was full that is not counted yet."""
        return self.counted(self.far_s, -NEARLY[self.count > 0])[1]
