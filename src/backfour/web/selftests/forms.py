"""What each self-test needs: its steps, its clock, and the fields of its result."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from backfour.core.errors import Refused
from backfour.core.outcomes.measures import (
    CHAIR_S,
    HOLD_CAP_S,
    HOLDS_PER_SIDE,
    MEASURES,
    STANCE_CAP_S,
)
from backfour.words import say
from backfour.words.numbers import MINUS

SIDES: Final = ("left", "right")


class Test(NamedTuple):
    """One self-test on pages.

    Parameters
    ----------
    steps
        How many steps its safe set-up has.
    clock
        ``down`` (from so many seconds), ``up`` (until stopped) or empty.
    seconds
        Where the clock ends.
    fields
        Names of the numbers of its result.
    high
        Highest number of each field.
    ticks
        Boxes that may be ticked.
    """

    steps: int
    clock: str
    seconds: int
    fields: tuple[str, ...]
    high: int
    ticks: tuple[str, ...] = ()


TESTS: Final[Mapping[str, Test]] = {
    "chair_stand": Test(5, "down", CHAIR_S, ("value",), 60, ("used_arms",)),
    "one_leg_stance": Test(4, "up", STANCE_CAP_S, SIDES, STANCE_CAP_S, ("fingertips",)),
    "prone_hold": Test(3, "up", HOLD_CAP_S, ("value", "pain"), HOLD_CAP_S),
    "bird_dog_quality": Test(4, "", 0, SIDES, HOLDS_PER_SIDE),
    "sock_test": Test(4, "", 0, SIDES, 3),
}


def fields(measure: str, told: Mapping[str, str]) -> list[dict[str, Any]]:
    """The fields of a result, with what was typed."""
    return [
        {
            "name": name,
            "label": say(f"selftest.{measure}.{name}"),
            "typed": told.get(name, ""),
            "is_pain": name == "pain",
            "options": _steps(told.get(name, "")) if measure == "sock_test" else [],
        }
        for name in TESTS[measure].fields
    ]


def _steps(told: str) -> list[dict[str, Any]]:
    return [
        {"value": n, "words": say(f"selftest.sock_test.opt.{n}"), "chosen": told == str(n)}
        for n in range(4)
    ]


def heard(measure: str, told: Mapping[str, str], level: int) -> tuple[Any, dict[str, Any]]:
    """Read a result from its form: the value, which is the weaker side, and the detail.

    Parameters
    ----------
    level
        Level of the bird-dog now.

    Raises
    ------
    Refused
        Naming the field that is no number in its range.
    """
    test = TESTS[measure]
    found = {name: _number(name, told.get(name, ""), test) for name in test.fields}
    ticked: dict[str, Any] = {name: True for name in test.ticks if told.get(name)}
    if measure == "chair_stand":
        ticked |= {"helper": True} if told.get("helper") else {}
        # STEADI: who must use the arms scores 0.
        return (0 if "used_arms" in ticked else found["value"]), ticked
    if measure == "prone_hold":
        return found["value"], {"pain": found["pain"]}
    weaker = max if MEASURES[measure].better == "lower" else min
    sides = {side: found[side] for side in SIDES}
    extra = {"level": level} if measure == "bird_dog_quality" else {}
    return weaker(sides.values()), {**sides, **ticked, **extra}


def _number(name: str, told: str, test: Test) -> float:
    """Read a number within its range; seconds on one leg to the tenth, all else whole."""
    plain = told.strip().replace(",", ".").replace(MINUS, "-")
    high = 10 if name == "pain" else test.high
    try:
        found = float(plain) if len(plain) <= 8 else None
    except ValueError:
        found = None
    if found is None or not 0 <= found <= high:
        raise Refused(name, f"must be a number from 0 to {high}")
    if test.high == STANCE_CAP_S:
        found = round(found * 10) / 10
    return int(found) if found.is_integer() or test.high != STANCE_CAP_S else found


def wrong(measure: str, refused: Refused, told: Mapping[str, str]) -> tuple[str, str]:
    """Name the field that is wrong and say what is wrong with what was typed."""
    name = refused.field.removeprefix("detail.")
    test = TESTS[measure]
    name = name if name in test.fields else test.fields[0]
    high = 10 if name == "pain" else test.high
    typed = told.get(name, "").strip()
    if measure == "sock_test" or (name == "pain" and not typed):
        return name, say("error.missing")
    if not typed:
        return name, say("error.measure.number", low=0, high=high)
    what = say(f"selftest.{measure}.{name}")
    return name, say("error.measure.range", what=what, low=0, high=high, value=typed[:20])
