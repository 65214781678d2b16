"""Is it getting better? The points, the usual day, and one honest sentence.

The statistic: the mean of the latest window of days minus that of the first, with an
interval that knows that a bad day makes the next one likelier (docs/algorithms/trend.md).

Hazard H48 (docs/safety.md).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, NamedTuple

from backfour.core.outcomes.ar1 import Row, answer
from backfour.core.outcomes.measures import MEASURES, Matter
from backfour.core.outcomes.series import Point

IMPROVED, SAME, WORSE, TOO_EARLY = "improved", "about_the_same", "worse", "too_early"
SENTENCES: Final = (IMPROVED, SAME, WORSE, TOO_EARLY)

USUAL_DAYS: Final = 7
USUAL_LEAST: Final = 3
"""A 7-day median stands where at least three of the seven days were answered (our choice)."""
SPREAD_DAYS: Final = 56
SPREAD_PART: Final = (4, 5)
"""The band holds four of five of the last 56 days' answers (our choice)."""
SURE: Final = 90
"""Per cent of the intervals that should hold the true change."""
IMPROVED_DOUBT: Final = 250
"""No "improved" where the chance that nothing got better is larger, in ten-thousandths. Half
of what the interval leaves: who begins in a bad spell gets better by chance alone, and even of
them no more than 5 % may hear it (issue; docs/algorithms/accuracy.md)."""
WORSE_DOUBT: Final = 800
"""No "worse" where the chance that nothing got worse is larger, in ten-thousandths. More than
the interval leaves: a worsening missed is worse than a talk too many (our choice)."""
WHOLE: Final = 10_000
LEAST_STEPS: Final = 14
"""No sentence before fourteen days of answers from first to last (issue; clinical-spec 5.3)."""
LONGEST_WINDOW: Final = 14
MIDDLE_WINDOWS: Final = 3
"""Windows before the latest from which the day-to-day spread is learnt as well (our choice)."""
SLOPE_FROM: Final = 6
"""Answers from which such a window has a slope of its own in the noise model (our choice)."""
QUIET_DAYS: Final = 14
"""No sentence about now where the last answer is older than this (our choice)."""


class Rhythm(NamedTuple):
    """How a measure is told.

    Parameters
    ----------
    step_days
        Days between answers: 1 or 7.
    least_steps
        Steps from first to last answer before a sentence is given.
    least_window
        Answers needed in the first and in the latest window.
    spread
        Assumed day-to-day standard deviation, with little weight (see `ar1.PRIOR_DF`).
    least_band
        Smallest half-width of the band of usual variation.
    """

    step_days: int
    least_steps: int
    least_window: int
    spread: float
    least_band: int


DAILY: Final = Rhythm(1, LEAST_STEPS, 4, 1.0, 1)
RHYTHMS: Final = {
    "pain": DAILY,
    "stiffness": DAILY._replace(spread=10.0, least_band=5),
    "straighten_up": Rhythm(7, 6, 3, 0.5, 1),
    "socks": Rhythm(7, 6, 3, 0.5, 1),
}
"""Measures told often enough for a sentence. Weekly ones need six weeks (our choice)."""


class Day(NamedTuple):
    """One answered day of a chart: its value and the median of the seven days to it, or None."""

    day: int
    value: int
    usual: float | None


@dataclass(frozen=True, slots=True)
class Chart:
    """Points, medians and the usual day-to-day variation.

    ``band`` is the half-width around the median that holds four of five recent days, or
    None where too few are known.
    """

    days: tuple[Day, ...]
    band: float | None


def chart(points: Sequence[Point], least_band: int = 1, known: Sequence[Day] = ()) -> Chart:
    """Prepare a daily measure for drawing.

    Parameters
    ----------
    points
        Whole numbers in order of days, at most one a day.
    known
        The days of the first of these points, where they were worked out before.
    """
    days = list(known)
    start = max(0, len(days) - USUAL_DAYS)
    for index in range(len(days), len(points)):
        day = points[index].day
        while points[start].day <= day - USUAL_DAYS:
            start += 1
        usual = _median([int(one.value) for one in points[start : index + 1]])
        days.append(Day(day, int(points[index].value), usual))
    return Chart(tuple(days), _band(days, least_band))


