"""Takes the tremble out of the landmarks without making movements late: the 1-euro filter.

Casiez, Roussel, Vogel 2012, doi 10.1145/2207676.2208639: a low-pass whose cut-off grows with
speed. Deviations: true time steps (looks are irregular), units are torso lengths, and a point that
jumps further than a person moves keeps its place for a moment (short jumps of single landmarks).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from backfour.core.motion.landmarks import Point

XY = tuple[float, float]

REST_HZ: Final = 1.5
"""Cut-off of a point at rest (our choice, between steadiness and a delay of about 0.1 s)."""
SPEED_HZ: Final = 3.0
"""Added for each torso length a second (our choice)."""
SPEED_SMOOTH_HZ: Final = 1.0
"""Cut-off of the speed itself (the paper's)."""
FORGET_S: Final = 0.8
"""After a longer gap the filter starts anew."""
JUMP_TORSOS: Final = 0.45
FASTEST_TORSOS_S: Final = 7.0
"""A point that leaves its place by more than a jump, and faster than hands move here, is not
believed ..."""
JUMP_LASTS_S: Final = 0.35
"""... unless it stays there this long."""


@dataclass(frozen=True, slots=True)
class Smooth:
    """Smoothed places of the points asked for, and what the filter must remember.

    ``places``, ``speeds``: picture heights, and per second. ``astray_s``: since when a point has
    been disbelieved, or None.
    """

    t_s: float
    places: tuple[XY, ...]
    speeds: tuple[XY, ...]
    astray_s: tuple[float | None, ...]


def smooth(before: Smooth | None, t_s: float, points: tuple[Point, ...], torso: float) -> Smooth:
    """Take in one look.

    Parameters
    ----------
    before
        The filter so far, or None at the start.
    t_s
        Time of the look, seconds.
    points
        The points as the model gave them.
    torso
        Length of this person's trunk, picture heights, above 0: the unit of speed.
    """
    if before is None or not 0 < t_s - before.t_s <= FORGET_S:
        still = (0.0, 0.0)
        return Smooth(
            t_s,
            tuple((p[0], p[1]) for p in points),
            (still,) * len(points),
            (None,) * len(points),
        )
    dt = t_s - before.t_s
    reach = max(JUMP_TORSOS, FASTEST_TORSOS_S * dt) * torso
    step = _Step(t_s, dt, torso, reach, _share(SPEED_SMOOTH_HZ, dt))
    moved = [
        _follow(step, place, speed, since, point)
        for place, speed, since, point in zip(
            before.places, before.speeds, before.astray_s, points, strict=True
        )
    ]
    return Smooth(
        t_s, tuple(m[0] for m in moved), tuple(m[1] for m in moved), tuple(m[2] for m in moved)
    )


@dataclass(frozen=True, slots=True)
class _Step:
    t_s: float
    dt: float
    torso: float
    reach: float
    follow_speed: float


def _follow(
    step: _Step, place: XY, speed: XY, since: float | None, point: Point
) -> tuple[XY, XY, float | None]:
    """One point's next place and speed, and since when it is disbelieved."""
    x, y = point[0], point[1]
    dx, dy = x - place[0], y - place[1]
    if dx * dx + dy * dy > step.reach * step.reach:
        astray_s = step.t_s if since is None else since
        if step.t_s - astray_s < JUMP_LASTS_S:
            return place, speed, astray_s
        return (x, y), (0.0, 0.0), None
    vx = speed[0] + step.follow_speed * (dx / step.dt - speed[0])
    vy = speed[1] + step.follow_speed * (dy / step.dt - speed[1])
    follow = _share(REST_HZ + SPEED_HZ * math.hypot(vx, vy) / step.torso, step.dt)
    return (place[0] + follow * dx, place[1] + follow * dy), (vx, vy), None


def _share(cutoff_hz: float, dt: float) -> float:
    """How far a first-order low-pass follows in ``dt`` seconds."""
    turned = 2 * math.pi * cutoff_hz * dt
    return turned / (turned + 1)
