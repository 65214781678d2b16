"""For which movements the camera counts along; the trying itself is the browser's.

Hazard H34 (docs/safety.md): the camera is off until it is chosen, no picture comes to the server.
"""

from __future__ import annotations

import json
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from backfour.bootstrap import house
from backfour.web.camera.wish import fetched_bytes, stands
from backfour.web.wording import movement
from backfour.words import say

SWITCH: Final = {"on": True, "off": False}


@require_http_methods(["GET", "POST"])
def camera(request: HttpRequest) -> HttpResponse:
    """Show the choice and the place to try it, or keep what was chosen."""
    wrong = ""
    if request.method == "POST":
        chosen, keep = request.POST.getlist("for"), request.POST.get("keep")
        if keep in SWITCH and set(chosen) <= stands().keys():
            wanted = [name for name in stands() if name in chosen]
            house().preferences.change(camera_for=wanted, camera_keep=SWITCH[keep])
            return redirect(request.path + "?saved=1")
        wrong = say("flow.wrong.choose")
    kept = house().preferences.read()
    context = {
        "wrong": wrong,
        "saved": bool(request.GET.get("saved")),
        "stands": json.dumps(stands()),
        "mb": -(-fetched_bytes() // 10**6),
        "movements": [
            {
                "value": name,
                "words": movement(name),
                "chosen": name in kept["camera_for"],
                "least": not stand["default"],
            }
            for name, stand in stands().items()
        ],
        "keep": [
            {
                "value": name,
                "words": say(f"camera.keep.{name}"),
                "chosen": on == kept["camera_keep"],
            }
            for name, on in SWITCH.items()
        ],
    }
    return render(request, "camera/camera.html", context, status=422 if wrong else 200)
