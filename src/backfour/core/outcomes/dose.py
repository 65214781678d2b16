"""What was done: how much of each movement in each week, and on how many days."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum
from typing import Final, NamedTuple

from backfour.core.events import ExerciseDone
from backfour.core.outcomes.told import Told
from backfour.core.vocabulary import EXERCISES

ENOUGH_DAYS: Final = 3
"""Days a week that are enough; three to five are advised (clinical-spec 4.6)."""
LOW_DAYS: Final = 2
LOW_WEEKS: Final = 3
"""Fewer than two days a week for three weeks: offer a shorter plan (clinical-spec 4.5)."""


@dataclass(frozen=True, slots=True)
class Dose:
    """One movement in one week.

    Parameters
    ----------
    times
        How often it was begun; ``completed`` how often it was finished.
    level
        Highest level done.
    held_s
        Seconds held where the app counted them, else None.
    reps
        Repetitions of both sides together where they were counted, else None.
    """

    exercise: str
    times: int
    completed: int
    level: int
    held_s: float | None
    reps: int | None


@dataclass(frozen=True, slots=True)
class Week:
    """A week from Monday.

    ``monday`` is its ordinal; ``days`` on how many days something beside an extra elbow
    prop was done; ``whole`` whether the week is over on the day asked for.
    """

    monday: int
    days: int
    doses: tuple[Dose, ...]
    whole: bool

    @property
    def enough(self) -> bool:
        """Whether there were three days or more."""
        return self.days >= ENOUGH_DAYS


def monday_of(day: int) -> int:
    """Ordinal of the Monday of a day's week (ordinal 1 was a Monday)."""
    return day - (day - 1) % 7


def weeks(told: Told, since: int = 0) -> tuple[Week, ...]:
    """Every week since the first movement, empty ones too, up to the day asked for.

    Parameters
    ----------
    since
        No week before that of this day (ordinal).
    """
    found = told.grown("weeks", told.of(ExerciseDone), _NOTHING, _next_weeks)
    if not found.latest:
        return ()
    latest = found.latest[0][0]
    coming = range(monday_of(latest) + 7, monday_of(told.on) + 1, 7)
    done = (
        *found.closed,
        _week(monday_of(latest), found.latest, told.on),
        *(_week(monday, (), told.on) for monday in coming),
    )
    return done[max(0, monday_of(since) - done[0].monday) // 7 :]


class _Weeks(NamedTuple):
    """Weeks that nothing more can come into, and what was done in the one after them."""

    closed: tuple[Week, ...]
    latest: tuple[tuple[int, ExerciseDone], ...]


_NOTHING: Final = _Weeks((), ())


def _next_weeks(before: _Weeks, entries: Sequence[tuple[int, ExerciseDone]]) -> _Weeks:
    closed, latest = list(before.closed), list(before.latest)
    for day, event in entries:
        monday = monday_of(day)
        if latest and monday_of(latest[0][0]) < monday:
            over = range(monday_of(latest[0][0]), monday, 7)
            closed.append(_week(over[0], latest, monday))
            closed.extend(_week(empty, (), monday) for empty in over[1:])
            latest = []
        latest.append((day, event))
    return _Weeks(tuple(closed), tuple(latest))


def _week(monday: int, done: Sequence[tuple[int, ExerciseDone]], on: int) -> Week:
    by_exercise: dict[str, list[ExerciseDone]] = {}
    for _, event in done:
        by_exercise.setdefault(event.exercise, []).append(event)
    doses = [_dose(one, by_exercise[one]) for one in EXERCISES if one in by_exercise]
    days = {day for day, event in done if event.exercise != "elbow_prop"}
    return Week(monday, len(days), tuple(doses), whole=monday + 7 <= on)


def _dose(exercise: str, done: list[ExerciseDone]) -> Dose:
    held = [event.held_s for event in done if event.held_s is not None]
    sides = [(event.reps_left, event.reps_right) for event in done]
    reps = [count for pair in sides for count in pair if count is not None]
    return Dose(
        exercise=exercise,
        times=len(done),
        completed=sum(event.completed for event in done),
        level=max(event.level for event in done),
        held_s=fsum(held) if held else None,
        reps=sum(reps) if reps else None,
    )


def session_days(told: Told, first: int, last: int) -> int:
    """Days from ``first`` to ``last`` with a movement beside an extra elbow prop."""
    done = told.of(ExerciseDone)
    begin, end = (bisect_left(done, day, key=lambda one: one[0]) for day in (first, last + 1))
    return len({day for day, event in done[begin:end] if event.exercise != "elbow_prop"})


def is_low(done: tuple[Week, ...]) -> bool:
    """Whether the last three whole weeks all had fewer than two days."""
    whole = [week for week in done if week.whole][-LOW_WEEKS:]
    return len(whole) == LOW_WEEKS and all(week.days < LOW_DAYS for week in whole)
