"""When a fault is a fault: there in 70 % of the looks over a second, and said at most every five.

Clinical-spec 3.0. Time-based, so that 8 and 30 looks a second are judged alike.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

SHARE: Final = 0.7
"""Share of the window in which the fault must be seen (clinical-spec 3.0)."""
WINDOW_S: Final = 1.0
"""Least time it must be watched (clinical-spec 3.0)."""
AGAIN_S: Final = 5.0
"""A fault that stays is told again only after this long (clinical-spec 3.0: one cue in 5 s)."""


@dataclass(frozen=True, slots=True)
class Dwell:
    """Watches one fault. ``looks``: (time, seconds it stands for, seen) of the window."""

    looks: tuple[tuple[float, float, bool], ...] = ()
    told_s: float | None = None
    window_s: float = WINDOW_S

    def look(self, t_s: float, dt_s: float, *, seen: bool) -> tuple[Dwell, bool]:
        """Take in one look.

        Parameters
        ----------
        t_s, dt_s
            Time of the look, and how long since the one before, seconds.
        seen
            Whether the fault shows in it.

        Returns
        -------
        tuple
            The watcher, and True when the fault must be told now.
        """
        looks = (*self.looks, (t_s, dt_s, seen))
        while looks and looks[0][0] <= t_s - self.window_s - 1e-9:
            looks = looks[1:]
        watched = sum_s(looks, only_seen=False)
        there = sum_s(looks, only_seen=True)
        again = self.told_s is None or t_s - self.told_s >= AGAIN_S
        tells = seen and again and watched >= self.window_s * 0.85 and there >= SHARE * watched
        return replace(self, looks=looks, told_s=t_s if tells else self.told_s), tells

    def rest(self) -> Dwell:
        """Forget the looks (between repetitions), not when it was last told."""
        return replace(self, looks=()) if self.looks else self


def sum_s(looks: tuple[tuple[float, float, bool], ...], *, only_seen: bool) -> float:
    """Seconds the looks stand for, of all or of those that show the fault."""
    total = 0.0
    for _, dt_s, seen in looks:
        if seen or not only_seen:
            total += dt_s
    return total
