"""Sitting: when the head comes down and forward from this person's own upright place.

Ears and shoulders only, because at a desk the hips are out of the picture and invented. It measures
a change, not what is right: docs/algorithms/sitting.md.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar, Final

from backfour.core.motion.geometry import distance, mid
from backfour.core.motion.landmarks import L_EAR, L_SHOULDER, NOSE, R_EAR, R_SHOULDER
from backfour.core.motion.seen import Demand, Event, Hold, Now, Seen, Side

SLUMP: Final = 0.25
"""Head lower than upright by this, neck lengths (shoulders to ears): clinical-spec 6.3 says 12 % of
the width of the shoulders, and a neck is about half that width."""
FORWARD: Final = 0.3
"""From the side the same slump shows more as way forward than as way down; so much of that way
counts as down (our choice) ..."""
LEAST_DROP: Final = 0.08
"""... if the head came down at all (our choice: a head that only moves sideways is no slump)."""
UPRIGHT: Final = 0.15
"""Upright again below this (our choice: a slump ends later than it begins)."""
TILTED: Final = 0.4
"""Shoulders this much out of their own level, neck lengths: a bend to the side (our choice)."""
ELSEWHERE: Final = (1.2, 3.5)
"""Further down, or further to a side, neck lengths: another place or another posture, no slump (our
choice; sitting down from standing is more than 1.5)."""
SIZE: Final = (0.6, 1.25)
"""Length of the neck against upright: outside, somebody else or another distance (our choice; a
slump shortens it)."""
SETTLE_S: Final = 1.5
"""An upright place is learnt from this long without moving (our choice)."""
RESETTLE_S: Final = 4.0
"""Another one only after this long, so that a reach is none (our choice)."""
STILL: Final = 0.2
"""Without moving: less than this, neck lengths (our choice)."""
LEAST_S: Final = 2.5
"""A shorter slump is a movement (our choice)."""
PAUSE_S: Final = 1.0
"""Upright for less than this does not end it (our choice)."""
NEAR: Final = 0.6
"""After a gap it is the same person in the same place, if the head is this near to where it was,
neck lengths (our choice)."""


@dataclass(frozen=True, slots=True)
class Head:
    """Ears (middle of both) and shoulders in the picture.

    ``tilt``: left shoulder below the right; ``neck``: from shoulders to ears. Picture heights.
    """

    x: float
    y: float
    tilt: float
    neck: float

    def far(self, other: Head) -> float:
        """How far the ears are apart, in neck lengths of the other."""
        return distance((self.x, self.y), (other.x, other.y)) / other.neck


def head_of(seen: Seen) -> Head:
    """Measure one look."""
    ears = mid(seen.at[L_EAR], seen.at[R_EAR])
    tilt = seen.at[L_SHOULDER][1] - seen.at[R_SHOULDER][1]
    return Head(ears[0], ears[1], tilt, max(distance(ears, seen.shoulders), 1e-6))


@dataclass(frozen=True, slots=True)
class Settling:
    """A place the head has kept: its mean, and since when."""

    head: Head
    since_s: float
    watched_s: float = 0.0

    def look(self, head: Head, t_s: float, dt_s: float) -> Settling:
        """Take in one look; who moves settles anew."""
        if head.far(self.head) > STILL:
            return Settling(head, t_s)
        watched_s = self.watched_s + dt_s
        share = dt_s / watched_s if watched_s else 1.0
        mean = (
            a + share * (b - a)
            for a, b in (
                (self.head.x, head.x),
                (self.head.y, head.y),
                (self.head.tilt, head.tilt),
                (self.head.neck, head.neck),
            )
        )
        return Settling(Head(*mean), self.since_s, watched_s)


@dataclass(frozen=True, slots=True)
class Sitting:
    """The eye for sitting.

    ``upright``: this person's own upright place; ``slumped_s``: since when slumped; ``seen_s``:
    last look that was; ``last``: head in the last look; ``known``: whether the person is the one
    the upright place belongs to.
    """

    upright: Head | None = None
    settling: Settling | None = None
    last: Head | None = None
    slumped_s: float | None = None
    seen_s: float = 0.0
    t_s: float = 0.0
    known: bool = True

    demand: ClassVar[Demand] = Demand(
        (50.0, 90.0), inside=(NOSE, L_EAR, R_EAR, L_SHOULDER, R_SHOULDER), view="any"
    )

    def step(self, seen: Seen) -> tuple[Sitting, tuple[Event, ...]]:
        """Take in one believed look."""
        head = head_of(seen)
        settling = (self.settling or Settling(head, seen.t_s)).look(head, seen.t_s, seen.dt_s)
        eye = replace(self, settling=settling, t_s=seen.t_s)
        eye = eye.recognised(head)
        if eye.upright is None or not eye.known or _elsewhere(eye.upright, head):
            eye, events = eye.closed()
            return replace(eye.learnt(), last=head), events
        eye, events = eye.judged(slump_of(eye.upright, head))
        return replace(eye, last=head), events

    def lose(self, t_s: float) -> tuple[Sitting, tuple[Event, ...]]:
        """Stop judging; who comes back must first be known again."""
        del t_s
        eye, events = self.closed()
        return replace(eye, known=False, settling=None), events

    def finish(self, t_s: float) -> tuple[Sitting, tuple[Event, ...]]:
        """Close a slump that is open."""
        return self.lose(t_s)

    def now(self) -> Now:
        """What is under way: ``hold`` is a slump."""
        if self.upright is None or not self.known:
            return Now("start")
        if self.slumped_s is None:
            return Now("rest")
        return Now("hold", None, self.t_s - self.slumped_s)

    def recognised(self, head: Head) -> Sitting:
        """After a gap: the same place as before, or the upright place, is the same person."""
        if self.known or self.upright is None:
            return self
        places = (self.upright,) if self.last is None else (self.upright, self.last)
        alike = SIZE[0] <= head.neck / self.upright.neck <= SIZE[1]
        return replace(self, known=alike and any(head.far(place) <= NEAR for place in places))

    def learnt(self) -> Sitting:
        """Learn an upright place, the first or another one, once the person has settled."""
        settled, first = self.settling, self.upright is None
        if settled is None or settled.watched_s < (SETTLE_S if first else RESETTLE_S):
            return self
        if self.upright is not None and _risen(self.upright, settled.head) and self.known:
            return self  # standing up: the seat is still where it was
        return replace(self, upright=settled.head, known=True)

    def judged(self, slump: float) -> tuple[Sitting, tuple[Event, ...]]:
        """Whether a slump begins, goes on or ends: ``slump`` as `slump_of` measures it."""
        if self.slumped_s is None:
            if slump < SLUMP:
                return self, ()
            return replace(self, slumped_s=self.t_s, seen_s=self.t_s), ()
        if slump >= UPRIGHT:
            return replace(self, seen_s=self.t_s), ()
        return self.closed() if self.t_s - self.seen_s >= PAUSE_S else (self, ())

    def closed(self) -> tuple[Sitting, tuple[Event, ...]]:
        """End the slump under way; told if it was long enough."""
        if self.slumped_s is None:
            return self, ()
        held_s = self.seen_s - self.slumped_s
        eye = replace(self, slumped_s=None)
        if held_s < LEAST_S:
            return eye, ()
        return eye, (Hold(self.slumped_s, self.seen_s, held_s, None, counted=True),)


def slump_of(upright: Head, head: Head) -> float:
    """How far the head is down from its upright place, neck lengths, the way forward included.

    0 for a head that did not come down, and for a bend to the side.
    """
    drop = (head.y - upright.y) / upright.neck
    if drop < LEAST_DROP or abs(head.tilt - upright.tilt) > TILTED * upright.neck:
        return 0.0
    return drop + FORWARD * abs(head.x - upright.x) / upright.neck


def _elsewhere(upright: Head, head: Head) -> bool:
    down, aside = ELSEWHERE
    if (
        abs(head.y - upright.y) > down * upright.neck
        or abs(head.x - upright.x) > aside * upright.neck
    ):
        return True
    return not SIZE[0] <= head.neck / upright.neck <= SIZE[1]


def _risen(upright: Head, head: Head) -> bool:
    return upright.y - head.y > ELSEWHERE[0] * upright.neck


def open_sitting(side: Side | None, level: int | None) -> Sitting:
    """Begin to watch; sitting has neither side nor level."""
    del side, level
    return Sitting()
