"""What happened to the data, readable, the newest first."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from backfour.bootstrap import house
from backfour.web.wording import date_words, time_words, written_day
from backfour.words import say

MOST_LINES: Final = 200


@require_GET
def log(request: HttpRequest) -> HttpResponse:
    """Show the log."""
    lines = house().data_log.read()
    page = {
        "lines": [
            {
                "when": f"{date_words(written_day(line.at))}, {time_words(line.at)}",
                "what": say(f"data.log.{line.what}", None, **line.detail),
            }
            for line in lines[:MOST_LINES]
        ],
        "more": max(0, len(lines) - MOST_LINES),
    }
    return render(request, "my_data/log.html", {"page": page})
