"""A recording by chance: who, what, filmed how, seen how, and what is true of it."""

from __future__ import annotations

import json
import math
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from validation.bodies import mishaps, views
from validation.bodies.body import Body, draw_body
from validation.bodies.camera import Camera, framed
from validation.bodies.estimator import Errors, Estimator, Landmark, draw_errors
from validation.bodies.motions import (
    bed_rotation,
    bird_dog,
    chair,
    elbow_prop,
    leg_hang,
    one_leg_stance,
    pelvic_circles,
)
from validation.bodies.motions.motion import Motion
from validation.bodies.pose import PAIRS
from validation.bodies.truth import Traced, Truth, trace
from validation.bodies.truths import bird_dog as dogs
from validation.bodies.truths import elbow_prop as props
from validation.bodies.truths import lying, upright
from validation.bodies.truths import pelvic_circles as circles

Draw = Callable[..., Motion]


def _none(_: Traced) -> list[Truth]:
    return []


@dataclass(frozen=True)
class Kind:
    """How a movement is drawn, well done and not done at all, and how its truth is found."""

    good: Draw
    nothing: Draw
    holds: Callable[[Traced], list[Truth]] = _none
    reps: Callable[[Traced], list[Truth]] = _none
    faults: Callable[[Traced], list[Truth]] = _none


def _lying_still(body: Body, chance: random.Random) -> Motion:
    return elbow_prop.draw_nothing(body, chance, "prone_hold")


KINDS = {
    "bird_dog": Kind(
        bird_dog.draw_good, bird_dog.draw_nothing, holds=dogs.holds, faults=dogs.faults
    ),
    "elbow_prop": Kind(
        elbow_prop.draw_good, elbow_prop.draw_nothing, holds=props.holds, faults=props.faults
    ),
    "pelvic_circles": Kind(
        pelvic_circles.draw_good,
        pelvic_circles.draw_nothing,
        reps=circles.reps,
        faults=circles.faults,
    ),
    "bed_rotation": Kind(
        bed_rotation.draw_good,
        bed_rotation.draw_nothing,
        reps=lying.excursions,
        faults=lying.rotation_faults,
    ),
    "leg_hang": Kind(
        leg_hang.draw_good, leg_hang.draw_nothing, holds=lying.hangs, faults=lying.hang_faults
    ),
    "sitting": Kind(chair.draw_sitting, chair.draw_sitting_nothing, holds=upright.slumps),
    "chair_stand": Kind(chair.draw_stands, chair.draw_stands_nothing, reps=upright.stands),
    "one_leg_stance": Kind(
        one_leg_stance.draw_good, one_leg_stance.draw_nothing, holds=upright.stances
    ),
    "prone_hold": Kind(elbow_prop.draw_hold, _lying_still, holds=props.tries),
}
EXPECTATIONS = ("judge", "judge", "judge", "judge", "judge", "nothing", "abstain")
TROUBLES = ("wrong_view", "out_of_frame", "two_people", "too_dark", "too_small")

Span = tuple[float, float, str]
"""A stretch that cannot be judged: start, end and why."""


STRETCHES = ("lift", "circle", "excursion", "hang", "slump", "stand", "stance")
"""Marks of what is counted: two people come in the middle of them."""


@dataclass(frozen=True)
class Recording:
    """A landmark file and its truth."""

    name: str
    header: dict[str, Any]
    frames: list[tuple[float, list[Landmark] | None]]
    truth: Truth

    def lines(self) -> Iterator[str]:
        """Lines of the landmark file, as they are written."""
        yield json.dumps(self.header)
        for at_s, seen in self.frames:
            found = None if seen is None else [[round(v, 4) for v in mark] for mark in seen]
            yield json.dumps({"t": at_s, "lm": found}, separators=(",", ":"))


def draw(
    number: int,
    seed: int,
    exercises: Sequence[str] | None = None,
    expect: str | None = None,
    errors_by: float = 1.0,
) -> Recording:
    """Draw recording ``number`` of a seed; the same numbers always give the same recording.

    Parameters
    ----------
    number
        From 0; movements take turns.
    seed
        Of the whole set.
    exercises
        Which movements take turns; all by default.
    expect
        ``judge``, ``nothing`` or ``abstain``; by chance when not given.
    errors_by
        How much larger the estimator's bias and jitter are than drawn: nothing else changes.
    """
    names = list(exercises or KINDS)
    exercise = names[number % len(names)]
    chance = random.Random(f"{seed}/{number}/{exercise}")
    expect = expect or chance.choice(EXPECTATIONS)
    kind, body = KINDS[exercise], draw_body(chance)
    motion = (kind.nothing if expect == "nothing" else kind.good)(body, chance)
    trouble = _draw_trouble(exercise, chance) if expect == "abstain" else None
    view = (
        chance.choice(views.ENDS) if trouble == "wrong_view" else views.draw_view(exercise, chance)
    )
    traced = trace(motion)
    camera = _aimed(views.draw_camera(exercise, view, chance), traced, chance)
    span = _bad_span(motion, chance) if expect == "judge" and chance.random() < 0.12 else None
    see = _filter(trouble, span, camera, traced, chance)
    errors = draw_errors(chance, side_view=view.side).times(errors_by)
    times = frame_times(chance, motion.score.seconds)
    mirrored = chance.random() < 0.25
    frames = _filmed(motion, camera, see, Estimator(errors, chance), times, mirrored=mirrored)
    truth = _truth(kind, traced, view, expect, trouble, span)
    truth = _with_making(truth, motion, camera, errors, times, mirrored=mirrored)
    name = f"body_{seed}_{number:04d}_{exercise}_{view.name}"
    header = {
        "w": camera.size[0],
        "h": camera.size[1],
        "fps": truth["fps"],
        "source": "body by formula, imitated estimator",
    }
    return Recording(name, header, frames, {"name": name, **truth})


