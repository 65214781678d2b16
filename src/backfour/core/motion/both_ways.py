"""Tells a movement to both sides from one to one side, by its double tops.

An angle measured between 0 and 180 degrees folds back where the body swings through 180: leaning to
one side then shows as a deep bottom, leaning to the other as a top with a dip in it. Each is a
repetition. Where most tops dip, they are counted too. Our own rule; no source.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from backfour.core.motion.turns import Tuning, Turn, median

FEWEST_DOUBLES: Final = 2
"""One double top may be a stumble (our choice)."""
AT_END: Final = 0.1
"""Within this share of a stroke the signal is at its end, not near it (our choice)."""
BESIDE: Final = 0.2
"""What lies further beside a stroke belongs to another movement (our choice)."""


@dataclass(frozen=True, slots=True)
class Spent:
    """How long the signal stayed where, in seconds, between a person's usual bottom and top.

    ``near``: in the upper part short of the top, and in the lower part short of the bottom. Rest
    lies there if the movement goes both ways, and at an end of the stroke if it goes one way.
    """

    bottom: float = 0.0
    top: float = 0.0
    near: tuple[float, float] = (0.0, 0.0)
    all_s: float = 0.0

    def longer(self, level: float, step_s: float) -> Spent:
        """Add the time since the last sample; nothing while the usual levels are unknown."""
        if not self.bottom < self.top:
            return self
        share = (level - self.bottom) / (self.top - self.bottom)
        if not -BESIDE <= share <= 1 + BESIDE:
            return self  # getting into position
        upper, lower = self.near
        if 0.5 < share < 1 - AT_END:
            upper += step_s
        elif AT_END < share <= 0.5:
            lower += step_s
        return Spent(self.bottom, self.top, (upper, lower), self.all_s + step_s)

    def among(self, turns: tuple[Turn, ...]) -> Spent:
        """Learn the usual levels anew."""
        tops = sorted([turn.level for turn in turns if turn.way == 1])
        bottoms = sorted([turn.level for turn in turns if turn.way == -1])
        if not tops or not bottoms:
            return self
        return Spent(median(bottoms), median(tops), self.near, self.all_s)

    def share(self, way: int) -> float:
        """Share of the time near the top (``way`` 1) or the bottom (-1)."""
        return self.near[0 if way == 1 else 1] / self.all_s if self.all_s else 0.0


NOWHERE: Final = Spent()


@dataclass(frozen=True, slots=True)
class Levels:
    """Usual top and deep bottom of the turns kept; upside down if ``way`` is -1."""

    way: int
    top: float
    bottom: float

    def is_shallow(self, turn: Turn) -> bool:
        """Whether this bottom is but the dip of a double top that went deep enough to be a turn."""
        return turn.way != self.way and turn.level * self.way > (self.top + self.bottom) / 2


def levels(turns: tuple[Turn, ...], way: int) -> Levels | None:
    """Learn the usual levels, or None while there is no top or no bottom.

    Parameters
    ----------
    turns
        Turns that were both reached and left.
    way
        1 to look at them as they are, -1 upside down.
    """
    tops = sorted([way * turn.level for turn in turns if turn.way == way])
    bottoms = sorted([way * turn.level for turn in turns if turn.way != way])
    if not tops or not bottoms:
        return None
    return Levels(way, median(tops), bottoms[len(bottoms) // 4])


def folded_way(turns: tuple[Turn, ...], spent: Spent, known: int, tuning: Tuning) -> int:
    """On which way the movement shows double tops: 1, -1 (bottoms), or 0 where it does not.

    Parameters
    ----------
    turns
        Turns that were both reached and left.
    spent
        Where the signal stayed.
    known
        The answer so far: what is known needs less to stay than it needed to come.
    tuning
        ``both_ways``, ``one_way`` and ``near_rest`` count.
    """
    up, down = (
        0.0
        if spent.share(way) < tuning.near_rest and way != known
        else _share_of_doubles(turns, way, known, tuning)
        for way in (1, -1)
    )
    if up == down:
        return known if up else 0
    return 1 if up > down else -1


def _share_of_doubles(turns: tuple[Turn, ...], way: int, known: int, tuning: Tuning) -> float:
    """Share of tops that are double, 0 where it is too low to tell."""
    usual = levels(turns, way)
    if usual is None:
        return 0.0
    tops = [turn for turn in turns if turn.way == way]
    shallow = sum(usual.is_shallow(turn) for turn in turns)
    doubles = shallow + sum(turn.double for turn in tops)
    share = doubles / max(1, len(tops) - shallow)
    enough = tuning.one_way if known == way else tuning.both_ways
    return share if doubles >= FEWEST_DOUBLES and share >= enough else 0.0


def worth(turn: Turn, usual: Levels, tuning: Tuning) -> int:
    """How many repetitions a turn stands for in a movement to both sides.

    A deep bottom is one; a top is one if it is double or reaches the usual height. A shallow bottom
    takes one away, for it lies between two tops that are one.
    """
    if turn.way != usual.way:
        return -1 if usual.is_shallow(turn) else 1
    reached = usual.top - tuning.reach * (usual.top - usual.bottom)
    return 1 if turn.double or turn.level * usual.way >= reached else 0
