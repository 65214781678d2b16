"""Why each movement is offered as it is: keys and values, strictest first; words live elsewhere."""

from __future__ import annotations

from typing import Final, NamedTuple

from backfour.core.instants import date_text
from backfour.core.programme import offers
from backfour.core.programme.state import Change, Rung, State
from backfour.core.screening.conditions import BLOCKED, LIMITS
from backfour.core.vocabulary import CEILINGS

RECENT_DAYS: Final = 14
"""A change of level is told for this long."""


class Reason(NamedTuple):
    """A reason by its key, with the values its sentence needs (``day`` values are ISO dates)."""

    key: str
    values: dict[str, str | int]


def exercise_reasons(
    state: State, exercise: str, mode: str, rising: str | None
) -> tuple[Reason, ...]:
    """Explain one movement on the state's day.

    Returns
    -------
    tuple of Reason
        First why it is offered as it is (or not at all), then what last changed it, then
        what holds it where it is.
    """
    rung = state.rungs[exercise]
    level, key = offers.offer(state, exercise, mode)
    reasons = [] if key == "dose.level" else [Reason(key, _offer_values(state, rung, key))]
    if rung.changed is not None and rung.changed.day > state.day - RECENT_DAYS:
        reasons.append(_told(rung.changed))
    if level is None:
        return tuple(reasons)
    if rising == exercise:
        reasons.append(Reason("rise.offered", {"exercise": exercise, "level": rung.level + 1}))
    elif mode == "usual":
        reasons.append(_hold(state, rung, mode, rising))
    return tuple(reasons)


def _told(change: Change) -> Reason:
    return Reason(
        change.key,
        {"exercise": change.exercise, "date": date_text(change.day), **dict(change.values)},
    )


def _offer_values(state: State, rung: Rung, key: str) -> dict[str, str | int]:
    values: dict[str, str | int] = {"exercise": rung.exercise, "level": rung.level}
    if key == "off.suspended":
        values["date"] = date_text(rung.suspended_until)
    elif key == "off.resting":
        values["date"] = date_text(rung.not_before)
    elif key == "off.every_other_day":
        values["date"] = date_text(state.day + 1)
    elif key == "off.blocked":
        values["flag"] = blocking_flag(state, rung.exercise)
    return values


def blocking_flag(state: State, exercise: str) -> str:
    """The first condition that blocks a movement, or ``practitioner``."""
    found = sorted(flag for flag in state.flags if LIMITS[flag].get(exercise) == BLOCKED)
    return found[0] if found else "practitioner"


def limiting_flag(state: State, rung: Rung) -> str:
    """The first condition that sets the cap of a movement, or ``practitioner``."""
    found = sorted(flag for flag in state.flags if LIMITS[flag].get(rung.exercise) == rung.cap)
    return found[0] if found else "practitioner"


def _hold(state: State, rung: Rung, mode: str, rising: str | None) -> Reason:
    values: dict[str, str | int] = {"exercise": rung.exercise, "level": rung.level}
    key = offers.own_gate(state, rung.exercise, mode)
    if key == "hold.streak":
        values["n"] = max(0, offers.EASY_STREAK - rung.streak)
    elif key == "hold.cap" and rung.cap < CEILINGS[rung.exercise]:
        values["flag"] = limiting_flag(state, rung)
    elif not key:
        key = offers.gates(state) or ("hold.other_first" if rising else "hold.waiting")
    return Reason(key, values)


OFFER_KEYS: Final = (
    "off.locked",
    "off.blocked",
    "off.rescreen",
    "off.suspended",
    "off.resting",
    "off.done_today",
    "off.flare",
    "off.red_today",
    "off.every_other_day",
    "off.rotation_not_calm",
    "off.rotation_off",
    "dose.after_sharp",
    "dose.flare",
)
CHANGE_KEYS: Final = (
    "changed.red",
    "changed.red_twice",
    "changed.amber3",
    "changed.morning_red",
    "changed.absence_week",
    "changed.absence_step",
    "changed.absence_month",
    "changed.rise",
    "changed.cap",
    "changed.flare_exit",
)
HOLD_KEYS: Final = (
    "hold.new",
    "hold.streak",
    "hold.ceiling",
    "hold.cap",
    "hold.waiting",
    "hold.declined",
    "hold.morning",
    "hold.pains",
    "hold.red_session",
    "hold.other_first",
    "rise.offered",
)
LIGHT_KEYS: Final = (
    "red.system",
    "red.neuro",
    "red.sharp",
    "red.electric",
    "red.leg",
    "red.stop",
    "red.pain",
    "amber.buttock",
    "green.centralised",
    "amber.centralised",
    "amber.pain",
    "green.calm",
)
MORNING_KEYS: Final = (
    "morning.red.leg",
    "morning.red.pain",
    "morning.red.stiffness",
    "morning.amber.pain",
    "morning.amber.stiffness",
    "morning.unknown",
    "morning.green",
    "morning.second",
)
SCREEN_KEYS: Final = (
    "screen.no_full",
    "screen.no_person",
    "screen.worst_pain_today",
    "screen.full_expired",
    "screen.short_expired",
    "screen.absent",
    "screen.flare",
)
PROGRAMME_KEYS: Final = ("flare.entered", "flare.left")
ADVICE_KEYS: Final = (
    "advice.flare_week",
    "advice.not_a_match",
    "advice.suspended_twice",
    "advice.enough_this_week",
)
"""Every reason key the programme can give; ``rule.*``, ``note.*``, ``raised.*``, ``lapsed.*`` and
``cleared.*`` go with a rule id."""
