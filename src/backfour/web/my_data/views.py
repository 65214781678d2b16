"""Everything the person told is theirs: one file out, one file in, and gone when they say so."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from backfour.app.import_ import MOST_BYTES
from backfour.bootstrap import house
from backfour.core.errors import BackfourError, HistoryRefused
from backfour.web.wording import date_words, refusal, written_day
from backfour.words import say

MEGABYTE: Final = 1024 * 1024


@require_GET
def data(request: HttpRequest) -> HttpResponse:
    """Show what lies here, and what can be done with it."""
    return _shown(request)


@require_POST
def bring_in(request: HttpRequest) -> HttpResponse:
    """Read a saved copy into an empty folder; a wrong file changes nothing."""
    too_large = int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES
    file = request.FILES.get("file")
    if file is None and not too_large:
        return _shown(request, {"file": say("error.file.missing")})
    if file is None or (file.size or 0) > MOST_BYTES:
        return _shown(request, {"file": say("error.file.too_large", mb=MOST_BYTES // MEGABYTE)})
    try:
        count = house().import_.read(file)
    except BackfourError as error:
        return _shown(request, {"file": _why_not(error)})
    return _shown(request, told=say("data.import.done", n=count))


@require_POST
def delete(request: HttpRequest) -> HttpResponse:
    """Delete everything once the word is typed."""
    typed, word = request.POST.get("confirm", ""), say("data.delete.word")
    if typed.strip().casefold() != word.casefold():
        message = say("data.delete.wrong", word=word, typed=typed[:40])
        return _shown(request, {"confirm": message}, typed=typed)
    house().delete_all()
    return redirect("welcome")


def _why_not(error: BackfourError) -> str:
    if isinstance(error, HistoryRefused):
        return say("error.history", **error.values)
    if error.key == "refused":
        return say("data.import.wrong.part", **error.values)
    return refusal(error)


def _shown(
    request: HttpRequest, wrong: dict[str, str] | None = None, typed: str = "", told: str = ""
) -> HttpResponse:
    events = house().history.events()
    page: dict[str, Any] = {
        "entries": say("data.entries.n", n=len(events)),
        "where": str(Path(settings.DATABASES["default"]["NAME"]).parent),
        "word": say("data.delete.word"),
        "told": told,
    }
    if events:
        page["since"] = say("data.since", day=date_words(written_day(events[0].at)))
    context = {"page": page, "wrong": wrong or {}, "typed": {"confirm": typed}}
    return render(request, "my_data/data.html", context, status=422 if wrong else 200)
