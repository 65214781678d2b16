"""The page that lists the devices; on this computer it also shows the code for one more."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_GET, require_POST

from backfour.app.network import DEVICE, Place
from backfour.app.ports import Code, Device
from backfour.bootstrap import house
from backfour.core.instants import NANOSECONDS
from backfour.web.devices.pairing import STEPS
from backfour.web.door.doorkeeper import is_from_home
from backfour.web.wording import date_words, written_day


@require_GET
def devices(request: HttpRequest) -> HttpResponse:
    """Show the devices; one of them sees only itself, and never a code."""
    own = request.META.get(DEVICE)
    listed = [_row(one) for one in house().devices.all() if own is None or one.id == own]
    page: dict[str, Any] = {"devices": listed, "own": own is not None}
    place = house().network.place
    if not is_from_home(request) and place is not None:
        page |= {
            "place": place,
            "picture": _square(place),
            "code": _code(house().devices.code()),
            "kinds": [(kind, f"home.kind.{kind}") for kind in STEPS],
        }
    return render(request, "devices/devices.html", {"page": page})


@require_POST
def new_code(request: HttpRequest) -> HttpResponse:
    """Make a fresh code; only this computer may."""
    if is_from_home(request) or house().network.place is None:
        raise Http404
    house().devices.new_code()
    return redirect("devices:devices")


@require_POST
def remove(request: HttpRequest, device: int) -> HttpResponse:
    """Let a device in no more. A device may only remove itself."""
    own = request.META.get(DEVICE)
    if own is not None and own != device:
        raise Http404
    house().devices.remove(device)
    return redirect("devices:devices")


def _row(device: Device) -> dict[str, Any]:
    return {
        "id": device.id,
        "name": device.name,
        "paired": date_words(written_day(device.paired)),
        "seen": date_words(written_day(device.seen)),
    }


def _code(code: Code | None) -> dict[str, Any] | None:
    if code is None:
        return None
    left_s = (code.expires - house().clock.now().instant) // NANOSECONDS
    half = len(code.digits) // 2
    return {
        "shown": f"{code.digits[:half]} {code.digits[half:]}",
        "minutes": max(1, -(-left_s // 60)),
        "tries": code.tries,
    }


def _square(place: Place) -> SafeString:
    """Draw the address as a square code that a phone's camera reads."""
    import segno  # noqa: PLC0415 - only this page needs it

    drawn = segno.make(place.url, micro=False, error="m").svg_inline(
        border=4, dark="#000", light="#fff", omitsize=True, svgclass="square", lineclass=None
    )
    return mark_safe(drawn)  # noqa: S308 - drawn by us from an address of ours
