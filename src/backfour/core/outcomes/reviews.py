"""The honest look after six and twelve weeks, and when it is time to talk to someone."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from backfour.core.outcomes.dose import session_days
from backfour.core.outcomes.lines import trend_as_told
from backfour.core.outcomes.measures import ACTIVITY_MEAN, MEASURES, Matter
from backfour.core.outcomes.series import Point, activities, first_day, series, taken
from backfour.core.outcomes.told import Told
from backfour.core.outcomes.trend import IMPROVED, SAME, WORSE, Trend, matters

REVIEW_WEEKS: Final = (6, 12)
ENOUGH_SESSIONS: Final = 12
"""No plateau before twelve sessions (clinical-spec 4.5)."""
LATE_DAYS: Final = 14
"""A measure of the review counts up to two weeks late (our choice)."""
RMDQ_FLOOR, RMDQ_CEILING = 4, 20
"""Below 4 the questionnaire cannot show improvement, above 20 no worsening (clinical-spec 5.1)."""
BETTER, NOT, HARDER = "better", "not", "worse"
HALF_DAYS: Final = 28
"""First and latest answer of a measure that is asked rarely must lie four weeks apart (ours)."""


@dataclass(frozen=True, slots=True)
class Item:
    """One measure in a review.

    Parameters
    ----------
    measure
        Its id; ``activities`` is the average of the own activities.
    start, latest
        What was compared, in the measure's unit; None where too little is known.
    matter
        The smallest change that matters.
    verdict
        ``better``, ``not``, ``worse``, or empty where nothing can be said.
    """

    measure: str
    start: float | None = None
    latest: float | None = None
    matter: float | None = None
    verdict: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    """The review of one week.

    Parameters
    ----------
    week
        6 or 12.
    day
        Ordinal of the day it is due.
    ready
        Whether that day has come.
    items
        Pain, activities, RMDQ, socks and straightening up.
    felt
        The person's own rating of change (-5..+5), shown beside and never averaged, or None.
    sessions
        Days with a session up to then.
    verdict
        Key: ``review.better``, ``review.worse``, ``review.plateau``, ``review.plateau_12``,
        ``review.few`` (under twelve sessions), ``review.thin`` (too little is known), or
        empty before it is ready.
    talk
        Whether it is time to talk to someone.
    go_on
        Whether going on is recommended by default (no longer after a plateau at 12 weeks).
    """

    week: int
    day: int
    ready: bool
    items: tuple[Item, ...] = ()
    felt: int | None = None
    sessions: int = 0
    verdict: str = ""
    talk: bool = False
    go_on: bool = True


def reviews(told: Told) -> tuple[Review, ...]:
    """Both reviews; empty before anything was done or answered."""
    start = first_day(told)
    if start is None:
        return ()
    return tuple(_review(told, start, week) for week in REVIEW_WEEKS)


def _review(told: Told, start: int, week: int) -> Review:
    day = start + 7 * week
    if told.on < day:
        return Review(week, day, ready=False)
    items = (
        _pain(told, day),
        _activities(told, day),
        _rmdq(told, day),
        _weekly(told, "socks", day),
        _weekly(told, "straighten_up", day),
    )
    sessions = session_days(told, start, day)
    verdict = _verdict(items, sessions, week)
    felt = _until(taken(told, "change"), day + LATE_DAYS)
    return Review(
        week=week,
        day=day,
        ready=True,
        items=items,
        felt=int(felt[-1].value) if felt else None,
        sessions=sessions,
        verdict=verdict,
        talk=verdict in ("review.worse", "review.plateau", "review.plateau_12"),
        go_on=verdict != "review.plateau_12",
    )


def _verdict(items: Sequence[Item], sessions: int, week: int) -> str:
    """Worse pain comes first, whatever else improved; a plateau needs enough sessions."""
    said = [item.verdict for item in items if item.verdict]
    if items[0].verdict == HARDER:
        return "review.worse"
    if BETTER in said:
        return "review.better"
    if not said:
        return "review.thin"
    if HARDER in said:
        return "review.worse"
    if sessions < ENOUGH_SESSIONS:
        return "review.few"
    return "review.plateau_12" if week == REVIEW_WEEKS[-1] else "review.plateau"


def _until(points: Sequence[Point], day: int) -> tuple[Point, ...]:
    return tuple(points[: bisect_right(points, day, key=lambda point: point.day)])


_SAID: Final = {IMPROVED: BETTER, SAME: NOT, WORSE: HARDER}


def _pain(told: Told, day: int) -> Item:
    found = trend_as_told(told, "pain", _until(series(told, "pain"), day), day)
    verdict = _SAID.get(found.sentence, "")
    return Item("pain", found.start, found.latest, found.matter, verdict)


def _activities(told: Told, day: int) -> Item:
    firsts, lasts = [], []
    for points in activities(told).values():
        upto = _until(points, day + LATE_DAYS)
        if upto and upto[-1].day - upto[0].day >= HALF_DAYS:
            firsts.append(int(upto[0].value))
            lasts.append(int(upto[-1].value))
    if not firsts:
        return Item("activities")
    matter = MEASURES["activity_1"].matter if len(firsts) == 1 else ACTIVITY_MEAN
    start, latest = Fraction(sum(firsts), len(firsts)), Fraction(sum(lasts), len(lasts))
    return _item("activities", start, latest, matter, higher=True)


def _rmdq(told: Told, day: int) -> Item:
    points = _until(taken(told, "rmdq_total"), day + LATE_DAYS)
    if len(points) < 2 or points[-1].day - points[0].day < HALF_DAYS:
        return Item("rmdq_total")
    start, latest = Fraction(int(points[0].value)), Fraction(int(points[-1].value))
    found = _item("rmdq_total", start, latest, MEASURES["rmdq_total"].matter)
    if start < RMDQ_FLOOR or start > RMDQ_CEILING:
        return Item("rmdq_total", found.start, found.latest, found.matter)
    return found


def _weekly(told: Told, measure: str, day: int) -> Item:
    """Two answers at each end, so that no single day decides."""
    points = _until(taken(told, measure), day)
    if len(points) < 4:
        return Item(measure)
    values = [int(point.value) for point in points]
    start, latest = Fraction(values[0] + values[1], 2), Fraction(values[-2] + values[-1], 2)
    return _item(measure, start, latest, MEASURES[measure].matter)


def _item(
    measure: str, start: Fraction, latest: Fraction, matter: Matter, *, higher: bool = False
) -> Item:
    least = matters(matter, start)
    gain = latest - start if higher else start - latest
    verdict = BETTER if gain >= least else HARDER if gain <= -least else NOT
    return Item(measure, float(start), float(latest), float(least), verdict)


def talk_because(trends: Sequence[Trend], done: Sequence[Review]) -> tuple[str, ...]:
    """Why it is time to talk to someone, as keys; empty where nothing calls for it.

    What the programme itself raises (two worse weeks, a long flare, a movement suspended
    twice) stands in its own reasons and advice.
    """
    found = [f"talk.worse.{one.measure}" for one in trends if one.sentence == WORSE]
    verdicts = [one.verdict for one in done if one.talk]
    found.extend(f"talk.{verdict.removeprefix('review.')}" for verdict in verdicts[-1:])
    return tuple(found)
