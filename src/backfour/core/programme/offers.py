"""What may be done today: limits, the level on offer, and the one rise on offer.

Hazard H07 (docs/safety.md).
"""

from __future__ import annotations

from typing import Final

from backfour.core.programme.state import Change, Rung, State
from backfour.core.screening.conditions import BLOCKED, LIMITS, PRACTITIONER_MAY_UNLOCK
from backfour.core.vocabulary import CEILINGS, EXERCISES, STRENGTH

STARTING_DAYS: Final = 14
"""Days from the first time during which strength work needs a day between (clinical-spec 4.6)."""
EASY_STREAK: Final = 3
"""Sessions in a row, calm then and next morning, before a rise is offered (our choice)."""
SAME_RISE_DAYS: Final = 5
ANY_RISE_DAYS: Final = 2
"""One change at a time, so that each can be judged (clinical-spec 4.4; our choice)."""
DECLINED_DAYS: Final = 5
PAINS_TO_COMPARE: Final = 3
FLARE_LEVELS: Final = {"elbow_prop": 1, "bed_rotation": 0}


def refresh_caps(state: State) -> None:
    """Work out cap and block of each movement anew, and bring levels down to their caps."""
    flags = state.flags
    for exercise, rung in state.rungs.items():
        most, allow = state.practitioner.get(exercise, (None, None))
        cap, blocked, lifts = CEILINGS[exercise], allow is False, False
        if most is not None:
            cap = min(cap, most)
        for flag in flags:
            limit = LIMITS[flag].get(exercise)
            if limit is None:
                continue
            if limit != BLOCKED:
                cap = min(cap, limit)
            elif allow is True and (flag, exercise) in PRACTITIONER_MAY_UNLOCK:
                lifts = True
            else:
                blocked = True
        rung.cap = 0 if lifts and most is None else cap
        rung.blocked = blocked
        if rung.level > rung.cap:
            rung.level, rung.streak = rung.cap, 0
            note(state, rung, "changed.cap")


def note(state: State, rung: Rung, key: str, **values: str | int) -> None:
    """Keep a decision about one movement, with what is needed to explain it."""
    values.setdefault("level", rung.level)
    rung.changed = Change(state.day, rung.exercise, key, tuple(values.items()))
    state.changes.append(rung.changed)


def offer(state: State, exercise: str, current_mode: str) -> tuple[int | None, str]:
    """Find the level to do now, or why there is none (engine-semantics 4.8.3, first match).

    Returns
    -------
    tuple
        Level 0..ceiling or None, and the key of the row that decided.
    """
    rung, day = state.rungs[exercise], state.day
    if current_mode == "locked":
        return None, "off.locked"
    if why := _closed(rung, day):
        return None, why
    if exercise not in FLARE_LEVELS and (why := _demanding_rests(state, rung, current_mode)):
        return None, why
    if exercise == "elbow_prop" and rung.after_sharp:
        return 0, "dose.after_sharp"
    if current_mode == "flare":
        return min(rung.level, FLARE_LEVELS[exercise], rung.cap), "dose.flare"
    return rung.level, "dose.level"


def _demanding_rests(state: State, rung: Rung, current_mode: str) -> str:
    """Why the leg hang or a strength movement rests today, or an empty text."""
    day = state.day
    if current_mode == "flare":
        return "off.flare"
    if state.last_red_day == day:
        return "off.red_today"
    if rung.exercise not in STRENGTH:
        return _rotation_says_no(state, current_mode)
    if rung.last_done == day - 1 and day < rung.first_day + STARTING_DAYS:
        return "off.every_other_day"
    return ""


def _closed(rung: Rung, day: int) -> str:
    if rung.blocked:
        return "off.blocked"
    if rung.needs_rescreen:
        return "off.rescreen"
    if day < rung.suspended_until:
        return "off.suspended"
    if day < rung.not_before:
        return "off.resting"
    return "off.done_today" if rung.last_done == day else ""


def _rotation_says_no(state: State, current_mode: str) -> str:
    done = state.rungs["bed_rotation"].record(state.day)
    if done is not None:
        return "" if done.all_green else "off.rotation_not_calm"
    if offer(state, "bed_rotation", current_mode)[0] is None:
        return "off.rotation_off"
    return ""


def rise(state: State, current_mode: str) -> str | None:
    """The one movement that may rise now, or None (engine-semantics 4.8.8)."""
    if current_mode != "usual" or gates(state):
        return None
    ready = [exercise for exercise in EXERCISES if not own_gate(state, exercise, current_mode)]
    return min(
        ready,
        key=lambda name: (state.rungs[name].last_rise, state.rungs[name].level),
        default=None,
    )


def own_gate(state: State, exercise: str, current_mode: str) -> str:
    """Why this movement is not ready to rise, or an empty text."""
    rung, day = state.rungs[exercise], state.day
    if rung.level >= CEILINGS[exercise]:
        return "hold.ceiling"
    if rung.level >= rung.cap:
        return "hold.cap"
    if rung.reds or rung.streak < EASY_STREAK:
        return "hold.streak" if rung.last_done else "hold.new"
    if rung.last_rise and day - rung.last_rise < SAME_RISE_DAYS:
        return "hold.waiting"
    if rung.last_declined and day - rung.last_declined < DECLINED_DAYS:
        return "hold.declined"
    level, key = offer(state, exercise, current_mode)
    return "" if level == rung.level else key


def gates(state: State) -> str:
    """Why nothing may rise now, whatever the movement, or an empty text."""
    day, last = state.day, state.last_exercise_day
    if state.last_rise and day - state.last_rise < ANY_RISE_DAYS:
        return "hold.waiting"
    if last and state.last_red_day == last:
        return "hold.red_session"
    if not last or state.morning_lights.get(last + 1) != "green":
        return "hold.morning"
    if state.morning_lights[state.last_morning] != "green":
        return "hold.morning"
    return "hold.pains" if _pains_are_up(state) else ""


def _pains_are_up(state: State) -> bool:
    day = state.day
    this = [pain for on, pain in state.morning_pains if day - 6 <= on <= day]
    before = [pain for on, pain in state.morning_pains if day - 13 <= on <= day - 7]
    if len(this) < PAINS_TO_COMPARE or len(before) < PAINS_TO_COMPARE:
        return False
    # means compared as fractions: no decision rests on rounding
    return sum(this) * len(before) > (sum(before) + len(before)) * len(this)
