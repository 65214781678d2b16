"""The red flags: each question has one small rule, then the rules that look at answers together.

Levels follow engine-semantics 2.5.2 (which decides clinical-spec 2.1 and 2.3 to the last tie).
A rule can only raise a level, never lower one, so a worse answer is never outvoted.

Hazard H01 (docs/safety.md).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from backfour.core.vocabulary import CAUTION, EMERGENCY, NONE, SEE, URGENT

Answers = Mapping[str, Any]

NEW_PAIN: Final = frozenset({"lt6w", "6to12w"})
"""Options of F2 that mean the pain is new; a missing F2 counts as new too."""

LONGER_THAN_6_WEEKS: Final = frozenset({"6to12w", "3to12m", "gt12m"})

YOUNGEST_OFFERED: Final = 18
WRITTEN_FOR_AGE: Final = 50
BLOOD_TEST_AGE: Final = 60
"""From this age an unassessed pain of over six weeks asks for a word with a clinician (NG12)."""

FRACTURE_AGE: Final = {"female": 65, "unstated": 65, "male": 75}
"""Age from which age itself is a fracture point (IFOMPT 2020; our choice of cut-offs)."""


def _alike(questions: tuple[str, ...], meanings: dict[str, int]) -> dict[str, dict[str, int]]:
    return dict.fromkeys(questions, meanings)


_LEVELS: Final[dict[str, dict[str, int]]] = {
    **_alike(("R01", "R03", "R05"), {"yes": EMERGENCY, "not_sure": URGENT, "old": SEE}),
    **_alike(("R02", "R04"), {"yes": EMERGENCY, "not_sure": URGENT, "old": CAUTION}),
    "R06": {"yes": URGENT, "not_sure": SEE, "old": SEE},
    "R07": {"yes": EMERGENCY, "not_sure": URGENT},
    "R08": {"yes": EMERGENCY, "not_sure": URGENT, "old": SEE},
    **_alike(("R09", "R33", "R36", "R37"), {"yes": URGENT, "not_sure": SEE}),
    "R20": {"yes": URGENT, "yes_severe": EMERGENCY, "not_sure": SEE},
    "R26": {"yes": URGENT, "sight": EMERGENCY, "not_sure": SEE},
    "R32": {"yes": URGENT, "postmenopausal_bleeding": SEE, "not_sure": SEE},
    "R35": {
        "yes": EMERGENCY,
        "not_sure": URGENT,
        "recent": SEE,
        "bp": SEE,
        "bp_unknown": CAUTION,
        "old": CAUTION,
    },
    "R12": {"yes": SEE, "older": SEE, "not_sure": CAUTION},
    **_alike(
        ("R14", "R15", "R16", "R17", "R21", "R22", "R25", "R30", "R42"),
        {"yes": SEE, "not_sure": CAUTION},
    ),
    "R13": {"yes": SEE, "not_sure": CAUTION, "old": CAUTION},
    **_alike(("R18", "R31", "R39"), {"yes": CAUTION, "not_sure": CAUTION}),
    "R24": {"yes": CAUTION, "stiff_60": SEE, "not_sure": CAUTION},
    "R28": {"yes": CAUTION, "severe": SEE, "not_sure": CAUTION},
    "R29": {"yes": SEE, "not_sure": CAUTION, "old": CAUTION},
    "R40": {"yes": SEE, "over_72h": SEE, "not_sure": CAUTION},
    "R41": {"no": CAUTION, "not_sure": CAUTION},
}
"""What one answer alone means; options that are missing here mean nothing."""

_WORRYING: Final[dict[str, tuple[frozenset[str], tuple[str, ...]]]] = {
    "R12": (frozenset({"yes", "older", "not_sure"}), ("vertebral_fracture_old",)),
    "R28": (frozenset({"yes", "severe", "not_sure"}), ("sciatica_below_knee",)),
    "R29": (frozenset({"yes", "old", "not_sure"}), ("stenosis_claudication",)),
    "R31": (frozenset({"yes", "not_sure"}), ("hip_oa_painful",)),
    "R35": (frozenset({"bp"}), ("bp_uncontrolled",)),
    "R39": (frozenset({"yes", "not_sure"}), ("balance_condition", "fall_risk")),
    "R41": (frozenset({"no", "not_sure"}), ("no_floor_transfer",)),
}
"""Answers that set condition flags; being unsure sets what the worrying answer would."""

_FALLS: Final = frozenset({"fallen_injury", "fallen_twice", "blackout"})
_OPERATION_FLAGS: Final = {
    "hip_12w": "hip_replacement_precautions",
    "hip_precautions": "hip_replacement_precautions",
    "tummy_lt8w": "abdominal_surgery_lt8w",
}


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a set of answers means.

    Parameters
    ----------
    levels
        Rule id to level 1..4; rules that say nothing are left out.
    flags
        Condition flags that the answers set.
    """

    levels: dict[str, int]
    flags: frozenset[str]

    @property
    def highest(self) -> int:
        """The strictest level of all rules, 0 where none speaks."""
        return max(self.levels.values(), default=NONE)


