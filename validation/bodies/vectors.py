"""Points and directions in space: x along the floor, y up, z towards the first camera; metres."""

from __future__ import annotations

import math

Vec = tuple[float, float, float]

X: Vec = (1.0, 0.0, 0.0)
Y: Vec = (0.0, 1.0, 0.0)
Z: Vec = (0.0, 0.0, 1.0)
DOWN: Vec = (0.0, -1.0, 0.0)


def add(*many: Vec) -> Vec:
    """Sum of vectors, from left to right: the same to the last digit on every Python."""
    x = y = z = 0.0
    for one in many:
        x, y, z = x + one[0], y + one[1], z + one[2]
    return (x, y, z)


def sub(a: Vec, b: Vec) -> Vec:
    """From b to a."""
    return (a[0] - b[0], a[1] - b[1], a[2] - b[2])


def mul(a: Vec, by: float) -> Vec:
    """The same direction, longer or shorter."""
    return (a[0] * by, a[1] * by, a[2] * by)


def dot(a: Vec, b: Vec) -> float:
    """Inner product."""
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def cross(a: Vec, b: Vec) -> Vec:
    """Vector at right angles to both (right-handed)."""
    return (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])


def norm(a: Vec) -> float:
    """Length."""
    return math.sqrt(dot(a, a))


def unit(a: Vec) -> Vec:
    """The direction alone.

    Raises
    ------
    ValueError
        For a vector without a direction.
    """
    length = norm(a)
    if length < 1e-12:
        raise ValueError(f"a: {a} has no direction")
    return mul(a, 1 / length)


def mid(a: Vec, b: Vec) -> Vec:
    """Half way."""
    return mul(add(a, b), 0.5)


def angle_deg(a: Vec, b: Vec) -> float:
    """Angle between two directions, 0 to 180 degrees."""
    return math.degrees(math.atan2(norm(cross(a, b)), dot(a, b)))


def rise_deg(a: Vec) -> float:
    """How far a direction points above the level, -90 to 90 degrees."""
    return math.degrees(math.atan2(a[1], math.hypot(a[0], a[2])))


def turned(a: Vec, axis: Vec, deg: float) -> Vec:
    """A vector turned around a unit axis (Rodrigues), right hand along the axis."""
    cos, sin = math.cos(math.radians(deg)), math.sin(math.radians(deg))
    return add(mul(a, cos), mul(cross(axis, a), sin), mul(axis, dot(axis, a) * (1 - cos)))


def between(a: Vec, b: Vec, share: float) -> Vec:
    """Direction a share of the way from a to b along the great circle."""
    if share <= 0:
        return a
    if share >= 1:
        return b
    turn = angle_deg(a, b)
    if turn < 1e-6:
        return b
    axis = cross(a, b)
    if norm(axis) < 1e-9:  # opposite directions: any way round is as short
        axis = cross(a, Z if abs(a[2]) < 0.9 else X)
    return turned(a, unit(axis), turn * share)


def in_plane(x: float, deg: float) -> Vec:
    """Direction in the plane of x and y: towards +x or -x (sign of x), raised by degrees."""
    return (math.copysign(math.cos(math.radians(deg)), x), math.sin(math.radians(deg)), 0.0)


def two_bones(root: Vec, tip: Vec, first: float, second: float, bend: Vec) -> tuple[Vec, Vec]:
    """Directions of two bones that lead from root to tip, the joint between them towards ``bend``.

    A tip out of reach is pointed at with both bones straight.
    """
    way = sub(tip, root)
    far = min(max(norm(way), abs(first - second) + 1e-6), first + second - 1e-6)
    along = unit(way)
    side = sub(bend, mul(along, dot(bend, along)))
    cos = (first * first + far * far - second * second) / (2 * first * far)
    knee = add(mul(along, first * cos), mul(unit(side), first * math.sqrt(max(0.0, 1 - cos * cos))))
    return unit(knee), unit(sub(mul(along, far), knee))
