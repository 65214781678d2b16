"""How each measure is asked, and reading what was typed or touched."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from backfour.core.errors import Refused
from backfour.core.outcomes.due import WEEKLY
from backfour.core.outcomes.measures import (
    ACTIVITIES,
    LONGEST_TEXT,
    MEASURES,
    START_BACK_GROUPS,
    TYPED,
    Measure,
)
from backfour.core.outcomes.series import QUESTIONS
from backfour.words import option, say
from backfour.words.numbers import MINUS

ASKED: Final = (*WEEKLY, *ACTIVITIES, "change", *TYPED)
"""Measures entered here; self-tests have pages of their own."""
CHOSEN: Final = (*QUESTIONS, "change")
"""Measures whose answer is touched, not typed."""


class Wrong(NamedTuple):
    """What is wrong, and at which field."""

    field: str
    words: str


def name_of(measure: str, text: str = "") -> str:
    """Name a measure; an activity by the person's own words."""
    if measure in ACTIVITIES:
        return text or say("measure.activity.name")
    return say(f"measure.{measure}.name")


def kind_of(measure: str) -> str:
    """Name the form: ``steps``, ``seconds``, ``activity``, ``change``, ``group``, ``total``."""
    if measure in ACTIVITIES:
        return "activity"
    if measure in QUESTIONS:
        return "steps"
    if measure == "start_back_group":
        return "group"
    return {"change": "change", "upright_s": "seconds"}.get(measure, "total")


def question(measure: str) -> str:
    """The question in words."""
    if measure in TYPED:
        return say("measure.typed.why")
    return say("measure.activity.ask" if measure in ACTIVITIES else f"measure.{measure}.ask")


def choices(measure: str, told: str) -> list[dict[str, Any]]:
    """Answers that are one touch away, with the one that was chosen before.

    ``head`` stands above a row of keys; ``ear`` is how a key is read aloud.
    """
    if measure in ACTIVITIES:
        ten = say("measures.activity.high")
        first = [_choice(0, say("measures.activity.low"), told, whole=True)]
        return first + [_choice(n, str(n), told, ear=ten if n == 10 else "") for n in range(1, 11)]
    if measure == "change":
        return _changes(told)
    if measure in QUESTIONS:
        return [_choice(n, option(QUESTIONS[measure], n), told) for n in range(4)]
    if measure == "start_back_group":
        groups = START_BACK_GROUPS
        return [_choice(one, say(f"measure.start_back_group.{one}"), told) for one in groups]
    return []


def _changes(told: str) -> list[dict[str, Any]]:
    """Eleven keys in three rows: better, unchanged, worse."""
    better, worse = say("measures.change.better"), say("measures.change.worse")
    heads = {1: say("measures.change.most_better"), -1: say("measures.change.most_worse")}
    found = [
        _choice(n, f"+{n}", told, ear=f"{better}: {n}", head=heads.get(n, "")) for n in range(1, 6)
    ]
    found.append(_choice(0, f"0 · {say('measures.change.same')}", told, whole=True))
    return found + [
        _choice(-n, f"{MINUS}{n}", told, ear=f"{worse}: {n}", head=heads.get(-n, ""))
        for n in range(1, 6)
    ]


def _choice(
    value: int | str, words: str, told: str, *, ear: str = "", head: str = "", whole: bool = False
) -> dict[str, Any]:
    chosen = told == str(value)
    return {
        "value": value,
        "words": words,
        "chosen": chosen,
        "ear": ear,
        "head": head,
        "whole": whole,
    }


def heard(measure: str, form: Mapping[str, str]) -> tuple[Any, dict[str, Any]]:
    """Read the value and the detail from a form, as far as they can be read.

    Raises
    ------
    Refused
        Naming ``value`` where it is no number.
    """
    told = form.get("value", "").strip()
    value: Any = told if measure == "start_back_group" else _number(told)
    detail = {
        name: form[name].strip()
        for name in ("text", "filled_on", "by")
        if form.get(name, "").strip()
    }
    return value, detail


def _number(told: str) -> float:
    """Read a number as people type it: with a comma or a point, with either minus."""
    plain = told.replace(",", ".").replace(MINUS, "-")
    try:
        found = float(plain) if len(plain) <= 12 else None
    except ValueError:
        found = None
    if found is None:
        raise Refused("value", "must be a number")
    return int(found) if found.is_integer() else found


def wrong_of(refused: Refused, measure: str, form: Mapping[str, str]) -> Wrong:
    """Say what is wrong where it happened, with what was typed."""
    name = refused.field.removeprefix("detail.")
    if name == "filled_on":
        return Wrong(name, say("error.measure.date"))
    if name in ("text", "by"):
        return Wrong(name, say("error.measure.text", n=LONGEST_TEXT))
    told = form.get("value", "").strip()
    found: Measure = MEASURES[measure]
    if measure == "start_back_group" or (found.kind == "own" and measure in CHOSEN and not told):
        return Wrong("value", say("error.missing"))
    if not told or refused.reason == "must be a number":
        return Wrong("value", say("error.measure.number", low=found.low, high=found.high))
    what = name_of(measure, form.get("text", ""))
    return Wrong(
        "value",
        say("error.measure.range", what=what, low=found.low, high=found.high, value=told[:20]),
    )
