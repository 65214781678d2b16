"""What is measured, in which units and range, and what a value must look like to be kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Any, Final

from backfour.core.errors import Refused
from backfour.core.instants import parse_date

ACTIVITIES: Final = ("activity_1", "activity_2", "activity_3")
"""The person's own three activities, in their own words (method of Stratford 1995)."""
TYPED: Final = ("peg_total", "rmdq_total", "odi_total", "start_back_group")
"""Results of questionnaires filled in elsewhere; their texts are not ours to print."""
LONGEST_TEXT: Final = 120
CHAIR_S: Final = 30
"""Length of the chair stand (STEADI; clinical-spec 5.2)."""
STANCE_CAP_S: Final = 45
HOLD_CAP_S: Final = 60
HOLDS_PER_SIDE: Final = 8
STEPS_A_POINT: Final = {"one_leg_stance": 10, "peg_total": 100}
"""Measures told finer than whole numbers, and how many steps make one unit."""


@dataclass(frozen=True, slots=True)
class Matter:
    """The smallest change that matters.

    Parameters
    ----------
    points
        In units of the measure, or None where nobody has established one.
    percent
        Of the starting value, as an alternative (``either``) or a further demand.
    either
        True: points or percent is enough. False: both are needed.
    source
        Key of the words that name the source.
    """

    points: int | None
    percent: int | None
    either: bool
    source: str


NOT_KNOWN: Final = Matter(None, None, either=True, source="matter.none")


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure.

    Parameters
    ----------
    id
        As written in ``measure_taken`` (``pain`` and ``stiffness`` come from ``morning_checked``).
    kind
        ``daily``, ``own`` (asked by us), ``typed`` (from elsewhere) or ``test``.
    low, high
        Range of the value, both allowed.
    unit
        ``points``, ``minutes``, ``seconds``, ``steps``, ``stands``, ``holds`` or ``group``.
    better
        ``lower``, ``higher`` or ``none`` (where it is not a scale of better and worse).
    matter
        The smallest change that matters and its source.
    """

    id: str
    kind: str
    low: int
    high: int
    unit: str
    better: str
    matter: Matter = NOT_KNOWN


PAIN_MATTER: Final = Matter(2, 30, either=True, source="matter.pain")
"""Ostelo 2008: 2 points or 30 % (clinical-spec 5.1)."""
STIFFNESS_MATTER: Final = Matter(15, 50, either=False, source="matter.stiffness")
"""15 minutes and half of the start: our choice of what to show (clinical-spec 5.1)."""
ONE_STEP: Final = Matter(1, None, either=True, source="matter.one_step")
"""One step is "a change you noticed": our choice (clinical-spec 5.1)."""

_ALL: Final = (
    Measure("pain", "daily", 0, 10, "points", "lower", PAIN_MATTER),
    Measure("stiffness", "daily", 0, 1440, "minutes", "lower", STIFFNESS_MATTER),
    Measure("straighten_up", "own", 0, 3, "steps", "lower", ONE_STEP),
    Measure("upright_s", "own", 0, 300, "seconds", "lower"),
    Measure("socks", "own", 0, 3, "steps", "lower", ONE_STEP),
    *(
        Measure(
            one,
            "own",
            0,
            10,
            "points",
            "higher",
            Matter(3, None, either=True, source="matter.activity"),
        )
        for one in ACTIVITIES
    ),
    Measure(
        "change",
        "own",
        -5,
        5,
        "points",
        "higher",
        Matter(2, None, either=True, source="matter.change"),
    ),
    Measure(
        "peg_total",
        "typed",
        0,
        10,
        "points",
        "lower",
        Matter(1, 30, either=True, source="matter.peg"),
    ),
    Measure(
        "rmdq_total",
        "typed",
        0,
        24,
        "points",
        "lower",
        Matter(5, 30, either=True, source="matter.rmdq"),
    ),
    Measure(
        "odi_total",
        "typed",
        0,
        100,
        "points",
        "lower",
        Matter(10, 30, either=True, source="matter.odi"),
    ),
    Measure("start_back_group", "typed", 0, 0, "group", "none"),
    Measure("chair_stand", "test", 0, 60, "stands", "higher"),
    Measure("one_leg_stance", "test", 0, STANCE_CAP_S, "seconds", "higher"),
    Measure("prone_hold", "test", 0, HOLD_CAP_S, "seconds", "higher"),
    Measure("bird_dog_quality", "test", 0, HOLDS_PER_SIDE, "holds", "higher"),
    Measure("sock_test", "test", 0, 3, "steps", "lower", ONE_STEP),
)
MEASURES: Final[Mapping[str, Measure]] = {one.id: one for one in _ALL}
"""Every measure by its id (clinical-spec 5.1 and 5.2)."""
TAKEN: Final = tuple(one.id for one in _ALL if one.kind != "daily")
"""Measures written as ``measure_taken``."""
ACTIVITY_MEAN: Final = Matter(2, None, either=True, source="matter.activities")
"""Smallest change of the average of the three activities (Stratford 1995; clinical-spec 5.1)."""
START_BACK_GROUPS: Final = ("low", "medium", "high")

Check = Callable[[Any, int], str | None]


def accept(measure: str, value: Any, detail: Any, day: int) -> tuple[float | str, dict[str, Any]]:
    """Read one value as it may be kept.

    Parameters
    ----------
    measure
        One of `TAKEN`.
    value
        A number in the measure's range; for ``start_back_group`` one of `START_BACK_GROUPS`.
    detail
        A mapping or None; which keys are allowed depends on the measure (`DETAILS`).
    day
        Ordinal of the day of the event; dates in the detail may not lie after it.

    Returns
    -------
    tuple
        The value (an integer where it is whole) and the detail without empty parts.

    Raises
    ------
    Refused
        Naming ``measure``, ``value`` or ``detail.<key>``.
    """
    if measure not in TAKEN:
        raise Refused("measure", "is not a known measure")
    kept = _accept_detail(measure, detail, day)
    found = _accept_value(MEASURES[measure], value)
    _agree(measure, found, kept)
    return found, kept


def _accept_value(measure: Measure, value: Any) -> float | str:
    if measure.id == "start_back_group":
        if value not in START_BACK_GROUPS:
            raise Refused("value", "must be one of low, medium, high")
        return str(value)
    low, high = measure.low, measure.high
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        raise Refused("value", _number_from(measure))
    if not low <= value <= high:
        raise Refused("value", _number_from(measure))
    steps = STEPS_A_POINT.get(measure.id, 1)
    whole = round(value * steps)
    if steps == 1 and abs(value - whole) > 0:
        raise Refused("value", _number_from(measure))
    return whole // steps if whole % steps == 0 else whole / steps


def _number_from(measure: Measure) -> str:
    what = "number" if measure.id in STEPS_A_POINT else "whole number"
    return f"must be a {what} from {measure.low} to {measure.high}"


def _date(value: Any, day: int) -> str | None:
    try:
        told = parse_date(value, "")
    except Refused as refused:
        return refused.reason
    return "must not be after the day it is told" if told > day else None


def _text(value: Any, _: int) -> str | None:
    if not isinstance(value, str) or not value.strip():
        return "must not be empty"
    if len(value) > LONGEST_TEXT:
        return f"must be a text of at most {LONGEST_TEXT} letters"
    return None


def _yes_or_no(value: Any, _: int) -> str | None:
    return None if isinstance(value, bool) else "must be true or false"


def _number(low: int, high: int, *, whole: bool = True) -> Check:
    what = "whole number" if whole else "number"

    def check(value: Any, _: int) -> str | None:
        kinds = int if whole else int | float
        good = isinstance(value, kinds) and not isinstance(value, bool) and low <= value <= high
        return None if good else f"must be a {what} from {low} to {high}"

    return check


_SIDES_S: Final = _number(0, STANCE_CAP_S, whole=False)
_SIDES_HOLDS: Final = _number(0, HOLDS_PER_SIDE)
_SIDES_STEPS: Final = _number(0, 3)
_FROM_ELSEWHERE: Final[dict[str, Check]] = {"filled_on": _date, "by": _text}

DETAILS: Final[Mapping[str, Mapping[str, Check]]] = {
    **{slot: {"text": _text} for slot in ACTIVITIES},
    "peg_total": _FROM_ELSEWHERE,
    "rmdq_total": _FROM_ELSEWHERE,
    "odi_total": _FROM_ELSEWHERE,
    "start_back_group": _FROM_ELSEWHERE,
    "chair_stand": {"used_arms": _yes_or_no, "helper": _yes_or_no},
    "one_leg_stance": {"left": _SIDES_S, "right": _SIDES_S, "fingertips": _yes_or_no},
    "prone_hold": {"pain": _number(0, 10)},
    "bird_dog_quality": {"left": _SIDES_HOLDS, "right": _SIDES_HOLDS, "level": _number(0, 6)},
    "sock_test": {"left": _SIDES_STEPS, "right": _SIDES_STEPS},
}
"""Keys that the detail of a measure may carry, and how each is read.

