"""The rule of sitting for this person: what is asked once, how breaks come, seats, the monitor."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from backfour.bootstrap import house
from backfour.core.sitting.breaks import MOST_A_DAY
from backfour.core.sitting.exceptions import EXCEPTIONS, SEATS, advise, in_force, seat_steps
from backfour.web.camera.wish import fetched_bytes
from backfour.web.reminders.wording import quiet_words
from backfour.web.sitting.page import is_open, silences
from backfour.words import say

EVERY: Final = (20, 30, 45, 60)
"""Minutes between breaks one may choose."""
SWITCH: Final = {"on": True, "off": False}
NONE: Final = "none"

STILLS: Final = {
    "chair": ("sit.chair_good", "sit.chair_slump"),
    "sofa": ("sit.sofa_good", "sit.sofa_slump"),
    "car": (),
    "bed": ("sit.bed_feet_up", "way.bed_side", "way.bed_edge"),
}
"""Stills of each seat; of the car there is none."""
AVOID: Final = frozenset({"sit.chair_slump", "sit.sofa_slump", "sit.bed_feet_up"})
"""Stills of what to leave."""
NOT_FOR: Final = {
    "legs_raised": frozenset({"sit.sofa_slump"}),
    "propped_up": frozenset({"sit.bed_feet_up"}),
    "stenosis": frozenset({"sit.chair_good", "sit.sofa_good"}),
}
"""Stills that say otherwise than an exception does."""


@require_http_methods(["GET", "POST"])
def exceptions(request: HttpRequest) -> HttpResponse:
    """Ask once what keeps one from sitting as the rule says."""
    wrong = ""
    if request.method == "POST":
        told = request.POST.getlist("exception")
        if told and set(told) <= {*EXCEPTIONS, NONE} and (NONE not in told or len(told) == 1):
            chosen = [name for name in EXCEPTIONS if name in told]
            house().preferences.change(sitting_exceptions=chosen)
            return redirect("sitting:sitting")
        wrong = say("sitting.wrong.exceptions")
    kept = house().preferences.read()["sitting_exceptions"]
    context = {
        "wrong": wrong,
        "options": [
            {
                "value": name,
                "words": say(f"sitting.exception.{name}"),
                "side": say(f"sitting.exception.{name}.changes"),
                "chosen": name in (kept or ()),
            }
            for name in EXCEPTIONS
        ],
        "none": kept == [],
    }
    return render(request, "sitting/exceptions.html", context, status=422 if wrong else 200)


@require_http_methods(["GET", "POST"])
def breaks(request: HttpRequest) -> HttpResponse:
    """Show how breaks come, or change it."""
    wrong = False
    if request.method == "POST":
        values = _wished(request.POST)
        if values is not None:
            house().preferences.change(**values)
            return redirect(request.path + "?saved=1")
        wrong = True
    kept = house().preferences.read()
    context = {
        "wrong": say("sitting.wrong.group") if wrong else "",
        "saved": bool(request.GET.get("saved")),
        "fields": [
            _switch("breaks", on=kept["breaks_on"]),
            {
                "name": "every",
                "title": say("sitting.breaks.every"),
                "options": [
                    {
                        "value": n,
                        "words": say("sitting.breaks.minutes", n=n),
                        "chosen": kept["break_every_min"] == n,
                    }
                    for n in EVERY
                ],
            },
            _switch("spoken", on=kept["breaks_spoken"]),
        ],
        "quiet": quiet_words(house().reminders.reached()),
        "most": MOST_A_DAY,
    }
    return render(request, "sitting/breaks.html", context, status=422 if wrong else 200)


@require_GET
def seats(request: HttpRequest) -> HttpResponse:
    """Show how to set up a chair, a sofa, a car and a bed, as far as this person may."""
    today = house().plan_today()
    if today.plan.action in {"urgent", "emergency"}:
        return redirect("check:result")
    kept = house().preferences.read()["sitting_exceptions"]
    found = in_force(kept or (), today.state.flags)
    if not is_open(today) or kept is None or advise(found, strict=True).practitioner:
        return redirect("sitting:sitting")
    context = {
        "seats": [_seat(seat, found) for seat in SEATS],
        "notes": [say(f"sitting.do.{name}") for name in EXCEPTIONS if name in found],
    }
    return render(request, "sitting/seats.html", context)


def _seat(seat: str, found: frozenset[str]) -> dict[str, Any]:
    hidden = frozenset[str]().union(*(NOT_FOR.get(name, frozenset()) for name in found))
    return {
        "name": seat,
        "title": say(f"sitting.seat.{seat}"),
        "films": [
            {"name": one, "avoid": one in AVOID} for one in STILLS[seat] if one not in hidden
        ],
        "steps": [say(f"sitting.seat.{seat}.{step}") for step in seat_steps(seat, found)],
    }


@require_GET
def watch(request: HttpRequest) -> HttpResponse:
    """The place of the slump monitor; watching itself is the browser's."""
    if house().plan_today().plan.action in {"urgent", "emergency"}:
        return redirect("check:result")
    page = {"silences": silences()}
    return render(request, "sitting/watch.html", {"mb": -(-fetched_bytes() // 10**6), "page": page})


def _wished(posted: QueryDict) -> dict[str, Any] | None:
    on, spoken = SWITCH.get(posted.get("breaks", "")), SWITCH.get(posted.get("spoken", ""))
    every = posted.get("every", "")
    if on is None or spoken is None or every not in {str(n) for n in EVERY}:
        return None
    return {
        "breaks_on": on,
        "breaks_spoken": spoken,
        "break_every_min": int(every),
    }


def _switch(name: str, *, on: bool) -> dict[str, Any]:
    return {
        "name": name,
        "title": say(f"sitting.breaks.{name}"),
        "options": [
            {
                "value": one,
                "words": say(f"sitting.breaks.{name}.{one}"),
                "chosen": SWITCH[one] == on,
            }
            for one in SWITCH
        ],
    }
