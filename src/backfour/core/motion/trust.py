"""Whether a look can be believed: geometry, not the model's own confidence.

The model's ``visibility`` hardly predicts its errors and stays high with head or feet out of the
picture, so what decides is what a body can be: in the picture, large enough, lying or upright as
the movement asks, of constant length, and not somewhere else in the next moment. Hazard H32
(docs/safety.md).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from backfour.core.motion.geometry import distance, mid, rise_deg
from backfour.core.motion.landmarks import (
    L_HIP,
    L_SHOULDER,
    R_HIP,
    R_SHOULDER,
    Frame,
    Point,
)
from backfour.core.motion.seen import Demand, Found, Lost, Reason
from backfour.core.motion.smoothing import XY

LOSE_AFTER_S: Final = 1.0
"""Looks that cannot be believed this long end the judging (clinical-spec 3.0: at most 2 s)."""
REGAIN_AFTER_S: Final = 0.5
"""It goes on after this long of good looks (our choice)."""
REGAIN_AFTER_TWO_S: Final = 1.5
"""This much later where two people seemed present: they come and go (our choice)."""

DARK: Final = 0.12
"""Mean brightness below which the model's points are not used: in a dark room it fails (the number
is our choice)."""
EDGE: Final = 0.004
"""A point nearer to the edge than this share of the height is cut off."""
LEAST_TORSO: Final = 0.04
"""Shortest trunk worth judging, picture heights (our choice)."""
WIDEST_SHOULDERS: Final = 1.2
"""Shoulders wider than this many trunk lengths are not a view from the side (our choice)."""
LENGTH_CHANGE: Final = 0.35
"""A trunk does not change its length by more (our choice: wider than the model's errors, because a
trunk that sags or turns a little towards the lens is not a wrong look)."""
LEAP_TORSOS: Final = 0.7
FASTEST_TORSOS_S: Final = 4.0
"""A body whose middle leaps further, and moves faster, is another body (our choice)."""
FOLLOW: Final = 0.03
"""Share by which the trunk's known length follows each believed look (our choice)."""


@dataclass(frozen=True, slots=True)
class Body:
    """The lengths that trust rests on, picture heights; slope of the trunk in degrees, 0..90."""

    centre: XY
    torso: float
    slope_deg: float
    shoulders: float


@dataclass(frozen=True, slots=True)
class Trust:
    """Whether looks are believed, and why not.

    ``problem``: what is wrong with the last look; ``reason``: what was wrong when the loss was said
    (``told``). ``bad_s``: start of the looks that cannot be used, None while the last one could;
    ``good_s``: start of the good ones after a loss. ``body`` was seen at ``seen_s``, believed or
    not; ``leapt_s``: when it last leapt. ``torso``: trunk length of the believed looks, heights.
    """

    trusted: bool = False
    told: bool = False
    reason: Reason = "nobody"
    problem: Reason | None = None
    bad_s: float | None = None
    good_s: float | None = None
    look_s: float | None = None
    leapt_s: float | None = None
    seen_s: float = 0.0
    body: Body | None = None
    torso: float = 0.0

    @property
    def usable(self) -> bool:
        """Whether the look just taken in may be used."""
        return self.trusted and self.bad_s is None


def body_of(points: tuple[Point, ...]) -> Body:
    """Measure what trust rests on."""
    shoulders = mid(points[L_SHOULDER], points[R_SHOULDER])
    hips = mid(points[L_HIP], points[R_HIP])
    return Body(
        mid(shoulders, hips),
        distance(shoulders, hips),
        abs(rise_deg(hips, shoulders)),
        distance(points[L_SHOULDER], points[R_SHOULDER]),
    )


def problem_of(frame: Frame, demand: Demand, body: Body | None) -> Reason | None:
    """What is wrong with one look by itself, or None.

    Parameters
    ----------
    frame
        The look.
    demand
        What the movement asks of the picture.
    body
        What ``body_of`` measures in it, None without points.
    """
    if frame.light is not None and frame.light < DARK:
        return "dark"
    if frame.points is None or body is None:
        return "nobody"
    if body.torso < LEAST_TORSO or extent(frame.points, frame.aspect) < demand.least_extent:
        return "too_small"
    if not all(inside(frame.points[n], frame.aspect, EDGE) for n in demand.inside):
        return "out_of_frame"
    low, high = demand.trunk_deg
    if not low <= body.slope_deg <= high:
        return "wrong_view"
    if demand.view == "side" and body.shoulders > WIDEST_SHOULDERS * body.torso:
        return "wrong_view"
    return None


