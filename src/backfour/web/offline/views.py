"""The addresses a device asks for to install the pages and to stay up to date."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.templatetags.static import static
from django.views.decorators.cache import never_cache
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_GET

from backfour.bootstrap import house
from backfour.core.instants import HOUR_NS
from backfour.core.programme import RULES_VERSION
from backfour.core.programme.replay import on_day
from backfour.core.reading import read_json
from backfour.core.session.today import day_of
from backfour.web.moves.cards import catalogue
from backfour.web.offline.package import (
    is_offered,
    later_pieces,
    package_bytes,
    pieces,
    worker_script,
)
from backfour.web.offline.shells import revision, shell_pages
from backfour.web.session.views import catalogue_text, wished
from backfour.words import current_lang, say

DAYS_AHEAD = 2
DAY_NS = 24 * HOUR_NS

ICON_SIZES = (192, 512)
INK, PAPER = "#142b27", "#f6f2e9"
"""Colours of the bar around the installed app and of its first moment (look, paper theme)."""


@never_cache
@require_GET
def worker(request: HttpRequest) -> HttpResponse:
    """Hand over the service worker with the list of what it keeps."""
    if not is_offered():
        raise Http404
    return HttpResponse(_worker(), content_type="text/javascript; charset=utf-8")


@cache
def _worker() -> str:
    kept: dict[str, Any] = {
        "base": settings.STATIC_URL,
        "files": [[piece.path, piece.revision] for piece in pieces()],
        "later": [[piece.path, piece.revision] for piece in later_pieces()],
        "pages": [[url, revision(page)] for url, page in shell_pages().items()],
    }
    return f"self.backfourKept = {json.dumps(kept, sort_keys=True)};\n{worker_script()}"


@never_cache
@require_GET
def manifest(request: HttpRequest) -> JsonResponse:
    """Describe the app to the device that installs it."""
    lang = current_lang()
    icons = [_icon(f"icon-{size}", size, "any") for size in ICON_SIZES]
    return JsonResponse(
        {
            "id": "/",
            "name": "Back Four",
            "short_name": "Back Four",
            "description": say("shell.description"),
            "lang": lang,
            "dir": "ltr",
            "start_url": "/",
            "scope": "/",
            "display": "standalone",
            "background_color": PAPER,
            "theme_color": INK,
            "icons": [*icons, _icon("icon-maskable-512", 512, "maskable")],
        },
        content_type="application/manifest+json",
    )


def _icon(name: str, size: int, purpose: str) -> dict[str, str]:
    return {
        "src": static(f"backfour/icons/{name}.png"),
        "sizes": f"{size}x{size}",
        "type": "image/png",
        "purpose": purpose,
    }


@never_cache
@require_GET
def shell(request: HttpRequest, lang: str = "") -> HttpResponse:
    """Show one of the pages that hold nothing of a person."""
    page = shell_pages().get(request.path)
    if page is None:
        raise Http404
    return HttpResponse(page)


@never_cache
@gzip_page
@require_GET
def sync(request: HttpRequest) -> JsonResponse:
    """Hand a device what was told since it looked last, and what it needs for a session."""
    home = house()
    after = request.GET.get("after", "")
    cursor = int(after) if after.isascii() and after.isdigit() and len(after) < 16 else 0
    synced = home.sync.after(request.GET.get("person", ""), cursor)
    answer: dict[str, Any] = {
        "person": synced.person,
        "cursor": synced.cursor,
        "whole": synced.whole,
        "rules": RULES_VERSION,
        "events": [[row.seq, read_json(row.body)] for row in synced.events],
        "csrf": get_token(request),
        "session": _session(request),
    }
    if synced.whole or synced.events or request.GET.get("on") != home.clock.now().at[:10]:
        answer["days"] = _days()
    if synced.whole or request.GET.get("rules") != RULES_VERSION:
        # The movements change only with the rules: a visit without news stays small.
        answer |= {"catalogue": catalogue_text(), "package": package_bytes() if is_offered() else 0}
    return JsonResponse(answer)


def _days() -> list[dict[str, Any]]:
    """Work out today and the next two days, so that a device can show them at once.

    The core on the device works them out again behind what it shows.
    """
    today = house().plan_today()
    if today.drafts or today.later_entries:
        return []
    now, events = today.now.instant, today.known.events
    return [
        day_of(on_day(today.state, today.day + more), events, catalogue(), now + more * DAY_NS)
        for more in range(DAYS_AHEAD + 1)
    ]


def _session(request: HttpRequest) -> dict[str, Any]:
    """Return what a session begins with, and how the pages are to look."""
    home = house()
    wishes = home.preferences.read()
    return {
        **wished(request, home.session.running()),
        "text_size": wishes["text_size_percent"],
        "theme": wishes["theme"],
    }
