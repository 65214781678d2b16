"""Which arm is raised and which leg is lifted, with hysteresis, so that no tremble decides."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final, Literal

from backfour.core.motion.bird_dog_look import Both, Look
from backfour.core.motion.bird_dog_start import Start, legs_off

Form = Literal["knee_inch", "leg_straight"]

ARM_ON_DEG: Final = -30.0
ARM_OFF_DEG: Final = -38.0
ARM_DROPS_DEG: Final = 14.0
ARM_BACK_DEG: Final = 4.0
"""An arm is raised from here on, until it has dropped this far from where it was held or is below
the second: against the trunk line (clinical-spec: within 20 degrees; 10 added for the model's bias,
then hysteresis). One that dropped is raised again a little above where it dropped."""
ARM_HELD_S: Final = 1.2
"""Where it is held is averaged over about this long (our choice)."""
ARM_TOP_DEG: Final = 30.0
"""Above this it points to the ceiling, as when the chest is opened (clinical-spec: 20, widened as
below)."""
ELBOW_ON_DEG, ELBOW_OFF_DEG = 95.0, 85.0
"""A raised arm is about straight (clinical-spec: 150, but from the side the model bends a straight
arm to 140, and obliquely to 105)."""

SMOOTH_S: Final = 0.35
"""The legs' difference is averaged over about this long: an inch is near the tremble."""
LEG_ON: Final = 0.032
LEG_OFF: Final = 0.024
LEG_STAYS: Final = 0.45
LEG_AGAIN: Final = 0.6
FALLEN_S: Final = 2.0
"""A leg is lifted from here on (``legs_off``), until less than this or than this share of its own
mean. Soon after it fell it is lifted again only from the third, a share of what it was (our choice;
an inch makes 0.06 to 0.12)."""
STRAIGHT_ON_DEG, STRAIGHT_OFF_DEG = 145.0, 130.0
"""A knee is straight (clinical-spec: 150; the model bends it by 5)."""
KNEE_OFF: Final = 0.3
"""... and a leg is stretched out only if its knee is this far above the other, in thighs: obliquely
a bent knee may look straight (our choice; a stretched leg on its toes makes 0.5)."""
LONG_S: Final = 0.2
"""It is so for longer than a landmark jumps (our choice)."""
EXCHANGED: Final = 0.5
EXCHANGED_S: Final = 0.8
"""Legs that change places at once, by this share of the lift, are passed over for so long, if
it was lifted for as long: legs put down and raised in turn pass through rest (our choice)."""
FOOT_OFF, FOOT_STAYS = 0.3, 0.2
"""A stretched leg whose ankle is not this far above the other, in thighs, stands on its toes (our
choice)."""


@dataclass(frozen=True, slots=True)
class Limbs:
    """What is raised.

    Parameters
    ----------
    knee_up, back
        The legs' differences of ``Look``, averaged, once ``begun``.
    arms
        Whether left and right arm are raised.
    held_deg
        Where each arm is held, degrees against the trunk line, slowly followed; None for an
        arm that hangs.
    leg
        0 or 1 for the lifted leg, None for neither.
    lift, level
        Its lift as ``legs_off``, and the mean of that since it was lifted, over ``lifted_s``.
    fell
        How high each leg was lifted when it fell, forgotten over ``FALLEN_S``.
    exchanged_s
        How long the legs have been exchanged.
    long_s
        How long it has been stretched out.
    straight
        Whether the lifted leg is straight.
    tiptoe
        Whether it is straight and its toes carry.
    """

    knee_up: float = 0.0
    back: float = 0.0
    begun: bool = False
    arms: tuple[bool, bool] = (False, False)
    held_deg: tuple[float | None, float | None] = (None, None)
    leg: int | None = None
    lift: float = 0.0
    level: float = 0.0
    lifted_s: float = 0.0
    fell: Both = (0.0, 0.0)
    exchanged_s: float = 0.0
    long_s: float = 0.0
    straight: bool = False
    tiptoe: bool = False

    @property
    def arm(self) -> int | None:
        """The raised arm, None for neither or both."""
        return None if self.arms[0] == self.arms[1] else self.arms.index(True)

    def off(self, start: Start) -> float:
        """How far the legs differ from the start, as ``legs_off``."""
        return legs_off(start, self.knee_up, self.back)

    @property
    def form(self) -> Form:
        """How the lifted leg is held."""
        return "leg_straight" if self.straight else "knee_inch"