def inside(point: Point, aspect: float, edge: float) -> bool:
    """Whether a point lies in the picture, ``edge`` picture heights from its border."""
    return edge <= point[0] <= aspect - edge and edge <= point[1] <= 1 - edge


def extent(points: tuple[Point, ...], aspect: float) -> float:
    """The body's larger extent as a share of the picture, in width or in height."""
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return max((max(xs) - min(xs)) / aspect, max(ys) - min(ys))


def watch(trust: Trust, frame: Frame, demand: Demand) -> tuple[Trust, Lost | Found | None]:
    """Take in one look.

    Returns
    -------
    tuple
        The next trust, and a ``Lost`` or ``Found`` when that changes now. The look itself may be
        used exactly if ``usable`` is true afterwards.
    """
    t_s = frame.t_s
    if trust.look_s is not None and t_s - trust.look_s > LOSE_AFTER_S:
        return _stalled(trust, t_s)
    body = None if frame.points is None else body_of(frame.points)
    problem = problem_of(frame, demand, body)
    leapt = (
        body is not None and trust.body is not None and _leaps(trust.body, body, t_s - trust.seen_s)
    )
    trust = replace(trust, look_s=t_s, leapt_s=t_s if leapt else trust.leapt_s)
    if body is not None:
        trust = replace(trust, body=body, seen_s=t_s)
    if trust.leapt_s is not None and t_s - trust.leapt_s < REGAIN_AFTER_TWO_S:
        problem = "two_people"
    elif (
        problem is None
        and body is not None
        and trust.trusted
        and _stretches(trust.torso, body.torso)
    ):
        problem = "unsteady"
    if problem is None and body is not None:
        return _good(trust, t_s, body)
    return _bad(trust, t_s, problem or "nobody")


def _stalled(trust: Trust, t_s: float) -> tuple[Trust, Lost | None]:
    """No look came for too long: nobody knows what happened meanwhile."""
    since_s = next(s for s in (trust.bad_s, trust.look_s, t_s) if s is not None)
    lost = Trust(told=True, reason="stalled", problem="stalled", bad_s=since_s, look_s=t_s)
    return lost, None if trust.told else Lost(t_s, since_s, "stalled")


def _leaps(before: Body, body: Body, dt_s: float) -> bool:
    way = distance(before.centre, body.centre)
    return way > max(LEAP_TORSOS, FASTEST_TORSOS_S * dt_s) * max(before.torso, body.torso)


def _stretches(known: float, torso: float) -> bool:
    return abs(torso / known - 1) > LENGTH_CHANGE


def _bad(trust: Trust, t_s: float, problem: Reason) -> tuple[Trust, Lost | None]:
    bad_s = t_s if trust.bad_s is None else trust.bad_s
    trust = replace(trust, bad_s=bad_s, good_s=None, problem=problem)
    return _tell(trust, t_s)


def _good(trust: Trust, t_s: float, body: Body) -> tuple[Trust, Lost | Found | None]:
    if trust.trusted:
        known = trust.torso + FOLLOW * (body.torso - trust.torso)
        return replace(trust, bad_s=None, problem=None, torso=known), None
    bad_s = t_s if trust.bad_s is None else trust.bad_s
    good_s = t_s if trust.good_s is None else trust.good_s
    if t_s - good_s < REGAIN_AFTER_S:
        return _tell(replace(trust, problem=None, bad_s=bad_s, good_s=good_s), t_s)
    found = Found(t_s, bad_s, trust.reason) if trust.told else None
    return (
        replace(
            trust, trusted=True, told=False, bad_s=None, good_s=None, problem=None, torso=body.torso
        ),
        found,
    )


def _tell(trust: Trust, t_s: float) -> tuple[Trust, Lost | None]:
    """Say the loss once it has lasted."""
    if trust.told or trust.bad_s is None or t_s - trust.bad_s < LOSE_AFTER_S:
        return trust, None
    reason = trust.problem or trust.reason
    return replace(trust, trusted=False, told=True, reason=reason), Lost(t_s, trust.bad_s, reason)
