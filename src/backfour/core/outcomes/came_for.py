"""What the person came for first, then and now: "socks: hard -> a little"."""

from __future__ import annotations

from typing import NamedTuple

from backfour.core.outcomes.series import QUESTIONS, activities, taken
from backfour.core.outcomes.told import Told


class Came(NamedTuple):
    """One thing that was hard.

    Parameters
    ----------
    what
        ``socks``, ``straighten_up`` or an activity slot.
    text
        The person's own words for an activity, else empty.
    first, first_day
        First answer and its day.
    latest, latest_day
        Latest later answer and its day, or None where there is none yet.
    key
        ``came.easier``, ``came.same``, ``came.harder`` or ``came.first``: what the two
        answers say, which is no verdict (the sentence of the trend is).
    """

    what: str
    text: str
    first: int
    first_day: int
    latest: int | None
    latest_day: int | None
    key: str


def came_for(told: Told) -> tuple[Came, ...]:
    """What was hard at the start, hardest first; what was never hard is left out.

    The answers of the check (F3, F4) are words 0-3 (``q.F4.opt.2``); activities are 0-10
    with 10 = as before.
    """
    found = []
    for measure in QUESTIONS:
        answers = [(point.day, int(point.value)) for point in taken(told, measure)]
        if answers and answers[0][1] > 0:
            found.append((answers[0][1] / 3, _came(measure, "", answers, sign=1)))
    for slot, points in activities(told).items():
        answers = [(point.day, int(point.value)) for point in points]
        hard = (10 - answers[0][1]) / 10
        found.append((hard, _came(slot, points[0].detail["text"], answers, sign=-1)))
    found.sort(key=lambda pair: -pair[0])
    return tuple(came for _, came in found)


def _came(what: str, text: str, answers: list[tuple[int, int]], sign: int) -> Came:
    (first_day, first), (latest_day, latest) = answers[0], answers[-1]
    if len(answers) == 1:
        return Came(what, text, first, first_day, None, None, "came.first")
    worse = sign * (latest - first)
    key = "came.harder" if worse > 0 else "came.easier" if worse < 0 else "came.same"
    return Came(what, text, first, first_day, latest, latest_day, key)