def _median(values: list[int]) -> float | None:
    if len(values) < USUAL_LEAST:
        return None
    ordered = sorted(values)
    middle = len(ordered) // 2
    return (ordered[middle] + ordered[-middle - 1]) / 2


def _band(days: Sequence[Day], least: int) -> float | None:
    last = days[-1].day if days else 0
    apart = sorted(
        abs(day.value - day.usual)
        for day in days[-SPREAD_DAYS:]
        if day.usual is not None and day.day > last - SPREAD_DAYS
    )
    if len(apart) < USUAL_DAYS:
        return None
    part, of = SPREAD_PART
    return max(apart[-(-len(apart) * part // of) - 1], float(least))


@dataclass(frozen=True, slots=True)
class Trend:
    """The sentence and what it rests on.

    Parameters
    ----------
    measure
        Its id.
    sentence
        One of `SENTENCES`; its words are ``trend.<sentence>``.
    reason
        Why it is too early: ``trend.wait.days``, ``.answers``, ``.quiet`` or ``.wide``; else
        ``trend.because.clear``, ``.small`` or ``.none``.
    change, low, high
        Latest minus first level and its 90 % interval, in hundredths rounded, or None.
    start, latest
        Plain means of the first and the latest window, or None.
    matter
        The smallest change that matters for this person, or None.
    first_day, last_day
        Days of the first and the last answer (ordinals), or None.
    window
        Steps in each window; ``answers`` how many answers were used.
    """

    measure: str
    sentence: str
    reason: str
    change: float | None = None
    low: float | None = None
    high: float | None = None
    start: float | None = None
    latest: float | None = None
    matter: float | None = None
    first_day: int | None = None
    last_day: int | None = None
    window: int = 0
    answers: int = 0


def trend(measure: str, points: Sequence[Point], on: int) -> Trend:
    """Say whether a measure improved, from windows of days and never from two single days.

    Parameters
    ----------
    measure
        One of `RHYTHMS`.
    points
        Its values in order of days, whole numbers.
    on
        Ordinal of today.

    Returns
    -------
    Trend
        *Improved* or *worse*: the difference of the two means reaches the smallest change that
        matters (before 28 steps: its full points) and the chance that it is none is at most
        `IMPROVED_DOUBT` or `WORSE_DOUBT`.
        *About the same*: it does not reach it, and the interval is no wider to each side than
        that change. Otherwise *too early*.

    Raises
    ------
    ValueError
        Where the measure is not told often enough for a sentence.
    """
    if measure not in RHYTHMS:
        raise ValueError(f"no sentence for measure {measure!r}")
    rhythm = RHYTHMS[measure]
    if not points:
        return Trend(measure, TOO_EARLY, "trend.wait.days")
    first, last = points[0].day, points[-1].day
    told = Trend(
        measure, TOO_EARLY, "trend.wait.days", first_day=first, last_day=last, answers=len(points)
    )
    steps = _step(last - first, rhythm) + 1
    if steps < rhythm.least_steps:
        return told
    if on - last > QUIET_DAYS:
        return _why(told, "trend.wait.quiet")
    window = min(LONGEST_WINDOW, steps // 2)
    blocks = _blocks(points, first, rhythm, steps - 1, window)
    begin = [value for _, block, value in blocks if block == 0]
    now = [value for _, block, value in blocks if block == 1]
    if min(len(begin), len(now)) < rhythm.least_window:
        return _why(told, "trend.wait.answers")
    return _judge(told, rhythm, blocks, window, _mean(begin), _mean(now))


def _why(told: Trend, reason: str) -> Trend:
    return Trend(
        told.measure,
        TOO_EARLY,
        reason,
        first_day=told.first_day,
        last_day=told.last_day,
        answers=told.answers,
    )


def _step(days: int, rhythm: Rhythm) -> int:
    return (days + rhythm.step_days // 2) // rhythm.step_days


Block = tuple[int, int, int]
"""Time step, number of the window (0 first, 1 latest, 2.. before the latest), value."""


def _blocks(
    points: Sequence[Point], first: int, rhythm: Rhythm, last_step: int, window: int
) -> list[Block]:
    found: dict[int, Block] = {}
    # Years may lie between the windows: only those in them are looked at.
    begins = (window, max(window, last_step + 1 - window * (1 + MIDDLE_WINDOWS)))
    end, begin = (
        bisect_left(points, step, key=lambda point: _step(point.day - first, rhythm))
        for step in begins
    )
    for point in (*points[:end], *points[begin:]):
        step = _step(point.day - first, rhythm)
        block = 0 if step < window else 1 + (last_step - step) // window
        found[step] = (step, block, int(point.value))
    return [found[step] for step in sorted(found)]


def _mean(values: Sequence[int]) -> Fraction:
    return Fraction(sum(values), len(values))


def matters(matter: Matter, start: Fraction) -> Fraction:
    """The smallest change that matters for someone who starts there, in points.

    Where points *or* percent is enough the smaller counts, but never less than one point,
    the smallest step anyone can tell (our choice).
    """
    points = Fraction(matter.points or 0)
    if matter.percent is None:
        return points
    part = start * matter.percent / 100
    return max(min(points, part), Fraction(1)) if matter.either else max(points, part)


def _model(blocks: list[Block]) -> tuple[list[Row], list[float]]:
    """Rows that teach the noise, and the weights that make the difference of two plain means.

    In the rows every window has a level of its own, and those between the first and the latest
    a slope too: a back that gets better in their midst is not noise.
    """
    known = sorted({block for _, block, _ in blocks})
    steps = {one: [step for step, block, _ in blocks if block == one] for one in known}
    sloping = [one for one in known if one > 1 and len(steps[one]) >= SLOPE_FROM]
    rows = []
    for step, block, value in blocks:
        levels = [float(block == one) for one in known]
        middle = sum(steps[block]) / len(steps[block])
        slopes = [(step - middle) / LONGEST_WINDOW * (block == one) for one in sloping]
        rows.append(Row(step, (*levels, *slopes), float(value)))
    signs = {0: -1.0, 1: 1.0}
    return rows, [signs.get(block, 0.0) / len(steps[block]) for _, block, _ in blocks]


def _judge(
    told: Trend,
    rhythm: Rhythm,
    blocks: list[Block],
    window: int,
    begin: Fraction,
    now: Fraction,
) -> Trend:
    measure = MEASURES[told.measure]
    rows, weights = _model(blocks)
    found = answer(rows, [0.0] * len(rows[0].design), rhythm.spread, weights=weights)
    tail = (100 - SURE) / 200
    # Whole hundredths from here on: two interpreters may differ in the last digit of a float.
    low, change, high = (
        round(100 * one) for one in (found.quantile(tail), found.centre, found.quantile(1 - tail))
    )
    falls = round(WHOLE * found.below(0.0))
    least = matters(measure.matter, begin)
    # With less than two full windows chance alone often makes a third: then only points count.
    clear = least if window == LONGEST_WINDOW else max(least, Fraction(measure.matter.points or 0))
    sentence, reason = decide(low, change, high, 100 * least, 100 * clear, falls=falls)
    return Trend(
        measure=told.measure,
        sentence=sentence,
        reason=reason,
        change=change / 100,
        low=low / 100,
        high=high / 100,
        start=float(begin),
        latest=float(now),
        matter=float(least),
        first_day=told.first_day,
        last_day=told.last_day,
        window=window,
        answers=len(rows),
    )


def decide(
    low: int,
    change: int,
    high: int,
    least: Fraction,
    clear: Fraction,
    *,
    falls: int,
) -> tuple[str, str]:
    """Choose the sentence from a change and its interval, all in hundredths, lower = better.

    Parameters
    ----------
    least
        The smallest change that matters.
    clear
        The change from which it is called improved or worse, ``least`` or more.
    falls
        Chance that the change is below zero, in ten-thousandths.
    """
    if change <= -clear and falls >= WHOLE - IMPROVED_DOUBT:
        return IMPROVED, "trend.because.clear"
    if change >= clear and falls <= WORSE_DOUBT:
        return WORSE, "trend.because.clear"
    if abs(change) < least and max(high - change, change - low) <= least:
        return SAME, "trend.because.small" if low > 0 or high < 0 else "trend.because.none"
    return TOO_EARLY, "trend.wait.wide"
