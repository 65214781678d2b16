"""Pelvic circles: full turns of the free foot while the other leg stands (clinical-spec 3.4).

Question, formula, thresholds and limits: docs/algorithms/pelvic_circles.md.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import ClassVar, Final

from backfour.core.motion.faults import AGAIN_S, Dwell
from backfour.core.motion.full_turns import Turn, Turns
from backfour.core.motion.landmarks import L_ANKLE, L_HIP, L_KNEE, R_ANKLE, R_HIP, R_KNEE
from backfour.core.motion.seen import OTHER, Demand, Event, Fault, Now, Rep, Seen, Side
from backfour.core.motion.swings import Look, look_of

STANDS: Final = (0.55, 1.1)
"""Standing: a hip above its knee, and above its ankle, trunk lengths in the picture (ours)."""
FAST_S: Final = 2.2
"""A faster turn gets the cue: clinical-spec 3.4 says 2.5 s; less because the ends of a turn are
uncertain by a tenth (our choice)."""
LEAN_DEG: Final = 12.0
"""Trunk against its own upright line (clinical-spec 3.4)."""
DROP_DEG: Final = 12.0
"""Free hip below the standing one, against the own level (clinical-spec 3.4)."""
HIPS_APART: Final = 0.55
"""Distance of the hip points seen from behind, trunk lengths (measured on our bodies)."""
HIPS_SEEN: Final = 0.2
"""Narrower in the picture, the hips are seen from the side and their level is not judged (our
choice)."""
STANCE_S: Final = 0.6
"""The own upright line is taken from this long of standing, at least (our choice)."""
DAB: Final = 0.07
"""A foot this near to its own place on the floor is on it, trunk lengths (clinical-spec 3.4: 0.05
leg lengths above the floor, which is 0.08)."""
DAB_EVEN_S: Final = 0.15
"""Its place is evened out over this time (our choice)."""
DAB_S: Final = (0.3, 4.0)
"""On the floor this long: clinical-spec 3.4 says 0.15 s, but the place is evened out; longer is a
rest (our choice)."""
AWAY: Final = 0.4
"""It has left again when it is this share of its circle's width away (our choice)."""


@dataclass(frozen=True, slots=True)
class Stance:
    """How this person stands before a foot is lifted: lean and drop, degrees.

    And where the left foot is against the right, trunk lengths; ``watched_s``: for how long that
    was seen.
    """

    watched_s: float = 0.0
    lean_deg: float = 0.0
    drop_deg: float = 0.0
    across: float = 0.0
    down: float = 0.0

    def seen(self, dt_s: float, lean_deg: float, drop_deg: float, look: Look) -> Stance:
        """Take in one look as a mean over the time."""
        watched_s = self.watched_s + dt_s
        share = dt_s / watched_s if watched_s else 1.0
        return Stance(
            watched_s,
            self.lean_deg + share * (lean_deg - self.lean_deg),
            self.drop_deg + share * (drop_deg - self.drop_deg),
            self.across + share * (look.across - self.across),
            self.down + share * (look.down - self.down),
        )


@dataclass(frozen=True, slots=True)
class Landed:
    """A foot after its last turn: which one, in which round of turns.

    Its place against its place on the floor (trunk lengths, evened out over ``DAB_EVEN_S``);
    since when it has been there (None: it is not), and the longest time it was.
    """

    mover: Side
    round: int
    across: float = 1.0
    down: float = 1.0
    since_s: float | None = None
    longest_s: float = 0.0

    def look(self, look: Look, dt_s: float, stance: Stance) -> Landed:
        """Take in one look."""
        share = dt_s / (dt_s + DAB_EVEN_S)
        across = self.across + share * (look.across - stance.across - self.across)
        down = self.down + share * (look.down - stance.down - self.down)
        landed = replace(self, across=across, down=down)
        if math.hypot(across, down) > DAB:
            return replace(landed, since_s=None)
        since_s = look.t_s if self.since_s is None else self.since_s
        return replace(landed, since_s=since_s, longest_s=max(self.longest_s, look.t_s - since_s))


