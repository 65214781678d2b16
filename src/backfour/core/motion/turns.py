"""Where a movement turns round: the tops and bottoms of one moving quantity, tremble left out.

A median over half a second takes out jumps of the landmarks, a short low-pass the rest. A turn is
believed once the signal has come back from it by a share of what this person's strokes usually
measure: a zigzag with a running threshold, as in the peak counters of pedometers (Zhao 2010,
Analog Dialogue 44-06). Deviations: the threshold is a share of the median of the last strokes
instead of the middle between two extremes, it has the measured tremble as its floor, and tops too
close to each other are one.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

KEPT: Final = 12
"""Turns looked at together, about six repetitions; of older ones only sums are kept."""


@dataclass(frozen=True, slots=True)
class Tuning:
    """What decides, in shares of this person's usual stroke: one set for all people and movements.

    Every value is our choice, from a plateau (docs/algorithms/repetitions.md). It is an argument
    only so that ``validation/reps.py`` can show what other values would have given.
    """

    window_s: float = 0.47
    """Length of the running median."""
    smooth_s: float = 0.1
    """Time constant of the low-pass after it."""
    tremble_s: float = 4.0
    """Time constant of the tremble, the mean distance of the middle sample from its median."""
    tremble_times: float = 3.75
    """A turn must come back by this many times the tremble."""
    back: float = 0.39
    """A turn must come back by this share of the usual stroke ..."""
    back_half: float = 0.2
    """... and, of half cycles, by this: the two sides may differ threefold in height."""
    strokes: int = 6
    """Strokes whose median is the usual one."""
    fade_s: float = 8.0
    """While nothing turns, the usual stroke shrinks towards nothing within this time ..."""
    fade_to: float = 0.4
    """... but not below this share: getting into position is often the longest stroke."""
    too_soon: float = 0.44
    """Tops closer to each other than this share of the usual time between tops are one."""
    false_start: float = 0.5
    """First strokes below this share of the one after them are no repetition ..."""
    false_start_half: float = 0.25
    """... and, of half cycles, below this."""
    off_rest: float = 0.65
    """Half cycles: a first stroke below this share of its way back did not start at rest."""
    dip: float = 0.035
    """A top that dips and returns by this share of a stroke is a double top."""
    returned: float = 0.5
    """A repetition is finished once this share of the way back is done."""
    both_ways: float = 0.6
    """Share of double tops from which on the movement goes to both sides ..."""
    one_way: float = 0.25
    """... and below which it no longer does."""
    near_rest: float = 0.26
    """Both ways, at least this share of the time goes by near rest, short of the double tops."""
    reach: float = 0.12
    """Both ways, a single top counts if it lacks at most this share of a stroke."""
    steadier: float = 2.0
    """Half cycles: rest is the side whose turns spread less than the other's by this factor,"""
    uneven: float = 0.1
    """and the other's by more than this share of a stroke."""


TUNING: Final = Tuning()


@dataclass(frozen=True, slots=True)
class Turn:
    """A top (``way`` 1) or bottom (-1): when, at what level, and whether it dipped within."""

    t_s: float
    level: float
    way: int
    double: bool = False


@dataclass(frozen=True, slots=True)
class Steady:
    """A smoothed signal: the samples of the median, the level, its tremble, and since when."""

    window: tuple[tuple[float, float], ...]
    level: float
    tremble: float
    since_s: float

    @property
    def t_s(self) -> float:
        """Time that the level speaks of: the middle of the window."""
        return (self.window[0][0] + self.window[-1][0]) / 2


@dataclass(frozen=True, slots=True)
class Path:
    """A signal followed so far; of the same size however long it lasts.

    Attributes
    ----------
    way
        1 upwards, -1 downwards, 0 while nothing has moved.
    edge
        Furthest point of this stroke. While nothing has moved: the lowest, and ``other`` the
        highest.
    deepest
        How far the signal fell back behind the edge, as a level times ``way``.
    turns
        The turns that still matter, oldest first; the first of all is where the signal started.
    older
        How many turns were let go.
    """

    steady: Steady
    edge: Turn
    other: Turn
    way: int = 0
    deepest: float = 0.0
    double: bool = False
    turns: tuple[Turn, ...] = ()
    older: int = 0


