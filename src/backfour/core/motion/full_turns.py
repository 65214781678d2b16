"""Adds swings of one foot up to turns: two full swings there and back, at an even pace.

The way to the circle, a foot put down, a tap and a part of a turn are no turns. What each of the
limits below keeps out stands in docs/algorithms/pelvic_circles.md.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import Final

from backfour.core.motion.seen import Side
from backfour.core.motion.swings import Look, Swing, Swings, swing_of

SMALLEST: Final = 0.2
"""Least width of a circle, trunk lengths: radius 0.06 of a leg (clinical-spec 3.4), a leg being
about 1.65 trunks in the picture."""
WIDEST: Final = 1.8
"""No foot of an upright person sways further against the other (our choice)."""
HALF_S: Final = (0.26, 4.5)
"""Half a turn takes this long: clinical-spec 3.4 gives 2 to 8 s a turn; faster ones count too and
get their cue (our choice: a wrong pace is no reason not to count)."""
BRISK_S: Final = 0.45
"""A faster half is believed of a foot that starts only where it is as wide as circles before, or
the next half is as fast: feet on their way to the circle are as quick (our choice)."""
FAMILIAR: Final = 0.75
"""Share of the width of circles before (our choice)."""
COUNT_DEG: Final = 295.0
"""A turn counts when this much of it has been seen (our choice: the first part of the first turn is
blurred by the foot's way to its circle; 216 degrees and the way back must not count)."""
SHRUNK: Final = 0.6
"""A swing smaller than this share of the one before is a break of the circle (our choice)."""
GROWN: Final = 1.6
"""One larger than this shows that what came before was the way to the circle (our choice)."""
PARTIAL: Final = 1.08
"""A first swing is part of one where the next is larger than this (our choice)."""
HASTY: Final = 0.58
"""A swing faster than the one before by this is a foot put down or a foot on its way, unless the
next one is as fast (our choice)."""
HASTY_DEG: Final = 60.0
"""What a hasty swing under way may add (our choice)."""
HESITANT: Final = 2.0
"""One slower by this held a pause (our choice) ..."""
EASY_HALF_S: Final = 1.5
"""... unless it is no slower than this by that factor: the pace asked for (clinical-spec 3.4: three
seconds round)."""
SETTLED_S: Final = 0.25
"""A foot that has not gone on for this long is at its turning point (our choice)."""
LEAD_PACE: Final = 0.8
"""A way to the first full swing belongs to the turn if it is not faster than this (our choice)."""
PAUSED: Final = 1.5
"""A swing under way that takes longer than the ones before by this was interrupted (our choice)."""
PACED: Final = (0.15, 0.7)
"""The pace of the swing under way is taken between these shares of the width (our choice)."""
STRAYED: Final = 0.28
"""A standing foot moves less than this: 0.15 leg lengths (clinical-spec 3.4)."""
OPEN: Final = 0.16
"""A path that encloses less than this of a circle, in height and in depth, goes out and back: a tap
or part of a turn (our choice: the model's depth is rough)."""
TURNED: Final = 0.5
"""Who turns round by this (width of the shoulders, trunk lengths) draws no circle (our choice)."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One full turn of a foot. ``period_s``: how long it took or, seen in part, would take."""

    start_s: float
    end_s: float
    mover: Side
    period_s: float


@dataclass(frozen=True, slots=True)
class Turns:
    """Follows the turns of one foot, then of the other.

    ``mover``: the foot on its circle, or None; ``looks``: since the last turn counted (at
    ``since_s``, when ``since_deg`` of the next were done); ``deg``:
    angle of the full swings not yet counted; ``width``: of the circle; ``half_s``,
    ``other_half_s``: of its last half and the one before (seen slanting, one way looks faster);
    ``first``: the round's only swing so far; ``doubt``: a hasty swing that the next must confirm;
    ``before``: the swing before; ``known``: width of the last turn counted, whichever foot;
    ``round``: grows with every circle begun anew.
    """

    swings: Swings = field(default_factory=Swings)
    mover: Side | None = None
    looks: tuple[Look, ...] = ()
    deg: float = 0.0
    width: float = 0.0
    half_s: float = 0.0
    other_half_s: float = 0.0
    since_s: float = 0.0
    since_deg: float = 0.0
    first: Swing | None = None
    doubt: Swing | None = None
    before: Swing | None = None
    known: float = 0.0
    round: int = 0

    def look(self, look: Look) -> tuple[Turns, Turn | None]:
        """Take in one look; a turn comes back when it is full."""
        swings, over = self.swings.look(look)
        turns = replace(self, swings=swings)
        if over is not None:
            turns = replace(turns.take(over), before=over)
        return turns.count(look.t_s)

    def rest(self) -> Turns:
        """Forget what is half done, not how wide the circles were."""
        return Turns(known=self.known, round=self.round + 1)

    @property
    def foot(self) -> Side | None:
        """The foot that moved in the last second of the swing under way."""
        looks = self.swings.looks
        recent = tuple(look for look in looks if look.t_s >= looks[-1].t_s - 1.0)
        return swing_of(recent).mover if recent else None

    @property
    def paused(self) -> bool:
        """Whether the swing under way takes much longer than the ones before."""
        looks = self.swings.looks
        since_s = looks[-1].t_s - looks[0].t_s if looks else 0.0
        return since_s > PAUSED * max(self.half_s, self.other_half_s)

    @property
    def _fastest_s(self) -> float:
        """A half in less time is hasty."""
        return HASTY * min(self.half_s, self.other_half_s)

    @property
    def _slowest_s(self) -> float:
        """A half in more time held a pause."""
        return HESITANT * max(self.half_s, EASY_HALF_S)

    def _broken(self) -> Turns:
        return replace(self.rest(), swings=self.swings)

    def take(self, swing: Swing) -> Turns:
        """Take in a swing that is over."""
        if not _possible(swing):
            return self._broken()
        if swing.mover != self.mover:
            return self._begin(swing)
        if self.doubt is not None:
            return self._settle(self.doubt, swing)
        if swing.size < SHRUNK * self.width or swing.half_s > self._slowest_s:
            return self._broken()
        if swing.size > GROWN * self.width and not self._leads_to(swing):
            return self._begin(swing)
        if swing.half_s < self._fastest_s:
            return replace(self, doubt=swing)
        return self.add(swing)

    def _begin(self, swing: Swing) -> Turns:
        """Begin a round with a swing, and with what of the one before belongs to it."""
        whole = self.known > 0 and swing.size >= FAMILIAR * self.known
        lead_deg, since_s = _lead(self.before, swing) if whole else (0.0, swing.looks[0].t_s)
        begun = replace(
            self._broken(),
            mover=swing.mover,
            width=swing.size,
            half_s=swing.half_s,
            other_half_s=swing.half_s,
            since_s=since_s,
        )
        if swing.half_s < BRISK_S and not whole:
            return replace(begun, doubt=swing)
        looks = swing.looks
        if lead_deg and self.before is not None:
            looks = (*(look for look in self.before.looks if look.t_s >= since_s), *swing.looks[1:])
        return replace(begun, looks=looks, deg=lead_deg + 180.0, first=None if whole else swing)

    def _leads_to(self, swing: Swing) -> bool:
        """Whether the only swing so far may be the first part of the circle of this one."""
        if self.first is None:
            return False
        due_s = LEAD_PACE * _covered_deg(self.first.size / swing.size) / 180.0 * swing.half_s
        return self.first.looks[-1].t_s - self.first.looks[0].t_s >= due_s

    def _settle(self, doubt: Swing, swing: Swing) -> Turns:
        """A second swing as fast shows that the hasty one was part of a fast circle."""
        alike = SHRUNK * doubt.size <= swing.size <= GROWN * doubt.size
        if not alike or swing.half_s > HESITANT * doubt.half_s:
            return self._begin(swing)
        turns = replace(self, doubt=None)
        return turns.add(doubt).add(swing)

    def add(self, swing: Swing) -> Turns:
        """Add a full swing to the turn under way."""
        deg = self._widened(swing.size).deg
        if deg >= 360.0:
            return self._begin(swing)  # a way out and back that was not counted
        return replace(
            self,
            looks=(*self.looks, *swing.looks[1:]),
            deg=deg + 180.0,
            width=swing.size,
            half_s=swing.half_s,
            other_half_s=self.half_s,
            first=None,
        )

    def count(self, t_s: float) -> tuple[Turns, Turn | None]:
        """Whether the turn is full with what the swing under way adds."""
        going = self.swings.going
        if self.mover is None or self.doubt is not None or not going:
            return self, None
        turns = self
        if self.first is not None:
            if t_s - going[-1].t_s < SETTLED_S:
                return self, None
            turns = self._widened(abs(going[-1].across - going[0].across))
        deg = turns.deg + turns.going_deg()
        if deg < COUNT_DEG:
            return self, None
        looks = (*turns.looks, *(look for look in going if look.t_s >= turns.since_s))
        if not turns.is_circle(looks, swing_of(going)):
            return self, None
        period_s = (t_s - turns.since_s) * 360.0 / (deg - turns.since_deg)
        turn = Turn(turns.since_s, t_s, self.mover, period_s)
        counted = replace(
            turns,
            deg=turns.deg - 360.0,
            looks=(),
            since_s=t_s,
            since_deg=deg - 360.0,
            first=None,
            known=turns.width,
        )
        return counted, turn

    def _widened(self, width: float) -> Turns:
        """The first swing seen was a part of one, if the next goes further."""
        if self.first is None or width <= PARTIAL * self.first.size:
            return self
        return replace(self, deg=_covered_deg(self.first.size / width), width=width)

    def is_circle(self, looks: tuple[Look, ...], going: Swing) -> bool:
        """Whether the path encloses something, by one foot, without turning round."""
        if going.size >= SMALLEST and going.mover != self.mover:
            return False
        shoulders = [look.shoulders for look in looks]
        if max(shoulders) - min(shoulders) > TURNED:
            return False
        circle = math.pi / 4 * self.width**2
        down = abs(_enclosed(looks, [look.down for look in looks]))
        depth = abs(_enclosed(looks, [look.depth for look in looks]))
        return max(down, depth) >= OPEN * circle

    def going_deg(self) -> float:
        """What the swing under way adds; little where it is hasty, nothing where it rests."""
        going = self.swings.going
        if not going:
            return 0.0
        way = going[-1].across - going[0].across
        share = abs(way) / self.width
        deg = _covered_deg(share)
        if deg <= HASTY_DEG:
            return deg
        to = min(share, PACED[1])
        low_s, high_s = (within_s(going, part * self.width) for part in (PACED[0], to))
        due = (_covered_deg(to) - _covered_deg(PACED[0])) / 180.0
        if high_s - low_s < self._fastest_s * due:
            return HASTY_DEG
        return deg if high_s - low_s <= self._slowest_s * due else 0.0


def within_s(looks: tuple[Look, ...], way: float) -> float:
    """When the swing was last within ``way`` of its turning point."""
    start = looks[0].across
    for look in reversed(looks):
        if abs(look.across - start) <= way:
            return look.t_s
    return looks[0].t_s


def _possible(swing: Swing) -> bool:
    return (
        swing.mover is not None
        and swing.strayed <= STRAYED
        and SMALLEST <= swing.size <= WIDEST
        and HALF_S[0] <= swing.half_s <= HALF_S[1]
    )


def _covered_deg(share: float) -> float:
    """Angle on a circle after this share of its width from a turning point, 0..180."""
    return math.degrees(math.acos(1 - 2 * min(1.0, share)))


def _lead(before: Swing | None, swing: Swing) -> tuple[float, float]:
    """Angle of the swing before that belongs to the round, and when that began."""
    start_s = swing.looks[0].t_s
    if before is None:
        return 0.0, start_s
    looks = tuple(look for look in before.looks if look.t_s >= start_s - swing.half_s)
    end = looks[-1].across
    far = max(range(len(looks)), key=lambda n: abs(looks[n].across - end))
    part = swing_of(looks[far:])
    deg = _covered_deg(part.size / swing.size)
    due_s = LEAD_PACE * deg / 180.0 * swing.half_s
    if part.mover != swing.mover or start_s - looks[far].t_s < due_s:
        return 0.0, start_s
    return deg, looks[far].t_s


def _enclosed(looks: tuple[Look, ...], values: list[float]) -> float:
    """Area the path encloses, closed by a straight line (signed)."""
    area, before_x, before = 0.0, looks[-1].across, values[-1]
    for look, value in zip(looks, values, strict=True):
        area += (before + value) / 2 * (look.across - before_x)
        before_x, before = look.across, value
    return area
