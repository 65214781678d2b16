"""Reading a history: each line is checked to the last field before anything is believed.

Bad input is refused with the line, the field and the reason (engine-semantics 4.8.9).

Hazard H16 (docs/safety.md).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from math import isfinite
from typing import Any, Final, NoReturn

from backfour.core import vocabulary as words
from backfour.core.errors import HistoryRefused, Refused
from backfour.core.events import (
    EVENT_TYPES,
    VERSION,
    EntryCorrected,
    Event,
    ExerciseDone,
    SessionEnded,
    SessionStarted,
    event_to_dict,
)
from backfour.core.instants import parse_at, parse_date

Check = Callable[[Any], str | None]
"""Says what is wrong with a value, or None."""

CORRECTABLE: Final = ("morning_checked", "sitting_logged", "measure_taken")
MOST_REPS: Final = 10**9


def _whole(low: int, high: int) -> Check:
    def check(value: Any) -> str | None:
        if type(value) is int and low <= value <= high:
            return None
        return f"must be a whole number from {low} to {high}"

    return check


def _one_of(*options: str) -> Check:
    allowed = frozenset(options)

    def check(value: Any) -> str | None:
        if type(value) is str and value in allowed:
            return None
        return "must be one of " + ", ".join(options)

    return check


def _yes_or_no(value: Any) -> str | None:
    return None if value is True or value is False else "must be true or false"


def _text(value: Any) -> str | None:
    if type(value) is not str:
        return "must be a text"
    if not value.isascii() and any("\ud800" <= letter <= "\udfff" for letter in value):
        return "holds letters that cannot be written"
    return None


def _filled_text(value: Any) -> str | None:
    return _text(value) or (None if value else "must not be empty")


def _or_null(check: Check) -> Check:
    return lambda value: None if value is None else check(value)


def _list_of(known: Iterable[str], what: str, *, filled: bool) -> Check:
    allowed = frozenset(known)

    def check(value: Any) -> str | None:
        if type(value) is not list:
            return "must be a list"
        if filled and not value:
            return "must not be empty"
        for item in value:
            if type(item) is not str or item not in allowed:
                return f"names an unknown {what}: {item}"
        return None

    return check


def _seconds(value: Any) -> str | None:
    # A whole number may be longer than any float, so only a float is asked whether it is finite.
    if (type(value) is int or (type(value) is float and isfinite(value))) and value >= 0:
        return None
    return "must be a number of seconds, 0 or more"


def _measured(value: Any) -> str | None:
    if type(value) is str:
        return _text(value)
    return None if type(value) in (int, float, bool) else "must be a number, a text or true/false"


def _anything(_: Any) -> str | None:
    return None


def _object(value: Any) -> str | None:
    return None if type(value) is dict else "must be an object"


def check_answer(question: str, value: Any) -> str | None:
    """Say what is wrong with one answer of a screen, or None (engine-semantics 2.5.1)."""
    checker = _ANSWERS.get(question)
    return checker(value) if checker else "is not a known question"


def _list_answer(options: tuple[str, ...]) -> Check:
    allowed = frozenset(options)

    def check(value: Any) -> str | None:
        if type(value) is not list or not value:
            return "must be a list with at least one answer"
        if any(type(item) is not str or item not in allowed for item in value):
            return "must be a list of " + ", ".join(options)
        if len(set(value)) != len(value):
            return "names an answer twice"
        if len(value) > 1 and not words.ALONE.isdisjoint(value):
            return "none and not_sure stand alone"
        return None

    return check


_ANSWERS: Final[dict[str, Check]] = {
    **{question: _one_of(*options) for question, options in words.CHOICES.items()},
    **{question: _list_answer(options) for question, options in words.LISTS.items()},
    **{question: _whole(*bounds) for question, bounds in words.NUMBERS.items()},
    words.PROGRESS_BY_HOUR: _yes_or_no,
}

_PAIN: Final = _whole(0, 10)
_MINUTES: Final = _whole(0, 1440)
_REPS: Final = _whole(0, MOST_REPS)
_EXERCISE: Final = _one_of(*words.EXERCISES)

_REQUIRED: Final[dict[str, dict[str, Check]]] = {
    "person_described": {"age": _whole(0, 120), "sex": _one_of(*words.SEXES)},
    "screen_completed": {"kind": _one_of(*words.SCREEN_KINDS), "answers": _object},
    "flags_reported": {"flags": _list_of(words.FLAGS, "flag", filled=False)},
    "clearance_stated": {
        "rules": _list_of(words.CLEARABLE_RULES, "rule", filled=True),
        "by": _filled_text,
        "seen_on": _text,
        "note": _text,
    },
    "session_started": {"session": _filled_text, "pain_before": _PAIN},
    "exercise_done": {
        "session": _filled_text,
        "exercise": _EXERCISE,
        "level": _whole(0, max(words.CEILINGS.values())),
        "before": _PAIN,
        "peak": _PAIN,
        "quality": _one_of(*words.QUALITIES),
        "spread": _one_of(*words.SPREADS),
        "neuro": _yes_or_no,
        "system": _yes_or_no,
        "stop_pressed": _yes_or_no,
        "completed": _yes_or_no,
        "technique": _one_of(*words.TECHNIQUES),
    },
    "session_ended": {"session": _filled_text, "completed": _yes_or_no},
    "morning_checked": {
        "pain": _or_null(_PAIN),
        "stiffness_min": _or_null(_MINUTES),
        "new_leg_pain": _yes_or_no,
    },
    "rise_answered": {"exercise": _EXERCISE, "accepted": _yes_or_no},
    "flare_declared": {},
    "sitting_logged": {
        "place": _one_of(*words.PLACES),
        "minutes": _MINUTES,
        "feet_up": _yes_or_no,
        "back_filled": _yes_or_no,
    },
    "measure_taken": {"measure": _filled_text, "value": _measured},
    "practitioner_set": {
        "exercise": _or_null(_EXERCISE),
        "max_level": _or_null(_whole(0, max(words.CEILINGS.values()))),
        "allow": _or_null(_yes_or_no),
        "note": _text,
    },
    "consent_given": {"to": _filled_text, "version": _filled_text},
    "entry_corrected": {"target": _filled_text, "fields": _or_null(_object)},
}
_OPTIONAL: Final[dict[str, dict[str, Check]]] = {
    "exercise_done": {
        "held_s": _seconds,
        "reps_left": _REPS,
        "reps_right": _REPS,
        "stopped_for": _one_of(*words.STOPPED_FOR),
    },
    "sitting_logged": {"pain_on_rising": _PAIN},
    "measure_taken": {"detail": _anything},
}
_COMMON: Final = frozenset({"v", "id", "type", "at"})
_NO_FIELDS: Final[dict[str, Check]] = {}


def parse_event(raw: Mapping[str, Any]) -> Event:
    """Read one event of the contract's form.

    Parameters
    ----------
    raw
        The object of one line.

    Returns
    -------
    Event
        Of the class its ``type`` names.

    Raises
    ------
    Refused
        Naming the field and the reason.
    """
    kind, instant, day = _read_common(raw)
    values = _read_own(raw, kind)
    if cross := _CROSS.get(kind):
        cross(values, day)
    return EVENT_TYPES[kind](raw["id"], raw["at"], instant, day, **values)


def _read_common(raw: Mapping[str, Any]) -> tuple[str, int, int]:
    for name in ("v", "id", "type", "at"):
        if name not in raw:
            raise Refused(name, "is missing")
    version, kind = raw["v"], raw["type"]
    if type(version) is int and version > VERSION:
        raise Refused("v", "was written by a newer version of Back Four")
    if type(version) is not int or version != VERSION:
        raise Refused("v", f"must be {VERSION}")
    if wrong := _filled_text(raw["id"]):
        raise Refused("id", wrong)
    if type(kind) is not str or kind not in _REQUIRED:
        raise Refused("type", "is not a known type of event")
    return kind, *parse_at(raw["at"])


def _read_own(raw: Mapping[str, Any], kind: str) -> dict[str, Any]:
    values: dict[str, Any] = {}
    required = _REQUIRED[kind]
    for name, check in required.items():
        if name not in raw:
            raise Refused(name, "is missing")
        value = raw[name]
        if wrong := check(value):
            raise Refused(name, wrong)
        values[name] = value
    if len(raw) == len(required) + len(_COMMON):
        return values
    optional = _OPTIONAL.get(kind, _NO_FIELDS)
    for name, value in raw.items():
        if name in required or name in _COMMON:
            continue
        if name not in optional:
            raise Refused(name, "is not a field of this event")
        if wrong := optional[name](value):
            raise Refused(name, wrong)
        values[name] = value
    return values


def _level_in_range(values: dict[str, Any], _: int) -> None:
    highest = words.CEILINGS[values["exercise"]]
    if values["level"] > highest:
        raise Refused("level", f"must be a whole number from 0 to {highest}")


def _practitioner_level(values: dict[str, Any], _: int) -> None:
    exercise, level = values["exercise"], values["max_level"]
    if exercise is not None and level is not None and level > words.CEILINGS[exercise]:
        raise Refused("max_level", f"must be a whole number from 0 to {words.CEILINGS[exercise]}")


def _known_answers(values: dict[str, Any], _: int) -> None:
    for question, answer in values["answers"].items():
        if wrong := check_answer(question, answer):
            raise Refused(question, wrong)


def _seen_by_then(values: dict[str, Any], day: int) -> None:
    if parse_date(values["seen_on"], "seen_on") > day:
        raise Refused("seen_on", "must not be after the day it is told")
    values["rules"] = tuple(values["rules"])


def _flags_as_values(values: dict[str, Any], _: int) -> None:
    values["flags"] = tuple(values["flags"])


_CROSS: Final[dict[str, Callable[[dict[str, Any], int], None]]] = {
    "exercise_done": _level_in_range,
    "practitioner_set": _practitioner_level,
    "screen_completed": _known_answers,
    "clearance_stated": _seen_by_then,
    "flags_reported": _flags_as_values,
}


def corrected(target: Event, changes: Mapping[str, Any]) -> Event:
    """Read an event again with some of its fields replaced (contracts section 2).

    New leg pain cannot be taken back: it stays true whatever the change says.

    Raises
    ------
    Refused
        When a field may not be changed or its new value is wrong.
    """
    raw = event_to_dict(target)
    for name in changes:
        if name in _COMMON:
            raise Refused(f"fields.{name}", "cannot be corrected")
    felt_a_leg = raw.get("new_leg_pain") is True
    raw.update(changes)
    try:
        found = parse_event(raw)
    except Refused as refused:
        raise Refused(f"fields.{refused.field}", refused.reason) from None
    if felt_a_leg and raw["new_leg_pain"] is False:
        found = parse_event({**raw, "new_leg_pain": True})
    return found


def withdrawn(target: Event) -> Event | None:
    """What is left of an entry that is taken back: nothing, or the new leg pain alone."""
    raw = event_to_dict(target)
    if raw.get("new_leg_pain") is True:
        return parse_event({**raw, "pain": None, "stiffness_min": None})
    return None


def _not_json(_: str) -> NoReturn:
    raise ValueError


def _finite(text: str) -> float:
    value = float(text)
    if not isfinite(value):
        raise ValueError
    return value


_DECODER: Final = json.JSONDecoder(parse_constant=_not_json, parse_float=_finite)


def read_json(text: str) -> Any:
    """Read strict JSON: no NaN, no Infinity, no numbers beyond a float.

    Raises
    ------
    ValueError
        When the text is not JSON.
    """
    try:
        return _DECODER.decode(text)
    except RecursionError:
        raise ValueError("nested too deeply") from None


def parse_history(data: bytes) -> tuple[Event, ...]:
    """Read a whole history file.

    Parameters
    ----------
    data
        JSON Lines in UTF-8; blank lines are skipped, an empty file is a valid history.

    Returns
    -------
    tuple of Event
        Sorted by instant; ties keep the order of the file.

    Raises
    ------
    HistoryRefused
        With the 1-based line in the file as it stands, the field and the reason.
    """
    found: list[tuple[int, Event]] = []
    seen: set[str] = set()
    if data.startswith(b"\xef\xbb\xbf"):
        raise HistoryRefused(1, "line", "starts with a byte-order mark")
    for number, line in enumerate(data.split(b"\n"), start=1):
        if not line.strip(b" \t\r"):
            continue
        event = _read_line(number, line)
        if event.id in seen:
            raise HistoryRefused(number, "id", f"repeats the id {event.id}")
        seen.add(event.id)
        found.append((number, event))
    found.sort(key=lambda pair: pair[1].instant)
    follow_the_thread(found)
    return tuple(event for _, event in found)


def _read_line(number: int, line: bytes) -> Event:
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError:
        raise HistoryRefused(number, "line", "is not UTF-8") from None
    try:
        raw = read_json(text)
    except ValueError:
        raise HistoryRefused(number, "line", "is not JSON") from None
    if type(raw) is not dict:
        raise HistoryRefused(number, "line", "is not a JSON object")
    try:
        return parse_event(raw)
    except Refused as refused:
        raise HistoryRefused(number, refused.field, refused.reason) from None


def follow_the_thread(found: Sequence[tuple[int, Event]]) -> None:
    """Check what one event says of another: sessions that began, entries that can be corrected.

    Parameters
    ----------
    found
        Pairs of line number and event, in the order of time.

    Raises
    ------
    HistoryRefused
        At the first event that points to nothing before it.
    """
    started: set[str] = set()
    entries: dict[str, Event] = {}
    for number, event in found:
        if isinstance(event, SessionStarted):
            if event.session in started:
                raise HistoryRefused(number, "session", "was started before")
            started.add(event.session)
        elif isinstance(event, ExerciseDone | SessionEnded):
            if event.session not in started:
                raise HistoryRefused(number, "session", "was not started by an earlier event")
        elif isinstance(event, EntryCorrected):
            _follow_correction(number, event, entries)
        elif event.type in CORRECTABLE:
            entries[event.id] = event


def _follow_correction(number: int, event: EntryCorrected, entries: dict[str, Event]) -> None:
    target = entries.get(event.target)
    if target is None:
        raise HistoryRefused(
            number, "target", "is not an earlier morning check, sitting entry or measure"
        )
    if event.fields is None:
        return
    try:
        entries[event.target] = corrected(target, event.fields)
    except Refused as refused:
        raise HistoryRefused(number, refused.field, refused.reason) from None


def write_history(events: Iterable[Event]) -> str:
    """Write events as JSON Lines, one a line, ending with a line break where there are any."""
    return "".join(
        json.dumps(event_to_dict(event), separators=(",", ":"), allow_nan=False) + "\n"
        for event in events
    )
