"""Every measure that has a sentence, as told so far: its values, its chart and its trend.

What is worked out is kept in the reading (`backfour.core.outcomes.told`): a new morning adds
one day to a chart, and a trend is fitted again only where its own answers changed.
"""

from __future__ import annotations

from typing import NamedTuple

from backfour.core.outcomes import natural_course
from backfour.core.outcomes.series import Point, series
from backfour.core.outcomes.told import Told
from backfour.core.outcomes.trend import QUIET_DAYS, RHYTHMS, Chart, Trend, chart, trend


class Line(NamedTuple):
    """One measure that has a sentence: its values, its chart and what can be said."""

    points: tuple[Point, ...]
    chart: Chart
    trend: Trend


def line(told: Told, measure: str) -> Line:
    """Put together what is drawn and said of one measure of `RHYTHMS`."""
    points = series(told, measure)
    return Line(points, _chart(told, measure, points), trend_as_told(told, measure, points))


def trend_as_told(
    told: Told, measure: str, points: tuple[Point, ...], on: int | None = None
) -> Trend:
    """Return the trend of a measure, fitted once for these values.

    Parameters
    ----------
    points
        Its values up to the day.
    on
        An earlier day that never moves (that of a review), or None for the day of the reading.
    """
    day = told.on if on is None else on
    if points and day - points[-1].day <= QUIET_DAYS:
        # While the last answer is fresh, the day makes no difference.
        day = points[-1].day
    return told.once(("trend", measure, on), (points, day), lambda: trend(measure, points, day))


def course(told: Told, pain: tuple[Point, ...]) -> tuple[natural_course.Course, ...]:
    """Return how pain goes for many people, from the person's own start, up to the day."""
    start = pain[: natural_course.START_DAYS]
    if not start:
        return ()
    until = min(told.on, start[0].day + 7 * natural_course.WEEKS[-1])
    return told.once(
        "course",
        (natural_course.episode(told), start, until),
        lambda: natural_course.natural_course(told, start, until),
    )


def _chart(told: Told, measure: str, points: tuple[Point, ...]) -> Chart:
    """Work out only the days behind those that stand as they were."""
    before, days = told.worked_out.get(("days", measure), ((), ()))
    known = days if points[: len(before)] == before else ()
    found = chart(points, RHYTHMS[measure].least_band, known)
    told.worked_out["days", measure] = (points, found.days)
    return found
