"""Mornings, sitting, measures and the age, as observations."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from backfour.adapters.fhir.parts import CATEGORIES, LOINC, Resource, coded, quantity, when
from backfour.app.account import Account
from backfour.core.events import (
    Event,
    MeasureTaken,
    MorningChecked,
    PersonDescribed,
    SittingLogged,
)
from backfour.words import known, say

PAIN: Final = "72514-3"
"""LOINC: pain severity, 0-10 verbal numeric rating, reported."""
AGE: Final = "30525-0"
"""LOINC: age."""


def observations(account: Account, subject: Resource) -> Iterator[tuple[str, Resource]]:
    """Write every entry as it reads now; withdrawn ones are left out, changed ones say so."""
    for person in account.of("person_described"):
        yield f"{person.id}.age", _age(person, subject)
    for kind in ("morning_checked", "sitting_logged", "measure_taken"):
        for event in account.of(kind):
            status = "amended" if account.is_corrected(event.id) else "final"
            for part, said in _said(event):
                yield f"{event.id}.{part}", _observed(event, subject, status) | said


def _said(event: Event) -> Iterator[tuple[str, Resource]]:
    if isinstance(event, MorningChecked):
        yield from _morning(event)
    elif isinstance(event, SittingLogged):
        yield "sitting", _sitting(event)
    elif isinstance(event, MeasureTaken):
        yield "measure", _measure(event)


def _observed(event: Event, subject: Resource, status: str) -> Resource:
    return {
        "resourceType": "Observation",
        "status": status,
        "category": [{"coding": [{"system": CATEGORIES, "code": "survey"}]}],
        "subject": subject,
        "performer": [subject],
        "effectiveDateTime": when(event.at, event.instant),
    }


def pain_code(text: str) -> Resource:
    """Name pain from 0 to 10 by its LOINC code, and what was asked in our words."""
    return {"coding": [{"system": LOINC, "code": PAIN}], "text": text}


def _age(person: PersonDescribed, subject: Resource) -> Resource:
    code = {"coding": [{"system": LOINC, "code": AGE}], "text": say("fhir.age")}
    years = quantity(person.age, say("fhir.unit.years"), "a")
    return _observed(person, subject, "final") | {"code": code, "valueQuantity": years}


def _morning(event: MorningChecked) -> Iterator[tuple[str, Resource]]:
    if event.pain is not None:
        score = quantity(event.pain, "/10", "{score}")
        yield "pain", {"code": pain_code(say("fhir.morning.pain")), "valueQuantity": score}
    if event.stiffness_min is not None:
        yield (
            "stiffness",
            {
                "code": coded("entry", "morning_stiffness", say("fhir.morning.stiffness")),
                "valueQuantity": quantity(event.stiffness_min, "min", "min"),
            },
        )
    yield (
        "leg",
        {
            "code": coded("entry", "new_leg_pain", say("fhir.morning.leg")),
            "valueBoolean": event.new_leg_pain,
        },
    )


def _sitting(event: SittingLogged) -> Resource:
    parts = [
        {"code": coded("entry", name, say(f"fhir.sitting.{name}")), "valueBoolean": value}
        for name, value in (("feet_up", event.feet_up), ("back_filled", event.back_filled))
    ]
    if event.pain_on_rising is not None:
        score = quantity(event.pain_on_rising, "/10", "{score}")
        parts.append({"code": pain_code(say("fhir.sitting.rising")), "valueQuantity": score})
    text = f"{say('fhir.sitting')}: {say(f'data.place.{event.place}')}"
    return {
        "code": coded("sitting", event.place, text),
        "valueQuantity": quantity(event.minutes, "min", "min"),
        "component": parts,
    }


def _measure(event: MeasureTaken) -> Resource:
    key = f"measure.{event.measure}.name"
    text = say(key) if known(key) else event.measure
    found: Resource = {"code": {"coding": [_own_measure(event.measure)], "text": text}}
    found |= _value(event.value)
    if isinstance(event.detail, str) and event.detail.strip():
        found["note"] = [{"text": event.detail}]
    return found


def _own_measure(name: str) -> Resource:
    # A code must not begin, end or double its spaces; a name of someone's own may.
    return {"system": "urn:backfour:measure", "code": " ".join(name.split()) or "unnamed"}


def _value(value: Any) -> Resource:
    if isinstance(value, bool):
        return {"valueBoolean": value}
    if isinstance(value, int | float):
        return {"valueQuantity": {"value": value}}
    return {"valueString": value} if value.strip() else {}
