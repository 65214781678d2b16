"""One event after another: what each does to the programme (engine-semantics 4.8).

Hazards H08, H10, H15 (docs/safety.md).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from backfour.core.events import (
    ClearanceStated,
    Event,
    ExerciseDone,
    FlagsReported,
    FlareDeclared,
    MorningChecked,
    PersonDescribed,
    PractitionerSet,
    RiseAnswered,
    ScreenCompleted,
    SessionStarted,
)
from backfour.core.programme import flare, locks, offers
from backfour.core.programme.lights import USUAL_FROM, doubled_median, light, morning_light
from backfour.core.programme.state import DayRecord, LightGiven, MorningJudged, Rung, State
from backfour.core.screening.rules import Judgement
from backfour.core.vocabulary import CEILINGS, EMERGENCY, EXERCISES, URGENT

REST_DAYS: Final = 2
"""A stopped movement is not offered before the second day after (48 hours; clinical-spec 4.3)."""
SUSPENDED_DAYS: Final = 7
AMBERS_TO_FALL: Final = 3
AWAY_STREAK_DAYS: Final = 7
AWAY_STEP_DAYS: Final = (8, 15)
AWAY_START_DAYS: Final = 29
KEEP: Final = 40
"""Days of pains and lights kept: more than any rule looks back."""


def begin_day(state: State, day: int) -> None:
    """Start a day, in the order of engine-semantics 4.8.7."""
    state.day = day
    if state.cleared:
        locks.lapse_old(state)
    flare.at_day_start(state)
    flare.watch_worse(state)
    if not state.absent and state.last_full:
        last = max(state.last_full, state.last_exercise_day)
        state.absent = day - last > locks.ABSENT_DAYS
    for rung in state.rungs.values():
        if rung.last_done:
            _miss(state, rung, day)
    if len(state.day_pain) + len(state.morning_lights) > 4 * KEEP:
        _forget(state, day)


def _miss(state: State, rung: Rung, day: int) -> None:
    gap = day - max(rung.last_done, rung.suspended_until)
    if gap == AWAY_STREAK_DAYS:
        if rung.streak:
            rung.streak = 0
            offers.note(state, rung, "changed.absence_week")
    elif gap in AWAY_STEP_DAYS:
        _lower(state, rung, max(min(rung.level, 1), rung.level - 1), "changed.absence_step", n=gap)
    if day - rung.last_done == AWAY_START_DAYS:
        _lower(state, rung, min(rung.level, 1), "changed.absence_month", n=AWAY_START_DAYS)


def _lower(state: State, rung: Rung, level: int, key: str, **values: int) -> None:
    rung.streak = 0
    if level != rung.level:
        before, rung.level = rung.level, level
        offers.note(state, rung, key, before=before, **values)


def _forget(state: State, day: int) -> None:
    for kept in (state.day_pain, state.started_pain, state.morning_lights):
        for old in [on for on in kept if on < day - KEEP]:
            del kept[old]
    del state.morning_pains[:-KEEP]
    del state.week_days[:-KEEP]


def advance_to(state: State, day: int) -> None:
    """Begin every day up to ``day``; the first day of a history is begun too."""
    if not state.day:
        begin_day(state, day)
    for on in range(state.day + 1, day + 1):
        begin_day(state, on)


def take(state: State, event: Event) -> None:
    """Apply one event in place; its day is never earlier than that of the event before it."""
    if event.day > state.day:
        advance_to(state, event.day)
    handler = _HANDLERS.get(event.type)
    if handler is not None:
        handler(state, event)
    state.last_instant = event.instant
    state.events += 1


def _person(state: State, event: PersonDescribed) -> None:
    state.age, state.sex, state.described = event.age, event.sex, True
    judgement = locks.rejudge(state, frozenset(), event.instant)
    _screen_flags(state, judgement, replace=False)


def _screen_flags(state: State, judgement: Judgement, *, replace: bool) -> None:
    kept = frozenset() if replace else state.flags_screened
    state.flags_screened = kept | judgement.flags
    offers.refresh_caps(state)


def _screen(state: State, event: ScreenCompleted) -> None:
    complete = locks.is_complete(event)
    full = complete and event.kind == "full"
    if full:
        state.answers = dict(event.answers)
    else:
        state.answers.update(event.answers)
    worst_pain = event.answers.get("R40") == "yes"
    if worst_pain:
        state.worst_pain_day = state.day
    judgement = locks.rejudge(state, frozenset(event.answers), event.instant)
    _screen_flags(state, judgement, replace=full)
    if full:
        state.last_full, state.absent = state.day, False
        locks.count_clean_screen(state, event.instant)
    if complete:
        state.last_short = state.day
    if state.flare is not None and complete:
        state.flare.screen_missing = False
        state.flare.full_since |= full
    if worst_pain:
        flare.enter(state, screened=complete, full=full)
    if complete and locks.is_passed(state):
        for rung in state.rungs.values():
            rung.needs_rescreen = False


def _flags(state: State, event: FlagsReported) -> None:
    state.flags_reported, state.body_told = frozenset(event.flags), True
    offers.refresh_caps(state)


def _clearance(state: State, event: ClearanceStated) -> None:
    locks.state_clearance(state, event)


def _practitioner(state: State, event: PractitionerSet) -> None:
    for exercise in (event.exercise,) if event.exercise else EXERCISES:
        most = event.max_level
        if most is not None:
            most = min(most, CEILINGS[exercise])
        state.practitioner[exercise] = (most, event.allow)
    offers.refresh_caps(state)


def _started(state: State, event: SessionStarted) -> None:
    state.started_pain.setdefault(state.day, event.pain_before)
    _pain_told(state, event.pain_before)


def _pain_told(state: State, pain: int) -> None:
    flare.add_day_pain(state, pain)
    if pain >= flare.ENTRY_PAIN:
        flare.enter(state)


def _declared(state: State, _: FlareDeclared) -> None:
    flare.enter(state)


def _rise(state: State, event: RiseAnswered) -> None:
    if offers.rise(state, locks.mode(state)) != event.exercise:
        return
    rung = state.rungs[event.exercise]
    if not event.accepted:
        rung.last_declined = state.day
        return
    rung.level, rung.streak = rung.level + 1, 0
    rung.last_rise = state.last_rise = state.day
    offers.note(state, rung, "changed.rise")


def _done(state: State, event: ExerciseDone) -> None:
    rung, day = state.rungs[event.exercise], state.day
    colour, reason = light(event)
    state.lights.append(LightGiven(event.id, event.exercise, colour, reason, day))
    earned = colour == "green" and _earns(state, rung, event)
    base = min(rung.level, event.level)
    if colour == "red":
        _red(state, rung, event, base, reason)
    elif colour == "amber":
        _amber(state, rung, base, reason)
    else:
        rung.ambers = rung.reds = 0
    rung.last_light = colour
    rung.after_sharp = colour == "red" and event.quality in ("sharp", "electric")
    _remember_done(state, rung, event, green=colour == "green", earned=earned)
    _pain_told(state, event.before)


def _earns(state: State, rung: Rung, event: ExerciseDone) -> bool:
    if (
        event.level != rung.level
        or not event.completed
        or event.technique == "failing"
        or event.spread == "centralised"
    ):
        return False
    mode = locks.mode(state)
    if mode != "usual" or offers.offer(state, event.exercise, mode)[0] != rung.level:
        return False
    if event.exercise != "leg_hang":
        return True
    rotation = state.rungs["bed_rotation"].record(state.day)
    return rotation is not None and rotation.all_green


def _red(state: State, rung: Rung, event: ExerciseDone, base: int, reason: str) -> None:
    day, before = state.day, rung.level
    rung.reds += 1
    rung.level, rung.streak, rung.ambers = max(0, base - 1), 0, 0
    rung.not_before = max(rung.not_before, day + REST_DAYS)
    key = "changed.red"
    if rung.reds >= 2 or base == 0:
        rung.suspended_until = max(rung.suspended_until, day + SUSPENDED_DAYS)
        rung.suspensions += 1
        key = "changed.red_twice"
    offers.note(state, rung, key, before=before, why=reason)
    state.last_red_day = day
    if event.neuro or event.system or event.spread == "leg":
        rung.needs_rescreen = True
    if event.system:
        locks.raise_by_course(state, "event.system", EMERGENCY, event.instant, again=True)
    if event.neuro:
        locks.raise_by_course(state, "event.neuro", URGENT, event.instant, again=True)


def _amber(state: State, rung: Rung, base: int, reason: str) -> None:
    rung.reds = 0
    rung.streak = max(0, rung.streak - 1)
    if state.flare is not None:
        return
    rung.ambers += 1
    if rung.ambers >= AMBERS_TO_FALL:
        before = rung.level
        rung.level = max(min(before, 1), base - 1)
        rung.streak = rung.ambers = 0
        offers.note(state, rung, "changed.amber3", before=before, why=reason)


def _remember_done(
    state: State, rung: Rung, event: ExerciseDone, *, green: bool, earned: bool
) -> None:
    day = state.day
    if rung.latest.day == day:
        rung.latest = DayRecord(day, rung.latest.all_green and green, rung.latest.earned or earned)
    else:
        rung.earlier, rung.latest = rung.latest, DayRecord(day, green, earned)
    rung.first_day = rung.first_day or day
    rung.last_done = state.last_exercise_day = day
    rung.last_instant = event.instant
    if event.exercise != "elbow_prop" and (not state.week_days or state.week_days[-1] != day):
        state.week_days.append(day)


def _morning(state: State, event: MorningChecked) -> None:
    if event.pain is not None:
        flare.add_day_pain(state, event.pain)
    if state.last_morning == state.day:
        _second_morning(state, event)
        return
    state.last_morning = day = state.day
    usual = _usual(state)
    stiff = doubled_median(state.stiffness[-USUAL_FROM:]) if state.stiffness else None
    colour, reason = morning_light(event, usual, stiff)
    pain = event.pain
    high = usual is not None and pain is not None and pain >= 4 and 2 * pain >= usual + 4
    if pain is not None:
        state.morning_pains.append((day, pain))
        if len(state.first_pains) < flare.BASELINE_FROM:
            state.first_pains.append(pain)
    if event.stiffness_min is not None:
        state.stiffness = [*state.stiffness[-USUAL_FROM:], event.stiffness_min]
    _judge_yesterday(state, event, colour, reason)
    flare.enter_by_mornings(state, high=high)


def _usual(state: State) -> int | None:
    pains = [pain for _, pain in state.morning_pains[-USUAL_FROM:]]
    if pains:
        return doubled_median(pains)
    started = state.started_pain.get(state.day - 1)
    return None if started is None else 2 * started


def _second_morning(state: State, event: MorningChecked) -> None:
    if not event.new_leg_pain:
        state.mornings.append(MorningJudged(event.id, "unknown", "morning.second", state.day))
        return
    if state.morning_lights.get(state.day) == "red":
        state.mornings.append(MorningJudged(event.id, "red", "morning.red.leg", state.day))
        _ask_all_again(state)
        return
    _judge_yesterday(state, event, "red", "morning.red.leg")
    flare.enter_by_mornings(state, high=False)


def _ask_all_again(state: State) -> None:
    for rung in state.rungs.values():
        rung.needs_rescreen = True


def _judge_yesterday(state: State, event: MorningChecked, colour: str, reason: str) -> None:
    day = state.day
    state.morning_lights[day] = colour
    state.mornings.append(MorningJudged(event.id, colour, reason, day))
    for rung in state.rungs.values():
        record = rung.record(day - 1)
        if record is None:
            continue
        if colour == "green" and record.earned and record.all_green:
            rung.streak += 1
        elif colour == "amber":
            rung.streak = max(0, rung.streak - 1)
        elif colour == "red":
            before, rung.level, rung.streak = rung.level, max(0, rung.level - 1), 0
            rung.not_before = max(rung.not_before, rung.last_done + REST_DAYS)
            offers.note(state, rung, "changed.morning_red", before=before, why=reason)
    if event.new_leg_pain:
        _ask_all_again(state)


_HANDLERS: Final[dict[str, Callable[[State, Any], None]]] = {
    "person_described": _person,
    "screen_completed": _screen,
    "flags_reported": _flags,
    "clearance_stated": _clearance,
    "practitioner_set": _practitioner,
    "session_started": _started,
    "flare_declared": _declared,
    "rise_answered": _rise,
    "exercise_done": _done,
    "morning_checked": _morning,
}
