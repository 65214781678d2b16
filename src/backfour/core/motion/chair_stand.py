"""The chair stand: how often somebody stands up fully from the chair (clinical-spec 5.2).

Shoulders and hips are measured against this person's own seat; see docs/algorithms/chair_stand.md.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar, Final

from backfour.core.motion.geometry import angle_deg, mid, rise_deg
from backfour.core.motion.landmarks import L_ANKLE, L_HIP, L_KNEE, R_ANKLE, R_HIP, R_KNEE
from backfour.core.motion.seen import Demand, Event, Now, Rep, Seen, Side

SEAT_RISE: Final = 0.62
"""Whoever sits has thighs no higher in the picture than this share of the shins (our choice; 0 from
the side, up to 0.55 from in front; standing about 0.95) ..."""
SEAT_TRUNK_DEG: Final = 65.0
"""... a trunk at least this steep (our choice: a seat learnt while leaning would be too low) ..."""
SETTLE_S: Final = 0.5
STILL: Final = 0.1
"""... and keeps still within this, shin heights, for so long: then the seat is learnt."""
ON_SEAT: Final = 0.25
"""On the seat again: hips over their seat by less than this, shin heights (our choice)."""
SHOULDERS_UP: Final = 0.75
HIPS_UP: Final = 0.65
"""Stood up: shoulders and hips over their seat by at least this, shin heights (our choice; a full
stand lifts both by nearly a whole shin, half a stand by half of one) ..."""
KNEES_DEG: Final = 140.0
"""... and knees straighter than this (our choice; gross only, since they are seen 7 degrees wrong
and more: clinical-spec 3.0)."""
STANDS_S: Final = 0.1
"""Up for this long (our choice: a single wrong look is no stand)."""
LEAP: Final = 0.5
FASTEST_S: Final = 5.0
"""Hips that leap by more, and faster a second, than this, shin heights, are another body's (our
choice)."""
FEET: Final = 0.5
"""Feet stay where they were on the seat, within this, shin heights: else it is a walk (ours)."""


@dataclass(frozen=True, slots=True)
class Posture:
    """Heights of shoulders, hips and knees (``shin``) over the ankles, in picture heights.

    ``feet``: where the ankles are across the picture. ``knees_deg``: mean of both knees.
    """

    shoulders: float
    hips: float
    shin: float
    feet: float
    knees_deg: float = 0.0

    def off(self, other: Posture) -> float:
        """How far from another posture, shin heights of that one."""
        ways = (
            abs(self.shoulders - other.shoulders),
            abs(self.hips - other.hips),
            abs(self.feet - other.feet),
        )
        return max(ways) / other.shin


def posture_of(seen: Seen) -> Posture:
    """Measure one look."""
    at = seen.at
    ankles, knees = mid(at[L_ANKLE], at[R_ANKLE]), mid(at[L_KNEE], at[R_KNEE])
    left = angle_deg(at[L_HIP], at[L_KNEE], at[L_ANKLE])
    right = angle_deg(at[R_HIP], at[R_KNEE], at[R_ANKLE])
    return Posture(
        ankles[1] - seen.shoulders[1],
        ankles[1] - seen.hips[1],
        max(ankles[1] - knees[1], 0.5 * seen.torso),
        ankles[0],
        (left + right) / 2,
    )


@dataclass(frozen=True, slots=True)
class Settling:
    """A posture that has been kept: its mean over ``watched_s``."""

    mean: Posture
    watched_s: float = 0.0

    def look(self, posture: Posture, dt_s: float) -> Settling:
        """Take in one look; who moves settles anew."""
        if posture.off(self.mean) > STILL:
            return Settling(posture)
        watched_s = self.watched_s + dt_s
        share = dt_s / watched_s if watched_s else 1.0
        before = self.mean
        return Settling(
            Posture(
                before.shoulders + share * (posture.shoulders - before.shoulders),
                before.hips + share * (posture.hips - before.hips),
                before.shin + share * (posture.shin - before.shin),
                before.feet + share * (posture.feet - before.feet),
            ),
            watched_s,
        )


@dataclass(frozen=True, slots=True)
class ChairStand:
    """The eye for the chair stand.

    ``seat``: this person's own posture on the chair; ``left_s``: last look on it in this stretch of
    trust, or None; ``hips``: their height in the last look; ``up_s``: since when up, or None;
    ``stood``: this stand is counted.
    """

    seat: Posture | None = None
    settling: Settling | None = None
    left_s: float | None = None
    hips: float | None = None
    up_s: float | None = None
    stood: bool = False

    demand: ClassVar[Demand] = Demand((30.0, 90.0), view="any", least_extent=0.3)

    def step(self, seen: Seen) -> tuple[ChairStand, tuple[Event, ...]]:
        """Take in one believed look."""
        posture = posture_of(seen)
        eye = replace(self._learnt(seen, posture), hips=posture.hips)
        seat = eye.seat
        if seat is None:
            return eye, ()
        if self._leaps(posture, seen.dt_s):
            eye = replace(eye, left_s=None)
        if _on(seat, posture):
            return replace(eye, left_s=seen.t_s, up_s=None, stood=False), ()
        if eye.stood or eye.left_s is None or not _up(seat, posture):
            return replace(eye, up_s=None), ()
        up_s = seen.t_s if eye.up_s is None else eye.up_s
        if seen.t_s - up_s < STANDS_S:
            return replace(eye, up_s=up_s), ()
        return replace(eye, up_s=up_s, stood=True), (Rep(eye.left_s, seen.t_s, None),)

    def lose(self, t_s: float) -> tuple[ChairStand, tuple[Event, ...]]:
        """Stop judging: who was half way is not counted; the chair is still where it was."""
        del t_s
        return ChairStand(self.seat), ()

    def finish(self, t_s: float) -> tuple[ChairStand, tuple[Event, ...]]:
        """Nothing is open: a stand counts when it is full."""
        return self.lose(t_s)

    def now(self) -> Now:
        """What is under way: ``hold`` is standing, counted."""
        if self.left_s is None:
            return Now("start")
        return Now("hold" if self.stood else "rest")

    def _learnt(self, seen: Seen, posture: Posture) -> ChairStand:
        """Learn the seat, the first or another one, from somebody who sits upright and still."""
        settling = (self.settling or Settling(posture)).look(posture, seen.dt_s)
        sits = posture.hips - posture.shin <= SEAT_RISE * posture.shin
        if not sits or rise_deg(seen.hips, seen.shoulders) < SEAT_TRUNK_DEG:
            return replace(self, settling=None)
        seat = settling.mean if settling.watched_s >= SETTLE_S else self.seat
        return replace(self, settling=settling, seat=seat)

    def _leaps(self, posture: Posture, dt_s: float) -> bool:
        way = 0.0 if self.hips is None else abs(posture.hips - self.hips)
        return way > max(LEAP, FASTEST_S * dt_s) * posture.shin


def _on(seat: Posture, posture: Posture) -> bool:
    return posture.hips - seat.hips <= ON_SEAT * seat.shin and _stays(seat, posture)


def _up(seat: Posture, posture: Posture) -> bool:
    shoulders, hips = posture.shoulders - seat.shoulders, posture.hips - seat.hips
    high = shoulders >= SHOULDERS_UP * seat.shin and hips >= HIPS_UP * seat.shin
    return high and posture.knees_deg >= KNEES_DEG and _stays(seat, posture)


def _stays(seat: Posture, posture: Posture) -> bool:
    return abs(posture.feet - seat.feet) <= FEET * seat.shin


def open_chair_stand(side: Side | None, level: int | None) -> ChairStand:
    """Begin to watch; the chair stand has neither side nor level."""
    del side, level
    return ChairStand()
