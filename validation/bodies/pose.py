"""A pose as directions of bones, and the 33 landmarks that follow: every bone keeps its length."""

from __future__ import annotations

from collections.abc import Mapping

from validation.bodies.body import Body
from validation.bodies.vectors import Vec, add, between, cross, dot, mul, sub, unit

Pose = Mapping[str, Vec]
"""``hips`` is the point between the hip joints, everything else a unit direction.

``lumbar`` ``thorax`` towards the head; ``pelvis_left`` ``chest_left`` towards the person's left;
``neck`` from the shoulders to the ears, ``head_up`` ``head_front`` how the head is held; and for
``l_`` and ``r_``: ``upper_arm`` ``forearm`` ``hand`` ``thigh`` ``shin`` ``foot``, each away from
the trunk.
"""

LEFT_RIGHT = ("l", "r")
NOSE, L_EAR, R_EAR = 0, 7, 8
L_SHOULDER, R_SHOULDER, L_ELBOW, R_ELBOW, L_WRIST, R_WRIST = 11, 12, 13, 14, 15, 16
L_HIP, R_HIP, L_KNEE, R_KNEE, L_ANKLE, R_ANKLE = 23, 24, 25, 26, 27, 28
L_HEEL, R_HEEL, L_TOE, R_TOE = 29, 30, 31, 32
PAIRS = (
    *((1, 4), (2, 5), (3, 6), (7, 8), (9, 10)),
    *((n, n + 1) for n in range(11, 33, 2)),
)
"""Left and right landmark of each pair, BlazePose order."""

HEAD_POINTS = {  # (front, up, left) in lengths of the head, from between the ears
    0: (1.0, -0.1, 0.0),
    1: (0.85, 0.35, 0.2),
    2: (0.82, 0.35, 0.32),
    3: (0.75, 0.35, 0.45),
    4: (0.85, 0.35, -0.2),
    5: (0.82, 0.35, -0.32),
    6: (0.75, 0.35, -0.45),
    7: (0.0, 0.0, 0.78),
    8: (0.0, 0.0, -0.78),
    9: (0.85, -0.55, 0.22),
    10: (0.85, -0.55, -0.22),
}
"""Our choice, near to how BlazePose draws a face."""


def landmarks(body: Body, pose: Pose) -> list[Vec]:
    """Where the 33 points of a pose are, in metres."""
    points: list[Vec] = [(0.0, 0.0, 0.0)] * 33
    chest = add(pose["hips"], mul(pose["lumbar"], body.lumbar), mul(pose["thorax"], body.thorax))
    _head(body, pose, chest, points)
    for odd, side in enumerate(LEFT_RIGHT):
        sign = 1 - 2 * odd
        _arm(
            body, pose, add(chest, mul(pose["chest_left"], sign * body.shoulder_half)), side, points
        )
        _leg(
            body,
            pose,
            add(pose["hips"], mul(pose["pelvis_left"], sign * body.hip_half)),
            side,
            points,
        )
    return points


def _head(body: Body, pose: Pose, chest: Vec, points: list[Vec]) -> None:
    up = pose["head_up"]
    front = unit(sub(pose["head_front"], mul(up, dot(pose["head_front"], up))))
    left = cross(up, front)
    ears = add(chest, mul(pose["neck"], body.neck))
    for index, (ahead, above, aside) in HEAD_POINTS.items():
        away = add(mul(front, ahead), mul(up, above), mul(left, aside))
        points[index] = add(ears, mul(away, body.head))


def _arm(body: Body, pose: Pose, shoulder: Vec, side: str, points: list[Vec]) -> None:
    odd = LEFT_RIGHT.index(side)
    elbow = add(shoulder, mul(pose[f"{side}_upper_arm"], body.upper_arm))
    wrist = add(elbow, mul(pose[f"{side}_forearm"], body.forearm))
    hand = pose[f"{side}_hand"]
    aside = cross(hand, pose["chest_left"])
    points[11 + odd], points[13 + odd], points[15 + odd] = shoulder, elbow, wrist
    for index, along, off in ((17, 0.9, 0.3), (19, 1.0, -0.1), (21, 0.5, -0.35)):
        away = add(mul(hand, along), mul(aside, off))
        points[index + odd] = add(wrist, mul(away, body.hand))


def _leg(body: Body, pose: Pose, hip: Vec, side: str, points: list[Vec]) -> None:
    odd = LEFT_RIGHT.index(side)
    shin, foot = pose[f"{side}_shin"], pose[f"{side}_foot"]
    knee = add(hip, mul(pose[f"{side}_thigh"], body.thigh))
    ankle = add(knee, mul(shin, body.shin))
    points[23 + odd], points[25 + odd], points[27 + odd] = hip, knee, ankle
    points[29 + odd] = add(ankle, mul(foot, -0.3 * body.foot), mul(shin, 0.3 * body.foot))
    points[31 + odd] = add(ankle, mul(foot, body.foot), mul(shin, 0.3 * body.foot))


def blend(one: Pose, other: Pose, share: float) -> Pose:
    """A pose a share of the way from one to the other: the hips along a line, each bone turning."""
    if share <= 0:
        return one
    if share >= 1:
        return other
    hips = add(mul(one["hips"], 1 - share), mul(other["hips"], share))
    turning = {name: between(one[name], other[name], share) for name in one if name != "hips"}
    return {**turning, "hips": hips}
