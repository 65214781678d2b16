"""The series behind every chart: one value a day of each measure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, NamedTuple, cast

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
    if what in told.worked_out:
        return cast("tuple[Point, ...]", told.worked_out[what])
    seen: set[int] = set()
    found = []
    for day, event in told.of(MorningChecked):
        if day in seen:
            continue
        seen.add(day)
        value = event.pain if what == "pain" else event.stiffness_min
        if value is not None:
            found.append(Point(day, value, event.id, {}))
    told.worked_out[what] = tuple(found)
    return tuple(found)


def taken(told: Told, measure: str) -> tuple[Point, ...]:
    """One measure's values, the last told for each day, in order of the day they are about.

    Socks and straightening up count wherever they were asked: in the week or in a check. A
    typed total stands on the day the questionnaire was filled in. Values that the measure
    would not accept (a history may hold any) are left out; `strange` lists them.
    """
    if measure not in told.worked_out:
        found = [(event.instant, _point(day, event)) for day, event in told.measured(measure)]
        if measure in QUESTIONS:
            found += _checked(told, QUESTIONS[measure])
            found.sort(key=lambda pair: pair[0])
        by_day = {point.day: point for _, point in found if point is not None}
        told.worked_out[measure] = tuple(by_day[day] for day in sorted(by_day))
    return cast("tuple[Point, ...]", told.worked_out[measure])


def _checked(told: Told, question: str) -> list[tuple[int, Point | None]]:
    return [
        (screen.instant, Point(day, screen.answers[question], screen.id, {}))
        for day, screen in told.of(ScreenCompleted)
        if question in screen.answers
    ]


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
    days: dict[int, list[SittingLogged]] = {}
    for day, event in told.of(SittingLogged):
        if day >= since:
            days.setdefault(day, []).append(event)
    return tuple(_sitting_day(day, bouts) for day, bouts in sorted(days.items()))


def _sitting_day(day: int, bouts: list[SittingLogged]) -> Sitting:
    places: dict[str, int] = {}
    for bout in bouts:
        places[bout.place] = places.get(bout.place, 0) + bout.minutes
    return Sitting(
        day=day,
        total=sum(bout.minutes for bout in bouts),
        sofa_bed=sum(bout.minutes for bout in bouts if bout.place in SLUMP_PLACES or bout.feet_up),
        bouts=len(bouts),
        up_to_30=sum(bout.minutes <= 30 for bout in bouts),
        places=places,
    )


def first_day(told: Told) -> int | None:
    """The day everything is counted from: the first movement done, else the first morning."""
    for day, _ in told.of(ExerciseDone):
        return day
    for day, _ in told.of(MorningChecked):
        return day
    return None
