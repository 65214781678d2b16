"""Today's plan: what to do, at which level, and why; and what each answer would change."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from backfour.core.events import ExerciseDone
from backfour.core.instants import HOUR_NS
from backfour.core.programme import fold, locks, offers
from backfour.core.programme.lights import light
from backfour.core.programme.reasons import Reason, exercise_reasons
from backfour.core.programme.replay import apply
from backfour.core.programme.state import Rung, State
from backfour.core.vocabulary import ACTIONS, EXERCISES, SEE, STRENGTH

LOOK_AHEAD_DAYS: Final = 14
ENOUGH_A_WEEK: Final = 3
MOST_A_WEEK: Final = 5
"""Full sessions a week: three are enough, five are the most advised (clinical-spec 4.6)."""
RESETS_A_DAY: Final = 3
RESET_AFTER_NS: Final = 2 * HOUR_NS
RESET_LEVEL: Final = 1
"""An extra elbow prop: at most level 1, three a day, two hours apart (clinical-spec 3.1; ours)."""
BLOCKED_FOR_NO_MATCH: Final = 3
FLARE_WEEK_DAYS: Final = 7


@dataclass(frozen=True, slots=True)
class PlanItem:
    """One movement in the plan.

    Parameters
    ----------
    exercise
        Its identifier.
    level
        Where it stands, 0 to its ceiling.
    offered
        Level to do now, or None where it is not offered.
    rise_offered
        Whether a step up may be accepted now.
    cap
        Highest level that the body or a practitioner allows.
    blocked
        Whether a condition or a practitioner rules it out.
    resting_until
        Ordinal of the first day it may come back, or None where no date is known.
    reasons
        Why, first what decides today.
    """

    exercise: str
    level: int
    offered: int | None
    rise_offered: bool
    cap: int
    blocked: bool
    resting_until: int | None
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What a person may do on one day.

    Parameters
    ----------
    on
        Ordinal of the day.
    mode
        ``usual``, ``flare`` or ``locked``.
    action
        Standing result of the screen by name.
    due
        Whether some check should be answered now.
    items
        All five movements in the article's order.
    flags
        Conditions in force, sorted.
    session_ready
        Whether anything can be started.
    done_today
        Whether any movement was done on this day.
    rest_day
        Whether the strength movements rest today while others are there if wanted.
    reset_offered
        Whether the elbow prop may be done once more now as a reset.
    next_full_day
        Ordinal of the next day with strength work, or None where it is today or unknown.
    rise
        The movement with a step up on offer, or None.
    week_done
        Days with a session since Monday.
    advice
        Words for the person beside the plan.
    screen_reasons
        Keys behind the standing result.
    """

    on: int
    mode: str
    action: str
    due: bool
    items: tuple[PlanItem, ...]
    flags: tuple[str, ...]
    session_ready: bool
    done_today: bool
    rest_day: bool
    reset_offered: bool
    next_full_day: int | None
    rise: str | None
    week_done: int
    advice: tuple[Reason, ...]
    screen_reasons: tuple[str, ...]

    def item(self, exercise: str) -> PlanItem:
        """The plan of one movement."""
        return self.items[EXERCISES.index(exercise)]


def plan(state: State, instant: int | None = None) -> Plan:
    """Make the plan of the state's day.

    Parameters
    ----------
    instant
        Now in nanoseconds, needed to know whether a reset is due; None offers no reset.
    """
    mode = locks.mode(state)
    rising = offers.rise(state, mode)
    items = tuple(_item(state, rung, mode, rising) for rung in state.rungs.values())
    done_today = state.last_exercise_day == state.day != 0
    strong_today = any(item.offered is not None for item in items if item.exercise in STRENGTH)
    gentle_today = any(item.offered is not None for item in items if item.exercise not in STRENGTH)
    next_full = None if strong_today or mode == "locked" else next_full_day(state)
    return Plan(
        on=state.day,
        mode=mode,
        action=ACTIONS[locks.action(state)],
        due=locks.is_due(state),
        items=items,
        flags=tuple(sorted(state.flags)),
        session_ready=strong_today or gentle_today,
        done_today=done_today,
        rest_day=bool(
            mode == "usual" and gentle_today and not done_today and next_full is not None
        ),
        reset_offered=instant is not None and reset_allowed(state, instant, mode),
        next_full_day=next_full,
        rise=rising,
        week_done=_days_this_week(state),
        advice=_advice(state),
        screen_reasons=tuple(locks.screen_reasons(state)),
    )


