"""Watches the elbow prop: one hold, its seconds in position, and what would help.

Clinical-spec 3.1. The camera sees shoulders, hips and head, never the curve of the back.
docs/algorithms/elbow_prop.md.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import ClassVar, Final

from backfour.core.motion.faults import Dwell
from backfour.core.motion.prop import (
    DEMAND,
    FOLDED_DEG,
    Clock,
    Flat,
    Posture,
    learn,
    near,
    on_elbows,
    posture_of,
    propped,
    rise,
)
from backfour.core.motion.seen import Demand, Event, Fault, Hold, Now, Seen, Side

SINKING: Final = "elbow_prop.sinking"
HIPS_LIFTED: Final = "elbow_prop.hips_lifted"
HEAD_BACK: Final = "elbow_prop.head_back"

BEST_FOLLOWS_S: Final = 0.6
"""How high somebody props is averaged over this long; the best of it is the measure (our choice)."""
SINK_GAP: Final = 0.075
SINK_DEG: Final = 3.0
"""Sunk: ears nearer to the shoulders by about this much (trunk lengths) and the trunk lower by about
this much than at best in this hold; together they must reach ``SUNK`` (our choice: the gap of
clinical-spec, 0.12, is smaller than the model's constant error at the ears)."""
SUNK: Final = 2.0
SINK_EACH: Final = 0.5
HIPS_UP: Final = 0.15
"""Hips over the elbows by this many trunk lengths more than in the prop (clinical-spec 3.1, there over
the knees, which leave the floor in a plank)."""
FACE_UP_DEG: Final = 15.0
"""The nose above the ears (clinical-spec 3.1 says 30; our choice, because looks at the floor lie far
below, and the fault moves the head by 80 degrees and more)."""
AFTER_S: Final = 2.0
"""From prop to lifted hips in this time; later it is something else that is being done (our choice)."""
PLANK_SHIN_DEG: Final = 4.5
"""Knees rise over the ankles by this angle: a plank, not hips lifted from the knees (our choice)."""
SINK_WINDOW_S: Final = 1.6
"""Sinking is watched this long, because everybody passes through it on the way down (our choice)."""
SINK_LEAST_RISE_DEG: Final = 4.0
"""Lower, it is lying down (our choice)."""


@dataclass(frozen=True, slots=True)
class Best:
    """How high somebody propped at best in this hold, and how lately: hips and shins there."""

    slope_deg: float
    gap: float
    lately_deg: float
    lately_gap: float
    hips: float
    shin_deg: float

    def follow(self, look: Posture, dt_s: float) -> Best:
        """Take in one look in position."""
        share = min(1.0, dt_s / BEST_FOLLOWS_S)
        slope = self.lately_deg + share * (look.slope_deg - self.lately_deg)
        gap = self.lately_gap + share * (look.gap - self.lately_gap)
        return Best(
            max(self.slope_deg, slope),
            max(self.gap, gap),
            slope,
            gap,
            self.hips + share * (look.hips - self.hips),
            self.shin_deg + share * (look.shin_deg - self.shin_deg),
        )

    def sunk(self, look: Posture) -> bool:
        """Whether a look shows the chest sunk between the shoulders."""
        gap = (self.gap - look.gap) / SINK_GAP
        slope = (self.slope_deg - look.slope_deg) / SINK_DEG
        return gap + slope >= SUNK and min(gap, slope) >= SINK_EACH

    def lifted(self, look: Posture) -> bool:
        """Whether a look shows the hips off the floor."""
        return look.hips - self.hips > HIPS_UP and look.hip_deg > FOLDED_DEG

    def planked(self, look: Posture) -> bool:
        """Whether a look shows the knees off the floor too, the body one line."""
        return (
            self.lifted(look)
            and on_elbows(look)
            and look.shin_deg - self.shin_deg > PLANK_SHIN_DEG
        )


@dataclass(frozen=True, slots=True)
class ElbowProp:
    """The eye of the elbow prop.

    ``up``: in position at the last look; ``best``: of the hold under way; ``prop_s``: last look in
    position or straight out of it, None where something else came between.
    """

    demand: ClassVar[Demand] = DEMAND

    flat: Flat | None = None
    clock: Clock = field(default_factory=Clock)
    best: Best | None = None
    up: bool = False
    prop_s: float | None = None
    sinking: Dwell = field(default_factory=lambda: Dwell(window_s=SINK_WINDOW_S))
    hips: Dwell = field(default_factory=Dwell)
    head: Dwell = field(default_factory=Dwell)
    plank: Dwell = field(default_factory=Dwell)

    def step(self, seen: Seen) -> tuple[ElbowProp, tuple[Event, ...]]:
        """Take in one believed look."""
        look = posture_of(seen)
        height = rise(self.flat, look)
        clock = self.clock.tick(
            seen.t_s, seen.dt_s, height, propped=propped(self.flat, look, already=self.up)
        )
        up = clock.up(seen.t_s)
        lifted = self.best is not None and self._out_of_prop(seen.t_s) and self.best.lifted(look)
        eye = replace(self, up=up, clock=clock)
        if not up and not lifted:
            eye = replace(eye, flat=learn(self.flat, look, seen.dt_s))
        eye, events = eye._check(seen, look, lifted=lifted and not up)
        return eye._follow(seen, look, events)

    def lose(self, t_s: float) -> tuple[ElbowProp, tuple[Event, ...]]:
        """Pause: nobody knows what happens meanwhile, but it stays one hold."""
        return replace(self, clock=self.clock.pause(), up=False, prop_s=None), ()

    def finish(self, t_s: float) -> tuple[ElbowProp, tuple[Event, ...]]:
        """Close the one hold."""
        clock = self.clock.pause()
        eye = replace(self, clock=Clock(), up=False, best=None, prop_s=None)
        if clock.start_s is None:
            return eye, ()
        return eye, (Hold(clock.start_s, clock.end_s, clock.held_s, None, counted=True),)

    def now(self) -> Now:
        """What is under way."""
        if self.up:
            return Now("hold", held_s=self.clock.total_s)
        known = self.flat is not None and self.flat.known
        return Now("rest" if known or self.clock.held_s else "start", held_s=self.clock.total_s)

    def _out_of_prop(self, t_s: float) -> bool:
        return self.prop_s is not None and t_s - self.prop_s <= AFTER_S

    def _check(
        self, seen: Seen, look: Posture, *, lifted: bool
    ) -> tuple[ElbowProp, tuple[Event, ...]]:
        """Look for what would help, and for a plank, which ends the prop."""
        t_s, dt_s = seen.t_s, seen.dt_s
        sunk = (
            self.best is not None
            and not lifted
            and self._out_of_prop(t_s)
            and on_elbows(look)
            and rise(self.flat, look) >= SINK_LEAST_RISE_DEG
            and self.best.sunk(look)
        )
        planked = lifted and self.best is not None and self.best.planked(look)
        sinking, sinks = self.sinking.look(t_s, dt_s, seen=sunk)
        hips, lifts = self.hips.look(t_s, dt_s, seen=lifted)
        head, throws = self.head.look(t_s, dt_s, seen=self.up and look.face_deg > FACE_UP_DEG)
        plank, planks = self.plank.look(t_s, dt_s, seen=planked)
        told = zip((SINKING, HIPS_LIFTED, HEAD_BACK), (sinks, lifts, throws), strict=True)
        events: tuple[Event, ...] = tuple(Fault(t_s, key) for key, tells in told if tells)
        eye = replace(self, sinking=sinking, hips=hips, head=head, plank=plank)
        if planks:
            eye, holds = eye.finish(t_s)
            events = (*holds, *events)
        elif lifted or sunk:
            eye = replace(eye, prop_s=t_s)
        return eye, events

    def _follow(
        self, seen: Seen, look: Posture, events: tuple[Event, ...]
    ) -> tuple[ElbowProp, tuple[Event, ...]]:
        """Keep what the prop looks like."""
        if self.flat is not None and near(self.flat, look):
            return replace(self, prop_s=None), events
        if not self.up:
            return self, events
        best = self.best or Best(
            look.slope_deg, look.gap, look.slope_deg, look.gap, look.hips, look.shin_deg
        )
        return replace(self, best=best.follow(look, seen.dt_s), prop_s=seen.t_s), events


def open_elbow_prop(side: Side | None = None, level: int | None = None) -> ElbowProp:
    """Begin to watch an elbow prop; sides and levels make no difference to its form."""
    return ElbowProp()
