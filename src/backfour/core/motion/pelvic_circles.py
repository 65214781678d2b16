"""Pelvic circles: full turns of the free foot while the other leg stands (clinical-spec 3.4).

Question, formula, thresholds and limits: docs/algorithms/pelvic_circles.md.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import ClassVar, Final

from backfour.core.motion.faults import AGAIN_S, Dwell
from backfour.core.motion.feet import DEPTH, LIFTED, SIDES, Feet, Floor, feet_of
from backfour.core.motion.flight import Flight, Turn
from backfour.core.motion.landmarks import L_ANKLE, L_HIP, L_KNEE, R_ANKLE, R_HIP, R_KNEE
from backfour.core.motion.loops import Dot
from backfour.core.motion.seen import OTHER, Demand, Event, Fault, Now, Rep, Seen, Side
from backfour.core.motion.smoothing import JUMP_LASTS_S

STANDS: Final = (0.4, 0.9)
"""Standing: a hip above its knee, and above its ankle, trunk lengths in the picture (ours)."""
FAST_S: Final = 2.2
"""A faster turn gets the cue: clinical-spec 3.4 says 2.5 s; less because the ends of a turn are
uncertain by a tenth (our choice)."""
LEAN_DEG: Final = 12.0
"""Trunk against its own upright line (clinical-spec 3.4)."""
DROP_DEG: Final = 12.0
"""Free hip below the standing one, against the own level (clinical-spec 3.4)."""
HIPS_APART: Final = (0.4, 0.55)
"""Least and most distance of the hip points seen from behind, trunk lengths (measured on our bodies
and films); between them it is the person's own while standing."""
HIPS_SEEN: Final = 0.3
"""Narrower in the picture, the hips are seen from the side and their level is not judged (our
choice)."""
STANCE_S: Final = 0.6
"""The own upright line is taken from this long of standing, at least (our choice)."""
STAYS: Final = 0.045
"""A foot on the floor moves less than this, trunk lengths (our choice: a little above the tremble;
the slowest circle goes twice as far in the time below)."""
DAB_S: Final = 0.35
"""On its place for this long it has touched the floor: clinical-spec 3.4 says 0.15 s; more because
a circle may pass it slowly (our choice)."""
UP_S: Final = 0.3
"""It has left when it is up for this long: legs are exchanged for moments (our choice)."""
RESTS_S: Final = 1.0
"""For this long it rests there, and its turns are closed (our choice)."""
AGAIN_UP_S: Final = 2.0
"""Up again so soon after that, it has dabbed as well; later it was a rest (our choice)."""
STRAYED: Final = 0.28
"""The standing foot moves less than this, trunk lengths: 0.15 leg lengths (clinical-spec 3.4)."""
LEAP: Final = 0.6
"""Depth leaps further from look to look where legs are exchanged, trunk lengths (our choice)."""
STRAYED_S: Final = 1.0
"""... or for no longer than this: legs are exchanged for moments (our choice)."""


@dataclass(frozen=True, slots=True)
class Stance:
    """How this person stands before a foot is lifted.

    ``watched_s``: for how long that was seen; ``hips_down``: left hip below the right one, and how
    far they are apart in the picture, trunk lengths.
    """

    watched_s: float = 0.0
    lean_deg: float = 0.0
    hips_down: float = 0.0
    hips_apart: float = 0.0

    def look(self, seen: Seen) -> Stance:
        """Take in one look as a mean over the time."""
        watched_s = self.watched_s + seen.dt_s
        share = seen.dt_s / watched_s if watched_s else 1.0
        down, apart = _hips(seen)
        return Stance(
            watched_s,
            self.lean_deg + share * (_lean_deg(seen) - self.lean_deg),
            self.hips_down + share * (down - self.hips_down),
            self.hips_apart + share * (apart - self.hips_apart),
        )

    def drop_deg(self, seen: Seen) -> float:
        """Left hip further below the right one than in this stance; 0 seen from the side."""
        if self.hips_apart < HIPS_SEEN:
            return 0.0
        low, high = HIPS_APART
        share = (_hips(seen)[0] - self.hips_down) / max(low, min(high, self.hips_apart))
        return math.degrees(math.asin(max(-1.0, min(1.0, share))))


