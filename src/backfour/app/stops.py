"""A Stop is kept the moment it is pressed, and counts even when nothing more is ever told.

Hazard H11 (docs/safety.md).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from backfour.app.history import Known
from backfour.app.ports import Draft
from backfour.core.errors import Refused
from backfour.core.events import Event, ExerciseDone
from backfour.core.instants import parse_at
from backfour.core.reading import parse_event
from backfour.core.session import felt

STARTED, ENDED, STOPPED, SETTLED = "started", "ended", "stopped", "settled"
"""Kinds of movement drafts: begun; over, not told; Stop pressed; Stop written unanswered."""

MOVEMENT_KINDS = (STARTED, ENDED, STOPPED)


def movement(draft: Draft) -> felt.Draft:
    """Read the movement a stored draft is about.

    Raises
    ------
    Refused
        When a field is missing or unknown.
    """
    kind = STOPPED if draft.kind == SETTLED else draft.kind
    return felt.draft_from({**draft.data, "id": draft.key, "kind": kind, "at": draft.at})


def unanswered(draft: Draft) -> dict[str, Any]:
    """Write a Stop about which nothing was told, as the event it becomes."""
    return felt.close_stop(movement(draft))


def open_stops(drafts: Iterable[Draft]) -> tuple[Draft, ...]:
    """Return the Stops that were pressed and not yet told about."""
    return tuple(draft for draft in drafts if draft.kind == STOPPED)


def is_past(stop: Draft, today: int) -> bool:
    """Whether a Stop was pressed on an earlier day."""
    return stop.kind == STOPPED and parse_at(stop.at)[1] < today


def as_events(stops: Iterable[Draft], known: Known) -> tuple[Event, ...]:
    """Return the events these Stops will become; those of unknown sessions are left out."""
    found: list[Event] = []
    for draft in stops:
        try:
            event = parse_event(unanswered(draft))
        except Refused:
            continue
        if isinstance(event, ExerciseDone) and event.session in known.sessions:
            found.append(event)
    return tuple(found)


def tells_more(told: ExerciseDone, settled: ExerciseDone) -> bool:
    """Whether a late answer to a Stop holds something the unanswered Stop did not.

    Only what changes the programme beyond the Stop itself: sharp or electric pain, pain into
    the leg, a nerve sign, a sign of the whole body.
    """
    return (
        (told.quality in ("sharp", "electric") and told.quality != settled.quality)
        or (told.spread == "leg" and settled.spread != "leg")
        or (told.neuro and not settled.neuro)
        or (told.system and not settled.system)
    )
