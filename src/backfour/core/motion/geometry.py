"""Lengths, angles and middles in the picture. y grows downwards; a tilt above level is positive."""

from __future__ import annotations

import math
from collections.abc import Sequence

XY = Sequence[float]
"""A place in the picture: x and y in picture heights; what follows is ignored."""


def mid(a: XY, b: XY) -> tuple[float, float]:
    """The place half-way."""
    return ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)


def distance(a: XY, b: XY) -> float:
    """Length from one place to another, picture heights."""
    return math.hypot(b[0] - a[0], b[1] - a[1])


def angle_deg(a: XY, b: XY, c: XY) -> float:
    """The angle at ``b`` between ``a`` and ``c``, 0..180 degrees; 180 is straight.

    Two places on top of each other have no angle: 0 is answered, which is never straight.
    """
    ux, uy, vx, vy = a[0] - b[0], a[1] - b[1], c[0] - b[0], c[1] - b[1]
    if not (ux or uy) or not (vx or vy):
        return 0.0
    return abs(math.degrees(math.atan2(ux * vy - uy * vx, ux * vx + uy * vy)))


def rise_deg(low: XY, high: XY) -> float:
    """How steeply the line from ``low`` to ``high`` rises, -90..90 degrees, to either side."""
    return math.degrees(math.atan2(low[1] - high[1], abs(high[0] - low[0])))


def heading_deg(a: XY, b: XY) -> float:
    """Direction from ``a`` to ``b``, -180..180 degrees: 0 to the right, 90 upwards."""
    return math.degrees(math.atan2(a[1] - b[1], b[0] - a[0]))


def turn_deg(start: float, end: float) -> float:
    """The shortest way from one direction to another, -180..180 degrees."""
    return (end - start + 180.0) % 360.0 - 180.0
