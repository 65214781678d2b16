"""Find an entry; change it or take it back; read what that does; only then is it written."""

from __future__ import annotations

import json
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from backfour.bootstrap import house
from backfour.core.entries import Entry
from backfour.core.errors import BackfourError, Refused
from backfour.core.reading import CORRECTABLE, read_json
from backfour.web.corrections.telling import (
    NotANumber,
    ahead_in_words,
    changes,
    form,
    in_short,
    title,
)
from backfour.web.wording import refusal
from backfour.words import say

A_PAGE: Final = 20


@require_GET
def entries(request: HttpRequest) -> HttpResponse:
    """List what can be put right, the newest first; one kind or one day where asked."""
    kind, day = request.GET.get("kind", ""), request.GET.get("day", "")
    asked = request.GET.get("page", "")
    number = int(asked) if asked.isascii() and asked.isdigit() and 0 < len(asked) < 5 else 1
    found = [
        entry
        for entry in house().correct.entries()
        if kind in ("", entry.told.type) and entry.told.at.startswith(day)
    ]
    number = max(1, min(number, -(-len(found) // A_PAGE)))
    shown = found[(number - 1) * A_PAGE : number * A_PAGE]
    page = {
        "entries": [_line(entry) for entry in shown],
        "kinds": [
            {"id": one, "words": say(f"data.kind.{one}"), "on": one == kind} for one in CORRECTABLE
        ],
        "kind": kind,
        "day": day,
        "newer": number - 1 if number > 1 else None,
        "older": number + 1 if len(found) > number * A_PAGE else None,
        "told": say("correct.done") if request.GET.get("done") else "",
    }
    return render(request, "corrections/entries.html", {"page": page})


def _line(entry: Entry) -> dict[str, str | bool]:
    return {
        "id": entry.told.id,
        "title": title(entry),
        "reads": in_short(entry.reads),
        "changed": bool(entry.changes),
    }


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest) -> HttpResponse:
    """Show the fields of an entry; on the way to writing, what the change does."""
    told = request.POST if request.method == "POST" else request.GET
    try:
        entry = house().correct.entry(told.get("entry", ""))
    except BackfourError:
        return redirect("corrections:entries")
    step = request.POST.get("step", "")
    if request.method == "GET" or step not in {"look", "withdraw", "write"}:
        return _form(request, entry)
    try:
        if step == "write":
            return _write(request, entry)
        fields = None if step == "withdraw" else changes(entry, request.POST)
        return _read_back(request, entry, fields)
    except NotANumber as wrong:
        name = say(f"correct.name.{wrong.field}")
        return _form(request, entry, say("error.correct.number", what=name, typed=wrong.typed))
    except Refused as wrong:
        return _form(request, entry, say("error.refused", **wrong.values))
    except BackfourError as wrong:
        return _form(request, entry, refusal(wrong))


def _write(request: HttpRequest, entry: Entry) -> HttpResponse:
    """Write just what was read back; sent twice, it counts once."""
    try:
        fields = read_json(request.POST.get("fields", ""))
    except ValueError:
        fields = 0
    house().correct.write(request.POST.get("event", ""), entry.told.id, fields)
    response = redirect("corrections:entries")
    response["Location"] += "?done=1"
    return response


def _read_back(request: HttpRequest, entry: Entry, fields: dict[str, Any] | None) -> HttpResponse:
    page = ahead_in_words(house().correct.look(entry.told.id, fields)) | {
        "title": title(entry),
        "entry": entry.told.id,
        "event": house().correct.new_id(),
        "fields": json.dumps(fields),
    }
    return render(request, "corrections/read_back.html", {"page": page})


def _form(request: HttpRequest, entry: Entry, wrong: str = "") -> HttpResponse:
    page = form(entry, request.POST if wrong else None) | {
        "title": title(entry),
        "entry": entry.told.id,
        "reads": in_short(entry.reads),
        "history": [in_short(entry.told)] if entry.changes else [],
        "gone": entry.reads is None,
    }
    context = {"page": page, "wrong": wrong}
    return render(request, "corrections/change.html", context, status=422 if wrong else 200)
