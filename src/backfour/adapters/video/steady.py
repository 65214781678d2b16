"""Calms the trembling of points without holding back a movement (the One-Euro filter).

Casiez, Roussel and Vogel, CHI 2012, doi 10.1145/2207676.2208639, as MediaPipe applies it to a pose:
speeds are counted in sizes of the person.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from backfour.adapters.video.crop import Points


class OneEuro:
    """Follows an array of numbers over time.

    Parameters
    ----------
    still_hz
        What gets through while nothing moves.
    eager
        How much more gets through the faster it moves.
    """

    SPEED_HZ = 1.0
    """What gets through of the speed itself."""

    def __init__(self, still_hz: float, eager: float) -> None:
        self._still_hz = still_hz
        self._eager = eager
        self.forget()

    def forget(self) -> None:
        """Begin anew: the person was lost."""
        self._before: tuple[float, Points, Points, Points] | None = None

    def calm(self, t_s: float, values: Points, size: float) -> Points:
        """Take in one look.

        Parameters
        ----------
        t_s
            Its time, growing.
        values
            What was seen, pixels.
        size
            Of the person, pixels.
        """
        if self._before is None:
            self._before = t_s, values, values, np.zeros_like(values)
            return values
        before_s, raw, calm, speed = self._before
        rate_hz = 1 / (t_s - before_s)
        share = _share(self.SPEED_HZ, rate_hz)
        speed = share * (values - raw) * np.float32(rate_hz / size) + (1 - share) * speed
        through = _share(self._still_hz + self._eager * np.abs(speed), rate_hz)
        calmed: Points = through * values + (1 - through) * calm
        self._before = t_s, values, calmed, speed
        return calmed


def _share(cutoff_hz: Any, rate_hz: float) -> Any:
    """Share of a new value in a low-pass filter."""
    return 1 / (1 + rate_hz / (2 * math.pi * cutoff_hz))
