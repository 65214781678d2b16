"""A recording by chance: who, what, filmed how, seen how, and what is true of it."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from validation.bodies.body import Body, draw_body
from validation.bodies.filming import Frames, draw_shot
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
from validation.bodies.telling import Finders, truth_of
from validation.bodies.truth import Truth, trace
from validation.bodies.truths import bird_dog as dogs
from validation.bodies.truths import elbow_prop as props
from validation.bodies.truths import lying, upright
from validation.bodies.truths import pelvic_circles as circles


@dataclass(frozen=True)
class Kind:
    """How a movement is drawn, done and not done at all, and how its truth is found."""

    good: Callable[[Body, random.Random], Motion]
    nothing: Callable[[Body, random.Random], Motion]
    find: Finders


def _lying_still(body: Body, chance: random.Random) -> Motion:
    return elbow_prop.draw_nothing(body, chance, "prone_hold")


KINDS = {
    "bird_dog": Kind(
        bird_dog.draw_good,
        bird_dog.draw_nothing,
        Finders(holds=dogs.holds, faults=dogs.faults),
    ),
    "elbow_prop": Kind(
        elbow_prop.draw_good,
        elbow_prop.draw_nothing,
        Finders(holds=props.holds, faults=props.faults),
    ),
    "pelvic_circles": Kind(
        pelvic_circles.draw_good,
        pelvic_circles.draw_nothing,
        Finders(reps=circles.reps, faults=circles.faults),
    ),
    "bed_rotation": Kind(
        bed_rotation.draw_good,
        bed_rotation.draw_nothing,
        Finders(reps=lying.excursions, faults=lying.rotation_faults),
    ),
    "leg_hang": Kind(
        leg_hang.draw_good,
        leg_hang.draw_nothing,
        Finders(holds=lying.hangs, faults=lying.hang_faults),
    ),
    "sitting": Kind(chair.draw_sitting, chair.draw_sitting_nothing, Finders(holds=upright.slumps)),
    "chair_stand": Kind(chair.draw_stands, chair.draw_stands_nothing, Finders(reps=upright.stands)),
    "one_leg_stance": Kind(
        one_leg_stance.draw_good, one_leg_stance.draw_nothing, Finders(holds=upright.stances)
    ),
    "prone_hold": Kind(elbow_prop.draw_hold, _lying_still, Finders(holds=props.tries)),
}
"""The prone hold is the elbow prop as a self-test (clinical-spec 5.2)."""
EXPECTATIONS = ("judge", "judge", "judge", "judge", "judge", "nothing", "abstain")


@dataclass(frozen=True)
class Recording:
    """A landmark file and its truth."""

    name: str
    header: dict[str, Any]
    frames: Frames
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
    traced = trace((kind.nothing if expect == "nothing" else kind.good)(body, chance))
    shot, frames = draw_shot(traced, expect, chance, errors_by)
    name = f"body_{seed}_{number:04d}_{exercise}_{shot.view.name}"
    truth = truth_of(name, traced, shot, expect, kind.find)
    width, height = shot.camera.size
    source = "body by formula, imitated estimator"
    header = {"w": width, "h": height, "fps": truth["fps"], "source": source}
    return Recording(name, header, frames, truth)
