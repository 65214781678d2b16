"""Every part of the pages on one page, for those who work on them (only with BACKFOUR_DEBUG=1)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET


@require_GET
def style(request: HttpRequest) -> HttpResponse:
    """Show the parts; `?part=hold` and `?part=ready` show the session's screens."""
    part = request.GET.get("part", "day")
    name = part if part in {"hold", "ready", "asking"} else "day"
    return render(request, f"style/{name}.html", {"sexes": range(3)})
