"""The red flags: one row a fact, so that a clinician can read them.

Hazard H01 (docs/safety.md).
"""

from __future__ import annotations

from typing import Any

import pytest

from backfour.core.screening.decide import check, fit
from backfour.core.screening.rules import judge, sureness
from backfour.core.vocabulary import ACTIONS, CHOICES, LISTS
from tests.builders import full_answers

OLD_PAIN = "gt12m"

ALONE = [
    *[(r, "yes", "emergency") for r in ("R01", "R02", "R03", "R04", "R05", "R07", "R08", "R35")],
    *[(r, "not_sure", "urgent") for r in ("R01", "R02", "R03", "R04", "R05", "R07", "R08", "R35")],
    *[(r, "old", "see") for r in ("R01", "R03", "R05", "R06", "R08")],
    *[(r, "old", "caution") for r in ("R02", "R04", "R13", "R29", "R35")],
    *[(r, "yes", "urgent") for r in ("R06", "R09", "R20", "R26", "R32", "R33", "R36", "R37")],
    *[(r, "not_sure", "see") for r in ("R06", "R09", "R20", "R26", "R32", "R33", "R36", "R37")],
    *[(r, "yes", "see") for r in "R12 R13 R14 R15 R16 R17 R21 R22 R25 R29 R30 R40 R42".split()],
    *[(r, "not_sure", "caution") for r in "R12 R13 R14 R15 R16 R17 R21 R22 R25 R29".split()],
    *[(r, "not_sure", "caution") for r in "R18 R24 R28 R30 R31 R39 R40 R41 R42".split()],
    *[(r, "yes", "caution") for r in "R18 R24 R28 R31 R39".split()],
    ("R12", "older", "see"),
    ("R20", "yes_severe", "emergency"),
    ("R24", "stiff_60", "see"),
    ("R26", "sight", "emergency"),
    ("R28", "severe", "see"),
    ("R32", "postmenopausal_bleeding", "see"),
    ("R35", "recent", "see"),
    ("R35", "bp", "see"),
    ("R35", "bp_unknown", "caution"),
    ("R40", "over_72h", "see"),
    ("R41", "no", "caution"),
    ("R11", ["not_sure"], "caution"),
    ("R34", ["not_sure"], "caution"),
    ("R38", ["not_sure"], "caution"),
    ("R38", ["worry"], "caution"),
    ("R38", ["fallen"], "caution"),
    *[("R38", [item], "see") for item in ("fallen_injury", "fallen_twice", "blackout")],
    *[("R34", [item], "see") for item in LISTS["R34"][:7]],
]


@pytest.mark.parametrize(("rule", "answer", "level"), ALONE)
def test_one_answer_alone(rule: str, answer: Any, level: str) -> None:
    """Each answer alone, pain of over a year, age 55: the level of 2.5.2."""
    found = judge(full_answers(F2=OLD_PAIN, **{rule: answer}), 55, "male")
    assert {name: ACTIONS[n] for name, n in found.levels.items()} == {rule: level}


