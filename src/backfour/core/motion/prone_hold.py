"""Watches the self-test of the elbow prop: how many seconds somebody stays up.

Clinical-spec 5.2: seconds comfortable, up to 60; nothing is corrected in a test. Coming down for
longer than two seconds ends it, and the next prop is another try. docs/algorithms/elbow_prop.md.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import ClassVar

from backfour.core.motion.prop import DEMAND, Flat, learn, posture_of, propped, rise
from backfour.core.motion.prop_clock import Clock
from backfour.core.motion.seen import Demand, Event, Hold, Now, Seen, Side


@dataclass(frozen=True, slots=True)
class ProneHold:
    """The eye of the prone hold; ``found_s``: first look of this stretch of sight."""

    demand: ClassVar[Demand] = DEMAND

    flat: Flat | None = None
    clock: Clock = field(default_factory=Clock)
    up: bool = False
    found_s: float = 0.0

    def step(self, seen: Seen) -> tuple[ProneHold, tuple[Event, ...]]:
        """Take in one believed look."""
        look = posture_of(seen)
        shown = propped(self.flat, look, already=self.up)
        clock = self.clock.tick(seen.t_s, seen.dt_s, rise(self.flat, look), propped=shown)
        up = clock.up(seen.t_s)
        flat = self.flat if shown else learn(self.flat, look, seen.dt_s)
        found_s = seen.t_s if not seen.dt_s else self.found_s
        eye = replace(self, flat=flat, clock=clock, up=up, found_s=found_s)
        return eye.closed() if clock.held_s else (eye, ())

    def lose(self, t_s: float) -> tuple[ProneHold, tuple[Event, ...]]:
        """Close the hold at the last believed look."""
        del t_s
        return replace(self, clock=self.clock.lose(self.found_s)).closed()

    def finish(self, t_s: float) -> tuple[ProneHold, tuple[Event, ...]]:
        """Close the hold."""
        del t_s
        return replace(self, clock=self.clock.pause()).closed()

    def now(self) -> Now:
        """What is under way."""
        if self.up:
            return Now("hold", held_s=self.clock.total_s)
        return Now("rest" if self.flat is not None and self.flat.known else "start")

    def closed(self) -> tuple[ProneHold, tuple[Event, ...]]:
        """Tell the stretch that is over, if there is one."""
        clock, over = self.clock, self.clock.take()
        eye = replace(self, clock=over, up=over.up_s is not None and self.up)
        if clock.start_s is None:
            return eye, ()
        return eye, (Hold(clock.start_s, clock.end_s, clock.held_s, None, counted=True),)


def open_prone_hold(side: Side | None = None, level: int | None = None) -> ProneHold:
    """Begin to watch the self-test; it has no sides and levels."""
    del side, level
    return ProneHold()
