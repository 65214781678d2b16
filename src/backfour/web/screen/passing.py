"""What passes between the two devices: views and presses in, server-sent events out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final
from uuid import UUID

from django.http import HttpRequest, JsonResponse, StreamingHttpResponse
from django.views.decorators.http import require_GET, require_POST

from backfour.app.screens import ALIVE, Message
from backfour.bootstrap import house
from backfour.core.errors import Refused
from backfour.core.reading import read_json

LARGEST: Final = 64 * 1024
"""Bytes of one view; a usual one is about 2 kB (our choice)."""
AGAIN_MS: Final = 500
"""How soon a browser opens a stream anew."""


@require_GET
def views(request: HttpRequest, key: UUID) -> StreamingHttpResponse:
    """Stream what the session shows, to the big screen."""
    return _stream(house().screens.follow(str(key), _after(request) or 0))


@require_GET
def presses(request: HttpRequest, key: UUID) -> StreamingHttpResponse:
    """Stream what is pressed on the big screen, to the device with the controls."""
    return _stream(house().screens.listen(str(key), _after(request)))


@require_POST
def view(request: HttpRequest, key: UUID) -> JsonResponse:
    """Take what the session shows now."""
    return JsonResponse({"there": house().screens.show(str(key), _document(request))})


@require_POST
def press(request: HttpRequest, key: UUID) -> JsonResponse:
    """Take a key pressed on the big screen."""
    wish = _document(request)
    told = read_json(wish)
    given = told.get("input") if isinstance(told, dict) else None
    if not isinstance(given, dict):
        raise Refused("input", "must be an object")
    house().screens.press(str(key), wish, stop=given.get("type") == "stop")
    return JsonResponse({"passed": True})


def _document(request: HttpRequest) -> str:
    """Return the message as it came, once it is certain that it is one JSON document."""
    if len(request.body) > LARGEST:
        raise Refused("message", "is too large")
    try:
        text = request.body.decode()
        read_json(text)
    except ValueError:
        raise Refused("message", "is not JSON") from None
    # One line of a stream: line breaks between the parts of a JSON document mean nothing.
    return text.replace("\r", " ").replace("\n", " ")


def _after(request: HttpRequest) -> int | None:
    last = request.headers.get("Last-Event-ID", "")
    return int(last) if last.isascii() and last.isdigit() else None


def _stream(messages: Iterable[Message]) -> StreamingHttpResponse:
    answer = StreamingHttpResponse(_lines(messages), content_type="text/event-stream")
    answer["X-Accel-Buffering"] = "no"
    return answer


def _lines(messages: Iterable[Message]) -> Iterator[str]:
    yield f"retry: {AGAIN_MS}\n\n"
    for message in messages:
        if message.kind == ALIVE:
            yield ": alive\n\n"
        else:
            yield f"id: {message.number}\nevent: {message.kind}\ndata: {message.body or '{}'}\n\n"
