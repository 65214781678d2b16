"""The page Why: what holds now, and what was decided, newest first."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from backfour.app.plan_today import Today
from backfour.bootstrap import house
from backfour.web.moves.cards import level_of
from backfour.web.paper.ticked import sheets_in_words
from backfour.web.why.items import Decisions
from backfour.web.wording import day_words, dose, in_words, movement
from backfour.words import say

DAYS_A_PAGE: Final = 7
MOST_SHEETS: Final = 3


@require_GET
def why(request: HttpRequest) -> HttpResponse:
    """Show the reasons."""
    today = house().plan_today()
    days = sorted({event.day for event in today.known.events}, reverse=True)
    asked = request.GET.get("page", "")
    number = int(asked) if asked.isascii() and asked.isdigit() and 0 < len(asked) < 5 else 1
    number = max(1, min(number, -(-len(days) // DAYS_A_PAGE)))
    shown = days[(number - 1) * DAYS_A_PAGE : number * DAYS_A_PAGE]
    page = {
        "days": Decisions(today).of(shown),
        "newer": number - 1 if number > 1 else None,
        "older": number + 1 if len(days) > number * DAYS_A_PAGE else None,
        "now": _now(today),
        "moves": _moves(today),
        "reasons": [in_words(key) for key in today.plan.screen_reasons],
        "title": day_words(today.day),
        "paper": [sheet for sheet in sheets_in_words() if sheet["days"] != "0"][:MOST_SHEETS],
    }
    return render(request, "why/why.html", {"page": page})


def _now(today: Today) -> list[str]:
    plan = today.plan
    lines = [say(f"mode.{plan.mode}")]
    lines += [in_words(one.key, one.values).sentence for one in plan.advice]
    return lines


def _moves(today: Today) -> list[dict[str, Any]]:
    return [
        {
            "title": say(
                "why.level",
                movement=movement(item.exercise),
                dose=dose(item.exercise, level_of(item)),
            ),
            "reasons": [in_words(reason.key, reason.values) for reason in item.reasons],
        }
        for item in today.plan.items
    ]