TOGETHER: list[tuple[dict[str, Any], str, str]] = [
    ({"R06": "yes", "progress_by_hour": True}, "R06", "emergency"),
    ({"R06": "not_sure", "progress_by_hour": True}, "R06", "urgent"),
    ({"R06": "yes", "progress_by_hour": False}, "R06", "urgent"),
    ({"R09": "yes", "R05": "yes"}, "R09", "emergency"),
    ({"R09": "yes", "R06": "not_sure"}, "R09", "urgent"),
    ({"R09": "yes", "R06": "old"}, "R09", "urgent"),
    ({"R14": "yes", "R13": "yes"}, "R14", "urgent"),
    ({"R14": "yes", "R13": "old"}, "R14", "see"),
    ({"R14": "not_sure", "R13": "yes"}, "R14", "see"),
    ({"R15": "yes", "R16": "yes"}, "R15", "urgent"),
    ({"R15": "yes", "R20": "yes_severe"}, "R15", "urgent"),
    ({"R15": "not_sure", "R16": "yes"}, "R15", "see"),
    ({"R16": "not_sure", "R18": "not_sure"}, "R16", "see"),
    ({"R18": "yes", "R17": "not_sure"}, "R18", "see"),
    ({"R18": "yes", "R13": "old"}, "R18", "see"),
    ({"R21": "yes", "R17": "yes"}, "R21", "urgent"),
    ({"R21": "yes", "F2": "lt6w"}, "R21", "urgent"),
    ({"R21": "not_sure", "F2": "lt6w"}, "R21", "see"),
    ({"R22": "yes", "R15": "yes"}, "R22", "urgent"),
    ({"R21": "yes", "R22": "yes"}, "R22", "urgent"),
    ({"R21": "yes", "R22": "not_sure"}, "R21", "see"),
    ({"R20": "yes", "R21": "yes"}, "R20", "urgent"),
    ({"R13": "yes", "R05": "yes"}, "R13", "emergency"),
    ({"R13": "yes", "R06": "not_sure"}, "R13", "urgent"),
    ({"R13": "yes", "R38": ["unsteady"]}, "R13", "urgent"),
    ({"R13": "not_sure", "R38": ["unsteady"]}, "R13", "see"),
    ({"R13": "yes", "F2": "6to12w"}, "R13", "urgent"),
    ({"R13": "old", "F2": "6to12w"}, "R13", "see"),
    ({"R13": "yes", "R17": "yes"}, "R13", "urgent"),
    ({"R26": "not_sure", "R25": "not_sure"}, "R26", "urgent"),
    ({"R26": "not_sure", "R25": "no"}, "R26", "see"),
    ({"R06": "not_sure", "R28": "severe"}, "R06", "urgent"),
    ({"F5a": "most", "F5b": "gt60"}, "R24", "see"),
    ({"F1": ["mid_upper"]}, "R14", "caution"),
    ({"F1": ["groin"]}, "R31", "caution"),
    ({"F1": ["leg_below_knee"]}, "R28", "caution"),
    ({"F1": ["rash_strip"]}, "R33", "see"),
    ({"F6": "better", "F7": "worse"}, "R29", "caution"),
    ({"R11": ["osteoporosis"]}, "R11", "caution"),
    ({"R11": ["steroids_3m", "bmi_under_19"]}, "R11", "see"),
    ({"R11": ["steroids_3m", "bmi_under_19"], "F2": "lt6w"}, "R11", "urgent"),
    ({"R11": ["height_loss", "stoop"], "F2": "lt6w"}, "R11", "caution"),
    ({"R11": ["fragility_fracture"], "F2": "lt6w"}, "R11", "see"),
    ({"R10": "not_sure", "F2": "lt6w"}, "R11", "caution"),
]


@pytest.mark.parametrize(("answers", "rule", "level"), TOGETHER)
def test_answers_together(answers: dict[str, Any], rule: str, level: str) -> None:
    """Combinations give their level to the rule named first."""
    found = judge(full_answers(**{"F2": OLD_PAIN, **answers}), 55, "male")
    assert ACTIONS[found.levels[rule]] == level


@pytest.mark.parametrize(
    ("answers", "flags"),
    [
        ({"R12": "not_sure"}, {"vertebral_fracture_old"}),
        ({"R28": "severe"}, {"sciatica_below_knee"}),
        ({"R29": "old"}, {"stenosis_claudication"}),
        ({"R31": "not_sure"}, {"hip_oa_painful"}),
        ({"R34": ["hip_12w"]}, {"hip_replacement_precautions"}),
        ({"R34": ["tummy_lt8w", "knee_12w"]}, {"abdominal_surgery_lt8w"}),
        ({"R34": ["not_sure"]}, set()),
        ({"R35": "bp"}, {"bp_uncontrolled"}),
        ({"R35": "not_sure"}, set()),
        ({"R38": ["worry"]}, set()),
        ({"R38": ["worry", "unsteady"]}, {"fall_risk"}),
        ({"R38": ["not_sure"]}, {"fall_risk"}),
        ({"R39": "not_sure"}, {"balance_condition", "fall_risk"}),
        ({"R41": "no"}, {"no_floor_transfer"}),
        ({"R11": ["fragility_fracture"]}, {"osteoporosis"}),
        ({"R11": ["fragility_fracture", "steroids_3m"]}, {"osteoporosis", "no_end_range"}),
        ({"R10": "yes", "F2": "lt6w"}, {"no_end_range"}),
    ],
)
def test_answers_set_conditions(answers: dict[str, Any], flags: set[str]) -> None:
    """What is answered limits what is done."""
    assert judge(full_answers(**{"F2": OLD_PAIN, **answers}), 55, "male").flags == flags