def follow(limbs: Limbs, look: Look, start: Start, dt_s: float) -> Limbs:
    """Take in one look."""
    left, right = _arm(limbs, look, 0, dt_s), _arm(limbs, look, 1, dt_s)
    limbs = replace(limbs, arms=(left[0], right[0]), held_deg=(left[1], right[1]))
    if _are_exchanged(limbs, look, start):
        return replace(limbs, exchanged_s=limbs.exchanged_s + dt_s)
    begun = limbs.begun and limbs.exchanged_s <= EXCHANGED_S
    share = dt_s / (SMOOTH_S + dt_s) if begun else 1.0
    limbs = replace(
        limbs,
        knee_up=limbs.knee_up + share * (look.knee_up - limbs.knee_up),
        back=limbs.back + share * (look.back - limbs.back),
        begun=True,
        exchanged_s=0.0,
    )
    return _legs(limbs, look, start, dt_s)


def _are_exchanged(limbs: Limbs, look: Look, start: Start) -> bool:
    """Whether the model takes the lifted leg for the other one, for a moment."""
    if limbs.leg is None or limbs.lifted_s < EXCHANGED_S or limbs.exchanged_s > EXCHANGED_S:
        return False
    off = legs_off(start, look.knee_up, look.back)
    return (off > 0) == (limbs.leg == 1) and abs(off) >= EXCHANGED * limbs.level


def _arm(limbs: Limbs, look: Look, side: int, dt_s: float) -> tuple[bool, float | None]:
    """Whether the arm is raised, and where it is held."""
    deg, held_deg, was = look.arm_deg[side], limbs.held_deg[side], limbs.arms[side]
    if deg < ARM_OFF_DEG:
        return False, None
    straight = look.elbow_deg[side] >= (ELBOW_OFF_DEG if was else ELBOW_ON_DEG)
    if held_deg is None:
        raised = straight and ARM_ON_DEG <= deg <= ARM_TOP_DEG
        return raised, deg if raised else None
    least_deg = held_deg - ARM_DROPS_DEG + (0.0 if was else ARM_BACK_DEG)
    held_deg += dt_s / (ARM_HELD_S + dt_s) * (deg - held_deg)
    return straight and least_deg <= deg <= ARM_TOP_DEG, held_deg


def _legs(limbs: Limbs, look: Look, start: Start, dt_s: float) -> Limbs:
    off = limbs.off(start)
    leg = 0 if off > 0 else 1
    if leg == limbs.leg:
        lifted = abs(off) >= max(LEG_OFF, LEG_STAYS * limbs.level)
    else:
        lifted = abs(off) >= max(LEG_ON, LEG_AGAIN * limbs.fell[leg])
    fell = [level * FALLEN_S / (FALLEN_S + dt_s) for level in limbs.fell]
    if limbs.leg is not None and not (lifted and leg == limbs.leg):
        fell[limbs.leg] = limbs.level
    limbs = replace(limbs, fell=(fell[0], fell[1]))
    if not lifted:
        return replace(
            limbs, leg=None, lift=0.0, level=0.0, long_s=0.0, straight=False, tiptoe=False
        )
    new = leg != limbs.leg
    lifted_s = (0.0 if new else limbs.lifted_s) + dt_s
    level = abs(off) if new else limbs.level + min(1.0, dt_s / lifted_s) * (abs(off) - limbs.level)
    long_s = limbs.long_s + dt_s if not new and _is_long(limbs, look, start, leg) else 0.0
    high = abs(look.ankle_up - start.ankle_up) >= (FOOT_STAYS if limbs.straight else FOOT_OFF)
    long = long_s >= LONG_S
    return replace(
        limbs,
        leg=leg,
        lift=abs(off),
        level=level,
        lifted_s=lifted_s,
        long_s=long_s,
        straight=long and high,
        tiptoe=long and not high,
    )


def _is_long(limbs: Limbs, look: Look, start: Start, leg: int) -> bool:
    """Whether the leg is stretched out behind."""
    least_deg = STRAIGHT_OFF_DEG if limbs.straight else STRAIGHT_ON_DEG
    return look.knee_deg[leg] >= least_deg and abs(limbs.knee_up - start.knee_up) >= KNEE_OFF