def is_new_pain(answers: Answers) -> bool:
    """Whether the pain began in the last 12 weeks; unknown counts as new (the safer side)."""
    return answers.get("F2") in NEW_PAIN or "F2" not in answers


def map_against_list(answers: Answers) -> dict[str, Any]:
    """Judge a "no" as "not sure" where the body map or F6 and F7 say otherwise (2.5.1)."""
    out = dict(answers)
    spots = answers.get("F1", ())
    told = {
        "R14": "mid_upper" in spots,
        "R31": "groin" in spots,
        "R28": "leg_below_knee" in spots,
        "R33": "rash_strip" in spots,
        "R29": answers.get("F6") == "better" and answers.get("F7") == "worse",
    }
    for question, otherwise in told.items():
        if otherwise and out.get(question) == "no":
            out[question] = "not_sure"
    return out


def judge(answers: Answers, age: int | None, sex: str) -> Judgement:
    """Judge answers by every rule; what is not answered says nothing here.

    Parameters
    ----------
    answers
        Question id to answer in its machine form (checked before).
    age
        In whole years, or None where nobody was described (then nothing is asked of F0
        and the bones are judged as at 75).
    sex
        ``female``, ``male`` or ``unstated``.

    Returns
    -------
    Judgement
        Levels by rule and the flags that the answers set.
    """
    heard = map_against_list(answers)
    levels: dict[str, int] = {}
    flags: set[str] = set()
    for question, meanings in _LEVELS.items():
        answer = heard.get(question)
        if answer is not None and (level := meanings.get(answer, NONE)):
            levels[question] = level
        worrying = _WORRYING.get(question)
        if worrying and answer in worrying[0]:
            flags.update(worrying[1])
    for rule in (_age, _weakness_by_the_hour, _long_stiffness, _operations, _falls, _unassessed):
        rule(heard, age, levels)
    flags.update(_operation_and_fall_flags(heard))
    flags.update(_bones(heard, 75 if age is None else age, sex, levels))
    for combine in (_cancer, _trauma, _constant_pain, _infection, _clusters, _doubts):
        combine(heard, levels)
    return Judgement(levels, frozenset(flags))


def _raise(levels: dict[str, int], rule: str, level: int) -> None:
    if level > levels.get(rule, NONE):
        levels[rule] = level


def _age(_: Answers, age: int | None, levels: dict[str, int]) -> None:
    if age is not None and age < WRITTEN_FOR_AGE:
        _raise(levels, "F0", SEE)


def _weakness_by_the_hour(heard: Answers, _: int | None, levels: dict[str, int]) -> None:
    if heard.get("progress_by_hour") is True and heard.get("R06") in ("yes", "not_sure"):
        _raise(levels, "R06", EMERGENCY if heard["R06"] == "yes" else URGENT)


def _long_stiffness(heard: Answers, _: int | None, levels: dict[str, int]) -> None:
    if heard.get("F5a") == "most" and heard.get("F5b") == "gt60":
        _raise(levels, "R24", SEE)


def _operations(heard: Answers, _: int | None, levels: dict[str, int]) -> None:
    items = heard.get("R34", ())
    if items and "none" not in items:
        _raise(levels, "R34", CAUTION if "not_sure" in items else SEE)


def _falls(heard: Answers, _: int | None, levels: dict[str, int]) -> None:
    items = heard.get("R38", ())
    if items and "none" not in items:
        _raise(levels, "R38", CAUTION if _FALLS.isdisjoint(items) else SEE)


def _unassessed(heard: Answers, age: int | None, levels: dict[str, int]) -> None:
    if age_asks_for_assessment(heard, age):
        _raise(levels, "R19", CAUTION)


def age_asks_for_assessment(heard: Answers, age: int | None) -> bool:
    """Whether R19 applies: 60 or over, pain for over six weeks, never assessed.

    Nobody described is judged as age 75, like everywhere.
    """
    return (
        (75 if age is None else age) >= BLOOD_TEST_AGE
        and heard.get("F2") in LONGER_THAN_6_WEEKS
        and heard.get("R19") != "yes"
    )


