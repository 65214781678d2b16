"""Counts repetitions of one moving quantity while it is being watched, for any person and movement.

A repetition is a stroke away and back. How large one is, how long it takes and which way it goes
is learned from the person, sample by sample; nothing is looked up ahead. A movement to both sides
is known by its double tops: an angle between 0 and 180 degrees that swings through 180 folds back.

A count already told is never taken back. Where a later sample shows that it was one too many (a
wriggle before the first repetition), the next one is kept silent; where it shows that some were
missed, they are told then, marked as late.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Final, Literal

from backfour.core.motion.both_ways import NOWHERE, Spent, folded_way, levels, worth
from backfour.core.motion.turns import TUNING, Path, Tuning, Turn, follow

Count = Literal["cycles", "half_cycles"]
"""``cycles``: away and back, or, to both sides, each side. ``half_cycles``: each excursion from
rest, where the two sides may differ in height (a turn to one side and back is one)."""

COUNTS: Final[tuple[Count, ...]] = ("cycles", "half_cycles")


@dataclass(frozen=True, slots=True)
class Repetition:
    """One finished repetition; ``late`` if it was recognised only by what came after it."""

    start_s: float
    end_s: float
    late: bool = False


@dataclass(frozen=True, slots=True)
class Counter:
    """What has been seen and told so far. Open one with `open_counter`.

    Attributes
    ----------
    told
        Repetitions told.
    returned
        Whether the way back from the last turn is half done.
    folded
        0 for a movement to one side, else the way (1, -1) on which double turns lie.
    gone
        Repetitions in turns no longer kept, if it went both ways with double tops, or bottoms.
    spent
        Where the signal stayed, which tells rest in the middle from rest at an end.
    """

    count: Count = "cycles"
    least: float = 0.0
    tuning: Tuning = TUNING
    path: Path | None = None
    told: int = 0
    t_s: float = -math.inf
    returned: bool = False
    folded: int = 0
    gone: tuple[int, int] = (0, 0)
    spent: Spent = NOWHERE


def open_counter(
    count: Count = "cycles", *, least: float = 0.0, tuning: Tuning = TUNING
) -> Counter:
    """Open a counter.

    Parameters
    ----------
    count
        What is one repetition, see `Count`.
    least
        Smallest stroke that may count, in the unit of the signal, 0 or more. 0 where it is
        unknown: then only the tremble is no movement.
    tuning
        What decides; only validation asks for another than ours.

    Raises
    ------
    ValueError
        If `count` or `least` is none of these.
    """
    if count not in COUNTS:
        raise ValueError(f"count must be one of {', '.join(COUNTS)}, not {count!r}")
    if not 0 <= least < float("inf"):
        raise ValueError(f"least must be 0 or more, not {least!r}")
    return Counter(count, least, tuning)


def step(
    counter: Counter, t_s: float, value: float | None
) -> tuple[Counter, tuple[Repetition, ...]]:
    """Take in one sample and tell the repetitions it finishes.

    Parameters
    ----------
    counter
        What has been seen so far.
    t_s
        Time of the sample, seconds, later than that of the last one with a value; steps may
        differ in length, 8 to 30 a second.
    value
        The moving quantity in any unit, or None where it could not be seen.

    Returns
    -------
    tuple[Counter, tuple[Repetition, ...]]
        What is known now, and the repetitions told for the first time: mostly none or one. The
        median makes them about 0.4 s late, never 1 s, counted from the moment at which half of
        the way back is done and the turn before it is beyond doubt.

    Raises
    ------
    ValueError
        If time does not go on, or a number is not finite.
    """
    if not t_s > counter.t_s or not math.isfinite(t_s):
        raise ValueError(f"t_s must go on from {counter.t_s}, not {t_s!r}")
    if value is None:
        return counter, ()
    if not math.isfinite(value):
        raise ValueError(f"value must be a number, not {value!r}")
    before, half = counter.path, counter.count == "half_cycles"
    path = follow(before, t_s, value, half=half, least=counter.least, tuning=counter.tuning)
    turned = before is not None and path.turns is not before.turns
    dipped = before is not None and path.double and not before.double
    back = not turned and not counter.returned and _is_back(path, counter.tuning)
    after = Counter(
        counter.count,
        counter.least,
        counter.tuning,
        path,
        counter.told,
        t_s,
        not turned and (counter.returned or back),
        counter.folded,
        counter.gone,
        counter.spent.longer(path.steady.level, t_s - counter.t_s),
    )
    if not half and before is not None and (turned or dipped):
        after = _both_ways(after, before, path)
    return _told(after, path) if turned or dipped or back else (after, ())


def _is_back(path: Path, tuning: Tuning) -> bool:
    """Whether the signal has come back from its last turn by enough of the stroke before it."""
    if len(path.turns) < 2:
        return False
    before, last = path.turns[-2:]
    done = abs(path.steady.level - last.level)
    return done >= tuning.returned * abs(last.level - before.level)


def _both_ways(counter: Counter, before: Path, path: Path) -> Counter:
    """Learn from a turn or a dip whether the movement goes both ways; note the turns let go."""
    left = before.turns[: path.older - before.older]
    if before.older == 0:
        left = left[1:]  # where the signal started
    up, down = (_worth(left, path, way, counter.tuning) for way in (1, -1))
    seen = _inner(path, _with_dip(path))
    folded = folded_way(seen, counter.spent, counter.folded, counter.tuning)
    gone = (counter.gone[0] + up, counter.gone[1] + down)
    spent = counter.spent.among(_inner(path, path.turns))
    return replace(counter, folded=folded, gone=gone, spent=spent)


def _with_dip(path: Path) -> tuple[Turn, ...]:
    """Return the turns, and the top that has dipped but not yet been left."""
    return (*path.turns, replace(path.edge, double=True)) if path.double else path.turns


def _told(counter: Counter, path: Path) -> tuple[Counter, tuple[Repetition, ...]]:
    """Tell what is finished and has not been told."""
    dipped = path.double and counter.folded == path.way
    turns = path.turns if counter.returned or dipped else path.turns[:-1]
    fresh = _finished(counter, path, turns) - counter.told
    if fresh <= 0:
        return counter, ()
    now = Repetition(turns[-2].t_s, counter.t_s)
    late = Repetition(counter.t_s, counter.t_s, late=True)
    return replace(counter, told=counter.told + fresh), (late,) * (fresh - 1) + (now,)


def _finished(counter: Counter, path: Path, turns: tuple[Turn, ...]) -> int:
    """Repetitions in the whole signal, as far as these turns tell."""
    if counter.folded:
        gone = counter.gone[0 if counter.folded == 1 else 1]
        dipped = path.double and counter.folded == path.way
        known = gone + _worth(_inner(path, turns), path, counter.folded, counter.tuning)
        return known + dipped
    moved = path.older + len(turns)
    if counter.count == "half_cycles" and _began_away(path, counter.tuning):
        moved -= 1
    return moved // 2


def _inner(path: Path, turns: tuple[Turn, ...]) -> tuple[Turn, ...]:
    """Turns that were both reached and left: all but the start of the signal."""
    return turns if path.older else turns[1:]


def _worth(turns: tuple[Turn, ...], path: Path, way: int, tuning: Tuning) -> int:
    usual = levels(path.turns, way)
    return sum(worth(turn, usual, tuning) for turn in turns) if usual else 0


def _began_away(path: Path, tuning: Tuning) -> bool:
    """Whether the signal began away from rest: on the side whose turns spread more.

    Both sides start from one rest, so turns at rest lie close together and the others need not.
    """
    inner = _inner(path, path.turns)
    tops, bottoms = ([turn.level for turn in inner if turn.way == way] for way in (1, -1))
    if len(tops) < 2 or len(bottoms) < 2:
        return False
    first = path.turns[0].way * (-1) ** path.older
    away, rest = (tops, bottoms) if first == 1 else (bottoms, tops)
    (far, far_spread), (near, near_spread) = _mean_and_spread(away), _mean_and_spread(rest)
    return far_spread > max(tuning.steadier * near_spread, tuning.uneven * abs(far - near))


def _mean_and_spread(values: list[float]) -> tuple[float, float]:
    mean = math.fsum(values) / len(values)
    return mean, math.sqrt(math.fsum((value - mean) ** 2 for value in values) / len(values))
