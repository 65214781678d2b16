"""Hours in which nobody is disturbed: one pair of times, for nudges and reminders alike."""

from __future__ import annotations

from typing import Final, NamedTuple


class Quiet(NamedTuple):
    """Hours in which nothing comes, as minutes of the day; equal ends mean none.

    Parameters
    ----------
    begins, ends
        0 to 1439; the hours may go over midnight. The end itself is no longer quiet.
    """

    begins: int
    ends: int

    def covers(self, minute: int) -> bool:
        """Whether a minute of the day is quiet."""
        if self.begins <= self.ends:
            return self.begins <= minute < self.ends
        return minute >= self.begins or minute < self.ends


NIGHT: Final = Quiet(21 * 60, 7 * 60)
"""Quiet until the person sets their own hours (clinical-spec 6.3 asks for some; which: ours)."""