@dataclass(frozen=True, slots=True)
class PelvicCircles:
    """The eye for pelvic circles.

    ``on_s``: when each foot was last on its place. ``down``: the latest looks in which the foot in
    flight stays on its place; ``touches``: it stayed long enough; ``up_s``: since when it is off
    again. ``strayed_s``: since when the standing foot is away; ``depth``: when and how deep the
    foot in flight was last believed. ``touched``: the foot that landed last after circles, and
    when; ``circled``: the foot of the last turn.
    """

    stance: Stance = field(default_factory=Stance)
    floor: Floor = field(default_factory=Floor)
    on_s: tuple[float, float] | None = None
    flight: Flight | None = None
    down: tuple[Feet, ...] = ()
    touches: bool = False
    up_s: float | None = None
    strayed_s: float | None = None
    depth: tuple[float, float] | None = None
    touched: tuple[Side, float] | None = None
    circled: Side | None = None
    lean: Dwell = field(default_factory=Dwell)
    drop: Dwell = field(default_factory=Dwell)
    fast_s: float | None = None

    demand: ClassVar[Demand] = Demand((60.0, 90.0), view="behind", least_extent=0.35)

    def step(self, seen: Seen) -> tuple[PelvicCircles, tuple[Event, ...]]:
        """Take in one believed look."""
        if not stands(seen):
            return self.lose(seen.t_s)
        feet = feet_of(seen)
        eye = replace(self, floor=self.floor.look(feet, seen.dt_s, follows=self.flight is None))
        if self.flight is None and self.circled is None:
            eye = replace(eye, stance=eye.stance.look(seen))
        eye, posture = eye.postured(seen)
        eye, events = eye.flown(eye.flight, feet) if eye.flight else eye.lifted(feet)
        return eye, (*posture, *events)

    def lose(self, t_s: float) -> tuple[PelvicCircles, tuple[Event, ...]]:
        """Stop judging: a circle half seen is none."""
        del t_s
        lean, drop = self.lean.rest(), self.drop.rest()
        return replace(
            self, flight=None, floor=Floor(), touched=None, on_s=None, lean=lean, drop=drop
        ), ()

    def finish(self, t_s: float) -> tuple[PelvicCircles, tuple[Event, ...]]:
        """No more looks will come: a circle may be full that is not counted yet."""
        turn = self.flight.close() if self.flight else None
        eye, events = self.told(turn) if turn else (self, ())
        return eye.lose(t_s)[0], events

    def now(self) -> Now:
        """What is under way."""
        if self.flight is not None and self.flight.loop is not None:
            return Now("move", OTHER[self.flight.mover])
        return Now("rest" if self.stance.watched_s >= STANCE_S else "start")

    def lifted(self, feet: Feet) -> tuple[PelvicCircles, tuple[Event, ...]]:
        """Whether a foot leaves the floor."""
        floor, t_s = self.floor, feet.t_s
        mover = floor.lifted(feet)
        if mover is None:
            before = self.on_s or (-9.0, -9.0)
            left_s, right_s = (
                t_s if floor.on_it(side, feet) else was_s
                for side, was_s in zip(SIDES, before, strict=True)
            )
            return replace(self, on_s=(left_s, right_s)), ()
        place = floor.of(mover) or feet.of(mover)
        on_s = self.on_s[SIDES.index(mover)] if self.on_s else t_s
        flight = Flight(mover, place, (Dot(min(on_s, t_s - 0.1), 0.0, 0.0),))
        eye = replace(self, flight=flight, down=(), touches=False, strayed_s=None, depth=None)
        touched = self.touched
        if touched is None or touched[0] != mover or t_s - touched[1] > AGAIN_UP_S:
            return replace(eye, touched=None), ()
        return replace(eye, touched=None), (Fault(t_s, "pelvic_circles.foot_dab"),)

    def flown(self, flight: Flight, feet: Feet) -> tuple[PelvicCircles, tuple[Event, ...]]:
        """Follow the foot in flight until it lands."""
        t_s = feet.t_s
        if self.floor.away(OTHER[flight.mover], feet) > STRAYED:
            if self.floor.on_it(flight.mover, feet):
                return self.landed(flight, feet)
            strayed_s = t_s if self.strayed_s is None else self.strayed_s
            if t_s - strayed_s < STRAYED_S:
                return replace(self, strayed_s=strayed_s), ()
            return replace(self, flight=None, touched=None, strayed_s=None), ()
        eye = replace(self, strayed_s=None)
        if self.leapt(flight, feet):
            return eye, ()
        eye = replace(eye, depth=(t_s, feet.of(flight.mover)[2]))
        eye = eye.set_down(flight.mover, feet)
        if eye.down and t_s - eye.down[0].t_s >= RESTS_S:
            return eye.landed(flight, feet)
        eye, dab = eye.left(flight, feet)
        floor = bool(eye.down)
        flight, turn = flight.look(t_s, *feet.flat(flight.mover, flight.place), floor=floor)
        eye = replace(eye, flight=flight)
        eye, told = eye.told(turn) if turn else (eye, ())
        return eye, (*dab, *told)

    def leapt(self, flight: Flight, feet: Feet) -> bool:
        """Whether the model's depth has leapt: legs are exchanged for a moment."""
        if self.depth is None or feet.t_s - self.depth[0] >= JUMP_LASTS_S:
            return False
        return abs(feet.of(flight.mover)[2] - self.depth[1]) > LEAP * feet.torso

    def set_down(self, mover: Side, feet: Feet) -> PelvicCircles:
        """Whether the foot stays on its place: a circle may only pass it."""
        if not self.floor.on_it(mover, feet, DEPTH):
            return replace(self, down=())
        down = (*self.down, feet)
        while any(one.away(mover, down[0].of(mover), DEPTH) > STAYS for one in down):
            down = down[1:]
        touches = self.touches or feet.t_s - down[0].t_s >= DAB_S
        return replace(self, down=down, touches=touches, up_s=None)

    def left(self, flight: Flight, feet: Feet) -> tuple[PelvicCircles, tuple[Event, ...]]:
        """Whether the foot leaves the floor that it touched between circles."""
        if not self.touches or self.floor.away(flight.mover, feet, DEPTH) < LIFTED:
            return self, ()
        up_s = feet.t_s if self.up_s is None else self.up_s
        if feet.t_s - up_s < UP_S:
            return replace(self, up_s=up_s), ()
        circles = flight.loop is not None
        fault = (Fault(feet.t_s, "pelvic_circles.foot_dab"),) if circles else ()
        return replace(self, touches=False, up_s=None), fault

    def landed(self, flight: Flight, feet: Feet) -> tuple[PelvicCircles, tuple[Event, ...]]:
        """The foot is back on the floor."""
        turn = flight.close()
        eye, events = self.told(turn) if turn else (self, ())
        touched = (flight.mover, feet.t_s) if eye.circled == flight.mover else None
        return replace(eye, flight=None, touched=touched, touches=False, on_s=None), events

    def told(self, turn: Turn) -> tuple[PelvicCircles, tuple[Event, ...]]:
        """A turn is full: count it, and say if it was too fast."""
        rep = Rep(turn.start_s, turn.end_s, OTHER[turn.mover])
        eye = replace(self, circled=turn.mover)
        told = self.fast_s is not None and turn.end_s - self.fast_s < AGAIN_S
        if turn.end_s - turn.start_s >= FAST_S or told:
            return eye, (rep,)
        fault = Fault(turn.end_s, "pelvic_circles.too_fast")
        return replace(eye, fast_s=turn.end_s), (rep, fault)

    def postured(self, seen: Seen) -> tuple[PelvicCircles, tuple[Event, ...]]:
        """Whether the trunk leans or the free hip drops while a foot circles."""
        if self.flight is None or self.stance.watched_s < STANCE_S:
            return replace(self, lean=self.lean.rest(), drop=self.drop.rest()), ()
        mover = self.flight.mover
        leans = abs(_lean_deg(seen) - self.stance.lean_deg) > LEAN_DEG
        drops = self.stance.drop_deg(seen) * (1 if mover == "left" else -1) > DROP_DEG
        lean, lean_told = self.lean.look(seen.t_s, seen.dt_s, seen=leans)
        drop, drop_told = self.drop.look(seen.t_s, seen.dt_s, seen=drops)
        events: tuple[Event, ...] = ()
        if lean_told:
            events = (Fault(seen.t_s, "pelvic_circles.lean"),)
        if drop_told:
            events = (*events, Fault(seen.t_s, "pelvic_circles.hip_drop"))
        return replace(self, lean=lean, drop=drop), events


def open_pelvic_circles(side: Side | None, level: int | None) -> PelvicCircles:
    """Begin to watch; the camera sees which leg stands, and the level changes nothing."""
    del side, level
    return PelvicCircles()


def stands(seen: Seen) -> bool:
    """Whether a leg is long below its hip in the picture, as nobody's is on a chair."""
    knee, ankle = STANDS
    return any(
        (seen.at[k][1] - seen.at[h][1]) / seen.torso > knee
        and (seen.at[a][1] - seen.at[h][1]) / seen.torso > ankle
        for h, k, a in ((L_HIP, L_KNEE, L_ANKLE), (R_HIP, R_KNEE, R_ANKLE))
    )


def _lean_deg(seen: Seen) -> float:
    """Trunk against the vertical, degrees; to the right is positive."""
    (top_x, top_y), (x, y) = seen.shoulders, seen.hips
    return math.degrees(math.atan2(top_x - x, y - top_y))


def _hips(seen: Seen) -> tuple[float, float]:
    """Left hip below the right one, and how far they are apart sideways, trunk lengths."""
    left, right = seen.at[L_HIP], seen.at[R_HIP]
    return (left[1] - right[1]) / seen.torso, abs(left[0] - right[0]) / seen.torso
