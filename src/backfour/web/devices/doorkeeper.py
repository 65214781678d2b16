"""The door to the home network: a device that is not paired sees how to pair, and nothing else.

Hazard H20 (docs/safety.md).
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from http import HTTPStatus
from typing import Final

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse, JsonResponse

from backfour.app.devices import PAIRED_FOR_S
from backfour.app.network import DEVICE
from backfour.bootstrap import LOCAL_HOSTS, house
from backfour.web.door.doorkeeper import BY_SECRET, is_from_home
from backfour.web.errors import page

Answer = Callable[[HttpRequest], HttpResponse]

PAIRING: Final = "/pair/"
LOOKS: Final = ("backfour/css/", "backfour/fonts/", "backfour/icons/")
"""What the pairing pages are drawn with."""
MOST_BYTES: Final = 10_000
"""Longest form read from a device that is not paired (our choice): a code, a name, a token."""
WIPE: Final = '"cache", "storage"'
"""What a removed device is told to forget; its cookie stays, so that it is told again."""


class HomeDoor:
    """Lets paired devices in, tells removed ones to forget, and keeps the two listeners apart."""

    def __init__(self, get_response: Answer) -> None:
        self._answer = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, or show how to pair."""
        from_home = is_from_home(request)
        if not _is_called_by(_names() if from_home else LOCAL_HOSTS, request):
            return page("request", HTTPStatus.BAD_REQUEST)
        if not from_home:
            return self._answer(request)
        response = self._let_in_or_not(request)
        for cookie in response.cookies.values():
            cookie["secure"] = True
        # Over TLS a form is believed by its origin or its referrer, and only this site gets them.
        response.setdefault("Referrer-Policy", "same-origin")
        return response

    def _let_in_or_not(self, request: HttpRequest) -> HttpResponse:
        secret = request.COOKIES.get(settings.DEVICE_COOKIE_NAME, "")
        renewed: list[str] = []
        devices = house().devices
        device = devices.who(secret, lambda: renewed.append(secret)) if secret else None
        if device is not None and devices.is_let_in(device):
            request.META[DEVICE] = device.id
            response = self._answer(request)
            if renewed and settings.DEVICE_COOKIE_NAME not in response.cookies:
                give_cookie(response, secret)
            return response
        if _is_for_everyone(request.path) and _is_small(request):
            return self._answer(request)
        return self._turn_away(request, removed=bool(secret) and device is None)

    def _turn_away(self, request: HttpRequest, *, removed: bool) -> HttpResponse:
        status = HTTPStatus.GONE if removed else HTTPStatus.FORBIDDEN
        if wants_page(request):
            # The pairing page under every address, so that its form gets its token as usual.
            request.method, request.path, request.path_info = "GET", PAIRING, PAIRING
            response = self._answer(request)
            response.status_code = status
        else:
            key = "unpaired" if removed else "not_paired"
            response = JsonResponse({"error": {"key": key}}, status=status)
        if removed:
            response["Clear-Site-Data"] = WIPE
        return response


def give_cookie(response: HttpResponse, secret: str) -> HttpResponse:
    """Give a device the cookie it is known by."""
    response.set_cookie(
        settings.DEVICE_COOKIE_NAME,
        secret,
        max_age=PAIRED_FOR_S,
        secure=True,
        httponly=True,
        samesite="Strict",
    )
    return response


def wants_page(request: HttpRequest) -> bool:
    """Whether a person will look at the answer, rather than a script or a picture frame."""
    if "application/json" in f"{request.content_type} {request.headers.get('Accept', '')}":
        return False
    return request.headers.get("Sec-Fetch-Dest", "document") == "document"


def _names() -> Collection[str]:
    place = house().network.place
    return place.hosts if place else ()


def _is_called_by(names: Collection[str], request: HttpRequest) -> bool:
    """Whether it was asked under a name of this listener: no other site may point its own here.

    Answered here rather than raised: whoever looks around in the network fills no log.
    """
    try:
        host = request.get_host()
    except DisallowedHost:
        return False
    return host.rsplit(":", 1)[0].lower() in names


def _is_for_everyone(path: str) -> bool:
    looks = tuple(settings.STATIC_URL + one for one in LOOKS)
    return path.startswith((PAIRING, *BY_SECRET, *looks)) and ".." not in path


def _is_small(request: HttpRequest) -> bool:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0) <= MOST_BYTES
    except ValueError:
        return False
