"""What may come next: the programme is asked again after every answer of a session.

All rules about a red light, a finisher or a new condition of the body stay in the
programme; the session only never offers what the programme does not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from backfour.core.events import Event, ExerciseDone, FlagsReported
from backfour.core.programme.lights import light
from backfour.core.programme.plan import Plan
from backfour.core.programme.plan import plan as make_plan
from backfour.core.programme.replay import apply, can_follow, fold_all, on_day
from backfour.core.programme.state import State
from backfour.core.reading import parse_event


def was_red(done: Mapping[str, Any]) -> bool:
    """Whether an ``exercise_done`` is judged red (clinical-spec 4.1)."""
    event = parse_event(done)
    return isinstance(event, ExerciseDone) and light(event)[0] == "red"


@dataclass(frozen=True, slots=True)
class Planner:
    """The programme of one person as the session sees it; a value, `record` gives a new one.

    ``events`` are all of the history, sorted; ``state`` is the fold over them and ``plan``
    the plan as it stands after everything recorded.
    """

    events: tuple[Event, ...]
    state: State
    plan: Plan

    @property
    def done_today(self) -> frozenset[str]:
        """Movements done on the day, however they went."""
        rungs = self.state.rungs.values()
        return frozenset(rung.exercise for rung in rungs if rung.last_done == self.state.day)

    @property
    def reported(self) -> frozenset[str]:
        """The conditions the person has reported so far."""
        lists = [event.flags for event in self.events if isinstance(event, FlagsReported)]
        return frozenset(lists[-1]) if lists else frozenset()

    def record(self, events: Sequence[Mapping[str, Any]]) -> Planner:
        """Take further events in.

        A clock that was moved back makes an event older than what is known: then the
        whole history is told again, as the store will do.
        """
        new = tuple(parse_event(event) for event in events)
        known = (*self.events, *new)
        if can_follow(self.state, new):
            state = apply(self.state, new)
            return Planner(known, state, make_plan(state))
        return planner_of(sorted(known, key=lambda event: event.instant), self.state.day)


def planner_of(events: Sequence[Event], day: int) -> Planner:
    """Start from a history, sorted by instant, on a day (ordinal) or its own last one if later."""
    state = on_day(fold_all(events), day)
    return Planner(tuple(events), state, make_plan(state))
