"""A flare: how it begins, how it ends, and when it must be seen (engine-semantics 4.8.6).

Hazard H09 (docs/safety.md).
"""

from __future__ import annotations

from typing import Final

from backfour.core.programme.lights import USUAL_FROM, doubled_median
from backfour.core.programme.locks import raise_by_course
from backfour.core.programme.offers import note
from backfour.core.programme.state import Change, Flare, State
from backfour.core.vocabulary import SEE

ENTRY_PAIN: Final = 7
"""Pain before a session that makes the day a flare (clinical-spec 4.5; our choice)."""
CALM_BELOW: Final = 6
UNKNOWN_PRE: Final = 4
UNKNOWN_ENTRY: Final = 7
LONG_AFTER_DAYS: Final = 13
BASELINE_FROM: Final = 7
WORSE_WINDOWS: Final = 14
WINDOW_DAYS: Final = 7
PAINS_IN_WINDOW: Final = 3
WINDOWS_REACH: Final = WORSE_WINDOWS + WINDOW_DAYS


def add_day_pain(state: State, pain: int) -> None:
    """Remember the highest pain told on this day."""
    if pain > state.day_pain.get(state.day, -1):
        state.day_pain[state.day] = pain


def enter(state: State, *, screened: bool = False, full: bool = False) -> None:
    """Begin a flare now, unless one is in force.

    ``screened`` and ``full`` say that the very event that began it was a complete screen.
    """
    if state.flare is not None:
        return
    day = state.day
    pains = [pain for on, pain in state.morning_pains if on < day][-USUAL_FROM:]
    state.flare = Flare(
        entry_day=day,
        pre_x2=doubled_median(pains) if pains else 2 * UNKNOWN_PRE,
        entry_pain=state.day_pain.get(day, UNKNOWN_ENTRY),
        screen_missing=not screened,
        full_since=full,
    )
    state.changes.append(Change(day, "", "flare.entered"))


def enter_by_mornings(state: State, *, high: bool) -> None:
    """Begin a flare for two high mornings running, or two red mornings within a week.

    ``high`` says that this first check of the day was two above usual and at least 4.
    Days before the end of the last flare do not count.
    """
    day, since = state.day, state.flare_exit
    twice = high and state.high_morning == day - 1 >= since
    if high:
        state.high_morning = day
    if twice or (
        state.morning_lights.get(day) == "red"
        and any(
            state.morning_lights.get(before) == "red" for before in range(max(day - 6, since), day)
        )
    ):
        enter(state)


def at_day_start(state: State) -> None:
    """End the flare after two calm days, or say that it must be seen."""
    flare = state.flare
    if flare is None:
        return
    day = state.day
    both = day - 2 > flare.entry_day
    if both and all(_was_calm(state, flare, on) for on in (day - 1, day - 2)):
        _leave(state)
        return
    if day == flare.entry_day + LONG_AFTER_DAYS:
        raise_by_course(state, "flare.long", SEE)
    worse = min(10, flare.entry_pain + 2)
    if (
        both
        and not flare.worse_raised
        and all(state.day_pain.get(on, -1) >= worse for on in (day - 1, day - 2))
    ):
        flare.worse_raised = True
        raise_by_course(state, "flare.worse", SEE)


def _was_calm(state: State, flare: Flare, day: int) -> bool:
    pain = state.day_pain.get(day)
    return pain is not None and 2 * pain <= flare.pre_x2 + 2 and pain < CALM_BELOW


def _leave(state: State) -> None:
    state.flare, state.flare_exit = None, state.day
    state.changes.append(Change(state.day, "", "flare.left"))
    for rule in ("flare.long", "flare.worse"):
        state.cleared.pop(rule, None)
    for rung in state.rungs.values():
        rung.streak = rung.ambers = 0
        lower = max(min(rung.level, 1), rung.level - 1)
        if lower != rung.level:
            rung.level = lower
            note(state, rung, "changed.flare_exit")


def watch_worse(state: State) -> None:
    """Raise ``pain.worse`` after fourteen weeks-long windows well above the first mornings."""
    if len(state.first_pains) < BASELINE_FROM:
        return
    day = state.day
    if state.worse_run is None:
        state.worse_run = 0
        for end in range(day - WORSE_WINDOWS, day - 1):
            _extend_run(state, end)
    _extend_run(state, day - 1)
    if (
        state.worse_run >= WORSE_WINDOWS
        and "pain.worse" not in state.raised
        and "pain.worse" not in state.cleared
    ):
        raise_by_course(state, "pain.worse", SEE)


def _extend_run(state: State, end: int) -> None:
    pains = [
        pain for on, pain in state.morning_pains[-WINDOWS_REACH:] if end - WINDOW_DAYS < on <= end
    ]
    baseline = sum(state.first_pains)
    high = len(pains) >= PAINS_IN_WINDOW and (
        BASELINE_FROM * sum(pains) >= len(pains) * (baseline + 2 * BASELINE_FROM)
    )
    state.worse_run = (state.worse_run or 0) + 1 if high else 0