@dataclass(frozen=True, slots=True)
class PelvicCircles:
    """The eye for pelvic circles."""

    stance: Stance = field(default_factory=Stance)
    turns: Turns = field(default_factory=Turns)
    landed: Landed | None = None
    lean: Dwell = field(default_factory=Dwell)
    drop: Dwell = field(default_factory=Dwell)
    fast_s: float | None = None

    demand: ClassVar[Demand] = Demand((60.0, 90.0), view="behind", least_extent=0.35)

    def step(self, seen: Seen) -> tuple[PelvicCircles, tuple[Event, ...]]:
        """Take in one believed look."""
        if not stands(seen):
            return replace(self, turns=self.turns.rest(), landed=None), ()
        look = look_of(seen)
        lean_deg, drop_deg = _lean_deg(seen), _drop_deg(seen)
        eye = self
        if not self.turns.swings.sign and not self.turns.known:
            eye = replace(eye, stance=eye.stance.seen(seen.dt_s, lean_deg, drop_deg, look))
        turns, turn = eye.turns.look(look)
        eye = replace(eye, turns=turns)
        eye, posture = eye.postured(seen, lean_deg, drop_deg)
        eye, dab = eye.dabbed(look, seen.dt_s)
        if turn is None:
            return eye, (*posture, *dab)
        return eye.told(turn, (*posture, *dab))

    def lose(self, t_s: float) -> tuple[PelvicCircles, tuple[Event, ...]]:
        """Stop judging: a circle half seen is none."""
        del t_s
        lean, drop = self.lean.rest(), self.drop.rest()
        return replace(self, turns=self.turns.rest(), landed=None, lean=lean, drop=drop), ()

    def finish(self, t_s: float) -> tuple[PelvicCircles, tuple[Event, ...]]:
        """Nothing is open: a part of a circle is none."""
        return self.lose(t_s)

    def now(self) -> Now:
        """What is under way."""
        if self.turns.mover is not None:
            return Now("move", OTHER[self.turns.mover])
        return Now("rest" if self.stance.watched_s >= STANCE_S else "start")

    def told(
        self, turn: Turn, events: tuple[Event, ...]
    ) -> tuple[PelvicCircles, tuple[Event, ...]]:
        """A turn is full: count it, and say if it was too fast."""
        rep = Rep(turn.start_s, turn.end_s, OTHER[turn.mover])
        eye = replace(self, landed=Landed(turn.mover, self.turns.round))
        told = self.fast_s is not None and turn.end_s - self.fast_s < AGAIN_S
        if turn.period_s >= FAST_S or told:
            return eye, (*events, rep)
        fault = Fault(turn.end_s, "pelvic_circles.too_fast")
        return replace(eye, fast_s=turn.end_s), (*events, rep, fault)

    def postured(
        self, seen: Seen, lean_deg: float, drop_deg: float
    ) -> tuple[PelvicCircles, tuple[Event, ...]]:
        """Whether the trunk leans or the free hip drops while a foot circles."""
        mover = self.turns.mover
        if mover is None or self.stance.watched_s < STANCE_S:
            return replace(self, lean=self.lean.rest(), drop=self.drop.rest()), ()
        leans = abs(lean_deg - self.stance.lean_deg) > LEAN_DEG
        drops = (drop_deg - self.stance.drop_deg) * (1 if mover == "left" else -1) > DROP_DEG
        lean, lean_told = self.lean.look(seen.t_s, seen.dt_s, seen=leans)
        drop, drop_told = self.drop.look(seen.t_s, seen.dt_s, seen=drops)
        events: tuple[Event, ...] = ()
        if lean_told:
            events = (Fault(seen.t_s, "pelvic_circles.lean"),)
        if drop_told:
            events = (*events, Fault(seen.t_s, "pelvic_circles.hip_drop"))
        return replace(self, lean=lean, drop=drop), events

    def dabbed(self, look: Look, dt_s: float) -> tuple[PelvicCircles, tuple[Event, ...]]:
        """Whether the foot touched the floor between two circles and leaves it again."""
        landed, turns = self.landed, self.turns
        if landed is None:
            return self, ()
        away = abs(look.across - self.stance.across) >= AWAY * turns.known
        broken = turns.round != landed.round or turns.paused
        if not (away and broken):
            return replace(self, landed=landed.look(look, dt_s, self.stance)), ()
        low, high = DAB_S
        dab = turns.foot == landed.mover and low <= landed.longest_s <= high
        fault = (Fault(look.t_s, "pelvic_circles.foot_dab"),) if dab else ()
        return replace(self, landed=None), fault


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


def _drop_deg(seen: Seen) -> float:
    """Left hip below the right one, degrees, from behind and turned; 0 where seen from the side."""
    left, right = seen.at[L_HIP], seen.at[R_HIP]
    if abs(left[0] - right[0]) < HIPS_SEEN * seen.torso:
        return 0.0
    share = (left[1] - right[1]) / (HIPS_APART * seen.torso)
    return math.degrees(math.asin(max(-1.0, min(1.0, share))))
