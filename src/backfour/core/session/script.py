"""From the plan to the parts of a session: which movement, where, how adapted, in which order.

Hazard H13 (docs/safety.md).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from backfour.core.exercises.catalogue import Catalogue, Form, Level, Movement, Place
from backfour.core.programme.plan import Plan
from backfour.core.session.beats import (
    CHANGE_MS,
    OUT_LINE_MS,
    SECOND,
    SPEAK_MS,
    Beat,
    Say,
    doing,
    last_three,
    say,
    spoken,
)

ORDERS: Final = {
    "usual": ("elbow_prop", "bed_rotation", "leg_hang", "bird_dog", "pelvic_circles"),
    "fewer_ups": ("elbow_prop", "bird_dog", "bed_rotation", "leg_hang", "pelvic_circles"),
}
"""The article's order, and the one that spares getting up and down (clinical-spec 4.6)."""

PACES: Final = ("usual", "practice")

POSITION_MS: Final = {"floor": 40 * SECOND, "bed": 30 * SECOND, "standing": 30 * SECOND}
"""Time to get into position (product: floor 40 s, bed 30 s; standing is our choice)."""

ASK_S: Final = 15
"""Time reckoned for the question after each movement, in the estimate only."""

CARD: Final = ("card.light", "card.shoes", "card.tablet", "say.card.ready")
CARD_NEAR: Final = "card.someone"


@dataclass(frozen=True, slots=True)
class Options:
    """How this session is to be led.

    ``only`` limits it to some movements (a rest day); None means all that the plan offers.
    """

    pace: str = "usual"
    order: str = "usual"
    only: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One movement of the session at its level, in the form that fits this body.

    ``doing_ms`` is how long the movement itself takes.
    """

    movement: Movement
    level: Level
    form: Form
    place: Place
    notes: tuple[str, ...]
    doing_ms: int

    @property
    def exercise(self) -> str:
        """Id of the movement."""
        return self.movement.id

    @property
    def two_sided(self) -> bool:
        """Whether one side is done after the other, so that either may come first."""
        return self.level.kind in ("sided_hold", "circles")

    @property
    def level_key(self) -> str:
        """Key of the sentence that tells what this level is."""
        return self.movement.level_key(self.level.number, self.form)

    @property
    def dose(self) -> Say:
        """The dose in one sentence, with its numbers."""
        level, key = self.level, f"say.dose.{self.exercise}"
        if level.kind == "reps":
            return say(key, level=level.number, seconds=level.seconds, reps=level.reps)
        if level.kind == "circles":
            return say(key, level=level.number, circles=level.circles, seconds=level.seconds)
        if level.rolls_last_s:
            rolls = level.rolls_last_s
            return say(f"{key}_rolls", level=level.number, seconds=level.seconds, rolls=rolls)
        return say(key, level=level.number, seconds=level.seconds)

    def opening(self, step: int, of: int, first_side: str) -> tuple[Say, ...]:
        """Everything said while getting into position."""
        begin = say(f"say.begin.{self.exercise}", step=step, of=of, level=self.level.number)
        side = (say(f"say.first.{self.exercise}.{first_side}"),) if self.two_sided else ()
        setup = (Say(key) for key in (*self.form.setup, *self.notes))
        return (begin, Say(self.level_key), self.dose, *side, *setup)

    def doing(self, first_side: str) -> tuple[Beat, ...]:
        """The time line of the movement itself."""
        return doing(self.exercise, self.level, self.form, first_side)


@dataclass(frozen=True, slots=True)
class Script:
    """The parts of a session in their order, and how long it will take."""

    parts: tuple[Part, ...]
    seconds: int


def build_script(plan: Plan, catalogue: Catalogue, options: Options) -> Script:
    """Lay out what the plan offers, in the order asked for.

    Parameters
    ----------
    plan
        The plan of today; a movement whose ``offered`` is None does not appear.
    catalogue
        The movements and doses.
    options
        Pace, order and, on a rest day, which movements.

    Raises
    ------
    ValueError
        Where the plan names a movement or level that the catalogue does not have.
    """
    offered = {item.exercise: item.offered for item in plan.items if item.offered is not None}
    parts = tuple(
        _part(catalogue.movement(exercise), offered[exercise], plan.flags)
        for exercise in ORDERS[options.order]
        if exercise in offered and (options.only is None or exercise in options.only)
    )
    return Script(parts, estimate_s(parts, options.pace, "standing"))


def _part(movement: Movement, number: int, flags: Collection[str]) -> Part:
    level = movement.level(number)
    form = level.form(flags)
    place = movement.place_for(form, flags)
    doing_ms = sum(beat.ms for beat in doing(movement.id, level, form, "left"))
    return Part(movement, level, form, place, movement.notes_for(form, flags), doing_ms)


def ready_ms(lines: int, place: Place, body: Place, pace: str) -> int:
    """Time to get into position: as the product says, never shorter than its instructions."""
    usual = POSITION_MS[place] if place != body or place == "standing" else CHANGE_MS
    wanted = usual * 2 if pace == "practice" else usual
    said_ms = lines * SPEAK_MS + 4 * SECOND
    return max(wanted, -(-said_ms // SECOND) * SECOND)


def ready_beat(lines: Sequence[Say], place: Place, body: Place, pace: str) -> Beat:
    """Getting into position, with all that is said meanwhile."""
    ms = ready_ms(len(lines), place, body, pace)
    return Beat("ready", ms, (*spoken(lines), *last_three(ms)), group_ms=ms)


def out_beat(kind: str, keys: Sequence[str]) -> Beat:
    """Getting out of a position or up, one step at a time."""
    ms = len(keys) * OUT_LINE_MS
    return Beat(kind, ms, spoken((Say(key) for key in keys), OUT_LINE_MS))


def card_beat(flags: Collection[str]) -> Beat:
    """The safety card before the first standing or bed work; it waits for Ready."""
    near = (CARD_NEAR,) if "fall_risk" in flags else ()
    keys = (*CARD[:2], *near, *CARD[2:])
    return Beat("card", len(keys) * SPEAK_MS, spoken(Say(key) for key in keys))


def estimate_s(parts: Sequence[Part], pace: str, body: Place) -> int:
    """Reckon how long these parts take from here, in seconds, questions included."""
    total_ms = 0
    for part in parts:
        lines = len(part.opening(0, 0, "left"))
        total_ms += ready_ms(lines, part.place, body, pace) + part.doing_ms
        total_ms += len(part.form.out) * OUT_LINE_MS + ASK_S * SECOND
        body = part.place
    return total_ms // SECOND
