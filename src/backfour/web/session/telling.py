"""What the player tells: events that happened, and movements begun or stopped; as JSON.

A message may come twice, late, or from a page older than the plan. What is refused is
answered in one place for all pages (`backfour.web.errors`): 400 never acceptable, 409 the plan has
changed, 5xx try again later.
"""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_POST

from backfour.app.recordings import MOST_BYTES
from backfour.app.stops import STARTED
from backfour.bootstrap import house
from backfour.core.errors import BackfourError, Refused
from backfour.core.reading import read_json

LARGEST: Final = 256 * 1024
"""Bytes of one message; a whole session is about 4 kB (our choice)."""

MOST_LANDMARKS: Final = MOST_BYTES + MOST_BYTES // 8
"""Bytes of one landmark file as a message, whose quotation marks are told twice."""

PERSON: Final = "X-Backfour-Person"
"""Header that names the history the answers of a device belong to."""


@require_POST
def events(request: HttpRequest) -> JsonResponse:
    """Record what happened, however old the page is that tells it."""
    told = _message(request).get("events")
    if not isinstance(told, list):
        raise Refused("events", "must be a list")
    recorded = house().record.append(told)
    return JsonResponse({"kept": [*recorded.new, *recorded.known]})


@require_POST
def drafts(request: HttpRequest) -> JsonResponse:
    """Keep a movement that was begun, ended or stopped, or forget one by its id."""
    message = _message(request)
    if "drop" in message:
        house().drafts.drop(_text(message, "drop"))
        return JsonResponse({"dropped": message["drop"]})
    draft = message.get("draft")
    if not isinstance(draft, dict):
        raise Refused("draft", "must be an object")
    kind = _text(draft, "kind")
    if kind == STARTED:
        kept = house().session.begin(*_movement(draft))
    else:
        kept = house().drafts.keep(kind, draft, _text(draft, "at"))
    return JsonResponse({"kept": kept.key})


@require_POST
def landmarks(request: HttpRequest) -> JsonResponse:
    """Keep the joints of one movement for a replay: only what the person chose to keep."""
    if not house().preferences.read()["camera_keep"]:
        raise BackfourError("recordings.not_chosen")
    return JsonResponse({"kept": house().recordings.keep(_message(request, MOST_LANDMARKS))})


def _message(request: HttpRequest, largest: int = LARGEST) -> dict[str, Any]:
    # Answers may have waited on a device for days: they must still be for this history.
    house().sync.check(request.headers.get(PERSON, ""))
    if len(request.body) > largest:
        raise Refused("message", "is too large")
    try:
        message = read_json(request.body.decode())
    except ValueError:
        raise Refused("message", "is not JSON") from None
    if not isinstance(message, dict):
        raise Refused("message", "must be an object")
    return message


def _movement(draft: dict[str, Any]) -> tuple[str, str, int, int]:
    level, before = draft.get("level"), draft.get("before")
    if type(level) is not int or type(before) is not int:
        raise Refused("draft", "level and before must be whole numbers")
    return _text(draft, "session"), _text(draft, "exercise"), level, before


def _text(values: dict[str, Any], name: str) -> str:
    value = values.get(name)
    if not isinstance(value, str) or not value:
        raise Refused(name, "must be a text")
    return value
