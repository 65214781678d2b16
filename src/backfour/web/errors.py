"""What a person sees when something cannot be done: one sentence, and a way on."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Final

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string

from backfour.app.refusals import Gone, OtherFolder, Stale, StoreFault
from backfour.core.errors import BackfourError
from backfour.web.shell import PlainShell
from backfour.words import known, say

STORE: Final = {
    "store.full": HTTPStatus.INSUFFICIENT_STORAGE,
    "store.busy": HTTPStatus.SERVICE_UNAVAILABLE,
}
"""Faults of the disk that have a status of their own; the others are a plain 500."""


def status_of(refusal: BackfourError) -> HTTPStatus:
    """Return the HTTP status of a refusal of the domain."""
    if isinstance(refusal, Stale):
        return HTTPStatus.CONFLICT
    if isinstance(refusal, Gone):
        return HTTPStatus.GONE
    if isinstance(refusal, OtherFolder):
        return HTTPStatus.MISDIRECTED_REQUEST
    if isinstance(refusal, StoreFault):
        return STORE.get(refusal.key, HTTPStatus.INTERNAL_SERVER_ERROR)
    return HTTPStatus.BAD_REQUEST


class PlainErrors:
    """Turns a refusal that no page has dealt with into an answer in our words."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._answer = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer."""
        return self._answer(request)

    def process_exception(self, request: HttpRequest, refusal: Exception) -> HttpResponse | None:
        """Answer in words where the domain refused; leave the rest to Django."""
        if not isinstance(refusal, BackfourError):
            return None
        key = f"error.{refusal.key}"
        words = say(key, **refusal.values) if known(key) else say("fault.refused.body")
        status = status_of(refusal)
        if _wants_json(request):
            return JsonResponse({"error": {"key": refusal.key, "words": words}}, status=status)
        return page("refused", status, body=words)


def page(kind: str, status: int, body: str = "") -> HttpResponse:
    """Show a fault: its title, a sentence, and the way back. It needs no database.

    Parameters
    ----------
    kind
        Names the words: ``fault.<kind>.title`` and ``fault.<kind>.body``.
    status
        Of HTTP.
    body
        A sentence in place of the usual one.
    """
    told = {
        "shell": PlainShell(),
        "title": say(f"fault.{kind}.title"),
        "body": body or say(f"fault.{kind}.body"),
    }
    return HttpResponse(render_to_string("fault/fault.html", told), status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer what cannot be understood, or came under a name that is not ours."""
    return page("request", HTTPStatus.BAD_REQUEST)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a change that another page asked for."""
    return page("foreign", HTTPStatus.FORBIDDEN)


def form_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose token is missing or too old."""
    return page("form", HTTPStatus.FORBIDDEN)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer an address that leads nowhere."""
    return page("not_found", HTTPStatus.NOT_FOUND)


def failed(request: HttpRequest) -> HttpResponse:
    """Answer when we made a mistake."""
    return page("failed", HTTPStatus.INTERNAL_SERVER_ERROR)


def _wants_json(request: HttpRequest) -> bool:
    return "application/json" in (request.content_type, request.headers.get("Accept", ""))
