"""The door of the home: without the cookie that a one-time link gives, every page stays shut."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Final

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from backfour.app.network import DEVICE, FROM_HOME
from backfour.web.shell import PlainShell

Answer = Callable[[HttpRequest], HttpResponse]

GOOD_FOR_S: Final = 180 * 86_400
"""How long a browser stays let in after a link was used: 180 days."""

OPEN: Final = "/open/"
BY_SECRET: Final = ("/arrived/", "/feed/")
"""Opened by the secret in their address: they confirm a reminder or give a calendar, no more."""
SALT: Final = "backfour.door"


class Doorkeeper:
    """Lets in who has the cookie or comes with a link."""

    def __init__(self, get_response: Answer) -> None:
        self._answer = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, or say how to get in."""
        # Over the home network `HomeDoor` has decided already, and lets pairing pages through.
        if is_from_home(request) or is_in(request) or request.path.startswith((OPEN, *BY_SECRET)):
            return self._answer(request)
        return shut(used=False)


def is_from_home(request: HttpRequest) -> bool:
    """Whether a request came over the home network rather than from this computer."""
    return bool(request.META.get(FROM_HOME))


def is_in(request: HttpRequest) -> bool:
    """Whether this browser was let in within the last 180 days, or is a paired device."""
    if is_from_home(request):
        return bool(request.META.get(DEVICE))
    cookie = request.COOKIES.get(settings.DOOR_COOKIE_NAME, "")
    try:
        signing.TimestampSigner(salt=SALT).unsign(cookie, max_age=GOOD_FOR_S)
    except signing.BadSignature:
        return False
    return True


def let_in(response: HttpResponse) -> HttpResponse:
    """Give the cookie that opens every page."""
    response.set_cookie(
        settings.DOOR_COOKIE_NAME,
        signing.TimestampSigner(salt=SALT).sign("home"),
        max_age=GOOD_FOR_S,
        httponly=True,
        samesite="Strict",
    )
    return response


def shut(*, used: bool) -> HttpResponse:
    """Say that the door is shut, and how it is opened. Shows nothing of the person."""
    told = {"shell": PlainShell(), "used": used}
    return HttpResponse(render_to_string("door/shut.html", told), status=HTTPStatus.FORBIDDEN)
