"""Watches bed rotation: every turn of the knees to a side and back, and what would help.

Clinical-spec 3.2: the least reliable movement for a camera. From the side it counts turns and takes
their sides from the one that was asked for first; only a view from the feet end shows the side.
docs/algorithms/bed_rotation.md.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import ClassVar, Final

from backfour.core.motion.faults import Dwell
from backfour.core.motion.seen import OTHER, Demand, Event, Fault, Now, Rep, Seen, Side
from backfour.core.motion.supine import CHEST, DEMAND, Supine, average, supine_of
from backfour.core.motion.turning import FEET_DOWN, FEET_UP, Middle, Turn

TOO_FAST: Final = "bed_rotation.too_fast"
CHEST_TURNS: Final = "bed_rotation.chest_turns"
THIGHS_DRIFT: Final = "bed_rotation.thighs_drift"

KNEES_UP: Final = 0.35
"""Knees over the hips (trunk lengths): less is not the position (our choice; half a thigh)."""
STILL_S: Final = 0.6
STILL: Final = 0.14
"""The middle is where somebody is still this long: nothing moves further than this (our choice)."""
RESTLESS_S: Final = 2.5
"""Without such a moment, the middle is the mean of this long (our choice)."""
DROP_SHARE: Final = 0.3
"""From the side, lower knees and feet count this much beside the roll (our choice)."""
STEADY_S: Final = 0.35
"""Ways are averaged over about this long: knees swing slowly, landmarks tremble (our choice)."""
MIDDLE_SHARE: Final = 0.6
"""In the middle: within this share of where a turn begins (our choice)."""
OUT_SHARE: Final = 0.4
"""A turn begins beyond this share of the turns before, too (our choice)."""
BACK_SHARE: Final = 0.4
"""It is back in the middle below this share of its own way (our choice)."""
CENTRE_SHARE: Final = 0.3
CENTRE_MOST: Final = 0.03
"""The middle lies half-way between left and right turns: it is corrected by this share each time,
at most by so much (our choice)."""
AGAIN_SHARE: Final = 0.8
"""The next turn to the same side can only begin after the knees were below this share of its
beginning (our choice)."""
SURE_SIDE: Final = 0.125
SURE_FEET: Final = 0.12
SURE_TURNS: Final = 3
GOES_ON_S: Final = 4.0
"""A first turn counts at once beyond this; smaller ones when so many follow each other, left and
right, without a longer pause: trembling does not (our choice)."""
LEAST_S: Final = 0.45
"""Shorter is no turn of a body (our choice)."""
FOLLOW_TURNS: Final = 0.3
"""Share by which the known size of turns follows each (our choice)."""
FAST_S: Final = 1.5
"""A turn to one side and back in less: the tempo is 2-3 s a side, a full cycle 3 s (clinical-spec
3.2)."""
SEEN_SHARE: Final = 0.64
"""Between its thresholds this share of a turn is seen (of a least-jerk movement)."""
DRIFT: Final = 0.24
"""Knees towards the chest or away: 15 degrees (clinical-spec 3.0) of a thigh (trunk lengths)."""
TURNING_S: Final = 1.0
"""Looked for only while turning: knees drawn up between turns are a rest (our choice)."""


@dataclass(frozen=True, slots=True)
class BedRotation:
    """The eye of bed rotation.

    ``asked``: the side asked for next, None where nobody said. ``looks``: what may become the
    middle. ``way``, ``drop``: how far out the knees are, averaged. ``size``: of a usual turn.
    ``near_s``: when the knees were last in the middle; ``ready``: they were since the ``last``
    turn; ``before``: the turn before; ``rolled``: sides to which the body was seen to roll.
    """

    demand: ClassVar[Demand] = DEMAND

    asked: Side | None = None
    looks: tuple[tuple[float, Supine], ...] = ()
    middle: Middle | None = None
    way: float = 0.0
    roll: float = 0.0
    centre: float = 0.0
    drop: float = 0.0
    turn: Turn | None = None
    size: float = 0.0
    pending: tuple[Turn, ...] = ()
    near_s: float = 0.0
    ready: bool = True
    last: float = 0.0
    before: Turn | None = None
    rolled: tuple[Side, ...] = ()
    chest: Dwell = field(default_factory=Dwell)
    drift: Dwell = field(default_factory=Dwell)

    def step(self, seen: Seen) -> tuple[BedRotation, tuple[Event, ...]]:
        """Take in one believed look."""
        look = supine_of(seen)
        if look.knees < KNEES_UP or (self.middle is not None and not self.middle.keeps(look)):
            return self._forget(), ()
        if self.middle is None:
            return self._settle(seen.t_s, look), ()
        eye, faults = self.checked(seen, look, self.middle)
        eye, turns = eye.measured(seen, look, self.middle).moved(seen, look, self.middle)
        return eye, (*turns, *faults)

    def lose(self, t_s: float) -> tuple[BedRotation, tuple[Event, ...]]:
        """Forget the turn under way: nobody knows how it ended."""
        del t_s
        return self._forget(), ()

    def finish(self, t_s: float) -> tuple[BedRotation, tuple[Event, ...]]:
        """A turn that is not back does not count."""
        del t_s
        return self._forget(), ()

    def now(self) -> Now:
        """What is under way."""
        if self.middle is None:
            return Now("start")
        if self.turn is None:
            return Now("rest", side=self.asked)
        return Now("move", side=self._side(self.turn, self.middle))

    def _forget(self) -> BedRotation:
        return replace(
            self,
            looks=(),
            middle=None,
            turn=None,
            way=0.0,
            roll=0.0,
            drop=0.0,
            ready=True,
            pending=(),
            before=None,
            centre=0.0,
        )

    def _settle(self, t_s: float, look: Supine) -> BedRotation:
        """Wait for the middle: knees up and still."""
        looks = (*self.looks, (t_s, look))
        lately = tuple(one for s, one in looks if s > t_s - STILL_S)
        began_s = looks[0][0]
        if t_s - began_s < STILL_S:
            return replace(self, looks=looks)
        if not _still(lately):
            if t_s - began_s < RESTLESS_S:
                return replace(self, looks=looks)
            lately = tuple(one for _, one in looks)
        rest = average(lately)
        middle = Middle(rest, rest.feet > (FEET_UP + FEET_DOWN) / 2, STILL_S)
        return replace(self, looks=(), middle=middle, near_s=t_s)

    def _side(self, turn: Turn, middle: Middle) -> Side | None:
        """Which side: as seen where the view shows it, else as asked."""
        return turn.side if middle.from_feet else self.asked

    def measured(self, seen: Seen, look: Supine, middle: Middle) -> BedRotation:
        """Follow the way out, steadied."""
        steady = seen.dt_s / (STEADY_S + seen.dt_s)
        roll = look.roll - middle.look.roll
        way = middle.turn_from_feet(look) if middle.from_feet else roll
        drop = 0.0 if middle.from_feet else middle.drop(look)
        return replace(
            self,
            way=self.way + steady * (way - self.centre - self.way),
            roll=self.roll + steady * (roll - self.roll),
            drop=self.drop + steady * (drop - self.drop),
        )

    def moved(
        self, seen: Seen, look: Supine, middle: Middle
    ) -> tuple[BedRotation, tuple[Event, ...]]:
        """Follow the knees out and back."""
        t_s, turn, way = seen.t_s, self.turn, self.way
        out = abs(way) + DROP_SHARE * max(0.0, self.drop)
        if turn is None:
            begins = max(middle.least, OUT_SHARE * self.size)
            back = out <= AGAIN_SHARE * begins or way * self.last < 0
            if out > begins and (self.ready or back):
                return replace(
                    self, turn=Turn(self.near_s, math.copysign(out, way), way, self.roll)
                ), ()
            eye = replace(self, ready=self.ready or back)
            if out <= MIDDLE_SHARE * middle.least:
                return replace(eye, near_s=t_s, middle=middle.follow(look, seen.dt_s)), ()
            return eye, ()
        left = math.copysign(1.0, turn.way)
        turn = replace(
            turn,
            side_way=left * max(left * turn.side_way, left * way),
            roll=left * max(left * turn.roll, left * self.roll),
        )
        if out > abs(turn.way):
            return replace(self, turn=replace(turn, way=math.copysign(out, way))), ()
        if out > BACK_SHARE * abs(turn.way) and way * turn.way > -(middle.least**2):
            return replace(self, turn=turn), ()
        eye = replace(self, turn=None, near_s=t_s, ready=False, last=turn.way)
        return eye.counted(turn, t_s, middle)

    def counted(
        self, turn: Turn, t_s: float, middle: Middle
    ) -> tuple[BedRotation, tuple[Event, ...]]:
        """A turn is back in the middle; the first small ones wait until there is no doubt."""
        if t_s - turn.start_s < LEAST_S or not self._believes(turn, middle):
            return self, ()
        turn = replace(turn, end_s=t_s)
        rolls = middle.shows_roll(turn) and turn.side not in self.rolled
        eye = replace(
            self,
            rolled=(*self.rolled, turn.side) if rolls else self.rolled,
            centre=self._centred(turn),
            before=turn,
        )
        if self.size:
            size = self.size + FOLLOW_TURNS * (abs(turn.way) - self.size)
            return replace(eye, size=size).told((turn,), middle)
        chain = self.pending if self._goes_on(turn) else ()
        chain = (*chain, turn)
        sure = SURE_FEET if middle.from_feet else SURE_SIDE
        doubtful = abs(turn.way) < sure or not middle.shows_roll(turn)
        if doubtful and len(chain) < SURE_TURNS:
            return replace(eye, pending=chain), ()
        sizes = sorted(abs(one.way) for one in chain)
        return replace(eye, size=sizes[len(sizes) // 2], pending=()).told(chain, middle)

    def _centred(self, turn: Turn) -> float:
        """Where the middle lies, after a turn to the other side than the one before."""
        if self.before is None or self.before.way * turn.way > 0:
            return self.centre
        off = CENTRE_SHARE * (self.before.side_way + turn.side_way) / 2
        return max(-CENTRE_MOST, min(CENTRE_MOST, self.centre + off))

    def _believes(self, turn: Turn, middle: Middle) -> bool:
        """Whether a turn is none of thighs that tilt along the trunk."""
        if middle.shows_roll(turn):
            return True
        if middle.to_head_end(turn) or turn.side in self.rolled:
            return False
        return self.before is None or self.before.side != turn.side

    def _goes_on(self, turn: Turn) -> bool:
        """Whether a turn follows the ones that wait, to the other side."""
        if not self.pending:
            return True
        last = self.pending[-1]
        return last.way * turn.way < 0 and turn.start_s - last.end_s < GOES_ON_S

    def told(
        self, turns: tuple[Turn, ...], middle: Middle
    ) -> tuple[BedRotation, tuple[Event, ...]]:
        """Tell turns, each to its side, and which came back too soon."""
        events: list[Event] = []
        asked = self.asked
        for turn in turns:
            side = turn.side if middle.from_feet else asked
            events.append(Rep(turn.start_s, turn.end_s, side))
            if turn.end_s - turn.start_s < SEEN_SHARE * FAST_S:
                events.append(Fault(turn.end_s, TOO_FAST))
            asked = None if asked is None else OTHER[side or asked]
        return replace(self, asked=asked), tuple(events)

    def checked(
        self, seen: Seen, look: Supine, middle: Middle
    ) -> tuple[BedRotation, tuple[Event, ...]]:
        """Look for what would help."""
        tips = abs(look.chest - middle.look.chest) > CHEST
        away = abs(look.knees_on - middle.look.knees_on) > DRIFT
        turned_s = -math.inf if self.before is None else self.before.end_s
        turning = self.turn is not None or seen.t_s - turned_s < TURNING_S
        drifts = away and turning and middle.feet_up and not middle.from_feet
        chest, turns = self.chest.look(seen.t_s, seen.dt_s, seen=tips)
        drift, far = self.drift.look(seen.t_s, seen.dt_s, seen=drifts)
        said = ((CHEST_TURNS, turns), (THIGHS_DRIFT, far))
        events = tuple(Fault(seen.t_s, key) for key, tells in said if tells)
        return replace(self, chest=chest, drift=drift), events


def _still(looks: tuple[Supine, ...]) -> bool:
    for name in ("knees_on", "feet_on", "knees", "feet", "roll"):
        values = [getattr(look, name) for look in looks]
        if max(values) - min(values) > STILL:
            return False
    return True


def open_bed_rotation(side: Side | None = None, level: int | None = None) -> BedRotation:
    """Begin to watch bed rotation; ``side`` is the one asked for first, then they alternate."""
    del level
    return BedRotation(asked=side)
