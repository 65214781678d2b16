"""From where each movement is filmed, and which faults can be seen from there."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass

from validation.bodies.camera import Camera

LYING = ("elbow_prop", "prone_hold", "bird_dog", "bed_rotation", "leg_hang")


@dataclass(frozen=True)
class View:
    """A direction of the camera.

    Parameters
    ----------
    az_deg
        Middle of the direction; chance adds up to ``spread_deg`` either way.
    side
        Whether one half of the body hides the other.
    recommended
        Whether the specification asks for it.
    """

    name: str
    az_deg: float
    spread_deg: float = 6.0
    side: bool = False
    recommended: bool = True


FLOOR = (
    View("side", 0, side=True),
    View("side_far", 180, side=True),
    View("45_head", 45, 7, recommended=False),
    View("45_feet", -45, 7, recommended=False),
)
BED = (View("side", 0, side=True), View("side_far", 180, side=True), View("45_feet", -45, 7))
HANG = (View("side", 0, side=True), View("side_far", 180, side=True))
UPRIGHT = (
    View("back", 180),
    View("45_back", 135, 7),
    View("45_back", 225, 7),
    View("side_left", 90, side=True),
    View("side_right", -90, side=True),
    View("front", 0),
)
CHAIR = (
    View("side", 90, side=True),
    View("side", -90, side=True),
    View("45", 45, 8),
    View("45", -45, 8),
)
VIEWS: Mapping[str, tuple[View, ...]] = {
    "elbow_prop": FLOOR,
    "prone_hold": FLOOR,
    "bird_dog": FLOOR,
    "bed_rotation": BED,
    "leg_hang": HANG,
    "pelvic_circles": UPRIGHT,
    "one_leg_stance": UPRIGHT,
    "chair_stand": CHAIR,
    "sitting": CHAIR,
}
ENDS = (View("feet", -88, 6, recommended=False), View("head", 88, 6, recommended=False))
"""Hallucinated as an upright trunk when the body lies."""

HIDDEN: Mapping[str, tuple[str, ...]] = {
    "pelvic_circles.lean": ("side_left", "side_right"),
    "pelvic_circles.hip_drop": ("side_left", "side_right", "45_back"),
    "elbow_prop.head_back": ("45_head", "45_feet"),
    "elbow_prop.hips_lifted": ("45_head", "45_feet"),
    "bed_rotation.chest_turns": ("side", "side_far"),
    "leg_hang.chest_rolls": ("side", "side_far"),
}
"""Views from which a fault does not show: there it is never required."""


def shows(view: View, key: str) -> bool:
    """Whether a fault can be seen in a view."""
    return view.name not in HIDDEN.get(key, ())


SIZES = ((640, 480), (640, 480), (1280, 720), (640, 360), (480, 640), (720, 1280))
UPRIGHT_SIZES = ((480, 640), (720, 1280), (640, 480), (1280, 720))


def draw_view(exercise: str, chance: random.Random) -> View:
    """Two of three from where the specification asks, else from any side that may be judged."""
    views = VIEWS[exercise]
    good = [view for view in views if view.recommended]
    return chance.choice(good if chance.random() < 0.67 else views)


def draw_camera(exercise: str, view: View, chance: random.Random) -> Camera:
    """A camera by chance in a view's direction; still to be aimed."""
    lying = exercise in LYING
    bed = exercise in ("bed_rotation", "leg_hang")
    height = chance.uniform(0.9, 1.3) if bed else chance.uniform(0.35, 0.9)
    return Camera(
        az_deg=view.az_deg + chance.uniform(-view.spread_deg, view.spread_deg),
        target=(0.0, 0.5 if lying else 0.85, 0.0),
        dist=2.6,
        height=height if lying else chance.uniform(0.8, 1.15),
        roll_deg=chance.uniform(-1.5, 1.5),
        focal=chance.uniform(0.95, 1.5),
        size=chance.choice(SIZES[:4] if lying and chance.random() < 0.8 else UPRIGHT_SIZES),
    )
