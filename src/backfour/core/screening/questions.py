"""The questions in the order people are asked, and the lists they are folded into.

Clinical-spec 2.2: emergencies first, then one question a screen, then one list a group.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from backfour.core.vocabulary import CHOICES, LISTS, NUMBERS

FIRST_LIST: Final = ("R01", "R02", "R03", "R04", "R05", "R06")
SECOND_LIST: Final = ("R07", "R08", "R20", "R35", "R36", "R37")
"""The two screens of "stop and check first"."""

RECOGNITION: Final = ("F1", "F2", "F3", "F4", "F5a", "F5b", "F6", "F7")
"""Asked one a screen; F0 is the age, asked with the person's description."""

GROUPS: Final[dict[str, tuple[str, ...]]] = {
    "bones": ("R09", "R10", "R11", "R12"),
    "cancer": ("R13", "R14", "R15", "R16", "R17", "R18"),
    "infection": ("R21", "R22"),
    "inflammation": ("R24", "R25", "R26"),
    "other": ("R28", "R29", "R30", "R31", "R32", "R33", "R34", "R38", "R39", "R40", "R42"),
}
"""Groups C to G; each opens as one list with its own "none of these"."""

ALONE_QUESTION: Final = "R41"
"""Getting down to the floor and up again is never folded into a list."""

ASSESSED_QUESTION: Final = "R19"
"""Asked only where age and duration make it matter."""

PRE_SESSION: Final = ("R01", "R02", "R03", "R05", "R06", "R07", "R20", "R35", "R36", "R37", "R40")
"""Anything new since last time? One list before a session."""

WEEKLY: Final = ("R01", "R02", "R03", "R05", "R06", "R15", "R16", "R20", "R35")
"""The eight of the weekly check, and the heart."""

R35_LINES: Final[dict[str, tuple[str, ...]]] = {
    "now": ("no", "yes", "not_sure", "old"),
    "recent": ("no", "recent", "not_sure"),
    "pressure": ("no", "bp", "bp_unknown"),
}
"""R35 is asked as three lines; the worst answer is written."""

_R35_WORST_FIRST: Final = ("yes", "not_sure", "recent", "bp", "bp_unknown", "old", "no")


@dataclass(frozen=True, slots=True)
class Question:
    """One question: its id, how it is answered and its options in the order shown."""

    id: str
    kind: str
    options: tuple[str, ...]


def question(identity: str) -> Question:
    """Describe one question.

    Returns
    -------
    Question
        ``kind`` is ``choice`` (one option), ``list`` (several) or ``number``
        (options are the numbers as text).

    Raises
    ------
    ValueError
        For an unknown id.
    """
    if identity in CHOICES:
        return Question(identity, "choice", CHOICES[identity])
    if identity in LISTS:
        return Question(identity, "list", LISTS[identity])
    if identity in NUMBERS:
        low, high = NUMBERS[identity]
        return Question(identity, "number", tuple(str(n) for n in range(low, high + 1)))
    raise ValueError(f"identity: no question {identity!r}")


def worst_of_r35(lines: dict[str, str]) -> str:
    """The one answer of R35 that three lines together give: the worst."""
    return min(lines.values(), key=_R35_WORST_FIRST.index)
