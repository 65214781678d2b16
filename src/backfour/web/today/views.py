"""Today opens on one thing: what to do now."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from backfour.app.plan_today import Today
from backfour.app.refusals import Stale
from backfour.bootstrap import house
from backfour.core.errors import BackfourError
from backfour.core.vocabulary import EXERCISES
from backfour.web.reminders.news import reminder_news
from backfour.web.today.page import closed, opened
from backfour.words import say


@require_GET
def today(request: HttpRequest) -> HttpResponse:
    """Show the day."""
    found = house().plan_today()
    if found.plan.action in {"urgent", "emergency"}:
        return redirect("check:result")
    return shown(request, found)


@require_POST
def rise(request: HttpRequest) -> HttpResponse:
    """Take or leave the step up on offer; one that is not on offer any more is refused."""
    exercise, told = request.POST.get("exercise", ""), request.POST.get("accepted", "")
    if exercise not in EXERCISES or told not in {"yes", "no"}:
        return redirect("today:today")
    try:
        house().rise.answer(exercise, accepted=told == "yes", event_id=request.POST.get("event"))
    except Stale as stale:
        return shown(request, stale.today, say("error.stale.rise"))
    except BackfourError as error:
        if error.key != "already_told":
            raise
    return redirect("today:today")


def shown(request: HttpRequest, found: Today, stale: str = "") -> HttpResponse:
    """Show a day; ``stale`` says why something asked for on an older page was refused."""
    page = closed(found) if found.plan.mode == "locked" else opened(found)
    page["asks"] = [*page.get("asks", ()), *reminder_news()]
    context = {"page": page, "stale": stale}
    if page.get("rise"):
        context["event"] = house().ids.new()
    return render(request, "today/today.html", context, status=409 if stale else 200)
