"""The page of a session, and what its script needs to know before it begins."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from backfour.app.session import OpenSession
from backfour.bootstrap import house
from backfour.core.errors import BackfourError
from backfour.web.forms.ahead import ON_A_REST_DAY, ahead
from backfour.web.moves.cards import catalogue, poster
from backfour.web.session_pages.wish import Wish, read
from backfour.web.wording import dose, movement
from backfour.words import say
from backfour.words.emergency import country


@never_cache
@require_GET
def player(request: HttpRequest) -> HttpResponse:
    """Show the player, with its first movement to look at while it gets ready."""
    running = house().session.running()
    if running is None:
        return redirect("start:start")
    wish = read(request, running.session)
    return render(request, "session/player.html", _first(running, wish))


@never_cache
@require_GET
def data(request: HttpRequest) -> HttpResponse:
    """Hand the script the history, the movements, and how the person wants it."""
    home = house()
    running = home.session.running()
    if running is None:
        raise BackfourError("no_session")
    wishes = home.preferences.read()
    rest_day = read(request, running.session).purpose == "rest"
    return JsonResponse(
        {
            "folder": home.history.read().mark.generation,
            "language": wishes["language"],
            "history": home.history.text(),
            "catalogue": _catalogue_text(),
            "session": running.session,
            "pain_before": running.started.pain_before,
            "options": {
                # The first session of all is a practice run, with twice the time.
                "pace": wishes["pace"] if wishes["practised"] else "practice",
                "order": wishes["order"],
                "only": sorted(ON_A_REST_DAY) if rest_day else None,
            },
            "drafts": [
                {**draft.data, "kind": draft.kind, "at": draft.at} for draft in running.drafts
            ],
            "speech": {
                "on": wishes["voice_on"],
                "rate": wishes["voice_rate_percent"] / 100,
                "voice": wishes["voice"],
            },
            "tones": wishes["tones_on"],
            "knocks": {
                "on": wishes["knocks_on"],
                "sensitivity": wishes["knocks_sensitivity"],
            },
            "stills": wishes["still_pictures"],
            "emergency_number": country(wishes["country"]).emergency or "",
            "csrf": get_token(request),
        }
    )


@cache
def _catalogue_text() -> str:
    """The movements as the core in the browser reads them."""
    return files("backfour.core.exercises").joinpath("catalogue.toml").read_text(encoding="utf-8")


def _first(running: OpenSession, wish: Wish) -> dict[str, Any]:
    """Name, dose and picture of the movement that comes next."""
    today = house().plan_today()
    step = next(iter(ahead(today, running, wish)), None)
    if step is None:
        return {"title": say("player.title")}
    form = catalogue().movement(step.exercise).level(step.level).form(today.plan.flags)
    return {
        "title": movement(step.exercise),
        "dose": dose(step.exercise, step.level),
        "poster": poster(form.film),
        "alt": say(f"film.{form.film}.alt"),
    }
