"""Somebody of sticks on a chair or on their feet, in metres, seen from any side without a lens."""

from __future__ import annotations

import math
from itertools import pairwise

from backfour.core.motion.landmarks import Frame

ASPECT = 4 / 3
SHIN, THIGH, TRUNK = 0.42, 0.42, 0.5
ANKLE_Y, HEIGHTS_PER_M = 0.08, 0.5
SIDE, OBLIQUE, FRONT = 90.0, 45.0, 0.0


def person(
    up=1.0,
    *,
    lean=0.0,
    trunk=TRUNK,
    az=SIDE,
    at=0.0,
    left=(0.0, 0.0),
    right=(0.0, 0.0),
    size=1.0,
):
    """Thirty-three points; ``up`` runs from seated (0) to standing (1).

    ``lean``: trunk forward, degrees; ``trunk``: its length, metres, shorter when slumped; ``az``:
    turned by, degrees, 90 from the side; ``at``: place across the picture, metres; ``left``,
    ``right``: feet moved across and up, metres.
    """
    turned, bent, leans = (math.radians(one) for one in (az, 90 * up, lean))
    hips = (ANKLE_Y + SHIN + THIGH * math.sin(bent), -THIGH * math.cos(bent))
    top = (hips[0] + trunk * math.cos(leans), hips[1] + trunk * math.sin(leans))

    def seen(x, y, z, over=0.0):
        across = at + over + x * math.cos(turned) + z * math.sin(turned)
        high = 0.95 - HEIGHTS_PER_M * size * y
        return (0.66 + HEIGHTS_PER_M * size * across, high, 0.0, 0.9)

    points = [seen(0.0, top[0] + 0.2, top[1] + 0.05)] * 33
    for sign, n, (over, high) in ((1, 0, left), (-1, 1, right)):
        for m in (11, 13, 15, 17, 19, 21):
            points[m + n] = seen(sign * 0.16, *top)
        points[7 + n] = seen(sign * 0.07, top[0] + 0.2, top[1])
        points[23 + n] = seen(sign * 0.1, *hips)
        points[25 + n] = seen(sign * 0.1, ANKLE_Y + SHIN + high, 0.0, over)
        points[27 + n] = seen(sign * 0.1, ANKLE_Y + high, 0.0, over)
        points[29 + n] = seen(sign * 0.1, 0.02 + high, -0.05, over)
        points[31 + n] = seen(sign * 0.1, 0.02 + high, 0.15, over)
    return tuple(points)


def film(pose_at, seconds, rate_hz=15, start_s=0.0):
    """Looks at what a function of time shows; None is nobody."""
    count = round(seconds * rate_hz)
    return [Frame(start_s + n / rate_hz, pose_at(n / rate_hz), ASPECT) for n in range(count)]


def course(*keys):
    """Return a value over time: from key (second, value) to key, smoothly."""

    def at(t_s):
        for (start, before), (end, after) in pairwise(keys):
            if t_s < end:
                share = max(0.0, (t_s - start) / (end - start))
                return before + (after - before) * (1 - math.cos(math.pi * share)) / 2
        return keys[-1][1]

    return at
