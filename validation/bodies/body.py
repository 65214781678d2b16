"""A body as lengths of its bones, in metres; many sizes by chance."""

from __future__ import annotations

import random
from dataclasses import dataclass


@dataclass(frozen=True)
class Body:
    """Lengths between joint centres, in metres.

    Shares of stature follow the segment table of Drillis and Contini (1966), known at second hand;
    the spread around them is our choice.
    """

    stature: float
    hip_half: float
    shoulder_half: float
    lumbar: float
    thorax: float
    neck: float
    head: float
    upper_arm: float
    forearm: float
    hand: float
    thigh: float
    shin: float
    foot: float
    depth: float
    """Half the thickness of the trunk: how high the hips are when lying."""

    @property
    def trunk(self) -> float:
        """From hips to shoulders with the back straight."""
        return self.lumbar + self.thorax

    @property
    def arm(self) -> float:
        """From shoulder to wrist."""
        return self.upper_arm + self.forearm

    @property
    def leg(self) -> float:
        """From hip to ankle."""
        return self.thigh + self.shin


SHARES = {
    "hip_half": 0.057,
    "shoulder_half": 0.105,
    "lumbar": 0.130,
    "thorax": 0.158,
    "neck": 0.112,
    "head": 0.058,
    "upper_arm": 0.172,
    "forearm": 0.148,
    "hand": 0.055,
    "thigh": 0.245,
    "shin": 0.246,
    "foot": 0.090,
    "depth": 0.062,
}
"""Shares of stature, for the middle body."""

BREADTH = ("hip_half", "shoulder_half", "depth")
SPREAD = 0.055
"""Each length differs by up to this share from the middle body (our choice)."""


def draw_body(chance: random.Random) -> Body:
    """A body by chance: 1.45 to 1.95 m, long or short limbs, narrow or broad."""
    stature = chance.uniform(1.45, 1.95)
    broad = chance.uniform(0.85, 1.25)
    lengths = {
        name: stature
        * share
        * chance.uniform(1 - SPREAD, 1 + SPREAD)
        * (broad if name in BREADTH else 1)
        for name, share in SHARES.items()
    }
    return Body(stature=stature, **lengths)


def middle_body(stature: float = 1.70) -> Body:
    """The body of the table, without chance: for tests."""
    return Body(stature=stature, **{name: stature * share for name, share in SHARES.items()})
