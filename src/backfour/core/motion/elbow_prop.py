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
    HIPS_UP,
    Flat,
    Posture,
    learn,
    near,
    on_elbows,
    posture_of,
    propped,
    rise,
)
from backfour.core.motion.prop_clock import Clock
from backfour.core.motion.seen import Demand, Event, Fault, Hold, Now, Seen, Side

SINKING: Final = "elbow_prop.sinking"
HIPS_LIFTED: Final = "elbow_prop.hips_lifted"
HEAD_BACK: Final = "elbow_prop.head_back"

USUAL_FOLLOWS_S: Final = 8.0
"""What the prop usually looks like is averaged over about this long (our choice) ..."""
USUAL_FALLS: Final = 0.3
"""... and follows a sinking chest at this share of its speed, or the fault becomes the usual."""
SINK_GAP: Final = 0.06
SINK_DEG: Final = 3.0
SUNK: Final = 2.0
SINK_EACH: Final = 0.5
"""Sunk: ears nearer to the shoulders by about the first (trunk lengths) and the trunk lower by
about the second than usual in this hold; in these units they must reach the third together and
the last each (our choice: the gap of clinical-spec, 0.12, is hardly larger than the model's
error at ears)."""
SINK_ARM: Final = 0.05
SINK_RISE_DEG: Final = 3.0
"""Arms still carry: over the flat pose by this much, or it is lying down (our choice)."""
SINK_WINDOW_S: Final = 2.4
"""Sinking is watched this long: everybody passes through it on the way down (our choice)."""
AFTER_S: Final = 2.0
"""From prop to lifted hips in this time; later it is something else that is being done (our
choice)."""
KNEELING_DEG: Final = 120.0
"""Knees bent further are on the way to all fours (our choice)."""
PLANK_SHIN_DEG: Final = 4.5
"""Knees rise so far over the ankles: a plank, not hips lifted from the knees (our choice)."""
FACE_UP_DEG: Final = 15.0
"""The nose above the ears (clinical-spec 3.1 says 30; our choice, because looks at the floor lie
far below, and the fault moves the head by 80 degrees and more)."""
FACE_DOWN_DEG: Final = -15.0
"""Only looks at the floor belong to the usual prop: a head thrown back lifts ears (our choice)."""


@dataclass(frozen=True, slots=True)
class Usual:
    """What this hold usually looks like, faults left out."""

    slope_deg: float
    gap: float
    hips: float
    shin_deg: float
    seen_s: float = 0.0

    def follow(self, look: Posture, dt_s: float) -> Usual:
        """Take in one look in position."""
        seen_s = min(USUAL_FOLLOWS_S, self.seen_s + dt_s)
        share = dt_s / seen_s if seen_s else 0.0
        return Usual(
            self.slope_deg + _slowly_down(share, look.slope_deg - self.slope_deg),
            self.gap + _slowly_down(share, look.gap - self.gap),
            self.hips + share * (look.hips - self.hips),
            self.shin_deg + share * (look.shin_deg - self.shin_deg),
            seen_s,
        )

    def sunk(self, look: Posture) -> float:
        """How far a look shows the chest sunk between the shoulders; ``SUNK`` is a fault."""
        gap = (self.gap - look.gap) / SINK_GAP
        slope = (self.slope_deg - look.slope_deg) / SINK_DEG
        return gap + slope if min(gap, slope) >= SINK_EACH else 0.0

    def lifted(self, look: Posture) -> bool:
        """Whether a look shows the hips off the floor, elbows still on it."""
        return look.hips - self.hips > HIPS_UP and look.knee_deg > KNEELING_DEG and on_elbows(look)

    def planked(self, look: Posture) -> bool:
        """Whether a look shows the knees off the floor too, the body one line."""
        return look.shin_deg - self.shin_deg > PLANK_SHIN_DEG


def _slowly_down(share: float, change: float) -> float:
    return share * change * (1.0 if change > 0 else USUAL_FALLS)