``text`` the activity in the person's own words · ``filled_on`` when the questionnaire was
filled in · ``by`` by whom · ``used_arms`` the arms pushed · ``fingertips`` a hand touched ·
``left``/``right`` the best of each side; the value is then the weaker side.
"""
NEEDED: Final[Mapping[str, tuple[str, ...]]] = {
    **dict.fromkeys(ACTIVITIES, ("text",)),
    **dict.fromkeys(TYPED, ("filled_on",)),
}


def _accept_detail(measure: str, detail: Any, day: int) -> dict[str, Any]:
    if detail is not None and not isinstance(detail, Mapping):
        raise Refused("detail", "must be an object")
    told = {name: value for name, value in (detail or {}).items() if value is not None}
    known = DETAILS.get(measure, {})
    for name, value in told.items():
        if name not in known:
            raise Refused(f"detail.{name}", "is not a field of this measure")
        wrong = known[name](value, day)
        if wrong:
            raise Refused(f"detail.{name}", wrong)
    for name in NEEDED.get(measure, ()):
        if name not in told:
            raise Refused(f"detail.{name}", "is missing")
    return told


def _agree(measure: str, value: float | str, detail: Mapping[str, Any]) -> None:
    if measure == "chair_stand" and detail.get("used_arms") and value:
        # STEADI: a person who must use the arms scores 0 (clinical-spec 5.2).
        raise Refused("value", "must be 0 where the arms were used")
    sides = [detail[side] for side in ("left", "right") if side in detail]
    if not sides:
        return
    steps = STEPS_A_POINT.get(measure, 1)
    weaker = max(sides) if MEASURES[measure].better == "lower" else min(sides)
    if round(weaker * steps) != round(float(value) * steps):
        raise Refused("value", "must be the weaker side")
