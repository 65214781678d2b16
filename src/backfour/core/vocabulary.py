"""The identifiers everyone uses: movements, answers, flags, actions, lights.

Fixed by contract: other programs rely on these strings (docs/contracts.md).
"""

from __future__ import annotations

from typing import Final

EXERCISES: Final = ("elbow_prop", "bed_rotation", "leg_hang", "bird_dog", "pelvic_circles")
"""The four movements and the finisher of the second, in the article's order."""

CODES: Final = {
    "elbow_prop": "EP",
    "bed_rotation": "BR",
    "leg_hang": "BF",
    "bird_dog": "BD",
    "pelvic_circles": "PC",
}
"""Two-letter codes used in clinical papers; a level is written ``EP1``."""

CEILINGS: Final = {
    "elbow_prop": 6,
    "bed_rotation": 3,
    "leg_hang": 1,
    "bird_dog": 6,
    "pelvic_circles": 4,
}
"""Highest level of each movement; level 0 is always the easiest adaptation."""

STRENGTH: Final = ("bird_dog", "pelvic_circles")
"""Movements that need a day between in the first two weeks (clinical-spec 4.6)."""

NONE, CAUTION, SEE, URGENT, EMERGENCY = range(5)
ACTIONS: Final = ("none", "caution", "see", "urgent", "emergency")
"""Names of the action levels, indexed by their severity 0..4."""

FLAGS: Final = (
    "stenosis_claudication",
    "spondylolisthesis_ext_pain",
    "osteoporosis",
    "vertebral_fracture_old",
    "hip_replacement_precautions",
    "hip_replacement_healed",
    "hip_oa_painful",
    "shoulder_limit",
    "wrist_limit",
    "knee_kneel_limit",
    "no_floor_transfer",
    "cannot_lie_prone",
    "fall_risk",
    "balance_fail_5s",
    "bp_uncontrolled",
    "abdominal_surgery_lt8w",
    "sciatica_below_knee",
    "no_end_range",
    "balance_condition",
    "spinal_fusion",
    "leg_swelling_or_ulcer",
    "hernia_or_stoma",
    "neck_limit",
    "knee_ankle_limit",
)
"""Conditions of the body that cap or block movements (clinical-spec 3.5)."""

SEXES: Final = ("female", "male", "unstated")
SCREEN_KINDS: Final = ("full", "mini", "pre_session")
QUALITIES: Final = ("none", "stretch", "ache", "sharp", "electric")
"""What it felt like, mildest first."""
SPREADS: Final = ("none", "centralised", "buttock", "leg")
TECHNIQUES: Final = ("ok", "failing", "not_judged")
STOPPED_FOR: Final = ("pain", "tired", "other")
PLACES: Final = ("firm_chair", "office_chair", "sofa", "recliner", "bed", "car")
LIGHTS: Final = ("green", "amber", "red", "unknown")
MODES: Final = ("usual", "flare", "locked")
SELF_TESTS: Final = ("chair_stand", "one_leg_stance", "prone_hold", "bird_dog_quality", "sock_test")

_NO_YES: Final = ("no", "yes", "not_sure")
_NO_YES_OLD: Final = ("no", "yes", "not_sure", "old")

CHOICES: Final[dict[str, tuple[str, ...]]] = {
    "F2": ("lt6w", "6to12w", "3to12m", "gt12m"),
    "F5a": ("never", "some", "most"),
    "F5b": ("le5", "6to15", "16to30", "31to45", "46to60", "gt60"),
    "F6": ("worse", "no_change", "better"),
    "F7": ("better", "no_change", "worse"),
    **dict.fromkeys(("R01", "R02", "R03", "R05", "R06", "R08", "R13", "R29"), _NO_YES_OLD),
    "R04": (*_NO_YES_OLD, "prefer_not"),
    **dict.fromkeys(
        ("R07 R09 R10 R14 R15 R16 R17 R18 R19 R21 R22 R25 R30 R31 R33 R36 R37 R39 R42").split(),
        _NO_YES,
    ),
    "R12": ("no", "yes", "older", "not_sure"),
    "R20": ("no", "yes", "yes_severe", "not_sure"),
    "R24": ("no", "yes", "stiff_60", "not_sure"),
    "R26": ("no", "yes", "sight", "not_sure"),
    "R28": ("no", "yes", "severe", "not_sure"),
    "R32": ("no", "yes", "postmenopausal_bleeding", "not_sure"),
    "R35": ("no", "yes", "recent", "bp", "bp_unknown", "old", "not_sure"),
    "R40": ("no", "yes", "over_72h", "not_sure"),
    "R41": ("yes", "no", "not_sure"),
}
"""Questions answered by exactly one option, with their options (engine-semantics 2.5.1)."""

LISTS: Final[dict[str, tuple[str, ...]]] = {
    "F1": ("band", "one_side", "mid_upper", "groin", "leg_below_knee", "rash_strip", "other"),
    "R11": (
        "osteoporosis",
        "fragility_fracture",
        "steroids_3m",
        "height_loss",
        "stoop",
        "parent_hip",
        "bmi_under_19",
        "early_menopause",
        "none",
        "not_sure",
    ),
    "R34": (
        "spine_12w",
        "hip_12w",
        "knee_12w",
        "tummy_lt8w",
        "tummy_8to12w",
        "eye_12w",
        "hip_precautions",
        "none",
        "not_sure",
    ),
    "R38": (
        "fallen",
        "fallen_injury",
        "fallen_twice",
        "blackout",
        "unsteady",
        "worry",
        "none",
        "not_sure",
    ),
}
"""Questions answered by a list; ``none`` and ``not_sure`` stand alone."""

ALONE: Final = frozenset({"none", "not_sure"})

NUMBERS: Final[dict[str, tuple[int, int]]] = {"F0": (0, 120), "F3": (0, 3), "F4": (0, 3)}
"""Questions answered by a whole number, with the lowest and highest allowed."""

PROGRESS_BY_HOUR: Final = "progress_by_hour"
"""Boolean beside R06: the weakness gets worse by the hour or day."""

RED_FLAG_QUESTIONS: Final = tuple(f"R{n:02d}" for n in range(1, 43) if n not in (23, 27))
QUESTIONS: Final = (
    "F0",
    "F1",
    "F2",
    "F3",
    "F4",
    "F5a",
    "F5b",
    "F6",
    "F7",
    *RED_FLAG_QUESTIONS,
)

ENGINE_RULES: Final = ("event.system", "event.neuro", "flare.long", "flare.worse", "pain.worse")
"""Rules raised by what happens rather than by an answer (engine-semantics 2.5.4)."""

CLEARABLE_RULES: Final = ("F0", *RED_FLAG_QUESTIONS, *ENGINE_RULES)
"""Rules that a clearance may name."""

MANDATORY_FULL: Final = ("F1", "F2", *(q for q in RED_FLAG_QUESTIONS if q != "R19"))
"""Without an answer to each of these a full screen is incomplete, and incomplete means locked."""

MANDATORY_MINI: Final = ("R01", "R02", "R03", "R05", "R06", "R15", "R16", "R20")
"""The eight questions of the weekly check."""
