"""Builders of histories: short enough to read, real enough to be believed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from backfour.core.events import Event
from backfour.core.reading import parse_event
from backfour.core.screening.decide import none_answer
from backfour.core.vocabulary import EXERCISES, MANDATORY_FULL, MANDATORY_MINI

FIRST_DAY = date(2026, 3, 2)
"""A Monday, so that weeks are easy to count."""

GOOD_FIT: dict[str, Any] = {
    "F1": ["band"],
    "F2": "3to12m",
    "F3": 2,
    "F4": 1,
    "F5a": "most",
    "F5b": "16to30",
    "F6": "worse",
    "F7": "better",
    "R19": "yes",
    "R41": "yes",
}


def full_answers(**different: Any) -> dict[str, Any]:
    """All answers of a healthy back with the pattern, save what differs."""
    answers = {q: GOOD_FIT.get(q, none_answer(q)) for q in MANDATORY_FULL}
    return {**answers, **GOOD_FIT, **different}


def mini_answers(**different: Any) -> dict[str, Any]:
    """The eight of the weekly check, all "no" save what differs."""
    return {**dict.fromkeys(MANDATORY_MINI, "no"), **different}


class Story:
    """Writes a history day by day; every call appends one event and returns the story."""

    def __init__(self, first: date = FIRST_DAY, offset: str = "+01:00") -> None:
        self.first, self.offset = first, offset
        self.today, self.minute = first, 9 * 60
        self.rows: list[dict[str, Any]] = []
        self.sessions = 0

    def on(self, day: int, hour: int = 9) -> Story:
        """Move to the n-th day after the first (0 = the first), at an hour."""
        self.today, self.minute = self.first + timedelta(days=day), hour * 60
        return self

    def add(self, event_type: str, /, **fields: Any) -> Story:
        """Append one event a minute after the last."""
        self.minute += 1
        clock = f"{self.minute // 60:02d}:{self.minute % 60:02d}:00"
        self.rows.append(
            {
                "v": 1,
                "id": f"e{len(self.rows) + 1}",
                "type": event_type,
                "at": f"{self.today.isoformat()}T{clock}{self.offset}",
                **fields,
            }
        )
        return self

    def person(self, age: int = 62, sex: str = "female") -> Story:
        return self.add("person_described", age=age, sex=sex)

    def full(self, **different: Any) -> Story:
        return self.add("screen_completed", kind="full", answers=full_answers(**different))

    def mini(self, **different: Any) -> Story:
        return self.add("screen_completed", kind="mini", answers=mini_answers(**different))

    def before(self, **answers: Any) -> Story:
        return self.add("screen_completed", kind="pre_session", answers=answers)

    def body(self, *flags: str) -> Story:
        return self.add("flags_reported", flags=list(flags))

    def welcome(self, age: int = 62, sex: str = "female", **different: Any) -> Story:
        """The whole first time: described, checked, body told."""
        return self.person(age, sex).full(**different).body()

    def start(self, pain: int = 2) -> Story:
        self.sessions += 1
        return self.add("session_started", session=f"s{self.sessions}", pain_before=pain)

    def end(self, *, completed: bool = True) -> Story:
        return self.add("session_ended", session=f"s{self.sessions}", completed=completed)

    def did(self, exercise: str, level: int = 1, **felt: Any) -> Story:
        """One movement, calm and complete save what is told."""
        before = felt.pop("before", 2)
        told = {
            "session": f"s{self.sessions}",
            "exercise": exercise,
            "level": level,
            "before": before,
            "peak": before,
            "quality": "none",
            "spread": "none",
            "neuro": False,
            "system": False,
            "stop_pressed": False,
            "completed": True,
            "technique": "ok",
        }
        return self.add("exercise_done", **{**told, **felt})

    def session(
        self, exercises: Iterable[str] = EXERCISES, level: int = 1, pain: int = 2, **felt: Any
    ) -> Story:
        """A whole calm session of these movements at one level (the leg hang at most 1)."""
        self.start(pain)
        for exercise in exercises:
            reach = min(level, 1) if exercise == "leg_hang" else level
            self.did(exercise, reach, before=pain, **felt)
        return self.end()

    def morning(self, pain: int | None = 2, stiff: int | None = 20, *, leg: bool = False) -> Story:
        return self.add("morning_checked", pain=pain, stiffness_min=stiff, new_leg_pain=leg)

    def rise(self, exercise: str, *, accepted: bool = True) -> Story:
        return self.add("rise_answered", exercise=exercise, accepted=accepted)

    def flare(self) -> Story:
        return self.add("flare_declared")

    def cleared(self, *rules: str, days_ago: int = 0, by: str = "doctor") -> Story:
        seen = self.today - timedelta(days=days_ago)
        return self.add(
            "clearance_stated", rules=list(rules), by=by, seen_on=seen.isoformat(), note=""
        )

    def practitioner(
        self, exercise: str | None, most: int | None = None, *, allow: bool | None = None
    ) -> Story:
        return self.add("practitioner_set", exercise=exercise, max_level=most, allow=allow, note="")

    def correct(self, target: str, fields: dict[str, Any] | None) -> Story:
        return self.add("entry_corrected", target=target, fields=fields)

    @property
    def last_id(self) -> str:
        return str(self.rows[-1]["id"])

    def day(self, number: int) -> int:
        """Ordinal of the n-th day after the first."""
        return self.first.toordinal() + number

    def events(self) -> tuple[Event, ...]:
        """The history as values, in the order of time."""
        return tuple(sorted((parse_event(row) for row in self.rows), key=lambda e: e.instant))
