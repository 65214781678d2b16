"""What is wrong with a bird-dog that can be seen from the side: a few explicit checks.

Never judged: the curve of the back, the tilt of the pelvis (no landmark there), whether the hips
turn (only a view from behind shows it, and that view is refused), and whether an elbow is bent (an
oblique view bends a straight one to 75 degrees).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from backfour.core.motion.bird_dog_limbs import ARM_ON_DEG, Limbs
from backfour.core.motion.bird_dog_look import Look
from backfour.core.motion.bird_dog_start import Start
from backfour.core.motion.faults import Dwell

LEG_HIGH: Final = 0.32
"""Ankle above the hips, in thighs (clinical-spec: 0.15 trunk, which is 0.18 thigh; an oblique view
alone makes 0.2, and is allowed more)."""
KNEE_HIGH: Final = 0.23
"""Bent knee above the other, in thighs (clinical-spec: 0.20)."""
SAG: Final = 0.135
"""Hips lower than at the start, in thighs (clinical-spec: 0.08 trunk, which is 0.095 thigh; the
model lowers them by up to 0.12 when only a knee is lifted)."""
HEAD_DEG: Final = 30.0
"""Face higher than at the start (our choice; clinical-spec has no number)."""
ARM_LEAVES_DEG: Final = 25.0
"""An arm this far above its start is meant to be raised (our choice)."""
WRONG_LEG: Final = 0.07
LOW_LEG: Final = 0.05
"""Lift, as ``legs_off``, from which a same-side pair, or a low arm beside a lifted leg, is told: an
inch is too near the tremble to correct anybody for the lower half of it (our choice)."""
MOVING_S: Final = 1.6
"""Dwell of checks that a limb on its way passes through, or whose points lie close together so that
they tremble (clinical-spec: at least 1 s)."""
LAST_BENT: Final = 3
"""Up to this level the knee stays bent, an inch off the floor (clinical-spec 3.3: BD1 to BD3)."""

Faults = Mapping[str, Dwell]


def watched() -> dict[str, Dwell]:
    """One watcher for each fault."""
    slow = ("bird_dog.knee_too_high", "bird_dog.arm_low", "bird_dog.head_up")
    quick = (
        "bird_dog.leg_too_high",
        "bird_dog.back_sags",
        "bird_dog.wrong_pair",
    )
    return {
        **{key: Dwell() for key in quick},
        **{key: Dwell(window_s=MOVING_S) for key in slow},
    }


@dataclass(frozen=True, slots=True)
class Watch:
    """The watchers. ``level``: of the exercise, None where nobody said."""

    level: int | None = None
    dwells: Faults = field(default_factory=watched)


def look_for(
    watch: Watch, look: Look, start: Start, limbs: Limbs, times: tuple[float, float]
) -> tuple[Watch, tuple[str, ...]]:
    """Take in one look.

    Parameters
    ----------
    times
        Time of the look and time since the one before, seconds.

    Returns
    -------
    tuple
        The watchers, and the keys of what must be told now.
    """
    t_s, dt_s = times
    seen = _seen(watch.level, look, start, limbs)
    dwells, told = {}, []
    for key, dwell in watch.dwells.items():
        if key in seen:
            dwells[key], tells = dwell.look(t_s, dt_s, seen=seen[key])
            if tells:
                told.append(key)
        else:
            dwells[key] = dwell.rest()
    return Watch(watch.level, dwells), tuple(told)


def _seen(level: int | None, look: Look, start: Start, limbs: Limbs) -> dict[str, bool]:
    """Which faults can be looked for in this look, and whether they show."""
    arm, leg = limbs.arm, None if limbs.tiptoe else limbs.leg
    if arm is None:
        low = None if leg is None else _low(look, start, limbs, 1 - leg)
        return {} if low is None else {"bird_dog.arm_low": low}
    found = {
        "bird_dog.back_sags": (look.hips[1] - start.hips[1]) / start.sizes.thigh > SAG,
        "bird_dog.head_up": look.head_deg - start.head_deg > HEAD_DEG,
    }
    if leg is None:
        return found
    if leg == arm:
        return found | {"bird_dog.wrong_pair": limbs.level >= WRONG_LEG}
    return found | _leg(level, look, start, limbs, leg)


def _leg(level: int | None, look: Look, start: Start, limbs: Limbs, leg: int) -> dict[str, bool]:
    """A straight leg or a bent knee, too high."""
    if limbs.straight:
        found = {"bird_dog.leg_too_high": look.above_hips[leg] > LEG_HIGH * start.sizes.allowance}
        return found if level is None or level > LAST_BENT else {"bird_dog.knee_too_high": True}
    up = (limbs.knee_up - start.knee_up) * (1 - 2 * leg)
    return {
        "bird_dog.knee_too_high": up > KNEE_HIGH * start.sizes.allowance
        and (level or 0) <= LAST_BENT
    }


def _low(look: Look, start: Start, limbs: Limbs, arm: int) -> bool | None:
    """Whether the arm that should be raised droops; None where it is on the floor."""
    if limbs.level < LOW_LEG or look.arm_deg[arm] - start.arm_deg[arm] < ARM_LEAVES_DEG:
        return None
    return look.arm_deg[arm] < ARM_ON_DEG
