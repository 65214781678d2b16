"""Today's plan, worked out from the history and kept until something new is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import Any

from backfour.app.history import History, Known
from backfour.app.ports import Clock, Draft, Drafts, Mark, Moment
from backfour.app.stops import SETTLED, as_events, is_past, open_stops
from backfour.core.events import Event, ExerciseDone
from backfour.core.instants import date_text
from backfour.core.programme import RULES_VERSION
from backfour.core.programme.plan import Plan, plan
from backfour.core.programme.replay import apply, can_follow, fold_all, on_day, replay, snapshot
from backfour.core.programme.state import State, initial


@dataclass(frozen=True, slots=True)
class Today:
    """The day as the person sees it.

    Parameters
    ----------
    now
        The clock when it was asked.
    day
        Proleptic ordinal of the day shown; it may lie ahead of the clock (`Known.today`).
    known
        The history it rests on.
    state
        The state after the last stored event of the day.
    plan
        What is offered. A Stop that was pressed and not yet told about already counts in it.
    drafts
        What is begun and not yet told, oldest first.
    later_entries
        Entries dated after this day: the clock was wrong then, or is now.
    """

    now: Moment
    day: int
    known: Known
    state: State
    plan: Plan
    drafts: tuple[Draft, ...]
    later_entries: int

    @property
    def date(self) -> str:
        """The day as ``YYYY-MM-DD``."""
        return date_text(self.day)

    @property
    def done_twice(self) -> bool:
        """Whether a movement was done in two sessions of this day, as two devices apart may.

        The elbow prop alone may be done again, as a reset, and is not looked at.
        """
        seen: dict[str, str] = {}
        return any(
            seen.setdefault(event.exercise, event.session) != event.session
            for event in self.known.since(self.day)
            if isinstance(event, ExerciseDone) and event.exercise != "elbow_prop"
        )

    def snapshot(self) -> dict[str, Any]:
        """Return the state as ``backfour replay`` prints it (contracts section 3)."""
        return snapshot(self.state)


class Fold:
    """Keeps the last state worked out, and goes on from it where that is allowed.

    The state is a fold over the history, so it can always be thrown away; it is kept by
    (generation, last event, rules version), and beside it the state of the day shown last.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._known = Known(Mark("", 0))
        self._version = ""
        self._whole = initial()
        self._day = 0
        self._shown = initial()

    def state(self, known: Known, day: int) -> State:
        """Return the state of the history after the last event of ``day``."""
        if known.last_day > day:
            return replay(known.until(day), [day])[0]
        with self._lock:
            moved = self._take(known)
            if moved or self._day != day:
                self._day, self._shown = day, on_day(self._whole, day)
            return self._shown

    def _take(self, known: Known) -> bool:
        """Bring the kept state to this history; tells whether anything was new."""
        before = self._known
        if self._version == RULES_VERSION and before.mark == known.mark:
            return False
        new = known.events[len(before.events) :]
        goes_on = (
            self._version == RULES_VERSION
            and before.mark.generation == known.mark.generation
            and before.mark.seq <= known.mark.seq
            and (not before.events or known.events[len(before.events) - 1] is before.events[-1])
            and can_follow(self._whole, new)
        )
        self._whole = apply(self._whole, new) if goes_on else fold_all(known.events)
        self._known, self._version = known, RULES_VERSION
        return True


class PlanToday:
    """Works out the plan of the day."""

    def __init__(self, history: History, drafts: Drafts, clock: Clock) -> None:
        self._history = history
        self._drafts = drafts
        self._clock = clock
        self._fold = Fold()
        self.at_days_end: Callable[[], object] | None = None

    def __call__(self) -> Today:
        """Return the day as it stands this moment.

        Where a day has ended over an unanswered Stop, the Stop is written first.
        """
        today = self._look()
        if self.at_days_end and any(is_past(draft, today.day) for draft in today.drafts):
            self.at_days_end()
            today = self._look()
        return today

    def _look(self) -> Today:
        known, now = self._history.read(), self._clock.now()
        day = known.today(now)
        state = self._fold.state(known, day)
        drafts = tuple(draft for draft in self._drafts.all() if draft.kind != SETTLED)
        stops = as_events(open_stops(drafts), known)
        ahead = self._with(stops, known, day) if stops else state
        later = len(known.events) - len(known.until(day))
        return Today(now, day, known, state, plan(ahead, now.instant), drafts, later)

    def on(self, day: int) -> Today:
        """Return another day, past or coming, as the stored history alone has it."""
        known, now = self._history.read(), self._clock.now()
        state = replay(known.until(day), [day])[0]
        later = len(known.events) - len(known.until(day))
        return Today(now, day, known, state, plan(state), (), later)

    def _with(self, stops: tuple[Event, ...], known: Known, day: int) -> State:
        """Return the state as it will be when the open Stops are written."""
        return replay(known.extended(known.mark, stops).until(day), [day])[0]
