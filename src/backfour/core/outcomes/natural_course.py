"""How it goes for many people: the pooled course of back pain, from the person's own start."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final, NamedTuple

from backfour.core.events import ScreenCompleted
from backfour.core.outcomes.series import Point
from backfour.core.outcomes.told import Told

RECENT, LONGER = "recent", "longer"
WEEKS: Final = (0, 6, 26, 52)
COURSES: Final = {
    RECENT: ((52, 52, 52), (23, 21, 25), (12, 9, 15), (6, 3, 10)),
    LONGER: ((51, 51, 51), (33, 29, 38), (26, 20, 33), (23, 16, 30)),
}
"""Mean pain 0-100 at `WEEKS` with the lower and upper end of its 95 % interval.

Menezes Costa, CMAJ 2012;184:E613 (33 cohorts, 11,166 people; the abstract was read). The
start carries no band here, because the person's own start is known. The interval is that of
the average of many people; single people differ far more, and the words say so.
"""
_RECENT_ANSWERS: Final = ("lt6w", "6to12w")
START_DAYS: Final = 7
START_LEAST: Final = 3
"""The own start is the mean of the first seven days with three answers or more (our choice)."""


class Course(NamedTuple):
    """One day of the band: mean, lower and upper end, in points 0-10."""

    day: int
    middle: float
    low: float
    high: float


def episode(told: Told) -> str | None:
    """``recent`` (under 12 weeks) or ``longer`` from the first answer to F2, else None."""
    for _, screen in told.of(ScreenCompleted):
        answer = screen.answers.get("F2")
        if answer is not None:
            return RECENT if answer in _RECENT_ANSWERS else LONGER
    return None


def own_start(points: Sequence[Point]) -> Fraction | None:
    """Mean of the first seven days, or None where fewer than three were answered."""
    if not points:
        return None
    first = [int(one.value) for one in points if one.day < points[0].day + START_DAYS]
    return Fraction(sum(first), len(first)) if len(first) >= START_LEAST else None


def natural_course(told: Told, points: Sequence[Point], until: int) -> tuple[Course, ...]:
    """The band behind a person's pain, weekly from their first answer.

    Parameters
    ----------
    points
        Daily pain (`backfour.core.outcomes.series.series`).
    until
        Last day wanted (ordinal); the band ends after 52 weeks.

    Returns
    -------
    tuple of Course
        Empty where F2 or the own start is unknown.
    """
    kind, start = episode(told), own_start(points)
    if kind is None or start is None:
        return ()
    first = points[0].day
    last = min(until, first + 7 * WEEKS[-1])
    days = sorted({*range(first, last + 1, 7), last} if last >= first else ())
    scale = start / COURSES[kind][0][0]
    return tuple(
        Course(day, *(float(scale * one) for one in _at(COURSES[kind], day - first)))
        for day in days
    )


def _at(course: tuple[tuple[int, int, int], ...], days: int) -> tuple[Fraction, ...]:
    """Straight lines between the four known weeks; ``days`` is at most the last of them."""
    index = next(place for place, week in enumerate(WEEKS) if place and days <= 7 * week)
    begin, end = 7 * WEEKS[index - 1], 7 * WEEKS[index]
    part = Fraction(days - begin, end - begin)
    before, after = course[index - 1], course[index]
    return tuple(a + (b - a) * part for a, b in zip(before, after, strict=True))
