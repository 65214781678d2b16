"""Telling a bout of sitting: one touch when it begins, one when it is over.

Hazards H44 to H46 (docs/safety.md).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from backfour.app.plan_today import Today
from backfour.app.refusals import EventsRefused
from backfour.bootstrap import house
from backfour.core.errors import BackfourError, Refused
from backfour.core.vocabulary import PLACES
from backfour.web.sitting.page import ENDED, shown
from backfour.words import say

MOST_MINUTES: Final = 1440


@require_GET
def sitting(request: HttpRequest) -> HttpResponse:
    """Show what was sat today, the rule, and where one may sit down."""
    return _page(request, noted=bool(request.GET.get("noted")))


@require_POST
def down(request: HttpRequest) -> HttpResponse:
    """Sit down somewhere."""
    place = request.POST.get("place", "")
    if place not in PLACES:
        return redirect("sitting:sitting")
    try:
        house().sitting.sit_down(place)
    except Refused:
        return _page(request, wrong={"up": say("sitting.wrong.long")})
    return redirect("sitting:sitting")


@require_POST
def up(request: HttpRequest) -> HttpResponse:
    """Get up: what ran is written down."""
    told = request.POST
    minutes, pain = told.get("minutes", "").strip(), told.get("pain", "")
    # Without the mark the form was not shown: a break was taken, and how one sat stays as noted.
    shown_too = "how" in told
    if (minutes and number(minutes, MOST_MINUTES) is None) or (pain and number(pain, 10) is None):
        return _page(request, wrong={"up": say("sitting.wrong.minutes")})
    try:
        house().sitting.get_up(
            minutes=number(minutes, MOST_MINUTES),
            feet_up=told.get("feet_up") == "yes" if shown_too else None,
            back_filled=told.get("back_filled") == "yes" if shown_too else None,
            pain=number(pain, 10),
            bout=told.get("bout", ""),
        )
    except Refused:
        key = "sitting.wrong.longer" if minutes else "sitting.wrong.long"
        return _page(request, wrong={"up": say(key)})
    return _noted()


@require_POST
def forget(request: HttpRequest) -> HttpResponse:
    """It was begun by mistake."""
    del request
    house().sitting.forget()
    return redirect("sitting:sitting")


@require_POST
def log(request: HttpRequest) -> HttpResponse:
    """Write down a bout that is over."""
    told = request.POST
    place, minutes = told.get("place", ""), number(told.get("minutes", "").strip(), MOST_MINUTES)
    ended, pain = number(told.get("ended", "0"), MOST_MINUTES), told.get("pain", "")
    wrong = {}
    if place not in PLACES:
        wrong["place"] = say("flow.wrong.choose")
    if not minutes:
        wrong["minutes"] = say("sitting.wrong.minutes")
    if ended not in ENDED or (pain and number(pain, 10) is None):
        wrong["place"] = say("flow.wrong.choose")
    if wrong or not minutes or ended is None:
        return _page(request, wrong=wrong, typed=told)
    values: dict[str, Any] = {
        "place": place,
        "minutes": minutes,
        "feet_up": told.get("feet_up") == "yes",
        "back_filled": told.get("back_filled") == "yes",
    }
    if pain:
        values["pain_on_rising"] = number(pain, 10)
    event = told.get("event") or house().ids.new()
    return _once(lambda: house().sitting.log(event, values, ended_min=ended))


@require_POST
def wrong(request: HttpRequest) -> HttpResponse:
    """Take a bout back; a later event says so."""
    target, event = request.POST.get("target", ""), request.POST.get("event", "")
    if not target or not event:
        return redirect("sitting:sitting")
    return _once(lambda: house().sitting.take_back(target, event), noted=False)


def _once(act: Callable[[], object], *, noted: bool = True) -> HttpResponse:
    """Do it; what was told before, or points to nothing any more, changes nothing."""
    try:
        act()
    except EventsRefused:
        return redirect("sitting:sitting")
    except Refused:
        return redirect("sitting:sitting")
    except BackfourError as error:
        if error.key != "already_told":
            raise
    return _noted() if noted else redirect("sitting:sitting")


def _noted() -> HttpResponse:
    answer = redirect("sitting:sitting")
    answer["Location"] += "?noted=1"
    return answer


def _page(
    request: HttpRequest,
    *,
    wrong: dict[str, str] | None = None,
    typed: QueryDict | None = None,
    noted: bool = False,
) -> HttpResponse:
    found: Today = house().plan_today()
    if found.plan.action in {"urgent", "emergency"}:
        return redirect("check:result")
    context = {
        "page": shown(found, typed),
        "wrong": wrong or {},
        "noted": noted,
        "event": (typed.get("event") if typed else "") or house().ids.new(),
    }
    return render(request, "sitting/sitting.html", context, status=422 if wrong else 200)


def number(text: str, most: int) -> int | None:
    """Read a whole number from 0, or None."""
    if text.isascii() and text.isdigit() and len(text) < 5 and int(text) <= most:
        return int(text)
    return None
