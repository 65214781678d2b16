"""Opening the door with a link that is good once."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET

from backfour.bootstrap import house
from backfour.web.door.doorkeeper import is_in, let_in, shut


@require_GET
def open_door(request: HttpRequest, token: str) -> HttpResponse:
    """Use the link up and let the browser in; a browser that is in already just goes on.

    Who opens it for the first time is led to Welcome, everyone else to Today.
    """
    if house().door.use(token):
        return let_in(_first_page())
    if is_in(request):
        return _first_page()
    return shut(used=True)


def _first_page() -> HttpResponse:
    return redirect("today:today" if house().preferences.read()["welcomed"] else "welcome")
