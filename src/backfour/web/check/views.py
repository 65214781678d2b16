"""The door to the whole check: begin, go on where one left, or start again."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from backfour.bootstrap import house
from backfour.web.check.asking import next_page


@require_GET
def begin(request: HttpRequest) -> HttpResponse:
    """Begin the whole check, or offer to go on where it was left."""
    running = house().check.running("full")
    if running is not None and running.age is not None:
        return render(request, "check/resume.html")
    return next_page(running or house().check.begin("full"))


@require_POST
def again(request: HttpRequest) -> HttpResponse:
    """Go on with the running check, or start it again."""
    running = house().check.running("full")
    if running is None or request.POST.get("go") == "again":
        house().check.abandon("full")
        running = house().check.begin("full")
        return redirect("check:step", "full", "person-person")
    return next_page(running)
