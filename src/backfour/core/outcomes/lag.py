"""Sofa and bed minutes against the next morning's stiffness: together, not because."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from backfour.core.outcomes.ar1 import Row, answer
from backfour.core.outcomes.series import Point, Sitting

LEAST_PAIRS: Final = 14
"""Fewer pairs of an evening and a morning say nothing (our choice)."""
LEAST_SPREAD_MIN: Final = 30
"""The minutes must differ by at least this between the quieter and the longer days (ours)."""
LATEST_DAYS: Final = 90
SPREAD_MIN: Final = 10.0
TAIL: Final = 0.05


class Pair(NamedTuple):
    """One day's sofa and bed minutes and the stiffness of the morning after, in minutes."""

    day: int
    minutes: int
    stiffness: int


@dataclass(frozen=True, slots=True)
class Lag:
    """What the pairs tell.

    Parameters
    ----------
    sentence
        ``lag.more`` (more minutes, stiffer morning), ``lag.less``, ``lag.not_seen`` or
        ``lag.early``.
    per_hour, low, high
        Minutes of stiffness per hour of sofa and bed with its 90 % interval (tenths), or None.
    pairs
        The points of the picture.
    """

    sentence: str
    pairs: tuple[Pair, ...]
    per_hour: float | None = None
    low: float | None = None
    high: float | None = None


def latest_pairs(sitting: Sequence[Sitting], stiffness: Sequence[Point]) -> tuple[Pair, ...]:
    """Set each logged day against the next morning: the last 90 pairs.

    A day without any sitting entry is unknown and left out; so is a morning without minutes.
    """
    found: list[Pair] = []
    place = len(stiffness) - 1
    for one in reversed(sitting):
        while place >= 0 and stiffness[place].day > one.day + 1:
            place -= 1
        if len(found) == LATEST_DAYS or place < 0:
            break
        if stiffness[place].day == one.day + 1:
            found.append(Pair(one.day, one.sofa_bed, int(stiffness[place].value)))
    return tuple(reversed(found))


def lag(sitting: Sequence[Sitting], stiffness: Sequence[Point]) -> Lag:
    """Say what the minutes of an evening and the next morning's stiffness tell of each other.

    It rests on `latest_pairs` alone.
    """
    pairs = latest_pairs(sitting, stiffness)
    if len(pairs) < LEAST_PAIRS or _quartile_gap(pairs) < LEAST_SPREAD_MIN:
        return Lag("lag.early", pairs)
    count, minutes = len(pairs), sum(pair.minutes for pair in pairs)
    # Hours from the mean, from whole numbers and so the same in every interpreter.
    rows = [
        Row(
            pair.day - pairs[0].day,
            (1.0, (count * pair.minutes - minutes) / (60 * count)),
            pair.stiffness,
        )
        for pair in pairs
    ]
    found = answer(rows, (0.0, 1.0), SPREAD_MIN)
    low, centre, high = (
        round(10 * one) for one in (found.quantile(TAIL), found.centre, found.quantile(1 - TAIL))
    )
    sentence = "lag.more" if low > 0 else "lag.less" if high < 0 else "lag.not_seen"
    return Lag(sentence, pairs, centre / 10, low / 10, high / 10)


def _quartile_gap(pairs: Sequence[Pair]) -> int:
    ordered = sorted(pair.minutes for pair in pairs)
    quarter = len(ordered) // 4
    return ordered[-quarter - 1] - ordered[quarter]
