"""What a measurement is here, and how it is printed beside what we promise."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure.

    Parameters
    ----------
    name
        What was measured.
    value
        In `unit`.
    target
        What we promise; None for a figure that is only shown.
    unit
        ``ms``, ``s``, ``kB``, ``MB``, ``%``, ``Hz``, ``points`` or ``x`` (as many times).
    more_is_better
        Only for scores.
    """

    name: str
    value: float
    target: float | None
    unit: str
    more_is_better: bool = False

    @property
    def ratio(self) -> float | None:
        """How much of the target is used up; up to 1 the promise is kept."""
        if self.target is None:
            return None
        if self.more_is_better:
            return self.target / self.value if self.value else float("inf")
        return self.value / self.target

    @property
    def kept(self) -> bool:
        """Whether the promise is kept; a figure without a target promises nothing."""
        return self.ratio is None or self.ratio <= 1

    def line(self) -> str:
        """Write the row of the table."""
        left = f"{self.name:<56} {self.value:>9.1f} {self.unit:<6}"
        if self.target is None or self.ratio is None:
            return left.rstrip()
        sign = "≥" if self.more_is_better else "≤"
        verdict = "" if self.kept else "  missed"
        return f"{left} {sign} {self.target:>6g}   ×{self.ratio:.2f}{verdict}"


def cpu_ms(work: Callable[[], object], times: int) -> float:
    """Least processor time of some work over several runs, in milliseconds, after one to warm up.

    Processor time, and the least of it, because other programs on the machine only add to it.
    """
    work()
    taken = []
    for _ in range(times):
        begin = time.process_time_ns()
        work()
        taken.append(time.process_time_ns() - begin)
    return min(taken) / 1e6
