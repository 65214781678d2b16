"""Every key a session can speak or show, so that a test can hold them against the words."""

from __future__ import annotations

from typing import Final

from backfour.core.exercises.catalogue import Catalogue, Form, Movement
from backfour.core.motion.coach import PRAISE
from backfour.core.motion.view import FOUND, GOOD, LOST
from backfour.core.session.script import CARD, CARD_NEAR

_SIDES: Final = ("left", "right")

FIXED: Final = (
    *CARD,
    CARD_NEAR,
    "alert.neuro",
    "alert.system",
    PRAISE,
    FOUND,
    GOOD,
    LOST,
    *(f"coach.place.{name}" for name in ("alone", "light", "nobody", "size", "whole_body")),
    *(f"coach.place.view.{view}" for view in ("any", "behind", "side")),
    "error.answer.others",
    "error.answer.peak",
    "error.answer.quality",
    "next.end",
    "next.long_rest",
    "say.alert.neuro",
    "say.alert.system",
    "say.ask",
    "say.ask_earlier",
    "say.circles.other_way",
    "say.end.done",
    "say.end.finished",
    "say.end.hurt_between",
    "say.end.nothing_offered",
    "say.half_way",
    "say.interrupted.asleep",
    "say.interrupted.go_on",
    "say.interrupted.hidden",
    "say.interrupted.sound",
    "say.hold.done",
    "say.hold.start",
    "say.knocks.heard",
    "say.knocks.hurt",
    "say.knocks.noted",
    "say.paused",
    "say.reps.done",
    "say.reps.down",
    "say.reps.long_rest",
    "say.resumed",
    "say.side.done",
    "say.stopped",
    "say.stopped.bed",
    "say.stopped.floor",
    "say.stopped.standing",
    "say.then.end",
    "say.then.side",
    "say.turns.done",
    "say.when_ready",
    "say.where.ask",
    "say.where.card",
    "say.where.change",
    "say.where.circles",
    "say.where.long_rest",
    "say.where.out",
    "say.where.paused",
    "say.where.reps",
    "say.where.rise",
    "say.where.seconds",
    "say.where.starts",
    "say.where.stopped",
    "say.where.waits",
)
"""Keys that belong to no single movement."""


def all_keys(catalogue: Catalogue) -> tuple[str, ...]:
    """Every key, sorted: those of the session itself and those that the catalogue names."""
    keys = set(FIXED) | {key for up in catalogue.getting_up.values() for key in up}
    for movement in catalogue.movements:
        keys |= _movement_keys(movement)
    return tuple(sorted(keys))


def _movement_keys(movement: Movement) -> set[str]:
    name = movement.id
    keys = {f"move.{name}.name", f"next.movement.{name}", f"say.begin.{name}", f"say.dose.{name}"}
    keys |= {f"say.where.{name}", f"say.then.{name}"}
    keys |= {*movement.equipment, *movement.stop}
    keys |= {fault.cue for fault in movement.faults} | {note.key for note in movement.notes}
    for level in movement.levels:
        keys |= set(level.remind)
        if level.rolls_last_s:
            keys |= {f"say.dose.{name}_rolls", f"say.{name}.rolls"}
        if level.kind in ("sided_hold", "circles"):
            keys |= {f"say.{what}.{name}.{s}" for what in ("first", "change") for s in _SIDES}
        for form in level.forms:
            keys |= _form_keys(movement, level.number, level.kind, form)
    return keys


def _form_keys(movement: Movement, number: int, kind: str, form: Form) -> set[str]:
    keys = {movement.level_key(number, form), *form.setup, *form.fuller, *form.out}
    if form.differs:
        keys.add(form.differs)
    if form.side_say:
        keys |= {f"{form.side_say}.{side}" for side in _SIDES}
        keys |= {f"say.where.side.{movement.id}.{form.limb}.{side}" for side in _SIDES}
    if kind in ("reps", "sided_hold", "circles"):
        keys |= {f"next.side.{movement.id}.{form.limb}.{side}" for side in _SIDES}
    return keys
