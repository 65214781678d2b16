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
    with_seconds,
)
from backfour.core.session.wording import Wording, is_known, wording

ORDERS: Final = {
    "usual": ("elbow_prop", "bed_rotation", "leg_hang", "bird_dog", "pelvic_circles"),
    "fewer_ups": ("elbow_prop", "bird_dog", "bed_rotation", "leg_hang", "pelvic_circles"),
}
"""The article's order, and the one that spares getting up and down (clinical-spec 4.6)."""

POSITION_MS: Final = {"floor": 40 * SECOND, "bed": 30 * SECOND, "standing": 30 * SECOND}
"""Time to get into position (product: floor 40 s, bed 30 s; standing is our choice)."""

FULLER_LINE_MS: Final = 6 * SECOND
"""Time given to one of the fuller lines: they are longer, and in practice said more slowly."""

ASK_S: Final = 15
"""Time reckoned for the question after each movement, in the estimate only."""

CARD: Final = ("card.light", "card.shoes", "card.tablet", "say.card.ready")
CARD_NEAR: Final = "card.someone"


@dataclass(frozen=True, slots=True)
class Options:
    """How this session is to be led.

    ``only`` limits it to some movements (a rest day); None means all that the plan offers.
    ``guide`` is ``film``, or ``ears`` where nobody looks; ``done`` are the movements and levels
    of the last weeks, by which the words that are known are told.
    """

    pace: str = "usual"
    order: str = "usual"
    guide: str = "film"
    done: tuple[tuple[str, int], ...] = ()
    only: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One movement of the session at its level, in the form that fits this body.

    ``wording`` is how much is said on the way into position; ``seconds``: each second of a
    hold is heard.
    """

    movement: Movement
    level: Level
    form: Form
    place: Place
    notes: tuple[str, ...]
    wording: Wording = "usual"
    change_ms: int = CHANGE_MS
    seconds: bool = False

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

    @property
    def setup(self) -> tuple[str, ...]:
        """Keys of what is said on the way into position; what is known is left out."""
        if self.wording == "brief":
            return ()
        return self.form.fuller if self.wording == "fuller" else self.form.setup

    @property
    def line_ms(self) -> int:
        """Time given to each line on the way into position."""
        return FULLER_LINE_MS if self.wording == "fuller" else SPEAK_MS

    @property
    def doing_ms(self) -> int:
        """How long the movement itself takes."""
        return sum(beat.ms for beat in self.doing("left"))

    def opening(self, step: int, of: int, first_side: str) -> tuple[Say, ...]:
        """Everything said while getting into position."""
        begin = say(f"say.begin.{self.exercise}", step=step, of=of, level=self.level.number)
        side = (say(f"say.first.{self.exercise}.{first_side}"),) if self.two_sided else ()
        setup = (Say(key) for key in (*self.setup, *self.notes))
        return (begin, Say(self.level_key), self.dose, *side, *setup)

    def doing(self, first_side: str) -> tuple[Beat, ...]:
        """The time line of the movement itself."""
        beats = doing(self.exercise, self.level, self.form, first_side, self.change_ms)
        return tuple(with_seconds(beat) for beat in beats) if self.seconds else beats


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
        _part(catalogue.movement(exercise), offered[exercise], plan.flags, options)
        for exercise in ORDERS[options.order]
        if exercise in offered and (options.only is None or exercise in options.only)
    )
    return Script(parts, estimate_s(parts, options.pace, "standing"))


def _part(movement: Movement, number: int, flags: Collection[str], options: Options) -> Part:
    level = movement.level(number)
    form = level.form(flags)
    place = movement.place_for(form, flags)
    known = is_known(movement, form, flags, options.done)
    return Part(
        movement,
        level,
        form,
        place,
        movement.notes_for(form, flags),
        wording(options.pace, options.guide, known=known),
        at_pace(CHANGE_MS, options.pace),
        seconds=options.guide == "ears",
    )


def at_pace(usual_ms: int, pace: str) -> int:
    """Time to change position; in practice twice as much."""
    return usual_ms * 2 if pace == "practice" else usual_ms


def ready_ms(lines: int, place: Place, body: Place, pace: str, line_ms: int = SPEAK_MS) -> int:
    """Time to get into position: as the product says, never shorter than its instructions."""
    usual = POSITION_MS[place] if place != body or place == "standing" else CHANGE_MS
    said_ms = lines * line_ms + 4 * SECOND
    return max(at_pace(usual, pace), -(-said_ms // SECOND) * SECOND)


def ready_beat(
    lines: Sequence[Say], place: Place, body: Place, pace: str, line_ms: int = SPEAK_MS
) -> Beat:
    """Getting into position, with all that is said meanwhile."""
    ms = ready_ms(len(lines), place, body, pace, line_ms)
    return Beat("ready", ms, (*spoken(lines, line_ms), *last_three(ms)), group_ms=ms)


def out_beat(kind: str, keys: Sequence[str], pace: str) -> Beat:
    """Getting out of a position or up, one step at a time."""
    line_ms = at_pace(OUT_LINE_MS, pace)
    return Beat(kind, len(keys) * line_ms, spoken((Say(key) for key in keys), line_ms))


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
        total_ms += ready_ms(lines, part.place, body, pace, part.line_ms) + part.doing_ms
        total_ms += len(part.form.out) * at_pace(OUT_LINE_MS, pace) + ASK_S * SECOND
        body = part.place
    return total_ms // SECOND
