"""The list of what the camera kept, one replay a page, and a way to delete each or all."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from backfour.app.recordings import Recording
from backfour.bootstrap import house
from backfour.core.session.attempts import MOST_S
from backfour.web.wording import date_words, movement, time_words, written_day
from backfour.words import say


@never_cache
@require_GET
def all_of_them(request: HttpRequest) -> HttpResponse:
    """List every recording, the newest first."""
    page = {"rows": [_row(one) for one in house().recordings.all()]}
    return render(request, "recordings/recordings.html", {"page": page})


@never_cache
@require_GET
def one(request: HttpRequest, name: str) -> HttpResponse:
    """Show one recording as a stick figure."""
    return render(request, "recordings/replay.html", {"row": _row(_found(name))})


@never_cache
@require_GET
def joints(request: HttpRequest, name: str) -> HttpResponse:
    """Hand over one landmark file."""
    content = house().recordings.read(_found(name))
    return HttpResponse(content, content_type="application/jsonl; charset=utf-8")


@require_POST
def delete(request: HttpRequest, name: str) -> HttpResponse:
    """Delete one recording."""
    house().recordings.delete(_found(name))
    return redirect("recordings:all")


@require_POST
def delete_all(request: HttpRequest) -> HttpResponse:
    """Delete all of them."""
    house().recordings.delete_all()
    return redirect("recordings:all")


def _found(name: str) -> Recording:
    recording = house().recordings.find(name)
    if recording is None:
        raise Http404
    return recording


def _row(recording: Recording) -> dict[str, Any]:
    at = recording.at
    return {
        "name": recording.name,
        "movement": _what(recording.exercise),
        "when": say("recordings.when", day=date_words(written_day(at)), time=time_words(at)),
    }


def _what(exercise: str) -> str:
    is_test = exercise in MOST_S
    return say(f"measure.{exercise}.name") if is_test else movement(exercise)
