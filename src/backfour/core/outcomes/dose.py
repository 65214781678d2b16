"""What was done: how much of each movement in each week, and on how many days."""

from __future__ import annotations

from dataclasses import dataclass
from math import fsum
from typing import Final

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
    done = told.of(ExerciseDone)
    if not done:
        return ()
    first = monday_of(max(since, done[0][0]))
    by_week: dict[int, list[tuple[int, ExerciseDone]]] = {}
    for day, event in done:
        if day >= first:
            by_week.setdefault(monday_of(day), []).append((day, event))
    return tuple(
        _week(monday, by_week.get(monday, []), told.on)
        for monday in range(first, monday_of(told.on) + 1, 7)
    )


def _week(monday: int, done: list[tuple[int, ExerciseDone]], on: int) -> Week:
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
    return len(
        {
            day
            for day, event in told.of(ExerciseDone)
            if first <= day <= last and event.exercise != "elbow_prop"
        }
    )


def is_low(done: tuple[Week, ...]) -> bool:
    """Whether the last three whole weeks all had fewer than two days."""
    whole = [week for week in done if week.whole][-LOW_WEEKS:]
    return len(whole) == LOW_WEEKS and all(week.days < LOW_DAYS for week in whole)
