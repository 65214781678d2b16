"""Whether two knocks are listened for, and how finely; the trying itself is the browser's.

Hazard H31 (docs/safety.md): the microphone is off until it is chosen here, and no sound comes
to the server.
"""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from backfour.bootstrap import house
from backfour.words import say

SWITCH: Final = {"on": True, "off": False}
STEPS: Final = ("low", "usual", "high")


@require_http_methods(["GET", "POST"])
def knocks(request: HttpRequest) -> HttpResponse:
    """Show the choice and the place to try it, or keep what was chosen."""
    wrong = ""
    if request.method == "POST":
        on, step = request.POST.get("knocks"), request.POST.get("sensitivity")
        if on in SWITCH and step in STEPS:
            house().preferences.change(knocks_on=SWITCH[on], knocks_sensitivity=step)
            return redirect(request.path + "?saved=1")
        wrong = say("flow.wrong.choose")
    kept = house().preferences.read()
    now = "on" if kept["knocks_on"] else "off"
    context = {
        "wrong": wrong,
        "saved": bool(request.GET.get("saved")),
        "fields": [
            _field("knocks", tuple(SWITCH), now),
            _field("sensitivity", STEPS, kept["knocks_sensitivity"]),
        ],
    }
    return render(request, "knocks/knocks.html", context, status=422 if wrong else 200)


def _field(name: str, options: tuple[str, ...], chosen: str) -> dict[str, object]:
    return {
        "name": name,
        "title": say(f"knocks.{name}"),
        "options": [
            {"value": one, "words": say(f"knocks.{name}.{one}"), "chosen": one == chosen}
            for one in options
        ],
    }