def _operation_and_fall_flags(heard: Answers) -> set[str]:
    flags = {_OPERATION_FLAGS[item] for item in heard.get("R34", ()) if item in _OPERATION_FLAGS}
    falls = set(heard.get("R38", ()))
    if falls - {"none", "worry"}:
        flags.add("fall_risk")
    return flags


def _bones(heard: Answers, age: int, sex: str, levels: dict[str, int]) -> set[str]:
    """Fracture points (clinical-spec 2.3; our choice of weights, not a validated score)."""
    told = set(heard.get("R11", ()))
    by_age = int(age >= FRACTURE_AGE[sex])
    others = (
        (heard.get("R10") in ("yes", "not_sure"))
        + ("osteoporosis" in told)
        + 2 * ("fragility_fracture" in told)
        + 2 * ("steroids_3m" in told)
        + bool(told & {"height_loss", "stoop"})
        + ("bmi_under_19" in told)
    )
    points, new = by_age + others, is_new_pain(heard)
    flags = set()
    if "not_sure" in told:
        _raise(levels, "R11", CAUTION)
    if told & {"osteoporosis", "fragility_fracture"}:
        flags.add("osteoporosis")
        _raise(levels, "R11", CAUTION)
    if points >= 3:
        _raise(levels, "R11", URGENT if new else SEE)
    elif new and points == 2:
        _raise(levels, "R11", SEE)
    elif new and others == 1:
        _raise(levels, "R11", CAUTION)
    if points >= 3 or (new and others):
        flags.add("no_end_range")
    return flags


def sureness(heard: Answers, question: str) -> int:
    """How sure an answer is as a member of a combination: 2 sure, 1 unsure, 0 not a member."""
    answer = heard.get(question)
    if answer == "yes" or (question == "R20" and answer == "yes_severe"):
        return 2
    if answer == "not_sure" or (question == "R13" and answer == "old"):
        return 1
    return 0


def _together(heard: Answers, levels: dict[str, int], rule: str, other: str, level: int) -> None:
    """Raise ``rule`` where both are members: to ``level``, one lower where either is unsure."""
    surest = min(sureness(heard, rule), sureness(heard, other))
    if surest:
        _raise(levels, rule, level if surest == 2 else max(level - 1, SEE))


def _with_fact(heard: Answers, levels: dict[str, int], rule: str, level: int) -> None:
    sure = sureness(heard, rule)
    if sure:
        _raise(levels, rule, level if sure == 2 else max(level - 1, SEE))


def _cancer(heard: Answers, levels: dict[str, int]) -> None:
    for other in ("R05", "R06"):
        _together(heard, levels, "R13", other, EMERGENCY)
    for other in ("R14", "R15", "R17"):
        _together(heard, levels, "R13", other, URGENT)
    if "unsteady" in heard.get("R38", ()) or is_new_pain(heard):
        _with_fact(heard, levels, "R13", URGENT)
    _together(heard, levels, "R14", "R13", URGENT)


def _trauma(heard: Answers, levels: dict[str, int]) -> None:
    for other in ("R05", "R06"):
        _together(heard, levels, "R09", other, EMERGENCY)


def _constant_pain(heard: Answers, levels: dict[str, int]) -> None:
    for other in ("R13", "R16", "R20"):
        _together(heard, levels, "R15", other, URGENT)


def _infection(heard: Answers, levels: dict[str, int]) -> None:
    for other in ("R20", "R17"):
        _together(heard, levels, "R21", other, URGENT)
    if is_new_pain(heard):
        _with_fact(heard, levels, "R21", URGENT)
    for other in ("R15", "R20"):
        _together(heard, levels, "R22", other, URGENT)
    for rule in ("R20", "R21", "R22"):
        for other in ("R20", "R21", "R22"):
            if rule != other:
                _together(heard, levels, rule, other, URGENT)


_CLUSTER: Final = ("R13", "R15", "R16", "R17", "R18", "R20")


def _clusters(heard: Answers, levels: dict[str, int]) -> None:
    members = {question for question in _CLUSTER if sureness(heard, question)}
    for rule in ("R15", "R16", "R18"):
        if rule in members and (len(members) > 1 or levels.get("R19", NONE)):
            _raise(levels, rule, SEE)


def _doubts(heard: Answers, levels: dict[str, int]) -> None:
    if heard.get("R26") == "not_sure" and sureness(heard, "R25"):
        _raise(levels, "R26", URGENT)
    if heard.get("R06") == "not_sure" and heard.get("R28") == "severe":
        _raise(levels, "R06", URGENT)
