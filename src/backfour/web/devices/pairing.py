"""What a device sees before it is paired: a field for the code, and how to trust this home."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from backfour.app.devices import DIGITS, LONGEST_NAME
from backfour.app.network import DEVICE
from backfour.bootstrap import house
from backfour.core.errors import BackfourError
from backfour.web.devices.doorkeeper import give_cookie
from backfour.web.door.doorkeeper import is_from_home
from backfour.web.shell import PlainShell
from backfour.web.wording import refusal
from backfour.words import say

STEPS: Final = {
    "iphone": ("warning", "get", "profile", "install", "switch", "done"),
    "android": ("warning", "get", "settings", "install", "file", "done"),
    "computer": ("warning", "get", "windows", "mac", "linux", "done"),
}
"""Steps to trust the certificate by kind of device; each has its words."""

PICTURES: Final = {
    "profile": "settings",
    "install": "install",
    "windows": "file",
    "mac": "switch",
    "linux": "settings",
}
"""Pictures of steps that share one; the others have one of their own name."""


@require_http_methods(["GET", "POST"])
def pair(request: HttpRequest) -> HttpResponse:
    """Show the field for the code, or let the device in with it."""
    if not is_from_home(request):
        return redirect("devices:devices")
    if request.META.get(DEVICE):
        return redirect("today:today")
    if request.method != "POST":
        return _shown(request)
    name = request.POST.get("name", "").strip() or say("home.pair.name.usual")
    try:
        secret = house().devices.pair(request.POST.get("code", ""), name)
    except BackfourError as error:
        return _shown(request, refusal(error))
    return give_cookie(redirect("today:today"), secret)


@require_GET
def trust(request: HttpRequest, kind: str) -> HttpResponse:
    """Show step by step how a device learns to trust this home, and how it forgets it again."""
    if kind not in STEPS:
        raise Http404
    place = house().network.place
    steps = [
        {"words": f"home.trust.{kind}.{name}", "picture": PICTURES.get(name, name)}
        for name in STEPS[kind]
    ]
    return _page(
        request,
        "devices/trust.html",
        kind=kind,
        steps=steps,
        place=place,
        title=f"home.trust.{kind}.title",
        off=f"home.trust.{kind}.off",
    )


@require_GET
def certificate(request: HttpRequest) -> HttpResponse:
    """Hand over the authority's certificate; it holds no secret."""
    place = house().network.place
    if place is None:
        raise Http404
    return HttpResponse(
        place.certificate,
        content_type="application/x-x509-ca-cert",
        # Not as an attachment: an iPhone then only files it away instead of offering to install.
        headers={"Content-Disposition": 'inline; filename="backfour-home.crt"'},
    )


def _shown(request: HttpRequest, wrong: str = "") -> HttpResponse:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
    typed = request.POST.get("name", "") if wrong else ""
    return _page(
        request,
        "devices/pair.html",
        status,
        wrong=wrong,
        typed=typed[:LONGEST_NAME],
        digits=DIGITS,
        longest=LONGEST_NAME,
        kinds=[(kind, f"home.kind.{kind}") for kind in STEPS],
    )


def _page(
    request: HttpRequest, template: str, status: int = HTTPStatus.OK, **told: Any
) -> HttpResponse:
    return render(request, template, {**told, "shell": PlainShell()}, status=status)
