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
from backfour.web.camera.wish import camera_wish
from backfour.web.forms.ahead import ON_A_REST_DAY, ahead
from backfour.web.moves.cards import catalogue, poster
from backfour.web.screen.views import showing
from backfour.web.session_pages.wish import Wish, read
from backfour.web.wording import dose, movement
from backfour.words import current_lang, say
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
    return JsonResponse(
        {
            **wished(request, running),
            "folder": home.sync.person(),
            "history": home.history.text(),
            "catalogue": catalogue_text(),
            "session": running.session,
            "pain_before": running.started.pain_before,
            "csrf": get_token(request),
            "screen": showing(request),
        }
    )


def wished(request: HttpRequest, running: OpenSession | None) -> dict[str, Any]:
    """Return how the person wants a session, and what is open in the one that runs."""
    wishes = house().preferences.read()
    wish = read(request, running.session) if running else None
    rests = wish is not None and wish.purpose == "rest"
    ears = wish is not None and wish.ears
    return {
        "language": current_lang(),
        "options": {
            # "auto" is settled by the core, from the history.
            "pace": "usual" if wishes["pace"] == "short" else wishes["pace"],
            "order": wishes["order"],
            "only": sorted(ON_A_REST_DAY) if rests else None,
            "guide": "ears" if ears else wishes["guide"],
        },
        "drafts": [
            {**draft.data, "kind": draft.kind, "at": draft.at}
            for draft in (running.drafts if running else ())
        ],
        "speech": {
            "on": wishes["voice_on"],
            "rate": wishes["voice_rate_percent"] / 100,
            "voice": wishes["voice"],
        },
        "tones": wishes["tones_on"],
        "seconds": wishes["seconds_on"],
        "knocks": {"on": wishes["knocks_on"], "sensitivity": wishes["knocks_sensitivity"]},
        "camera": camera_wish(told=None if wish is None else wish.camera),
        "stills": wishes["still_pictures"],
        "emergency_number": country(wishes["country"]).emergency or "",
    }


@cache
def catalogue_text() -> str:
    """The movements as the core in the browser reads them."""
    return files("backfour.core.exercises").joinpath("catalogue.toml").read_text(encoding="utf-8")


def _first(running: OpenSession, wish: Wish) -> dict[str, Any]:
    """Name, dose and picture of the movement that comes next."""
    today = house().plan_today()
    step = next(iter(ahead(today, running, wish)), None)
    if step is None:
        return {"title": say("player.title")}
    form = catalogue().movement(step.exercise).level(step.level).form(today.plan.flags)
    ears = wish.ears or house().preferences.read()["guide"] == "ears"
    return {
        "title": movement(step.exercise),
        "dose": dose(step.exercise, step.level),
        "poster": "" if ears else poster(form.film),
        "alt": say(f"film.{form.film}.alt"),
    }
