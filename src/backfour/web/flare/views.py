"""I am having a flare: what stays possible, when to call someone, and the questions first."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from backfour.app.plan_today import Today
from backfour.bootstrap import house
from backfour.core.errors import BackfourError
from backfour.core.programme.offers import FLARE_LEVELS
from backfour.web.moves.cards import catalogue, poster
from backfour.web.wording import day_words, dose
from backfour.words import say

NAMES: Final = {"elbow_prop": "flare.plan.prop", "bed_rotation": "flare.plan.rotation"}


@require_http_methods(["GET", "POST"])
def flare(request: HttpRequest) -> HttpResponse:
    """Show what a bad day changes, or take the word for it."""
    if request.method == "POST":
        try:
            house().flare.declare(request.POST.get("event"))
        except BackfourError as error:
            if error.key != "already_told":
                raise
        return redirect("weekly:weekly")
    today = house().plan_today()
    if not today.state.last_full:
        return redirect("check:begin")
    context = {"page": _page(today), "event": house().ids.new()}
    return render(request, "flare/flare.html", context)


def _page(today: Today) -> dict[str, Any]:
    known = today.state.flare
    page: dict[str, Any] = {
        "declare": known is None,
        "lines": [],
        "moves": [_move(today, name, level) for name, level in FLARE_LEVELS.items()],
    }
    page["moves"] = [move for move in page["moves"] if move]
    if known is None:
        return page
    page["lines"] = [say("flare.in.lead", day=day_words(known.entry_day))]
    if known.screen_missing:
        page["next"] = {"url": reverse("weekly:weekly"), "words": say("flare.in.go")}
    else:
        page["next"] = {"url": reverse("today:today"), "words": say("flare.in.today")}
    return page


def _move(today: Today, exercise: str, most: int) -> dict[str, Any] | None:
    item = today.plan.item(exercise)
    if item.blocked:
        return None
    level = min(item.level, most, item.cap)
    form = catalogue().movement(exercise).level(level).form(today.plan.flags)
    return {
        "name": say(NAMES[exercise]),
        "dose": dose(exercise, level),
        "poster": poster(form.film),
        "alt": say(f"move.{exercise}.short"),
    }