@dataclass(frozen=True, slots=True)
class ElbowProp:
    """The eye of the elbow prop.

    ``up``: in position at the last look; ``usual``: of the hold under way; ``prop_s``: last look in
    position or straight out of it, None where something else came between;
    ``found_s``: first look of this stretch of sight.
    """

    demand: ClassVar[Demand] = DEMAND

    flat: Flat | None = None
    clock: Clock = field(default_factory=Clock)
    usual: Usual | None = None
    up: bool = False
    prop_s: float | None = None
    found_s: float = 0.0
    sinking: Dwell = field(default_factory=lambda: Dwell(window_s=SINK_WINDOW_S))
    hips: Dwell = field(default_factory=Dwell)
    head: Dwell = field(default_factory=Dwell)
    plank: Dwell = field(default_factory=Dwell)

    def step(self, seen: Seen) -> tuple[ElbowProp, tuple[Event, ...]]:
        """Take in one believed look."""
        look = posture_of(seen)
        found_s = seen.t_s if not seen.dt_s else self.found_s
        height = rise(self.flat, look)
        clock = self.clock.tick(
            seen.t_s, seen.dt_s, height, propped=propped(self.flat, look, already=self.up)
        )
        up = clock.up(seen.t_s)
        lifted = self._lifted(seen.t_s, look)
        eye = replace(self, up=up, clock=clock, found_s=found_s)
        if not up and not lifted and self._sunk(seen.t_s, look) < SUNK:
            eye = replace(eye, flat=learn(self.flat, look, seen.dt_s))
        return eye.checked(seen, look, lifted=lifted and not up)

    def lose(self, t_s: float) -> tuple[ElbowProp, tuple[Event, ...]]:
        """Pause: nobody knows what happens meanwhile, but it stays one hold."""
        del t_s
        clock = self.clock.lose(self.found_s)
        return replace(self, clock=clock, up=False, prop_s=None), ()

    def finish(self, t_s: float) -> tuple[ElbowProp, tuple[Event, ...]]:
        """Close the one hold."""
        del t_s
        clock = self.clock.pause()
        eye = replace(self, clock=Clock(), up=False, usual=None, prop_s=None)
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

    def _lifted(self, t_s: float, look: Posture) -> bool:
        """Whether hips have come off the floor, straight out of the prop."""
        return self.usual is not None and self._out_of_prop(t_s) and self.usual.lifted(look)

    def _sunk(self, t_s: float, look: Posture) -> float:
        """How far the chest has sunk, while arms still carry it."""
        flat, usual = self.flat, self.usual
        if usual is None or not self._out_of_prop(t_s) or look.hip_deg < FOLDED_DEG:
            return 0.0
        if flat is not None and flat.known:
            low = look.slope_deg - flat.slope_deg < SINK_RISE_DEG
            if low or look.arm - flat.arm < SINK_ARM:
                return 0.0
        return usual.sunk(look)

    def checked(
        self, seen: Seen, look: Posture, *, lifted: bool
    ) -> tuple[ElbowProp, tuple[Event, ...]]:
        """Look for what would help, and for a plank, which ends the prop."""
        t_s, dt_s, usual = seen.t_s, seen.dt_s, self.usual
        sunk = 0.0 if lifted else self._sunk(t_s, look)
        back = self.up and look.face_deg > FACE_UP_DEG
        planked = lifted and usual is not None and usual.planked(look)
        sinking, sinks = self.sinking.look(t_s, dt_s, seen=sunk >= SUNK)
        hips, lifts = self.hips.look(t_s, dt_s, seen=lifted)
        head, throws = self.head.look(t_s, dt_s, seen=back)
        plank, planks = self.plank.look(t_s, dt_s, seen=planked)
        told = zip((SINKING, HIPS_LIFTED, HEAD_BACK), (sinks, lifts, throws), strict=True)
        events: tuple[Event, ...] = tuple(Fault(t_s, key) for key, tells in told if tells)
        eye = replace(self, sinking=sinking, hips=hips, head=head, plank=plank)
        if planks:
            eye, holds = eye.finish(t_s)
            return eye, (*holds, *events)
        if self.flat is not None and near(self.flat, look) and not self.up:
            return replace(eye, prop_s=None), events
        if self.up or lifted or sunk >= SUNK:
            eye = replace(eye, prop_s=t_s)
        if self.up and look.face_deg < FACE_DOWN_DEG and sunk < SUNK / 2:
            usual = usual or Usual(look.slope_deg, look.gap, look.hips, look.shin_deg)
            eye = replace(eye, usual=usual.follow(look, dt_s))
        return eye, events


def open_elbow_prop(side: Side | None = None, level: int | None = None) -> ElbowProp:
    """Begin to watch an elbow prop; sides and levels make no difference to its form."""
    del side, level
    return ElbowProp()