def _item(state: State, rung: Rung, mode: str, rising: str | None) -> PlanItem:
    offered, _ = offers.offer(state, rung.exercise, mode)
    back = max(rung.not_before, rung.suspended_until)
    return PlanItem(
        exercise=rung.exercise,
        level=rung.level,
        offered=offered,
        rise_offered=rising == rung.exercise,
        cap=rung.cap,
        blocked=rung.blocked,
        resting_until=back if back > state.day else None,
        reasons=exercise_reasons(state, rung.exercise, mode, rising),
    )


def next_full_day(state: State) -> int | None:
    """First later day on which a strength movement is offered if nothing else happens."""
    ahead = state.copy()
    for day in range(state.day + 1, state.day + LOOK_AHEAD_DAYS + 1):
        fold.begin_day(ahead, day)
        mode = locks.mode(ahead)
        if mode != "usual":
            return None
        if any(offers.offer(ahead, exercise, mode)[0] is not None for exercise in STRENGTH):
            return day
    return None


def _days_this_week(state: State) -> int:
    monday = state.day - (state.day - 1) % 7  # ordinal 1 was a Monday
    return sum(monday <= day <= state.day for day in state.week_days)


def reset_allowed(state: State, instant: int, mode: str) -> bool:
    """Whether one more elbow prop may be done as a reset (clinical-spec 3.1).

    Only where the last one was calm, at least two hours ago, no more than three extra
    a day, and nothing closes the movement.
    """
    rung = state.rungs["elbow_prop"]
    if mode == "locked" or rung.blocked or rung.needs_rescreen or rung.last_light != "green":
        return False
    if state.day < max(rung.not_before, rung.suspended_until):
        return False
    today = sum(
        given.exercise == "elbow_prop" and given.day == state.day for given in state.lights[-40:]
    )
    return today <= RESETS_A_DAY and instant - rung.last_instant >= RESET_AFTER_NS


def reset_level(state: State) -> int:
    """Level of a reset: never above 1, the person's own level or the cap."""
    rung = state.rungs["elbow_prop"]
    return 0 if rung.after_sharp else min(RESET_LEVEL, rung.level, rung.cap)


def _advice(state: State) -> tuple[Reason, ...]:
    told = []
    if state.flare is not None:
        days = state.day - state.flare.entry_day
        if days >= FLARE_WEEK_DAYS:
            told.append(Reason("advice.flare_week", {"n": days}))
    blocked = sum(rung.blocked for rung in state.rungs.values())
    if blocked >= BLOCKED_FOR_NO_MATCH:
        told.append(Reason("advice.not_a_match", {"n": blocked}))
    told.extend(
        Reason("advice.suspended_twice", {"exercise": rung.exercise})
        for rung in state.rungs.values()
        if rung.suspensions >= 2
    )
    week = _days_this_week(state)
    if week >= MOST_A_WEEK:
        told.append(Reason("advice.enough_this_week", {"n": week}))
    return tuple(told)


@dataclass(frozen=True, slots=True)
class Preview:
    """What an answer would do, before it is given.

    ``level`` is the level afterwards; ``back_on`` the first day it may come back (ordinal)
    or None; ``locks`` says whether the programme would be closed until someone has looked.
    """

    light: str
    reason: str
    level: int
    back_on: int | None
    locks: bool


def preview(state: State, done: ExerciseDone) -> Preview:
    """Say what recording this answer would change, without recording it."""
    colour, reason = light(done)
    after = apply(state, [replace(done, instant=max(done.instant, state.last_instant or 0))])
    rung = after.rungs[done.exercise]
    back = max(rung.not_before, rung.suspended_until)
    return Preview(
        light=colour,
        reason=reason,
        level=rung.level,
        back_on=back if back > after.day else None,
        locks=locks.action(after) >= SEE or rung.needs_rescreen,
    )