def steadied(before: Steady | None, t_s: float, value: float, tuning: Tuning) -> Steady:
    """Take in one sample.

    Parameters
    ----------
    before
        The signal so far, or None at its start.
    t_s, value
        The sample: time in seconds, later than the last; any unit.
    tuning
        ``window_s``, ``smooth_s`` and ``tremble_s`` count.
    """
    if before is None:
        return Steady(((t_s, value),), value, 0.0, t_s)
    step_s, so_far_s = t_s - before.window[-1][0], t_s - before.since_s
    opens_s = t_s - tuning.window_s - 1e-9
    window = (*(it for it in before.window if it[0] >= opens_s), (t_s, value))
    middle = median(sorted([value for _, value in window]))
    new = _share(step_s, tuning.smooth_s) if so_far_s > tuning.window_s else 1.0
    level = before.level + new * (middle - before.level)
    off = abs(window[len(window) // 2][1] - middle)
    newer = max(_share(step_s, tuning.tremble_s), step_s / so_far_s)
    tremble = before.tremble + newer * (off - before.tremble)
    return Steady(window, level, tremble, before.since_s)


def follow(
    path: Path | None, t_s: float, value: float, *, half: bool, least: float, tuning: Tuning
) -> Path:
    """Follow the signal by one sample.

    Parameters
    ----------
    path
        The path so far, or None at its start.
    t_s, value
        The sample, as for `steadied`.
    half
        Whether half cycles are counted.
    least
        Smallest stroke that may count, in the signal's unit, 0 or more.
    tuning
        What decides.

    Returns
    -------
    Path
        With one more turn than before if the sample confirms one; with fewer if it shows that
        earlier ones were none.
    """
    steady = steadied(path.steady if path else None, t_s, value, tuning)
    floor = max(least, tuning.tremble_times * steady.tremble)
    if path is None:
        here = Turn(steady.t_s, steady.level, 1)
        return Path(steady, here, here)
    if t_s - steady.since_s < tuning.window_s:
        here = Turn(steady.t_s, steady.level, 1)
        return Path(steady, here, here)  # one slip must not be the start
    if path.way == 0:
        return _set_off(path, steady, floor)
    level, edge = path.way * steady.level, path.way * path.edge.level
    if level >= edge:
        here = Turn(steady.t_s, steady.level, path.way)
        return Path(steady, here, here, path.way, level, path.double, path.turns, path.older)
    return _fall_back(path, steady, floor, half=half, tuning=tuning)


def _set_off(path: Path, steady: Steady, floor: float) -> Path:
    """Wait at the start until something moves by more than the tremble."""
    here = Turn(steady.t_s, steady.level, 1)
    low = here if here.level < path.edge.level else path.edge
    high = here if here.level > path.other.level else path.other
    if high.level - low.level <= floor:
        return Path(steady, low, high)
    way = 1 if high.t_s > low.t_s else -1
    start = replace(low if way == 1 else high, way=-way)
    edge = replace(here, way=way)
    return Path(steady, edge, edge, way, way * here.level, turns=(start,))


def _fall_back(path: Path, steady: Steady, floor: float, *, half: bool, tuning: Tuning) -> Path:
    """Behind the edge of a stroke: a tremble, a dip, or a turn."""
    way, edge = path.way, path.way * path.edge.level
    level = way * steady.level
    deepest = min(path.deepest, level)
    usual = _usual(path, tuning)
    dip = max(tuning.dip * usual, floor / 2)
    double = path.double or (edge - deepest >= dip and level - deepest >= dip)
    fade = max(tuning.fade_to, 1 - (steady.t_s - path.edge.t_s) / tuning.fade_s)
    back = tuning.back_half if half else tuning.back
    if edge - level < max(back * fade * usual, floor):
        return Path(steady, path.edge, path.edge, way, deepest, double, path.turns, path.older)
    turn = Turn(path.edge.t_s, path.edge.level, way, double)
    turns = _believed((*path.turns, turn), path.older, half=half, tuning=tuning)
    here = Turn(steady.t_s, steady.level, -way)
    spare = max(0, len(turns) - KEPT)
    return Path(steady, here, here, -way, -level, turns=turns[spare:], older=path.older + spare)


def _usual(path: Path, tuning: Tuning) -> float:
    """Size of the usual stroke, the present one among them."""
    last = (*path.turns[-tuning.strokes - 1 :], path.edge)
    return median(sorted([abs(b.level - a.level) for a, b in pairwise(last)]))


def _believed(
    turns: tuple[Turn, ...], older: int, *, half: bool, tuning: Tuning
) -> tuple[Turn, ...]:
    """Leave out what turned out to be no turn: false starts, and tops too close to be two."""
    if older == 0:
        turns = _without_false_start(turns, half=half, tuning=tuning)
    if len(turns) < 4:
        return turns
    soon_s = tuning.too_soon * median(
        sorted([b.t_s - a.t_s for a, b in zip(turns, turns[2:], strict=False)])
    )
    for at in range(0 if older else 1, len(turns) - 2):
        first, second = turns[at], turns[at + 2]
        if second.t_s - first.t_s < soon_s:
            higher = max(first, second, key=lambda turn: turn.way * turn.level)
            return (*turns[:at], replace(higher, double=True), *turns[at + 3 :])
    return turns


def _without_false_start(
    turns: tuple[Turn, ...], *, half: bool, tuning: Tuning
) -> tuple[Turn, ...]:
    """Forget small strokes before the first real one, and a start that was not at rest."""
    strokes = [abs(b.level - a.level) for a, b in pairwise(turns)]
    small = tuning.false_start_half if half else tuning.false_start
    if 2 <= len(strokes) <= 4 and max(strokes[:-1]) < small * strokes[-1]:
        return turns[-2:]
    if half and len(strokes) == 2 and strokes[0] < tuning.off_rest * strokes[1]:
        return turns[1:]
    return turns


def _share(since_s: float, constant_s: float) -> float:
    """How much a low-pass takes of what is new after this time."""
    return 1 - math.exp(-since_s / constant_s)


def median(ordered: list[float]) -> float:
    """Middle of numbers in order, at least one."""
    half, odd = divmod(len(ordered), 2)
    return ordered[half] if odd else (ordered[half - 1] + ordered[half]) / 2
