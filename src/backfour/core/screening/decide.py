"""What a whole check says: the action, the rules behind it, the limits, and how well it fits.

Hazard H02 (docs/safety.md).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from backfour.core.errors import Refused
from backfour.core.reading import check_answer
from backfour.core.screening.conditions import BLOCKED, caps
from backfour.core.screening.rules import judge
from backfour.core.vocabulary import ACTIONS, LISTS, MANDATORY_FULL, SEE, SEXES

OLDEST: Final = 120
_FIT_PARTS: Final = ("F1", "F3", "F4", "F5a", "F6")
_SPOTS: Final = {"band": 2, "one_side": 1}
_HARDNESS: Final = (0, 1, 2, 2)
_OFTEN: Final = {"never": 0, "some": 1, "most": 2}
MATCH_POINTS, PARTLY_POINTS = 6, 3
"""Cut-offs of the fit score 0-10 (clinical-spec 1.1; our choice, not a validated instrument)."""


def unanswered(answers: Mapping[str, Any]) -> tuple[str, ...]:
    """Mandatory questions of the whole check that have no answer; each one locks."""
    return tuple(question for question in MANDATORY_FULL if question not in answers)


def fit(answers: Mapping[str, Any]) -> tuple[int | None, str]:
    """Score how well the pattern fits; it explains, it never opens or closes anything.

    Returns
    -------
    tuple
        Score 0-10 (None where one of the five is missing) and the band ``match``,
        ``partly``, ``unlike`` or ``unknown``.
    """
    if any(part not in answers for part in _FIT_PARTS):
        return None, "unknown"
    where = max(_SPOTS.get(spot, 0) for spot in answers["F1"])
    score = (
        where
        + _HARDNESS[answers["F3"]]
        + _HARDNESS[answers["F4"]]
        + _OFTEN[answers["F5a"]]
        + 2 * (answers["F6"] == "worse")
    )
    if score >= MATCH_POINTS and where:
        return score, "match"
    return score, "partly" if score >= PARTLY_POINTS else "unlike"


def check(age: int, sex: str, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Judge a whole check as the command line prints it (contracts section 3).

    Parameters
    ----------
    age
        Whole years, 0 to 120.
    sex
        ``female``, ``male`` or ``unstated``.
    answers
        Question id to answer.

    Returns
    -------
    dict
        ``action``, ``reasons``, ``flags``, ``caps`` and ``fit``.
    """
    judgement = judge(answers, age, sex)
    levels = dict(judgement.levels)
    for question in unanswered(answers):
        levels[question] = max(levels.get(question, 0), SEE)
    score, band = fit(answers)
    return {
        "action": ACTIONS[max(levels.values(), default=0)],
        "reasons": sorted(levels),
        "flags": sorted(judgement.flags),
        "caps": {
            exercise: "blocked" if limit == BLOCKED else limit
            for exercise, limit in caps(judgement.flags).items()
        },
        "fit": {"score": score, "band": band},
    }


def read_check(raw: object) -> tuple[int, str, dict[str, Any]]:
    """Read an answers document: ``age``, ``sex`` and ``answers``, nothing else.

    Raises
    ------
    Refused
        Naming the field and the reason.
    """
    if not isinstance(raw, dict):
        raise Refused("document", "must be an object with age, sex and answers")
    for name in ("age", "sex", "answers"):
        if name not in raw:
            raise Refused(name, "is missing")
    if strangers := [str(name) for name in raw if name not in {"age", "sex", "answers"}]:
        raise Refused(strangers[0], "is not a field of an answers document")
    age, sex, answers = raw["age"], raw["sex"], raw["answers"]
    if type(age) is not int or not 0 <= age <= OLDEST:
        raise Refused("age", f"must be a whole number from 0 to {OLDEST}")
    if type(sex) is not str or sex not in SEXES:
        raise Refused("sex", "must be one of " + ", ".join(SEXES))
    check_answers(answers)
    return age, sex, answers


def check_answers(answers: object) -> None:
    """Refuse answers that are no object, or hold an unknown question or option."""
    if not isinstance(answers, dict):
        raise Refused("answers", "must be an object")
    for question, answer in answers.items():
        if wrong := check_answer(question, answer):
            raise Refused(question, wrong)


def none_answer(question: str) -> str | list[str]:
    """The answer that "none of these" writes for a question of a list."""
    return ["none"] if question in LISTS else "no"
