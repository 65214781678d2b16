"""The weekly check is one list of the check; what is touched opens."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from backfour.bootstrap import house

LIST = "list-weekly"


@require_GET
def weekly(request: HttpRequest) -> HttpResponse:
    """Begin the weekly check; where the whole check was never answered, that comes first."""
    if not house().plan_today().state.last_full:
        return redirect("check:begin")
    house().check.abandon("mini")  # a minute's answers from another day would be stale
    return redirect(reverse("check:step", args=["mini", LIST]))


@require_GET
def done(request: HttpRequest) -> HttpResponse:
    """Say that all is well, and go on."""
    plan = house().plan_today().plan
    if plan.mode == "locked":
        return redirect("check:result")
    page = {"flare": plan.mode == "flare", "ready": plan.session_ready}
    return render(request, "weekly/done.html", {"page": page})
