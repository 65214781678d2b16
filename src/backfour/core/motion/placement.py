"""Can I see you? Four or five things that must be right before a movement is watched, one sentence.

Stricter than trust, so that what is right at the start stays right when an arm or a leg goes out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from backfour.core.motion.landmarks import Frame
from backfour.core.motion.seen import Demand
from backfour.core.motion.trust import Trust, body_of, extent, inside

MARGIN: Final = 0.03
"""Room between body and picture's edge, picture heights (our choice)."""
GOOD_EXTENT: Final = 0.3
"""Least share of the picture the body should fill: at half all is found, at a quarter little
(measured; the number between is our choice)."""
GOOD_LIGHT: Final = 0.2
"""Mean brightness a room should have (our choice)."""
SIDE_SHOULDERS: Final = 0.6
"""From the side the shoulders lie closer together than this many trunk lengths (our choice)."""
ALONE_S: Final = 3.0
"""So long nobody else must have been taken for the person (our choice)."""
SETTLED_S: Final = 1.0
"""So long all must be right before the placement is called good (our choice)."""

CHECKS: Final = ("whole_body", "size", "view", "light", "alone")


@dataclass(frozen=True, slots=True)
class Placement:
    """What is right about the picture. ``None``: cannot be told from this look.

    ``problem``: the id of the sentence that helps now (``nobody`` or a check), or None when all is
    right. ``good_s``: since when all has been right.
    """

    whole_body: bool | None = None
    size: bool | None = None
    view: bool | None = None
    light: bool | None = None
    alone: bool | None = None
    problem: str | None = "nobody"
    good_s: float | None = None

    def settled(self, t_s: float) -> bool:
        """Whether all has been right for a while at ``t_s``."""
        return self.good_s is not None and t_s - self.good_s >= SETTLED_S


def place(before: Placement, frame: Frame, demand: Demand, trust: Trust) -> Placement:
    """Look whether the person can be seen as the movement asks.

    Parameters
    ----------
    before
        The placement at the look before.
    frame
        This look.
    demand
        What the movement asks of the picture.
    trust
        Trust after this look, for whether somebody else came in between.
    """
    light = None if frame.light is None else frame.light >= GOOD_LIGHT
    if frame.points is None:
        return Placement(light=light, problem="light" if light is False else "nobody")
    body = body_of(frame.points)
    low, high = demand.trunk_deg
    sideways = demand.view != "side" or body.shoulders <= SIDE_SHOULDERS * body.torso
    checks: dict[str, bool | None] = {
        "whole_body": all(inside(frame.points[n], frame.aspect, MARGIN) for n in demand.inside),
        "size": extent(frame.points, frame.aspect) >= max(GOOD_EXTENT, demand.least_extent),
        "view": low <= body.slope_deg <= high and sideways,
        "light": light,
        "alone": trust.leapt_s is None or frame.t_s - trust.leapt_s >= ALONE_S,
    }
    order = ("light", "alone", "whole_body", "size", "view")
    problem = next((name for name in order if checks[name] is False), None)
    good_s = None if problem else before.good_s if before.good_s is not None else frame.t_s
    return Placement(**checks, problem=problem, good_s=good_s)
