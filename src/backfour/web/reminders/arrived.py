"""What a secret in an address opens: "did it arrive?" and the calendar feed.

Neither shows anything of a person; whoever guesses learns nothing (256 random bits).
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from backfour.bootstrap import calendar_of, house
from backfour.web.shell import PlainShell

LONGEST = 100


@csrf_exempt  # The secret is the permission; a service worker has no form to take a token from.
@never_cache
@require_http_methods(["GET", "POST"])
def arrived(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whether it arrived, or take the answer down.

    Opening the address confirms nothing: mail programs look at links before people do.
    """
    told = request.method == "POST"
    if told and len(token) <= LONGEST:
        by_person = request.POST.get("by") != "device"
        house().reminders.confirm(token, by_person=by_person)
    return render(request, "reminders/arrived.html", {"shell": PlainShell(), "told": told})


@never_cache
@require_GET
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """Give the calendar to whoever knows its address."""
    found = house().reminders.feed(token) if len(token) <= LONGEST else None
    if found is None:
        return HttpResponse(status=404)
    return HttpResponse(calendar_of(found), content_type="text/calendar; charset=utf-8")
