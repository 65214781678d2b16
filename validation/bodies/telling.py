"""The truth file of a recording: what was done, what of it can be judged, and how it was made."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from validation.bodies import views
from validation.bodies.filming import Shot, Span
from validation.bodies.truth import Traced, Truth

OTHER = {"left": "right", "right": "left", None: None}
Find = Callable[[Traced], list[Truth]]


def nothing(_: Traced) -> list[Truth]:
    """Return no holds, no repetitions or no faults."""
    return []


@dataclass(frozen=True)
class Finders:
    """How the holds, repetitions and faults of a movement are found."""

    holds: Find = nothing
    reps: Find = nothing
    faults: Find = nothing


def truth_of(name: str, traced: Traced, shot: Shot, expect: str, find: Finders) -> Truth:
    """Return the truth of a recording in the form of ``README.md``."""
    truth = {"name": name, **_done(traced, shot, expect, find)}
    if shot.mirrored:
        for what in ("holds", "reps"):
            truth[what] = [one | {"side": OTHER[one["side"]]} for one in truth[what]]
    if traced.motion.exercise == "bird_dog":
        counted = [h for h in truth["holds"] if h["counted"]]
        truth["reps"] = [{k: h[k] for k in ("start_s", "end_s", "side")} for h in counted]
    return truth | _making(traced, shot)


def _done(traced: Traced, shot: Shot, expect: str, find: Finders) -> Truth:
    exercise, view = traced.motion.exercise, shot.view
    seconds = round(traced.times[-1], 2)
    unseen_s = math.fsum(end - start for start, end, _ in shot.bad)
    holds, reps = find.holds(traced), find.reps(traced)
    faults = [
        one | {"judged": one["judged"] and expect == "judge" and views.shows(view, one["key"])}
        for one in find.faults(traced)
    ]
    truth: Truth = {
        "exercise": exercise,
        "performed": exercise,
        "seconds": seconds,
        "usable_s": round(max(0.0, seconds - unseen_s), 2),
        "expect": expect,
        "recommended_view": view.recommended and not shot.trouble,
        "holds": holds,
        "reps": reps,
        "faults": faults,
        "abstained": [
            {"start_s": round(start, 2), "end_s": round(end, 2), "reason": why}
            for start, end, why in shot.bad
        ],
        "side_judgeable": not (exercise == "bed_rotation" and view.side),
        "view": view.name,
        "abstain_from_landmarks": True,
    }
    if shot.trouble:
        done = {"holds": holds, "reps": reps}
        return truth | {"holds": [], "reps": [], "faults": [], "done_but_not_judgeable": done}
    return truth | _outside(truth, shot.span) if shot.span else truth


def _outside(truth: Truth, span: Span) -> Truth:
    """Leave out what happens while it cannot be judged; what touches it may go either way."""

    def touches(one: Truth) -> bool:
        return bool(one["start_s"] < span[1] + 2.0 and one["end_s"] > span[0] - 0.5)

    return {
        "holds": [h | ({"counted": None} if touches(h) else {}) for h in truth["holds"]],
        "reps": [r | ({"optional": True} if touches(r) else {}) for r in truth["reps"]],
        "faults": [f | ({"judged": False} if touches(f) else {}) for f in truth["faults"]],
    }


def _making(traced: Traced, shot: Shot) -> Truth:
    """Return how the recording was made."""
    motion, camera = traced.motion, shot.camera
    gaps = sorted(b - a for a, b in pairwise(shot.times))
    return {
        "mirrored": shot.mirrored,
        "fps": round(1 / gaps[len(gaps) // 2]),
        "irregular_time": gaps[-1] > 1.5 * gaps[0],
        "body": {"stature_m": round(motion.body.stature, 2)},
        "camera": {
            "az": round(camera.az_deg, 1),
            "target": [round(x, 2) for x in camera.target],
            "dist": round(camera.dist, 2),
            "height": round(camera.height, 2),
            "roll": round(camera.roll_deg, 1),
        },
        "source": "body by formula (imitated estimator)",
        "estimator": shot.errors.told(),
        "notes": [str(m.about.get("kind")) for m in motion.score.marks if m.what == "negative"],
    }
