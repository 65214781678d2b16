"""Turns of the bed rotation and holds of the leg hang (clinical-spec 3.2)."""

from __future__ import annotations

from dataclasses import replace

from validation.bodies import limits
from validation.bodies import pose as p
from validation.bodies.score import Mark
from validation.bodies.truth import Traced, Truth, fault, hold, rep
from validation.bodies.vectors import norm, rise_deg, sub

FAST_S = 1.5
"""An excursion quicker than this is clearly too fast: the specification asks for 2 to 3 s."""
SURE_DEG, OPTIONAL_DEG = 12.0, 8.0
"""Smaller excursions may count, much smaller ones must not (our choice)."""


def excursions(traced: Traced) -> list[Truth]:
    """One repetition an excursion; the side is where the knees go."""
    found = []
    for mark in traced.marks("excursion"):
        far = mark.about["far"]
        assert isinstance(far, float)  # noqa: S101 - written by our own player
        side = limits.NAMES[str(mark.about["side"])]
        turn = rep(mark.start_s, mark.end_s, side, amplitude_deg=round(far, 1))
        found.append(turn | ({"optional": True} if far < SURE_DEG else {}))
    return found


def rotation_faults(traced: Traced) -> list[Truth]:
    """Every fault that was meant, judged where the joints are clearly past the limit."""
    found = []
    for mark in traced.motion.score.marks:
        if mark.what == "bed_rotation.too_fast":
            found.append(fault(mark, None, judged=True))
        elif mark.what == "bed_rotation.chest_turns":
            size = traced.lasting(_shoulders_deg, mark)
            found.append(fault(mark, size, judged=size > 16))  # limit 12
        elif mark.what == "bed_rotation.thighs_drift":
            size = abs(traced.motion.score.meant("drift", (mark.start_s + mark.end_s) / 2))
            found.append(fault(mark, size, judged=size > 25))  # no limit given; clearly visible
        elif mark.what == "negative" and mark.about["kind"] != "lying_still":
            # Knees that go to the chest or down do drift: saying so is neither right nor wrong.
            found.append(fault(replace(mark, what="bed_rotation.thighs_drift"), None, judged=False))
    return found


def _shoulders_deg(points: limits.Points) -> float:
    return abs(rise_deg(sub(points[p.L_SHOULDER], points[p.R_SHOULDER])))


def hangs(traced: Traced) -> list[Truth]:
    """One hold a hang: the knee below the hip by the limit."""
    return [_hang(traced, mark) for mark in traced.marks("hang")]


def _hang(traced: Traced, mark: Mark) -> Truth:
    side, still = str(mark.about["side"]), mark.about["still"]
    assert isinstance(still, tuple)  # noqa: S101 - written by our own player
    k = limits.SIDES[side]

    def hanging(points: limits.Points) -> bool:
        thigh = sub(points[p.L_HIP + k], points[p.L_KNEE + k])
        return thigh[1] >= limits.HANG * norm(thigh)

    middle = (still[0] + still[1]) / 2
    run = next((r for r in traced.runs(hanging) if r[0] <= middle <= r[1]), still)
    return hold(run, still, limits.NAMES[side], counted=True, kind=mark.about["kind"])


def hang_faults(traced: Traced) -> list[Truth]:
    """Every roll of the chest."""
    found = []
    for mark in traced.marks("leg_hang.chest_rolls"):
        size = traced.lasting(_shoulders_deg, mark)
        found.append(fault(mark, size, judged=size > 16))  # limit 12
    return found
