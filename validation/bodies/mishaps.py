"""What cannot be judged: end views, bodies cut off, two people, darkness."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence

from validation.bodies.body import draw_body
from validation.bodies.camera import Camera, Place
from validation.bodies.pose import PAIRS, landmarks
from validation.bodies.posture import standing
from validation.bodies.vectors import Vec, Z, add

Filter = Callable[[float, Sequence[Place]], "list[Place] | None"]
"""From time and true places to what the estimator believes it looks at, or nobody."""


def upright(chance: random.Random, box: tuple[float, float, float, float]) -> list[Place]:
    """A standing figure seen from the front, stretched into a box of the picture."""
    points = landmarks(draw_body(chance), standing(draw_body(chance), Z))
    xs, ys = [p[0] for p in points], [-p[1] for p in points]
    left, top, right, low = box
    return [
        (
            left + (x - min(xs)) / (max(xs) - min(xs)) * (right - left),
            top + (y - min(ys)) / (max(ys) - min(ys)) * (low - top),
            2.5 + point[2],
        )
        for point, x, y in zip(points, xs, ys, strict=True)
    ]


def _box(places: Sequence[Place]) -> tuple[float, float, float, float]:
    return (
        min(p[0] for p in places),
        min(p[1] for p in places),
        max(p[0] for p in places),
        max(p[1] for p in places),
    )


def _mix(a: Sequence[Place], b: Sequence[Place], share: float) -> list[Place]:
    return [
        (p[0] + (q[0] - p[0]) * share, p[1] + (q[1] - p[1]) * share, p[2] + (q[2] - p[2]) * share)
        for p, q in zip(a, b, strict=True)
    ]


def hallucinated(chance: random.Random, camera: Camera) -> Filter:
    """An end view of a lying body: mostly an upright figure in the same place."""
    share = chance.uniform(0.55, 0.9)
    swaps = chance.random() < 0.5
    seed = chance.random()

    def see(_: float, places: Sequence[Place]) -> list[Place]:
        left, top, right, low = _box(places)
        middle, high = (left + right) / 2, max(low - top, 0.2)
        half = 0.22 * high / camera.aspect
        figure = upright(random.Random(seed), (middle - half, top, middle + half, low))
        return _mix(places, _swapped(figure) if swaps else figure, share)

    return see


def _swapped(places: Sequence[Place]) -> list[Place]:
    found = list(places)
    for one, two in PAIRS:
        found[one], found[two] = found[two], found[one]
    return found


def two_people(chance: random.Random, camera: Camera, start_s: float, end_s: float) -> Filter:
    """Somebody else comes near: the pose flips to them, or mixes both, for moments."""
    aside = chance.choice((-1, 1)) * chance.uniform(0.3, 0.8)
    body = draw_body(chance)
    stood = standing(body, Z)
    there: Vec = (aside, 0.0, chance.uniform(-0.6, 0.6))
    points = [add(point, there) for point in landmarks(body, stood)]
    rate_hz, phase = chance.uniform(0.05, 0.2), chance.uniform(0, 6)
    spans, at_s = [], start_s
    while at_s < end_s:
        after = at_s + chance.uniform(0.25, 1.8)
        spans.append((at_s, after, chance.choice(("other", "other", "mixed", "own"))))
        at_s = after

    def see(t: float, places: Sequence[Place]) -> list[Place]:
        what = next((what for a, b, what in spans if a <= t < min(b, end_s)), "own")
        if what == "own":
            return list(places)
        drift = (0.15 * math.sin(2 * math.pi * rate_hz * t + phase), 0.0, 0.0)
        figure = camera.places([add(point, drift) for point in points])
        return figure if what == "other" else [*figure[:23], *places[23:]]

    return see


def dark(chance: random.Random) -> Filter:
    """Hardly anybody is found, and where somebody is, it is noise."""
    found = chance.choice((0.0, 0.0, 0.1, 0.3))
    size = chance.uniform(0.04, 0.12)

    def see(_: float, places: Sequence[Place]) -> list[Place] | None:
        if chance.random() >= found:
            return None
        return [(x + chance.gauss(0, size), y + chance.gauss(0, size), z) for x, y, z in places]

    return see


def cut_off(
    chance: random.Random, camera: Camera, places: Sequence[Place], *, head: bool
) -> Filter:
    """The camera aimed past the person, so that head or feet (or always the head) are outside."""
    left, _, right, _ = _box(places)
    top, low = _box(places)[1], _box(places)[3]
    across = (right - left) * camera.aspect >= low - top and not head
    share = chance.uniform(0.28, 0.45) * (-1 if head else chance.choice((-1, 1)))
    clamps = chance.random() < 0.4

    def see(_: float, seen: Sequence[Place]) -> list[Place]:
        dx, dy = (share * (right - left), 0.0) if across else (0.0, share * (low - top))
        zoom = 1.0 / max(right - left, low - top)
        moved = [
            (0.5 + (x - (left + right) / 2 + dx) * zoom, 0.5 + (y - (top + low) / 2 + dy) * zoom, z)
            for x, y, z in seen
        ]
        if not clamps:
            return moved
        return [(min(1.0, max(0.0, x)), min(1.0, max(0.0, y)), z) for x, y, z in moved]

    return see


def nobody(start_s: float, end_s: float) -> Filter:
    """The person has gone out of the picture for a while."""
    return lambda t, places: None if start_s <= t < end_s else list(places)


def far_away(chance: random.Random) -> Filter:
    """The person takes a sixth of the picture or less: more guessed than seen."""
    size, noise = chance.uniform(0.10, 0.16), 0.02
    x0, y0 = chance.uniform(0.3, 0.7), chance.uniform(0.4, 0.7)

    def see(_: float, places: Sequence[Place]) -> list[Place] | None:
        if chance.random() < 0.4:
            return None
        left, top, right, low = _box(places)
        zoom = size / max(right - left, low - top)
        middle = ((left + right) / 2, (top + low) / 2)
        blur = noise * size
        return [
            (
                x0 + (x - middle[0]) * zoom + chance.gauss(0, blur),
                y0 + (y - middle[1]) * zoom + chance.gauss(0, blur),
                z,
            )
            for x, y, z in places
        ]

    return see
