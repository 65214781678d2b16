"""An entry in words, its fields as a form, and what a correction would change."""

from __future__ import annotations

from typing import Any, Final

from django.http import QueryDict

from backfour.app.correct import Ahead, Difference
from backfour.core.entries import Entry
from backfour.core.events import Event, MeasureTaken, MorningChecked, SittingLogged
from backfour.core.instants import parse_date
from backfour.core.vocabulary import PLACES
from backfour.web.paper.report import measure_name
from backfour.web.wording import day_words, dose, movement, time_words, written_day
from backfour.words import say

LONGEST: Final = 120
NUMBERS: Final = {
    "pain": (0, 10),
    "stiffness_min": (0, 1440),
    "minutes": (0, 1440),
    "pain_on_rising": (0, 10),
}
"""Fields that take a whole number, and their range (contracts section 2)."""
MAY_BE_EMPTY: Final = frozenset({"pain", "stiffness_min", "pain_on_rising"})
SWITCHES: Final = {
    "morning_checked": ("new_leg_pain",),
    "sitting_logged": ("feet_up", "back_filled"),
    "measure_taken": (),
}
FIELDS: Final = {
    "morning_checked": ("pain", "stiffness_min"),
    "sitting_logged": ("minutes", "pain_on_rising"),
    "measure_taken": (),
}


def title(entry: Entry) -> str:
    """Name an entry by its kind and moment."""
    told = entry.told
    when = f"{day_words(written_day(told.at))}, {time_words(told.at)}"
    if isinstance(told, MeasureTaken):
        return f"{measure_name(told.measure)} · {when}"
    return f"{say(f'data.kind.{told.type}.one')} · {when}"


def in_short(event: Event | None) -> str:
    """Say what an entry holds."""
    if isinstance(event, MorningChecked):
        return say(
            "why.morning.told",
            pain=say("why.not_told") if event.pain is None else event.pain,
            stiff=say("why.not_told")
            if event.stiffness_min is None
            else say("why.minutes", n=event.stiffness_min),
            leg=say("why.leg.new" if event.new_leg_pain else "why.leg.none"),
        )
    if isinstance(event, SittingLogged):
        parts = [say(f"data.place.{event.place}"), say("why.minutes", n=event.minutes)]
        parts += [say("fhir.sitting.feet_up")] if event.feet_up else []
        parts += [say("fhir.sitting.back_filled")] if event.back_filled else []
        return " · ".join(parts)
    if isinstance(event, MeasureTaken):
        return _plain(event.value)
    return say("correct.gone")


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return say("opt.yes" if value else "opt.no")
    return value if isinstance(value, str) else f"{value:g}"


def form(entry: Entry, typed: QueryDict | None) -> dict[str, Any]:
    """Describe the fields with what stands in them."""
    last = entry.last
    kept = typed.dict() if typed is not None else {}

    def value(name: str) -> str:
        held = getattr(last, name)
        return str(kept.get(name, "" if held is None else held))

    return {
        "numbers": [
            {
                "name": name,
                "label": say(f"correct.field.{name}", low=NUMBERS[name][0], high=NUMBERS[name][1]),
                "value": value(name),
            }
            for name in FIELDS[last.type]
        ],
        "switches": [
            {
                "name": name,
                "label": say(f"correct.field.{name}"),
                "on": (kept.get(name) == "yes") if kept else getattr(last, name),
            }
            for name in SWITCHES[last.type]
        ],
        "places": [
            {
                "id": place,
                "words": say(f"data.place.{place}"),
                "on": place == kept.get("place", last.place),
            }
            for place in PLACES
        ]
        if isinstance(last, SittingLogged)
        else [],
        "value": kept.get("value", _written(last.value))
        if isinstance(last, MeasureTaken)
        else None,
    }


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


class NotANumber(ValueError):
    """A field holds something else than its number."""

    def __init__(self, field: str, typed: str) -> None:
        super().__init__(field)
        self.field, self.typed = field, typed


def changes(entry: Entry, typed: QueryDict) -> dict[str, Any]:
    """Read the form: only fields that differ from what stands there now.

    Raises
    ------
    NotANumber
        When a number is missing or outside its range.
    """
    last = entry.last
    found: dict[str, Any] = {name: _number(name, typed.get(name, "")) for name in FIELDS[last.type]}
    found |= {name: typed.get(name) == "yes" for name in SWITCHES[last.type]}
    if isinstance(last, SittingLogged):
        found["place"] = typed.get("place", last.place)
    if isinstance(last, MeasureTaken):
        found["value"] = _value(last.value, typed.get("value", ""))
    return {
        name: value
        for name, value in found.items()
        if (type(value), value) != (type(getattr(last, name)), getattr(last, name))
    }


def _number(name: str, typed: str) -> int | None:
    typed = typed.strip()
    if not typed and name in MAY_BE_EMPTY:
        return None
    low, high = NUMBERS[name]
    if not (typed.isascii() and typed.isdigit() and len(typed) < 5 and low <= int(typed) <= high):
        raise NotANumber(name, typed[:LONGEST])
    return int(typed)


def _value(before: Any, typed: str) -> Any:
    """Read a measure as the kind of value it was: a number, a yes or no, or words."""
    typed = typed.strip()[:LONGEST]
    if isinstance(before, bool):
        return typed == "yes"
    if isinstance(before, str):
        return typed
    try:
        number = float(typed.replace(",", "."))
    except ValueError:
        raise NotANumber("value", typed) from None
    if not -1e9 < number < 1e9:
        raise NotANumber("value", typed)
    return int(number) if number.is_integer() else number


def ahead_in_words(ahead: Ahead) -> dict[str, Any]:
    """Say what is going to be written and what it changes."""
    lines = [_difference(one) for one in ahead.differences]
    return {
        "before": in_short(ahead.entry.reads),
        "after": in_short(ahead.reads),
        "lines": lines or [say("correct.nothing_changes")],
        "leg": ahead.leg_stays,
    }


def _difference(one: Difference) -> str:
    named = movement(one.exercise) if one.exercise else ""
    if one.what == "morning":
        return say("correct.changes.morning", old=_light(one.before), new=_light(one.after))
    if one.what == "level":
        old, new = (dose(one.exercise, int(level or 0)) for level in (one.before, one.after))
        return say("correct.changes.level", movement=named, old=old, new=new)
    if one.what == "offered":
        key = "correct.changes.closed" if one.after is None else "correct.changes.open"
        return say(key, movement=named)
    if one.what == "rests":
        if one.after is None:
            return say("correct.changes.rests_not", movement=named)
        day = day_words(parse_date(str(one.after), "rests"))
        return say("correct.changes.rests", movement=named, day=day)
    if one.what == "mode":
        return say("correct.changes.plan", new=say(f"mode.{one.after}"))
    return say("correct.changes.plan", new=say(f"paper.action.{one.after}"))


def _light(light: str | int | None) -> str:
    return say("correct.gone") if light is None else say(f"light.{light}")
