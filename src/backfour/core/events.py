"""Every stored fact about a person, as values that cannot change.

The whole state of a person is a fold over these events; nothing else is stored as truth.
Fields, types and refusals: docs/contracts.md section 2 and engine-semantics 4.8.9.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, ClassVar, Final

VERSION: Final = 1
"""Version of the event format that this program writes."""


class Absent:
    """Marks an optional field that was not given, where ``null`` would be a value."""

    def __repr__(self) -> str:
        return "ABSENT"


ABSENT: Final = Absent()


@dataclass(frozen=True, slots=True)
class Event:
    """What every event carries.

    Parameters
    ----------
    id
        Unique, not empty; the same id is the same event.
    at
        When it happened, ISO 8601 with offset, exactly as written.
    instant
        ``at`` in nanoseconds since 1970-01-01 UTC; events are ordered by it.
    day
        Proleptic ordinal (``date.toordinal``) of the local date written in ``at``.
    """

    type: ClassVar[str] = ""
    id: str
    at: str
    instant: int
    day: int


@dataclass(frozen=True, slots=True)
class PersonDescribed(Event):
    """Age in whole years at that date (0-120) and sex."""

    type: ClassVar[str] = "person_described"
    age: int
    sex: str


@dataclass(frozen=True, slots=True)
class ScreenCompleted(Event):
    """Answers to the safety questions: the whole check, the weekly eight, or before a session."""

    type: ClassVar[str] = "screen_completed"
    kind: str
    answers: dict[str, Any]


@dataclass(frozen=True, slots=True)
class FlagsReported(Event):
    """Conditions of the body the person told of; replaces the earlier list."""

    type: ClassVar[str] = "flags_reported"
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClearanceStated(Event):
    """The person says who saw them, when, and which rules that visit was about."""

    type: ClassVar[str] = "clearance_stated"
    rules: tuple[str, ...]
    by: str
    seen_on: str
    note: str


@dataclass(frozen=True, slots=True)
class SessionStarted(Event):
    """A session begins with the pain of that moment (0-10)."""

    type: ClassVar[str] = "session_started"
    session: str
    pain_before: int


@dataclass(frozen=True, slots=True)
class ExerciseDone(Event):
    """One movement was done or stopped, and how it felt.

    Pains are 0-10; ``held_s`` in seconds; repetitions are counts per side.
    """

    type: ClassVar[str] = "exercise_done"
    session: str
    exercise: str
    level: int
    before: int
    peak: int
    quality: str
    spread: str
    neuro: bool
    system: bool
    stop_pressed: bool
    completed: bool
    technique: str
    held_s: float | None = None
    reps_left: int | None = None
    reps_right: int | None = None
    stopped_for: str | None = None


@dataclass(frozen=True, slots=True)
class SessionEnded(Event):
    """A session ends, whole or cut short."""

    type: ClassVar[str] = "session_ended"
    session: str
    completed: bool


@dataclass(frozen=True, slots=True)
class MorningChecked(Event):
    """The fifteen seconds in the morning: pain 0-10, stiffness in minutes, a leg."""

    type: ClassVar[str] = "morning_checked"
    pain: int | None
    stiffness_min: int | None
    new_leg_pain: bool


@dataclass(frozen=True, slots=True)
class RiseAnswered(Event):
    """The person took or declined an offered step up."""

    type: ClassVar[str] = "rise_answered"
    exercise: str
    accepted: bool


@dataclass(frozen=True, slots=True)
class FlareDeclared(Event):
    """The person says: I am having a flare."""

    type: ClassVar[str] = "flare_declared"


@dataclass(frozen=True, slots=True)
class SittingLogged(Event):
    """One bout of sitting, in minutes."""

    type: ClassVar[str] = "sitting_logged"
    place: str
    minutes: int
    feet_up: bool
    back_filled: bool
    pain_on_rising: int | None = None


@dataclass(frozen=True, slots=True)
class MeasureTaken(Event):
    """One value of an outcome measure or self-test."""

    type: ClassVar[str] = "measure_taken"
    measure: str
    value: float | str | bool
    detail: Any = ABSENT


@dataclass(frozen=True, slots=True)
class PractitionerSet(Event):
    """A practitioner limits a movement (all of them where ``exercise`` is null)."""

    type: ClassVar[str] = "practitioner_set"
    exercise: str | None
    max_level: int | None
    allow: bool | None
    note: str


@dataclass(frozen=True, slots=True)
class ConsentGiven(Event):
    """Consent to something in a version; the programme ignores it."""

    type: ClassVar[str] = "consent_given"
    to: str
    version: str


@dataclass(frozen=True, slots=True)
class EntryCorrected(Event):
    """An earlier morning, sitting or measure was wrong: new field values, or null = withdrawn."""

    type: ClassVar[str] = "entry_corrected"
    target: str
    fields: dict[str, Any] | None


EVENT_TYPES: Final[dict[str, type[Event]]] = {
    kind.type: kind
    for kind in (
        PersonDescribed,
        ScreenCompleted,
        FlagsReported,
        ClearanceStated,
        SessionStarted,
        ExerciseDone,
        SessionEnded,
        MorningChecked,
        RiseAnswered,
        FlareDeclared,
        SittingLogged,
        MeasureTaken,
        PractitionerSet,
        ConsentGiven,
        EntryCorrected,
    )
}
"""Every known type by the name it is written with."""

NULLABLE: Final = frozenset(
    {
        ("morning_checked", "pain"),
        ("morning_checked", "stiffness_min"),
        ("practitioner_set", "exercise"),
        ("practitioner_set", "max_level"),
        ("practitioner_set", "allow"),
        ("entry_corrected", "fields"),
    }
)
"""Fields whose ``null`` is an answer and is written out."""

_COMMON: Final = ("id", "at", "instant", "day")
_OWN_FIELDS: Final = {
    name: tuple(field.name for field in fields(kind) if field.name not in _COMMON)
    for name, kind in EVENT_TYPES.items()
}


def own_fields(event_type: str) -> tuple[str, ...]:
    """Names of the fields that a type has beside the common four, in writing order."""
    return _OWN_FIELDS[event_type]


def event_to_dict(event: Event) -> dict[str, Any]:
    """Write an event in the contract's form; `backfour.core.reading.parse_event` reads it back."""
    out: dict[str, Any] = {"v": VERSION, "id": event.id, "type": event.type, "at": event.at}
    for name in _OWN_FIELDS[event.type]:
        value = getattr(event, name)
        if value is ABSENT or (
            value is None
            and (event.type, name) not in NULLABLE
            and (event.type, name) != ("measure_taken", "detail")
        ):
            continue
        out[name] = list(value) if isinstance(value, tuple) else value
    return out
