"""Which sentence of the catalogue answers which fault the camera can see."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

CUES: Final[Mapping[str, str]] = {
    "elbow_prop.hips_lifted": "cue.elbow_prop.hips_lifted",
    "elbow_prop.sinking": "cue.elbow_prop.shrugged",
    "elbow_prop.head_back": "cue.elbow_prop.head_back",
    "bed_rotation.too_fast": "cue.bed_rotation.too_fast",
    "bed_rotation.chest_turns": "cue.bed_rotation.shoulder_lifts",
    "bed_rotation.thighs_drift": "cue.bed_rotation.thighs_drift",
    "leg_hang.chest_rolls": "cue.leg_hang.chest_rolls",
    "bird_dog.leg_too_high": "cue.bird_dog.leg_too_high",
    "bird_dog.knee_too_high": "cue.bird_dog.knee_too_high",
    "bird_dog.back_sags": "cue.bird_dog.back_sags",
    "bird_dog.wrong_pair": "cue.bird_dog.wrong_pair",
    "bird_dog.arm_low": "cue.bird_dog.arm_bent",
    "bird_dog.head_up": "cue.bird_dog.head_up",
    "bird_dog.hip_turn": "cue.bird_dog.hips_tip",
    "pelvic_circles.lean": "cue.pelvic_circles.leans",
    "pelvic_circles.hip_drop": "cue.pelvic_circles.belt_tips",
    "pelvic_circles.too_fast": "cue.pelvic_circles.too_fast",
    "pelvic_circles.foot_dab": "cue.pelvic_circles.foot_dabs",
}
"""Faults of contracts section 4 and the cues of clinical-spec section 3. A fault without a cue is
not looked for: a coach that finds something must be able to say what helps."""
