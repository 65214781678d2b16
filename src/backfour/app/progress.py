"""Is it helping? Everything the Progress page shows, worked out once for a day and kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import Generic, TypeVar

from backfour.app.plan_today import PlanToday, Today
from backfour.app.ports import Mark
from backfour.core.outcomes import came_for as came
from backfour.core.outcomes import dose, lag, lines, natural_course, reviews, series, trend
from backfour.core.outcomes.measures import MEASURES
from backfour.core.outcomes.told import Told, told

Value = TypeVar("Value")


class Kept(Generic[Value]):
    """Keeps the last values that were worked out, by what they rest on.

    A value rests on the history alone, so it can always be thrown away. Only values of the
    newest history and day are kept: one person looks at one day.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._at: tuple[Mark, int] | None = None
        self._values: dict[object, Value] = {}

    def forget(self) -> None:
        """Forget everything."""
        with self._lock:
            self._at, self._values = None, {}

    def get(self, at: tuple[Mark, int], name: object, work: Callable[[], Value]) -> Value:
        """Return the value of this name at a mark and day, working it out the first time."""
        with self._lock:
            if self._at != at:
                self._at, self._values = at, {}
            if name in self._values:
                return self._values[name]
        found = work()
        with self._lock:
            if self._at == at:
                self._values[name] = found
        return found


@dataclass(frozen=True, slots=True)
class Progress:
    """What the figures say on a day.

    Parameters
    ----------
    on
        Ordinal of the day.
    first
        Ordinal of the first day that counts, or None where nothing was told yet.
    came
        What the person came for, hardest first.
    lines
        Pain, stiffness, straightening up and socks by name.
    course
        How pain goes for many people, from the person's own start.
    activities
        The person's own activities, by slot.
    change
        The change felt since the start.
    tests
        Every self-test that was done, by name.
    typed
        Totals from elsewhere, by name.
    weeks
        What was done in each week.
    sitting
        What was logged of sitting, by day.
    lag
        Sofa and bed against the next morning.
    reviews
        Of the sixth and the twelfth week.
    talk
        Keys that say why it is time to talk to someone.
    """

    on: int
    first: int | None
    came: tuple[came.Came, ...]
    lines: dict[str, lines.Line]
    course: tuple[natural_course.Course, ...]
    activities: dict[str, tuple[series.Point, ...]]
    change: tuple[series.Point, ...]
    tests: dict[str, tuple[series.Point, ...]]
    typed: dict[str, tuple[series.Point, ...]]
    weeks: tuple[dose.Week, ...]
    sitting: tuple[series.Sitting, ...]
    lag: lag.Lag
    reviews: tuple[reviews.Review, ...]
    talk: tuple[str, ...]


class SeeProgress:
    """Works the figures out, once for each last event and day."""

    def __init__(self, plan_today: PlanToday) -> None:
        self._plan_today = plan_today
        self._read: Told | None = None
        self._told: Kept[Told] = Kept()
        self._progress: Kept[Progress] = Kept()
        self.drawn: Kept[str] = Kept()
        """What the page made of it, by language."""

    def forget(self) -> None:
        """Forget what was worked out; it is worked out again when it is asked for."""
        self._read = None
        for kept in (self._told, self._progress, self.drawn):
            kept.forget()

    def told(self, today: Today) -> Told:
        """Return the history as it reads on the day shown."""
        return self._told.get((today.known.mark, today.day), "told", lambda: self._further(today))

    def _further(self, today: Today) -> Told:
        """Go on from the last reading: after a new entry only that entry is looked at."""
        self._read = told(today.known.events, today.day, self._read)
        return self._read

    def __call__(self, today: Today | None = None) -> Progress:
        """Return what the figures say today."""
        now = today or self._plan_today()
        return self._progress.get(
            (now.known.mark, now.day), "progress", lambda: worked_out(self.told(now))
        )


def worked_out(told: Told) -> Progress:
    """Work everything out; what a reading worked out before is not worked out again."""
    found = {name: lines.line(told, name) for name in trend.RHYTHMS}
    sitting = series.sitting(told)
    stiffness = found["stiffness"].points
    pairs = lag.latest_pairs(sitting, stiffness)
    done = reviews.reviews(told)
    return Progress(
        on=told.on,
        first=series.first_day(told),
        came=came.came_for(told),
        lines=found,
        course=lines.course(told, found["pain"].points),
        activities=series.activities(told),
        change=series.series(told, "change"),
        tests=_known(told, "test"),
        typed=_known(told, "typed"),
        weeks=dose.weeks(told),
        sitting=sitting,
        lag=told.once("lag", (pairs,), lambda: lag.lag(sitting, stiffness)),
        reviews=done,
        talk=reviews.talk_because([line.trend for line in found.values()], done),
    )


def _known(told: Told, kind: str) -> dict[str, tuple[series.Point, ...]]:
    found = {one.id: series.series(told, one.id) for one in MEASURES.values() if one.kind == kind}
    return {name: points for name, points in found.items() if points}
