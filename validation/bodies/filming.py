"""How a motion is filmed: from where, when, what comes between, and what the estimator sees."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from validation.bodies import mishaps, views
from validation.bodies.camera import Camera, framed
from validation.bodies.estimator import Errors, Estimator, Landmark, draw_errors
from validation.bodies.motions.motion import Motion
from validation.bodies.pose import PAIRS
from validation.bodies.truth import Traced

Span = tuple[float, float, str]
"""A stretch that cannot be judged: start, end and why."""
Frames = list[tuple[float, list[Landmark] | None]]
TROUBLES = ("wrong_view", "out_of_frame", "two_people", "too_dark", "too_small")
"""Why a whole recording cannot be judged; the first only where the body lies."""
STRETCHES = ("lift", "circle", "excursion", "hang", "slump", "stand", "stance")
"""Marks of what is counted: two people come in the middle of them."""


@dataclass(frozen=True)
class Shot:
    """How one recording was made.

    ``trouble``: why none of it can be judged. ``span``: a stretch of it that cannot.
    """

    view: views.View
    camera: Camera
    errors: Errors
    times: list[float]
    mirrored: bool
    trouble: str | None
    span: Span | None
    seconds: float

    @property
    def bad(self) -> list[Span]:
        """What cannot be judged."""
        if self.trouble:
            return [(0.0, self.seconds, self.trouble)]
        return [self.span] if self.span else []


def draw_shot(
    traced: Traced, expect: str, chance: random.Random, errors_by: float
) -> tuple[Shot, Frames]:
    """Film a motion by chance.

    Parameters
    ----------
    traced
        The motion.
    expect
        ``abstain`` for something that cannot be judged.
    chance
        Draws everything.
    errors_by
        How much larger the estimator's errors are than drawn.
    """
    motion, exercise = traced.motion, traced.motion.exercise
    trouble = None
    if expect == "abstain":
        trouble = chance.choice(TROUBLES if exercise in views.LYING else TROUBLES[1:])
    ends = trouble == "wrong_view"
    view = chance.choice(views.ENDS) if ends else views.draw_view(exercise, chance)
    camera = aimed(views.draw_camera(exercise, view, chance), traced, chance)
    span = bad_span(motion, chance) if expect == "judge" and chance.random() < 0.12 else None
    see = filter_of(trouble, span, camera, traced, chance)
    errors = draw_errors(chance, side_view=view.side).times(errors_by)
    times, mirrored = frame_times(chance, motion.score.seconds), chance.random() < 0.25
    frames = filmed(motion, camera, see, Estimator(errors, chance), times)
    if mirrored:
        frames = [(at_s, mirror(seen) if seen else seen) for at_s, seen in frames]
    shot = Shot(view, camera, errors, times, mirrored, trouble, span, traced.times[-1])
    return shot, frames


def aimed(camera: Camera, traced: Traced, chance: random.Random) -> Camera:
    """Frame everything but the moments of standing beside the mat."""
    low = [
        points
        for n, points in enumerate(traced.points)
        if n % 40 == 0 and traced.motion.score.value("stood", traced.times[n]) < 0.3
    ]
    return framed(camera, low, chance.uniform(0.06, 0.12), chance.uniform(0.6, 1.0))


def bad_span(motion: Motion, chance: random.Random) -> Span:
    """A stretch in the middle in which somebody else is in the picture, or nobody."""
    starts = [mark.start_s for mark in motion.score.marks if mark.what in STRETCHES]
    start = starts[len(starts) // 2] if starts else motion.score.seconds / 2
    end = min(start + chance.uniform(4, 7), motion.score.seconds - 2)
    return (start, end, chance.choice(("two_people", "two_people", "nobody")))


def filter_of(
    trouble: str | None,
    span: Span | None,
    camera: Camera,
    traced: Traced,
    chance: random.Random,
) -> mishaps.Filter | None:
    """Return what comes between the true places and the estimator, if anything does."""
    if trouble is None and span is None:
        return None
    start_s, end_s, why = span or (0.0, traced.times[-1] + 1, str(trouble))
    if why == "two_people":
        return mishaps.two_people(chance, camera, start_s, end_s)
    if why == "nobody":
        return mishaps.nobody(start_s, end_s)
    if why == "wrong_view":
        return mishaps.hallucinated(chance, camera)
    if why == "too_dark":
        return mishaps.dark(chance)
    if why == "too_small":
        return mishaps.far_away(chance)
    middle = camera.places(traced.points[len(traced.points) // 2])
    # At a desk legs are out of the picture and the coach does without: there the head is cut off.
    return mishaps.cut_off(chance, camera, middle, head=traced.motion.exercise == "sitting")


def frame_times(chance: random.Random, seconds: float) -> list[float]:
    """Times of frames at 8 to 30 a second, in one of three irregular and with stalls."""
    fps = chance.choice((8, 10, 12, 15, 15, 20, 24, 30))
    irregular = chance.random() < 0.33
    times, at_s = [], 0.0
    while at_s <= seconds:
        times.append(round(at_s, 3))
        gap = 1 / fps
        if irregular:
            gap *= max(0.45, chance.gauss(1, 0.25))
            if chance.random() < 0.06 / fps:
                gap = chance.uniform(0.3, 0.75)
        at_s += gap
    return times


def filmed(
    motion: Motion,
    camera: Camera,
    see: mishaps.Filter | None,
    estimator: Estimator,
    times: Sequence[float],
) -> Frames:
    """Look at the motion at each of the times."""
    frames: Frames = []
    for at_s in times:
        places = camera.places(motion.landmarks(at_s))
        believed = see(at_s, places) if see else places
        seen = None if believed is None else estimator.see(at_s, believed, camera.aspect)
        frames.append((at_s, seen))
    return frames


def mirror(seen: Sequence[Landmark]) -> list[Landmark]:
    """Return what the estimator sees in the mirrored picture: left is called right."""
    found = [(1 - x, y, z, sure) for x, y, z, sure in seen]
    for one, two in PAIRS:
        found[one], found[two] = found[two], found[one]
    return found
