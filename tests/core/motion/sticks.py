"""Stick people for the base of the coach: thirty-three points laid out by hand."""

from __future__ import annotations

from backfour.core.motion.landmarks import Frame

ASPECT = 4 / 3


def stick(upright=True, *, x=0.66, y=0.5, size=0.2, shoulders=0.02, seen=0.9):
    """A person whose trunk has the length ``size`` (picture heights), middle at ``x``, ``y``."""
    places = {0: (-1.0, 0.02), 7: (-0.9, 0.0), 8: (-0.9, 0.0)}
    for n in (1, 2, 3, 4, 5, 6, 9, 10):
        places[n] = (-1.0, 0.0)
    wide = shoulders / 2 / size
    for left, along in ((11, -0.5), (23, 0.5), (25, 1.4), (27, 2.2), (29, 2.25), (31, 2.3)):
        places[left], places[left + 1] = (along, -wide), (along, wide)
    for left, across in ((13, 0.5), (15, 1.0), (17, 1.1), (19, 1.1), (21, 1.05)):
        places[left], places[left + 1] = (-0.5, across - wide), (-0.5, across + wide)
    points = []
    for n in range(33):
        along, across = places[n]
        dx, dy = (across, along) if upright else (along, across)
        points.append((x + dx * size, y + dy * size * 0.6, 0.0, seen))
    return tuple(points)


def looks(points, seconds, *, rate_hz=10, start_s=0.0, light=None):
    """The same look again and again."""
    count = round(seconds * rate_hz)
    return [Frame(start_s + n / rate_hz, points, ASPECT, light) for n in range(count)]
