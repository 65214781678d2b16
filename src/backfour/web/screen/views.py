"""Two pages: one shows a code and then the session, the other takes the code."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from backfour.bootstrap import house
from backfour.core.errors import BackfourError
from backfour.words import say
from backfour.words.emergency import country

COOKIE: Final = "backfour_screen"
"""Names the big screen this device plays to; good until the browser is closed."""


@never_cache
@require_http_methods(["GET", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    """Say how it works; take the code, or the wish to stop showing."""
    page: dict[str, Any] = {"linked": showing(request) is not None, "wrong": "", "typed": ""}
    if request.method != "POST":
        return render(request, "screen/choose.html", {"page": page})
    if request.POST.get("go") == "end":
        answer = redirect("screen:choose")
        answer.delete_cookie(COOKIE)
        return answer
    try:
        key = house().screens.pair(request.POST.get("code", ""))
    except BackfourError as refused:
        page |= {"wrong": say(f"error.{refused.key}"), "typed": request.POST.get("code", "")[:12]}
        return render(request, "screen/choose.html", {"page": page})
    answer = redirect("screen:choose")
    answer.set_cookie(COOKIE, key, httponly=True, samesite="Strict", secure=request.is_secure())
    return answer


@never_cache
@require_GET
def show(request: HttpRequest) -> HttpResponse:
    """Show a code, and then the session of the device that types it in."""
    home = house()
    key, code = home.screens.open()
    wishes = home.preferences.read()
    page = {
        "key": key,
        "code": f"{code[:3]} {code[3:]}",
        "csrf": get_token(request),
        "stills": wishes["still_pictures"],
        "emergency": country(wishes["country"]).emergency or "",
    }
    return render(request, "screen/show.html", {"page": page})


def showing(request: HttpRequest) -> str | None:
    """Return the id of the big screen this device plays to, if it is still known."""
    key = request.COOKIES.get(COOKIE, "")
    return key if key and house().screens.known(key) else None
