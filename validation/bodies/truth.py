"""The truth file of a motion: holds, repetitions and faults from the true joints.

The form is that of the development recordings (``validation/README.md``): ``counted`` true must be
counted, false must not, null may; ``held_lo`` to ``held_hi`` is from the still part alone to
everything that passes the limits.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from validation.bodies import limits
from validation.bodies.motions.motion import Motion
from validation.bodies.score import Mark

STEP_S = 0.02
Truth = dict[str, Any]


@dataclass(frozen=True)
class Traced:
    """A motion sampled evenly: what every judgement below looks at."""

    motion: Motion
    times: list[float]
    points: list[limits.Points]

    def runs(self, test: Callable[[limits.Points], bool]) -> list[tuple[float, float]]:
        """Intervals in which a test holds."""
        return limits.intervals(self.times, [test(one) for one in self.points])

    def lasting(self, measure: limits.Measure, mark: Mark, seconds: float = 1.2) -> float:
        """Return the largest value of a measure that lasts inside a mark."""
        first = max(0, int(mark.start_s / STEP_S))
        last = int(mark.end_s / STEP_S) + 1
        values = [measure(one) for one in self.points[first:last]]
        return limits.peak_for(self.times[first:last], values, (mark.start_s, mark.end_s), seconds)

    def before(self, measure: limits.Measure, mark: Mark) -> float:
        """Return the measure half a second before a mark."""
        return measure(self.points[max(0, int((mark.start_s - 0.5) / STEP_S))])

    def marks(self, what: str) -> list[Mark]:
        """Marks of one kind."""
        return [mark for mark in self.motion.score.marks if mark.what == what]


def trace(motion: Motion) -> Traced:
    """Sample a motion every 20 ms."""
    count = int(motion.score.seconds / STEP_S) + 1
    times = [n * STEP_S for n in range(count)]
    return Traced(motion, times, [motion.landmarks(t) for t in times])


def seconds_of(value: float) -> float:
    """Two digits are enough."""
    return round(value, 2)


def hold(
    run: tuple[float, float],
    still: tuple[float, float],
    side: str | None,
    *,
    counted: bool | None,
    **more: object,
) -> Truth:
    """One hold in the form of the file."""
    held = run[1] - run[0]
    return {
        "start_s": seconds_of(run[0]),
        "end_s": seconds_of(run[1]),
        "held_s": seconds_of(held),
        "side": side,
        "counted": counted,
        "plateau_s": [seconds_of(still[0]), seconds_of(still[1])],
        "held_lo": seconds_of(still[1] - still[0]),
        "held_hi": seconds_of(held),
        **more,
    }


def fault(mark: Mark, measure: float | None, *, judged: bool) -> Truth:
    """One fault in the form of the file."""
    return {
        "start_s": seconds_of(mark.start_s),
        "end_s": seconds_of(mark.end_s),
        "t_s": seconds_of((mark.start_s + mark.end_s) / 2),
        "key": mark.what,
        "judged": judged,
        "measure": None if measure is None else round(measure, 2),
    }


def rep(start_s: float, end_s: float, side: str | None, **more: object) -> Truth:
    """One repetition in the form of the file."""
    return {"start_s": seconds_of(start_s), "end_s": seconds_of(end_s), "side": side, **more}
