"""The hold and the faults of an elbow prop (clinical-spec 3.1)."""

from __future__ import annotations

import math
from itertools import pairwise

from validation.bodies import limits
from validation.bodies.truth import Traced, Truth, fault, hold, seconds_of

RUNS_ON_S = 2.0
"""Out of position up to this long the clock runs on (3.1)."""
WIDE = {"elbow_prop.sinking", "elbow_prop.hips_lifted"}
"""Faults in which the position itself is doubtful: the accepted time is wide there."""


def holds(traced: Traced) -> list[Truth]:
    """One hold from the first to the last second in position; breaks of over 2 s taken out."""
    runs = _runs(traced)
    return [_hold(traced, runs)] if runs else []


def tries(traced: Traced) -> list[Truth]:
    """Return the holds of the self-test: a break of over 2 s ends one and the next is another."""
    found: list[list[tuple[float, float]]] = []
    for run in _runs(traced):
        if found and run[0] - found[-1][-1][1] <= RUNS_ON_S:
            found[-1].append(run)
        else:
            found.append([run])
    return [_hold(traced, runs) for runs in found]


def _runs(traced: Traced) -> list[tuple[float, float]]:
    runs = [run for run in traced.runs(limits.is_propped) if run[1] - run[0] >= 0.4]
    return [run for run in runs if not _passing(traced, run)]


def _hold(traced: Traced, runs: list[tuple[float, float]]) -> Truth:
    out = [(a[1], b[0]) for a, b in pairwise(runs) if b[0] > a[1]]
    start, end = runs[0][0], runs[-1][1]
    paused = [gap for gap in out if gap[1] - gap[0] > RUNS_ON_S]
    near = [gap for gap in out if abs(gap[1] - gap[0] - RUNS_ON_S) <= 0.7]
    held = end - start - math.fsum(b - a for a, b in paused)
    low, high = _range(traced, (start, end), out)
    low -= math.fsum(b - a for a, b in near if (a, b) not in paused)
    high += math.fsum(b - a for a, b in near if (a, b) in paused)
    return hold((start, end), (start, end), None, counted=True) | {
        "held_s": seconds_of(held),
        "held_lo": seconds_of(min(low, held)),
        "held_hi": seconds_of(max(high, held)),
        "out": [[seconds_of(a), seconds_of(b)] for a, b in out],
    }


def _passing(traced: Traced, run: tuple[float, float]) -> bool:
    """Whether a run is only a passage, as on the way down from all fours or into a press-up."""
    meant = [
        m for m in traced.motion.score.marks if m.what in ("getting_in", "getting_out", "negative")
    ]
    return any(mark.start_s <= run[0] and run[1] <= mark.end_s + 0.5 for mark in meant)


def _range(
    traced: Traced, whole: tuple[float, float], out: list[tuple[float, float]]
) -> tuple[float, float]:
    """Return the least and the most that is right: ramps and doubtful faults are open."""
    doubtful = [(m.start_s, m.end_s) for m in traced.motion.score.marks if m.what in WIDE]
    paused = [gap for gap in out if gap[1] - gap[0] > RUNS_ON_S]
    held = whole[1] - whole[0] - math.fsum(b - a for a, b in paused)
    open_s = math.fsum(b - a for a, b in doubtful if not _is_in((a, b), paused))
    shut_s = math.fsum(b - a for a, b in paused if _is_in((a, b), doubtful, 0.6))
    ramps = 0.6 + 0.5 * len(paused)
    return held - ramps - open_s, held + 0.5 * len(paused) + shut_s


def _is_in(one: tuple[float, float], many: list[tuple[float, float]], slack: float = 0.6) -> bool:
    return any(a - slack <= one[0] and one[1] <= b + slack for a, b in many) or any(
        one[0] <= a and b <= one[1] for a, b in many
    )


def faults(traced: Traced) -> list[Truth]:
    """Every fault that was meant, judged where the joints are clearly past the limit."""
    tests = {
        "elbow_prop.hips_lifted": (limits.hips_above_knees, 0.20),  # limit 0.15
        "elbow_prop.head_back": (limits.nose_deg, 38.0),  # limit 30
    }
    found = []
    for mark in traced.motion.score.marks:
        if mark.what == "elbow_prop.sinking":
            gap = -traced.lasting(lambda one: -limits.ears_above_shoulders(one), mark)
            found.append(fault(mark, gap, judged=gap < 0.10))  # limit 0.12
        elif mark.what in tests:
            measure, limit = tests[mark.what]
            size = traced.lasting(measure, mark)
            found.append(fault(mark, size, judged=size > limit))
    return found
