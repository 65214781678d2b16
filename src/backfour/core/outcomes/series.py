"""The series behind every chart: one value a day of each measure."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import partial
from operator import itemgetter
from typing import Any, Final, NamedTuple, TypeAlias

from backfour.core.errors import Refused
from backfour.core.events import (
    ABSENT,
    ExerciseDone,
    MeasureTaken,
    MorningChecked,
    ScreenCompleted,
    SittingLogged,
)
from backfour.core.instants import parse_date
from backfour.core.outcomes.measures import ACTIVITIES, MEASURES, accept
from backfour.core.outcomes.told import Told

QUESTIONS: Final = {"socks": "F4", "straighten_up": "F3"}
"""Measures that the check asks as well, in the same words, with their question there."""
SLUMP_PLACES: Final = ("sofa", "bed")
"""Places whose minutes are set against the next morning (the seed's golden rule)."""


class Point(NamedTuple):
    """One value.

    Parameters
    ----------
    day
        Ordinal of the day it is about.
    value
        In the unit of its measure; a string for ``start_back_group``.
    event
        Id of the event it was told by.
    detail
        As accepted; empty for mornings.
    """

    day: int
    value: float | str
    event: str
    detail: Mapping[str, Any]


def mornings(told: Told, what: str) -> tuple[Point, ...]:
    """Daily pain (0-10) or stiffness (minutes) from the first morning check of each day.

    Later checks of a day do not count, as in the programme (engine-semantics 4.8.5). A
    skipped answer is a gap.

    Parameters
    ----------
    what
        ``pain`` or ``stiffness``.
    """
    step = partial(_next_mornings, what)
    return told.grown(what, told.of(MorningChecked), _NO_MORNINGS, step).points


class _Mornings(NamedTuple):
    """The points so far, and the last day with a check whatever it said."""

    day: int
    points: tuple[Point, ...]


_NO_MORNINGS: Final = _Mornings(0, ())


def _next_mornings(
    what: str, before: _Mornings, entries: Sequence[tuple[int, MorningChecked]]
) -> _Mornings:
    last, found = before.day, []
    for day, event in entries:
        if day == last:
            continue
        last = day
        value = event.pain if what == "pain" else event.stiffness_min
        if value is not None:
            found.append(Point(day, value, event.id, {}))
    return _Mornings(last, (*before.points, *found))


def taken(told: Told, measure: str) -> tuple[Point, ...]:
    """One measure's values, the last told for each day, in order of the day they are about.

    Socks and straightening up count wherever they were asked: in the week or in a check. A
    typed total stands on the day the questionnaire was filled in. Values that the measure
    would not accept (a history may hold any) are left out; `strange` lists them.
    """
    own = told.grown(("told", measure), told.measured(measure), _NOTHING, _next_told)
    asked = _NOTHING
    if measure in QUESTIONS:
        step = partial(_next_asked, QUESTIONS[measure])
        asked = told.grown(("asked", measure), told.of(ScreenCompleted), _NOTHING, step)
    return told.once(measure, (own, asked), lambda: _last_of_each_day(own + asked))


_At: TypeAlias = tuple[int, Point]
"""A value and the instant it was told."""
_NOTHING: Final[tuple[_At, ...]] = ()


def _next_told(
    before: tuple[_At, ...], entries: Sequence[tuple[int, MeasureTaken]]
) -> tuple[_At, ...]:
    found = ((event.instant, _point(day, event)) for day, event in entries)
    return (*before, *((at, point) for at, point in found if point is not None))


def _next_asked(
    question: str, before: tuple[_At, ...], entries: Sequence[tuple[int, ScreenCompleted]]
) -> tuple[_At, ...]:
    found = (
        (screen.instant, Point(day, screen.answers[question], screen.id, {}))
        for day, screen in entries
        if question in screen.answers
    )
    return (*before, *found)


def _last_of_each_day(told: Sequence[_At]) -> tuple[Point, ...]:
    by_day = {point.day: point for _, point in sorted(told, key=itemgetter(0))}
    return tuple(by_day[day] for day in sorted(by_day))


def strange(told: Told) -> tuple[str, ...]:
    """Ids of measures in the history that this version cannot read."""
    return tuple(event.id for day, event in told.of(MeasureTaken) if _point(day, event) is None)


def _point(day: int, event: MeasureTaken) -> Point | None:
    detail = None if event.detail is ABSENT else event.detail
    try:
        value, kept = accept(event.measure, event.value, detail, day)
    except Refused:
        return None
    about = parse_date(kept["filled_on"], "filled_on") if "filled_on" in kept else day
    return Point(about, value, event.id, kept)


def series(told: Told, measure: str) -> tuple[Point, ...]:
    """The values of any measure, daily ones included, in order of days.

    Raises
    ------
    ValueError
        Where there is no such measure.
    """
    if measure not in MEASURES:
        raise ValueError(f"no measure {measure!r}")
    if MEASURES[measure].kind == "daily":
        return mornings(told, measure)
    return taken(told, measure)


def activity(told: Told, slot: str) -> tuple[Point, ...]:
    """The person's own activity in one slot, only since its words last changed.

    Other words are another activity: the old numbers say nothing about it.
    """
    points = taken(told, slot)
    return told.once(("activity", slot), (points,), lambda: _with_the_same_words(points))


def _with_the_same_words(points: tuple[Point, ...]) -> tuple[Point, ...]:
    for index in range(len(points) - 1, 0, -1):
        if points[index].detail["text"] != points[index - 1].detail["text"]:
            return points[index:]
    return points


def activities(told: Told) -> dict[str, tuple[Point, ...]]:
    """All slots that hold an activity."""
    found = {slot: activity(told, slot) for slot in ACTIVITIES}
    return {slot: points for slot, points in found.items() if points}


class Sitting(NamedTuple):
    """What was logged of sitting on one day, in minutes.

    ``sofa_bed`` counts sofa and bed, and any place with the feet up; ``bouts`` how many
    entries; ``up_to_30`` how many of them lasted 30 minutes or less.
    """

    day: int
    total: int
    sofa_bed: int
    bouts: int
    up_to_30: int
    places: Mapping[str, int]


def sitting(told: Told, since: int = 0) -> tuple[Sitting, ...]:
    """Days with at least one sitting entry; a day without any is unknown, not zero.

    Parameters
    ----------
    since
        First day wanted (ordinal).
    """
    days = told.grown("sitting", told.of(SittingLogged), _NO_DAYS, _next_sitting)
    return days[bisect_left(days, since, key=lambda one: one.day) :]


_NO_DAYS: Final[tuple[Sitting, ...]] = ()


def _next_sitting(
    before: tuple[Sitting, ...], entries: Sequence[tuple[int, SittingLogged]]
) -> tuple[Sitting, ...]:
    days = list(before)
    for day, bout in entries:
        if not days or days[-1].day != day:
            days.append(Sitting(day, 0, 0, 0, 0, {}))
        days[-1] = _with(days[-1], bout)
    return tuple(days)


def _with(day: Sitting, bout: SittingLogged) -> Sitting:
    slumps = bout.place in SLUMP_PLACES or bout.feet_up
    return Sitting(
        day=day.day,
        total=day.total + bout.minutes,
        sofa_bed=day.sofa_bed + (bout.minutes if slumps else 0),
        bouts=day.bouts + 1,
        up_to_30=day.up_to_30 + (bout.minutes <= 30),
        places={**day.places, bout.place: day.places.get(bout.place, 0) + bout.minutes},
    )


def first_day(told: Told) -> int | None:
    """The day everything is counted from: the first movement done, else the first morning."""
    for day, _ in told.of(ExerciseDone):
        return day
    for day, _ in told.of(MorningChecked):
        return day
    return None
