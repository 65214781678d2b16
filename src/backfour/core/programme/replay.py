"""A history told again: the same events give the same plan anywhere.

Hazard H14 (docs/safety.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Any

from backfour.core.events import EntryCorrected, Event
from backfour.core.instants import date_text
from backfour.core.programme import RULES_VERSION, fold, locks, offers
from backfour.core.programme.reasons import exercise_reasons
from backfour.core.programme.state import Rung, State, initial
from backfour.core.reading import corrected, withdrawn
from backfour.core.vocabulary import ACTIONS


def replay(events: Sequence[Event], days: Iterable[int]) -> list[State]:
    """Fold a history up to each of several days.

    Parameters
    ----------
    events
        Sorted by instant, as `backfour.core.reading.parse_history` returns them.
    days
        Ordinals of the days asked for, in any order.

    Returns
    -------
    list of State
        After the last event of each day, in the order asked.
    """
    asked = list(days)
    found: dict[int, State] = {}
    waiting = sorted(set(asked), reverse=True)
    state = initial()
    history = History(events)
    for index, event in enumerate(events):
        day = max(event.day, state.day)
        while waiting and waiting[-1] < day:
            asked_day = waiting.pop()
            found[asked_day] = on_day(state, asked_day)
        if not waiting:
            break
        if isinstance(event, EntryCorrected):
            state = _correct(state, history, index, event)
        else:
            fold.take(state, event)
    for day in waiting:
        found[day] = on_day(state, day)
    return [found[day] for day in asked]


def fold_all(events: Sequence[Event]) -> State:
    """Fold a whole history; the state stands at the day of its last event."""
    state = initial()
    history = History(events)
    for index, event in enumerate(events):
        if isinstance(event, EntryCorrected):
            state = _correct(state, history, index, event)
        else:
            fold.take(state, event)
    return state


def can_follow(state: State, events: Sequence[Event]) -> bool:
    """Whether events come after all that the state knows and need no retelling of the past."""
    last = state.last_instant
    for event in events:
        if isinstance(event, EntryCorrected) or (last is not None and event.instant < last):
            return False
        last = event.instant
    return True


def apply(state: State, events: Iterable[Event]) -> State:
    """Fold further events onto a state and return the new one; the old one stays as it was.

    Raises
    ------
    ValueError
        Where the events do not follow (see `can_follow`).
    """
    following = list(events)
    if not can_follow(state, following):
        raise ValueError("events must be later than the state and correct nothing before it")
    new = state.copy()
    for event in following:
        fold.take(new, event)
    return new


def on_day(state: State, day: int) -> State:
    """Take a state forward to a day without any further event.

    A day before the state's own leaves it as it is; where nothing has happened yet, the
    initial state stands on that day.
    """
    new = state.copy()
    if not state.events:
        new.day = day
    elif day > state.day:
        fold.advance_to(new, day)
    return new


def _correct(state: State, history: History, index: int, event: EntryCorrected) -> State:
    """Tell everything up to a correction again, with its target changed or left out.

    What protects the person stays: a correction never removes a flag in force, a pending
    re-screen, a rest, a suspension or a raised rule (contracts section 2).
    """
    old = state.copy()
    fold.advance_to(old, max(event.day, old.day))
    history.correct(event)
    new = history.told(index)
    fold.advance_to(new, old.day)
    _protect(new, old)
    history.kept[index] = old
    new.last_instant, new.events = event.instant, old.events + 1
    return new


class History:
    """A history as it reads after the corrections told so far."""

    def __init__(self, events: Sequence[Event]) -> None:
        self._events = events
        self._days: list[int] | None = None
        self._now: dict[str, Event] = {}
        self._gone: dict[str, Event | None] = {}
        self.kept: dict[int, State] = {}
        """What stood just before each correction: its protection counts in every retelling."""

    def correct(self, event: EntryCorrected) -> None:
        """Change or take back the target; a later correction of the same entry wins."""
        target = self._now.get(event.target) or next(
            earlier for earlier in self._events if earlier.id == event.target
        )
        if event.fields is None:
            self._gone[event.target] = withdrawn(target)
        else:
            self._now[event.target] = corrected(target, event.fields)
            self._gone.pop(event.target, None)

    def told(self, index: int) -> State:
        """Fold the events before ``index`` as they read now.

        An entry that is left out moves no other to another day, and what an earlier correction
        kept is kept again from its place on.
        """
        if self._days is None:
            self._days = list(accumulate((event.day for event in self._events), max))
        state = initial()
        for at, event in enumerate(self._events[:index]):
            fold.advance_to(state, self._days[at])
            if at in self.kept:
                _protect(state, self.kept[at])
                continue
            reads: Event | None = self._now.get(event.id, event)
            if event.id in self._gone:
                reads = self._gone[event.id]
            if reads is not None:
                fold.take(state, reads)
        return state


def _protect(new: State, old: State) -> None:
    new.flags_screened |= old.flags_screened
    new.flags_reported |= old.flags_reported
    offers.refresh_caps(new)
    for exercise, rung in new.rungs.items():
        before = old.rungs[exercise]
        rung.needs_rescreen |= before.needs_rescreen
        rung.not_before = max(rung.not_before, before.not_before)
        rung.suspended_until = max(rung.suspended_until, before.suspended_until)
    for rule, raised in old.raised.items():
        here = new.raised.get(rule, raised)
        new.raised[rule] = max(raised, here, key=lambda one: (one.level, one.instant))
        new.cleared.pop(rule, None)


def _date_or_none(day: int, today: int) -> str | None:
    return date_text(day) if day > today else None


def _rung_document(state: State, rung: Rung, mode: str, rising: str | None) -> dict[str, Any]:
    offered, _ = offers.offer(state, rung.exercise, mode)
    return {
        "level": rung.level,
        "streak": rung.streak,
        "ambers": rung.ambers,
        "reds": rung.reds,
        "cap": rung.cap,
        "blocked": rung.blocked,
        "not_before": _date_or_none(rung.not_before, state.day),
        "suspended_until": _date_or_none(rung.suspended_until, state.day),
        "needs_rescreen": rung.needs_rescreen,
        "offered": offered,
        "rise_offered": rising == rung.exercise,
        "reasons": [reason.key for reason in exercise_reasons(state, rung.exercise, mode, rising)],
    }


def snapshot(state: State, on: int | None = None) -> dict[str, Any]:
    """Write a state as ``replay`` prints it (contracts section 3).

    Parameters
    ----------
    on
        The day to print where it is not the state's own (before the first event).
    """
    mode = locks.mode(state)
    rising = offers.rise(state, mode)
    return {
        "rules_version": RULES_VERSION,
        "on": date_text(state.day if on is None else on),
        "mode": mode,
        "screen": {
            "action": ACTIONS[locks.action(state)],
            "reasons": locks.screen_reasons(state),
            "due": locks.is_due(state),
        },
        "exercises": {
            exercise: _rung_document(state, rung, mode, rising)
            for exercise, rung in state.rungs.items()
        },
        "lights": [
            {
                "event": given.event,
                "exercise": given.exercise,
                "light": given.light,
                "reason": given.reason,
            }
            for given in state.lights
        ],
        "mornings": [{"event": judged.event, "light": judged.light} for judged in state.mornings],
    }
