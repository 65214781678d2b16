"""Days and minutes of a day as the person's own clock shows them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from backfour.core.errors import Refused
from backfour.core.quiet import Quiet
from backfour.core.sitting.breaks import LEAST_EVERY_MIN, MOST_EVERY_MIN

MINUTES_A_DAY: Final = 24 * 60
EVERY_DAY: Final = 0b111_1111
"""All seven days; bit 0 is Monday."""


class Times(NamedTuple):
    """When one reminder comes, by the person's own clock.

    Parameters
    ----------
    at_min
        Minute of the day, 0 to 1439; for breaks the first of them.
    days
        Days of the week as bits, Monday first.
    every_days
        1 for each of those days, 28 for self-tests.
    every_min
        0 for once a day; for breaks the minutes between them.
    until_min
        For breaks: none begins after this minute.
    """

    at_min: int
    days: int = EVERY_DAY
    every_days: int = 1
    every_min: int = 0
    until_min: int = 0

    def minutes(self, quiet: Quiet) -> Iterator[int]:
        """Yield the minutes of one day at which it comes, quiet hours left out."""
        last = max(self.at_min, self.until_min) if self.every_min else self.at_min
        step = self.every_min or MINUTES_A_DAY
        for minute in range(self.at_min, last + 1, step):
            if not quiet.covers(minute):
                yield minute

    def is_on(self, day: int) -> bool:
        """Whether a day of the week (by the ordinal of its date) is one of its days."""
        return bool(self.days >> ((day - 1) % 7) & 1)


def minute_of(text: object, field: str) -> int:
    """Read ``HH:MM`` into the minute of the day.

    Raises
    ------
    Refused
        Naming ``field``.
    """
    written = text if isinstance(text, str) else ""
    hour, colon, minute = written.partition(":")
    right = len(hour) == len(minute) == 2 and colon and (hour + minute).isdecimal()
    if not right or not (written.isascii() and int(hour) < 24 and int(minute) < 60):
        raise Refused(field, "must be a time of day like 08:30")
    return int(hour) * 60 + int(minute)


def minute_text(minute: int) -> str:
    """Write a minute of the day as ``HH:MM``."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


def checked(times: Times, quiet: Quiet) -> Times:
    """Return times that can happen.

    Raises
    ------
    Refused
        ``at`` in quiet hours, ``days`` without a day, ``every`` or ``until`` impossible.
    """
    if not 0 < times.days <= EVERY_DAY:
        raise Refused("days", "needs at least one day")
    if quiet.covers(times.at_min):
        raise Refused("at", "lies in your quiet hours")
    if times.every_min:
        if not LEAST_EVERY_MIN <= times.every_min <= MOST_EVERY_MIN:
            raise Refused(
                "every", f"must be a whole number from {LEAST_EVERY_MIN} to {MOST_EVERY_MIN}"
            )
        if times.until_min < times.at_min:
            raise Refused("until", "must be later than the first")
    return times
