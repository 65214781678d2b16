"""What keeps a person from sitting as the rule says, and what it changes (clinical-spec 6.2).

Hazard H46 (docs/safety.md): general advice must not undo what a clinician ordered.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

EXCEPTIONS: Final = ("legs_raised", "propped_up", "stenosis", "wheelchair", "skin")
"""``legs_raised``: ordered for swelling, heart, veins, an ulcer or a clot. ``propped_up``:
breathless or reflux lying flat. ``stenosis``: legs heavy or numb on standing, eased by sitting.
``wheelchair``: or bed-bound. ``skin``: a pressure injury, or a risk of one."""

STENOSIS_FLAG: Final = "stenosis_claudication"

STRICT: Final = ("back", "cushion", "feet_flat", "no_sofa_feet", "no_bed_sitting")
RELAXED: Final = ("mix", "next")


@dataclass(frozen=True, slots=True)
class Advice:
    """What the rule says to this person today, as keys in order.

    ``lines``: what to do. ``practitioner``: a practitioner says how to sit, so we do not.
    ``stand``: a break is standing and walking. ``shift``: weight is shifted every 15 to 30 minutes.
    """

    lines: tuple[str, ...]
    practitioner: bool = False
    stand: bool = True
    shift: bool = False


def in_force(told: Collection[str], flags: Collection[str]) -> frozenset[str]:
    """Exceptions told on the page, and those that follow from My body and the check."""
    found = frozenset(told) & frozenset(EXCEPTIONS)
    return found | {"stenosis"} if STENOSIS_FLAG in flags else found


def advise(exceptions: Collection[str], *, strict: bool) -> Advice:
    """Adapt the rule to this person; where two exceptions meet, both hold.

    Parameters
    ----------
    exceptions
        From `in_force`.
    strict
        The mode of the day.
    """
    shift = "skin" in exceptions
    lines: list[str] = ["skin"] if shift else []
    if "wheelchair" in exceptions:
        lines.append("wheelchair")
        lines += [name for name in ("legs_raised", "propped_up") if name in exceptions]
        return Advice(tuple(lines), practitioner=True, stand=False, shift=shift)
    lines += [line for line in (STRICT if strict else RELAXED) if _holds(line, exceptions)]
    # In the order they were asked; each takes the place of the lines it lifts.
    lines += [name for name in EXCEPTIONS[:3] if name in exceptions]
    return Advice(tuple(lines), shift=shift)


_LIFTS: Final = {
    "legs_raised": frozenset({"feet_flat", "no_sofa_feet"}),
    "propped_up": frozenset({"no_bed_sitting"}),
    # No advice to arch; a cushion in the hollow of the back arches (clinical-spec 6.1 and 6.2).
    "stenosis": frozenset({"back", "cushion"}),
}


def _holds(line: str, exceptions: Collection[str]) -> bool:
    return not any(line in lifted for name, lifted in _LIFTS.items() if name in exceptions)


SEATS: Final[dict[str, tuple[str, ...]]] = {
    "chair": ("back", "cushion", "feet", "up"),
    "sofa": ("cushion", "feet", "firm", "up"),
    "car": ("near", "cushion", "mirror", "stop"),
    "bed": ("flat", "read", "roll", "edge"),
}
"""How to set up each seat, step by step (the seed; the car and getting out: our choice)."""

_STEPS_LIFTED: Final = {
    "legs_raised": frozenset({"feet"}),
    "propped_up": frozenset({"flat", "read"}),
    "stenosis": frozenset({"back", "cushion"}),
}


def seat_steps(seat: str, exceptions: Collection[str]) -> tuple[str, ...]:
    """The steps of a seat for this person: what an exception lifts is left out."""
    lifted: frozenset[str] = frozenset().union(
        *(steps for name, steps in _STEPS_LIFTED.items() if name in exceptions)
    )
    return tuple(step for step in SEATS[seat] if step not in lifted)