def _draw_trouble(exercise: str, chance: random.Random) -> str:
    troubles = TROUBLES if exercise in views.LYING else TROUBLES[1:]
    return chance.choice(troubles)


def _aimed(camera: Camera, traced: Traced, chance: random.Random) -> Camera:
    """Frame everything but the moments of standing beside the mat."""
    low = [
        points
        for n, points in enumerate(traced.points)
        if n % 40 == 0 and traced.motion.score.value("stood", traced.times[n]) < 0.3
    ]
    return framed(camera, low, chance.uniform(0.06, 0.12), chance.uniform(0.6, 1.0))


def _bad_span(motion: Motion, chance: random.Random) -> Span:
    """A stretch in the middle in which somebody else is in the picture, or nobody."""
    starts = [mark.start_s for mark in motion.score.marks if mark.what in STRETCHES]
    start = starts[len(starts) // 2] if starts else motion.score.seconds / 2
    end = min(start + chance.uniform(4, 7), motion.score.seconds - 2)
    return (start, end, chance.choice(("two_people", "two_people", "nobody")))


def _filter(
    trouble: str | None,
    span: Span | None,
    camera: Camera,
    traced: Traced,
    chance: random.Random,
) -> mishaps.Filter | None:
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


def _filmed(
    motion: Motion,
    camera: Camera,
    see: mishaps.Filter | None,
    estimator: Estimator,
    times: Sequence[float],
    *,
    mirrored: bool,
) -> list[tuple[float, list[Landmark] | None]]:
    frames: list[tuple[float, list[Landmark] | None]] = []
    for at_s in times:
        places = camera.places(motion.landmarks(at_s))
        believed = see(at_s, places) if see else places
        seen = None if believed is None else estimator.see(at_s, believed, camera.aspect)
        frames.append((at_s, mirror(seen) if mirrored and seen else seen))
    return frames


def mirror(seen: Sequence[Landmark]) -> list[Landmark]:
    """Return what the estimator sees in the mirrored picture: left is called right."""
    found = [(1 - x, y, z, sure) for x, y, z, sure in seen]
    for one, two in PAIRS:
        found[one], found[two] = found[two], found[one]
    return found


def _truth(
    kind: Kind,
    traced: Traced,
    view: views.View,
    expect: str,
    trouble: str | None,
    span: Span | None,
) -> Truth:
    motion, seconds = traced.motion, round(traced.times[-1], 2)
    holds, reps = kind.holds(traced), kind.reps(traced)
    faults = [
        one | {"judged": one["judged"] and expect == "judge" and views.shows(view, one["key"])}
        for one in kind.faults(traced)
    ]
    bad = [(0.0, seconds, trouble)] if trouble else [span] if span else []
    truth: Truth = {
        "exercise": motion.exercise,
        "performed": motion.exercise,
        "seconds": seconds,
        "usable_s": round(seconds - math.fsum(b - a for a, b, _ in bad), 2),
        "expect": expect,
        "recommended_view": view.recommended and not trouble,
        "holds": holds,
        "reps": reps,
        "faults": faults,
        "abstained": [
            {"start_s": round(a, 2), "end_s": round(b, 2), "reason": why} for a, b, why in bad
        ],
        "side_judgeable": not (motion.exercise == "bed_rotation" and view.side),
        "view": view.name,
        "abstain_from_landmarks": True,
    }
    if trouble:
        done = {"holds": holds, "reps": reps}
        truth |= {"holds": [], "reps": [], "faults": [], "done_but_not_judgeable": done}
    elif span:
        truth |= _outside(truth, span)
    return truth


def _outside(truth: Truth, span: Span) -> Truth:
    """Leave out what happens while it cannot be judged; what touches it may go either way."""

    def touches(one: Truth) -> bool:
        return bool(one["start_s"] < span[1] + 2.0 and one["end_s"] > span[0] - 0.5)

    return {
        "holds": [h | ({"counted": None} if touches(h) else {}) for h in truth["holds"]],
        "reps": [r | ({"optional": True} if touches(r) else {}) for r in truth["reps"]],
        "faults": [f | ({"judged": False} if touches(f) else {}) for f in truth["faults"]],
    }


OTHER = {"left": "right", "right": "left", None: None}


def _with_making(
    truth: Truth,
    motion: Motion,
    camera: Camera,
    errors: Errors,
    times: Sequence[float],
    *,
    mirrored: bool,
) -> Truth:
    """Add how the recording was made; a mirrored picture swaps the sides of the truth."""
    if mirrored:
        for what in ("holds", "reps"):
            truth = truth | {what: [one | {"side": OTHER[one["side"]]} for one in truth[what]]}
    if motion.exercise == "bird_dog":
        counted = [h for h in truth["holds"] if h["counted"]]
        truth["reps"] = [{k: h[k] for k in ("start_s", "end_s", "side")} for h in counted]
    gaps = sorted(b - a for a, b in pairwise(times))
    return truth | {
        "mirrored": mirrored,
        "fps": round(1 / gaps[len(gaps) // 2]),
        "irregular_time": gaps[-1] > 1.5 * gaps[0],
        "body": {"stature_m": round(motion.body.stature, 2)},
        "camera": {
            "az": round(camera.az_deg, 1),
            "target": [round(x, 2) for x in camera.target],
            "dist": round(camera.dist, 2),
            "height": round(camera.height, 2),
            "roll": round(camera.roll_deg, 1),
        },
        "source": "body by formula (imitated estimator)",
        "estimator": errors.told(),
        "notes": [str(m.about.get("kind")) for m in motion.score.marks if m.what == "negative"],
    }
