"""A body on all fours by formula, seen from the side: bones keep their lengths, angles are known.

For the movements that start on hands and knees. Angles are in degrees against level, 0 towards the
head; heights grow downwards as in a picture.
"""

from __future__ import annotations

import math
import random
from dataclasses import dataclass, field, replace

from backfour.core.motion.landmarks import Frame

ASPECT = 16 / 9
TRUNK, THIGH, SHIN, UPPER, FORE = 0.25, 0.21, 0.21, 0.14, 0.12
SIDES = {"left": 0, "right": 1}


@dataclass(frozen=True)
class Pose:
    """Shares are 0 at rest and 1 when raised; a pair is left and right.

    ``arm``: share of the way up to ``arm_deg``. ``knee``: lift of a bent knee in thighs. ``leg``:
    share of the way to a leg stretched out at ``leg_deg``. ``open``: share of an arm's way to the
    ceiling. ``drop``: hips lower, in thighs. ``look``: head raised, degrees. ``child``: share of
    the way to sitting on the heels. ``stood``: upright. ``x``: place of the hips. ``knee_back``:
    knees put down further back, degrees.
    """

    arm: tuple = (0.0, 0.0)
    knee: tuple = (0.0, 0.0)
    leg: tuple = (0.0, 0.0)
    open: tuple = (0.0, 0.0)
    arm_deg: float = 0.0
    leg_deg: float = 180.0
    drop: float = 0.0
    look: float = 0.0
    child: float = 0.0
    stood: float = 0.0
    x: float = 0.85
    knee_back: tuple = (0.0, 0.0)


def _go(start, deg, length):
    turn = math.radians(deg)
    return (start[0] + length * math.cos(turn), start[1] - length * math.sin(turn))


def _between(a, b, share):
    return a + (b - a) * share


def places(pose):
    """33 places of a pose, picture heights."""
    tilt = _between(_between(8, -20, pose.child), 85, pose.stood)
    low = THIGH * (pose.drop + 0.6 * pose.child)
    hips = (pose.x - 0.15 * pose.child, 0.45 + low)
    chest = _go(hips, tilt, TRUNK)
    at = [(0.0, 0.0)] * 33
    ears = _go(chest, tilt + 10 + pose.look * 0.3, 0.09)
    nose = _go(ears, tilt - 85 + pose.look, 0.06)
    for n in range(11):
        at[n] = nose
    at[7], at[8] = ears, ears
    for n, sign in ((0, 1), (1, -1)):
        _arm(pose, n, (chest[0] + sign * 0.006, chest[1] + sign * 0.004), tilt, at)
        _leg(pose, n, (hips[0] + sign * 0.006, hips[1] + sign * 0.004), at)
    return at


def _arm(pose, n, shoulder, tilt, at):
    low = _between(-90, _between(tilt, 20, pose.child), pose.child)
    deg = _between(_between(low, pose.arm_deg, pose.arm[n]), 90, pose.open[n])
    elbow = _go(shoulder, deg, UPPER)
    wrist = _go(elbow, deg, FORE)
    at[11 + n], at[13 + n], at[15 + n] = shoulder, elbow, wrist
    for hand in (17, 19, 21):
        at[hand + n] = _go(wrist, deg, 0.03)


def _leg(pose, n, hip, at):
    back = math.degrees(math.acos(1 - min(1.0, pose.knee[n]))) + pose.knee_back[n]
    thigh = _between(_between(270 - back, pose.leg_deg, pose.leg[n]), 340, pose.child)
    shin = _between(180 + 0.2 * back - max(0.0, back - 25), pose.leg_deg, pose.leg[n])
    knee = _go(hip, thigh, THIGH * (1 - 0.1 * pose.child))
    ankle = _go(knee, shin, SHIN)
    at[23 + n], at[25 + n], at[27 + n] = hip, knee, ankle
    at[29 + n], at[31 + n] = _go(ankle, shin, 0.02), _go(ankle, shin + 10, 0.06)


@dataclass(frozen=True)
class Lift:
    """One raise: up within ``ramp_s`` before ``start_s``, down after ``end_s``."""

    start_s: float
    end_s: float
    what: dict
    ramp_s: float = 1.5

    def share(self, t_s):
        """How much of it is done, 0..1, smoothly."""
        up = (t_s - self.start_s + self.ramp_s) / self.ramp_s
        down = (self.end_s + self.ramp_s - t_s) / self.ramp_s
        share = max(0.0, min(1.0, up, down))
        return share * share * (3 - 2 * share)


@dataclass(frozen=True)
class Script:
    """Who does what when. ``kept``: values of the pose that are simply so."""

    lifts: tuple = ()
    kept: dict = field(default_factory=dict)

    def pose(self, t_s):
        """The pose at one time."""
        values = {name: list(v) if isinstance(v, tuple) else v for name, v in self.kept.items()}
        for lift in self.lifts:
            for name, (target, n) in lift.what.items():
                if n is None:
                    values[name] = values.get(name, 0.0) + target * lift.share(t_s)
                else:
                    pair = values.setdefault(name, [0.0, 0.0])
                    pair[n] += target * lift.share(t_s)
        told = {name: tuple(v) if isinstance(v, list) else v for name, v in values.items()}
        return replace(Pose(), **told)


def raised(arm=None, leg=None, form="knee_inch", knee=0.07):
    """What a lift of an arm and a leg, by names of sides, raises."""
    what = {}
    if arm:
        what["arm"] = (1.0, SIDES[arm])
    if leg and form == "knee_inch":
        what["knee"] = (knee, SIDES[leg])
    elif leg:
        what["leg"] = (1.0, SIDES[leg])
    return what


def film(script, seconds, *, rate_hz=12, start_s=0.0, size=1.0, shift=(0.0, 0.0), tremble=0.0):
    """The looks of a script.

    ``size``, ``shift``: of the person in the picture. ``tremble``: standard deviation of each
    point, picture heights, forgotten over 0.4 s.
    """
    off = _trembles(tremble, rate_hz)
    frames = []
    for number in range(round(seconds * rate_hz) + 1):
        shaken = zip(places(script.pose(number / rate_hz)), next(off), strict=True)
        points = tuple(
            (
                ASPECT / 2 + (x + dx - ASPECT / 2) * size + shift[0],
                0.5 + (y + dy - 0.5) * size + shift[1],
                0.0,
                0.9,
            )
            for (x, y), (dx, dy) in shaken
        )
        frames.append(Frame(start_s + number / rate_hz, points, ASPECT))
    return frames


def _trembles(size, rate_hz):
    """How far each point is off, look by look."""
    chance = random.Random(7)
    still = [(0.0, 0.0)] * 33
    while not size:
        yield still
    keep = math.exp(-1 / rate_hz / 0.4)
    fresh = size * math.sqrt(1 - keep * keep)
    off = [(chance.gauss(0, size), chance.gauss(0, size)) for _ in range(33)]
    while True:
        yield off
        off = [
            (x * keep + chance.gauss(0, fresh), y * keep + chance.gauss(0, fresh)) for x, y in off
        ]
