"""When a hold of the bird-dog begins and ends, how long it lasted, and whether it counts.

A hold of one second must never count as five, and a tremble must neither cut a hold in two nor
make one of two.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Final

from backfour.core.motion.bird_dog_limbs import Form, Limbs
from backfour.core.motion.bird_dog_look import Look
from backfour.core.motion.seen import Event, Hold, Rep, Seen, Side

LEAST_S: Final = 4.5
"""A hold counts from here (clinical-spec 3.3)."""
TOLD_S: Final = 1.0
"""A shorter lift is no hold worth telling, counted or not (our choice)."""
BRIDGE_S: Final = 0.5
"""Out of position for less than this, a hold goes on (our choice)."""
SHARE: Final = 0.7
"""Share of a hold that must be seen in position (our choice, after clinical-spec 3.0)."""
SEEN_FOR_S: Final = 0.4
"""The most that one look stands for: what was not seen isn't seen in position (our choice)."""
RISES_S: Final = 1.2
ARRIVED_DEG: Final = 9.0
"""A hold's clock starts when the arm is this near to where it is after its first seconds: the limit
that opens a hold is lower than that, for the model's bias (our choice)."""
LEAVES_DEG: Final = 6.0
LEAVES_SHARE: Final = 0.8
LEAVES_S: Final = 1.0
"""It stops when the arm was last this near to where it was held, and the leg's lift this share of
its mean, if that is at most so long ago: again the limits that end a hold are further away, so that
a tremble does not (our choice)."""
EVIDENCE: Final = 0.05
"""Mean ``legs_off`` of a whole hold, below which the knee was not seen to leave the floor (our
choice: an inch makes 0.07 and more, tremble alone up to 0.05)."""
FIRM_S: Final = 0.5
"""A lift that reaches that later than this after the hold began only began then: before, it was
tremble, and a short hold must not grow long by it (our choice)."""

SIDES: Final[tuple[Side, Side]] = ("left", "right")


@dataclass(frozen=True, slots=True)
class Held:
    """A pair in position.

    Parameters
    ----------
    arm, leg, form
        Which, 0 for left, and how the leg is held.
    start_s, last_s, near_s
        First and latest look in position, and the latest with arm and leg where they are held.
    seen_s
        How long it was seen in position.
    level
        Mean of the leg's lift, as ``legs_off``.
    rising
        Time and angle of the arm in the first looks, until they have told when it had arrived.
    firm
        Whether the leg's lift has reached ``EVIDENCE``.
    """

    arm: int
    leg: int
    form: Form
    start_s: float
    last_s: float
    near_s: float
    seen_s: float = 0.0
    level: float = 0.0
    rising: tuple[tuple[float, float], ...] = ()
    firm: bool = False

    @property
    def end_s(self) -> float:
        """When the hold ended, if it ended with the latest look."""
        return self.near_s if self.last_s - self.near_s <= LEAVES_S else self.last_s

    @property
    def held_s(self) -> float:
        """How long it was held."""
        return self.end_s - self.start_s

    @property
    def side(self) -> Side:
        """The raised arm's."""
        return SIDES[self.arm]

    @property
    def opposite(self) -> bool:
        """Whether it is the right pair."""
        return self.arm != self.leg


@dataclass(frozen=True, slots=True)
class Holding:
    """What is held, or None; ``lowering``: a straight leg was held and is on its way down."""

    held: Held | None = None
    lowering: bool = False


def hold(
    holding: Holding, limbs: Limbs, look: Look, seen: Seen
) -> tuple[Holding, tuple[Event, ...]]:
    """Take in one look.

    Returns
    -------
    tuple
        What is held now, and the hold that is over, with its repetition if it counts.
    """
    arm, leg, held = limbs.arm, limbs.leg, holding.held
    if arm is None or leg is None:
        return _out(Holding(held), seen.t_s)
    if limbs.tiptoe or (holding.lowering and not limbs.straight):
        return _out(holding, seen.t_s)
    events: tuple[Event, ...] = ()
    if held is not None and (held.arm, held.leg, held.form) != (arm, leg, limbs.form):
        if (held.arm, held.leg, held.form) == (arm, leg, "leg_straight"):
            return _out(holding, seen.t_s)
        events = close(holding)[1]
        held = None
    if held is None:
        first = ((seen.t_s, look.arm_deg[arm]),)
        held = Held(arm, leg, limbs.form, seen.t_s, seen.t_s, seen.t_s, rising=first)
    held = _go_on(held, limbs, look.arm_deg[arm], seen)
    return Holding(held), events


def close(holding: Holding) -> tuple[Holding, tuple[Event, ...]]:
    """End what is held, and tell it if it was something."""
    held = holding.held
    if held is None:
        return holding, ()
    over = Holding(lowering=held.form == "leg_straight")
    held_s = held.held_s
    if held_s < TOLD_S or held.level < EVIDENCE or held.seen_s < SHARE * held_s:
        return over, ()
    counted = held.opposite and held_s >= LEAST_S
    told = Hold(held.start_s, held.end_s, held_s, held.side, counted)
    return over, (told, Rep(held.start_s, held.end_s, held.side)) if counted else (told,)


def _out(holding: Holding, t_s: float) -> tuple[Holding, tuple[Event, ...]]:
    """Out of position: a little while changes nothing."""
    if holding.held is None or t_s - holding.held.last_s < BRIDGE_S:
        return holding, ()
    return close(holding)


def _go_on(held: Held, limbs: Limbs, arm_deg: float, seen: Seen) -> Held:
    """One more look in position."""
    if not held.firm and limbs.lift >= EVIDENCE:
        late = seen.t_s - held.start_s > FIRM_S
        begun = Held(held.arm, held.leg, held.form, seen.t_s, seen.t_s, seen.t_s) if late else held
        held = replace(begun, firm=True)
    dt_s = min(seen.dt_s, SEEN_FOR_S)
    seen_s = held.seen_s + dt_s
    share = dt_s / seen_s if seen_s else 1.0
    arm_stays = arm_deg >= (limbs.held_deg[held.arm] or 0.0) - LEAVES_DEG
    stays = arm_stays and limbs.lift >= LEAVES_SHARE * limbs.level
    held = replace(
        held,
        last_s=seen.t_s,
        near_s=seen.t_s if stays else held.near_s,
        seen_s=seen_s,
        level=held.level + share * (limbs.level - held.level),
    )
    return _arrive(held, seen.t_s, arm_deg) if held.rising else held


def _arrive(held: Held, t_s: float, arm_deg: float) -> Held:
    """Move the start of a hold to when the arm had arrived."""
    rising = (*held.rising, (t_s, arm_deg))
    if t_s - held.start_s < RISES_S:
        return replace(held, rising=rising)
    late = [deg for at_s, deg in rising if at_s >= held.start_s + RISES_S / 2]
    where_deg = math.fsum(late) / len(late)
    start_s = next(at_s for at_s, deg in rising if deg >= where_deg - ARRIVED_DEG)
    seen_s = held.seen_s - (start_s - held.start_s)
    return replace(held, start_s=start_s, seen_s=seen_s, rising=())
