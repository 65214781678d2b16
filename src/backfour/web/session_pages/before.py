"""Before a session: pain now, anything new since last time, and what to have ready."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from backfour.app.refusals import Stale
from backfour.bootstrap import house
from backfour.core.errors import BackfourError
from backfour.core.session.script import CARD, CARD_NEAR
from backfour.web.session_pages.wish import PURPOSES, Wish, keep, read
from backfour.web.today.views import shown
from backfour.words import say

NEWS: Final = "list-pre_session"


@require_http_methods(["GET", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Ask how the back is now; the answer begins the session."""
    purpose = request.POST.get("for", request.GET.get("for", ""))
    purpose = purpose if purpose in PURPOSES else ""
    wrong = ""
    if request.method == "POST":
        told = request.POST.get("pain", "")
        if told.isascii() and told.isdigit() and len(told) < 3 and int(told) <= 10:
            return _begin(request, int(told), purpose)
        wrong = say("error.pain.missing")
    else:
        running = house().session.running()
        if running is not None:
            return redirect("start:go")
        today = house().plan_today()
        if today.plan.mode == "locked":
            return redirect("check:result")
        if not (today.plan.session_ready or today.plan.reset_offered):
            return redirect("today:today")
    context = {
        "wrong": wrong,
        "purpose": purpose,
        "session": request.POST.get("session") or house().ids.new(),
        "ears": "ears" in request.POST,
        "camera": "camera" in request.POST
        if request.method == "POST"
        else bool(house().preferences.read()["camera_for"]),
        "offer_camera": purpose != "reset",
        "offer_ears": purpose != "reset" and house().preferences.read()["guide"] != "ears",
    }
    return render(request, "session_pages/start.html", context, status=422 if wrong else 200)


def _begin(request: HttpRequest, pain: int, purpose: str) -> HttpResponse:
    session = request.POST.get("session") or house().ids.new()
    try:
        plan = house().session.start(pain, session).today.plan
    except Stale as stale:
        return shown(request, stale.today, say("error.stale.start"))
    except BackfourError as error:
        if error.key != "already_told":
            raise
        plan = house().plan_today().plan
    house().check.abandon("pre_session")
    if plan.mode == "locked":
        # so much pain opens the small plan for bad days, and its questions come first
        return redirect("weekly:weekly")
    wish = Wish(session, purpose, ears="ears" in request.POST, camera="camera" in request.POST)
    return keep(redirect("start:new"), wish)


@require_GET
def new(request: HttpRequest) -> HttpResponse:
    """Ask whether anything is new since last time: one list of the check."""
    return redirect(reverse("check:step", args=["pre_session", NEWS]))


@require_GET
def go(request: HttpRequest) -> HttpResponse:
    """Go on to the player; a reset and a browser without script go to the pages."""
    running = house().session.running()
    if running is None:
        return redirect("start:start")
    if read(request, running.session).purpose == "reset":
        return redirect("forms:next")
    return redirect("session:player")


@require_http_methods(["GET", "POST"])
def ready(request: HttpRequest) -> HttpResponse:
    """Show the short card before the first movement of a session on pages."""
    running = house().session.running()
    if running is None:
        return redirect("start:start")
    wish = read(request, running.session)
    if request.method == "POST":
        return keep(
            redirect("forms:next"),
            replace(wish, carded=True),
        )
    near = (CARD_NEAR,) if "fall_risk" in house().plan_today().plan.flags else ()
    lines = [say(key) for key in (*CARD[:2], *near, *CARD[2:-1])]
    return render(request, "session_pages/ready.html", {"page": {"lines": lines}})
