"""Small pieces that every FHIR resource is made of.

Hazard H41 (docs/safety.md).
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import NAMESPACE_URL, UUID, uuid5

Resource = dict[str, Any]

OWN: Final = "urn:backfour:"
"""Begins the names of our own codes: no server stands behind them, and none is asked."""
LOINC: Final = "http://loinc.org"
UNITS: Final = "http://unitsofmeasure.org"
CATEGORIES: Final = "http://terminology.hl7.org/CodeSystem/observation-category"
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_SPACE: Final = uuid5(NAMESPACE_URL, OWN)


def urn(space: UUID, name: str) -> str:
    """Name a resource the same way each time it is written from the same person."""
    return f"urn:uuid:{uuid5(space, name)}"


def person_space(first_event: str) -> UUID:
    """Keep the resources of two people apart, whatever the ids of their events."""
    return uuid5(_SPACE, first_event)


def when(at: str, instant: int) -> str:
    """Write a moment with seconds, as FHIR wants it; its offset stays as it was told."""
    if at.endswith("Z"):
        moment = _EPOCH + timedelta(seconds=instant // 1_000_000_000)
        return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    local, offset = at[:-6], at[-6:]
    if offset == "-00:00":
        offset = "+00:00"
    if int(offset[1:3]) > 14 or offset[1:] > "14:00":
        # FHIR allows offsets up to fourteen hours only.
        return (_EPOCH + timedelta(seconds=instant // 1_000_000_000)).strftime("%Y-%m-%dT%H:%M:%SZ")
    seconds = local[:19] if len(local) >= 19 else f"{local}:00"
    return seconds + offset


def coded(kind: str, code: str, text: str) -> Resource:
    """Name something by a code of our own, with its words."""
    return {"coding": [{"system": f"{OWN}{kind}", "code": code, "display": text}], "text": text}


def quantity(value: float, unit: str, code: str) -> Resource:
    """Write an amount with its UCUM unit."""
    return {"value": value, "unit": unit, "system": UNITS, "code": code}


def refer(target: str, display: str = "") -> Resource:
    """Point to another resource of the same bundle."""
    return {"reference": target, "display": display} if display else {"reference": target}
