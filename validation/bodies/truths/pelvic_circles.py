"""Turns and faults of pelvic circles (clinical-spec 3.4)."""

from __future__ import annotations

from validation.bodies import limits
from validation.bodies.truth import Traced, Truth, fault, rep

SURE_RADIUS, NO_RADIUS = 0.08, 0.045
"""Circles smaller than the first may, smaller than the second must not count; the limit is 0.06 of
the leg (3.4)."""


def reps(traced: Traced) -> list[Truth]:
    """One repetition a full turn; the side is that of the standing leg."""
    found = []
    for mark in traced.marks("circle"):
        wide = mark.about["wide"]
        assert isinstance(wide, float)  # noqa: S101 - written by our own player
        period = round(mark.end_s - mark.start_s, 2)
        turn = rep(mark.start_s, mark.end_s, limits.NAMES[str(mark.about["side"])], period_s=period)
        if wide < SURE_RADIUS:
            turn["optional"] = True
        found.append(turn)
    return found


def faults(traced: Traced) -> list[Truth]:
    """Every fault that was meant, judged where the joints are clearly past the limit."""
    found = []
    for mark in traced.motion.score.marks:
        if mark.what == "pelvic_circles.lean":
            size = traced.lasting(limits.lean_deg, mark)
            found.append(fault(mark, size, judged=size > 15))  # cue above 12
        elif mark.what == "pelvic_circles.hip_drop":
            size = traced.lasting(limits.hip_tilt_deg, mark)
            found.append(fault(mark, size, judged=size > 15))  # cue above 12
        elif mark.what == "pelvic_circles.foot_dab":
            # Out on its circle the foot is 7 to 13 % of the leg above the floor: a touch there is
            # near the noise of landmarks, and only one at home must be found.
            found.append(fault(mark, None, judged=bool(mark.about["home"])))
        elif mark.what.startswith("pelvic_circles."):
            found.append(fault(mark, None, judged=True))
    return found
