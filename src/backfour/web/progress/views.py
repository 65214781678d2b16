"""The page Progress, kept until something new is told: it is looked at often and changes rarely."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_GET

from backfour.bootstrap import house
from backfour.web.progress.page import page
from backfour.words import current_lang

EVERYTHING: Final = "all"


@require_GET
def progress(request: HttpRequest) -> HttpResponse:
    """Show what the figures say today."""
    everything = request.GET.get("days") == EVERYTHING
    today = house().plan_today()

    def draw() -> str:
        told = page(house().see_progress(today), everything=everything)
        return render_to_string("progress/told.html", {"page": told})

    at = (today.known.mark, today.day)
    told = house().see_progress.drawn.get(at, (current_lang(), everything), draw)
    return render(request, "progress/progress.html", {"told": told})
