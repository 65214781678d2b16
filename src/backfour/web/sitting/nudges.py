"""Break nudges for an open page: when the next is due, and what became of it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from backfour.app.sitting import wish_of
from backfour.bootstrap import house
from backfour.core.errors import Refused
from backfour.core.instants import NANOSECONDS
from backfour.core.sitting.breaks import BREAK_S, SOON_S
from backfour.core.sitting.exceptions import advise, in_force
from backfour.web.sitting.page import is_open, since_words
from backfour.words import say


@never_cache
@require_GET
def now(request: HttpRequest) -> JsonResponse:
    """Say when the next break is due, in seconds from now."""
    del request
    return JsonResponse(_due())


@require_POST
def answer(request: HttpRequest) -> JsonResponse:
    """Keep that a break was offered, postponed or declined; one taken is a bout that ends."""
    try:
        house().sitting.answer(request.POST.get("told", ""))
    except Refused:
        return JsonResponse({"error": "told"}, status=422)
    return JsonResponse(_due())


def _due() -> dict[str, Any]:
    home = house()
    today, settings = home.plan_today(), home.preferences.read()
    found = in_force(settings["sitting_exceptions"] or (), today.state.flags)
    reached, running = home.reminders.reached(), home.sitting.running(today)
    due = home.sitting.due(wish_of(settings, found, reached.quiet), reached.zone)
    now_s = home.clock.now().instant // NANOSECONDS
    return {
        "in_s": None if due.at_s is None else max(0, due.at_s - now_s),
        "silence": due.silence,
        "soon_s": SOON_S,
        "break_s": BREAK_S,
        "spoken": settings["breaks_spoken"],
        "since": "" if running is None else since_words(running),
        "words": say(f"sitting.nudge.{kind(found, open_=is_open(today))}"),
    }


def kind(exceptions: frozenset[str], *, open_: bool) -> str:
    """Which sentence a break is offered with."""
    advice = advise(exceptions, strict=True)
    if not advice.stand:
        return "shift" if advice.shift else "practitioner"
    # Without a check nothing is said about how to sit.
    return "plain" if not open_ or "stenosis" in exceptions else "stand"
