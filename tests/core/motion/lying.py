"""Stick people lying down, by formula: face down on the floor, or on the back on a bed.

Points are in trunk lengths, seen by a camera far away: ``around_deg`` round the person (0 from the
side, the left half near; negative from the feet end), ``above_deg`` looking down.
"""

from __future__ import annotations

import math
from itertools import pairwise

from backfour.core.motion.landmarks import POINTS, Frame
from backfour.core.motion.report import judge

ASPECT = 16 / 9


def project(places, around_deg=0.0, above_deg=0.0, size=0.28, middle=(0.95, 0.6)):
    """33 landmarks from a few places (x to the head, y up, z to the camera) by landmark number."""
    around, above = math.radians(around_deg), math.radians(above_deg)
    seen = {}
    for n, (x, y, z) in places.items():
        across = x * math.cos(around) + z * math.sin(around)
        depth = z * math.cos(around) - x * math.sin(around)
        up = y * math.cos(above) - depth * math.sin(above)
        seen[n] = (middle[0] + size * across, middle[1] - size * up, -size * depth, 0.9)
    nose = seen[0]
    return tuple(seen.get(n, nose) for n in range(POINTS))


def prone(
    lift_deg=0.0, hips=0.0, *, face_deg=-60.0, gap=0.25, elbow_deg=90.0, fold=0.0, raised=None
):
    """Face down, shoulders raised by ``lift_deg`` over the elbows, ``hips`` off the floor.

    ``gap``: ears over shoulders; ``elbow_deg``: 90 on the forearms, 180 on straight arms; ``fold``:
    share of sitting back on the heels; ``raised``: 1 with the elbows under the shoulders anyway.
    """
    lift, up = math.radians(lift_deg), hips + 0.12
    shoulder = (math.cos(lift), up + math.sin(lift))
    if raised is None:
        raised = max(0.0, min(1.0, lift_deg / 14))
    ahead = 0.55 * (1 - raised)
    straight = elbow_deg > 150
    elbow_y = shoulder[1] - 0.55 if straight else 0.03
    wrist = (shoulder[0] + 0.05, elbow_y - 0.5) if straight else (shoulder[0] + ahead + 0.5, 0.03)
    knee = (-0.85 + 0.6 * fold, 0.06)
    ankle = (-1.7 + 1.5 * fold, 0.06)
    face = math.radians(face_deg)
    ear = (shoulder[0] + 0.3, shoulder[1] + gap - 0.2 * (1 - raised))
    places = {0: (ear[0] + 0.2 * math.cos(face), ear[1] + 0.2 * math.sin(face), 0.0)}
    for side, z in ((0, 0.15), (1, -0.15)):
        places[7 + side] = (*ear, z)
        places[11 + side] = (*shoulder, z)
        places[13 + side] = (shoulder[0] + ahead, elbow_y, z)
        places[15 + side] = (*wrist, z)
        places[23 + side] = (0.0, up, z)
        places[25 + side] = (*knee, z)
        places[27 + side] = (*ankle, z)
    return places


def plank():
    """On elbows and toes, the body one line."""
    places = prone(15, 0.0)
    line = math.radians(9)
    for n, at in ((23, 0.0), (25, -0.85), (27, -1.7)):
        for side in (0, 1):
            _, _, z = places[n + side]
            places[n + side] = (at * math.cos(line), 0.35 + at * math.sin(line), z)
    for n in (0, 7, 8, 11, 12):
        x, y, z = places[n]
        places[n] = (x, y + 0.35 + math.sin(line) - 0.12 - math.sin(math.radians(15)), z)
    return places


def supine(
    turn_deg=0.0, *, tilt_deg=0.0, planted=False, flat=False, roll_deg=0.0, hang=None, down=0.0
):
    """On the back, knees up and leaning to the left by ``turn_deg``, the pelvis half as far.

    ``tilt_deg``: thighs towards the feet; ``roll_deg``: the chest; ``hang``: ``l`` or ``r``, that
    leg beside the bed by a share of ``down``.
    """
    turn, pelvis = math.radians(turn_deg), math.radians(turn_deg / 2)
    chest, tilt = math.radians(roll_deg), math.radians(tilt_deg)
    places = {0: (1.45, 0.25, 0.0)}
    for side, left in ((0, 1), (1, -1)):
        places[7 + side] = (1.35, 0.1, 0.15 * left)
        places[11 + side] = (1.0, -0.36 * left * math.sin(chest), 0.36 * left * math.cos(chest))
        places[13 + side] = (0.6, 0.0, 0.8 * left)
        places[15 + side] = (0.3, 0.0, 1.1 * left)
        hip = (0.0, -0.2 * left * math.sin(pelvis), 0.2 * left * math.cos(pelvis))
        high = 0.8 * math.cos(tilt)
        knee = (
            -0.8 * math.sin(tilt) - (0.4 if planted else 0.0),
            hip[1] + high * math.cos(turn),
            hip[2] + high * math.sin(turn),
        )
        ankle = (knee[0] - 0.8, knee[1] - 0.2, knee[2])
        if planted:
            ankle = (-0.9, 0.0, 0.2 * left)
        if flat:
            knee, ankle = (-0.85, 0.05, hip[2]), (-1.7, 0.0, hip[2])
        if hang == "lr"[side]:
            knee = _between(knee, (-0.65, -0.45, 0.6), down)
            ankle = _between(ankle, (-0.75, -1.2, 0.7), down)
        places[23 + side], places[25 + side], places[27 + side] = hip, knee, ankle
    return places


def _between(a, b, share):
    return tuple(p + share * (q - p) for p, q in zip(a, b, strict=True))


def smoothly(t_s, *keys):
    """A value that moves smoothly from key to key; keys are (time, value)."""
    if t_s <= keys[0][0]:
        return keys[0][1]
    for (a_s, before), (b_s, after) in pairwise(keys):
        if t_s <= b_s:
            share = (t_s - a_s) / (b_s - a_s)
            return before + (after - before) * share**3 * (10 - 15 * share + 6 * share * share)
    return keys[-1][1]


def film(pose, seconds, *, rate_hz=15, start_s=0.0, lost=(), **camera):
    """Looks at a pose that depends on the time; ``lost``: nobody is found from .. to."""
    frames = []
    for n in range(int(seconds * rate_hz) + 1):
        t_s = n / rate_hz
        gone = any(a <= t_s < b for a, b in lost)
        points = None if gone else project(pose(t_s), **camera)
        frames.append(Frame(start_s + t_s, points, ASPECT))
    return frames


def watch(exercise, pose, seconds, *, side=None, **how):
    """What the coach makes of it: the document of contracts section 4."""
    return judge(exercise, film(pose, seconds, **how), side=side)


def told(document):
    """The faults of a document, in order."""
    return [fault["key"].split(".")[1] for fault in document["faults"]]
