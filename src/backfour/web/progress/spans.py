"""Which stretch of days a chart shows, and the weeks its table groups them into."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple, Protocol, TypeVar

from backfour.web.progress.numbers import middle

LATEST_DAYS: Final = 26 * 7
"""Shown until the person asks for everything: half a year (our choice)."""
EACH_DAY_UP_TO: Final = 53 * 7
"""Longest stretch in which every morning is drawn; beyond it a week is one point (our choice)."""
LONG_ROWS_DAYS: Final = 28
"""In the table of such a stretch one row stands for four weeks."""


@dataclass(frozen=True, slots=True)
class Span:
    """Days shown, both ends included.

    ``is_part`` says that there was something before it.
    """

    first: int
    last: int
    is_part: bool = False

    @property
    def days(self) -> int:
        """How many days from the first to the last."""
        return self.last - self.first

    @property
    def is_long(self) -> bool:
        """Whether a week is drawn as one point."""
        return self.days > EACH_DAY_UP_TO

    @property
    def row_days(self) -> int:
        """Days that one row of a table stands for."""
        return LONG_ROWS_DAYS if self.is_long else 7


def span(first: int, last: int, *, everything: bool) -> Span:
    """Choose the days to show: the last half year, or everything."""
    if everything or last - first <= LATEST_DAYS:
        return Span(first, max(last, first + 1))
    return Span(last - LATEST_DAYS, last, is_part=True)


class OfDay(Protocol):
    """Anything that belongs to a day (ordinal)."""

    @property
    def day(self) -> int:
        """The day."""


One = TypeVar("One", bound=OfDay)


def within(told: Sequence[One], shown: Span) -> Sequence[One]:
    """Those of the days shown, from a sequence in order of days."""
    begin = bisect_left(told, shown.first, key=lambda one: one.day)
    return told[begin : bisect_right(told, shown.last, key=lambda one: one.day)]


class Block(NamedTuple):
    """Answers of some days put together: first day, how many answers, middle, least, most."""

    first: int
    answers: int
    middle: float
    low: float
    high: float


def blocks(values: Sequence[tuple[int, float]], shown: Span, days: int) -> list[Block]:
    """Put values (day, value) together by so many days each; stretches without any are left out."""
    found: dict[int, list[float]] = {}
    for day, value in values:
        if shown.first <= day <= shown.last:
            found.setdefault((day - shown.first) // days, []).append(value)
    return [
        Block(shown.first + days * index, len(here), middle(here), min(here), max(here))
        for index, here in sorted(found.items())
    ]
