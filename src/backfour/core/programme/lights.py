"""How calm it was: the light of one movement and of one morning (never shown by colour names).

Hazard H06 (docs/safety.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from backfour.core.events import ExerciseDone, MorningChecked
from backfour.core.instants import is_evening

USUAL_FROM: Final = 7
"""Answers from which a person's usual morning is taken (clinical-spec 4.2; our choice)."""


def light(done: ExerciseDone) -> tuple[str, str]:
    """Judge one movement from what the person felt.

    Rows are tried top to bottom and the first that matches decides, so a worse
    answer can never be outvoted by a better one.

    Parameters
    ----------
    done
        Pain before and at its peak (0-10), its quality and spread, and whether Stop was pressed.

    Returns
    -------
    tuple of str
        The light and the key of the row that matched, e.g. ``("red", "red.sharp")``.

    Notes
    -----
    Clinical-spec 4.1. One step stricter than the pain-monitoring model (Silbernagel 2007),
    because nobody supervises; our choice.
    """
    peak, rise = done.peak, done.peak - done.before
    if done.system:
        return "red", "red.system"
    if done.neuro:
        return "red", "red.neuro"
    if done.quality in ("sharp", "electric"):
        return "red", "red." + done.quality
    if done.spread == "leg":
        return "red", "red.leg"
    if done.stop_pressed:
        return "red", "red.stop"
    if (
        peak >= 8
        or (rise >= 3 and peak >= 4)
        or (peak >= 7 and rise >= 1)
        or (peak >= 6 and rise >= 2)
    ):
        return "red", "red.pain"
    if done.spread == "buttock":
        return "amber", "amber.buttock"
    if done.spread == "centralised" and rise <= 2:
        return ("amber", "amber.centralised") if peak >= 6 else ("green", "green.centralised")
    if peak >= 6 or (peak >= 5 and rise >= 1) or (peak >= 3 and rise >= 2):
        return "amber", "amber.pain"
    return "green", "green.calm"


def doubled_median(values: Sequence[int]) -> int:
    """Median times two, so that it stays a whole number.

    Parameters
    ----------
    values
        At least one whole number, in any order.
    """
    ordered = sorted(values)
    middle = len(ordered) // 2
    if len(ordered) % 2:
        return 2 * ordered[middle]
    return ordered[middle - 1] + ordered[middle]


def morning_light(
    told: MorningChecked, usual_x2: int | None, usual_stiff_x2: int | None
) -> tuple[str, str]:
    """Judge a morning against the person's usual mornings.

    Parameters
    ----------
    told
        Pain 0-10, stiffness in minutes, and whether a leg has new pain.
    usual_x2, usual_stiff_x2
        Twice the usual pain and twice the usual stiffness in minutes, or None where unknown.

    Returns
    -------
    tuple of str
        The light and the key of its row (clinical-spec 4.2, engine-semantics 4.8.5).
    """
    pain, stiff = told.pain, told.stiffness_min
    above = None if pain is None or usual_x2 is None else 2 * pain - usual_x2
    stiffer = None if stiff is None or usual_stiff_x2 is None else 2 * stiff - usual_stiff_x2
    if told.new_leg_pain:
        return "red", "morning.red.leg"
    if above is not None and pain is not None:
        if above >= 6 and pain >= 4:
            return "red", "morning.red.pain"
        if stiffer is not None and stiffer > 60 and above >= 2:
            return "red", "morning.red.stiffness"
        if above >= 4 and pain >= 3:
            return "amber", "morning.amber.pain"
    if stiffer is not None and stiffer > 30:
        return "amber", "morning.amber.stiffness"
    if above is None or stiff is None or is_evening(told.at):
        return "unknown", "morning.unknown"
    return "green", "morning.green"