def test_age_counts_for_bones_by_sex() -> None:
    """65 for women and the unstated, 75 for men; age alone says nothing."""
    for age, sex, points in (
        (64, "female", 0),
        (65, "female", 1),
        (65, "unstated", 1),
        (74, "male", 0),
        (75, "male", 1),
    ):
        alone = judge(full_answers(F2="lt6w", R19="yes"), age, sex)
        assert "R11" not in alone.levels
        found = judge(full_answers(F2="lt6w", R10="yes"), age, sex).levels["R11"]
        assert ACTIONS[found] == ("see" if points else "caution")


def test_unassessed_pain_from_sixty() -> None:
    """R19: 60 or over, more than six weeks, never assessed; nobody described counts as 75."""
    for age, duration, assessed, speaks in (
        (60, "6to12w", "no", True),
        (60, "6to12w", "not_sure", True),
        (59, "6to12w", "no", False),
        (60, "lt6w", "no", False),
        (60, "gt12m", "yes", False),
        (None, "gt12m", "no", True),
    ):
        found = judge(full_answers(F2=duration, R19=assessed), age, "female")
        assert ("R19" in found.levels) is speaks


def test_new_pain_where_its_length_is_missing() -> None:
    """Missing evidence gives the cautious answer."""
    answers = full_answers(R13="yes")
    del answers["F2"]
    assert ACTIONS[judge(answers, 55, "male").levels["R13"]] == "urgent"


def test_old_is_not_a_member_save_for_cancer() -> None:
    """Long-standing answers do not count in combinations, cancer counts as unsure."""
    assert sureness({"R05": "old"}, "R05") == 0
    assert sureness({"R13": "old"}, "R13") == 1


@pytest.mark.parametrize(
    ("answers", "score", "band"),
    [
        ({}, 9, "match"),
        ({"F1": ["other"]}, 7, "partly"),
        ({"F1": ["one_side"], "F3": 1, "F4": 0, "F5a": "some", "F6": "no_change"}, 3, "partly"),
        ({"F1": ["groin"], "F3": 0, "F4": 0, "F5a": "never", "F6": "worse"}, 2, "unlike"),
    ],
)
def test_fit_explains_how_well_the_pattern_matches(
    answers: dict[str, Any], score: int, band: str
) -> None:
    """Clinical-spec 1.1."""
    assert fit(full_answers(**answers)) == (score, band)


def test_fit_without_one_of_its_five_parts_is_unknown() -> None:
    """A missing part is not guessed."""
    answers = full_answers()
    del answers["F6"]
    assert fit(answers) == (None, "unknown")


def test_a_check_names_what_was_not_answered() -> None:
    """Unanswered is a rule at see."""
    answers = full_answers()
    del answers["R07"]
    found = check(62, "female", answers)
    assert found["action"] == "see"
    assert found["reasons"] == ["R07"]
    assert found["caps"]["elbow_prop"] == 6


def test_blocked_movements_are_named_so() -> None:
    """``caps`` says "blocked" where the matrix says X."""
    found = check(62, "female", full_answers(R29="old"))
    assert found["caps"]["elbow_prop"] == "blocked"
    assert found["flags"] == ["stenosis_claudication"]


@pytest.mark.parametrize("age", [17, 18, 49])
def test_the_young_are_sent_to_someone(age: int) -> None:
    """Written for people over 50."""
    assert check(age, "male", full_answers())["reasons"] == ["F0"]


def test_every_choice_of_every_question_is_understood() -> None:
    """No option makes the rules stumble."""
    for question, options in CHOICES.items():
        for option in options:
            judge(full_answers(**{question: option}), 70, "unstated")
