"""What others of the same age reach in a self-test, where anyone has measured it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

CHAIR_STAND: Final = {
    "male": {60: 14, 65: 12, 70: 12, 75: 11, 80: 10, 85: 8, 90: 7},
    "female": {60: 12, 65: 11, 70: 10, 75: 10, 80: 9, 85: 8, 90: 4},
}
"""Below average if fewer stands in 30 s, by the youngest age of the band (STEADI)."""
YOUNGEST, OLDEST = 60, 94
ONE_LEG_S: Final = {50: 41, 60: 32, 70: 21.5, 80: 9.4}
"""Mean of the best of three, seconds, by decade; sex made no difference (Springer 2007)."""
STANCE_OLDEST: Final = 99


@dataclass(frozen=True, slots=True)
class Norm:
    """How a value stands beside others.

    Parameters
    ----------
    key
        ``norm.below``, ``norm.not_below``, ``norm.usual`` or ``norm.own_only``.
    reference
        The figure compared with, or None where only the own first value is shown.
    source
        Key of the words that name the source, empty where there is none.
    """

    key: str
    reference: float | None
    source: str


OWN_ONLY: Final = Norm("norm.own_only", None, "")
"""No figure for this age, or none at all: the person's own first value is the measure."""


def norm(measure: str, value: float, age: int | None, sex: str) -> Norm:
    """Compare a self-test with its norm.

    Parameters
    ----------
    measure
        Self-test id; only ``chair_stand`` and ``one_leg_stance`` have figures.
    value
        Stands in 30 s, or seconds.
    age
        In whole years, or None where unknown.
    sex
        ``female``, ``male`` or ``unstated`` (chair stand: own value only).

    Notes
    -----
    Clinical-spec 5.2. From 50 to 59 STEADI has no figure and the tables about disagree.
    Above 94 likewise.
    """
    if age is None:
        return OWN_ONLY
    if measure == "chair_stand" and sex in CHAIR_STAND and YOUNGEST <= age <= OLDEST:
        least = CHAIR_STAND[sex][age - age % 5]
        key = "norm.below" if value < least else "norm.not_below"
        return Norm(key, least, "norm.chair_stand.source")
    if measure == "one_leg_stance" and 50 <= age <= STANCE_OLDEST:
        usual = ONE_LEG_S[min(age - age % 10, 80)]
        return Norm("norm.usual", usual, "norm.one_leg_stance.source")
    return OWN_ONLY
